"""Turns of English around a figure: what is said behind it, in an aside, of the front month, of the latter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(("text", "exprs"), [
    # a mark told by the time it is the highest or lowest of; a level past an aside
    ("Stocks fell on Friday, sending the Dow to a two-month low.",
     ["last_lower(DJI['2025-01-10'])"]),
    ("The Dow lost 1.6% on Friday and closed at 41,938.45, a two-month low.",
     ["change(DJI['2025-01-10'])", "level(DJI[now])", "last_lower(DJI[now])"]),
    ("The Dow, having rebounded from a two-month low, was 41,938.45 on Friday.", [None, "level(DJI['2025-01-10'])"]),
    ("The VIX was 19.54 at the close.", ["level(VIX['2025-01-10'])"]),
    ("The VIX was 2.3 times its average.", [None]),
    # pairs of maturities, and of levels; how far a gap moved is no move of either
    ("The gap between two- and 10-year yields is 37 basis points.", ["spread(DGS10[now], DGS2[now])"]),
    ("The spread between five- and 30-year yields was 37 basis points on Friday.",
     ["spread(DGS30['2025-01-10'], DGS5['2025-01-10'])"]),
    ("The difference between three-month and 10-year Treasury yields is 41 basis points.",
     ["spread(DGS10[now], DGS3MO[now])"]),
    ("The gap between two- and 10-year yields widened by three basis points on Friday.", [None]),
    ("The gap between the S&P 500 and the Russell 2000 widened 0.7% on Friday.", [None]),
    ("The S&P 500 and the Dow ended Friday at 5,827.04 and 41,938.45.",
     ["level(SPX['2025-01-10'])", "level(DJI['2025-01-10'])"]),
    ("The S&P 500 and the Dow traded between 5,800 and 5,900.", [None]),
    # a close, a price, a record, each as a noun; a hit that was taken
    ("The S&P 500's close was 5,827.04.", ["level(SPX[now])"]),
    ("Nvidia's share price is $135.91.", ["level(NVDA[now])"]),
    ("Nvidia's share price is 54 times earnings.", [None]),
    ("The S&P 500's record close is 6,090.27.", ["peak(SPX[:now])"]),
    ("The S&P 500 took a 1.5% hit on Friday.", ["change(SPX['2025-01-10'])"]),
    ("Apple took a 1.5% hit to its sales on Friday.", [None]),
    # how far a yield went over a stretch
    ("The 10-year Treasury yield ended the week at 4.77%, having closed as low as 4.15% early in December.",
     ["level(DGS10[now])", "trough(DGS10['2024-12-01':'2024-12-10'])"]),
    ("The two-year Treasury yield, after climbing as high as 4.35% in the middle of November, was 4.40% on Friday.",
     ["peak(DGS2['2024-11-11':'2024-11-20'])", "level(DGS2['2025-01-10'])"]),
    ("The two-year Treasury yield got as high as 4.41% on Friday.", [None]),  # within the day no series tells
    # what stands behind the figure says which way it moved, and where
    ("The 10-year Treasury yield rose on Friday, and the Dow, 1.6% worse at 41,938.45, closed below its average.",
     ["change(DJI['2025-01-10'])", "level(DJI['2025-01-10'])"]),
    ("Gold rose to $2,715 on Friday, and the Russell 2000 is 1.9% in the red for the year.",
     ["level(GOLD['2025-01-10'])", "change(RUT[ytd])"]),
    # the figure leads, its owner follows
    ("Down 1.6% on Friday to 41,938.45, the Dow is below its record.",
     ["change(DJI['2025-01-10'])", "level(DJI['2025-01-10'])"]),
    # an aside between the move and its level
    ("The Dow fell 697 points on Friday, its worst percentage loss since Dec. 18, to 41,938.45.",
     ["change_points(DJI['2025-01-10'])", "last_lower(change(DJI['2025-01-10']))", "level(DJI['2025-01-10'])"]),
    ("The two-year Treasury yield, 4.28% a week ago, was 4.40% on Friday.",
     ["level(DGS2['2025-01-03'])", "level(DGS2['2025-01-10'])"]),
    ("Gold is below its $2,787.61 close of Oct. 30.", ["level(GOLD['2024-10-30'])", None]),
    # moves told by a noun of their own
    ("Brent's two-day gain stands at 4.4%.", [None, "change(BRENT[2d])"]),
    ("Gold rose. The jump on Jan. 2 had been 1.3%.", ["change(GOLD['2025-01-02'])"]),
    ("From its Dec. 16 high the Nasdaq Composite's loss comes to 4.9%.",
     ["peak_date(IXIC['2024-11-16':])", "below_peak_pct(IXIC[now], IXIC['2024-12-16'])"]),
    ("The slump in the Russell 2000 was the steepest since Dec. 18.", ["last_lower(change(RUT[1d]))"]),
    ("The S&P 500 fell 1.5% on Friday. It hadn't had such a day since Dec. 18.",
     ["change(SPX['2025-01-10'])", "last_lower(change(SPX['2025-01-10']))"]),
    ("The S&P 500 fell on Friday, one day after a 0.2% haircut.", [None, "change(SPX['2025-01-09'])"]),
    # a stretch to date, what was done in it, and another's day
    ("The Dow has gone nowhere since Tuesday, losing 1.4%, and Apple fell 2.4%.",
     ["change(DJI['2025-01-07':])", "change(AAPL[1d])"]),
    ("The 10-year Treasury yield is eight basis points higher than it was two sessions ago.",
     ["change_bp(DGS10[2d])"]),
    # a level without a noun; a month among months; a mark that is spoken of
    ("The Dow fell 697 points on Friday to 41,938.45, its worst ever.",
     ["change_points(DJI['2025-01-10'])", "level(DJI['2025-01-10'])", "rank_low(DJI['2025-01-10'])"]),
    ("The Dow lost 5.3% in December, its weakest December since 2018.",
     ["change(DJI['2024-12'])", "last_lower(change(DJI['2024-12']), 'same')"]),
    ("The Russell 2000 added 11% in November, its fattest haul since December 2023.",
     ["change(RUT['2024-11'])", "last_higher(change(RUT['2024-11']))"]),
    # the bank's run of steps
    ("On Dec. 18 the Federal Reserve made a quarter-point cut, its third in succession.",
     ["policy_step(FEDTARGET['2024-12-18'])", "policy_run(FEDTARGET[now], 'down', 3)"]),
    # whose it is
    ("Natural gas. The front month gained 7.8% to $3.989.", ["change(NATGAS[1d])", "level(NATGAS[now])"]),
    ("The Dow fell 1.6%, the Russell 2000 2.2%. The latter is down 1.9% this year.",
     ["change(DJI[1d])", "change(RUT[1d])", "change(RUT[ytd])"]),
    ("Brent's premium over WTI widened to $3.19.", ["spread(BRENT[now], WTI[now])"]),
    ("Apple is down 5% this year. The Dow is off 1%, the Russell 2000 2%.",
     ["change(AAPL[ytd])", "change(DJI[ytd])", "change(RUT[ytd])"]),
    ("Coming on top of Thursday's 1% gain, Brent's rise was welcome.", ["change(BRENT['2025-01-09'])"]),
    # what an aside beside the name told is over when the verb comes
    ("Stocks fell on Friday. Apple, up 4% last year, lost 2.4%.",
     ["change(AAPL['2024'])", "change(AAPL[1d])"]),
    # points and stretches that do the moving
    ("Nearly 700 points were lopped off the Dow.", ["change_points(DJI[1d])"]),
    ("From the Nasdaq Composite the week took 460 points, or 2.3%.",
     ["change_points(IXIC[wtd])", "change(IXIC[wtd])"]),
    ("For three sessions running the Russell 2000 has slipped.", ["streak(RUT[now], 'day')"]),
    ("The Dow fell on Friday, its second decline running.", ["streak(DJI['2025-01-10'], 'day')"]),
    # a second share of the same noun, a day's share in the whole
    ("The Dow held up. A loss of 1.6% on Friday and of 1.9% on the week took the S&P 500 lower.",
     ["change(DJI['2025-01-10'])", "change(DJI[wtd])"]),
    ("Gold rose 2.3% this week, including 1.1% on Thursday.", ["change(GOLD[wtd])", "change(GOLD['2025-01-09'])"]),
    ("The Dow's loss for the calendar year comes to 1.4%.", ["change(DJI[ytd])"]),
    # the date first, the denial after it
    ("The Dow fell 1.6% on Friday. Not since Dec. 18 has it had a worse day.",
     ["change(DJI['2025-01-10'])", "last_lower(change(DJI['2025-01-10']))"]),
    ("Not since Nov. 5 has the S&P 500 closed this low.", ["last_lower(SPX[now])"]),
    # two distances with one unit
    ("The 10-year Treasury yield ended at 4.76%, 8 basis points higher than on Thursday and about 37 above the "
     "two-year.", ["level(DGS10[now])", "change_bp(DGS10['2025-01-09':])", "spread(DGS10[now], DGS2[now])"]),
    # a day's move and the longer one it makes
    ("Stocks slid on Friday. The Dow lost 1.6% for a weekly loss of 1.9%.",
     ["change(DJI[1d])", "change(DJI[wtd])"]),
    ("The Dow fell 1.6% on Friday. That made it 1.9% for the week.",
     ["change(DJI['2025-01-10'])", "change(DJI[wtd])"]),
    ("The Dow's loss for the week came to 1.9%. The S&P 500 shed 91.21 points, or 1.5%, its biggest one-day loss "
     "since Dec. 18.",
     ["change(DJI[wtd])", "change_points(SPX[1d])", "change(SPX[1d])", "last_lower(change(SPX[1d]))"]),
    ("The Russell 2000 fell 2.2% on Friday. December alone took 8.4%.",
     ["change(RUT['2025-01-10'])", "change(RUT['2024-12'])"]),
    ("Stocks fell on Friday. Since the end of last January the Russell 2000 has mustered a meager 12%.",
     ["change(RUT['2024-01-31':])"]),
    ("Bitcoin lost a quarter over the month.", ["change(BTCUSD[mtd])"]),
    # runs, told as what has become of them
    ("That stretched the Dow's losing streak to two weeks.", ["streak(DJI[now], 'week')"]),
    ("The VIX has not had a losing session since Jan. 3.", ["last_move(VIX[now], 0, 'down')"]),
    ("The Dow settled below 42,000 for the first time in about two months.",
     ["trough(DJI[1d])", "previous_below(DJI[now], 42000)"]),
    ("Stocks fell on Friday. That took the Dow's loss for the week to 1.9%.", ["change(DJI[wtd])"]),
    # days that are counted
    ("The S&P 500 moved 2% or more on just five days in 2024.",
     [None, "count_moves(SPX['2024'], 2)"]),
    # the first since another of its kind
    ("The Dow lost 1.9% this week, its first weekly loss in three.",
     ["change(DJI[wtd])", None, "way_since(DJI[wtd], 'week', 'down')"]),
    ("Gold slid 0.4% on Friday, the first losing session in five days.",
     ["change(GOLD['2025-01-10'])", "way_since(GOLD['2025-01-10'], 'day', 'down')"]),
    # several stretches of one subject
    ("The Nasdaq Composite is down 2.3% this week, 0.8% this year and up 28% over 12 months.",
     ["change(IXIC[wtd])", "change(IXIC[ytd])", "change(IXIC[12m])", None]),
    ("For the year the Dow has lost 1.4%; for the week, 1.9%.", ["change(DJI[ytd])", "change(DJI[wtd])"]),
    ("Tesla has climbed 58% in the two months since Nov. 5.", ["change(TSLA['2024-11-05':])"]),
    ("The Russell 2000 lost 8.4% in December, its worst month since September 2022, when it fell 9.7%.",
     ["change(RUT['2024-12'])", "last_lower(change(RUT['2024-12']))", "change(RUT['2022-09'])"]),
    ("The S&P 500 set 57 records in 2024, three of them in December.",
     ["record_count(SPX['2024'])", "record_count(SPX['2024-12'])"]),
])
def test_a_turn_of_english_is_read(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize("text", [
    # three to choose from
    "The Dow fell 1.6%, the Russell 2000 2.2% and the Nasdaq Composite 1.6%. The latter is down 1.9% this year.",
    # two commodities, neither the paragraph's own
    "Gold and copper rose. The front month gained 7.8%.",
    # the words behind the figure say nothing of a direction
    "The 10-year yield fell to 4.7% on Friday, and the Dow, 2% thinner in volume, was quiet.",
    # a discount to what has no price of its own
    "Brent's premium over Dubai crude widened to $3.19.",
    # what is taken off is no index
    "Nearly 700 points were lopped off her score in the Dow Jones chess open.",
    # denied of nothing that was measured
    "Apple rose 1%. Not since 2019 has it had a worse review.",
    # a second number without a unit that is no distance from a yield
    "The 10-year Treasury yield rose 8 basis points and 37 traders cheered.",
    # the sum of several steps is no step
    "The Federal Reserve has lowered its target by 175 basis points in eight steps.",
])
def test_what_stays_unread(claims: Claims, text: str) -> None:
    last = claims(text)[-1]
    assert last.expr is None or not last.certain


def test_the_index_is_that_of_the_headline_where_none_is_near(claims: Claims) -> None:
    body = "Sellers were few. Nobody minded. The index is down 1.9% this year."
    assert claims(body, title="Russell 2000 Slides")[-1].expr == "change(RUT[ytd])"
    assert claims(body, title="The Dow and the S&P 500 Slide")[-1].expr is None
    near = "Sellers were few. The Dow fell 1.6% on Friday. The index is down 1.9% this year."
    assert claims(near, title="Russell 2000 Slides")[-1].expr == "change(DJI[ytd])"
