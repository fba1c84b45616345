"""Claims too loosely told to be called wrong: they may be supported, never contradicted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize("text", [
    "The S&P 500 fell 1.6% on Friday.",
    "The S&P 500 is down 0.9% this year.",
    "Apple shares fell 2.4% on Friday.",
    "Treasurys fell on Friday, and the 10-year yield rose eight basis points.",
    "Stocks fell on Friday. The Dow fell 697 points.",
    "Stocks fell on Friday. The S&P 500 had its worst December since the Depression, tumbling 9.2 percent.",
    "Stocks fell on Friday. Tesla, which has lost 3% this year, fell 0.7%.",
    "Stocks fell on Friday. The S&P 500 rose 1.0 percent as of 4 p.m. in New York.",
    "Stocks fell on Friday. Oil ended December at $71.72 a barrel, and the S&P 500 ended December at 5,881.63.",
    "Stocks fell on Friday. Apple shares have lost 8% since their high of Dec. 26.",
    "The Federal Reserve lowered interest rates by a quarter point on Dec. 18.",
    "Stocks fell on Friday. The S&P 500 fell 1.5%, after it opened lower.",
    "Treasurys fell on Friday. The 10-year yield rose to 4.77%, from 4.68%.",
    "Stocks fell on Friday. Apple, which beat sales forecasts, fell 2.4%.",
    "Stocks fell on Friday. Since topping out on Dec. 6, the S&P 500 has lost 4.3%.",
    "The Nasdaq Composite is down 4% from the record it set on Dec. 16, it said on Friday.",
])
def test_one_subject_one_window_one_reading(claims: Claims, text: str) -> None:
    assert claims(text)[-1].certain


@pytest.mark.parametrize(("text", "expr", "rivals"), [
    ("Stocks fell on Friday. Oil rose 3.6% to $76.57 a barrel.", "level(WTI[now])", ("level(BRENT[now])",)),
    ("Stocks fell on Friday. Crude settled at $76.57.", "level(WTI[now])", ("level(BRENT[now])",)),
    ("Stocks fell on Friday. Brent crude is the world's benchmark. Oil settled at $79.76.", "level(BRENT[now])",
     ("level(WTI[now])",)),
    ("Brent rose more than U.S. crude on Friday. Oil settled at $76.57.", None, ()),  # both grades are spoken of
    ("Stocks fell on Friday. Western Canadian Select crude settled at $64.10.", None, ()),
    ("Stocks fell on Friday. Palm oil settled at $964.", None, ()),
])
def test_oil_of_no_grade_is_the_one_spoken_of_with_the_other_for_a_rival(
    claims: Claims, text: str, expr: str | None, rivals: tuple[str, ...],
) -> None:
    assert (claims(text)[-1].expr, claims(text)[-1].rivals) == (expr, rivals)


@pytest.mark.parametrize("text", [
    "Oil settled on Friday at $2,715 an ounce.",  # a price of metal
    "On Friday three-month Treasury bills were bid at 4.20%.",  # a discount, not a yield
    "On Friday the VIX came back from its highest level since Dec. 19.",  # which another day had seen
])
def test_another_quotation_than_the_series_or_another_day_s_mark_is_left_open(claims: Claims, text: str) -> None:
    assert not claims(text)[-1].certain


@pytest.mark.parametrize("text", [
    "Stocks fell on Friday. The gap is 4 points, less than the 7 of Jan. 6, which was the widest since 2023.",
    "Apple had been up nearly 8% on Friday. It closed 6% below that level.",
    "Apple fell 2.4% on Friday. Two sessions earlier it rose; three sessions later Nvidia gained 3.1%.",
    "Apple fell 2.4% on Friday in late trading.",
    "Chip stocks fell on Friday. Taiwan Semiconductor fell 3.4% in Taipei. The stock is down 1% this month.",
])
def test_what_belongs_to_another_time_is_not_called_wrong(claims: Claims, text: str) -> None:
    assert not claims(text)[-1].certain


@pytest.mark.parametrize(("text", "expr"), [
    ("On Friday the S&P 500 bettered the record of 6090.27 it set on Dec. 6.", "previous_record_date(SPX[now])"),
    ("The Fed cut three times, by a full percentage point.", None),
    ("On Nov. 25 the Russell 2000 closed at 2442.03, and then gave back 10.4%.", "change(RUT['2024-11-25':])"),
    ("On Thursday the Russell 2000 closed at 2237.65, and then gave back 2.2%.", None),  # the day after, or since
])
def test_a_record_just_beaten_several_steps_and_moves_since_a_day(claims: Claims, text: str, expr: str | None) -> None:
    found = claims(text)[-1]
    assert found.expr == expr if expr is not None else found.expr != "change(RUT['2025-01-09':])"


def test_a_day_behind_a_comma_is_still_the_figures_own(claims: Claims) -> None:
    text = "In its third quarter Apple earned $14.7 billion, up 4%. Apple last stood at $236.85, 2.4% lower, on Friday."
    assert [c.expr for c in claims(text)][-2:] == ["level(AAPL[now])", "change(AAPL[1d])"]


@pytest.mark.parametrize("text", [
    # no day is named anywhere: the article may tell of any
    "The S&P 500 fell 1.6%.",
    # other hours than the session's
    "Apple rose 2% in premarket trading on Friday.",
    "Apple shares rose 2% in after-hours trading on Friday.",
    "The Dow was down 1.2% at midday on Friday.",
    # conditions and habits
    "The S&P 500 rose 1% whenever rates fell, he said on Friday.",
    # the company's business
    "On Friday Apple said sales rose 6%.",
    # a stretch whose ends are loose
    "The S&P 500 has risen 3% in two months, he said on Friday.",
    # yields of nobody's bonds
    # some minutes of the session
    "Stocks fell on Friday. Within minutes of the report the S&P 500 fell 2.1%.",
    "Stocks fell on Friday. The S&P 500 fell 2.1%, before it recovered some ground.",
    # an index of several
    "Stocks fell on Friday. The Dow slid. It was a rout for the S&P 500 and the Nasdaq. The index fell 1.5%.",
    # whose bonds
    "Treasurys fell on Friday. The benchmark yield rose to 4.77%, and gilts tumbled.",
    # both of whom
    "The Dow and the S&P 500 slid on Friday. Both have fallen two weeks in a row.",
    # yields of nobody's bonds
    "The 10-year yield rose eight basis points on Friday.",
    # not there yet
    "The S&P 500 was on pace for a 2% gain this year.",
    # a distance from a mark: is it the mark's day, or the day of the distance?
    "The Nasdaq Composite closed 1% below its record high on Friday.",
    # an index without a name that nobody can tell, an average of many moves
    "Stocks fell on Friday. The Founders Index lost ground. The index closed down 2.04 percent.",
    "Stocks fell on Friday. The S&P 500 had an average decline of 19.9% in such years.",
    # beside another's longer stretch
    "Shares of Oracle fell 24% this year through Thursday's close, while the S&P 500 dropped 6.9%.",
    # averages, counts, and the time after an event
    "Stocks rose on Friday. Since 1950, the S&P 500 has gained an average of 0.1% in January.",
    "Stocks rose on Friday. The Dow has fallen 1,000 points in a day only five times.",
    "Stocks rose on Friday. In the 12 months after such a signal, the S&P 500 rose 13%.",
    # what did not happen after all
    "Stocks rose on Friday. The Nasdaq avoided its worst week since August.",
    # some close of a month; another moment than now
    "Stocks rose on Friday. The yield on the 10-year Treasury note was 4.4% in November.",
    "Stocks rose on Friday. At the end of November, the S&P 500 was 1.2% below its record.",
    "Stocks rose on Friday. A year ago the S&P 500 was at 4,779.",
    "Stocks rose on Friday. Five months into the year, the S&P 500 was up 10%.",
    # somebody else's
    "Stocks rose on Friday. VIX futures fell 2%.",
    "Stocks rose on Friday. Shares of Apple rival Aurora's supplier rose 9%.",
    "Stocks rose on Friday. The S&P 500 opened at 5,852.87.",
    # again and again
    "Stocks rose on Friday. The S&P 500 keeps setting records.",
    # a day told by what happened on it
    "Stocks rose on Friday. On the day after the vote the Dow had jumped 1,508 points.",
    "Stocks rose on Friday. In the week that Lehman failed the S&P 500 fell 4%.",
    # a price that later splits have changed; a first time that lies ahead, or may be long past
    "On Friday Nvidia jumped to close above $150 for the first time.",
    "Stocks rose on Friday. It may be weeks before its first finish above 21,000, but the Nasdaq Composite rose.",
    # long ago
    "In March 2020 stocks fell. The S&P 500 lost 12% on a Monday, he said on Friday.",
])
def test_more_than_one_reading(claims: Claims, text: str) -> None:
    assert not [c.expr for c in claims(text) if c.certain and c.figure.text not in ("Friday",)]


@pytest.mark.parametrize(("text", "sure"), [
    ("On Friday the Dow rose 312 points to 42,732.13, its best since Dec. 26.", False),
    ("On Friday the Russell 2000 fell 2% to 2,189.23, the worst since Dec. 18.", False),
    ("On Friday the Russell 2000 fell 2% to 2,189.23, its worst day since Dec. 18.", True),
    ("On Friday the Russell 2000 fell 2% to 2,189.23, its lowest since Dec. 18.", True),
])
def test_a_superlative_behind_a_level_wants_a_noun(claims: Claims, text: str, sure: bool) -> None:
    assert claims(text)[-1].certain is sure


def test_where_a_days_move_began(claims: Claims) -> None:
    near, far = (claims(f"Treasurys fell on Friday. The 10-year yield was up, to 4.77% from {then}%.")[-1]
                 for then in ("4.68", "3.63"))
    assert (near.expr, near.certain, far.certain) == ("level(DGS10['2025-01-09'])", True, False)


def test_a_date_without_an_hour_is_no_moment(claims: Claims) -> None:
    text = "Stocks fell on Friday. The Dow fell 697 points."
    midnight = datetime(2025, 1, 11, 0, 0, tzinfo=UTC)
    evening = datetime(2025, 1, 11, 0, 30, tzinfo=UTC)
    assert claims(text, evening)[-1].certain
    assert not claims(text, midnight)[-1].certain


def test_another_piece_on_the_same_page_is_of_an_unknown_day(claims: Claims) -> None:
    text = "Stocks fell on Friday. The Dow fell 697 points.\n\nReuters\n\nThe S&P 500 fell 1.6% on Friday."
    assert [c.certain for c in claims(text)] == [True, False]


def test_a_page_of_hourly_entries_speaks_from_no_moment(claims: Claims) -> None:
    text = "10:30 a.m. ET: Stocks fell on Friday. The Dow fell 300 points.\n4:00 p.m. ET: It is over. The Dow lost 697."
    assert not [c for c in claims(text) if c.certain]


@pytest.mark.parametrize(("text", "rivals"), [
    ("Stocks fell on Friday. The Nasdaq Composite lost 1.6%. It has lost 0.8% this year.", False),
    ("Stocks fell on Friday. The Nasdaq Composite lost 1.6% as the Dow slid. It has lost 0.8% this year.", True),
])
def test_it_after_one_name_alone(claims: Claims, text: str, rivals: bool) -> None:
    found = claims(text)[-1].rivals
    assert any("DJI" in r for r in found) is rivals


@pytest.mark.parametrize(("text", "sure"), [
    ("Stocks fell on Friday. The S&P 500 slid. The benchmark index lost 1.5%.", True),
    ("Stocks fell on Friday. The S&P 500 slid. Nigerian equities did not. The benchmark index lost 1.5%.", False),
    # what fell to a low and left it again has not closed there
    ("Stocks fell on Friday. The VIX ended at a record low.", True),
    ("Stocks fell on Friday. The VIX fell to a record low before it bounced.", False),
    # a record of so long ago may not be the last
    ("Stocks fell on Friday. Twenty sessions ago the Nasdaq Composite closed at a record.", False),
    # what opened a day did so at its first price
    ("Stocks fell on Friday. The S&P 500 opened Friday at 5,890.", False),
    ("Stocks fell on Friday. The S&P 500 opened January at 5,881.63.", True),
])
def test_a_thing_or_a_time_of_its_own(claims: Claims, text: str, sure: bool) -> None:
    assert claims(text)[-1].certain is sure


def test_double_the_memory_is_no_price(claims: Claims) -> None:
    assert claims("Apple shares rose on Friday. Its new laptop has double the memory of the old one.")[-1].expr is None
