"""The dates of highs, lows and records, and how far off they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]

READ: list[tuple[str, list[str | None]]] = [
    ("The Nasdaq Composite is 16% above its Aug. 7 low.",
     ["above_trough_pct(IXIC[now], IXIC['2024-08-07'])", "trough_date(IXIC['2024-07-08':'2024-09-06'])"]),
    ("The 10-year Treasury yield is 1.14 percentage points above a Sept. 16 low of 3.63%.",
     ["above_trough(DGS10[now], DGS10['2024-09-16'])", "trough_date(DGS10['2024-08-17':'2024-10-16'])",
      "level(DGS10['2024-09-16'])"]),
    # another's mark of the same kind
    ("The S&P 500 is 4.3% below its record of Dec. 6. The Nasdaq Composite is off 5% from the one it set on Dec. 16.",
     ["below_peak_pct(SPX[now], SPX['2024-12-06'])", "record_date(SPX[now])",
      "below_peak_pct(IXIC[now], IXIC['2024-12-16'])", "record_date(IXIC[now])"]),
    ("The S&P 500 is 4.3% below its record of Dec. 6. The Dow is 6.8% short of its own, set on Dec. 4.",
     ["below_peak_pct(SPX[now], SPX['2024-12-06'])", "record_date(SPX[now])",
      "below_peak_pct(DJI[now], DJI['2024-12-04'])", "record_date(DJI[now])"]),
    # a move since the day just told
    ("The Nasdaq Composite peaked on Dec. 16 and has lost 5% since then.",
     ["peak_date(IXIC['2024-11-16':])", "change(IXIC['2024-12-16':])"]),
    ("Gold set a record on Oct. 30. It has lost 3% since.",
     ["record(GOLD['2024-10-30'])", "record(GOLD['2024-10-30'])", "change(GOLD['2024-10-30':])"]),
    # a record of a stretch, of a weekday, and a low of all time
    ("The Dow closed at a record in December.", ["record(DJI['2024-12'])"]),
    ("The Dow is 697 points below Thursday's record.",
     ["below_peak(DJI[now], DJI['2025-01-09'])", "record(DJI['2025-01-09'])"]),
    ("The 10-year Treasury yield closed at a record low of 0.52% on Aug. 4, 2020.",
     ["trough(DGS10[:now])", "trough_date(DGS10[:now])"]),
    ("The VIX has come down from a peak of 38.57 on Aug. 5.",
     ["peak(VIX.high[1d])", "peak_date(VIX['2024-07-06':'2024-09-04'])"]),
    # what is no mark of the series
    ("Apple sold its phones at their Dec. 6 low prices.", []),
    ("The Dow notched nine closing records.", ["record_count(DJI[ytd])"]),
]


@pytest.mark.parametrize(("text", "exprs"), READ, ids=[t for t, _ in READ])
def test_a_mark_is_read_with_its_date(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize("text", [
    "Stocks fell on Friday. The Nasdaq Composite peaked in December and has lost 9% since then.",
    "Stocks fell on Friday. The Nasdaq Composite set a record last month. It has lost 9% since.",
])
def test_a_move_since_some_day_of_a_month_is_not_called_wrong(claims: Claims, text: str) -> None:
    assert not claims(text)[-1].certain


def test_a_low_after_a_steep_rise_may_be_one_of_the_days_around_it(claims: Claims) -> None:
    low = claims("Stocks fell on Friday. The Russell 2000 is 10% above its Aug. 7 low.")[-1]
    assert low.certain
    assert "trough_date(RUT['2024-07-28':'2024-08-17'])" in low.rivals


WHERE: list[tuple[str, list[str | None]]] = [
    ("The Russell 2000 is 6% above where it bottomed on Aug. 7.",
     ["above_trough_pct(RUT[now], RUT['2024-08-07'])", "trough_date(RUT['2024-07-08':'2024-09-06'])"]),
    ("The Dow is 6.9% off the 45,014.04 it reached on Dec. 4.",
     ["below_peak_pct(DJI[now], DJI['2024-12-04'])", "level(DJI['2024-12-04'])"]),
    ("The Nasdaq Composite's last record came on Dec. 16, at 20,173.89.",
     ["record_date(IXIC[now])", "level(IXIC['2024-12-16'])"]),
    ("The Dow's Dec. 4 record of 45,014.04 still stands.", ["record_date(DJI[now])", "peak(DJI[:now])"]),
    ("The VIX, at 19.54, is about half its Aug. 5 close of 38.57.",
     ["level(VIX[now])", "multiple(VIX[now], VIX['2024-08-05'])", "level(VIX['2024-08-05'])"]),
    ("The VIX has dropped 49% from its Aug. 5 close of 38.57.",
     ["below_peak_pct(VIX[now], VIX['2024-08-05'])", "level(VIX['2024-08-05'])"]),
    ("The 10-year Treasury yield is within sight of its 2023 high of 4.98%.", [None, "peak(DGS10['2023'])"]),
    ("The Russell 2000 lost 2.2% and is 11% shy of a peak that dates to Nov. 25.",
     ["change(RUT[1d])", "below_peak_pct(RUT[now], RUT['2024-11-25'])", "peak_date(RUT['2024-10-26':'2024-12-25'])"]),
    ("The 10-year Treasury yield rose to 4.77%, a level last exceeded in November 2023; on Dec. 6 it was 4.15%.",
     ["level(DGS10[now])", "last_higher(DGS10[now])", "level(DGS10['2024-12-06'])"]),
    ("Apple fell 2.4%, which leaves it 8% short of where it closed on Dec. 26.",
     ["change(AAPL[1d])", "change(AAPL['2024-12-26':])"]),
    # of something else
    ("Apple fell. A level last seen in March lies at $200.", [None, None]),
    ("The Dow's record of service still stands at 1,000 days.", [None]),
]


@pytest.mark.parametrize(("text", "exprs"), WHERE, ids=[t for t, _ in WHERE])
def test_a_level_is_told_by_its_day(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs
