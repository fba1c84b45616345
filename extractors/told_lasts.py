"""The last week, month, quarter or month of a name that had begun by a day."""

from __future__ import annotations

from datetime import date, timedelta


def last_of(month: int, day: date | None) -> str | None:
    """The window of the last month of that number that has begun by ``day``: "mtd" while it lasts."""
    if day is None or day.month == month:
        return None if day is None else "mtd"
    return f"'{day.year - (month > day.month)}-{month:02d}'"


def last_span(adjective: str, day: date | None) -> str | None:
    """The week, month or quarter that "a weekly gain" is told of on ``day``: the one ending, or the one that just
    ended; None in the middle of one."""
    if day is not None and adjective == "quarterly":
        return _last_quarter(day)
    if day is None or adjective not in ("weekly", "monthly"):
        return None
    if adjective == "weekly":
        last = (day - timedelta(7)).isocalendar()
        return "wtd" if day.weekday() >= 3 else f"'{last.year}-W{last.week:02d}'"
    if day.day <= 7:
        return f"'{day.replace(day=1) - timedelta(1):%Y-%m}'"
    return "mtd" if day.day >= 25 else None


def _last_quarter(day: date) -> str | None:
    """The quarter ending within ten days of ``day``, or ended in the ten before."""
    if day.month % 3 == 0 and day.day >= 21:
        return "qtd"
    if day.month % 3 == 1 and day.day <= 10:
        last = day.replace(day=1) - timedelta(1)
        return f"'{last.year}-Q{last.month // 3}'"
    return None
