"""On which side of a level a stretch began: "it began the year above $60", "entered June below 2,000"."""

from __future__ import annotations

import re
from datetime import timedelta

from ..schemas import Ask, Clause
from .reading import is_market, is_priced, is_rate, is_worth, period_before, series_of, unit_is

PRIORITY = 21
_BEGAN = re.compile(
    r"\b(?:beg[ua]n|start(?:ed|s)?|open(?:ed|s)|enter(?:ed|s)|kicked off|came into|went into|rang in) (?:the )?\{P\} "
    r"(?P<side>(?:(?:just|well|comfortably|barely|slightly|a (?:little|bit|hair|shade)) )?"
    r"(?:above|over|north of|below|under|south of)? ?)(?:the )?\$?$"
)
_SIDE = re.compile(
    r"(?:just |well |barely )?(?:(?P<up>above|over|north of|more than)|below|under|south of|less than)\b"
)
_SPANS = ("year", "quarter", "month", "week")
_FAR = 0.25
"""Share of a level beyond which it is no longer told as what was passed."""


def reads(clause: Clause) -> Ask | None:
    """The close before the stretch that is told, which was above (below) the figure."""
    series, figure = series_of(clause), clause.figure
    if series is None or figure is None or not is_market(series) or is_worth(clause) or clause.assertion:
        return None
    units = ("percent",) if is_rate(series) else ("number", "$") if is_priced(series) else ("number", "index_point")
    begun, span = _BEGAN.search(clause.before), period_before(clause, 30)
    if begun is None or span is None or not unit_is(clause, *units):
        return None
    side = _SIDE.match(begun.group("side")) or _SIDE.match(clause.anchor.text.lower())
    if side is None or span.first is None or span.kind not in _SPANS:
        return None
    level = figure.quantity.low
    far = level * (1 + _FAR if side.group("up") else 1 - _FAR)
    return Ask(expr=f"level({series}['{span.first - timedelta(days=1)}'])", low=min(level, far), high=max(level, far),
               unit="percent" if is_rate(series) else figure.quantity.unit)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("U.S. crude settled at $76.57. It began the year above $70.", "level(WTI['2024-12-31'])"),
    ("The VIX, which entered 2025 below 18, ended at 19.54.", "level(VIX['2024-12-31'])"),
    ("The 10-year Treasury yield started December just above 4.1%.", "level(DGS10['2024-11-30'])"),
    ("The store began the year above $70 million in sales.", None),
    ("U.S. crude began the day above $70.", None),
)
