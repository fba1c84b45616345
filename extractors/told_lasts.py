"""The last week, month, quarter or year, or month of a name, that had begun by a day."""

from __future__ import annotations

from datetime import date

from ..metrics.period_window import span_before

_OLD, _NEW = 28, 4
"""The days of December and January in which years are summed up."""
_WEEKLY = {"week": "weekly", "month": "monthly", "quarter": "quarterly"}


def last_of(month: int, day: date | None) -> str | None:
    """The window of the last month of that number that has begun by ``day``: "mtd" while it lasts."""
    if day is None or day.month == month:
        return None if day is None else "mtd"
    return f"'{day.year - (month > day.month)}-{month:02d}'"


def last_span(span: str, day: date | None) -> str | None:
    """The week, month or quarter (or "weekly", ...) that a move is told of on ``day``: the one ending, or the one that
    just ended; None in the middle of one, and for any other ``span``."""
    adjective = _WEEKLY.get(span, span)
    if day is None:
        return None
    if adjective == "weekly":
        return "wtd" if day.weekday() >= 3 else span_before("week", day)
    if adjective == "monthly":
        return span_before("month", day) if day.day <= 7 else "mtd" if day.day >= 25 else None
    if adjective == "quarterly" and day.month % 3 == 0 and day.day >= 21:
        return "qtd"
    just_over = adjective == "quarterly" and day.month % 3 == 1 and day.day <= 10
    return span_before("quarter", day) if just_over else None


def last_year(day: date | None) -> str | None:
    """The year that is summed up on ``day``: the one ending, or the one that just ended; None on other days."""
    if day is None:
        return None
    if day.month == 12 and day.day >= _OLD:
        return "ytd"
    return f"'{day.year - 1}'" if day.month == 1 and day.day <= _NEW else None
