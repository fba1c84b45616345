"""What a wrong figure is most likely: the slip is named where one alone explains it, and nothing where none does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

import tapecheck
from tapecheck.check import verdict
from tapecheck.schemas import Claim, Span, Stated
from tapecheck.sources import Market, open_market
from tapecheck.sources.sessions import is_session

AS_OF = datetime(2025, 1, 10, 17, 30, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """Two indexes from October 2023 to Jan. 10, 2025: 5,000 and 40,000 climb by fixed points a session, then turn."""
    folder = tmp_path_factory.mktemp("series")
    turns = {  # of the last sessions, in points
        "SPX": {"2024-12-31": -40.0, "2025-01-03": 75.0, "2025-01-08": 9.0, "2025-01-10": -91.0},
        "DJI": {"2025-01-08": 106.8, "2025-01-10": -697.0},
    }
    for name, close, step in (("SPX", 4300.0, 5.0), ("DJI", 33500.0, 29.0)):
        day, rows = date(2023, 10, 2), []
        while day <= AS_OF.date():
            if is_session(day):
                close += turns[name].get(f"{day}", step)
                rows.append(f"{day},{close:.2f}")
            day += timedelta(1)
        (folder / f"{name}.csv").write_text("\n".join(["date,close", *rows]) + "\n")
    return open_market(folder)


def of(expr: str, stated: float, places: int, unit: str) -> Claim:
    """The claim of a figure told to so many decimals."""
    text, half = f"{stated:.{places}f}", 0.5 * 10**-places
    return Claim(
        start=0, end=len(text), text=text, figure=Span(start=0, end=len(text), text=text), expr=expr, certain=True,
        stated=Stated(low=stated, high=stated, unit=unit, accepted_low=stated - half, accepted_high=stated + half))


def value(expr: str, market: Market, when: datetime = AS_OF) -> float:
    found = tapecheck.evaluate(expr, when, market=market).value
    assert found is not None
    return found.low


@pytest.mark.parametrize(("expr", "true", "unit", "slip"), [
    ("change(SPX[1d])", "change(SPX[wtd])", "percent", "another window: the week so far"),
    ("change(SPX['2025-01-10'])", "change(SPX[1y])", "percent", "another window: one year"),
    ("change(SPX['2025-01-10'])", "change(DJI['2025-01-10'])", "percent", "another series: DJI"),
    ("change(SPX['2025-01-10'])", "change(SPX['2025-01-03'])", "percent", "the value of a week before"),
    ("level(SPX[now])", "level(SPX['2025-01-08'])", "index_point", "the value of the session before"),
    ("level(SPX['2025-01-10'])", "level(SPX['2025-01-03'])", "index_point", "the value of a week before"),
    ("change(SPX['2024-12'])", "change(SPX['2023-12'])", "percent", "another year: 2023"),
])
def test_a_figure_that_is_another_s_is_named_so(
    market: Market, expr: str, true: str, unit: str, slip: str
) -> None:
    checked = verdict(of(expr, round(value(true, market), 2), 2, unit), AS_OF, market)
    assert (checked.outcome, checked.diagnosis) == ("contradicted", slip)


@pytest.mark.parametrize(("times", "plus", "slip"), [
    (-1, 0, "wrong sign"), (10, 0, "decimal point misplaced"), (1, -0.21, None),
])
def test_a_slip_of_the_pen_is_named(market: Market, times: float, plus: float, slip: str | None) -> None:
    expr = "change(SPX['2025-01-10'])"
    stated = round(times * value(expr, market) + plus, 2)
    checked = verdict(of(expr, stated, 2, "percent"), AS_OF, market)
    assert (checked.outcome, checked.diagnosis) == ("contradicted", slip)


def test_nothing_is_named_where_several_slips_explain_the_figure(market: Market) -> None:
    """ "Some 1.4%" may be the week's loss of 1.25% as well as the other index's of 1.53%."""
    claim = of("change(DJI[1d])", -1.4, 1, "percent")
    assert claim.stated is not None
    wide = claim.stated.model_copy(update={"accepted_low": -1.6, "accepted_high": -1.2})
    checked = verdict(claim.model_copy(update={"stated": wide}), AS_OF, market)
    assert (checked.outcome, checked.diagnosis) == ("contradicted", None)
