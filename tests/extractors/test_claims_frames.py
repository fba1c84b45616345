"""Sentences that hold a moment beside their own: where a day began, what several moves come to, how far from a mark."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from .conftest import Claims


def _at(day: tuple[int, int, int]) -> datetime:
    return datetime(*day, 17, 30, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize("text", [
    "The S&P 500 began the day 1.2% below its record and lost 2.1%.",
    "The Dow entered January 4.1% below its record.",
    "The Nasdaq Composite came into the session 2.2% off its high.",
])
def test_how_far_off_when_it_began_is_not_where_it_stands(claims: Claims, text: str) -> None:
    first = next(c for c in claims(text) if c.figure.text.endswith("%"))
    assert not first.certain


def test_how_far_off_it_went_into_the_weekend_is_where_it_stands(claims: Claims) -> None:
    first = claims("The Russell 2000 went into the weekend 1.4% shy of its record.")[0]
    assert first.expr == "below_peak_pct(RUT[now], RUT[:now])"


@pytest.mark.parametrize("text", [
    "The S&P 500 fell 1.1% on Thursday and 1.5% on Friday, a combined loss of 2.6%.",
    "The Dow fell 400 points on Thursday and 700 on Friday; together they took 2.6% off the Dow.",
    "The S&P 500 rose on Friday to end a slide in which it had lost 2.6%.",
])
def test_what_several_moves_come_to_is_of_no_one_day(claims: Claims, text: str) -> None:
    last = claims(text)[-1]
    assert last.figure.text == "2.6%"
    assert not last.certain


@pytest.mark.parametrize(("text", "expr"), [
    ("From its Dec. 6 record the S&P 500 is down 4.3%.", "below_peak_pct(SPX[now], SPX['2024-12-06'])"),
    ("The S&P 500 lost 1.5% on Friday, and from the record of 6,090.27 that it set on Dec. 6 it has fallen 4.3%.",
     "below_peak_pct(SPX[now], SPX['2024-12-06'])"),
    ("From 45,014.04 on Dec. 4 the Dow has dropped to 41,938.45.", "level(DJI[now])"),
    ("From a high of 45,014.04 on Dec. 4 it has dropped to 41,938.45, the Dow's owners noted.", None),
])
def test_a_move_told_from_its_mark_ends_now(claims: Claims, text: str, expr: str | None) -> None:
    last = [c for c in claims(text) if c.figure.text in ("4.3%", "41,938.45")][-1]
    assert last.expr == expr if expr else not last.certain


def test_a_run_beside_a_step_counts_steps_of_any_size(claims: Claims) -> None:
    text = "The Fed raised rates by half a point, its seventh straight increase, to a range of 4.25% to 4.5%."
    found = [c for c in claims(text, published=_at((2022, 12, 14))) if c.figure.text == "seventh"]
    assert [c.expr for c in found] == ["policy_run(FEDTARGET[now], 'up', 7, 0, 'exactly')"]
    text = "The Fed raised rates by three-quarters of a point, its second straight such increase, on Wednesday."
    found = [c for c in claims(text, published=_at((2022, 7, 27))) if c.figure.text == "second"]
    assert [c.expr for c in found] == ["policy_run(FEDTARGET[now], 'up', 2, 0.75, 'exactly')"]


def test_records_of_a_year_that_is_told_of_are_of_this_one(claims: Claims) -> None:
    text = "The Dow rose 0.4% to its 47th record close of a year in which it has gained 19.2%."
    found = [c for c in claims(text, published=_at((2024, 11, 29))) if c.figure.text == "47th"]
    assert [c.expr for c in found] == ["record_count(DJI[ytd])"]


def test_a_straight_losing_one_is_of_the_stretch_just_named(claims: Claims) -> None:
    text = ("The S&P 500 ended September 9.3% lower, its worst month since March 2020, when it lost 12.5%, and the "
            "third quarter, its third straight losing one, down 5.3%.")
    found = [c for c in claims(text, published=_at((2022, 9, 30))) if c.expr and c.expr.startswith("streak(")]
    assert all("'month'" not in (c.expr or "") for c in found)


def test_a_move_that_only_anothers_exceeds_is_not_of_the_others_time(claims: Claims) -> None:
    text = "The VIX shot up to 27.62, a 74% jump that only that of February 2018 exceeds."
    assert claims(text, published=_at((2024, 12, 18)))[-1].expr == "change(VIX[1d])"


@pytest.mark.parametrize("text", [
    "The two declines on Friday together cost the Dow 1,910 points.",
    "The S&P 500, which stood at 5,906.94 when the year began, slipped on Friday.",
    "When the quarter began, the S&P 500 stood at 5,906.94; it slipped on Friday.",
])
def test_what_stood_when_it_began_or_came_of_two_is_not_the_days(claims: Claims, text: str) -> None:
    found = next(c for c in claims(text) if c.figure.text in ("1,910 points", "5,906.94"))
    assert not found.certain


def test_a_record_dated_with_its_level_is_what_a_fall_began_from(claims: Claims) -> None:
    text = "The Dow sank 1.6% on Friday; from its record of Dec. 4, 45,014.04, it is now down 6.8%."
    assert claims(text)[-1].expr == "below_peak_pct(DJI[now], DJI['2024-12-04'])"


@pytest.mark.parametrize("text", [
    "Stocks fell on Friday. The S&P 500 had its best two straight years since 1998.",
    "Stocks fell on Friday. It has been the Dow's worst four straight weeks since March 2020.",
])
def test_a_rank_of_several_together_is_not_that_of_a_day(claims: Claims, text: str) -> None:
    last = claims(text)[-1]
    assert last.expr is None or not last.certain


def test_the_longest_run_that_was_ended_is_the_one_before(claims: Claims) -> None:
    text = "Up 1.3% on Friday, the S&P 500 ended its longest losing streak since April."
    found = [c.expr for c in claims(text, published=_at((2025, 1, 3))) if c.figure.text.startswith("longest")]
    assert found == ["last_higher(streak(SPX['2025-01-02'], 'day'))"]


def test_records_in_a_row_are_no_gains_in_a_row(claims: Claims) -> None:
    text = "On Tuesday the Dow and the S&P 500 both set records, for the third day running."
    found = [c for c in claims(text, published=_at((2025, 10, 28))) if c.figure.text == "third"]
    assert [c.expr for c in found] == [None]


def test_what_follows_a_closed_clause_of_an_extreme_is_no_extreme(claims: Claims) -> None:
    text = "The Russell 2000, which was down as much as 21% for the year in April, rose 11.3%."
    assert not (claims(text)[-1].expr or "").startswith("extreme_move")


@pytest.mark.parametrize("text", [
    "All gains are gone: the Dow, which on Dec. 4 was up 19.4% for the month, fell on Friday.",
    "On Dec. 4, when it stood at 45,014.04, the Dow was up 19.4% this month. It fell on Friday.",
    "The Dow, up 19.4% for the month on Dec. 4, fell on Friday.",
    "The Dow fell on Friday. The Nasdaq Composite, up 19.4% then, fell too.",
    "On Friday the Nasdaq Composite turned a loss of 19.4% into a gain.",
    "The Nasdaq Composite lost 2% this week, its worst since the one that ended on Dec. 20, when it fell 19.4%.",
])
def test_how_far_it_had_come_by_then_is_not_how_far_it_has(claims: Claims, text: str) -> None:
    found = next(c for c in claims(text) if c.figure.text == "19.4%")
    assert found.expr is None or not found.certain


def test_a_name_told_by_last_months_gain_moves_today(claims: Claims) -> None:
    text = "On Friday the S&P 500 fell, while the Dow, a gainer of 2.5% last month, was down 697 points."
    assert "2024-12" not in (claims(text)[-1].expr or "")


@pytest.mark.parametrize("text", [
    "The S&P 500 rose on Monday to its eighth straight record.",
    "The S&P 500 has set eight straight records as of Monday.",
    "The S&P 500 notched on Monday an eighth consecutive record close.",
])
def test_straight_records_are_neither_gains_nor_all_records(claims: Claims, text: str) -> None:
    found = [c.expr for c in claims(text, published=_at((2021, 11, 8))) if c.figure.text.startswith("eight")]
    assert found == [None]


def test_one_is_no_level(claims: Claims) -> None:
    text = "The Nasdaq Composite cut a loss of 2.1% on Friday to one of 0.2% by the close."
    assert not any(c.certain for c in claims(text) if (c.expr or "").startswith("level("))


@pytest.mark.parametrize(("text", "words"), [
    ("The Dow fell 1.6% on Friday, its worst day since December, when it shed 1,123, or 2.6%, on the 18th.", "2.6%"),
    ("The S&P 500, after opening at a record, fell on Friday.", "record"),
    ("The Dow and the S&P 500 set records on Friday, the latter its third in a row.", "third"),
    ("The S&P 500 gained 2.4% in the quarter and on Dec. 6 set its first record since Nov. 11. It fell on Friday.",
     "first record since Nov. 11"),
    ("The Dow fell on Friday, just 16 sessions after it first closed above 44,000.", "above 44,000"),
    ("The S&P 500, down 2.3% on Friday and so 5% below its record for a while, ended 1.5% lower.", "5%"),
    ("The S&P 500 gained 2% in the month and on Dec. 6 reached a record, at 6,090.27, and fell on Friday.", "6,090.27"),
    ("The Nasdaq Composite fell on Friday, having regained its July peak on Nov. 6.", "Nov. 6"),
])
def test_what_is_of_another_day_or_thing_is_not_certain(claims: Claims, text: str, words: str) -> None:
    assert not any(c.certain for c in claims(text) if c.figure.text == words and "2024" not in (c.expr or ""))


@pytest.mark.parametrize(("text", "expr"), [
    ("The S&P 500 closed at a record on Friday.", "record(SPX['2025-01-10'])"),
    ("The S&P 500 fell 1.5% on Friday and is 4.3% below its record.", "below_peak_pct(SPX[now], SPX[:now])"),
    ("The S&P 500 fell on Friday; it is 0.6% lower for the year.", "change(SPX[ytd])"),
    ("The Dow fell 697 points on Friday, its worst day since Dec. 18.", "last_lower(change(DJI['2025-01-10']))"),
])
def test_plain_neighbours_stay_certain(claims: Claims, text: str, expr: str) -> None:
    assert any(c.certain for c in claims(text) if c.expr == expr), [(c.expr, c.certain) for c in claims(text)]
