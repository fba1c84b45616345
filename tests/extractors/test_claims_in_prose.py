"""Turns of English that a column takes: levels of a day of their own, bases, stretches that go on, first prices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]

READ: list[tuple[str, list[str | None]]] = [
    # a day's own level
    ("The two-year Treasury yield eased to 4.39% from Thursday's 4.27%.",
     ["level(DGS2[now])", "level(DGS2['2025-01-09'])"]),
    ("The S&P 500 finished below the 5,975 of Jan. 6.", ["level(SPX['2025-01-06'])"]),
    ("The S&P 500 could test its Aug. 5 closing low of 5,186.33.",
     ["trough_date(SPX['2024-07-06':'2024-09-04'])", "level(SPX['2024-08-05'])"]),
    ("As recently as Wednesday the two-year Treasury note was paying 4.28%.", ["level(DGS2['2025-01-08'])"]),
    ("The VIX stands below its record close of 82.69, reached in March 2020.",
     ["peak(VIX['2020-03'])", "record_date(VIX[now])"]),
    ("The VIX rose for a third day to 19.54.", ["streak(VIX[now], 'day')", "level(VIX[now])"]),
    ("The VIX fell for the fifth time in as many weeks.", ["streak(VIX[now], 'week')"]),
    # a base told with its day
    ("The 10-year Treasury yield stood at 4.77%, a rise of 58 basis points from 4.19% at the end of November.",
     ["level(DGS10[now])", "change_bp(DGS10['2024-11-30':])", "level(DGS10['2024-11-30'])"]),
    # the same move as points and as a share
    ("The Dow fell 697 points, nearly 2%, to 41,938.45.",
     ["change_points(DJI[1d])", "change(DJI[1d])", "level(DJI[now])"]),
    # the stretch that a superlative behind the figure names
    ("The S&P 500 fell 1.9%, its worst week since Dec. 20.", ["change(SPX[wtd])", "last_lower(change(SPX[wtd]))"]),
    # a past stretch goes on
    ("In December the S&P 500 fell 2.5%. The Russell 2000 dropped 8.4%.",
     ["change(SPX['2024-12'])", "change(RUT['2024-12'])"]),
    ("In December the S&P 500 fell 2.5%. The Russell 2000 dropped 2.2% to 2,189.",
     ["change(SPX['2024-12'])", "change(RUT[1d])", "level(RUT[now])"]),
    ("In December the S&P 500 fell 2.5%. On Friday the Russell 2000 dropped 2.2%.",
     ["change(SPX['2024-12'])", "change(RUT['2025-01-10'])"]),
    # a distance within
    ("The S&P 500 ended within 5% of its record.", ["below_peak_pct(SPX[now], SPX[:now])"]),
    ("The Nasdaq Composite has shed 5.1% since setting a record on Dec. 16.",
     ["below_peak_pct(IXIC[now], IXIC['2024-12-16'])", None, "record(IXIC['2024-12-16'])"]),
    # beside another's
    ("The Russell 2000 rose 10% in 2024, well behind the S&P 500's 23.3% and nowhere near the Nasdaq's 28.6%.",
     ["change(RUT['2024'])", "change(SPX['2024'])", "change(IXIC['2024'])"]),
    # the end of a day's trading, and of another stretch
    ("The S&P 500 fell 1.5% at the close of trading in New York.", ["change(SPX['2025-01-10'])"]),
    ("The Dow fell 697 points at the close of the session.", ["change_points(DJI['2025-01-10'])"]),
    # one of several that share a verb; what futures are of; what is done to an index
    ("Benchmarks sank almost 2 percent -- or in the case of the Nasdaq Composite, 3 percent.",
     [None, "change(IXIC[1d])"]),
    ("Benchmarks sank on Friday. In the case of the Nasdaq Composite, 3 percent of the stocks rose.", [None]),
    ("S&P 500 futures rose 0.2% after the underlying gauge slid 1.5%.", [None, "change(SPX[1d])"]),
    ("S&P 500 and Nasdaq 100 futures rose after the underlying gauge slid 1.5%.", [None]),
    ("The damage in the S&P 500 stands at 4.3 percent since Dec. 6.", ["change(SPX['2024-12-06':])", None]),
    ("The damage in Florida stands at 4.3 percent of insured losses.", [None]),
    # the day of a level that another is held against
    ("The MOVE index closed on Jan. 8 at 97.1, compared with 17.70 for the VIX.",
     ["level(MOVE['2025-01-08'])", "level(VIX['2025-01-08'])"]),
    # a session that was turned around
    ("The S&P 500 erased a loss of almost 2% to eke out a gain.", ["extreme_move(SPX.low[1d])"]),
    ("The S&P 500 erased its 2% loss for the year to post a gain.", [None]),
    # what is done with an index is not the index
    ("A fund that shorts the Nasdaq 100 is down 2% this year.", [None]),
    ("Short interest in the SPDR S&P 500 ETF is down 40% this year.", [None]),
    ("The ProShares Short S&P 500 lost 1.5% on Friday.", [None]),
    ("Tesla bonds gained 5% this year.", [None]),
    ("Gold rose, trailing the S&P 500, up 23% in 2024.", ["change(SPX['2024'])"]),
    # the first price of a day
    ("The S&P 500 started the day 0.9% lower.", ["extreme_move(SPX.open['2025-01-10'])"]),
    # gaps
    ("The 10-year Treasury yield is 4.77% and the two-year Treasury yield is 4.39%. That leaves 38 basis points "
     "between them.",
     ["level(DGS10[now])", "level(DGS2[now])", "spread(DGS10[now], DGS2[now])"]),
    ("Tesla has erased nearly a fifth of its value this year.", ["change(TSLA[ytd])"]),
    ("Berkshire Hathaway's Class B shares fell 1.3%.", ["change(BRK.B[1d])"]),
    ("The central bank lowered its target for short-term rates by a quarter of a point.",
     ["policy_step(FEDTARGET[now])"]),
    ("The CBOE Volatility index finished at 19.54.", ["level(VIX[now])"]),
    # the window of a relative clause is its own
    ("The VIX, which began last week under 17, finished at 19.54, the highest since Dec. 19.",
     ["level(VIX['2024-12-29'])", "level(VIX[now])", "last_higher(VIX[now])"]),
    # how far a session went
    ("The S&P 500 swung between a loss of 1.4% and a gain of 1.1%.",
     ["extreme_move(SPX.low[1d])", "extreme_move(SPX.high[1d])"]),
    # counted, wagered, set beside
    ("It was only the third drop of 2% or more for the S&P 500 since September.", [None, None]),
    ("Traders leaned toward a half-point cut by the Federal Reserve.", [None]),
    ("The Fed lowered rates by a quarter point, its third cut of 2024.",
     ["policy_step(FEDTARGET[now])", "policy_moves(FEDTARGET['2024'], 'down')"]),
    ("The VIX leapt 116%, the biggest rise on record, and on Thursday it eased.",
     ["change(VIX[1d])", "rank_high(change(VIX[1d]))"]),
    # not to be misread
    ("It was the third straight session in which the S&P 500 moved by 1%.", [None, None]),
    ("Within minutes of the open the Nasdaq Composite was down 2%.", [None]),
    ("The two-year Treasury yield edged up a basis point, leaving the curve inverted by 11 basis points.",
     ["change_bp(DGS2[1d])", "spread(DGS10[now], DGS2[now])"]),
]


@pytest.mark.parametrize(("text", "exprs"), READ, ids=[t for t, _ in READ])
def test_what_a_column_says(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


BEFORE_THE_BELL = datetime(2025, 1, 13, 12, 0, tzinfo=UTC)


def test_the_close_that_an_early_article_tells_of_is_the_last_one(claims: Claims) -> None:
    assert claims("The S&P 500 fell 1.5% at the close.", BEFORE_THE_BELL)[0].expr == "change(SPX[1d])"


@pytest.mark.parametrize(("text", "certain"), [
    ("The S&P 500 cleared a hurdle on Friday. Still, at 5,827.04, it stood 2% below December's intraday high.", True),
    ("The S&P 500 cleared a hurdle on Friday. Still, at an intraday low of 5,807.78, it was near December's.", False),
    ("The S&P 500 rose on Friday and the Hang Seng fell. At 5,827.04, it stood at its lowest in weeks.", False),
    ("The S&P 500 rose on Friday and the Hang Seng fell. It stood at 5,827.04.", False),
    ("The S&P 500 cleared a hurdle on Friday. The reserve shrank. At 5,827.04, it was the smallest in years.", False),
    ("Tesla's shares jumped 9% on Friday after an earnings report, paring their decline for this year to 2.3%.", True),
    ("Tesla jumped on Friday after an earnings report, paring its decline in sales for this year to 2.3%.", False),
])
def test_a_level_ahead_of_its_pronoun_and_what_a_move_leaves_of_a_longer_one(
    claims: Claims, text: str, certain: bool,
) -> None:
    told = [c for c in claims(text) if c.figure.text[:2] in ("5,", "2.")]
    assert [c.certain for c in told] == [certain]


@pytest.mark.parametrize(("text", "certain"), [
    ("Despite a rough first quarter, the S&P 500 has rallied 20% from the Aug. 5 low.", True),
    ("Despite a rough first quarter, the S&P 500 rallied 20% from the Aug. 5 low.", False),
    ("The S&P 500 has lost 4% from the Dec. 6 high in real terms.", False),
    ("On Friday the S&P 500 was 4.5% higher at the close of trading on the day the Fed met.", False),
    ("Stocks fell on Friday. Over the same stretch a year ago the S&P 500 had gained 2%.", False),
    ("Over the same stretch since Dec. 6 the S&P 500 has lost 4%.", True),
    ("Stocks fell on Friday. At this point last year the S&P 500 was up 2%.", False),
    ("Stocks fell on Friday. The S&P 500 had gained an average of 2%.", False),
    ("Stocks fell on Friday. Excluding technology the S&P 500 is down 2% this year.", False),
    ("Stocks fell on Friday. Measured in euros, the S&P 500 is down 2% this year.", False),
    ("Stocks fell on Friday. The S&P 500 fell 2% in his model portfolio's worst case.", False),
    ("Stocks fell on Friday. Each time the S&P 500 fell 2% in January, the year was poor.", False),
    ("Stocks fell on Friday. Apple's 20% slump in September was its worst in years.", False),
    ("Stocks fell on Friday. Apple's 20% loss in September was its worst in years.", True),
    ("Stocks fell on Friday. He recalled a year in which the S&P 500 has often managed a 2% rally.", False),
    ("The S&P 500 erased a loss of almost 2% on Friday to eke out a gain.", True),
    ("The S&P 500 erased a loss of almost 2% on Friday to end at its low.", False),
])
def test_how_far_from_a_dated_low_something_stands_and_how_a_session_turned(
    claims: Claims, text: str, certain: bool,
) -> None:
    told = [c for c in claims(text) if "%" in c.figure.text]
    assert [c.certain for c in told] == [certain]


def test_what_follows_a_colon_is_no_part_of_what_may_be(claims: Claims) -> None:
    text = "Some may start to worry: {} now up 15% since Christmas (vs the S&P 500 up 11%)."
    assert claims(text.format("the KBW Bank Index is"))[-1].modality == "fact"
    assert claims("Some may start to worry: the S&P 500 up 11% by March.")[0].modality == "hypothetical"


def test_a_move_owned_by_a_day_is_not_the_time_of_the_one_before_it(claims: Claims) -> None:
    text = "The S&P 500 dropped 91 points, or 1.5%, to 5,827.04, giving back Thursday's 9-point advance."
    assert [c.expr for c in claims(text)][:3] == ["change_points(SPX[1d])", "change(SPX[1d])", "level(SPX[now])"]


@pytest.mark.parametrize("text", [
    "The Dow soared in the quarter that ends on Friday. The Nasdaq Composite rose 3.2%.",
    "The Nasdaq Composite had a rough week on Friday. The index lost 3.2%.",
])
def test_a_move_without_a_time_has_the_stretches_around_it_for_rivals(claims: Claims, text: str) -> None:
    assert any("td]" in rival for rival in claims(text)[-1].rivals)


def test_a_move_with_its_own_day_has_no_rivals(claims: Claims) -> None:
    assert claims("The Nasdaq Composite had a rough week. On Friday the index lost 1.6%.")[-1].rivals == ()
