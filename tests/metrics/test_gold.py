"""The arithmetic against what the gold articles' notes say, on the series of ../shared/market."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pytest

from tapecheck.evaluate import evaluate
from tapecheck.sources import Market, open_market

SMALL_CAPS = "2025-09-12T11:18:00-04:00"
FED_DAY = "2018-12-19T17:12:00-05:00"
MIDDAY = "2025-09-11T12:20:00-04:00"
NINE_THOUSAND = "2019-12-26T21:42:00+00:00"
TRUCE = "2025-06-24T17:20:00-04:00"
AT_LAST = "2024-01-22T06:30:00-05:00"
JANUARY = "2026-01-23T07:05:00-05:00"
NVIDIA = "2025-01-28T06:45:00-05:00"
VOLATILITY = "2024-08-05T18:05:00-04:00"
TARIFFS = "2025-04-05T07:30:00-04:00"
YEAR_END = "2023-01-01T09:00:00-05:00"

VALUES = [
    (SMALL_CAPS, "change(RUT[mtd])", 2.33),
    (SMALL_CAPS, "outperformance(RUT['2025-08'], SPX['2025-08'])", 5.09),
    (SMALL_CAPS, "record_count(SPX[ytd])", 24),
    (SMALL_CAPS, "sessions_since_record(RUT[now])", 963),
    (SMALL_CAPS, "rank_high(sessions_since_record(RUT[now]))", 2),
    (SMALL_CAPS, "below_peak(RUT[now])", 21.21),
    (SMALL_CAPS, "ratio(change(RUT['2025-08':]), change(SPX['2025-08':]))", 2.42),
    (SMALL_CAPS, "level(COT_RTY.lev_short['2025-08-05'])", 180841),
    (FED_DAY, "change_points(DJI[now])", -351.98),
    (FED_DAY, "change(SPX.high[now])", 1.54),
    (FED_DAY, "streak(RUT[now])", -5),
    (FED_DAY, "below_peak_pct(IXIC[now])", 18.16),
    (FED_DAY, "below_peak_pct(RUT[now])", 22.49),
    (FED_DAY, "change(SPX[mtd])", -9.17),
    (FED_DAY, "spread_bp(DGS10[now], DGS2[now])", 14),
    (FED_DAY, "below_peak(DGS10[now], DGS10['2018-11-08'])", 0.47),
    (FED_DAY, "change(WTI[qtd])", -34.45),
    (FED_DAY, "multiple(VIX[now], VIX['2017-12-29'])", 2.32),
    (FED_DAY, "policy_moves(FEDTARGET[ytd], 'up')", 4),
    (FED_DAY, "policy_step(FEDTARGET['2018-12-19'])", 0.25),
    (MIDDAY, "change(SPX[now]@intraday)", 0.82),
    (MIDDAY, "below_peak(RUT[now]@intraday)", 30.6),
    (MIDDAY, "streak(SPX[now])", 3),
    (MIDDAY, "record_count(SPX[ytd])", 23),
    (MIDDAY, "change(GOLD[ytd])", 38.58),
    (MIDDAY, "above_average(SPX[now], 200)", 9.26),
    (MIDDAY, "spread(DGS10[now], DGS2[now])", 0.50),
    (MIDDAY, "streak(WTI[now])", 3),
    (MIDDAY, "multiple(MU['2025-04-04':])", 2.16),
    (MIDDAY, "yoy(CPI[now])", 2.94),
    (MIDDAY, "mom(CPI[now])", 0.35),
    (NINE_THOUSAND, "streak(IXIC[now])", 11),
    (NINE_THOUSAND, "record_count(SPX[ytd])", 34),
    (NINE_THOUSAND, "sessions_between(IXIC['2018-08-27'], IXIC[now])", 335),
    (NINE_THOUSAND, "below_peak(RUT[now])", 63.08),
    (NINE_THOUSAND, "policy_moves(FEDTARGET[ytd], 'down')", 3),
    (NINE_THOUSAND, "change(SPX[qtd])", 8.84),
    (TRUCE, "change_points(WTI[now])", -4.14),
    (TRUCE, "change(WTI[2d])", -14.09),
    (TRUCE, "change_bp(DGS10[ytd])", -28),
    (TRUCE, "change(BRENT[2d])", -12.82),
    (TRUCE, "record(SPX[now])", 0),
    (TRUCE, "record(NDX[now])", 1),
    (TRUCE, "ratio(change(GOLD[ytd]), change(SPX[ytd]))", 7.3),
    (AT_LAST, "record_drought(SPX[now])", 513),
    (AT_LAST, "up_periods(SPX[now], 'week', 12)", 11),
    (AT_LAST, "streak(RUT[now], 'week')", -4),
    (AT_LAST, "change(SPX['2022-10-12':])", 35.30),
    (AT_LAST, "change_bp(DGS10[wtd])", 19),
    (AT_LAST, "record(AAPL[now])", 0),
    (AT_LAST, "change(RUT[wtd])", -0.34),
    (AT_LAST, "change(RUT['2023'])", 15.09),
    (JANUARY, "record_count(RUT['2026'])", 8),
    (JANUARY, "streak_vs(RUT[now], SPX[now])", 14),
    (JANUARY, "streak_vs(RUT['2025'], SPX['2025'], 'year')", -5),
    (JANUARY, "change(RUT[12m])", 18.0),
    (JANUARY, "above_trough(RUT[now], RUT['2025-04'])", 958.06),
    (JANUARY, "outperformance(SPX['2024'], RUT['2024'])", 13.3),
    (JANUARY, "level(COT_RTY.lev_net['2026-01-13'])", -12564),
    (NVIDIA, "change(NVDA[now])", -16.97),
    (NVIDIA, "below_peak(DJI[now])", 300.46),
    (NVIDIA, "streak(META[now])", 6),
    (NVIDIA, "change(IXIC[ytd])", 0.16),
    (NVIDIA, "streak(DJI[now])", 1),
    (VOLATILITY, "change(SPX[3d])", -6.08),
    (VOLATILITY, "change(VIX[now])", 64.9),
    (VOLATILITY, "rank_high(change(VIX[now]))", 2),
    (VOLATILITY, "change(AMD.low[now])", None),
    (VOLATILITY, "diff(PAYEMS[now])", 53000),
    (TARIFFS, "change(SPX[wtd])", -9.08),
    (TARIFFS, "multiple(VIX[wtd])", 2.09),
    (TARIFFS, "change_bp(DGS10[wtd])", -26),
    (TARIFFS, "below_peak_pct(RUT[now])", 25.21),
    (TARIFFS, "change(WTI[wtd])", -10.63),
    (YEAR_END, "count_moves(SPX[ytd], 1)", 122),
    (YEAR_END, "session_count(SPX[ytd])", 251),
    (YEAR_END, "policy_step(FEDTARGET[ytd])", 4.25),
    (YEAR_END, "policy_moves(FEDTARGET[ytd], 'up', 0.75)", 4),
    (YEAR_END, "streak(NDX[now], 'quarter')", -4),
    (YEAR_END, "trough(spread_bp(DGS10['2022'], DGS2['2022']))", -84),
    (YEAR_END, "peak(VIX['2022'])", 36.45),
    (YEAR_END, "rank_high(change_points(DGS10[ytd]))", 1),
    (YEAR_END, "yoy(CPI['2022-06'])", 8.98),
    (YEAR_END, "change(DJI['2022-Q4'])", 15.39),
]

SINCE = [
    (SMALL_CAPS, "last_higher(outperformance(RUT['2025-08'], SPX['2025-08']))", "2024-11"),
    (SMALL_CAPS, "record_date(RUT[now])", "2021-11-08"),
    (FED_DAY, "last_lower(DJI[now])", "2017-11-15"),
    (FED_DAY, "last_lower(SPX[now])", "2017-09-26"),
    (FED_DAY, "last_lower(change(SPX[mtd]), 'same')", "1931-12"),
    (MIDDAY, "last_above(VIX[now], 20)", "2025-08-01"),
    (MIDDAY, "last_lower(DGS10[now])", "2025-04-04"),
    (NINE_THOUSAND, "first_above(IXIC[now], 8000)", "2018-08-27"),
    (NINE_THOUSAND, "last_higher(change(AMZN[now]))", "2019-01-30"),
    (NINE_THOUSAND, "last_higher(change(SPX[ytd]))", "2013"),
    (NINE_THOUSAND, "last_higher(change(SPX[qtd]))", "2019-Q1"),
    (TRUCE, "last_lower(WTI[now])", "2025-06-05"),
    (TRUCE, "last_above(WTI[now], 80)", "2025-01-15"),
    (TRUCE, "previous_record_date(NDX[now])", "2025-02-19"),
    (TRUCE, "last_lower(DGS10[now])", "2025-05-07"),
    (AT_LAST, "last_higher(record_drought(SPX[now]))", "2013-03-28"),
    (AT_LAST, "previous_record_date(SPX[now])", "2022-01-03"),
    (AT_LAST, "last_higher(change(SOX[now]))", "2023-11-10"),
    (JANUARY, "last_higher(streak_vs(RUT[now], SPX[now]))", "1996-05-07"),
    (JANUARY, "last_higher(change(RUT[ytd]), 'start')", "2021"),
    (JANUARY, "last_higher(change(RUT[mtd]))", "2024-11"),
    (JANUARY, "record_date(IXIC[now])", "2025-10-29"),
    (NVIDIA, "last_lower(change(NVDA[now]))", "2020-03-16"),
    (NVIDIA, "last_lower(change(SOX[now]))", "2020-03-18"),
    (NVIDIA, "last_higher(change(AAPL[now]))", "2024-09-19"),
    (VOLATILITY, "last_lower(change_points(DJI[now]))", "2022-09-13"),
    (VOLATILITY, "last_lower(SPX[now])", "2024-05-06"),
    (VOLATILITY, "last_lower(DGS10[now])", "2023-07-19"),
    (TARIFFS, "last_lower(change(SPX[wtd]))", "2020-W12"),
    (TARIFFS, "last_higher(VIX[now])", "2020-04-21"),
    (YEAR_END, "last_lower(change(SPX[ytd]))", "2008"),
    (YEAR_END, "last_higher(yoy(CPI['2022-06']))", "1981-11"),
]


@lru_cache(maxsize=1)
def market(folder: Path) -> Market:
    return open_market(folder)


@pytest.fixture
def tape(shared: Path) -> Market:
    return market(shared / "market")


@pytest.mark.parametrize(("moment", "expr", "value"), VALUES)
def test_value(tape: Market, moment: str, expr: str, value: float | None) -> None:
    found = evaluate(expr, datetime.fromisoformat(moment), tape)
    assert found.value is not None, found.readings
    if value is not None:
        step = 10.0 ** -len(f"{value}".partition(".")[2]) if value % 1 else 1.0
        assert abs(found.value.low - value) <= step / 2 + 1e-9


@pytest.mark.parametrize(("moment", "expr", "day"), SINCE)
def test_day(tape: Market, moment: str, expr: str, day: str) -> None:
    from tapecheck.metrics.base import dated
    from tapecheck.metrics.window import named

    found = evaluate(expr, datetime.fromisoformat(moment), tape)
    _, first, last = named(day)
    assert found.value == dated(first, last), found.readings


@pytest.mark.parametrize(
    ("moment", "expr", "reason"),
    [
        (VOLATILITY, "change(N225[now])", "short_history"),
        (MIDDAY, "change(DJI[now]@intraday)", "no_bars"),
        (MIDDAY, "change(ORCL[now])", "no_source"),
        (MIDDAY, "level(SPX['2025-09-11'])", "not_yet_published"),
        (TRUCE, "last_lower(DXY[now])", "short_history"),
    ],
)
def test_open(tape: Market, moment: str, expr: str, reason: str) -> None:
    assert evaluate(expr, datetime.fromisoformat(moment), tape).readings[0].reason == reason


def test_the_day_under_way_bounds_what_has_no_bars(tape: Market) -> None:
    [only] = evaluate("change(MU[now]@intraday)", datetime.fromisoformat(MIDDAY), tape).readings
    assert only.wide
    assert only.value is not None
    assert (round(only.value.low, 1), round(only.value.high, 1)) == (5.4, 11.6)


def test_the_moment_named_lies_among_the_bars(tape: Market) -> None:
    readings = evaluate("below_peak(RUT[now]@intraday)", datetime.fromisoformat(SMALL_CAPS), tape).readings
    values = [r.value.low for r in readings if r.value]
    assert len(values) == 18
    assert min(values) < 35 < max(values)
