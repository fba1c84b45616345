"""Years summed up at their end, days set on from another, moves told together, and what was done to a forecast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
YEARS_END = datetime(2024, 12, 31, 17, 0, tzinfo=ZoneInfo("America/New_York"))
SATURDAY = datetime(2025, 1, 11, 8, 0, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(("text", "exprs"), [
    ("The Nasdaq Composite led, up 28.6%; on Dec. 11 it was the talk of the town.", ["change(IXIC[ytd])"]),
    ("The Dow put on 12.9% in spite of the worries before Thanksgiving.", ["change(DJI[ytd])"]),
    ("Intel gave up 60%, and Micron Technology ended 1.4% lower.", ["change(INTC[ytd])", "change(MU[ytd])"]),
    ("For small companies it was a year of waiting. The Russell 2000 gained 10%.", ["change(RUT[ytd])"]),
    ("Nvidia soared 171%. Broadcom did not do badly either. Walmart lost 10%.",
     ["change(NVDA[ytd])", "change(WMT[ytd])"]),
    # a small move is of a day as likely
    ("Nvidia soared 171%. Walmart lost 0.4%.", ["change(NVDA[ytd])", "change(WMT[1d])"]),
])
def test_a_year_is_summed_up_on_its_last_days(claims: Claims, text: str, exprs: list[str]) -> None:
    assert [c.expr for c in claims(text, YEARS_END) if c.expr] == exprs


def test_no_year_is_summed_up_in_january(claims: Claims) -> None:
    assert claims("The Dow put on 12.9% in spite of the worries.")[-1].expr == "change(DJI[1d])"


@pytest.mark.parametrize(("text", "expr"), [
    ("Nvidia fell 6.2% on Tuesday. It lost another 0.02% the following day.", "change(NVDA['2025-01-08'])"),
    ("Nvidia fell 6.2% on Monday. Two sessions later Apple rose 0.2%.", "change(AAPL['2025-01-08'])"),
    ("Nvidia fell on Tuesday. The next day Apple rose 0.2%.", "change(AAPL['2025-01-08'])"),
    ("Nvidia fell 6.2% on Tuesday and was down 0.02% the day after.", "change(NVDA['2025-01-08'])"),
])
def test_a_day_is_set_on_from_the_one_just_told(claims: Claims, text: str, expr: str) -> None:
    assert claims(text)[-1].expr == expr


@pytest.mark.parametrize("text", [
    "Nvidia made news. The next day Apple rose 0.2%.",
    "Nvidia made news. Two sessions later Apple rose 0.2%.",
])
def test_a_day_set_on_from_none_is_not_certain(claims: Claims, text: str) -> None:
    assert not claims(text)[-1].certain


@pytest.mark.parametrize(("text", "exprs"), [
    ("The S&P 500 fell on Tuesday. It was the fourth loss in a row, and together they took 2.6% from the index.",
     ["streak(SPX[now], 'day')", "change(SPX[4d])"]),
    ("The S&P 500 fell on Tuesday. December as a whole cost 2.5%.", ["change(SPX[mtd])"]),
    ("The S&P 500 fell on Tuesday. October had brought 0.9% less joy.", []),
    ("The S&P 500 rose 23.3% in 2024 after 24.2% in 2023.", ["change(SPX[ytd])", "change(SPX['2023'])"]),
    ("The average's 5.3% December slump hurt. The Dow's 5.3% December slump hurt.", ["change(DJI[mtd])"]),
    ("The Dow fell on Tuesday. Its advance this year now comes to 12.9%.", ["change(DJI[ytd])"]),
    ("The S&P 500 fell on Tuesday. The year's gain was a handsome 23.3%.", ["change(SPX[ytd])"]),
    ("The S&P 500 set 57 records this year, the last of them, at 6,090.27, on Dec. 6.",
     ["record_count(SPX[ytd])", "level(SPX['2024-12-06'])", "record_date(SPX[now])"]),
    ("The S&P 500 rose. The large-cap benchmark had a record too, its 57th of the year.", ["record_count(SPX[ytd])"]),
    ("On Nov. 25 the Russell 2000 closed a point from its 2021 record, and then gave back 8.7%.",
     ["change(RUT['2024-11-25':])"]),
    ("At its lowest close, on Aug. 5, the S&P 500 was 8.5% off its high.", ["below_peak_pct(SPX['2024-08-05'])"]),
    ("The Russell 2000 has 8.7% to go to its 2021 record.", ["below_peak_pct(RUT[now], RUT['2021'])"]),
    ("From the bottom of August the VIX has more than halved.", []),
    ("Since the low of March 2020 the Russell 2000 has more than doubled.", ["multiple(RUT[now], RUT['2020-03'])"]),
    ("The dollar gained 0.4% against a basket of its peers.", ["change(DXY[1d])"]),
    ("Consumer prices rose 2.7% in the year through November.", ["yoy(CPI['2024-11'])"]),
    ("Jobless claims fell to 219,000, and retail sales rose 0.7% in November.", ["level(ICSA[now])"]),
    ("The VIX was calm. It leaves the stage at 17.35.", ["level(VIX[now])"]),
    ("The 10-year Treasury yield was 4.58%, up three basis points; the two-year Treasury yield fell two to 4.25%.",
     ["level(DGS10[now])", "change_bp(DGS10[1d])", "change_bp(DGS2[1d])", "level(DGS2[now])"]),
    ("The index of small companies rose 0.1%.", ["change(RUT[1d])"]),
])
def test_what_is_told_of_a_year_and_its_parts(claims: Claims, text: str, exprs: list[str]) -> None:
    told = [c.expr for c in claims(text, YEARS_END) if c.expr]
    assert [e for e in told if not e.startswith(("trough_date", "last_", "below_peak(RUT['2024"))] == exprs


def test_a_day_of_a_week_is_told_apart_from_the_week(claims: Claims) -> None:
    week = "It was a week of worries. The S&P 500 lost 1.9% for the week. The Nasdaq Composite lost 2.3% for the week."
    told = claims(f"{week}\n\nThe Dow fell 696.75 points to 41,938.45 and lost 1.9% for the week.", SATURDAY)
    assert [c.expr for c in told][-3:] == ["change_points(DJI[1d])", "level(DJI[now])", "change(DJI[wtd])"]


@pytest.mark.parametrize(("text", "modality"), [
    ("A glum forecast from Micron knocked the Nasdaq Composite down 1.6%.", "fact"),
    ("Apple trimmed its outlook and shed 2.4%.", "fact"),
    ("Apple's outlook is for a drop of 2.4%.", "forecast"),
    ("A glum forecast from Micron says the Nasdaq Composite will fall 1.6%.", "forecast"),
])
def test_what_was_done_to_a_forecast_is_done(claims: Claims, text: str, modality: str) -> None:
    assert claims(text)[-1].modality == modality


@pytest.mark.parametrize(("text", "exprs"), [
    ("The 10-year Treasury yield, which on Tuesday had hit 4.67%, the most since April, rose to 4.77%.",
     ["level(DGS10['2025-01-07'])", "last_higher(DGS10['2025-01-07'])", "level(DGS10[now])"]),
    ("The Fed on Wednesday sat tight at 4.25% to 4.5%, and Friday's gloom took the Dow down 1.6% and Apple to $236.85.",
     ["policy_range(FEDTARGET['2025-01-08'])", "change(DJI['2025-01-10'])", "level(AAPL['2025-01-10'])"]),
])
def test_each_figure_has_the_day_beside_it(claims: Claims, text: str, exprs: list[str]) -> None:
    assert [c.expr for c in claims(text)] == exprs


def test_a_run_under_way_counts_the_session_it_hopes_for(claims: Claims) -> None:
    noon = datetime(2025, 1, 10, 12, 5, tzinfo=ZoneInfo("America/New_York"))
    told = claims("The Dow is falling on Friday. The index is on its way to a third consecutive loss.", noon)[-1]
    assert told.stated is not None
    assert (told.expr, told.stated.low) == ("streak(DJI[now], 'day')", -2)


def test_the_level_a_month_led_to_need_not_be_its_last(claims: Claims) -> None:
    assert not claims("The S&P 500 rose on Tuesday. The VIX leapt to 38.57 in August.", YEARS_END)[-1].certain


def test_january_told_as_past_on_new_years_day_is_the_last_one(claims: Claims) -> None:
    first = datetime(2025, 1, 1, 9, 0, tzinfo=ZoneInfo("America/New_York"))
    assert claims("The S&P 500 gained 1.6% in January.", first)[-1].expr == "change(SPX['2024-01'])"


@pytest.mark.parametrize(("text", "exprs"), [
    ("Brent fell. In mid-August it fetched $82.30, the best close of 2024.", ["peak(BRENT['2024'])"]),
    ("Gold fell. There were 40 record settlements in 2024.", ["record_count(GOLD['2024'])"]),
    ("The S&P 500 hit a low on Aug. 5. It has clawed back 12.3% since.",
     ["trough_date(SPX['2024-07-06':'2024-09-04'])", "change(SPX['2024-08-05':])"]),
    ("Gold fell. The gold-silver ratio has come down to 86.", ["multiple(GOLD[now], SILVER[now])"]),
    ("The Fed met. It has cut three times since Labor Day.", ["policy_moves(FEDTARGET['2024-09-02':], 'down')"]),
    ("Stocks, since you ask: the S&P 500 slid 1.5% to 5,827.04.", ["change(SPX[1d])", "level(SPX[now])"]),
    ("The Dow transports rose 1.1%, ending a losing streak of two sessions.",
     ["change(DJT[1d])", "ended_streak(DJT[now], 'day')"]),
    ("From its April 19 trough the S&P 500 has bounced 17.3%, which leaves it 4.3% shy of its December record.",
     ["trough_date(SPX['2024-03-20':'2024-05-19'])", "above_trough_pct(SPX[now], SPX['2024-04-19'])",
      "below_peak_pct(SPX[now], SPX['2024-12'])", "record_date(SPX[now])"]),
    ("The S&P 500 fell. The balance sheet has shrunk to $6.9 trillion from a peak of nearly $9 trillion.",
     ["level(WALCL[now])", "peak(WALCL[:now])"]),
    ("The Russell 2000 is hanging on to 2.8% for the year, a fraction of the S&P 500's 14.7%.",
     ["change(RUT[ytd])", "change(SPX[ytd])"]),
    ("Apple lost 2.4% after a record on Dec. 26, its 40th of the year.",
     ["change(AAPL[1d])", "record(AAPL['2024-12-26'])", "record_count(AAPL[ytd])"]),
])
def test_more_ways_to_tell_it(claims: Claims, text: str, exprs: list[str]) -> None:
    assert [c.expr for c in claims(text) if c.expr] == exprs


@pytest.mark.parametrize("text", [
    "Brent fell. In mid-August it fetched $82.30, the best price in town.",
    "Apple (ticker: AAPL) won back 2.4% of its customers.",
    "The S&P 500 fell. The balance sheet of the bank has shrunk to $69 billion.",
    "The Fed met. It has cut three times the usual number of jobs.",
    "A year ago you got a machine with an Intel chip. That's double the memory and storage of a year ago.",
])
def test_what_only_sounds_like_it_stays_open(claims: Claims, text: str) -> None:
    assert not [c for c in claims(text) if c.expr and c.certain]


def test_a_month_that_acts_is_told_of_the_only_index_around_it(claims: Claims) -> None:
    alone = claims("The S&P 500 fell 1.5% on Friday. December cost it nothing. January has cost 0.9%.")[-1]
    among = claims("The S&P 500 fell 1.5% on Friday as the Dow lost 1.6%. January has cost 0.9%.")[-1]
    assert (alone.expr, among.certain) == ("change(SPX[mtd])", False)


@pytest.mark.parametrize(("text", "exprs"), [
    ("Thursday's close, for the record. S&P 500: 5,918.25, a gain of 0.2%. Dow: 42,635.20, up 106.84 points.",
     ["level(SPX['2025-01-09'])", "change(SPX['2025-01-09'])", "level(DJI['2025-01-09'])",
      "change_points(DJI['2025-01-09'])"]),
    ("Thursday's news, for the record. S&P 500: 5,918.25, a gain of 0.2%.", ["level(SPX[now])", "change(SPX[1d])"]),
    ("On Monday the S&P 500 had gained; two days later it was 0.9% in the red for the year, with the Dow 1.4% lower.",
     ["change(SPX[ytd])", "change(DJI[ytd])"]),
    ("The one-year bill, at 4.25%, has not paid so much since December.",
     ["level(DGS1[now])", "last_higher(DGS1[now])"]),
    ("The Fed met. Its target has been 4.25% to 4.5% since December.",
     ["policy_range(FEDTARGET[now])", "policy_since(FEDTARGET[now])"]),
])
def test_tables_and_stretches_told_as_sentences(claims: Claims, text: str, exprs: list[str]) -> None:
    assert [c.expr for c in claims(text) if c.expr] == exprs


@pytest.mark.parametrize("text", [
    "The S&P 500, which last fell 2% in a day in December, is calm.",
    "The central bank still envisions three cuts this year.",
    "Tesla fell 12.1% the day after January's report, rose 12.1% in April and slid 21.3% in July.",
])
def test_what_was_last_done_or_is_hoped_for_is_no_move(claims: Claims, text: str) -> None:
    assert not [c for c in claims(text) if c.certain and not c.reason]


@pytest.mark.parametrize(("text", "exprs"), [
    ("Apple lost 2.4% to $236.85, its lowest close of the year.", ["change(AAPL[1d])", "level(AAPL[now])"]),
    ("Tesla is up 180% from its April low, yet it is down 2% in January.",
     ["above_trough_pct(TSLA[now], TSLA['2024-04'])", "change(TSLA[mtd])"]),
    ("Apple is below the $259.02 at which it closed on Dec. 26, the record.", ["peak(AAPL[:now])"]),
])
def test_a_level_beside_another_statement_keeps_its_own(claims: Claims, text: str, exprs: list[str]) -> None:
    told = [c.expr for c in claims(text) if c.expr]
    assert [e for e in told if not e.startswith(("trough_date", "last_", "rank_", "extreme"))] == exprs


@pytest.mark.parametrize(("text", "exprs"), [
    ("The 10-year Treasury yield rose to 4.77%. That of the 30-year bond rose to 4.96%.",
     ["level(DGS10[now])", "level(DGS30[now])"]),
    ("The Dow fell 1.6% on Friday. \"It hurts,\" said Al Fay of Acme. He sold it. It has lost 1.4% in January alone.",
     ["change(DJI['2025-01-10'])", "change(DJI[mtd])"]),
    ("Nvidia soared 171% in 2024, after 239% in all of 2023.", ["change(NVDA['2024'])", "change(NVDA['2023'])"]),
    ("The two-year Treasury yield rose. That puts the two-year 38 basis points below the 10-year Treasury yield.",
     ["spread(DGS2[now], DGS10[now])"]),
    ("One-year bills pay 4.25%.", ["level(DGS1[now])"]),
    ("The Dow fell 1.6% for a third loss in a row.", ["change(DJI[1d])", "streak(DJI[now], 'day')"]),
])
def test_what_a_pointing_word_stands_for(claims: Claims, text: str, exprs: list[str]) -> None:
    assert [c.expr for c in claims(text) if c.expr] == exprs


@pytest.mark.parametrize(("text", "exprs"), [
    ("The VIX never closed above 40 in the fourth quarter.", ["peak(VIX['2024-Q4'])"]),
    ("The VIX did not close above 40 all year.", ["peak(VIX[ytd])"]),
    ("The VIX has more than halved since Aug. 5.", ["multiple(VIX['2024-08-05':])"]),
    ("The Dow rose and fell 193 points short of 42,000.", ["gap(DJI[now], 42000)"]),
    ("Wall Street's gauge of nerves rose 8%.", ["change(VIX[1d])"]),
])
def test_what_never_was_and_what_was_missed(claims: Claims, text: str, exprs: list[str]) -> None:
    assert [c.expr for c in claims(text) if c.expr] == exprs


@pytest.mark.parametrize(("words", "low", "high"), [
    ("more than halved", 0.0, 0.5), ("nearly halved", 0.5, 0.56), ("halved", 0.45, 0.55),
])
def test_more_than_halved_is_less_than_half(claims: Claims, words: str, low: float, high: float) -> None:
    told = claims(f"The VIX has {words} since Aug. 5.")[-1].stated
    assert told is not None
    assert (told.low, told.high) == (low, high)
