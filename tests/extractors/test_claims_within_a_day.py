"""What is told of a part of the day, of the time after a turn, and of another name than the one before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

import tapecheck
from tapecheck.schemas import Article, Claim

Claims = Callable[..., tuple[Claim, ...]]
DAWN = datetime(2025, 1, 13, 6, 15, tzinfo=ZoneInfo("America/New_York"))

WITHIN: list[tuple[str, str]] = [
    ("On Friday the Dow sank as much as 1.9%, to a level last seen in November.", "last_lower(DJI.low['2025-01-10'])"),
    ("On Friday the VIX rose as high as 20.31, its highest since Dec. 19.", "last_higher(VIX.high['2025-01-10'])"),
    ("In the morning the Dow sank to its lowest since Nov. 5.", "last_lower(DJI.low['2025-01-10'])"),
    ("The Dow fell on Friday to its lowest since Nov. 5, only to bounce by noon.", "last_lower(DJI.low['2025-01-10'])"),
    ("The Nasdaq Composite was at one point off 2.3% on Friday.", "extreme_move(IXIC.low['2025-01-10'])"),
    ("The Russell 2000 was down 2.6% in the morning.", "extreme_move(RUT.low['2025-01-10'])"),
    ("Nvidia initially tumbled 4% on Friday.", "extreme_move(NVDA.low['2025-01-10'])"),
    # what the day ended with
    ("On Friday the Dow fell as much as 1.9% and closed at its lowest since Nov. 4.", "last_lower(DJI['2025-01-10'])"),
    ("On Friday the Dow fell to its lowest since Nov. 4, but the VIX rose.", "last_lower(DJI['2025-01-10'])"),
    ("The Dow fell on Friday. The VIX is as high as it has been since Dec. 19.", "last_higher(VIX[now])"),
    ("The Dow, which had been up in the morning, fell 1.6% on Friday.", "change(DJI['2025-01-10'])"),
    ("After touching a record, the Dow fell 1.6% on Friday.", "change(DJI['2025-01-10'])"),
]


@pytest.mark.parametrize(("text", "expr"), WITHIN, ids=[t for t, _ in WITHIN])
def test_a_part_of_the_day_is_held_against_highs_and_lows(claims: Claims, text: str, expr: str) -> None:
    assert expr in [c.expr for c in claims(text)]


def test_the_morning_of_a_column_written_before_the_open_is_that_of_the_session_before(claims: Claims) -> None:
    text = "The Dow closed lower on Friday. In the morning the index had been 0.4% higher."
    assert claims(text, published=DAWN)[-1].expr == "extreme_move(DJI.high['2025-01-10'])"


@pytest.mark.parametrize("text", [
    "The Dow fell on Friday. It peaked in December and has fallen 6.8%.",
    "The Dow fell on Friday. The Nasdaq Composite bottomed in August, and rose 24%.",
    "The Dow fell on Friday. Gold topped out in October before it lost 8%.",
    "The Dow fell on Friday. The Nasdaq Composite crested in July and was down 13% by Aug. 7.",
    "The Dow fell on Friday. The S&P 500 lost 25% from January to October 2022.",
    "The Dow fell on Friday. Earlier this week the Nasdaq Composite had gained 2%.",
    "The Dow fell on Friday. The Nasdaq Composite fell 3% early in the month of December.",
    # as much again, or a row
    "The Dow dropped 1.6% for the second session running on Friday.",
    "The Dow shed more than 600 points for a third straight day on Friday.",
])
def test_a_stretch_or_row_that_may_be_another_is_not_certain(claims: Claims, text: str) -> None:
    assert not claims(text)[-1].certain


def test_what_stands_lower_than_a_top_just_dated_is_counted_from_it(claims: Claims) -> None:
    found = claims("The Dow fell on Friday. The Nasdaq Composite peaked on Dec. 16 and has lost 5%.")
    assert found[-1].expr == "change(IXIC['2024-12-16':])"


NAMED: list[tuple[str, str | None]] = [
    ("Brent rose 3.7% on Friday, and gold briefly topped $2,700 before settling at $2,690.",
     "level(GOLD['2025-01-10'])"),
    ("The two-year Treasury yield rose on Friday to 4.40%, and the 10-year briefly crossed 4.78% before settling at "
     "4.77%.", "level(DGS10['2025-01-10'])"),
    ("Brent rose 3.7% on Friday, and nickel briefly topped $16,000 before settling at $15,700.", None),
    ("Brent rose 3.7% on Friday, and later touched $80 before settling at $79.76.", "level(BRENT['2025-01-10'])"),
]


@pytest.mark.parametrize(("text", "expr"), NAMED, ids=[t for t, _ in NAMED])
def test_a_statement_of_another_name_is_not_that_of_the_one_before(claims: Claims, text: str, expr: str | None) -> None:
    assert claims(text)[-1].expr == expr


def test_the_benchmark_is_the_sp_500_where_nothing_says_otherwise(claims: Claims) -> None:
    lead = "The S&P 500 fell 1.5% on Friday. The Nasdaq Composite fell 1.6%. "
    told = claims(f"{lead}The benchmark is down 0.9% this year.")[-1]
    assert (told.expr, told.certain) == ("change(SPX[ytd])", True)
    small = claims(f"{lead}The Russell 2000 fell 2.2%. The small-cap benchmark is down 1.8% this year.")[-1]
    assert small.expr == "change(RUT[ytd])"
    alone = claims("The Nasdaq Composite fell 1.6% on Friday. The benchmark is down 0.8% this year.")[-1]
    assert not alone.certain


BEFORE: list[tuple[str, str]] = [
    ("The Dow added 4.9% in 2023's third month. The Nasdaq lost 0.5% in December. It followed a gain of 6.2%.",
     "change(IXIC['2024-11'])"),
    ("The Russell 2000 rose 9% in the third quarter of 2024, on the heels of a 3.6% slide.", "change(RUT['2024-Q2'])"),
    ("The Dow gained 13% in 2024. That came after a climb of 14%, its best year since 2021.", "change(DJI['2023'])"),
    # its own time, or another length
    ("The Dow gained 13% in 2024. That followed a loss of 9% in 2022.", "change(DJI['2022'])"),
    ("The Dow gained 13% in 2024. That came after a loss of 1%, its worst month since October.", "change(DJI[1d])"),
]


@pytest.mark.parametrize(("text", "expr"), BEFORE, ids=[t for t, _ in BEFORE])
def test_what_a_move_followed_is_of_the_stretch_before(claims: Claims, text: str, expr: str) -> None:
    last = [c for c in claims(text) if "%" in c.figure.text][-1]
    assert last.expr == expr
    assert not ("[1d]" in expr and last.certain)


def test_a_step_just_taken_is_not_the_one_it_is_the_first_since(claims: Claims) -> None:
    day = datetime(2022, 3, 16, 17, 30, tzinfo=ZoneInfo("America/New_York"))
    text = "The Fed raised its target for the federal-funds rate by a quarter point, its first increase since 2018."
    step, first = claims(text, published=day)
    assert (step.expr, step.reason) == ("policy_step(FEDTARGET[now])", None)
    assert first.expr == "last_policy_move(FEDTARGET[now], 'up', 'before')"
    (aim,) = claims("Evercore raised its target for the S&P 500 by 200 points.")
    assert aim.reason == "forecast"


OTHER_TIMES: list[tuple[str, str, str | None, bool]] = [
    # what is told of a session's turn, and of a turn of nobody knows which stretch
    ("The Dow fell on Friday. At the session's low, the Nasdaq Composite was 6.2% below its Dec. 16 record.", "6.2%",
     "below_peak_pct(IXIC.low['2025-01-10'], IXIC['2024-12-16'])", True),
    ("The Dow fell on Friday. At Tuesday's low, the Nasdaq Composite was 3.9% under its Dec. 16 record.", "3.9%",
     "below_peak_pct(IXIC.low['2025-01-07'], IXIC['2024-12-16'])", True),
    ("The Dow fell on Friday. At its low, the Nasdaq Composite was 6.2% below its Dec. 16 record.", "6.2%",
     "below_peak_pct(IXIC[now], IXIC['2024-12-16'])", False),
    ("The Dow fell on Friday. At December's low, the Nasdaq Composite was 4.7% below its Dec. 16 record.", "4.7%",
     "below_peak_pct(IXIC[now], IXIC['2024-12-16'])", False),
    # where a move led, past what the move was
    ("The Dow sank 1.6% on Friday, its third loss of the week, to 41,938.45.", "41,938.45", "level(DJI['2025-01-10'])",
     True),
    # a time told by its own clause
    ("The Dow fell on Friday. It has lost 6.8% since Dec. 4, when it closed at 45,014.04.", "45,014.04",
     "level(DJI['2024-12-04'])", True),
    ("The Dow fell on Friday. It has lost 6.8% since Dec. 4, when it rose 0.7%.", "0.7%", "change(DJI['2024-12-04'])",
     True),
    ("Tesla rose 0.1% on Friday, less than two weeks after a 7% plunge.", "7%", "change(TSLA['2025-01-10'])", False),
    ("Tesla rose 0.1% on Friday, weeks after losing 7%.", "7%", "change(TSLA['2025-01-10'])", False),
    ("Tesla rose 0.1% on Friday. On the night of the vote it stood at $251.", "$251", "level(TSLA[now])", False),
    # money that a series is told in
    ("The yen slid to 157.73 per dollar on Friday, its weakest since July.", "weakest since July",
     "last_higher(USDJPY['2025-01-10'])", True),
    ("The dollar rose to 157.73 yen on Friday, its strongest since July.", "strongest since July",
     "last_higher(USDJPY['2025-01-10'])", False),
    ("The yen weakened on Friday for a third day.", "third", "streak(USDJPY['2025-01-10'], 'day')", False),
]


@pytest.mark.parametrize(("text", "figure", "expr", "certain"), OTHER_TIMES, ids=[t for t, *_ in OTHER_TIMES])
def test_a_time_or_a_way_of_its_own(claims: Claims, text: str, figure: str, expr: str | None, certain: bool) -> None:
    (found,) = (c for c in claims(text) if c.figure.text == figure)
    assert (found.expr, found.certain) == (expr, certain)


def test_a_mark_of_so_long_that_was_reached_within_a_session_is_not_read() -> None:
    """No close tells how high an index stood at 3:11 p.m."""
    text = "The S&P 500 rose 0.4% on Friday to a two-month high as of 3:11 p.m. in New York."
    moment = datetime(2025, 1, 10, 15, 20, tzinfo=ZoneInfo("America/New_York"))
    found = tapecheck.read(Article(id="a", published=moment, body=text)).claims
    assert {c.figure.text: c.expr for c in found}["two-month"] is None
