"""Lowest (highest) of all: "closed at a record low", "lower than at any other close in figures that begin in 1962"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_market, is_rate, is_worth, moment, period_after, series_of

PRIORITY = 29
_AFTER = re.compile(
    r"^(?:[.,;:)]|$| (?:close|finish|of|at|on|for|and|but|as|after|before|while|with|set|reached|hit|this|last|in|"
    r"from)\b|"
    r" \{P\})"
)
_AT = re.compile(
    r"\b(?:at|to|hit|hits|hitting|set|sets|setting|reached|reaching|touched|touching|notched|marked|logged|,|its|near) "
    r"(?:an? |another |its |their |yet |fresh |new |all |close to )*$|\{N\}, (?:an?|another|its) (?:[a-z]+ )?$"
)
_DENIED = re.compile(
    r"\b(?:not|n't|never|without|short of|from|above|near|toward|towards|approach\w*|since|off|until|before|close to|"
    r"of (?:its|the|a))\b[^,;]{0,24}$"
)
_AT_A_CLOSE = re.compile(r"\b(?:clos|end|finish|settl)\w*\b[^,;]*$")
_BEHIND = re.compile(r"\{N\}, (?:an?|another|its) (?:[a-z]+ )?$")
_LEFT_AGAIN = re.compile(r"^[^.;]{0,40}\b(?:before|then|but|until|rebound\w*|bounc\w*|recover\w*)\b")
"""What was touched and left again is no close: "fell to a record low before it bounced"."""
_ON = re.compile(r"^(?: close| finish)? (?:back )?on \{P\}")
_THAN_ANY = re.compile(r"(?P<low>lower|cheaper|weaker)|higher|dearer|stronger")


def reads(clause: Clause) -> Ask | None:
    """How far the close stands from the lowest (highest) so far: not at all."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_worth(clause) or clause.in_session:
        return None
    words = clause.anchor.text.lower()
    if clause.assertion == "ever" and " any " in f" {words} " and (side := _THAN_ANY.match(words)):
        return _at_the_end(clause, series, side.group("low") is not None)
    if clause.assertion != "record" or " low" not in words or not _AFTER.match(clause.after):
        return None
    if not _AT.search(clause.before) or _DENIED.search(clause.before):
        return None
    return _at_the_end(clause, series, True)


def _at_the_end(clause: Clause, series: str, low: bool) -> Ask | None:
    """The ask for a close that none is below (above)."""
    day = period_after(clause, 24) if _ON.match(clause.after) else None
    if day is not None and (day.kind != "day" or day.first is None):
        return None
    window = f"'{day.first}'" if day is not None else moment(clause.window)
    if window != "now" and len(window) != 12:
        return None
    metric = "above_trough" if low else "below_peak"
    sure = clause.assertion == "ever" or _AT_A_CLOSE.search(clause.before) or _BEHIND.search(clause.before)
    return Ask(expr=f"{metric}({series}[{window}], {series}[:now])", relation="holds",
               unit="percentage_point" if is_rate(series) else "index_point", low=0.0, high=0.0, slack=1e-6,
               certain=bool(sure) and not _LEFT_AGAIN.match(clause.after))


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The VIX closed at a record low.", "above_trough(VIX[now], VIX[:now])"),
    ("The two-year Treasury yield fell to 4.39%, a record low.", "above_trough(DGS2[now], DGS2[:now])"),
    ("The 10-year Treasury yield ended at 4.77%, lower than at any other close in figures that begin in 1962.",
     "above_trough(DGS10[now], DGS10[:now])"),
    ("The 10-year Treasury yield ended at 4.77%, higher than at any time since November.", None),
    ("The two-year Treasury yield is far from a record low.", None),
    ("Apple's sales fell to a record low of 10 million phones.", None),
)
