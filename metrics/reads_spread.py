"""How the press words it (spread)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_rate, point, series_of, unit_is

PRIORITY = 25
_GAP = re.compile(r"\b(?:gap|spread|difference|premium|yield curve|the curve)\b")
_APART = re.compile(r"^ (?P<way>below|under|above|over|more than|less than|higher than|lower than)(?: that of)? (?:the )?(?:yield on the )?(?P<other>\{R\})?")
_INVERTED = re.compile(r"\b(?:invert\w*|upside down|inversion)\b")


def reads(clause: Clause) -> Ask | None:
    """"The gap between the two, 14 basis points", "half a point under the 10-year", "inverted by 11 basis points"."""
    if clause.figure is None or clause.assertion or not unit_is(clause, "basis_point", "percentage_point"):
        return None
    scale = 0.01 if unit_is(clause, "basis_point") else 1.0
    series = series_of(clause)
    m = _APART.match(clause.after)
    if m and series and is_rate(series):
        other = next((o.series for o in clause.others if o.series and is_rate(o.series) and o.start > clause.anchor.end), None)
        if other is None or not m.group("other"):
            return None
        sign = 1 if m.group("way") in ("above", "over", "more than", "higher than") else -1
        return Ask(expr=f"spread({series}[{point(clause.window)}], {other}[{point(clause.window)}])", unit="percentage_point", sign=sign, scale=scale)
    before = clause.before
    inverted = _INVERTED.search(before) or _INVERTED.search(clause.after)
    if not inverted and not _GAP.search(before) and not re.match(r"^,? (?:is|was) the (?:narrowest|widest)", clause.after):
        return None
    if not inverted and not _GAP.search(before):
        return None
    if not {"DGS10", "DGS2"} <= set(clause.recent):
        return None
    return Ask(expr=f"spread(DGS10[{point(clause.window)}], DGS2[{point(clause.window)}])", unit="percentage_point",
               sign=-1 if inverted else 1, scale=scale, certain=True)


