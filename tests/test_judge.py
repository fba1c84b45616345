"""From values to outcomes, where a rule stands that no article of ours shows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tapecheck.judge import judge
from tapecheck.metrics.base import Result, dated
from tapecheck.schemas import Claim, Quantity, Span, Stated

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


def price(expr: str, stated: float, certain: bool = True) -> Claim:
    """The claim of a price, told to the cent."""
    text = f"${stated:.2f}"
    return Claim(
        start=0, end=len(text), text=text, figure=Span(start=0, end=len(text), text=text), expr=expr, certain=certain,
        stated=Stated(low=stated, high=stated, unit="USD", accepted_low=stated - 0.005, accepted_high=stated + 0.005))


@pytest.mark.parametrize(("expr", "stated", "value", "outcome"), [
    ("level(TSLA[now])", 302.10, 20.37, "open"),  # split since, by what no single split explains
    ("peak(AMZN[:now])", 1638.10, 79.92, "open"),
    ("level(AAPL[now])", 182.10, 170.00, "contradicted"),
    ("level(SPX[now])", 5200.00, 2600.00, "contradicted"),  # an index never splits
    ("level(GOLD[now])", 2600.00, 1300.00, "contradicted"),
])
def test_a_price_of_another_share_is_not_wrong(expr: str, stated: float, value: float, outcome: str) -> None:
    result = Result("", Quantity(low=value, high=value, unit="USD"), ("",), ())
    assert judge(price(expr, stated), [result], AS_OF).outcome == outcome


@pytest.mark.parametrize(("text", "stated", "value", "outcome"), [
    ("40%", -40.0, -38.3, "open"),  # a round number
    ("41%", -41.0, -38.3, "contradicted"),
    ("a fifth of its value", -20.0, -22.1, "open"),
    ("a third of its value", -33.3, -26.8, "contradicted"),
])
def test_round_words_are_told_of_what_is_near(text: str, stated: float, value: float, outcome: str) -> None:
    claim = Claim(
        start=0, end=len(text), text=text, figure=Span(start=0, end=len(text), text=text), expr="change(TSLA[ytd])",
        stated=Stated(low=stated, high=stated, unit="percent", accepted_low=stated - 0.5, accepted_high=stated + 0.5))
    result = Result("", Quantity(low=value, high=value, unit="percent"), ("",), ())
    assert judge(claim, [result], AS_OF).outcome == outcome
