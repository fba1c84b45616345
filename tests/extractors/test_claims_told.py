"""What a sentence leans on: the day before, an event, a quotation, the market without an index's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

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
    # the day of what stands in apposition
    ("U.S. crude rose 80 cents from Thursday's close, its lowest since Monday.",
     ["change_points(WTI[1d])", "last_lower(WTI['2025-01-09'])"]),
    ("The VIX, which rose 8% on Wednesday, fell 2% to 18.07.",
     ["change(VIX['2025-01-08'])", "change(VIX[1d])", "level(VIX[now])"]),
    ("Since topping out on Dec. 6, the S&P 500 has lost 4.3%.",
     ["peak_date(SPX['2024-11-06':'2025-01-05'])", "change(SPX['2024-12-06':])"]),
    ("The Dow fell 697 points to 41,938, its sorriest showing since Dec. 18.",
     ["change_points(DJI[1d])", "level(DJI[now])", "last_lower(change(DJI[1d]))"]),
    ("The S&P 500 fell 1.5% in the previous session.", ["change(SPX['2025-01-09'])"]),
    # a window that ends on a named day, from a high just dated
    ("The S&P 500 set a record on Dec. 6. By Jan. 10 it had fallen 4%.",
     ["record(SPX['2024-12-06'])", "record(SPX['2024-12-06'])", "change(SPX['2024-12-06':'2025-01-10'])"]),
    ("The S&P 500 is up 62% since the bull market began on Oct. 12, 2022.",
     ["change(SPX['2022-10-12':])", "trough_date(SPX['2021-10-12':])"]),
    # a standing gain goes on with the stretch just told; one without a stretch has none
    ("The Dow is down 1.4% for 2025. The Nasdaq Composite clings to a gain of 0.3%.",
     ["change(DJI[ytd])", "change(IXIC[ytd])"]),
    # a comparison with where a span began
    ("The Dow fell 1.6% this week and is now 2% lower (1.97%, to be exact) than when the year began.",
     ["change(DJI[wtd])", "change(DJI[ytd])", "change(DJI[ytd])"]),
    ("The Dow is a fifth higher than when the quarter started.", ["change(DJI[qtd])"]),
    # the stretch just told
    ("The S&P 500 gained 2.3% in the fourth quarter. Along the way it notched 15 record closes, bringing the tally for "
     "2024 to 57.",
     ["change(SPX['2024-Q4'])", "record_count(SPX['2024-Q4'])", "record_count(SPX['2024'])"]),
    # a base told with its day
    ("The 10-year Treasury yield rose this week, from 4.6% the Friday before to 4.76%.",
     ["level(DGS10['2025-01-03'])", "level(DGS10[now])"]),
    # a distance on a day of its own
    ("On Jan. 2 the Russell 2000 stood at 2,231, which was 8.6% under its Nov. 25 peak.",
     ["level(RUT['2025-01-02'])", "below_peak_pct(RUT['2025-01-02'], RUT['2024-11-25'])",
      "peak_date(RUT['2024-10-26':'2024-12-25'])"]),
    # a mark told by its own date
    ("The Nasdaq Composite's Dec. 16 record still stands 4.9% away.", ["record_date(IXIC[now])", None]),
    # passive beatings, and moves that bound
    ("Nvidia was clobbered for 3%, Intel for 2.1%.", ["change(NVDA[1d])", "change(INTC[1d])"]),
    ("The 10-year Treasury yield bounded eight basis points to 4.77%.", ["change_bp(DGS10[1d])", "level(DGS10[now])"]),
    ("At 19.54, the VIX is up 8%.", ["level(VIX[now])", "change(VIX[1d])"]),
    ("The VIX reached 19.54, its highest close since Dec. 20.", ["level(VIX[now])", "last_higher(VIX[now])"]),
    ("The 10-year Treasury yield stands at 4.77%, the most since November 2023.",
     ["level(DGS10[now])", "last_higher(DGS10[now])"]),
    ("That followed a drop in gold of 1%.", ["change(GOLD[1d])"]),
    ("Some 697 points came off the Dow.", ["change_points(DJI[1d])"]),
    ("The Dow, reeling from a loss on Thursday, fell 697 points to 41,938.45.",
     ["change_points(DJI[1d])", "level(DJI[now])"]),
    ("The Dow's toll was 697 points.", ["change_points(DJI[1d])"]),
    # moves told by their signs
    ("The small-cap Russell (-2.2% to 2,189) fell hardest. Intel (INTC, -3.5%) and Walmart (WMT, +0.9%) parted.",
     ["change(RUT[1d])", "level(RUT[now])", "change(INTC[1d])", "change(WMT[1d])"]),
    # what a comparison is held against
    ("The Dow fell 1.9% this week. It has not had one like it since October.",
     ["change(DJI[wtd])", "last_lower(change(DJI[wtd]))"]),
    ("The Nasdaq Composite gained 2.6% on Friday, a move it last bettered in November.",
     ["change(IXIC['2025-01-10'])", "last_higher(change(IXIC['2025-01-10']))"]),
    ("The VIX rose to 19.54, its loftiest close since Dec. 20.", ["level(VIX[now])", "last_higher(VIX[now])"]),
    ("The S&P 500 fell 1.5%, its roughest outing since Dec. 18.",
     ["change(SPX[1d])", "last_lower(change(SPX[1d]))"]),
    ("The S&P 500 is 4% in the red for 2025.", ["change(SPX[ytd])"]),
    ("The Dow scored its eighth weekly advance in succession.", ["streak(DJI[now], 'week')"]),
    # the market without the name of an index
    ("Stocks closed at a record.", ["record(SPX[now])"]),
    ("The Russell 2000 fell 2.2% on Friday. Small stocks are down 1.9% this year.",
     ["change(RUT['2025-01-10'])", "change(RUT[ytd])"]),
    ("Asian stocks closed at a record.", [None]),
    # a figure that holds a name is still a figure
    ("A fifth of the world's oil goes through the strait.", [None]),
    # the centre of what was said: no plural, no demonstrative; a topic named ahead
    ("The Dow fell 1.6%. The S&P 500 fell 1.5%. All three still ended the week higher, the Nasdaq Composite most of "
     "all. It has lost 0.8% this year.", ["change(DJI[1d])", "change(SPX[1d])", "change(IXIC[ytd])"]),
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
    "The VIX went from 13.5 to 17.4 in December.",
    "The Dow was 1% in the red for much of the week.",
    "The Nasdaq Composite was 3% to the good on Jan. 6.",
    "The S&P 500 is up 5% in the last 30 days, and the Nasdaq Composite has gained 6%.",
    "The S&P 500 fell on Friday. The Nasdaq Composite clings to a gain of 3%.",
    "The S&P 500 rose 2% this week and is now up 5%.",
    "The S&P 500 rose 1% on Friday. The little guys are down 2% this year.",
    "It rained on Friday. At the end of November a bank failed, and the S&P 500 was 3% below its record.",
    "The S&P 500 is on course to snap a five-day skid.",
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


SATURDAY = datetime(2025, 1, 11, 9, 0, tzinfo=ZoneInfo("America/New_York"))


def test_a_move_on_the_news_is_of_the_day_of_the_news(claims: Claims) -> None:
    week = "The Dow fell 1.9% this week. The S&P 500 lost 1.9% for the week."
    news = "Friday's jobs report did it. Hiring rose in December. The two-year Treasury yield rose 11 basis points"
    told = claims(f"{week}\n\n{news} on the news.", SATURDAY)[-1]
    assert (told.expr, told.certain) == ("change_bp(DGS2['2025-01-10'])", True)
    assert not claims(f"{week}\n\nThe two-year Treasury yield rose 11 basis points on the news.", SATURDAY)[-1].certain


@pytest.mark.parametrize(("title", "expr"), [
    ("The quarter in review", "change(NVDA['2024-Q4'])"),
    ("Fourth-quarter earnings: who beat and who did not", "change(NVDA[1d])"),
])
def test_a_review_of_a_quarter_means_the_quarter(claims: Claims, title: str, expr: str) -> None:
    text = "The S&P 500 gained 2.1% in the fourth quarter. The Dow added 0.5% in the fourth quarter."
    assert claims(f"{text}\n\nNvidia put on 11%.", title=title)[-1].expr == expr


def test_a_weekend_column_on_longer_stretches_speaks_of_no_day(claims: Claims) -> None:
    text = "The Dow gained 13% in 2024. The S&P 500 gained 23% in 2024. On Friday it was cold. Apple fell 2.4%."
    assert not claims(text, SATURDAY)[-1].certain


def test_what_an_aside_expects_is_no_forecast(claims: Claims) -> None:
    told = claims("The VIX, a gauge of the swings that traders expect, vaulted 8% on Friday.")[-1]
    assert told.modality == "fact"
    assert claims("Traders expect the VIX, a gauge of swings, to vault 8% on Friday.")[-1].modality == "forecast"


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
