"""Hawkish and dovish by the words policy is spoken in."""

from __future__ import annotations

import pytest

from tapecheck.extractors.stance import policy_stance
from tapecheck.schemas import Quote, Span, Speaker

CHAIR = Speaker(name="Jerome Powell", title="Chair", firm="Federal Reserve")


def quote(words: str, speaker: Speaker = CHAIR) -> Quote:
    """A quote of these words."""
    return Quote(content=(Span(start=0, end=len(words), text=words),), kind="direct", speakers=(speaker,))


@pytest.mark.parametrize("words", [
    "We expect to raise interest rates twice more this year",
    "Inflation remains too high and policy will have to stay restrictive",
    "Rates may need to be higher for longer",
    "It would be premature to cut rates before we see more data",
    "We are in no hurry to lower rates",
    "The committee sees upside risks to inflation",
    "We are not going to cut rates in March",
])
def test_hawkish(words: str) -> None:
    assert policy_stance(quote(words), ()) == "hawkish"


@pytest.mark.parametrize("words", [
    "We could cut interest rates as soon as September",
    "Inflation has eased and the labor market is softening",
    "Further easing may well be warranted",
    "I see no need to raise rates from here",
    "Downside risks to employment have grown",
    "Policy will remain accommodative",
])
def test_dovish(words: str) -> None:
    assert policy_stance(quote(words), ()) == "dovish"


def test_a_policymaker_who_speaks_of_something_else_has_no_policy_stance() -> None:
    assert policy_stance(quote("I will not comment on my successor"), ()) is None


def test_both_sides_even_out() -> None:
    assert policy_stance(quote("Inflation is too high, yet the labor market is cooling"), ()) == "neutral"


def test_a_strategist_is_neither_hawk_nor_dove() -> None:
    strategist = Speaker(name="Ann Doe", title="chief strategist", firm="Some Bank")
    assert policy_stance(quote("The Fed will cut interest rates", strategist), ()) is None
