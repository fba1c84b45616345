"""Where the day an article speaks from is unknown: contradicted only when no day of the month before gives it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tapecheck
from tapecheck.schemas import Article, CheckedClaim
from tapecheck.sources import Market, open_market
from tapecheck.sources.sessions import is_session

NY = ZoneInfo("America/New_York")
PUBLISHED = datetime(2025, 1, 10, 17, 30, tzinfo=NY)
PAGE = "Stocks fell on Friday.\n\nReuters\n\n{}"
"""A page whose second piece is another publisher's: its day is not that of the page."""


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """An index that rises 1% every session but falls 2.5% on 2025-01-06, four sessions before the page."""
    folder = tmp_path_factory.mktemp("series")
    day, close, rows = date(2024, 10, 1), 3000.0, []
    while day <= PUBLISHED.date():
        if is_session(day):
            close *= 0.975 if day == date(2025, 1, 6) else 1.01
            rows.append(f"{day},{close:.4f}")
        day += timedelta(1)
    (folder / "SPX.csv").write_text("\n".join(["date,close", *rows]) + "\n")
    return open_market(folder)


def last(sentence: str, market: Market) -> CheckedClaim:
    article = Article(id="page", published=PUBLISHED, body=PAGE.format(sentence))
    return tapecheck.check(article, market=market).claims[-1]


@pytest.mark.parametrize(("sentence", "outcome"), [
    ("The S&P 500 fell 2.5%.", "open"),  # of another day of the month: wrong of none for sure
    ("The S&P 500 fell 7.3%.", "contradicted"),  # of no day
    ("The S&P 500 rose 1.00%.", "supported"),
    ("The S&P 500 climbed back above 2,900.", "open"),  # it was, and far
    ("The S&P 500 climbed back above 9,400.", "contradicted"),  # it never was
    ("The S&P 500 fell 7.3% on Nov. 4.", "contradicted"),
])
def test_no_day_of_the_month_before(market: Market, sentence: str, outcome: str) -> None:
    claim = last(sentence, market)
    assert claim.outcome == outcome
    if outcome == "contradicted":
        assert "no session from 2024-12-11 to 2025-01-10 gives it" in claim.derivation[-1]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(percent=st.integers(min_value=20, max_value=120))
def test_what_some_day_gives_is_never_contradicted(market: Market, percent: int) -> None:
    claim = last(f"The S&P 500 fell {percent / 10:.1f}%.", market)
    given_by_some_day = claim.stated is not None and claim.stated.accepted_low <= -2.5 <= claim.stated.accepted_high
    assert (claim.outcome == "contradicted") == (not given_by_some_day)


def test_a_later_piece_cannot_speak_of_a_day_to_come(market: Market) -> None:
    """A dated claim is held against its own day, though most of the month before knows nothing of it."""
    assert last("The S&P 500 fell 2.50% on Jan. 6.", market).outcome == "supported"
    assert last("The S&P 500 fell 6.4% on Jan. 6.", market).outcome == "contradicted"
