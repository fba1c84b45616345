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
     "change(IXIC['2024-12-04'])"),
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
