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
