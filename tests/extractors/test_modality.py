"""Facts, forecasts, opinions and conditions, told apart by the words around a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.extractors.modality import licensed, modality


@pytest.mark.parametrize(("before", "after", "told"), [
    ("the {S} fell ", " on {P}.", "fact"),
    ("the {S} will fall ", " this year.", "forecast"),
    ("analysts expect {S} to rise ", ".", "forecast"),
    ("the {S} rose ", " by the end of {P}.", "forecast"),
    ("the {S} could fall ", ".", "hypothetical"),
    ("if the {S} falls ", ", buyers return.", "hypothetical"),
    ("the {S} slid on a forecast that it will lose ", " by {P}.", "forecast"),
    ("she believes the {S} is ", " too dear.", "opinion"),
])
def test_the_figures_own_clause_decides(before: str, after: str, told: str) -> None:
    assert modality(before, after) == told


@pytest.mark.parametrize(("before", "after"), [
    ("the fed will meet soon; the {S} fell ", "."),
    ("rates will fall, but the {S} fell ", "."),
    ("the {S} fell ", ", and rates will follow."),
    ("the {S}, which could rise further, fell ", "."),
    ("{S} tumbled ", " after a gloomy outlook."),
    ("{S} sank ", ", its worst day {P}, on disappointing guidance."),
])
def test_what_is_said_of_something_else_does_not(before: str, after: str) -> None:
    assert modality(before, after) == "fact"


def test_the_month_of_may_is_no_possibility() -> None:
    assert modality("in may {P} the {S} fell ", ".") == modality("in {P} the {S} fell ", ".")


@pytest.mark.parametrize(("before", "after", "figure", "owned"), [
    ("the {S} trades at ", " forward earnings.", "18 times", True),
    ("the {S} trades at ", " earnings.", "18 times", True),
    ("futures traders see ", ".", "60%", True),
    ("the {S} fell ", " after earnings.", "2%", False),
    ("the {S} lost ", " {P} including dividends.", "4%", True),
    ("even after the {S}'s ", " gain {P}, many investors worry about valuations.", "8%", False),
])
def test_data_of_paid_services_are_known_by_their_words(before: str, after: str, figure: str, owned: bool) -> None:
    assert licensed(before, after, figure) is owned


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_has_a_modality(before: str, after: str) -> None:
    assert modality(before, after) in ("fact", "forecast", "hypothetical", "opinion")
    assert isinstance(licensed(before, after), bool)
