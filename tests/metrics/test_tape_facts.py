"""What can be said with the embedded facts alone, and what cannot."""

from __future__ import annotations

from datetime import datetime

import pytest

from tapecheck.evaluate import evaluate
from tapecheck.sources import open_market

MARKET = open_market()


@pytest.mark.parametrize(
    ("expr", "value"),
    [
        ("level(RUT[now])", 2421.53),
        ("change(RUT[mtd])", 2.3288),
        ("change_points(SPX[now])", 55.43),
        ("change(DJI[wtd])", None),
        ("record(SPX[now])", 1),
        ("record(RUT[now])", 0),
        ("record_date(RUT[now])", 20211108),
        ("below_peak(RUT[now])", 21.21),
        ("peak(RUT[:now])", 2442.74),
        ("sessions_since_record(RUT[now])", 963),
        ("streak(SPX[now])", None),
        ("previous_record_date(SPX[now])", 20250910),
        ("change(SPX[ytd])", 12.00075),
        ("yoy(CPI[now])", 2.9386),
        ("last_higher(SPX[now])", None),
        ("record_count(SPX[ytd])", None),
        ("change(SPX['2025-09-03'])", None),
        ("level(UNRATE[now])", 4.3),
    ],
)
def test_value(expr: str, value: float | None) -> None:
    found = evaluate(expr, datetime.fromisoformat("2025-09-12T11:18:00-04:00"), MARKET)
    if value is None:
        assert found.reason == "missing_sessions"
    else:
        assert found.value is not None
        assert found.value.low == pytest.approx(value, abs=6e-5)


def test_years_need_only_their_last_closes() -> None:
    found = evaluate("streak(SPX[now], 'year')", datetime.fromisoformat("2025-01-01T12:00:00-05:00"), MARKET)
    assert found.value is not None
    assert found.value.low == 2
    assert (
        evaluate("streak(DJI[now], 'month')", datetime.fromisoformat("2025-01-01T12:00:00-05:00"), MARKET).reason
        == "missing_sessions"
    )
