"""Names of series that name something else where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.extractors.traps import trapped


def _trapped(text: str, name: str, sort: str = "index", series: str = "SPX") -> bool:
    start = text.index(name)
    return trapped(text, start, start + len(name), sort, series)


@pytest.mark.parametrize("text", [
    "S&P 500 futures rose 1.1%.",
    "More than half of S&P 500 constituents are down.",
    "the S&P 500 Health Care Equipment Index",
    "the S&P 500's energy sector fell 2%.",
    "bets on the S&P 500 rose.",
    "the iShares Core S&P 500 fund",
    "companies in the S&P 500 earned 8% more.",
    "the S&P 500's dividend yield is 1.3%.",
])
def test_a_part_of_an_index_is_not_the_index(text: str) -> None:
    assert _trapped(text, "S&P 500")


@pytest.mark.parametrize("text", [
    "The S&P 500 rose 1.1%.",
    "The S&P 500 index rose 1.1%.",
    "The S&P 500, meanwhile, fell.",
    "That left the S&P 500 at 5,827.04.",
])
def test_the_index_itself_is(text: str) -> None:
    assert not _trapped(text, "S&P 500")


@pytest.mark.parametrize(("text", "foreign"), [
    ("Japan's 10-year yield rose to 1.2%.", True),
    ("The 10-year yield of Germany rose.", True),
    ("The 10-year yield rose to 4.76%.", False),
    ("German bonds fell, and the U.S. 10-year yield rose.", False),
    ("Bunds fell in Germany. The 10-year yield rose.", False),
])
def test_a_yield_is_of_the_country_last_named(text: str, foreign: bool) -> None:
    assert _trapped(text, "10-year yield", "rate", "DGS10") is foreign


@pytest.mark.parametrize(("text", "foreign"), [
    ("Consumer prices in Japan rose 2.9%.", True),
    ("Britain's consumer prices rose 2.6%.", True),
    ("U.S. consumer prices rose 2.7%.", False),
    ("consumer prices rose 2.7%.", False),
])
def test_so_is_a_statistic(text: str, foreign: bool) -> None:
    name = "Consumer prices" if text.startswith("Consumer") else "consumer prices"
    assert _trapped(text, name, "indicator", "CPI") is foreign


KINDS = st.sampled_from([("index", "SPX"), ("rate", "DGS2"), ("indicator", "CPI")])


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), KINDS)
def test_any_place_in_any_text_may_be_asked_about(text: str, one: int, two: int, kind: tuple[str, str]) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    assert isinstance(trapped(text, start, end, *kind), bool)
