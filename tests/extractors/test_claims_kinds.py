"""Companies by their trade, what holders have made, runs without "in a row", closes by another verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]

READ: list[tuple[str, list[str | None]]] = [
    # by its trade
    ("Tesla lost 0.1% on Friday. The electric-car maker has fallen 2% this year.",
     ["change(TSLA['2025-01-10'])", "change(TSLA[ytd])"]),
    ("Apple fell 2.4% on Friday and Micron 0.1%. The memory company is up 18% this year.",
     ["change(AAPL['2025-01-10'])", "change(MU['2025-01-10'])", "change(MU[ytd])"]),
    ("Intel and Micron fell on Friday. The chip maker is up 18% this year.", [None]),
    ("Apple fell 2.4% on Friday. The retailer is up 18% this year.", ["change(AAPL['2025-01-10'])", None]),
    ("Micron is up 14% since it reported earnings on Dec. 18.", ["change(MU['2024-12-18':])"]),
    ("Micron is up 14% since reporting earnings last Thursday.", ["change(MU['2025-01-02':])"]),
    # what holders have
    ("Gold rose 1%. Those who bought on Dec. 30 are now 4% ahead.",
     ["change(GOLD[1d])", "change(GOLD['2024-12-30':])"]),
    ("Gold rose 1%. Those who bought bonds on Dec. 30 are now 4% ahead.", ["change(GOLD[1d])", None]),
    ("Gold rose 1%. Those who bought a year ago are sitting on a profit of 34%.",
     ["change(GOLD[1d])", "change(GOLD['2024-01-10':])"]),
    # runs
    ("Gold has climbed for four sessions.", ["streak(GOLD[now], 'day')"]),
    ("The Dow has lost ground in each of the past two weeks.", ["up_periods(DJI[now], 'week', 2)"]),
    ("The Dow has shed 900 points in three sessions, every one of them down.",
     ["change_points(DJI[3d])", "streak(DJI[now], 'day')"]),
    ("Gold began the week with two weekly gains behind it.", ["streak(GOLD['2025-W01'], 'week')"]),
    ("The Dow has closed early for two sessions.", [None]),
    # a close, its first since
    ("The VIX went home at 19.54, its highest close since Dec. 19.", ["level(VIX[now])", "last_higher(VIX[now])"]),
    ("The VIX rose to 19.54, its first finish above 19 since Dec. 19.",
     ["level(VIX[now])", "peak(VIX[1d])", "previous_above(VIX[now], 19)"]),
    ("The Dow posted a second straight loss and its worst close since Nov. 4.",
     ["streak(DJI[now], 'day')", "last_lower(DJI[now])"]),
    ("The Russell 2000 tumbled 2.2%, a drop it had not suffered since Dec. 18.",
     ["change(RUT[1d])", "last_lower(change(RUT[1d]))"]),
    ("The Russell 2000 was roughed up for 2.2%.", ["change(RUT[1d])"]),
    # what it was then
    ("U.S. crude costs a little over $76 a barrel, 60% of what it fetched on June 8, 2022.",
     ["level(WTI[now])", "multiple(WTI['2022-06-08':])"]),
    ("The yield curve was inverted by 35 basis points.", ["spread(DGS10[now], DGS2[now])"]),
    # past a relative clause
    ("Traders made guesses about the Federal Reserve, which last month cut rates by a quarter point for the third "
     "meeting in a row.", ["policy_step(FEDTARGET['2024-12'])", "policy_run(FEDTARGET[now], 'down', 3, 0.25)"]),
]


@pytest.mark.parametrize(("text", "exprs"), READ, ids=[t for t, _ in READ])
def test_a_figure_is_read_as(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


def test_a_run_of_months_without_in_a_row_is_not_called_wrong(claims: Claims) -> None:
    assert not claims("Stocks fell on Friday. Gold has climbed for four months.")[-1].certain


def test_a_superlative_of_the_move_just_told_is_certain_in_a_second_clause(claims: Claims) -> None:
    text = "The Dow fell 1.6% on Friday, while the Russell 2000 caved in by 2.2%, its heaviest blow since 2011."
    assert claims(text)[-1].certain
    loose = "Stocks fell on Friday. The Dow fell 1.6% as traders faced their heaviest losses since 2011."
    assert not claims(loose)[-1].certain


MORE: list[tuple[str, list[str | None]]] = [
    # the market at large, and what its week was in the year
    ("Stocks suffered their worst session since Dec. 18.", ["last_lower(change(SPX[1d]))"]),
    ("Yields jumped as Wall Street closed out its worst week of the year.", ["rank_low(change(SPX[wtd]), '2025')"]),
    ("Apple booked its best quarter of the year in services revenue.", [None]),
    # the dollar in yen, and the yen in dollars
    ("On Friday the dollar fell 0.3% to 157.73 yen.", ["change(USDJPY['2025-01-10'])", "level(USDJPY['2025-01-10'])"]),
    ("Against the yen the dollar bought 157.73, having risen 0.3% this year.",
     ["level(USDJPY[now])", "change(USDJPY[ytd])"]),
    ("The dollar fell 0.3% against the euro and the yen.", [None]),
    # what the Fed owns, and real yields
    ("It is up to the Federal Reserve, whose balance sheet has shrunk to $6.9 trillion.", ["level(WALCL[now])"]),
    ("It is up to JPMorgan Chase, whose balance sheet has shrunk to $3.9 trillion.", [None]),
    ("Ten-year inflation-protected notes yield 2.34%, 0.1 percentage point more than when the year began.",
     ["level(DFII10[now])", "change_bp(DFII10[ytd])"]),
]


@pytest.mark.parametrize(("text", "exprs"), MORE, ids=[t for t, _ in MORE])
def test_what_a_figure_is_of(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


def test_as_the_yen_falls_a_dollar_costs_more_of_it(claims: Claims) -> None:
    yen, dollar = (claims(f"The {money} weakened 0.3% on Friday, to 157.73 yen.")[0] for money in ("yen", "dollar"))
    assert yen.stated is not None
    assert dollar.stated is not None
    assert yen.stated.low > 0 > dollar.stated.low
