"""Periods as windows of expressions (see the table in ``schemas/expr.py``)."""

from __future__ import annotations

from datetime import date, timedelta

from ..schemas import Period
from .window import Grain, start_of

_TO_DATE = {"week": "wtd", "month": "mtd", "quarter": "qtd", "year": "ytd"}


_SO_FAR = frozenset(_TO_DATE.values())


def is_to_date(window: str | None) -> bool:
    """Whether a window is the week, month, quarter or year up to now."""
    return window in _SO_FAR


def window_text(period: Period | None) -> str | None:
    """The window of an expression that ``period`` means; None for no period and for one that has no past window.

    >>> # "so far this month" -> mtd; "in 2024" -> '2024'; "Friday" -> '2025-09-12'; "since April 8" -> '2025-04-08':
    """
    if period is None or period.relation in ("ahead", "until", "before", "after"):
        return None
    if period.relation == "to_date" and period.grain in _TO_DATE:
        return _TO_DATE[period.grain]
    if period.relation == "for" and period.count and period.grain:
        return _trailing(period)
    if period.relation == "ago" and period.count and period.grain:
        return _trailing(period)
    if period.first is None:
        return None
    if period.relation == "since":
        return f"'{period.first}':" if period.approximate else f"{_named(period)}:"
    return _named(period)


def _trailing(period: Period) -> str | None:
    count = period.count or 0
    if count != int(count) or not 1 <= count <= 600:
        return None
    letter = {"day": "d", "session": "d", "week": "w", "month": "m", "year": "y"}.get(period.grain or "")
    if period.grain == "quarter":
        return f"{int(count) * 3}m"
    return f"{int(count)}{letter}" if letter else None


def _named(period: Period) -> str:
    first, last = period.first, period.last
    assert first is not None
    if last is None or first == last:
        return f"'{first}'"
    return _named_span(first, last)


def _named_span(first: date, last: date) -> str:
    return _calendar_name(first, last) or f"'{first}':'{last}'"


def _calendar_name(first: date, last: date) -> str | None:
    """The short name of a span that is exactly a year, quarter, month or ISO week."""
    days = (last - first).days
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"'{first.year}'"
    if first.day == 1 and first.month % 3 == 1 and 89 <= days <= 91 and last.month == first.month + 2:
        return f"'{first.year}-Q{first.month // 3 + 1}'"
    if first.day == 1 and first.month == last.month and 27 <= days <= 30:
        return f"'{first.year}-{first.month:02d}'"
    if first.weekday() == 0 and 3 <= days <= 6:
        iso = first.isocalendar()
        return f"'{iso.year}-W{iso.week:02d}'"
    return None


def weekday_before(day: date, count: int = 1) -> date:
    """The day ``count`` weekdays before ``day``, holidays not looked at: of a Monday or a Sunday, the Friday."""
    while count > 0:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day


def weekday_after(day: date, count: int = 1) -> date:
    """The day ``count`` weekdays after ``day``, holidays not looked at."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def last_month(day: date, month: int) -> str:
    """The window of the last month of that number that had begun by ``day``; to date where it is under way."""
    if month == day.month:
        return "mtd"
    return f"'{day.year - (month > day.month)}-{month:02d}'"


def span_before(grain: Grain, day: date) -> str:
    """The window of the last whole week, month, quarter or year before the one that holds ``day``."""
    last = start_of(grain, day.toordinal()) - 1
    return _named_span(date.fromordinal(start_of(grain, last)), date.fromordinal(last))
