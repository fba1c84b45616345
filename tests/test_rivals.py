"""A figure that another stretch gives, where the words may mean that stretch, is open and says so."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

import tapecheck
from tapecheck.schemas import Article, CheckedClaim
from tapecheck.sources import Market, open_market
from tapecheck.sources.sessions import is_session

PUBLISHED = datetime(2025, 1, 10, 17, 30, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """An index that falls 1% every session."""
    folder = tmp_path_factory.mktemp("series")
    day, close, rows = date(2024, 10, 1), 6000.0, []
    while day <= PUBLISHED.date():
        if is_session(day):
            close *= 0.99
            rows.append(f"{day},{close:.4f}")
        day += timedelta(1)
    (folder / "SPX.csv").write_text("\n".join(["date,close", *rows]) + "\n")
    return open_market(folder)


def last(text: str, market: Market) -> CheckedClaim:
    return tapecheck.check(Article(id="a", published=PUBLISHED, body=text), market=market).claims[-1]


WEEK = "It has been a rough week. Friday was one more bad day. The S&P 500 fell {}."


@pytest.mark.parametrize(("figure", "outcome"), [
    ("1%", "supported"),
    ("3.9%", "open"),  # the week, of four sessions, gives it
    ("7.7%", "contradicted"),  # neither does
])
def test_a_contradiction_wants_every_stretch_against_it(market: Market, figure: str, outcome: str) -> None:
    claim = last(WEEK.format(figure), market)
    assert claim.outcome == outcome
    if outcome == "open":
        assert claim.reason == "ambiguous"
        assert "change(SPX[wtd])" in claim.derivation[-1]


@pytest.mark.parametrize(("text", "outcome"), [
    ("The S&P 500 fell 1.7%.", "contradicted"),  # a slip's size
    ("The S&P 500 rose 1%.", "contradicted"),  # a slip of the sign
    ("The S&P 500 rose 3.3%.", "open"),  # another day's
    ("The S&P 500 fell 12%.", "open"),  # another stretch's
    ("The S&P 500 rose 3.3% on Friday.", "contradicted"),  # the day stands beside it
])
def test_a_move_unlike_that_of_a_day_not_named_beside_it_is_another_s(market: Market, text: str, outcome: str) -> None:
    assert last(f"Friday was one more bad day. {text}", market).outcome == outcome


def test_a_rival_never_supports(market: Market) -> None:
    assert last(WEEK.format("3.94%"), market).outcome == "open"


@pytest.mark.parametrize(("figure", "outcome"), [
    ("40%", "contradicted"),  # it is 50% below
    ("52%", "supported"),
    ("78%", "supported"),
    ("99%", "open"),  # true, and odd
])
def test_within_a_share_of_the_record(market: Market, figure: str, outcome: str) -> None:
    assert last(f"On Friday the S&P 500 ended within {figure} of its record.", market).outcome == outcome


def test_much_nearer_than_within_says_is_left_open(market: Market) -> None:
    text = "On Friday the S&P 500 ended within 20% of the Jan. 6 close."  # some 3% below
    assert last(text, market).outcome == "open"


@pytest.mark.parametrize(("figure", "outcome"), [
    ("more than 0.9%", "supported"),
    ("more than 0.2%", "open"),  # true, and odd
    ("more than 3%", "contradicted"),
])
def test_far_beyond_a_bound_is_no_contradiction(market: Market, figure: str, outcome: str) -> None:
    assert last(f"The S&P 500 fell {figure} on Friday.", market).outcome == outcome


def test_a_stretch_just_over_is_not_the_one_under_way(market: Market) -> None:
    text = "Friday was one more bad day. The S&P 500 just went through its worst week since Nov. 4."
    assert last(text, market).outcome == "open"


@pytest.mark.parametrize("text", [
    "Amazon has the watch for $360 now. That is $40 off its list price.",
    "Walmart is taking up to $1,000 off a handful of televisions.",
])
def test_a_rebate_is_no_move(market: Market, text: str) -> None:
    claims = tapecheck.check(Article(id="a", published=PUBLISHED, body=text), market=market).claims
    assert not [c for c in claims if c.expr is not None and c.expr.startswith("change")]


def test_a_distance_from_another_high_is_no_contradiction(market: Market) -> None:
    """The record is October's; the year's own high is some days old."""
    text = "On Friday the S&P 500 ended {} below its high."
    outcomes = [
        tapecheck.check(Article(id="a", published=PUBLISHED, body=text.format(figure)), market=market).claims[0].outcome
        for figure in ("4.9%", "21%")
    ]
    assert outcomes == ["open", "contradicted"]


@pytest.mark.parametrize(("text", "outcome"), [
    ("Stocks fell on Friday. The S&P 500 lost {ten:.0f}% to {level:.2f}.", "contradicted"),  # a slip of the point
    ("Stocks fell on Friday. The S&P 500 lost {ten:.0f}%.", "open"),  # it may be of a longer stretch
    ("Stocks fell on Friday. The S&P 500 lost {ten:.0f}% to 1,234.56.", "open"),  # as where the level is another
])
def test_a_move_told_tenfold_is_of_the_day_whose_close_it_led_to(market: Market, text: str, outcome: str) -> None:
    last = tapecheck.evaluate("level(SPX[now])", PUBLISHED, market=market).value
    move = tapecheck.evaluate("change(SPX[1d])", PUBLISHED, market=market).value
    assert last is not None
    assert move is not None
    body = text.format(ten=-10 * move.low, level=last.low)
    report = tapecheck.check(Article(id="a", published=PUBLISHED, body=body), market=market)
    assert report.claims[0].outcome == outcome


@pytest.mark.parametrize(("text", "outcome"), [
    ("The S&P 500 lost 1% to {level:.2f}.", "supported"),  # the close before
    ("The S&P 500 lost 1% to 3,210.98.", "open"),  # not the close before, of which alone the prices are at hand
    ("The S&P 500 rose as much as 1% in morning trading.", "open"),
])
def test_in_the_open_hours_the_close_before_confirms_nothing_of_the_session(
    market: Market, text: str, outcome: str,
) -> None:
    noon = PUBLISHED.replace(hour=12)
    last = tapecheck.evaluate("level(SPX[now])", noon, market=market).value
    assert last is not None
    body = "Stocks fell again on Friday. " + text.format(level=last.low)
    assert tapecheck.check(Article(id="a", published=noon, body=body), market=market).claims[0].outcome == outcome


@pytest.mark.parametrize(("figure", "outcome"), [
    ("around 3%", "supported"),  # 3.9 as the page appeared, 3.0 a day before
    ("4%", "open"),  # as the page appeared, and not a day before
    ("18%", "contradicted"),  # on no day of the month before
])
def test_another_piece_of_the_page_holds_whichever_of_two_days_it_is_of(
    market: Market, figure: str, outcome: str,
) -> None:
    text = f"Stocks fell on Friday.\nBenzinga\nIt is a week in which the S&P 500 has suffered a {figure} loss."
    assert last(text, market).outcome == outcome


@pytest.mark.parametrize(("text", "outcome"), [
    ("The S&P 500 fell 1% on Friday, which left it down 12.5% for the week.", "open"),
    ("The S&P 500, which lost 1% on Friday, is down 12.5% for the week.", "contradicted"),  # past the clause
    ("The S&P 500 fell 1% on Friday, which left it down 3.9% for the week.", "supported"),
    ("The S&P 500 fell 1% on Friday, which left it down 9.3% for the week.", "contradicted"),  # digits exchanged
])
def test_a_figure_set_in_another_s_clause_is_wrong_only_by_a_plain_slip(
    market: Market, text: str, outcome: str
) -> None:
    """Four sessions of 1% in that week (none on the 9th) make 3.9%."""
    assert last(text, market).outcome == outcome


@pytest.mark.parametrize(("published", "text", "rival"), [
    ("2025-01-10", "The S&P 500 has risen 53% over the past two years.", "change(SPX['2023':'2024'])"),
    ("2024-12-20", "The S&P 500 has risen 53% over the past two years.", "change(SPX['2023':])"),
])
def test_a_trailing_stretch_told_at_a_turn_of_the_calendar_may_be_of_whole_months_or_years(
    published: str, text: str, rival: str
) -> None:
    moment = datetime.fromisoformat(f"{published}T17:30-05:00")
    assert rival in tapecheck.read(Article(id="a", published=moment, body=text)).claims[0].rivals


def test_a_rank_past_an_aside_of_another_day_may_be_of_the_day_of_the_sentence() -> None:
    text = ("Stocks fell on Friday. The S&P 500 dropped to 5,827.04, after a gain of 0.2% on Wednesday, its lowest "
            "close since Nov. 5.")
    assert "last_lower(SPX[now])" in tapecheck.read(Article(id="a", published=PUBLISHED, body=text)).claims[-1].rivals
