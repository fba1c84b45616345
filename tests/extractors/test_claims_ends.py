"""Both ends of a move, a run that ended, a move named after its noun, and a singular after two statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]

READ: list[tuple[str, list[str | None]]] = [
    # where a level came from and went to
    ("On Friday the VIX went from 18.07 to 19.54.", ["level(VIX['2025-01-09'])", "level(VIX['2025-01-10'])"]),
    ("In 2024 the two-year Treasury yield slid from 4.23% to 4.25%.",
     ["level(DGS2['2023-12-31'])", "level(DGS2['2024'])"]),
    ("Nvidia went from 18% of the fund to 21%.", [None, None]),
    # a run that ended
    ("The Dow fell 697 points on Friday, halting a two-day advance.",
     ["change_points(DJI['2025-01-10'])", "ended_streak(DJI['2025-01-10'], 'day')"]),
    ("The Nasdaq Composite snapped a run of two weekly gains.", ["streak(IXIC['2025-W01'], 'week')"]),
    ("Nvidia ended a three-day conference.", [None]),
    # the noun of a move, and whose it is
    ("Wednesday's 0.3% dip in the Nasdaq Composite was followed by worse.", ["change(IXIC['2025-01-08'])"]),
    ("Friday's 2% swoon in energy shares of the S&P 500 was small.", [None]),
    # what is told in brackets, and what brought a gain without saying so
    ("Microsoft (-1.3%) and Tesla (+0.1%) went their own ways.", ["change(MSFT[1d])", "change(TSLA[1d])"]),
    ("In 2024 the Russell 2000 eked out 10%.", ["change(RUT['2024'])"]),
    ("In 2024 Nvidia delivered 2% of the chips.", [None]),
    # touched on the way
    ("The VIX ended at 19.54 after touching 20.31.", ["level(VIX[now])", "peak(VIX.high[1d])"]),
    ("The 10-year Treasury yield, having peaked in April, ended 2024 at 4.58%.",
     ["peak_date(DGS10['2024-03-02':'2024-05-30'])", "level(DGS10['2024'])"]),
]


@pytest.mark.parametrize(("text", "exprs"), READ, ids=[t for t, _ in READ])
def test_a_figure_is_read_as(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


def test_a_singular_after_two_statements_means_the_last_and_is_not_certain(claims: Claims) -> None:
    text = "Nvidia, which rose 4% on Monday, gave back 3%, and the Dow shed 1.6%. It is still up 1% this year."
    last = claims(text)[-1]
    assert last.expr == "change(DJI[ytd])"
    assert not last.certain


def test_the_range_a_step_to_come_starts_from_is_a_fact(claims: Claims) -> None:
    (start,) = claims("The Fed is expected to cut its target range from 4.25%-4.5% on Wednesday.")
    assert start.expr == "policy_range(FEDTARGET[now])"
    assert start.reason is None
    (end,) = claims("The Fed is expected to cut its target range to 4%-4.25% on Wednesday.")
    assert end.reason == "forecast"
