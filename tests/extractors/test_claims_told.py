"""What a sentence leans on: the day before, an event, a quotation, the market without an index's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]

READ: list[tuple[str, list[str | None]]] = [
    # the session before the one spoken of
    ("The Dow fell 697 points on Friday, a day after losing 150.",
     ["change_points(DJI['2025-01-10'])", "change_points(DJI['2025-01-09'])"]),
    ("The S&P 500 fell 1.5% on Friday. A day earlier it had gained 0.2%.",
     ["change(SPX['2025-01-10'])", "change(SPX['2025-01-09'])"]),
    ("The S&P 500 is down 1.5% from a day earlier.", ["change(SPX[1d])"]),
    ("The S&P 500 fell 1.5% in the previous session.", ["change(SPX['2025-01-09'])"]),
    # a window that ends on a named day, from a high just dated
    ("The S&P 500 set a record on Dec. 6. By Jan. 10 it had fallen 4%.",
     ["record(SPX['2024-12-06'])", "record(SPX['2024-12-06'])", "change(SPX['2024-12-06':'2025-01-10'])"]),
    ("The S&P 500 is up 62% since the bull market began on Oct. 12, 2022.",
     ["change(SPX['2022-10-12':])", "trough_date(SPX['2021-10-12':])"]),
    # the market without the name of an index
    ("Stocks closed at a record.", ["record(SPX[now])"]),
    ("The Russell 2000 fell 2.2% on Friday. Small stocks are down 1.9% this year.",
     ["change(RUT['2025-01-10'])", "change(RUT[ytd])"]),
    ("Asian stocks closed at a record.", [None]),
    # a figure that holds a name is still a figure
    ("A fifth of the world's oil goes through the strait.", [None]),
    # the centre of what was said: no plural, no demonstrative; a topic named ahead
    ("The Dow fell 1.6%. The S&P 500 fell 1.5%. All three still ended the week higher, the Nasdaq Composite most of all. "
     "It has lost 0.8% this year.", ["change(DJI[1d])", "change(SPX[1d])", "change(IXIC[ytd])"]),
    ("As for the Russell 2000, down 2.2%, it was the worst day since Dec. 18.",
     ["change(RUT[1d])", "last_lower(change(RUT[1d]))"]),
    ("The Nasdaq Composite fell 1.6%. The core gauge that the Fed favors rose 2.8% in November from a year earlier.",
     ["change(IXIC[1d])", "yoy(COREPCE['2024-11'])"]),
    ("The Nasdaq Composite fell 1.6%. The core reading rose 3% from a year earlier.", ["change(IXIC[1d])", None]),
    # a time that acts is no subject of its own
    ("The Dow rose 697 points. Add Thursday's 106-point rise and the index has gained 803 points in two sessions.",
     ["change_points(DJI[1d])", "change_points(DJI['2025-01-09'])", "change_points(DJI[2d])", None]),
    # by the close of a day; beside the name with its time
    ("The VIX jumped on Thursday. By Friday's close it was back at 19.54.", ["level(VIX['2025-01-10'])"]),
    ("The dollar index, 109.65 on Friday, has lost 0.2% this week.",
     ["level(DXY['2025-01-10'])", "change(DXY[wtd])"]),
    # steps told several at once are no step of their own
    ("The Fed raised rates seven times in 2022, four of them by three-quarters of a point.",
     ["policy_moves(FEDTARGET['2022'], 'up')", "policy_moves(FEDTARGET['2022'], 'up', 0.75)", None]),
]


@pytest.mark.parametrize(("text", "exprs"), READ, ids=[t for t, _ in READ])
def test_a_figure_leans_on_what_was_told(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize("text", [
    "The S&P 500 has gained 0.3% in the month since the election.",
    "Stocks rose 1.5% on Friday.",
    "The S&P 500 rose 1% on Friday. Small stocks fell 2% on Friday.",
    "The VIX was at 19.54 in early December.",
    "Amazon is up 20% since a dip in December.",
    "January brought another 3%.",
    "The Nasdaq Composite was 3% to the good on Jan. 6.",
    "The S&P 500 is up 5% in the last 30 days, and the Nasdaq Composite has gained 6%.",
])
def test_what_is_loosely_told_is_never_contradicted(claims: Claims, text: str) -> None:
    assert not claims(text)[-1].certain


@pytest.mark.parametrize("text", [
    "The S&P 500 hasn't fallen 2% since Dec. 18.",
    "It was the second time this year that the S&P 500 fell more than 1.5%.",
    "The S&P 500 has gone 14 sessions without a 2% decline.",
])
def test_a_move_denied_or_counted_is_no_move(claims: Claims, text: str) -> None:
    assert not [c for c in claims(text) if c.expr and c.expr.startswith("change")]


def test_the_names_of_a_quotation_are_forgotten_after_it(claims: Claims) -> None:
    text = (
        "The Russell 2000 fell 2.2% on Friday.\n\n\"The S&P 500 fell 1.5% on Friday,\" said Jane Roe, a strategist at "
        "Acme Capital. \"It is tired.\"\n\nMuch is missing. Some of it will return. The index has had its worst start "
        "to a year since 2022."
    )
    assert claims(text)[-1].subject == "Russell 2000"


@pytest.mark.parametrize(("text", "kept"), [
    ("The S&P 500 fell 6%, its steepest drop since the pandemic began.", True),
    ("The S&P 500 fell 6%, its steepest drop since the Fed began to worry.", False),
])
def test_a_time_known_by_its_name_is_a_date(claims: Claims, text: str, kept: bool) -> None:
    assert any(c.relation == "since" for c in claims(text)) is kept
