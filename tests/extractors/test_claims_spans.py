"""Over which stretch a move is told: a run just counted, two named ends, a mark behind it, the year reviewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tapecheck.read import read
from tapecheck.schemas import Article, Claim

Claims = Callable[..., tuple[Claim, ...]]
NEW_YORK = ZoneInfo("America/New_York")
YEAR_END = datetime(2024, 12, 31, 17, 30, tzinfo=NEW_YORK)

READ: list[tuple[str, list[str | None]]] = [
    # both ends of a move
    ("From Monday's close to Thursday's the Dow slid 1.5%.", ["change(DJI['2025-01-06':'2025-01-09'])"]),
    ("Between Tuesday's finish and Friday's the Nasdaq Composite dropped 3%.",
     ["change(IXIC['2025-01-07':'2025-01-10'])"]),
    ("Gold climbed 2% from Monday's close to Friday's.", ["change(GOLD['2025-01-06':'2025-01-10'])"]),
    # a run that has just been counted
    ("The Dow fell for the third consecutive week, a stretch in which it has lost 4%.",
     ["streak(DJI[now], 'week')", "change(DJI['2024-W52':'2025-W02'])"]),
    ("Bitcoin fell for a fourth straight session, a run during which it has dropped 9%.",
     ["streak(BTCUSD[now], 'day')", "change(BTCUSD[4d])"]),
    # from a mark that lies behind
    ("After a record of 2442.74 on Nov. 25, the Russell 2000 retreated 10%.",
     ["peak(RUT[:now])", "record_date(RUT[now])", "change(RUT['2024-11-25':])"]),
    ("After a high on Wednesday, the Nasdaq Composite slipped 2%.",
     ["peak_date(IXIC['2024-12-09':])", "change(IXIC[1d])"]),
    # between two turning points, and since one
    ("From its Aug. 5 low to its Dec. 6 high the S&P 500 gained 17.4%.",
     ["trough_date(SPX['2024-07-06':'2024-09-04'])", "peak_date(SPX['2024-11-06':'2025-01-05'])",
      "change(SPX['2024-08-05':'2024-12-06'])"]),
    ("Gold climbed 9% from a low on Nov. 14 to a peak on Dec. 11.",
     ["change(GOLD['2024-11-14':'2024-12-11'])", "trough_date(GOLD['2024-10-15':'2024-12-14'])", None,
      None]),
    ("Traders were cheerful. Since its Nov. 25 record the Russell 2000 has slumped 10%.",
     ["record_date(RUT[now])", "change(RUT['2024-11-25':])"]),
    ("The Russell 2000 topped out on Nov. 25 and has since given up 10%.",
     ["peak_date(RUT['2024-10-26':'2024-12-25'])", "change(RUT['2024-11-25':])"]),
    ("Tesla peaked on Dec. 17. Then the mood turned, and the stock has since lost 18%.",
     ["peak_date(TSLA['2024-11-17':])", "change(TSLA['2024-12-17':])"]),
    ("The S&P 500 set 57 records in 2024, the last of them on Dec. 6, and ended Friday 4% shy of that one.",
     ["record_count(SPX['2024'])", "record_date(SPX[now])", "below_peak_pct(SPX[now], SPX[:now])"]),
    ("Tesla met analysts on Dec. 17. The stock has since lost 18%.", ["change(TSLA[1d])"]),
    # the first time, dated by its month
    ("The Nasdaq Composite first finished above 20,000 in December.", [None, *["first_above(IXIC[now], 20000)"] * 2]),
    # what was ended at is no longer of the month before it
    ("Tesla, sold at $420 a share in November, finished at $394.74.", [None, "level(TSLA[now])"]),
    # the top of a month is that of its closes, unless it was touched
    ("The VIX spiked to 27.62 in December's rout.", ["peak(VIX['2024-12'])"]),
    ("The VIX touched 28.32 in December's rout.", ["peak(VIX.high['2024-12'])"]),
    # "up" is part of the verb
    ("The 10-year Treasury yield crept up to 4.77% from 4.68%.", ["level(DGS10[now])", "level(DGS10['2025-01-09'])"]),
    # the deepest day of a stretch
    ("In 2024 the S&P 500 was, at its worst, 8.5% off a record.", ["max_drawdown(SPX['2024'])"]),
    ("At its worst the S&P 500 was 2.5% off its high.", [None]),
    ("The Nasdaq Composite had closed at a record only on Thursday.",
     ["record(IXIC['2025-01-09'])", "record_date(IXIC[now])"]),
]


@pytest.mark.parametrize(("text", "exprs"), READ, ids=[t for t, _ in READ])
def test_a_move_is_told_over(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize("text", [
    "The S&P 500 climbed 4% from Monday's low to Thursday's close.",
    "The Dow closed above 42,000 for the first time in weeks.",
])
def test_an_end_that_is_no_close_stays_open(claims: Claims, text: str) -> None:
    assert not [c for c in claims(text) if c.certain and c.relation != "since"]


def _review(title: str, body: str, tags: tuple[str, ...] = ()) -> list[str | None]:
    article = Article(id="any", title=title, tags=tags, published=YEAR_END, body=body)
    return [c.expr for c in read(article).claims]


@pytest.mark.parametrize(("title", "tags"), [
    ("2024: The Year That Would Not End", ()), ("What a Ride", ("Year in Review",)),
    ("The Year the Bears Gave Up", ()), ("Wall Street's Year-End Wrap", ()),
])
def test_a_review_of_the_year_means_the_year(title: str, tags: tuple[str, ...]) -> None:
    body = "The Dow ended at 42,544.22. The Nasdaq Composite added 28.6%. Nvidia more than doubled."
    assert _review(title, body, tags) == ["level(DJI['2024'])", "change(IXIC['2024'])", "multiple(NVDA['2024'])"]


def test_a_daily_column_at_the_end_of_a_year_means_the_day() -> None:
    body = "The Nasdaq Composite lost 0.9%. The Dow slipped 0.1%."
    assert _review("Stocks End 2024 on a Sour Note", body) == ["change(IXIC[1d])", "change(DJI[1d])"]
