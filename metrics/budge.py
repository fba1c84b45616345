"""Moves told only by a bound on their size: no direction, so either will do."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_market, is_priced, is_rate, series_of, unit_is

PRIORITY = 78
_BUDGED = re.compile(
    r"\b(?:mov\w*|budg\w*|stirr?\w*|chang\w*|drift\w*|sw[iu]ng\w*|shift\w*|differ\w*)(?: by| just| only)* $"
)
_COUNTED = re.compile(r"^ (?:in|on) (?:an? |any |\{N\}|each |most |all )|^ (?:\w+ )?times\b")


def reads(clause: Clause) -> Ask | None:
    """"Moved by less than half a point", "budged by under 0.1%": a move either way within a bound."""
    figure, series = clause.figure, series_of(clause)
    if figure is None or series is None or not is_market(series) or clause.assertion:
        return None
    if figure.bound not in ("less_than", "at_most") or not _BUDGED.search(clause.before):
        return None
    metric = _metric(clause, series)
    if metric is None or _COUNTED.match(clause.after):
        return None
    most = figure.quantity.high
    window = clause.window if clause.window != "now" else "1d"
    unit = {"change": "percent", "change_bp": "basis_point"}.get(metric, "index_point")
    return Ask(expr=f"{metric}({series}[{window}])", unit=unit, low=-most, high=most)


def _metric(clause: Clause, series: str) -> str | None:
    """What is bounded: a rate's basis points, else percent, points or money."""
    if is_rate(series):
        return "change_bp" if unit_is(clause, "basis_point") else None
    if unit_is(clause, "percent"):
        return "change"
    points = unit_is(clause, "index_point", "percentage_point") and not is_priced(series)
    return "change_points" if points or (is_priced(series) and unit_is(clause, "$")) else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 moved by less than half a point.", "change_points(SPX[1d])"),
    ("The Dow budged by less than 0.1% on Friday.", "change(DJI['2025-01-10'])"),
    ("The S&P 500 moved by less than 1% on most days of the year.", None),
    ("The committee moved less than half a point from its forecast.", None),
)
