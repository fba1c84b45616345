"""The same words in another sense: no verdict may rest on a reading that the sentence does not bear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
YEARS_END = datetime(2024, 12, 31, 17, 30, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize("text", [
    # a level within the session, told to the hundredth
    "The VIX rose on Friday. It stalled at 19.90.",
    "Tesla sold shares on Friday. It priced at $215.00, up from Thursday.",
    "The VIX shot up to 65.73 in the morning, and ended lower.",
    # what a stretch gave to others, or was known for
    "The S&P 500 fell 1.5% on Friday. November brought another 5% for banks.",
    "The S&P 500 fell on Friday. September alone took 2% from Tesla.",
    "The S&P 500 fell on Friday. November was marred by a 3% drop.",
    "The S&P 500 fell on Friday. December opened with a 3% drop.",
    # no record for good
    "The Dow is above the 41,198.08 at which it closed on July 17, its record then.",
    "Oil is above the 67.75 it hit on Sept. 10, the record low for the contract.",
    "The 10-year Treasury yield ended at 4.77%, higher than at any time before an election.",
    # an average
    "The S&P 500 typically gains 0.9% in January.",
    "In election years the S&P 500 has lost 0.9% in January.",
    # counted on from one of two days
    "On Monday the S&P 500 rose 0.6%. A day later it fell 1.1%, and two days later it rose 0.2%.",
    # another's prices
    "Gold rose on Friday: futures in Shanghai rose 2%.",
    "Oil refused to budge on Friday: prices at the pump fell 2%.",
    "The dollar rose 0.3% against a basket of emerging currencies on Friday.",
    # a run that ended before
    "The Dow fell on Friday, after ending a losing streak of two sessions.",
    # where a stretch began
    "The S&P 500 entered the year above 4,700.",
])
def test_last_figure_is_not_held_for_certain(claims: Claims, text: str) -> None:
    last = claims(text)[-1]
    assert last.expr is None or not last.certain


@pytest.mark.parametrize("text", [
    "The S&P 500 fell on Tuesday. Nvidia corrected twice. It first fell 27%, then rebounded.",
    "The S&P 500 fell on Tuesday. Apple rose 12% from its low.",
    "The S&P 500 fell on Tuesday. Nvidia rose 20% more than it.",
    "The S&P 500 fell on Tuesday. It has averaged a gain of 12%.",
])
def test_no_year_is_summed_up_by_what_came_and_went_in_it(claims: Claims, text: str) -> None:
    last = claims(text, published=YEARS_END)[-1]
    assert last.expr is None or "ytd" not in last.expr


def test_what_left_at_a_level_closed_there(claims: Claims) -> None:
    last = claims("The VIX rose on Friday. It leaves the stage at 19.54.")[-1]
    assert (last.expr, last.certain) == ("level(VIX[now])", True)


@pytest.mark.parametrize(("text", "day"), [
    ("On the quarter, the S&P 500 is up 10.2%.", (2024, 4, 3)),
    ("The Nasdaq Composite gained 9.1% in the quarter.", (2024, 7, 2)),
    ("The S&P 500 gained 3.1% on the month.", (2024, 4, 2)),
    ("The Dow was up 13% for the year.", (2024, 1, 5)),
    ("The Russell 2000 lost 2.9% on the week.", (2024, 4, 8)),
])
def test_a_stretch_that_just_began_may_be_the_one_before(
    claims: Claims, text: str, day: tuple[int, int, int],
) -> None:
    published = datetime(*day, 17, 30, tzinfo=ZoneInfo("America/New_York"))
    assert not claims(text, published=published)[-1].certain


@pytest.mark.parametrize("text", [
    "The S&P 500 is up 1.2% so far in the quarter.",
    "The S&P 500 is down 1.2% this quarter.",
])
def test_a_stretch_so_far_is_the_one_that_began(claims: Claims, text: str) -> None:
    published = datetime(2024, 4, 5, 17, 30, tzinfo=ZoneInfo("America/New_York"))
    last = claims(text, published=published)[-1]
    assert (last.expr, last.certain) == ("change(SPX[qtd])", True)


def test_what_made_it_so_much_for_another_is_of_the_other(claims: Claims) -> None:
    last = claims("The S&P 500 lost 0.6% on Friday. That made it 2% for the week for the Dow.")[-1]
    assert last.subject == "Dow Jones Industrial Average"


@pytest.mark.parametrize("text", [
    "The Treasury curve stayed inverted between the two-year and the 10-year, at minus 71 basis points, on Friday.",
    "The Treasury curve stayed inverted between the two-year and the 10-year, by 71 basis points, on Friday.",
])
def test_an_inversion_below_nothing_is_not_turned_round(claims: Claims, text: str) -> None:
    last = next(c for c in claims(text) if c.expr and c.expr.startswith("spread("))
    assert last.stated is not None
    assert last.stated.low == pytest.approx(-0.71)


def test_a_loss_in_a_row_has_happened(claims: Claims) -> None:
    text = "The Dow Jones Industrial Average fell 2.5% on Friday for a fifth loss in a row."
    found = [c for c in claims(text) if c.expr and c.expr.startswith("streak(")]
    assert [c.certain for c in found] == [True]


@pytest.mark.parametrize(("text", "expr"), [
    ("Stocks fell on Friday. The S&P 500 has closed as high as 5,240.51 over the past year.", "peak(SPX[1y])"),
    ("Stocks fell on Friday. The Dow has traded as high as 45,240.51 this month.", "peak(DJI.high[mtd])"),
])
def test_as_high_as_tells_the_top_and_bounds_nothing(claims: Claims, text: str, expr: str) -> None:
    last = next(c for c in claims(text) if c.expr == expr)
    assert last.stated is not None
    assert last.stated.accepted_high - last.stated.accepted_low < 1


@pytest.mark.parametrize(("text", "certain"), [
    ("The Nasdaq Composite rose 2.2% on Friday, and the S&P 500 2.6%. It is down 3.2% this month.", False),
    ("The Nasdaq Composite rose 2.2% on Friday. It is down 3.2% this month.", True),
])
def test_it_may_be_either_of_two_that_share_a_verb(claims: Claims, text: str, certain: bool) -> None:
    assert claims(text)[-1].certain is certain


@pytest.mark.parametrize(("text", "expr", "certain"), [
    ("Consumer prices rose 0.3% in November and 2.7% from a year earlier.", "mom(CPI['2024-11'])", True),
    # the month's or the year's: nothing says which
    ("Consumer prices rose 2.7% in November.", "mom(CPI['2024-11'])", False),
    ("Consumer prices rose 2.7% in November from a year earlier.", "yoy(CPI['2024-11'])", True),
])
def test_prices_of_a_month_or_a_year(claims: Claims, text: str, expr: str, certain: bool) -> None:
    first = claims(f"The report came on Friday. {text}")[0]
    assert (first.expr, first.certain) == (expr, certain)
