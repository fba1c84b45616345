"""Verbs before their subjects, subjects asked for or identified, and what a participle leaves behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]

READ: list[tuple[str, list[str | None]]] = [
    # the verb first
    ("Down came the Dow, by 1.6%; up shot the VIX, by 8%.", ["change(DJI[1d])", "change(VIX[1d])"]),
    ("Up went the Dow, a favorite of 3% of investors.", [None]),
    # asked for, or identified
    ("The Dow fell 1.6%. And gold? It rose 1%.", ["change(DJI[1d])", "change(GOLD[1d])"]),
    ("The Dow fell 1.6%. The lone bright spot was gold. It rose 1%.", ["change(DJI[1d])", "change(GOLD[1d])"]),
    ("Thirty-year bonds closed at 4.95%.", ["level(DGS30[now])"]),
    ("Five-year loans closed at 7%.", [None, None]),
    # a price of inflation is no yield
    ("The 10-year \"break-even\" rate stood at 2.4%.", ["level(T10YIE[now])"]),
    # another time's distance from now
    ("The VIX ended at 19.54; on Dec. 31 it was 2 points lower.", ["level(VIX[now])", None]),
    # over before the main clause
    ("Having lost 3% last month, the Dow fell 1.6%.", ["change(DJI['2024-12'])", "change(DJI[1d])"]),
]


@pytest.mark.parametrize(("text", "exprs"), READ, ids=[t for t, _ in READ])
def test_a_figure_is_read_as(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs
