"""How the press words it (macro)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import series_of, unit_is

PRIORITY = 15
_YEAR = re.compile(
    r"\b(?:year (?:earlier|ago|before)|year[- ]over[- ]year|year[- ]on[- ]year|annual|annually|annual rate|12[- ]month|"
    r"past (?:12 months|year)|last 12 months|inflation|the rate)\b|higher in \{P\} than"
)
_PRICES = ("CPI", "CORECPI", "PCE", "COREPCE", "PPI")
_MONTH = re.compile(r"^ (?:from|in) (?:the )?(?:\{P\}|previous month|prior month|month before)|^ (?:on the month|month[- ]over[- ]month)")


def reads(clause: Clause) -> Ask | None:
    """Prints of official statistics: the inflation rate, the jobless rate, payrolls, claims, sentiment."""
    series = series_of(clause)
    if series is None or clause.figure is None or clause.assertion:
        return None
    if series in _PRICES and unit_is(clause, "percent"):
        return _prices(clause, series)
    if series in ("UNRATE", "UMCSENT", "PSAVERT") and unit_is(clause, "percent", "number", "index_point"):
        if re.search(r"\b(?:by|from) $", clause.before):
            return None
        return Ask(expr=f"level({series}[{_when(clause)}])", unit="percent" if series == "UNRATE" else "index_point")
    if series == "PAYEMS" and re.match(r"^ (?:\w+ )?(?:jobs|positions|workers)|^$|^ in \{P\}", clause.after) or series == "PAYEMS" and unit_is(clause, "job"):
        sign = -1 if clause.movement == "down" else 1
        return Ask(expr=f"diff(PAYEMS[{_when(clause)}])", unit="thousand_jobs", scale=0.001, sign=sign)
    if series == "ICSA" and not re.search(r"\bby $", clause.before) and clause.figure.quantity.low > 10000:
        return Ask(expr=f"level(ICSA[{_when(clause)}])", unit="claims")
    return None


def _prices(clause: Clause, series: str) -> Ask | None:
    sign = -1 if clause.movement == "down" and "cooled" not in clause.before and not re.search(r"\b(?:rate|inflation)\b", clause.before) else 1
    after = clause.after
    if _MONTH.match(after) and "year" not in after[:30]:
        return Ask(expr=f"mom({series}[{_when(clause)}])", unit="percent", sign=sign)
    if _YEAR.search(after) or _YEAR.search(clause.before):
        return Ask(expr=f"yoy({series}[{_when(clause)}])", unit="percent", sign=sign)
    return None


def _when(clause: Clause) -> str:
    """The month (or week) the print is for: the nearest one named, else the latest published."""
    near = [p for p in clause.periods if p.first is not None and p.grain in ("month", "week", "day") and p.relation in ("on", "in", "to_date")]
    months = [p for p in near if p.grain == "month"] or [p for p in near if p.kind == "day" and series_of(clause) == "ICSA"] or near
    if not months:
        return "now"
    nearest = min(months, key=lambda p: abs(p.start - clause.anchor.start))
    first, last = nearest.first, nearest.last
    assert first is not None
    if nearest.grain == "month":
        return f"'{first.year}-{first.month:02d}'"
    return f"'{last or first}'" if series_of(clause) == "ICSA" else "now"

