"""The holiday rules, held against exchange_calendars."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from tapecheck.schemas import Points
from tapecheck.sources import sessions


def points(days: list[date], calendar: str = "XNYS") -> Points:
    ordinals = np.array([d.toordinal() for d in days], dtype=np.int64)
    return Points("X", "close", ordinals, np.arange(len(days), dtype=float), "index_point", calendar)


def weekdays(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1) if sessions.is_session(first + timedelta(n))]


@pytest.mark.filterwarnings("ignore")
def test_rules_name_the_sessions_that_exchange_calendars_knows() -> None:
    import exchange_calendars

    first, last = date(1990, 1, 2), date(2026, 10, 30)
    calendar = exchange_calendars.get_calendar("XNYS", start=first.isoformat(), end=last.isoformat())
    assert weekdays(first, last) == [d.date() for d in calendar.sessions]


@pytest.mark.parametrize("day", ["2024-11-29", "2024-12-24", "2025-07-03", "2025-11-28"])
def test_half_days_close_early(day: str) -> None:
    assert sessions.is_half_day(date.fromisoformat(day))


@pytest.mark.parametrize(("moment", "is_open"), [
    ("2024-11-29T12:59", True), ("2024-11-29T13:00", False), ("2024-11-27T15:59", True), ("2024-11-27T16:00", False),
    ("2024-11-28T12:00", False), ("2024-11-29T09:29", False),
])
def test_the_hours_of_the_exchange(moment: str, is_open: bool) -> None:
    assert sessions.is_open(datetime.fromisoformat(moment)) is is_open


@pytest.mark.parametrize("day", ["2024-11-27", "2021-12-24", "2026-07-03", "2025-12-26"])
def test_whole_days_and_holidays_are_no_half_days(day: str) -> None:
    assert not sessions.is_half_day(date.fromisoformat(day))


def test_a_dropped_session_is_missing_and_holidays_are_not() -> None:
    days = weekdays(date(2024, 12, 2), date(2025, 1, 31))
    assert sessions.missing(points(days), 1, 999_999) == ()
    hole = days.pop(10)
    assert sessions.missing(points(days), 1, 999_999) == (hole.toordinal(),)
    assert sessions.missing(points(days), hole.toordinal() + 1, 999_999) == ()


def test_a_weekend_alone_is_no_gap_but_a_lost_week_is() -> None:
    days = [d for d in weekdays(date(2025, 3, 3), date(2025, 3, 28)) if not date(2025, 3, 10) <= d <= date(2025, 3, 14)]
    assert len(sessions.missing(points(days), 1, 999_999)) == 5


def test_bonds_may_rest_on_columbus_day_and_stocks_may_not() -> None:
    days = [d for d in weekdays(date(2025, 10, 6), date(2025, 10, 17)) if d != date(2025, 10, 13)]
    assert sessions.missing(points(days, "bonds"), 1, 999_999) == ()
    assert sessions.missing(points(days, "XNYS"), 1, 999_999) == (date(2025, 10, 13).toordinal(),)


@pytest.mark.parametrize(
    ("calendar", "after", "upto", "count"),
    [
        ("XNYS", "2025-09-11", "2025-09-11", 0),
        ("XNYS", "2025-09-12", "2025-09-14", 0),
        ("XNYS", "2025-08-29", "2025-09-02", 1),
        ("monthly", "2025-07-01", "2025-08-31", 1),
        ("quarterly", "2025-04-01", "2025-06-30", 0),
        ("weekly", "2025-09-02", "2025-09-09", 0),
        ("weekly", "2025-08-19", "2025-09-09", 2),
        ("daily", "2025-09-01", "2025-09-03", 0),
        ("daily", "2025-09-01", "2025-09-08", 7),
        ("events", "2025-09-01", "2025-09-07", 0),
        ("events", "2025-01-01", "2025-09-07", 1),
    ],
)
def test_rows_due(calendar: str, after: str, upto: str, count: int) -> None:
    found = sessions.days_between(calendar, date.fromisoformat(after).toordinal(), date.fromisoformat(upto).toordinal())
    assert len(found) == count


def test_later_closures_are_put_to_the_library() -> None:
    days = weekdays(date(2026, 11, 2), date(2026, 11, 13))
    hole = days.pop(4)
    assert sessions.missing(points(days), 1, 999_999) == (hole.toordinal(),)
