"""An article against itself: its own arithmetic, never a false alarm."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.read import read
from tapecheck.schemas import Article, Conflict


def conflicts(body: str) -> tuple[Conflict, ...]:
    """The conflicts of an article of these words."""
    return read(Article(id="a", body=body, published=datetime(2025, 3, 4, 2, tzinfo=UTC))).conflicts


@pytest.mark.parametrize(("body", "kind", "shown"), [
    ("The Dow rose 893.16 points, or 27.8%, to 4,649.23 on Monday.", "move", "23.78%"),
    ("The S&P 500 fell 64.06 points, or 2.4%, to 4,577.10.", "move", "1.38%"),
    ("Oil rose $2.10, or 2.3%, to $67.50 a barrel.", "move", "3.211%"),
    ("Revenue rose 31% to $5.25 billion from $4.64 billion.", "from_to", "+13.15%"),
    ("It gained on 24 of 37 sessions, or 56%.", "share", "64.86%"),
    ("The S&P 500 rose 1.2% on Monday. The S&P 500 rose 2.1% on Monday after a dip.", "twice", "1.2% and as 2.1%"),
])
def test_found_and_shown(body: str, kind: str, shown: str) -> None:
    found = conflicts(body)
    assert [c.kind for c in found] == [kind]
    assert shown in found[0].arithmetic


@pytest.mark.parametrize("body", [
    "The S&P 500 fell 64.06 points, or 1.4%, to 4,577.10.",
    "The S&P 500 rose about 60 points, or 1.4%, to 4,577.10.",
    "Revenue rose 13% to $5.2 billion from $4.6 billion a year earlier.",
    "Net income climbed 25 percent to $1.25 a share from $1 a share.",
    "It gained on 24 of 37 sessions, or 65%.",
    "The yield rose 5% to 4.2% from 4%.",
    "The S&P 500 rose 1.2% on Monday. The S&P 500 rose 1.3% on Tuesday.",
    "The S&P 500 rose 1.2% on Monday. It would have risen 2.1% on Monday without the banks.",
    "Shares fell 30 cents, or 2%, to $14.70, and volume rose 40% to 3 million.",
])
def test_no_false_alarm(body: str) -> None:
    assert conflicts(body) == ()


@given(base=st.integers(2_000, 90_000), move=st.integers(20, 900), up=st.booleans())
def test_a_move_that_adds_up_is_never_a_conflict(base: int, move: int, up: bool) -> None:
    before, points = base + 0.25, move + 0.5
    level = before + points if up else before - points
    percent = points / before * 100
    body = f"The Dow {'rose' if up else 'fell'} {points:,.2f} points, or {percent:.1f}%, to {level:,.2f}."
    assert conflicts(body) == ()
