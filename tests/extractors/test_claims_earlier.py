"""What a figure is held against: where a stretch began, another day's level or gap, the last move as large."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
NOON = datetime(2025, 1, 10, 12, 10, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(("text", "exprs"), [
    # where a stretch began, and what began it as well
    ("The 10-year entered 2025 at 4.58% and is up 19 basis points even so. The two-year started at 4.25%.",
     ["level(DGS10['2024-12-31'])", "change_bp(DGS10[ytd])", "level(DGS2['2024-12-31'])"]),
    ("Brent settled at $79.76 on Friday. It came into the year below $75.",
     ["level(BRENT['2025-01-10'])", "level(BRENT['2024-12-31'])"]),
    ("The two-year Treasury yield ended at 4.39% on Friday. The 10-year started at 4.7%.",
     ["level(DGS2['2025-01-10'])", None]),
    # so many times another day's level; and twice another day's move
    ("The VIX ended at 19.54, nearly half again Monday's move.", ["level(VIX[now])", None]),
    ("The VIX ended at 19.54, more than double the 9.5 of a year earlier.",
     ["level(VIX[now])", "multiple(VIX[now], VIX['2024-01-10'])", "level(VIX['2024-01-10'])"]),
    ("The VIX ended at 19.54, not quite double Monday's 16.04.",
     ["level(VIX[now])", "multiple(VIX[now], VIX['2025-01-06'])", "level(VIX['2025-01-06'])"]),
    ("The Dow fell 1.6% on Friday, more than double Tuesday's 0.4%.", ["change(DJI['2025-01-10'])", None, None]),
    # a gap of another day, and how it ranked then
    ("The two-year yields 37 basis points less than the 10-year, a touch more than the 33 of Jan. 7.",
     ["spread(DGS2[now], DGS10[now])", "spread(DGS2['2025-01-07'], DGS10['2025-01-07'])"]),
    # no move so large since
    ("The S&P 500 fell 1.5% on Friday. Not since Dec. 18, when the Fed met, has it dropped so far in a day.",
     ["change(SPX['2025-01-10'])", "last_lower(change(SPX['2025-01-10']))"]),
    ("The S&P 500 fell 1.9% this week. It hadn't sunk this much in a week since November.",
     ["change(SPX[wtd])", "last_lower(change(SPX[wtd]))"]),
    ("The S&P 500 fell 1.5% on Friday. It hasn't gone so far in five years to please anyone since 2019.",
     ["change(SPX['2025-01-10'])", None, None]),
    # what a yield is said to pay, and to stand at
    ("Ten-year TIPS now offer 2.35%, and three-month Treasury bills, little moved at 4.35%, pay less than before.",
     ["level(DFII10[now])", "level(DGS3MO[now])"]),
    # a day counted from something else is no rate of growth
    ("Apple rose 1.3% a day after it showed off a phone.", ["change(AAPL[1d])"]),
])
def test_held_against_an_earlier_time(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize(("text", "exprs"), [
    # a day before the session under way, told of by its name alone, by marks and by spans beside it
    ("Thursday was one to forget. The S&P 500 rose 0.2% to its second gain of the year. The Dow added 0.3%, lifted by "
     "a 1.1% advance in Apple.",
     ["change(SPX['2025-01-09'])", None, "change(DJI['2025-01-09'])", "change(AAPL['2025-01-09'])"]),
    ("The Nasdaq Composite, up 29% in 2024, went along, but the Dow slid 1.6% on Friday.",
     ["change(IXIC['2024'])", "change(DJI[1d])"]),
])
def test_in_a_session(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text, NOON)] == exprs


def test_a_run_under_way_is_of_sessions(claims: Claims) -> None:
    early = datetime(2025, 1, 8, 12, 10, tzinfo=ZoneInfo("America/New_York"))
    told = "Stocks fell on Wednesday. The Dow is on course for its third loss in a row."
    assert claims(told, early)[-1].rivals == ()
    assert claims(told.replace("Wednesday", "Friday"), NOON)[-1].rivals != ()  # the week ends with the session


@pytest.mark.parametrize(("text", "expr"), [
    ("The Fed cut its target range, its third straight step of a quarter point.",
     "policy_run(FEDTARGET[now], 'down', 3, 0.25, 'exactly')"),
    ("The Fed cut its target range for a third meeting in a row.", "policy_run(FEDTARGET[now], 'down', 3)"),
    ("In September the Fed cut its target range, its third straight reduction.",  # there may have been more since
     "policy_run(FEDTARGET[now], 'down', 3)"),
])
def test_steps_in_a_row(claims: Claims, text: str, expr: str) -> None:
    assert expr in [c.expr for c in claims(text)]


@pytest.mark.parametrize(("text", "exprs"), [
    # a superlative right behind the level of a day of its own is of that day
    ("The 10-year Treasury yield, which on Tuesday had hit 4.68%, the most since April 2024, rose on Friday.",
     ["level(DGS10['2025-01-07'])", "last_higher(DGS10['2025-01-07'])"]),
    ("The VIX ended at 19.54 on Friday, up from 17.82 on Tuesday, its highest close since Dec. 20.",
     ["level(VIX['2025-01-10'])", "level(VIX['2025-01-07'])", "last_higher(VIX['2025-01-07'])"]),
    ("The VIX, at 17.82 on Tuesday, rose 8% on Friday, its best day since Dec. 18.",
     ["level(VIX['2025-01-07'])", "change(VIX['2025-01-10'])", "last_higher(change(VIX['2025-01-10']))"]),
    # whose day did it
    ("The Fed met on Wednesday, and Friday's jobs report took the two-year Treasury yield up 12 basis points to 4.39%.",
     ["change_bp(DGS2['2025-01-10'])", "level(DGS2['2025-01-10'])"]),
    ("The Fed met on Wednesday, and Friday's jobs report beat forecasts as the two-year Treasury yield hit 4.39%.",
     ["level(DGS2[now])"]),
    ("The Fed met on Wednesday. Friday's slide left the Dow down 1.4% for the year.", ["change(DJI[ytd])"]),
    # the highest close of a month it leapt in, the last of one it ended
    ("The VIX leapt to 38.57 in August and fell to 12.77 in December.",
     ["peak(VIX['2024-08'])", "trough(VIX['2024-12'])"]),
    ("The 10-year Treasury yield rose to 4.57% in December.", ["level(DGS10['2024-12'])"]),
])
def test_of_a_day_of_its_own(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


def test_a_month_that_has_hardly_begun(claims: Claims) -> None:
    first = datetime(2025, 1, 1, 10, 0, tzinfo=ZoneInfo("America/New_York"))
    assert [c.expr for c in claims("The VIX rose to 14.35 in January.", first)] == ["peak(VIX['2024-01'])"]


@pytest.mark.parametrize(("text", "exprs"), [
    # what words point to
    ("Gold is ahead by 3.4% for the year. Brent has gained 6.9% over the same stretch.",
     ["change(GOLD[ytd])", "change(BRENT[ytd])"]),
    ("Gold rose 1% on Friday. Brent has gained 3.7% over the same stretch.",
     ["change(GOLD['2025-01-10'])", "change(BRENT[1d])"]),
    ("In 2024 Nvidia rose 171%. The year before that, it had put on 239%.",
     ["change(NVDA['2024'])", "change(NVDA['2023'])"]),
    ("Nvidia rose in 2024 and in March. The year before, it had put on 239%.", ["change(NVDA[1y])"]),
    # a mark named, and how far from it
    ("The Russell 2000 never did regain its Nov. 25 high, and is now 10% short of it.",
     ["peak_date(RUT['2024-10-26':'2024-12-25'])", "below_peak_pct(RUT[now], RUT['2024-11-25'])"]),
    ("The Russell 2000 was never, in all that time, 10% short of it.", [None]),
    ("Nvidia stands 8% short of the record it set in November.",
     ["below_peak_pct(NVDA[now], NVDA['2024-11'])", "record_date(NVDA[now])"]),
    ("Nvidia sold fewer chips in the record quarter it had in November.", []),
    # the size of another day's move is no level
    ("On Friday the Dow fell 697 points, past the 1,123 it gave up on Dec. 18.",
     ["change_points(DJI['2025-01-10'])", "change_points(DJI['2024-12-18'])"]),
    # a session's own high and low
    ("The S&P 500 fell 1.5% on Friday, after going as high as 5,866 and as low as 5,807.",
     ["change(SPX['2025-01-10'])", "level(SPX.high['2025-01-10'])", "level(SPX.low['2025-01-10'])"]),
    ("The S&P 500 has been as low as 4,682 in the past year.", ["trough(SPX.low[1y])"]),
])
def test_pointed_to(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize(("text", "expr", "sure"), [
    ("The S&P 500 was down 1.4% on Friday, after going as high as 5,866.", "level(SPX.high[now])", True),
    ("The S&P 500 was down 1.4% on Friday. It had been up as much as 0.2%.", "extreme_move(SPX.high[1d])", True),
    ("The S&P 500 was down 1.4% on Friday. It had opened 0.8% lower.", "extreme_move(SPX.open[1d])", False),
])
def test_the_session_so_far(claims: Claims, text: str, expr: str, sure: bool) -> None:
    last = claims(text, NOON)[-1]
    assert (last.expr, last.certain) == (expr, sure)


@pytest.mark.parametrize(("text", "apart"), [
    ("Stocks fell on Friday. Apple was lower by 2.4%.", False),
    ("Stocks fell on Friday. Apple lost 2.4%.", True),  # it may be of the day before
    ("Stocks fell on Thursday. Apple was lower by 2.4%.", True),
])
def test_how_it_stands_at_noon(claims: Claims, text: str, apart: bool) -> None:
    assert claims(text, NOON)[-1].apart is apart
