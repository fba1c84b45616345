"""Lines of a table in the text: a name, its level, and the move that led there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(("text", "exprs"), [
    ("- Dow: 41,938.45, -1.6%\n- Nasdaq Composite: 19,161.63, -1.6%",
     ["level(DJI[now])", "change(DJI[1d])", "level(IXIC[now])", "change(IXIC[1d])"]),
    ("• Russell 2000 2189.23, down 2.2%\n• Gold 2,715, up 0.9%",
     ["level(RUT[now])", "change(RUT[1d])", "level(GOLD[now])", "change(GOLD[1d])"]),
    ("Brent: $79.76 a barrel, up $2.84, or 3.7%.\nThe day was long.",
     ["level(BRENT[now])", "change_points(BRENT[1d])", "change(BRENT[1d])"]),
    ("Treasury yields rose.\n2-year: 4.39%, up 12 basis points\n10-yr: 4.76%, the highest since November 2023",
     ["level(DGS2[now])", "change_bp(DGS2[1d])", "level(DGS10[now])", "last_higher(DGS10[now])"]),
])
def test_a_line_of_a_table_is_a_level_and_a_move(claims: Claims, text: str, exprs: list[str]) -> None:
    found = claims(text)
    assert [c.expr for c in found] == exprs
    assert all(c.certain for c in found)


@pytest.mark.parametrize("text", [
    "- Dow: 3 reasons to sell\n- Nasdaq: 100 names to know",
    "- S&P 500: 493 companies, 7 giants",
    "- Germany's 10-year: 2.56%, up 5 basis points",
    "Apple: The phone maker lost 2.4% while its rival gained",
    "iShares - S&P 500: 588.20, -1.5%",
])
def test_what_only_looks_like_one_is_not_read_for_sure(claims: Claims, text: str) -> None:
    assert not [c for c in claims(text) if c.certain and c.expr]


def test_one_line_alone_names_no_day(claims: Claims) -> None:
    assert not [c for c in claims("- Dow: 41,938.45, -1.6%") if c.certain and c.expr and c.expr.startswith("change")]
