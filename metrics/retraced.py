"""How much of a move just told was taken back since: "two-thirds of that has been recovered"."""

from __future__ import annotations

import re
from datetime import date

from ..schemas import Ask, Clause
from .reading import fraction, unit_is
from .window import resolve

PRIORITY = 19
_BACK = (
    r"(?:revers|eras|undo|undid|undone|recoup|recover|regain|retrac|unwound|unwind|claw|win|won|wip|giv|gave|tak|took|"
    r"surrender|forfeit|mad|mak|restor|return|cancel|repair|retak|retook)\w*"
)
_THAT = r"(?:that|it|this|those|them|the (?:loss|losses|gain|gains|drop|rise|fall|decline|advance|slide|rally|damage))"
_WAS_BACK = re.compile(
    rf"^ of {_THAT}(?: [a-z]+)? (?:has|have|had) (?:(?:now|since|already|by now|also) )*been (?:(?:now|since) )?{_BACK}"
    r"(?: (?:back|up|out))?\b"
)
_HAS_BACK = re.compile(
    rf"\b(?:has|have|had) (?:(?:now|since|already|also|but) )*{_BACK}(?: (?:back|up|out))?"
    r"(?: (?:about|nearly|almost|some|more than|just|only|roughly|over|fully))* $"
)
_OF_THAT = re.compile(rf"^ of {_THAT}(?:[.;,]|$| (?:since|so far|already|and|but)\b)")
_TOLD = re.compile(r"(?P<metric>change\w*)\((?P<series>\w[\w.]*)\[(?P<window>'[^\]]+')\]\)")


def reads(clause: Clause) -> Ask | None:
    """The move since, as a share of the one told in this sentence or the one before, in the other direction."""
    if clause.figure is None or clause.assertion or clause.published is None:
        return None
    led = _HAS_BACK.search(clause.before) and _OF_THAT.match(clause.after)
    if not led and not _WAS_BACK.match(clause.after):
        return None
    scale = 1.0 if fraction(clause) else 0.01
    if not fraction(clause) and not unit_is(clause, "percent"):
        return None
    told = next((m for t in reversed(clause.told) if (m := _TOLD.fullmatch(t))), None)
    if told is None or ":" in told.group("window").rpartition("'")[2]:
        return None
    over = date.fromordinal(resolve(told.group("window"), clause.published.toordinal()).last)
    if over >= clause.published:
        return None
    metric = "change_bp" if told.group("metric") == "change_bp" else "change_points"
    series = told.group("series")
    first = f"{metric}({series}[{told.group('window')}])"
    return Ask(expr=f"ratio({metric}({series}['{over}':]), {first})", unit="multiple", sign=-1, scale=scale)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Nasdaq Composite fell 2.3% on Dec. 18. Half of that has since been recovered.",
     "ratio(change_points(IXIC['2024-12-18':]), change_points(IXIC['2024-12-18']))"),
    ("The 10-year Treasury yield rose 39 basis points in December. It has given back a third of that.",
     "ratio(change_bp(DGS10['2024-12-31':]), change_bp(DGS10['2024-12']))"),
    ("The Nasdaq Composite fell. Half of that has since been recovered.", None),
    ("Apple fell 2% on Dec. 18. Half of that team has since been replaced.", None),
)
