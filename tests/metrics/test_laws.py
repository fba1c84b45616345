"""Laws that hold for any series, and that nothing an expression can say raises anything but a clear error."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tapecheck.errors import ExprError
from tapecheck.evaluate import Evaluation, evaluate
from tapecheck.metrics import registry
from tapecheck.sources import Market, open_market
from tapecheck.sources.sessions import is_session

NY = ZoneInfo("America/New_York")
PRICES = st.lists(st.integers(50, 150).map(float), min_size=8, max_size=30)
LAWS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)


def days(count: int) -> list[date]:
    out, day = [], date(2025, 3, 3)
    while len(out) < count:
        if is_session(day):
            out.append(day)
        day += timedelta(1)
    return out


def write(folder: Path, closes: list[float]) -> datetime:
    """Writes the closes as AAPL and gives the moment after the last of them."""
    sessions = days(len(closes))
    rows = [f"{d},{c},{c + 1},{c - 1},{c}" for d, c in zip(sessions, closes, strict=True)]
    (folder / "AAPL.csv").write_text("date,open,high,low,close\n" + "\n".join(rows) + "\n")
    return datetime.combine(sessions[-1], datetime.min.time(), NY) + timedelta(hours=17)


def low(found: Evaluation) -> float:
    assert found.value is not None, found.readings
    return found.value.low


@LAWS
@given(PRICES)
def test_a_change_and_its_way_back_undo_each_other(tmp_path: Path, closes: list[float]) -> None:
    moment = write(tmp_path, closes)
    market = open_market(tmp_path)
    first, last = (f"AAPL['{days(len(closes))[i]}']" for i in (0, -1))
    out, back = (low(evaluate(f"change({a}, {b})", moment, market)) for a, b in ((first, last), (last, first)))
    assert (1 + out / 100) * (1 + back / 100) == pytest.approx(1)
    points = low(evaluate(f"change_points({first}, {last})", moment, market))
    assert points == pytest.approx(closes[-1] - closes[0])
    assert out == pytest.approx(points / closes[0] * 100)
    assert low(evaluate(f"multiple({last}, {first})", moment, market)) == pytest.approx(1 + out / 100)


@LAWS
@given(PRICES)
def test_extremes_bound_every_level(tmp_path: Path, closes: list[float]) -> None:
    moment = write(tmp_path, closes)
    market = open_market(tmp_path)
    level, peak, trough = (
        low(evaluate(e, moment, market)) for e in ("AAPL[now]", "peak(AAPL[:now])", "trough(AAPL[:now])")
    )
    assert trough <= level <= peak
    assert (peak, trough) == (max(closes), min(closes))
    assert low(evaluate("below_peak(AAPL[now])", moment, market)) == pytest.approx(peak - level)
    assert low(evaluate("above_trough(AAPL[now])", moment, market)) == pytest.approx(level - trough)
    if low(evaluate("record(AAPL[now])", moment, market)):
        assert level == peak
        assert low(evaluate("rank_high(AAPL[now])", moment, market)) == 1


@LAWS
@given(PRICES)
def test_a_streak_has_the_sign_of_the_last_change(tmp_path: Path, closes: list[float]) -> None:
    moment = write(tmp_path, closes)
    market = open_market(tmp_path)
    found = evaluate("streak(AAPL[now])", moment, market)
    change = low(evaluate("change(AAPL[now])", moment, market))
    if found.value is None:
        assert found.reason == "short_history"
    else:
        assert (found.value.low > 0, found.value.low < 0) == (change > 0, change < 0)
        n = int(abs(found.value.low))
        steps = list(pairwise(closes))
        assert all((b - a) * found.value.low > 0 for a, b in steps[len(steps) - n :])


@LAWS
@given(PRICES)
def test_what_came_last_is_at_least_as_extreme(tmp_path: Path, closes: list[float]) -> None:
    moment = write(tmp_path, closes)
    market = open_market(tmp_path)
    found = evaluate("last_higher(AAPL[now])", moment, market).readings[0]
    at = next((i for i in range(len(closes) - 2, -1, -1) if closes[i] >= closes[-1]), None)
    assert (found.reason == "short_history") == (at is None)
    if at is not None:
        assert found.value is not None
        assert found.value.low == int(f"{days(len(closes))[at]:%Y%m%d}")


@LAWS
@given(PRICES)
def test_counts_add_up(tmp_path: Path, closes: list[float]) -> None:
    moment = write(tmp_path, closes)
    market = open_market(tmp_path)
    window = f"AAPL['{days(len(closes))[1]}':]"
    up, down, either = (
        low(evaluate(f"count_moves({window}, 1, '{way}')", moment, market)) for way in ("up", "down", "either")
    )
    assert up + down == either <= low(evaluate(f"session_count({window})", moment, market)) == len(closes) - 1


SERIES = st.sampled_from(
    ["AAPL", "AAPL.high", "DGS10", "CPI", "FEDTARGET", "FEDTARGET.low", "COT_RTY.lev_net", "ORCL", "BTCUSD"]
)
WINDOWS = st.sampled_from(
    [
        "now",
        ":now",
        "ytd",
        "wtd",
        "3d",
        "12m",
        "4999y",
        "4999w",
        "'2025-03-05'",
        "'2025-03'",
        "'2025-03':",
        "'2025-Q1'",
        "'2025-W11'",
        "'2025'",
        "'2025-03-04':",
        "'2025-03-04':'2025-03-07'",
        "'2025-03-07':'2025-03-04'",
        "'0001-01-01'",
        "'9999-12'",
        "'9999'",
        "'2025-02-30'",
    ]
)
LEAVES = st.builds("{}[{}]{}".format, SERIES, WINDOWS, st.sampled_from(["", "@intraday"]))
ARGUMENTS = st.one_of(
    LEAVES,
    st.sampled_from(["200", "-1", "0", "'week'", "'up'", "'same'", "'start'", "'1931'", "'what'"]),
    st.builds("change({})".format, LEAVES),
)
EXPRS = st.builds(
    lambda m, args: f"{m}({', '.join(args)})", st.sampled_from(sorted(registry())), st.lists(ARGUMENTS, max_size=3)
)


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Market:
    folder = tmp_path_factory.mktemp("market")
    write(folder, [100.0, 101, 99, 103, 102, 104, 104, 101, 100, 105])
    (folder / "FRED_DGS10.csv").write_text("date,value\n2025-03-12,4.1\n2025-03-13,0\n")
    return open_market(folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(EXPRS, st.sampled_from(["2025-03-14T12:00:00-04:00", "2025-04-01T18:00:00+00:00", "1850-01-01T00:00:00+00:00"]))
def test_no_expression_raises_anything_but_a_clear_error(market: Market, expr: str, moment: str) -> None:
    try:
        found = evaluate(expr, datetime.fromisoformat(moment), market)
    except ExprError:
        return
    assert found.readings
    for reading in found.readings:
        assert (reading.value is None) <= (reading.reason is not None)
        assert len(reading.evidence) >= 0
