"""Peaks, records, droughts, streaks, ranks, thresholds and "since"."""

from __future__ import annotations

import pytest

# twelve sessions from Sep 2, 2025: Tue Sep 2 .. Fri Sep 5, Mon 8 .. Fri 12, Mon 15 .. Wed 17
CLOSES = [100.0, 104, 102, 108, 107, 101, 103, 108, 109, 105, 106, 107]
LAST = "2025-09-17 17:00"


@pytest.mark.parametrize(
    ("expr", "value"),
    [
        ("peak(AAPL[:now])", 109),
        ("trough(AAPL['2025-09-03':])", 101),
        ("peak_date(AAPL[:now])", 20250912),
        ("trough_date(AAPL['2025-W37'])", 20250909),
        ("below_peak(AAPL[now])", 2),
        ("below_peak(AAPL['2025-09-09'])", 7),
        ("below_peak_pct(AAPL[now], AAPL['2025-W37'])", 200 / 109),
        ("above_trough(AAPL[now], AAPL['2025-W37'])", 6),
        ("above_trough_pct(AAPL[now], AAPL['2025-W37'])", 600 / 101),
        ("peak(AAPL.high['2025-W37'])", 110),
        ("peak(AAPL[4d])", 109),
        ("trough(AAPL[3d])", 105),
        ("record_count(AAPL[10d])", 2),
        ("record(AAPL[3d])", 0),
        ("record(AAPL[4d])", 1),
        ("record_intraday(AAPL[4d])", 1),
        ("record(AAPL[now])", 0),
        ("record(AAPL['2025-09-12'])", 1),
        ("record(AAPL['2025-09-11'])", 0),
        ("record(AAPL['2025-W37'])", 1),
        ("record_intraday(AAPL['2025-09-12'])", 1),
        ("record_intraday(AAPL['2025-09-11'])", 0),
        ("record_date(AAPL[now])", 20250912),
        ("previous_record_date(AAPL['2025-09-12'])", 20250905),
        ("record_count(AAPL['2025-W37'])", 1),
        ("record_count(AAPL['2025-09-03':])", 3),
        ("sessions_since_record(AAPL[now])", 3),
        ("since_record_days(AAPL[now])", 5),
        ("record_drought(AAPL['2025-09-12'])", 5),
        ("rank_high(sessions_since_record(AAPL[now]))", 2),
        ("streak(AAPL[now])", 2),
        ("streak(AAPL['2025-09-09'], 'day')", -2),
        ("streak_vs(AAPL[now], MSFT[now])", 2),
        ("ended_streak(AAPL['2025-09-10'])", -2),
        ("ended_streak(AAPL['2025-09-15'])", 3),
        ("ended_streak(AAPL[now])", 0),
        ("previous_above(AAPL['2025-09-11'], 107)", 20250905),
        ("previous_below(AAPL['2025-09-15'], 106)", 20250910),
        ("average(AAPL[now], 4)", 106.75),
        ("up_periods(AAPL[now], 'day', 4)", 3),
        ("last_higher(AAPL[now])", 20250912),
        ("last_lower(AAPL['2025-09-16'])", 20250915),
        ("last_lower(change(AAPL['2025-09-15']))", 20250909),
        ("rank_low(change(AAPL['2025-09-15']))", 2),
        ("last_higher(streak(AAPL[now]))", 20250912),
        ("rank_high(AAPL[now], '2025-09-15')", 1),
        ("last_above(AAPL[now], 108)", 20250912),
        ("last_below(AAPL[now], 102)", 20250909),
        ("first_above(AAPL[now], 105)", 20250905),
        ("first_below(AAPL[now], 102)", 20250902),
        ("crossed(AAPL['2025-09-15'], 108)", 1),
        ("crossed(AAPL[now], 108)", 0),
        ("count_moves(AAPL['2025-W37'], 2)", 2),
        ("count_moves(AAPL['2025-W37'], 2, 'down')", 1),
        ("session_count(AAPL['2025-W37'])", 5),
        ("sessions_between(AAPL['2025-09-02'], AAPL['2025-09-08'])", 4),
        ("days_between(AAPL['2025-09-02'], AAPL['2025-09-08'])", 6),
    ],
)
def test_value(write, run, expr: str, value: float) -> None:
    write("AAPL", "2025-09-02", CLOSES, spread=1)
    write("MSFT", "2025-09-02", [50.0] * 12)
    found = run(expr, LAST)
    assert found.reason is None
    assert found.value.low == pytest.approx(value)


@pytest.mark.parametrize(
    "expr",
    [
        "record(AAPL[now])",
        "record_date(AAPL[now])",
        "record_count(AAPL['2025-09-03':])",
        "sessions_since_record(AAPL[now])",
        "peak(AAPL[:now])",
        "trough(AAPL['2025-09-03':])",
        "streak(AAPL['2025-09-16'])",
        "last_higher(AAPL[now])",
        "count_moves(AAPL['2025-09-03':], 1)",
        "above_average(AAPL[now], 5)",
        "last_above(AAPL[now], 108)",
        "record_intraday(AAPL[now])",
    ],
)
def test_a_missing_session_leaves_extremes_open(write, run, expr: str) -> None:
    write("AAPL", "2025-09-02", CLOSES, spread=1, skip=("2025-09-15",))
    assert run(expr, LAST).reason == "missing_sessions"


def test_a_hole_before_the_streak_does_not_matter(write, run) -> None:
    write("AAPL", "2025-09-02", CLOSES, skip=("2025-09-04",))
    assert run("streak(AAPL[now])", LAST).value.low == 2


def test_days_since_a_record_count_publication_or_not(write, run) -> None:
    write("AAPL", "2025-09-02", CLOSES)
    readings = run("sessions_since_record(AAPL[now])", "2025-09-18 11:00").readings
    assert [(r.value.low, r.value.unit) for r in readings] == [(3, "session"), (4, "session"), (5, "day")]
    assert len(run("sessions_since_record(AAPL[now])", LAST).readings) == 2


def test_an_equal_value_ends_the_search_or_does_not(write, run) -> None:
    write("AAPL", "2025-09-02", CLOSES)
    readings = run("last_higher(AAPL['2025-09-11'])", LAST).readings
    assert [(r.name, r.value.low, r.reason) for r in readings] == [
        ("at least as high", 20250905, None),
        ("higher", 20250902, "short_history"),
    ]


def test_none_found_says_since_when_it_looked(write, run) -> None:
    write("AAPL", "2025-09-02", CLOSES)
    [only] = run("last_higher(AAPL['2025-09-12'])", LAST).readings
    assert (only.value.low, only.reason, only.note) == (20250902, "short_history", "none in data since 2025-09-02")


def test_a_streak_as_long_as_the_data_is_open(write, run) -> None:
    write("AAPL", "2025-09-02", [1.0, 2, 3])
    assert run("streak(AAPL[now])", "2025-09-04 17:00").reason == "short_history"


def test_a_streak_goes_on_while_the_day_does(write, run) -> None:
    write("AAPL", "2025-09-02", CLOSES, spread=0.5)
    found = run("streak(AAPL[now]@intraday)", LAST.replace("17:00", "12:00"))
    assert found.value.low == 2
    assert run("streak(AAPL[now])", LAST.replace("17:00", "12:00")).value.low == 1
    write("AAPL", "2025-09-02", CLOSES, spread=3)
    assert run("streak(AAPL[now]@intraday)", LAST.replace("17:00", "12:00")).reason == "too_wide"


def test_months_are_held_against_whole_months_seasons_and_starts(write, run) -> None:
    import numpy as np

    closes = (100 * np.cumprod(1 + np.sin(np.arange(760)) / 200)).tolist()
    write("AAPL", "2022-09-01", closes)
    moment = "2025-09-09 17:00"
    assert run("last_higher(change(AAPL[mtd]))", moment).value.low % 100 == 1
    same = run("last_higher(change(AAPL[mtd]), 'same')", moment).readings[0]
    assert same.value.low // 100 % 100 == 9
    starts = run("rank_high(change(AAPL[mtd]), 'start')", moment).readings[0]
    assert "number" in starts.derivation[0]
    assert run("last_higher(change(AAPL[5d]))", moment).reason is None
    assert run("rank_high(change(AAPL[5d]))", moment).reason == "no_metric"


def test_an_intraday_price_against_earlier_closes(write, run) -> None:
    write("AAPL", "2025-09-02", CLOSES, spread=1)
    assert run("record(AAPL[now]@intraday)", "2025-09-12 12:00").readings[0].value.high == 1
    assert run("last_higher(AAPL[now]@intraday)", "2025-09-15 12:00").value.low == 20250912
    assert run("last_higher(change(AAPL[now]@intraday))", "2025-09-15 12:00").reason == "too_wide"
    assert run("last_higher(AAPL[now]@intraday)", "2025-09-12 12:00").reason == "too_wide"
