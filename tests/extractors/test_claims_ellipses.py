"""What is left out because the words before it said it: the owner of a size, the yield behind a bond's name, a verb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
QUARTERS_END = datetime(2024, 12, 31, 17, 0, tzinfo=ZoneInfo("America/New_York"))
NEW_YEAR = datetime(2025, 1, 1, 9, 0, tzinfo=ZoneInfo("America/New_York"))

LEFT_OUT: list[tuple[str, str, str | None, bool]] = [
    # a move ahead of whose it is
    ("Stocks fell on Friday. Down 696.75 points, or 1.6%, the Dow ended at 41,938.45.", "696.75 points",
     "change_points(DJI[1d])", True),
    ("Stocks fell on Friday. Down 696.75 points, or 1.6%, the Dow ended at 41,938.45.", "1.6%", "change(DJI[1d])",
     True),
    ("Stocks fell on Friday. Down 696.75 points, or 1.6%, a fund of small shares ended the day at par.", "1.6%", None,
     False),
    ("The Dow fell on Friday. At the session's low, 5,807.78, the S&P 500 was off 1.9%.", "5,807.78",
     "level(SPX.low['2025-01-10'])", True),
    ("The Dow fell on Friday. In the corner of the Russell 2000 it was worse: At 2189.23, the index closed at its "
     "lowest since August.", "2189.23", "level(RUT[now])", True),
    # the yield behind a bond's name
    ("The 10-year Treasury yield rose eight basis points on Friday. The 30-year bond's rose four to 4.96%.", "4.96%",
     "level(DGS30[now])", True),
    ("The 10-year Treasury yield rose eight basis points on Friday. The 30-year bond's coupon rose to 4.96%.", "4.96%",
     None, False),
    # beside a move just told
    ("The Dow lost 1.6% on Friday. The Russell 2000 did even worse, with 2.2%.", "2.2%", "change(RUT['2025-01-10'])",
     True),
    ("Stocks fell on Friday. The Nasdaq Composite is up 2.5% this year. The Dow made do with 1.4%.", "1.4%",
     "change(DJI[ytd])", True),
    ("The Dow lost 1.6% on Friday. Apple did even worse, with 2.4% of its sales in doubt.", "2.4%", None, False),
    ("Gold rose for a third day, by 0.9%, to $2,715 on Friday.", "0.9%", "change(GOLD['2025-01-10'])", True),
    ("Gold rose for a third week, by 2.3%, to $2,715 on Friday.", "2.3%", None, False),
    # nobody is nothing to go back to
    ("The Dow fell 1.6% on Friday. Nothing since Dec. 18 compares. For the week the loss comes to 1.9%.", "1.9%",
     "change(DJI[wtd])", True),
    ("The Dow fell 1.6% on Friday. Apple since Dec. 18 compares well. For the week the loss comes to 1.9%.", "1.9%",
     "change(AAPL[wtd])", True),
    # a high of the session
    ("The VIX leapt to 20.31 on Friday before easing to 19.54.", "20.31", "level(VIX.high['2025-01-10'])", False),
]


@pytest.mark.parametrize(("text", "figure", "expr", "certain"), LEFT_OUT, ids=[f"{t} {f}" for t, f, *_ in LEFT_OUT])
def test_what_is_left_out(claims: Claims, text: str, figure: str, expr: str | None, certain: bool) -> None:
    (found,) = (c for c in claims(text) if c.figure.text == figure)
    assert (found.expr, found.certain) == (expr, certain)


STRETCHES: list[tuple[str, str, str | None]] = [
    ("The Dow fell on Tuesday. The metals had a quarter to regret. Silver lost 7.3%.", "7.3%", "change(SILVER[qtd])"),
    ("The Dow fell on Tuesday. The metals had a visitor to regret. Silver lost 7.3%.", "7.3%", "change(SILVER[1d])"),
    ("The Dow fell on Tuesday. No story of the quarter omits chips. The PHLX Semiconductor index fell 3.7%.",
     "3.7%", "change(SOX[qtd])"),
    ("The Dow fell on Tuesday. Gold lost 0.3% to $2,629, its first quarterly loss in a year.", "0.3%",
     "change(GOLD[qtd])"),
    ("The Dow fell on Tuesday. Gold lost 0.3% to $2,629, its first loss in a year.", "0.3%", "change(GOLD[1d])"),
]


@pytest.mark.parametrize(("text", "figure", "expr"), STRETCHES, ids=[t for t, *_ in STRETCHES])
def test_a_quarter_spoken_of(claims: Claims, text: str, figure: str, expr: str | None) -> None:
    (found,) = (c for c in claims(text, published=QUARTERS_END) if c.figure.text == figure)
    assert found.expr == expr
    assert "change(SILVER[1d])" in (found.expr, *found.rivals) or "SILVER" not in (found.expr or "")


def test_in_a_review_the_year_before_is_no_history_and_a_move_ends_where_the_year_did(claims: Claims) -> None:
    text = ("The S&P 500 rose 23% in 2024. Nvidia, which had tripled in 2023, gained 171%. Intel was the odd one out, "
            "with a loss of 60%. The two-year Treasury yield rose two basis points to 4.25%.")
    found = {c.figure.text: c for c in claims(text, published=NEW_YEAR, title="2024: The Year in Markets")}
    assert (found["60%"].expr, found["60%"].certain) == ("change(INTC['2024'])", True)
    assert (found["4.25%"].expr, found["4.25%"].certain) == ("level(DGS2['2024'])", True)


RUNS: list[tuple[str, str, str | None, bool]] = [
    # a run that the day ended, went on with, or that nothing is said to have ended
    ("The VIX, which had fallen four days in a row, rose 8% on Friday.", "four days", "ended_streak(VIX[now], 'day')",
     False),
    ("The VIX rose 8% on Friday after falling for four straight days.", "four straight days",
     "ended_streak(VIX['2025-01-10'], 'day')", True),
    ("The VIX, down four days running, climbed 8% on Friday.", "four days", "ended_streak(VIX[now], 'day')", True),
    ("The VIX fell 8% on Friday after falling for four straight days.", "four straight days",
     "streak(VIX['2025-01-10'], 'day')", False),
    ("The Dow fell on Friday. Until then, the VIX had fallen four days running.", "four days",
     "streak(VIX[now], 'day')", False),
    ("The VIX rose 8% on Friday, having fallen in each of the previous four sessions.", "previous four sessions",
     "up_periods(VIX[now], 'day', 4)", False),
    # three that share a verb
    ("Intel, Nvidia and Tesla each lost more than 1% on Friday.", "more than 1%",
     "each(change(INTC['2025-01-10']), change(NVDA['2025-01-10']), change(TSLA['2025-01-10']))", True),
    ("Intel, a rival of Nvidia, and Tesla lost more than 1% each on Friday.", "more than 1%",
     "change(TSLA['2025-01-10'])", True),
    # since a high of another month
    ("The Dow fell on Friday. Bitcoin has shed a tenth of its value since December's high.", "a tenth of its value",
     "below_peak_pct(BTCUSD[now], BTCUSD['2024-12'])", True),
]


@pytest.mark.parametrize(("text", "figure", "expr", "certain"), RUNS, ids=[t for t, *_ in RUNS])
def test_a_run_that_is_over_and_what_is_told_of_several(
    claims: Claims, text: str, figure: str, expr: str | None, certain: bool,
) -> None:
    (found,) = (c for c in claims(text) if c.figure.text == figure)
    assert (found.expr, found.certain) == (expr, certain)


KEPT: list[tuple[str, str, str | None]] = [
    # since when a policy has stood
    ("The Fed has time; its target, 4.25% to 4.5%, has not moved since December.", "since December",
     "policy_since(FEDTARGET[now])"),
    ("Traders watch the Federal Reserve, which has stood at 4.25% to 4.5% since December.", "since December",
     "policy_since(FEDTARGET[now])"),
    ("The Fed, which has held its target since December at 4.25% to 4.5%, meets soon.", "since December",
     "policy_since(FEDTARGET[now])"),
    ("The Fed has not changed its target of 4.25% to 4.5% since December.", "since December",
     "policy_since(FEDTARGET[now])"),
    ("Apple, whose target, 4.25% to 4.5% of sales, has not moved since December, has time.", "since December", None),
    # a gap of yields, how it ranks and what it was
    ("The 10-year Treasury yield rose to 4.76% on Friday, the two-year to 4.39%. Just 37 basis points separate the "
     "two, the least since Jan. 3, against 33 on Dec. 31.", "33", "spread(DGS10['2024-12-31'], DGS2['2024-12-31'])"),
    ("The 10-year Treasury yield rose to 4.76% on Friday, the two-year to 4.39%. Just 37 basis points separate the "
     "two, the least since Jan. 3, against 33 on Dec. 31.", "least since Jan. 3",
     "last_lower(spread(DGS10[now], DGS2[now]))"),
    ("The 10-year Treasury yield rose to 4.76% on Friday, the two-year to 4.39%. Just 37 people separate the two, the "
     "least since Jan. 3.", "least since Jan. 3", None),
    # the smallest of the moves one way
    ("The Dow fell 0.4% on Friday, its smallest decline since Jan. 2.", "smallest decline since Jan. 2", None),
    ("The Dow rose 0.4% on Friday, its weakest gain since Jan. 2.", "weakest gain since Jan. 2", None),
    ("The Dow fell 1.6% on Friday, its worst decline since Jan. 2.", "worst decline since Jan. 2",
     "last_lower(change(DJI['2025-01-10']))"),
]


@pytest.mark.parametrize(("text", "figure", "expr"), KEPT, ids=[f"{t} {f}" for t, f, _ in KEPT])
def test_what_has_stood_since(claims: Claims, text: str, figure: str, expr: str | None) -> None:
    (found,) = (c for c in claims(text) if c.figure.text == figure)
    assert found.expr == expr
