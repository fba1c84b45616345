"""Whose a figure is by what stands beside it: names behind figures, a rank's own mover, a unit of trade, a mark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(("text", "exprs"), [
    # the rank is of what moved, and not of what the article spoke of before
    ("Apple has slipped this year. Nobody had a better Friday than Tesla, which rose 2%, its best day since Dec. 17.",
     ["change(TSLA['2025-01-10'])", "last_higher(change(TSLA['2025-01-10']))"]),
    # figures and names in pairs, the name behind
    ("The Russell 2000 lost 2.2% on Friday, versus 1.5% for the S&P 500, 1.6% for the Dow and 1.6% for the Nasdaq "
     "Composite.",
     ["change(RUT['2025-01-10'])", "change(SPX['2025-01-10'])", "change(DJI['2025-01-10'])",
      "change(IXIC['2025-01-10'])"]),
    ("The Dow is up 1% this month, against 2% for the Russell 2000.", ["change(DJI[mtd])", "change(RUT[mtd])"]),
    # a unit of trade and what it is of
    ("A barrel of Brent settled at $79.76 on Friday. It had cost $74.64 at the end of 2024.",
     ["level(BRENT['2025-01-10'])", "level(BRENT['2024-12-31'])"]),
    ("On Friday an ounce of gold fetched $2,715.", ["level(GOLD['2025-01-10'])"]),
    ("On Friday the Dow lost 1.6% and the Russell 2000 2.2%, the latter to 2,189.23, its lowest close since Sept. 11.",
     ["change(DJI['2025-01-10'])", "change(RUT['2025-01-10'])", "level(RUT['2025-01-10'])",
      "last_lower(RUT['2025-01-10'])"]),
    # the owner of a mark by a pronoun
    ("The VIX rose on Friday. Its record close of 82.69 came on March 16, 2020.",
     ["peak(VIX[:now])", "record_date(VIX[now])"]),
    # the verb past a relative clause that holds names and statements of its own
    ("The S&P 500, which had slid on Tuesday after Powell said that tariffs were coming, ended Friday at 5,827.04.",
     ["level(SPX['2025-01-10'])"]),
    ("The year is young, with the Nasdaq Composite still down 0.8% since Dec. 31.", ["change(IXIC['2024-12-31':])"]),
    # by a close that is past
    ("The 10-year Treasury yield had climbed to 4.68% by Wednesday's close.", ["level(DGS10['2025-01-08'])"]),
    ("Silver closed at $32.47 on Dec. 9 and has since relinquished 4%.", ["level(SILVER['2024-12-09'])",
                                                                          "change(SILVER['2024-12-09':])"]),
    ("On Friday the S&P 500 fell 1.5% to 5,827.04, its lowest close of the year.",
     ["change(SPX['2025-01-10'])", "level(SPX['2025-01-10'])", "rank_low(SPX['2025-01-10'], '2025')"]),
    # moves told ahead of their owners
    ("The Dow lost 1.6% on Friday, sunk by slides of 1.4% in Amazon, 2.4% in Apple and 3% in Nvidia.",
     ["change(DJI['2025-01-10'])", "change(AMZN['2025-01-10'])", "change(AAPL['2025-01-10'])",
      "change(NVDA['2025-01-10'])"]),
    ("A jump of 3.6% for Brent and 1.1% for gold led commodities on Friday.",
     ["change(BRENT[1d])", "change(GOLD['2025-01-10'])"]),
    # a rank told of a level by a relative clause
    ("The 10-year Treasury yield fell back from a Wednesday close of 4.68% that was its highest since April.",
     ["level(DGS10['2025-01-08'])", "last_higher(DGS10['2025-01-08'])"]),
    # a time that opens a new phrase behind its comma is the figure's own
    ("The S&P 500 is down 0.9% in 2025, with its record close a month behind it.", ["change(SPX[ytd])"]),
    # the day up to which something else was so
    ("The Dow had not lost 600 points in a day before Friday, when it lost 697.", ["change_points(DJI['2025-01-10'])"]),
    # where prices went, and where they closed
    ("The VIX traded above 22 on Friday.", ["peak(VIX.high['2025-01-10'])"]),
    ("The VIX finished above 19 on Friday.", ["peak(VIX['2025-01-10'])"]),
    # how a price is said to have done, ahead of the size
    ("The Nasdaq Composite ended Friday at 19,161.63, poorer by 317 points, or 1.6%.",
     ["level(IXIC['2025-01-10'])", "change_points(IXIC['2025-01-10'])", "change(IXIC['2025-01-10'])"]),
    ("Gold, dearer by 2.9% since Dec. 31, rose again.", ["change(GOLD['2024-12-31':])"]),
    ("On Friday the Dow lost 1.6%, while Coca-Cola escaped with 0.9%.",
     ["change(DJI['2025-01-10'])", "change(KO['2025-01-10'])"]),
    # a weekday and a size are no date
    ("The Russell 2000 ended Friday 2.2% lower.", ["change(RUT['2025-01-10'])"]),
    ("The Dow closed Thursday, 1.5% to the good.", ["change(DJI['2025-01-09'])"]),
    # marks by other names
    ("The Dow is 6.8% away from its best close.", ["below_peak_pct(DJI[now], DJI[:now])"]),
    ("Bitcoin has gained 80% from its August floor.", ["above_trough_pct(BTCUSD[now], BTCUSD['2024-08'])"]),
    ("The Russell 2000 remains about a tenth short of its high.", ["below_peak_pct(RUT[now], RUT[:now])"]),
    ("The two-year Treasury yield hit a closing high of 4.4% on Friday, the most since July.",
     ["level(DGS2['2025-01-10'])", "peak_date(DGS2['2024-12-11':])", "last_higher(DGS2['2025-01-10'])"]),
    # the far end of a comparison is no day that is pointed back to
    ("On Wednesday the Dow rose 106.84 points, its best since Jan. 3. The S&P 500 added 0.2% that day.",
     ["change_points(DJI['2025-01-08'])", "last_higher(change_points(DJI['2025-01-08']))",
      "change(SPX['2025-01-08'])"]),
    # a move by which another is brought somewhere
    ("The S&P 500 lost 1.5% on Friday, which takes its advance for 2024 to 22%.",
     ["change(SPX['2025-01-10'])", "change(SPX['2024'])"]),
    ("Brent has come down by a fifth this month.", ["change(BRENT[mtd])"]),
    # what was not seen since
    ("The two-year Treasury yield rose to 4.4% on Friday, unseen since July.",
     ["level(DGS2['2025-01-10'])", "last_higher(DGS2['2025-01-10'])"]),
    ("The VIX ended Friday at 19.54, a height it had not reached at a close since December.",
     ["level(VIX['2025-01-10'])", "last_higher(VIX['2025-01-10'])"]),
    ("The gap between two-year and 10-year Treasury yields, at 37 basis points, is the fattest since May 2022.",
     ["spread(DGS10[now], DGS2[now])", "last_higher(spread(DGS10[now], DGS2[now]))"]),
    # what oil is priced in is no forecast
    ("Gold, priced in dollars, rose 0.9% on Friday.", ["change(GOLD['2025-01-10'])"]),
])
def test_whose_it_is(claims: Claims, text: str, exprs: list[str | None]) -> None:
    found = [c for c in claims(text) if c.expr is not None]
    assert [c.expr for c in found] == exprs
    assert all(c.reason is None for c in found)


@pytest.mark.parametrize(("text", "wrong"), [
    # another dollar index than the one on the tape
    ("On Friday the Fed's broad dollar index rose 0.4%.", "change(DXY['2025-01-10'])"),
    # shares of an index are not the index
    ("The Dow lost 1.6% on Friday, against 2% for the S&P 500's banks.", "change(SPX['2025-01-10'])"),
    # a cost to holders is no price
    ("The drop cost Apple investors $6 a share on Friday.", "level(AAPL['2025-01-10'])"),
    # two companies of a barrel, or a barrel of what is not on the tape
    ("A barrel of Urals settled at $69.76 on Friday.", "level(BRENT['2025-01-10'])"),
    # nor is the slide of a share that no series holds the index's
    ("The Dow lost 1.6% on Friday, sunk by slides of 9.4% in Boeing and 2.4% in Apple.", "change(DJI['2025-01-10'])"),
    ("The Dow lost 1.6% on Friday, hurt by a 9.4% slide in shares of Boeing.", "change(DJI['2025-01-10'])"),
    # a tenth that ranks, a size with no unit of price, a close that is a level's mark
    ("Microsoft was poorer by a lawsuit on Friday.", "change(MSFT['2025-01-10'])"),
    ("The Russell 2000 rose for a tenth short session.", "below_peak_pct(RUT[now], RUT[:now])"),
    ("The two-year Treasury yield is below the closing high of 4.4% in July.", "level(DGS2['2025-01-10'])"),
    ("The two-year Treasury yield rose to 4.4% on Friday. He was unseen since July.",
     "last_higher(DGS2['2025-01-10'])"),
    # what a company took in is no move of its shares
    ("The Dow lost 1.6% on Friday, hurt by a drop of 2.4% in Apple's revenue.", "change(AAPL[1d])"),
    ("The highest volume since Dec. 20 was seen on Friday for the S&P 500.", "last_higher(SPX['2025-01-10'])"),
])
def test_what_is_not_meant(claims: Claims, text: str, wrong: str) -> None:
    found = [c.expr for c in claims(text)]
    assert wrong not in (found if len(found) == 1 else found[1:])


@pytest.mark.parametrize("text", [
    # an hour of its own behind a close that was told
    "The 10-year Treasury yield rose to 4.68% by Wednesday's close, and was quoted at 4.74% in the morning.",
    "Stocks fell on Friday. The two-year Treasury yield was at 4.31% overnight.",
    # right behind a level that nothing reads
    "Stocks fell on Friday. The week began with the S&P 500 at 5,975.38, the highest finish since Dec. 26.",
])
def test_another_moment_is_not_called_wrong(claims: Claims, text: str) -> None:
    assert not claims(text)[-1].certain


@pytest.mark.parametrize(("text", "sure"), [
    ("The Dow lost 1.6% on Friday, hurt by drops of 2.4% in chip stocks.", False),
    ("The Dow added 1.6% on Friday, with a gain of 2.4% for homebuilders.", False),
    ("The Dow added 1.6% on Friday, led by gains of 2.4% in Apple's exports.", False),
    ("On Friday the Dow suffered a loss of 2.4%.", True),
    ("Two sessions since Dec. 31 brought a loss of 1% or more in the Dow.", False),
])
def test_a_move_beside_the_indexs_own_is_not_called_wrong(claims: Claims, text: str, sure: bool) -> None:
    assert claims(text)[-1].certain is sure


def test_a_level_passed_need_not_have_held(claims: Claims) -> None:
    assert claims("The VIX rose above 22 on Friday.")[-1].rivals == ("peak(VIX.high['2025-01-10'])",)
    assert claims("The VIX closed above 22 on Friday.")[-1].rivals == ()


@pytest.mark.parametrize(("clock", "expr"), [("12:10", "change(DJI[1d])"), ("14:20", "change(DJI['2024-11-29'])")])
def test_a_half_days_session_is_over_at_one(claims: Claims, clock: str, expr: str) -> None:
    published = datetime.fromisoformat(f"2024-11-29T{clock}").replace(tzinfo=NEW_YORK)
    assert claims("The Dow rose 0.4% on Friday.", published=published)[-1].expr == expr
