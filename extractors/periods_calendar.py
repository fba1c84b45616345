"""Calendar arithmetic on plain dates. Nothing here raises for a year outside 1..9999: it answers None."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

_NTH = re.compile(r"(\d\d)/(\w+)/(-?\d)(?:\+(\d))?")
_WEEKDAY = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def make(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, count: int) -> date | None:
    """``day`` plus ``count`` days."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def shift_months(day: date, count: int) -> date | None:
    """``day`` plus ``count`` months, cut to the month's last day (January 31 plus one month is February's last)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def shift(day: date, grain: str, count: float) -> date | None:
    """``day`` plus so many calendar units; sessions are no calendar unit and give None."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(grain)
    if abs(count) > 20_000:
        return None
    if months is not None:
        whole = int(count * months)
        moved = shift_months(day, whole)
        return moved and shift_days(moved, round((count * months - whole) * 30.4375))
    if grain in ("day", "week"):
        return shift_days(day, round(count * (7 if grain == "week" else 1)))
    return day if grain in ("minute", "hour", "second") else None


def monday(day: date) -> date:
    """The Monday of the week, which runs Monday to Sunday."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def session_day(day: date, before_open: bool) -> date:
    """The weekday whose session ``day`` speaks of: itself, or the weekday before on weekends and before the open."""
    if (before_open or day.weekday() > 4) and day.toordinal() > 4:
        day -= timedelta(days=1)
        while day.weekday() > 4:
            day -= timedelta(days=1)
    return day


@lru_cache(maxsize=256)
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus's rule)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    m = (a + 11 * h) // 319
    r = (2 * (b % 4) + 2 * (c // 4) - c % 4 - h + m + 32) % 7
    month, day = divmod(h - m + r + 90, 25)[0], 0
    day = (h - m + r + month + 19) % 32
    return date(year, month, day)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month; ``nth`` -1 is the last."""
    if nth < 0:
        end = month_end(year, month)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else None


def holiday(rule: str, year: int) -> date | None:
    """The day a holiday falls on: ``12-24``, ``09/mon/1``, ``thanksgiving+1`` or ``easter-2``."""
    if not 1600 <= year <= 2400:
        return None
    if rule.startswith("thanksgiving"):
        base = nth_weekday(year, 11, 3, 4)
        return base + timedelta(days=int(rule[12:] or 0)) if base else None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    m = _NTH.fullmatch(rule)
    if m:
        weekday = 0 if m[4] else _WEEKDAY[m[2]]
        day = nth_weekday(year, int(m[1]), weekday, int(m[3]))
        return day + timedelta(days=int(m[4] or 0)) if day else None
    return make(year, int(rule[:2]), int(rule[3:]))


def iso_week(year: int, week: int) -> date | None:
    """Monday of an ISO week."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
