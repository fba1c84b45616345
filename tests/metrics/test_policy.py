"""The target range, from the facts of the embedded tape."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("expr", "moment", "low", "high"),
    [
        ("policy_range(FEDTARGET[now])", "2025-09-12 11:00", 4.25, 4.5),
        ("policy_range(FEDTARGET[now])", "2018-12-19 13:00", 2.0, 2.25),
        ("policy_range(FEDTARGET[now])", "2018-12-19 14:30", 2.25, 2.5),
        ("policy_range(FEDTARGET['2021'])", "2025-09-12 11:00", 0.0, 0.25),
        ("policy_step(FEDTARGET['2018-12-19'])", "2018-12-19 17:00", 0.25, 0.25),
        ("policy_step(FEDTARGET['2022'])", "2023-01-01 09:00", 4.25, 4.25),
        ("policy_step(FEDTARGET[now])", "2025-09-12 11:00", -0.25, -0.25),
        ("policy_step(FEDTARGET['2025-07-30'])", "2025-07-30 15:00", 0, 0),
        ("policy_moves(FEDTARGET['2022'], 'up')", "2023-01-01 09:00", 7, 7),
        ("policy_moves(FEDTARGET['2022'], 'up', 0.75)", "2023-01-01 09:00", 4, 4),
        ("policy_moves(FEDTARGET['2015-12':], 'up')", "2018-12-19 17:12", 9, 9),
        ("policy_moves(FEDTARGET[ytd], 'up')", "2018-12-19 17:12", 4, 4),
        ("policy_moves(FEDTARGET[ytd], 'down')", "2019-12-26 16:42", 3, 3),
        ("policy_since(FEDTARGET[now])", "2024-08-05 18:00", 20230726, 20230727),
        ("last_policy_move(FEDTARGET[now], 'down')", "2025-09-11 12:00", 20241218, 20241219),
        ("last_policy_move(FEDTARGET[now], 'up')", "2016-06-01 12:00", 20151216, 20151217),
    ],
)
def test_value(run, expr: str, moment: str, low: float, high: float) -> None:
    value = run(expr, moment).value
    assert (value.low, value.high) == (low, high)


def test_a_day_of_effect_without_announcement_has_both_readings(run) -> None:
    readings = run("policy_step(FEDTARGET['2018-12-20'])", "2018-12-21 12:00").readings
    assert [r.value.low for r in readings] == [0, 0.25]


@pytest.mark.parametrize("moment", ["2030-01-01 12:00", "2007-01-01 12:00"])
def test_outside_the_facts_nothing_is_known(run, moment: str) -> None:
    found = run("policy_range(FEDTARGET[now])", moment)
    assert found.value is None
    assert found.reason in ("missing_sessions", "short_history")
