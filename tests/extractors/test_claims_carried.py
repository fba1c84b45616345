"""What is carried over from the words before: the stock, the company of the headline, the day a paragraph tells of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
NOON = datetime(2025, 1, 16, 17, 0, tzinfo=UTC)
"""Noon in New York on a day after which Friday, Jan. 10, follows."""


@pytest.mark.parametrize(("text", "exprs"), [
    # told again by its sort and a clause
    ("Tesla sank on Friday. Within the hour, a stock that had been up 4% for the month was down 2%.",
     ["change(TSLA['2025-01-01':'2025-01-09'])", "change(TSLA[mtd])"]),
    ("The Russell 2000 fell 2.2% on Friday. An index that had been up 1% this year is down 1.9%.",
     ["change(RUT['2025-01-10'])", "change(RUT['2025-01-01':'2025-01-09'])", "change(RUT[ytd])"]),
    # a stretch up to a day that is named ahead of it
    ("Through Thursday the Dow had lost 0.4% for the week.", ["change(DJI['2025-01-06':'2025-01-09'])"]),
    # a verb of outcome has the subject of the statement
    ("On Friday the Dow surrendered a morning gain to finish 1.6% lower at 41,938.45.",
     ["change(DJI['2025-01-10'])", "level(DJI['2025-01-10'])"]),
    # what the day before had brought is the aside's
    ("Stocks fell on Friday. Apple, a day after it rose 1%, lost 2.4%.",
     ["change(AAPL['2025-01-09'])", "change(AAPL[1d])"]),
    # the close of a day, and how far off a mark it was
    ("The Russell 2000 ended Thursday 9% beneath its record.", ["below_peak_pct(RUT['2025-01-09'])"]),
    ("The 10-year Treasury yield slipped on Thursday to 4.68%.", ["level(DGS10['2025-01-09'])"]),
    # what can be pointed to is there
    ("Owners of Apple can point to a gain of 27% over the past year.", [None]),
])
def test_what_is_carried_over(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize(("text", "expr"), [
    ("From the Aug. 5 low the S&P 500 is up 14% through Thursday.",
     "above_trough_pct(SPX['2025-01-09'], SPX['2024-08-05'])"),
    ("From its Aug. 5 low to its Dec. 6 high the S&P 500 gained 17.4%.", "change(SPX['2024-08-05':'2024-12-06'])"),
])
def test_a_move_between_two_days_that_are_named(claims: Claims, text: str, expr: str) -> None:
    assert claims(text)[-1].expr == expr


@pytest.mark.parametrize(("text", "expr"), [
    ("Wednesday was a muddle. The Nasdaq Composite fell 0.1%.", "change(IXIC['2025-01-15'])"),
    ("It follows a dull Wednesday, when the S&P 500 rose 0.2%. The Dow gained 107 points.",
     "change_points(DJI['2025-01-15'])"),
    ("The 10-year Treasury yield slipped on Wednesday to 4.67%. The two-year note closed at 4.28%.",
     "level(DGS2['2025-01-15'])"),
    # how it stands is told of the session under way, and so is a sentence with a day of its own
    ("Wednesday was a muddle. The Nasdaq Composite was up 0.1%.", "change(IXIC[1d])"),
    ("Wednesday was a muddle. On Thursday the Nasdaq Composite fell 0.1%.", "change(IXIC[1d])"),
    # the day last named is the one gone on with
    ("Wednesday was a muddle. On Thursday tempers rose. The Nasdaq Composite fell 0.1%.", "change(IXIC[1d])"),
])
def test_at_noon_a_paragraph_on_the_day_before_goes_on_with_it(claims: Claims, text: str, expr: str) -> None:
    assert claims(text, published=NOON)[-1].expr == expr


def test_the_stock_is_that_of_the_headline_where_none_is_near(claims: Claims) -> None:
    lead = "Apple disappointed on Friday.\n\n\u201cI would sell,\u201d said Ann Moor of Dale Partners. " \
           "\u201cAnd then I would wait. And wait. And then wait some more.\u201d\n\n"
    body = lead + "Holders know the feeling. The stock is down 5% this year."
    last = claims(body, title="Apple Loses Its Shine")[-1]
    assert (last.expr, last.certain) == ("change(AAPL[ytd])", True)
    # another name in the paragraph may be its owner
    other = claims(lead + "Times are hard at Fitbloom. The stock is down 5% this year.", title="Apple Slides")[-1]
    assert other.expr is None or not other.certain
    # the headline is of another piece on the page
    apart = claims("Nobody minded. The stock is down 5% this year.", title="Apple Loses Its Shine")[-1]
    assert apart.expr is None


@pytest.mark.parametrize("text", [
    # a stock of no one in particular
    "Apple fell 2.4% on Friday. Investors should buy a stock that has fallen 30% this year.",
    # a company's own figures
    "Apple fell 2.4% on Friday. A company that had lost 10% of its users this year was punished.",
])
def test_a_thing_of_the_same_sort_may_be_any(claims: Claims, text: str) -> None:
    last = claims(text)[-1]
    assert last.expr is None or not last.certain


def test_a_year_of_its_own_ends_the_years_just_named(claims: Claims) -> None:
    text = "Stocks fell on Friday. Tesla fell 65% in 2022 and doubled in 2023. In 2024 it gained 63%. " \
           "Even now it is 180% above its April low."
    read = {c.figure.text: (c.expr, c.certain) for c in claims(text)}
    assert read["63%"] == ("change(TSLA['2024'])", True)
    assert read["180%"] == ("above_trough_pct(TSLA[now], TSLA['2024-04'])", True)


@pytest.mark.parametrize(("text", "last"), [
    # whose day it was
    ("The Nasdaq Composite sank. The index's roughest day since 2022 remains Dec. 18, when it lost 3.6%.",
     ("3.6%", "change(IXIC['2024-12-18'])")),
    ("Gold fell on Friday. Apple's worst day was Aug. 5, when it lost 4.8%.", ("4.8%", "change(AAPL['2024-08-05'])")),
    # the day's own level
    ("The 10-year Treasury yield rose to 4.77% on Friday. Thursday's 4.68% was quieter.",
     ("4.68%", "level(DGS10['2025-01-09'])")),
    # a gain that people have
    ("The Russell 2000 fell 2.2% on Friday. Investors are left with a loss of 1.9% since the start of the year.",
     ("1.9%", "change(RUT['2025-01-01':])")),
    # a month that opens the sentence; what was kept of a stretch
    ("The S&P 500 fell on Friday. May brought a gain of 4.8%.", ("4.8%", "change(SPX['2024-05'])")),
    ("The S&P 500 fell on Friday. March had produced a gain of 3.1%.", ("3.1%", "change(SPX['2024-03'])")),
    ("In December the Nasdaq Composite salvaged 0.5%.", ("0.5%", "change(IXIC['2024-12'])")),
    # from the day just named, though a year was named before it
    ("The S&P 500 rose 23% in 2024 and peaked on Dec. 6. It has dropped 4.3% since then.",
     ("4.3%", "change(SPX['2024-12-06':])")),
    # grades of oil
    ("WTI crude rose on Friday. Since the end of last week the U.S. grade has added 3.5%.",
     ("3.5%", "change(WTI['2025-01-03':])")),
])
def test_whose_and_since_when(claims: Claims, text: str, last: tuple[str, str]) -> None:
    assert (claims(text)[-1].figure.text, claims(text)[-1].expr) == last


@pytest.mark.parametrize("text", [
    # which day it was is no comparison with the days before
    "The Nasdaq Composite fell on Friday. The index's worst day of the month was Jan. 7.",
    # what people have of something else
    "The Russell 2000 fell 2.2% on Friday. Investors are left with a gain of 3% on their cash.",
    "The Russell 2000 fell 2.2% on Friday. Investors have had a gain of 3% this year.",
    # a verb that is spelled like a month
    "The S&P 500 fell on Friday. Some march out with a gain of 3.1%.",
])
def test_what_is_not_its_own(claims: Claims, text: str) -> None:
    last = claims(text)[-1]
    assert last.expr is None or not last.certain


def test_a_rank_is_of_the_time_told_beside_its_move(claims: Claims) -> None:
    body = "It was a bad quarter. The Dow fell on Friday and gave up 1.9% in {}, the most since May."
    assert not any("qtd" in rival for rival in claims(body.format("the week"))[-1].rivals)
    loose = claims("It was a bad quarter. Stocks fell on Friday. The Dow lost 1.6%, its most since May.")[-1]
    assert any("qtd" in rival for rival in loose.rivals)


@pytest.mark.parametrize(("text", "expr", "reason"), [
    # a run as it stands, though a day may yet change it
    ("The Dow fell on Wednesday. Barring a rebound on Friday, it will be the second losing week in a row.",
     "streak(DJI[now], 'week')", None),
    ("Gold rose again on Wednesday. At this rate it would be its third straight monthly gain.",
     "streak(GOLD[now], 'month')", None),
    # nothing says so of a day, or of a forecast
    ("The Dow fell on Wednesday. She thinks that it will be the second losing week in a row.",
     "streak(DJI[now], 'week')", "forecast"),
])
def test_a_run_told_as_it_stands(claims: Claims, text: str, expr: str, reason: str | None) -> None:
    published = datetime(2025, 1, 9, 22, 0, tzinfo=UTC)
    last = claims(text, published=published)[-1]
    assert (last.expr, last.reason) == (expr, reason)


def test_where_it_stood_at_its_mark(claims: Claims) -> None:
    day, level = claims("Stocks fell on Friday. At the summer's low on Aug. 5, the S&P 500 stood at 5,186.33.")
    assert day.expr is not None
    assert day.expr.startswith("trough_date(SPX[")
    assert level.expr == "trough(SPX['2024-01-10':])"
    # nobody says of which index
    assert claims("Stocks fell. At the summer's low on Aug. 5, turnover stood at 5,186.33.")[-1].expr is None


def test_a_record_of_a_day_without_a_session_is_the_record(claims: Claims) -> None:
    text = "The Russell 2000 stands 10% under the record of Nov. {}."
    assert claims(text.format("24"))[0].expr == "below_peak_pct(RUT[now], RUT[:now])"
    assert claims(text.format("25"))[0].expr == "below_peak_pct(RUT[now], RUT['2024-11-25'])"
