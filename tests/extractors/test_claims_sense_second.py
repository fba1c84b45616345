"""What stood before the present, or beside it: no verdict on a level, step or distance that the words put elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
NEW_YORK = ZoneInfo("America/New_York")


def at(*day: int) -> datetime:
    return datetime(*day[:3], 17, 30, tzinfo=NEW_YORK)


def read(claims: Claims, text: str, figure: str, *day: int) -> Claim:
    """The claim of the figure that the text holds last."""
    found = claims(text, published=at(*day)) if day else claims(text)
    return next(c for c in reversed(found) if figure in c.figure.text)


@pytest.mark.parametrize(("text", "figure", "day", "expr"), [
    ("The Fed cut its rate by half a point on Wednesday, having kept it at 5.25% to 5.5% for over a year.",
     "5.25%", (2024, 9, 18), "policy_range(FEDTARGET['2024-09-17'])"),
    ("The Fed trimmed rates by a quarter point for the third time this year on Wednesday.",
     "quarter", (2019, 10, 30), "policy_step(FEDTARGET['2019-10-30'])"),
    ("In its first hike since 2018, the Fed lifted its rate by a quarter point.",
     "quarter", (2022, 3, 17), "policy_step(FEDTARGET[now])"),
    ("The Fed raised rates a quarter point on Wednesday, its ninth increase in a row.",
     "ninth", (2023, 3, 22), "policy_run(FEDTARGET[now], 'up', 9, 0, 'exactly')"),
    ("Stocks fell on Friday. The quarter that ended in September had seen the S&P 500 rise 5.5%.",
     "5.5%", (2025, 1, 10), "change(SPX['2024-Q3'])"),
    ("Stocks fell on Friday. The S&P 500 is up 0.6% this year as of Wednesday's close.", "0.6%", (2025, 1, 10),
     "change(SPX['2025-01-01':'2025-01-08'])"),
    ("Stocks fell on Friday. The S&P 500 is 0.9% below where it ended 2024.", "0.9%", (2025, 1, 10),
     "change(SPX['2024-12-31':])"),
    ("Thursday's loss of 0.3% left the S&P 500 at 6,735.11; on Friday it was far lower, at 6,552.51.", "6,552.51",
     (2025, 10, 10), "level(SPX['2025-10-10'])"),
    ("Stocks fell on Friday. The S&P 500, 15% above its Oct. 12, 2022, low of 3,577.03, is 14% below the peak of "
     "Jan. 3, 2022.", "Jan. 3, 2022", (2023, 10, 27), "record_date(SPX[now])"),
    ("The S&P 500 fell on Friday. The Dow, the S&P 500 and the Nasdaq are down 1.4%, 0.9% and 0.8% this year.",
     "1.4%", (2025, 1, 10), "change(DJI[ytd])"),
    ("Stocks fell on Friday. The Russell 2000 is down 1.8% this year, 0.9 points worse than the S&P 500.",
     "0.9 points", (2025, 1, 10), "outperformance(RUT[ytd], SPX[ytd])"),
])
def test_read_of_its_own_time(
    claims: Claims, text: str, figure: str, day: tuple[int, ...], expr: str,
) -> None:
    assert read(claims, text, figure, *day).expr == expr


@pytest.mark.parametrize(("text", "figure"), [
    ("The Dow fell on Friday. Nvidia, which had closed at $140.14, fell 3%.", "140.14"),
    ("The Dow fell on Friday. The Russell 2000 had stood at 2,238.96 before the holiday.", "2,238.96"),
    ("The Dow fell on Friday. The S&P 500 fell 1.5% after rising 0.2% the day before and falling 1.1% the one before "
     "that.", "1.1%"),
    ("Stocks fell on Friday. The S&P 500 is up 9% since its low on Aug. 5. Nvidia, which bottomed on Aug. 7, has "
     "risen 37%.", "37%"),
    ("Stocks fell on Friday. The S&P 500 closed 0.3% above its low of the session.", "0.3%"),
    ("Stocks fell on Friday. The S&P 500 opened at 5,890.35, 0.5% below the previous close.", "0.5%"),
    ("Stocks fell on Friday. The VIX ended the week at 19.54. At Thursday's close of 18.07 it was 1.94 points higher.",
     "1.94"),
    ("Stocks fell on Friday. The Nasdaq Composite, 5% below its high, is nearer to it than the Russell 2000, 10% below "
     "its own, or the Dow, 7%.", "7%"),
    ("Stocks fell on Friday. Tesla is down 2.3% for the year and was down 2.2% before Friday's fall.", "2.2%"),
    ("Stocks fell on Friday. The S&P 500 rose 5.5% in the three months to September.", "5.5%"),
    ("With Wednesday's quarter-point cut the Fed has taken a full point off rates.", "full point"),
    ("The Fed cut rates on Thursday after September's half-point cut, which was the first since 2020.", "since 2020"),
])
def test_not_held_for_certain(claims: Claims, text: str, figure: str) -> None:
    found = [c for c in claims(text) if figure in c.figure.text]
    assert found
    assert all(c.expr is None or not c.certain or "2024-Q3" in c.expr for c in found)


def test_each_of_a_list_has_its_owner_behind_it(claims: Claims) -> None:
    text = "Stocks fell on Friday. Losses of 1.5% for the S&P 500, 1.6% for the Dow and 2.2% for the Russell followed."
    assert [c.subject for c in claims(text)] == ["S&P 500", "Dow Jones Industrial Average", "Russell 2000"]


def test_one_point_is_no_level(claims: Claims) -> None:
    found = claims("Stocks fell on Friday. The S&P 500 was 1.8% lower at one point.")
    assert [(c.figure.text, c.expr) for c in found] == [("1.8%", "extreme_move(SPX.low[1d])")]


def test_last_week_on_a_saturday_may_be_the_one_just_over(claims: Claims) -> None:
    assert not read(claims, "The S&P 500 gained 0.9% last week.", "0.9%", 2024, 10, 19).certain


def test_losses_counted_are_losses_whatever_comes_after(claims: Claims) -> None:
    text = "Stocks fell on Friday. After two monthly losses in a row, the S&P 500 is up a little in January."
    stated = read(claims, text, "two").stated
    assert stated is not None
    assert stated.low == -2


def test_month_named_on_its_first_evening_may_be_the_one_begun(claims: Claims) -> None:
    claim = read(claims, "Stocks rose on Wednesday. The S&P 500 is up 0.3% for October.", "0.3%", 2025, 10, 1)
    assert not claim.certain


def test_comparison_does_not_reach_past_another_statement(claims: Claims) -> None:
    text = "Oil fell on Friday. U.S. crude lost 6% this week, its worst in a while, and lost 0.9% since October began."
    assert not any((c.expr or "").startswith("last_") for c in claims(text))


@pytest.mark.parametrize(("text", "figure", "day"), [
    ("The Fed raised rates for the first time since 2018 on Wednesday, by half a point.", "half", (2022, 3, 16)),
    ("The Fed left its target range at 5.25% to 5.5% on Wednesday.", "5.25%", (2023, 11, 1)),
    ("Stocks fell on Friday. The Dow ended at 41,938.45.", "41,938.45", (2025, 1, 10)),
    ("Stocks fell on Friday. The S&P 500 closed 4.3% below its Dec. 6 record.", "4.3%", (2025, 1, 10)),
])
def test_plain_words_stay_certain(claims: Claims, text: str, figure: str, day: tuple[int, ...]) -> None:
    assert read(claims, text, figure, *day).certain
