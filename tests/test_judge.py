"""From values to outcomes, where a rule stands that no article of ours shows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tapecheck.judge import judge
from tapecheck.metrics.base import Result, dated
from tapecheck.schemas import Claim, Span, Stated

AS_OF = datetime(2025, 9, 12, 22, tzinfo=UTC)


def since(year: int, certain: bool) -> Claim:
    """The claim of a low not seen since ``year``."""
    text = f"lowest level since {year}"
    first, last = float(f"{year}0101"), float(f"{year}1231")
    return Claim(
        start=0, end=len(text), text=text, figure=Span(start=0, end=len(text), text=text),
        expr="last_lower(DGS10[now])", relation="since", certain=certain,
        stated=Stated(low=first, high=last, unit="date", accepted_low=first, accepted_high=last))


def found(day: date) -> Result:
    return Result("", dated(day.toordinal()), ("",), ())


@pytest.mark.parametrize("certain", [True, False])
def test_nothing_is_the_lowest_since_a_time_to_come(certain: bool) -> None:
    assert judge(since(2097, certain), [found(date(2025, 4, 3))], AS_OF).outcome == "contradicted"


@pytest.mark.parametrize(("year", "certain", "outcome"), [
    (2025, False, "supported"), (2022, True, "contradicted"), (2022, False, "open"),
])
def test_the_last_lower_one_decides(year: int, certain: bool, outcome: str) -> None:
    assert judge(since(year, certain), [found(date(2025, 4, 3))], AS_OF).outcome == outcome
