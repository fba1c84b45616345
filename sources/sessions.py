"""Which days a market trades: rules for the holidays, exchange_calendars only where the rules leave a doubt.

The rules cover the New York Stock Exchange from 1990 (its published holiday list and the closures it announced);
``tests/sources/test_sessions.py`` holds them against exchange_calendars day by day. Importing that library costs
most of a second, so it is asked only when a series lacks a weekday that no rule explains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..schemas import Points

FIRST_RULED = date(1990, 1, 1)
"""Gaps before this day are not looked for: Saturday sessions and paper-crisis closures need the library's tables."""

OPEN, CLOSE, HALF_DAY_CLOSE = time(9, 30), time(16, 0), time(13, 0)
"""The hours of the New York Stock Exchange, on its own clock."""
LAST_RULED = date(2026, 10, 30)
"""The rules were held against exchange_calendars up to this day; later closures are put to the library."""

_CLOSURES = frozenset(
    date.fromisoformat(text)
    for text in (
        "1994-04-27", "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2004-06-11", "2007-01-02",
        "2012-10-29", "2012-10-30", "2018-12-05", "2025-01-09",
    )
)


def _weekday_of_month(year: int, month: int, weekday: int, number: int) -> date:
    """The ``number``-th given weekday (Monday 0) of a month; -1 is the last."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = date(year, month, 28) + timedelta(days=10)
    last = last.replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    lift = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (in_century // 4) - lift - in_century % 4) % 7
    shift = (golden + 11 * lift + 22 * week) // 451
    month, day = divmod(lift + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def observed(day: date) -> date:
    """The weekday on which a holiday on a Saturday or Sunday is kept."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


@lru_cache(maxsize=512)
def holidays(year: int) -> frozenset[date]:
    """Weekdays of ``year`` on which the New York Stock Exchange is closed by rule or by announcement."""
    days = {
        _weekday_of_month(year, 2, 0, 3), easter(year) - timedelta(days=2), _weekday_of_month(year, 5, 0, -1),
        observed(date(year, 7, 4)), _weekday_of_month(year, 9, 0, 1), _weekday_of_month(year, 11, 3, 4),
        observed(date(year, 12, 25)),
    }
    new_year = date(year, 1, 1)
    if new_year.weekday() != 5:  # a Saturday New Year's Day is not made up for on the last day of the old year
        days.add(observed(new_year))
    if year >= 1998:
        days.add(_weekday_of_month(year, 1, 0, 3))
    if year >= 2022:
        days.add(observed(date(year, 6, 19)))
    return frozenset(days | {d for d in _CLOSURES if d.year == year})


def is_session(day: date) -> bool:
    """Whether the New York Stock Exchange trades on ``day`` (by rule; exact from 1990)."""
    return day.weekday() < 5 and day not in holidays(day.year)


def is_half_day(day: date) -> bool:
    """Whether the session closes at 13:00: after Thanksgiving, on Christmas Eve and on the eve of July 4."""
    if not is_session(day):
        return False
    if day.month == 11:
        return day == _weekday_of_month(day.year, 11, 3, 4) + timedelta(days=1)
    if day.month == 12:
        return day.day == 24
    return day.month == 7 and day.day == 3


def is_open(moment: datetime) -> bool:
    """Whether the New York Stock Exchange trades at ``moment`` (New York's own clock)."""
    return is_session(moment.date()) and OPEN <= moment.time() < close_of(moment.date())


def close_of(day: date) -> time:
    """When a session of the New York Stock Exchange ends: 16:00, on half days 13:00 (New York's clock)."""
    return HALF_DAY_CLOSE if is_half_day(day) else CLOSE


def _bond_optional(day: date) -> bool:
    """Days on which the bond market may rest though stocks trade (SIFMA's recommendations)."""
    return (
        (day.month == 10 and day == _weekday_of_month(day.year, 10, 0, 2))
        or (day.month == 11 and day == observed(date(day.year, 11, 11)))
        or (day.month == 1 and day == _weekday_of_month(day.year, 1, 0, 3))
    )


def _futures_optional(day: date) -> bool:
    """Half days and the days beside Christmas and New Year, for which spot prices are often not collected."""
    return is_half_day(day) or (day.month, day.day) in {(12, 24), (12, 26), (12, 31), (1, 2), (7, 3), (7, 5)}


def _never(_: date) -> bool:
    return False


_OPTIONAL: dict[str, Callable[[date], bool]] = {
    "XNYS": _never, "futures": _futures_optional, "bonds": _bond_optional, "fx": _futures_optional,
}
_TOLERANCE = {"asia": 6, "daily": 2}
"""Consecutive missing days that prove nothing, for calendars whose holidays are not ruled here."""


@lru_cache(maxsize=4096)
def days_between(calendar: str, after: int, upto: int) -> tuple[int, ...]:
    """Ordinals in ``(after, upto]`` for which a series of ``calendar`` must have a row, oldest first.

    ``weekly``, ``monthly`` and ``quarterly`` rows are dated by the first day of the period or the week's day;
    ``events`` rows are carried forward daily, so a week without one means that the source ended. At most 40 are listed.
    """
    if upto <= after:
        return ()
    if calendar == "events":
        return (upto,) if upto - after > 7 else ()
    if calendar == "weekly":
        return tuple(range(after + 7, upto - 2, 7))[:40]
    if calendar in ("monthly", "quarterly"):
        return tuple(_period_starts(calendar, after, upto))[:40]
    found: list[int] = []
    optional = _OPTIONAL.get(calendar, _never)
    for ordinal in range(after + 1, min(upto, after + 400) + 1):
        day = date.fromordinal(ordinal)
        if calendar == "daily" or (is_session(day) and not optional(day)):
            found.append(ordinal)
            if len(found) == 40:
                break
    return tuple(found) if len(found) > _TOLERANCE.get(calendar, 0) else ()


def _period_starts(calendar: str, after: int, upto: int) -> Iterator[int]:
    day = date.fromordinal(after)
    step = 1 if calendar == "monthly" else 3
    while True:
        month = day.month - 1 + step
        day = date(day.year + month // 12, month % 12 + 1, 1)
        if day.toordinal() > upto:
            return
        yield day.toordinal()


def last_day(calendar: str, upto: int) -> int:
    """The last day at or before ``upto`` for which a series of ``calendar`` has a row."""
    if calendar not in ("XNYS", "futures", "bonds", "fx", "asia"):
        return upto
    day = date.fromordinal(upto)
    while not (is_session(day) and not _OPTIONAL.get(calendar, _never)(day)):
        day -= timedelta(days=1)
    return day.toordinal()


def missing(points: Points, first: int, last: int) -> tuple[int, ...]:
    """Ordinals in ``[first, last]``, within the series' own span, that its calendar asks for and it lacks.

    Days before :data:`FIRST_RULED` are not examined. A weekday that the holiday rules cannot explain is put to
    exchange_calendars before it is called missing.
    """
    import numpy as np

    days = points.days
    if len(days) < 2 or points.calendar in ("events", "daily"):
        return ()
    low = max(first, int(days[0]), FIRST_RULED.toordinal())
    start = max(int(np.searchsorted(days, low)) - 1, 0)
    stop = int(np.searchsorted(days, last, side="right"))
    part = days[start : stop + 1]
    steps = np.diff(part)
    longest = {"weekly": 10, "monthly": 31, "quarterly": 92}.get(points.calendar, 1)
    found: list[int] = []
    for at in np.flatnonzero(steps > longest):
        if longest == 1 and steps[at] <= 3 and date.fromordinal(int(part[at])).weekday() + steps[at] == 7:
            continue
        found += days_between(points.calendar, int(part[at]), int(part[at + 1]) - 1)
    found = [d for d in found if low <= d <= last]
    return tuple(_confirmed(found) if found and points.calendar == "XNYS" else found)


def _confirmed(days: list[int]) -> list[int]:
    """Those of ``days`` on which the rules are proven or exchange_calendars also knows a session."""
    if max(days) <= LAST_RULED.toordinal():
        return days
    import warnings

    first, last = date.fromordinal(min(days) - 7), date.fromordinal(max(days) + 7)
    with warnings.catch_warnings():  # the library leans on behaviour that newer pandas deprecates
        warnings.simplefilter("ignore")
        import exchange_calendars

        calendar = exchange_calendars.get_calendar("XNYS", start=first.isoformat(), end=last.isoformat())
    return [d for d in days if calendar.is_session(date.fromordinal(d).isoformat())]


def is_vendor_fault(calendar: str, ordinal: int) -> bool:
    """Whether a row of ``calendar`` dated ``ordinal`` cannot be a close: a weekend or a holiday of the exchange."""
    if ordinal < FIRST_RULED.toordinal() or calendar not in ("XNYS", "futures"):
        return False
    return not is_session(date.fromordinal(ordinal))
