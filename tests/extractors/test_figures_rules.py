"""The phrasings beside each table of rules: what must match and what must not."""

from __future__ import annotations

import pytest

from tapecheck.extractors import figures_context, figures_inherit, figures_names, figures_numbers, figures_ranges
from tapecheck.extractors.figures import read_figures
from tapecheck.schemas import Figure, Parsed


def figures(text: str) -> tuple[Figure, ...]:
    return read_figures(Parsed(body=text, tokens=(), sentences=(), parsed=False))


@pytest.mark.parametrize("text", figures_names.EXAMPLES["masked"])
def test_masked(text: str) -> None:
    assert figures_names.masked(text)


@pytest.mark.parametrize("text", figures_names.EXAMPLES["kept"])
def test_not_masked(text: str) -> None:
    assert not figures_names.masked(text)


@pytest.mark.parametrize(("text", "value"), figures_numbers.EXAMPLES)
def test_numbers(text: str, value: float) -> None:
    found = figures_numbers.find_numbers(text)
    assert [n.low for n in found] == [pytest.approx(value)]


@pytest.mark.parametrize(("text", "bound"), figures_context.BOUND_EXAMPLES)
def test_bounds(text: str, bound: str | None) -> None:
    assert figures(text)[0].bound == bound


@pytest.mark.parametrize(("text", "direction"), figures_context.DIRECTION_EXAMPLES)
def test_directions(text: str, direction: str | None) -> None:
    assert figures(text)[0].direction == direction


@pytest.mark.parametrize(("text", "ends"), figures_ranges.EXAMPLES)
def test_ranges(text: str, ends: tuple[float, float] | None) -> None:
    found = figures(text)
    if ends is None:
        assert len(found) == 2
    else:
        assert [(f.quantity.low, f.quantity.high) for f in found] == [ends]


@pytest.mark.parametrize(("text", "age"), figures_inherit.AGE_EXAMPLES)
def test_ages(text: str, age: bool) -> None:
    assert (figures(text)[0].quantity.unit == "year of age") is age
