"""What a statement goes back to: a verb past a clause of cause, "it" after a shared verb, the stretch of a relative."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
_SUNDAY = datetime(2025, 1, 12, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(("text", "subjects"), [
    # the main verb comes back past a clause of cause
    ("Intel fell 3% on Thursday after regulators opened a case, and ended the week 2% lower.", ["Intel", "Intel"]),
    # "it" is no person, and of two that share a verb the second
    ("Tesla rose 2% on Thursday after Elon Musk spoke; on Friday it lost 1%.", ["Tesla", "Tesla"]),
    ("Boeing gained 2% and Intel 3%, though it is down 4% this year.", ["Boeing", "Intel", "Intel"]),
    ("Boeing gained 2% on Friday, though it is down 4% this year.", ["Boeing", "Boeing"]),
    # nobody in particular is no subject to go back to
    ("The Dow slid on Friday. Nobody panicked. The drop came to 1.6%.", ["Dow Jones Industrial Average"]),
    # a name whose verb was read as a noun, a price behind a colon
    ("The VIX leapt to 19.54 on Friday and slid to 18.07 a day later.", ["Cboe Volatility Index"] * 2),
    ("Copper held up: futures gained 1%.", ["Copper"]),
    ("Stocks held up: futures gained 1%.", ["futures"]),
    # coins
    ("Bitcoin fell on Friday. The token has lost 2% this year.", ["Bitcoin"]),
    ("Bitcoin and dogecoin fell on Friday. The token has lost 2% this year.", ["The token"]),
])
def test_it_goes_back_to(claims: Claims, text: str, subjects: list[str]) -> None:
    assert [c.subject for c in claims(text) if c.figure.text[0].isdigit()] == subjects


@pytest.mark.parametrize(("text", "expr"), [
    ("The Nasdaq Composite lost 2.3% on the week, in which the Dow gave up 1.9%.", "change(DJI[wtd])"),
    ("The Dow lost 5% in December, in which the S&P 500 shed 2.5%.", "change(SPX['2024-12'])"),
    ("The end to December, in which the S&P 500 lost 4% in a week, was rough.", "change(SPX[1w])"),
    ("The Dow peaked on Dec. 4; it is 7% lower since, while the Nasdaq Composite has lost 2%.",
     "change(IXIC['2024-12-04':])"),
    ("The Dow peaked on Dec. 4; it is 7% lower since, while the Nasdaq Composite rose 2%.",
     "change(IXIC['2024-12-04':])"),
])
def test_the_stretch_that_is_gone_on_with(claims: Claims, text: str, expr: str) -> None:
    assert claims(text)[-1].expr == expr


def test_in_a_column_of_longer_stretches_a_level_is_the_last_close(claims: Claims) -> None:
    text = "Stocks fell on Friday. {} The Dow gained 13% in 2024 and lost 5% in December. The VIX ended at 19.54."
    level = claims(text.format(""), _SUNDAY)[-1]
    assert (level.expr, level.certain, level.rivals) == (
        "level(VIX[now])", True, ("level(VIX['2025-01-10'])", "level(VIX['2024'])", "level(VIX['2024-12'])"))
    assert not claims("The Dow gained 13% in 2024. The VIX ended at 19.54.", _SUNDAY)[-1].certain


@pytest.mark.parametrize(("text", "certain"), [
    ("Stocks fell on Friday. Eight years ago, after the vote, the Russell 2000 rose 3.1%.", False),
    ("Stocks fell on Friday. Compared with a year ago, the Russell 2000 is up 12%.", True),
])
def test_a_time_ago_is_no_length_of_a_move(claims: Claims, text: str, certain: bool) -> None:
    assert claims(text)[-1].certain is certain


_NEW_YEAR = datetime(2025, 1, 1, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(("text", "windows"), [
    ("The Russell 2000 gained 4.8% in the first quarter and lost 3.9% in January.", ["'2024-Q1'", "'2024-01'"]),
    ("The S&P 500 is expected to gain 3% in January.", ["'2025-01'"]),
])
def test_on_new_years_day_a_month_that_is_over_is_last_years(claims: Claims, text: str, windows: list[str]) -> None:
    told = [str(c.expr) for c in claims(text, _NEW_YEAR)]
    assert [t[t.index("[") + 1 : t.index("]")] for t in told] == windows


@pytest.mark.parametrize(("text", "exprs"), [
    ("The S&P 500 rose 23% in 2024. The worst month, April, cost 4.2%, the most since September 2023.",
     ["change(SPX['2024'])", "change(SPX['2024-04'])", "last_lower(change(SPX['2024-04']))"]),
    ("The S&P 500 rose 23% in 2024. The worst fund, Apex, cost 4.2%.", ["change(SPX['2024'])", None]),
    ("The 10-year Treasury yield rose on Friday. Net of inflation it is 2.3%.", ["level(DFII10[now])"]),
    ("The two-year Treasury yield rose on Friday. In real terms it is 2.3%.", [None]),
    ("After inflation slowed the 10-year Treasury yield ended at 4.77%.", ["level(DGS10[now])"]),
    ("A dollar buys 157.7 yen.", ["level(USDJPY[now])"]),
    ("A dollar buys 1.44 Canadian dollars.", [None]),
    ("Friday told it all: up as much as 0.2% at first, the Dow finished with a 1.6% loss.",
     ["extreme_move(DJI.high['2025-01-10'])", "change(DJI['2025-01-10'])"]),
])
def test_what_is_told_of_whom(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize(("text", "expr", "certain"), [
    ("The Dow lost 1.9% this week after a 0.6% drop the week before.", "change(DJI['2025-W01'])", True),
    ("The S&P 500 rose 23% last year after a 24% gain the year before.", "change(SPX['2023'])", True),
    ("The S&P 500 rose 23% last year after gaining 24% a year earlier.", "change(SPX['2023'])", True),
    ("Gold lost 1.3% in December after falling 3% the month before.", "change(GOLD['2024-11'])", True),
    ("On Jan. 2 the Dow closed at 42,392.27 after a 0.4% gain the week before.", "change(DJI['2024-W52'])", True),
    ("The Dow is up 12% from a year earlier.", "change(DJI[1y])", True),
    # not that stretch
    ("The two-year Treasury yield ended 2024 at 4.25%, up from 4.23% a year earlier.",
     "level(DGS2['2023-12-31'])", True),
    ("The VIX ended at 19.54, up from 13.35 a year earlier.", "level(VIX['2024-01-10'])", True),
    ("The Dow fell on Friday, after losing 3% in March and 8% a year earlier.", "change(DJI[1y])", False),
    ("The Dow lost 2.7% in the week before the vote.", "change(DJI[1d])", False),
])
def test_the_stretch_before_the_one_told(claims: Claims, text: str, expr: str, certain: bool) -> None:
    claim = claims(text)[-1]
    assert (claim.expr, claim.certain) == (expr, certain)


def test_two_moves_in_relative_clauses_share_their_time(claims: Claims) -> None:
    text = "The gap is that between the 5.3% that the Dow lost in December and the 2.5% that the S&P 500 gave up."
    assert [c.expr for c in claims(text)] == ["change(DJI['2024-12'])", "change(SPX['2024-12'])"]


@pytest.mark.parametrize(("text", "expr", "certain"), [
    # a move told as past beside where another stands for a stretch
    ("Stocks rose on Friday. The S&P 500 is up 14.5% for the year; the Dow put on 269.76 points.",
     "change_points(DJI[1d])", True),
    ("Stocks rose on Friday. The S&P 500 is up 14.5% for the year, the Dow 2.9%.", "change(DJI[ytd])", True),
    ("Stocks rose on Friday. For the year the S&P 500 is up 14.5%, while the Dow gained 2.9%.",
     "change(DJI[ytd])", True),
    # by the last session
    ("Stocks rose this week. By Friday the Dow was up 4.1% for the week.", "change(DJI[wtd])", True),
    ("Stocks rose this week. By Friday's close the Dow was up 4.1% for the week.", "change(DJI[wtd])", True),
    ("Stocks rose this week. By Wednesday the Dow was up 4.1% for the week.", "change(DJI[wtd])", False),
    ("Stocks rose this week. By Friday morning the Dow was up 4.1% for the week.", "change(DJI[wtd])", False),
    # a verb read as a participle
    ("The two-year Treasury yield bottomed on Thursday. It has risen 47 basis points so far in January.",
     "change_bp(DGS2[mtd])", True),
])
def test_statement_tells_its_own_stretch(claims: Claims, text: str, expr: str, certain: bool) -> None:
    last = claims(text)[-1]
    assert (last.expr, last.certain) == (expr, certain)


@pytest.mark.parametrize("text", [
    "Stocks fell on Friday. At its peak on Thursday the Dow was 67 points short of 45,000.",
    "Stocks fell on Friday. At its low on Thursday, the Nasdaq was off 2.7%.",
    "Stocks fell on Friday. At its high on Thursday, the Dow stood at 44,933.83.",
])
def test_moment_of_a_day_dates_no_record(claims: Claims, text: str) -> None:
    assert not [c for c in claims(text) if c.certain and c.expr and c.expr.startswith(("record", "peak", "trough"))]


@pytest.mark.parametrize(("text", "expr"), [
    ("Stocks rose on Friday. The Dow closed within 72 points of its record.", "below_peak(DJI[now], DJI[:now])"),
    ("Stocks rose on Friday. The Dow closed within 72 points of 45,000.", "gap(DJI[now], 45000)"),
    ("Stocks rose on Friday. The VIX fell to 23.10, three points above 20.", "gap(VIX[now], 20)"),
    ("Stocks rose on Friday. The strategists' target is 300 points above 6,000.", None),
    ("Stocks rose on Friday. At its best the Dow was within 20 points of 45,000.", None),
])
def test_distance_from_a_level_or_record_in_points(claims: Claims, text: str, expr: str | None) -> None:
    figure = next(c for c in claims(text) if "points" in c.figure.text)
    assert figure.expr == expr
