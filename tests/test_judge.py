"""From values to outcomes, where a rule stands that no article of ours shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tapecheck.check import verdict
from tapecheck.judge import judge
from tapecheck.metrics.base import Result, dated
from tapecheck.schemas import Claim, Quantity, Span, Stated
from tapecheck.sources.market import open_market

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


@pytest.mark.parametrize(("expr", "text", "as_of", "outcome"), [
    # what trades around the clock has not closed when stocks have: its day is only bounded
    ("level(BTCUSD[now])", "$94,000", "2025-01-10T17:20:00-05:00", "open"),
    ("streak(BTCUSD[now], 'day')", "fourth", "2025-01-10T17:20:00-05:00", "open"),
    ("level(BTCUSD['2025-01-08'])", "$94,000", "2025-01-10T17:20:00-05:00", "contradicted"),
    ("level(BTCUSD[now])", "$94,000", "2025-01-11T22:20:00-05:00", "contradicted"),
])
def test_a_day_still_under_way_proves_nothing(
    tmp_path: Path, expr: str, text: str, as_of: str, outcome: str
) -> None:
    days = ((date(2025, 1, 1) + timedelta(n), 90000.0 + 100 * n) for n in range(11))
    rows = "".join(f"{day},{v},{v + 9000},{v - 9000},{v}\n" for day, v in days)
    (tmp_path / "BTCUSD.csv").write_text(f"date,open,high,low,close\n{rows}")
    size = 94000.0 if "$" in text else -4.0
    claim = Claim(
        start=0, end=len(text), text=text, figure=Span(start=0, end=len(text), text=text), expr=expr, certain=True,
        stated=Stated(low=size, high=size, unit="USD" if "$" in text else "count", accepted_low=size - 0.5,
                      accepted_high=size + 0.5))
    assert verdict(claim, datetime.fromisoformat(as_of), open_market(tmp_path)).outcome == outcome


@pytest.mark.parametrize(("as_of", "outcome"), [
    ("2024-11-29T13:40:00-05:00", "open"),  # stocks have closed, bonds have not
    ("2024-11-29T14:10:00-05:00", "contradicted"),  # the half day is over for both
    ("2024-12-02T14:10:00-05:00", "open"),
    ("2024-12-02T08:10:00-05:00", "contradicted"),  # before the day's dealing
])
def test_a_yield_of_the_day_waits_for_the_bond_market(tmp_path: Path, as_of: str, outcome: str) -> None:
    days = (date(2024, 11, 1) + timedelta(n) for n in range(32))
    rows = "".join(f"{day},4.18\n" for day in days if day.weekday() < 5 and day.day not in (11, 28))
    (tmp_path / "FRED_DGS10.csv").write_text(f"date,value\n{rows}")
    claim = Claim(
        start=0, end=5, text="4.05%", figure=Span(start=0, end=5, text="4.05%"), expr="level(DGS10[now])", certain=True,
        stated=Stated(low=4.05, high=4.05, unit="percent", accepted_low=4.045, accepted_high=4.055))
    assert verdict(claim, datetime.fromisoformat(as_of), open_market(tmp_path)).outcome == outcome


def test_a_close_on_a_half_day_counts_though_its_market_may_rest(tmp_path: Path) -> None:
    days = (date(2024, 11, 1) + timedelta(n) for n in range(29))
    rows = "".join(f"{d},{2628 + d.day}\n" for d in days if d.weekday() < 5 and d.day != 28)
    (tmp_path / "GOLD_FUT.csv").write_text(f"date,value\n{rows}")
    claim = Claim(
        start=0, end=6, text="$2,657", figure=Span(start=0, end=6, text="$2,657"), expr="level(GOLD[now])",
        certain=True, stated=Stated(low=2657.0, high=2657.0, unit="USD/ounce", accepted_low=2656.5,
                                    accepted_high=2657.5))
    as_of = datetime.fromisoformat("2024-11-29T14:10:00-05:00")
    assert verdict(claim, as_of, open_market(tmp_path)).outcome == "supported"


def test_a_value_told_of_each_must_hold_for_all() -> None:
    def told(low: float, high: float) -> Result:
        return Result("", Quantity(low=low, high=high, unit="percent"), ("",), ())

    claim = Claim(
        start=0, end=2, text="2%", figure=Span(start=0, end=2, text="2%"), certain=True,
        expr="each(change(DJI[1d]), change(SPX[1d]))",
        stated=Stated(low=2.0, high=2.0, unit="percent", accepted_low=1.95, accepted_high=2.05))
    assert judge(claim, [told(1.96, 2.04)], AS_OF).outcome == "supported"
    assert judge(claim, [told(1.2, 2.0)], AS_OF).outcome == "contradicted"


@pytest.mark.parametrize(("expr", "stated", "value", "outcome"), [
    ("change(GOLD[ytd])", 4.9, 38.6, "contradicted"),  # no session takes gold so far from the close before
    ("change(GOLD[ytd])", 34.9, 38.6, "open"),
    ("change(NVDA[ytd])", 24.9, 38.6, "open"),  # a share may go further
    ("change(GOLD[1d])", 14.9, 0.6, "open"),  # of the session itself
])
def test_where_only_the_session_under_way_is_missing(expr: str, stated: float, value: float, outcome: str) -> None:
    text = f"{stated}%"
    claim = Claim(
        start=0, end=len(text), text=text, figure=Span(start=0, end=len(text), text=text), expr=expr, certain=True,
        stated=Stated(low=stated, high=stated, unit="percent", accepted_low=stated - 0.05, accepted_high=stated + 0.05))
    close = Result("", Quantity(low=value, high=value, unit="percent"), ("",), ())
    assert judge(claim, [close, Result("", None, (), (), reason="no_bars")], AS_OF).outcome == outcome


def test_more_than_doubled_says_that_two_times_was_passed() -> None:
    def claim(text: str) -> Claim:
        return Claim(
            start=0, end=len(text), text=text, figure=Span(start=0, end=len(text), text=text), certain=True,
            expr="multiple(SOX[now], SOX['2025-04-08'])",
            stated=Stated(low=2, high=2, unit="multiple", accepted_low=2, accepted_high=2.7))

    value = Result("", Quantity(low=1.9, high=1.9, unit="multiple"), ("",), ())
    found = [judge(claim(text), [value], AS_OF).outcome for text in ("more than doubled", "doubled")]
    assert found == ["contradicted", "open"]


@pytest.mark.parametrize(("minute", "outcome"), [(15, "open"), (59, "contradicted")])
def test_a_day_that_went_on_after_it_was_written_of(minute: int, outcome: str) -> None:
    text = "as much as 5%"
    claim = Claim(
        start=0, end=len(text), text=text, figure=Span(start=0, end=len(text), text=text), certain=True,
        expr="extreme_move(TSLA.low[1d])",
        stated=Stated(low=-5, high=-5, unit="percent", accepted_low=-5.5, accepted_high=-3))
    value = Result("", Quantity(low=-7.5, high=-7.5, unit="percent"), ("",), ())
    assert judge(claim, [value], datetime(2025, 9, 12, 20, minute, tzinfo=UTC)).outcome == outcome
