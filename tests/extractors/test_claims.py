"""What a reader of the claims notices: what each figure is read as, and what is left open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.read import read
from tapecheck.schemas import Article, Claim

Claims = Callable[..., tuple[Claim, ...]]
NEW_YORK = ZoneInfo("America/New_York")
FRIDAY = datetime(2025, 1, 10, 17, 30, tzinfo=NEW_YORK)
SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "samples").glob("*.txt"))

# a text, and what its figures are read as in their order
READ: list[tuple[str, list[str | None]]] = [
    # the faces of one move share its subject and its day
    ("The S&P 500 rose 64.06 points, or 1.4%, to 4,577.10 on Friday.",
     ["change_points(SPX['2025-01-10'])", "change(SPX['2025-01-10'])", "level(SPX['2025-01-10'])"]),
    ("Gold rose 1.2% to $2,715 an ounce on Friday.", ["change(GOLD['2025-01-10'])", "level(GOLD['2025-01-10'])"]),
    ("U.S. crude settled at $76.57 a barrel, up 3.6%.", ["level(WTI[now])", "change(WTI[1d])"]),
    # several subjects in a sentence
    ("The Dow fell 1.6% on Friday, while the Nasdaq Composite lost 2.1%.",
     ["change(DJI['2025-01-10'])", "change(IXIC['2025-01-10'])"]),
    ("Tesla added 0.1% on Friday; Nvidia shed 3%.", ["change(TSLA['2025-01-10'])", "change(NVDA['2025-01-10'])"]),
    ("The Dow, the S&P 500 and the Nasdaq Composite rose 0.4%, 0.3% and 0.1%, respectively.",
     ["change(DJI[1d])", "change(SPX[1d])", "change(IXIC[1d])"]),
    # what points back
    ("Apple fell 2.4% on Friday. Its shares are up 4% this year.", ["change(AAPL['2025-01-10'])", "change(AAPL[ytd])"]),
    ("The Russell 2000 fell 2.2% on Friday. It is down 1.9% this year.",
     ["change(RUT['2025-01-10'])", "change(RUT[ytd])"]),
    ("The Russell 2000 fell 2.2% on Friday. The index is down 1.9% this year.",
     ["change(RUT['2025-01-10'])", "change(RUT[ytd])"]),
    ("It rose 2% on Friday.", [None]),
    # each figure has its own time
    ("On Wednesday the Dow rose 107 points, and on Friday it fell 697 points.",
     ["change_points(DJI['2025-01-08'])", "change_points(DJI['2025-01-10'])"]),
    ("The S&P 500 rose 3% last week and fell 1.9% this week.", ["change(SPX['2025-W01'])", "change(SPX[wtd])"]),
    ("The S&P 500, which rose 23% in 2024, fell 1.5% on Friday.", ["change(SPX['2024'])", "change(SPX['2025-01-10'])"]),
    ("The S&P 500, which fell 1.5% on Friday, is down 0.9% this year.",
     ["change(SPX['2025-01-10'])", "change(SPX[ytd])"]),
    # within the day
    ("Nvidia fell as much as 4.1% on Friday.", ["extreme_move(NVDA.low['2025-01-10'])"]),
    # how long it took, from a day that is a mark of its own
    ("The Nasdaq Composite needed 19 trading days to cover the ground from its first finish above 20,000, on Dec. 11.",
     ["sessions_between(IXIC['2024-12-11'], IXIC[now])", None, "first_above(IXIC[now], 20000)",
      "first_above(IXIC[now], 20000)"]),
    ("The Nasdaq Composite needed 17 sessions to fall so far from the record it set on Dec. 16.",
     ["sessions_between(IXIC['2024-12-16'], IXIC[now])", "record_date(IXIC[now])"]),
    ("The S&P 500 is up 14% since hitting bottom on April 19.",
     ["above_trough_pct(SPX[now], SPX['2024-04-19'])", "trough_date(SPX['2024-03-20':'2024-05-19'])"]),
    # what is no price of the series that is named
    ("Dow futures rose 0.3% on Friday.", [None]),
    ("Germany's 10-year yield rose three basis points on Friday.", [None]),
    ("The yield on the 10-year German bund rose to 2.59% on Friday.", [None]),
    ("The S&P 500 Information Technology sector fell 2.3% on Friday.", [None]),
    ("The S&P 500's forward earnings multiple is 21.6.", [None]),
    ("It has been a year in which the S&P 500 has gained 23%.", ["change(SPX[ytd])"]),
    ("New orders have led to a year-to-date rise of 12% in its stock, Apple said.", [None]),
    ("Apple's new phones have led to a year-to-date rise of 12% in its stock.", ["change(AAPL[ytd])"]),
    ("The Dow's solid 4% gain this year surprised investors.", ["change(DJI[ytd])"]),
    ("Thursday's 2% S&P 500 slump gave way to calm.", ["change(SPX['2025-01-09'])"]),
    ("The S&P 500 had its worst month since the pandemic, losing 9%.", [None, "change(SPX[mtd])"]),
    ("The S&P 500 rose 1% on Thursday, bringing its two-day surge to 4.2%.", [
        "change(SPX['2025-01-09'])", None, "change(SPX[2d])"]),
    ("Oil stocks will lag the 10-year Treasury yield, which is hovering just below 5%.", ["level(DGS10[now])"]),
    ("In December stocks sank and the S&P 500 lost 3% in December. The Dow is hovering just above 41,000.", [
        "change(SPX['2024-12'])", "level(DJI[now])"]),
    ("Tesla shares closed at $394.74, down 2.1%, on Friday.", [
        "level(TSLA[now])", "change(TSLA['2025-01-10'])"]),
    ("The S&P 500 rose 1% on Friday when data showed more jobs than forecast.", ["change(SPX['2025-01-10'])"]),
]


@pytest.mark.parametrize(("text", "exprs"), READ, ids=[t for t, _ in READ])
def test_a_figure_is_read_as(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize(("text", "modality"), [
    ("The S&P 500 rose 10% in 2024.", "fact"),
    ("\"The S&P 500 rose 23% in 2024,\" said Jane Roe, a strategist at Acme Capital.", "fact"),
    ("\"The S&P 500 will gain 10% this year,\" said Jane Roe, a strategist at Acme Capital.", "forecast"),
    ("Goldman Sachs expects the S&P 500 to rise 10% this year.", "forecast"),
    ("The S&P 500 could fall 10% by June.", "hypothetical"),
    ("Jane Roe thinks the S&P 500 is 10% too high.", "opinion"),
])
def test_only_facts_are_checked(claims: Claims, text: str, modality: str) -> None:
    (claim,) = claims(text)
    assert claim.modality == modality
    assert claim.reason == (None if modality == "fact" else modality)


def test_a_fall_is_negative_and_its_interval_is_half_a_digit_wide(claims: Claims) -> None:
    (claim,) = claims("The S&P 500 fell 1.6% on Friday.")
    assert claim.stated is not None
    assert (claim.stated.low, claim.stated.unit) == (-1.6, "percent")
    assert claim.stated.accepted_low == pytest.approx(-1.65, abs=0.001)
    assert claim.stated.accepted_high == pytest.approx(-1.55, abs=0.001)


@pytest.mark.parametrize("text", [
    "The S&P 500 fell 1.5% on Friday, its worst day since Dec. 18.",
    "The S&P 500 closed at its lowest level since Dec. 18.",
    "The S&P 500 has not closed above 6,000 since Dec. 18.",
])
def test_a_superlative_states_a_date(claims: Claims, text: str) -> None:
    claim = claims(text)[-1]
    assert claim.relation == "since"
    assert claim.stated is not None
    assert claim.stated.low == 20241218
    assert claim.figure.text.endswith("since Dec. 18")


def test_a_record_is_a_claim_without_a_figure(claims: Claims) -> None:
    found = claims("The S&P 500 closed at a record. So did the Dow.")
    assert [(c.figure.text, c.expr, c.relation) for c in found] == [
        ("record", "record(SPX[now])", "holds"), ("So did", "record(DJI[now])", "holds")]


def test_what_nobody_reads_says_why(claims: Claims) -> None:
    reasons = {c.figure.text: c.reason for c in claims(
        "Shares of Nobody Holdings rose 3%. The bakery sold 400 loaves. The S&P 500 trades at 18 times earnings.")}
    assert reasons["400 loaves"] == "no_metric"
    assert reasons["18 times"] == "licensed_source"


def test_during_the_session_today_is_not_over(claims: Claims) -> None:
    noon = datetime(2025, 1, 10, 12, 0, tzinfo=NEW_YORK)
    (claim,) = claims("The S&P 500 fell 1.6% on Friday.", noon)
    assert claim.expr == "change(SPX[1d])"


def test_a_review_of_the_week_means_the_week(claims: Claims) -> None:
    saturday = datetime(2025, 1, 11, 9, 0, tzinfo=NEW_YORK)
    text = "The S&P 500 fell 1.9% this week. The Dow lost 1.9% for the week. The Nasdaq Composite dropped 2.3%."
    assert [c.expr for c in claims(text, saturday)] == ["change(SPX[wtd])", "change(DJI[wtd])", "change(IXIC[wtd])"]


def test_without_a_date_nothing_is_certain(claims: Claims) -> None:
    assert not [c for c in claims("The S&P 500 fell 1.6% on Friday to 5,827.04.", None) if c.certain]


@pytest.mark.parametrize("length", ["99999999 days", "9" * 40 + " years", "40,000,000,000 months"])
def test_an_absurd_length_of_time_is_no_date(claims: Claims, length: str) -> None:
    for claim in claims(f"The S&P 500 fell 1.6% on Friday, its worst day in {length}."):
        assert claim.relation != "since"


PIECES = st.sampled_from([
    "The S&P 500", "the Dow", "Apple's shares", "its", "it", "The 10-year Treasury yield", "the Fed", "S&P 500 futures",
    "rose", "fell", "closed at", "below", "its record", "first", "one-day", "in a row", "streak", "since", "for the",
    "1.6%", "64 points", "5,827.04", "a quarter point", "4.25% to 4.5%", "three times", "fourth straight", "half",
    "Friday", "Dec. 18, 2024", "this year", "in five months", "never", "above", "worst day", "ever", "so did",
    "respectively", ",", ", or", "and", ".", ";", "(", ")", "{N}", "{S}", "\n", "\u2019", "\u00a0", "\U0001f642",
])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=18).map(" ".join))


def _laws(body: str, published: datetime | None) -> None:
    reading = read(Article(id="any", title="", published=published, body=body))
    for claim in reading.claims:
        assert body[claim.start : claim.end] == claim.text
        assert body[claim.figure.start : claim.figure.end] == claim.figure.text
        assert claim.start <= claim.figure.start < claim.figure.end <= claim.end
    anchors = [(c.figure.start, c.figure.end) for c in reading.claims]
    assert anchors == sorted(set(anchors))
    taken = [*anchors, *((p.start, p.end) for p in (*reading.periods, *reading.entities))]
    for figure in reading.figures:
        told = any(start < figure.end and figure.start < end for start, end in taken)
        assert told or figure.kind == "superlative", f"{figure.text!r} is lost in {body!r}"


@given(TEXTS, st.sampled_from([FRIDAY, datetime(2025, 1, 11, 9, 0, tzinfo=NEW_YORK), None]))
def test_any_text_is_read_and_every_figure_accounted_for(text: str, published: datetime | None) -> None:
    _laws(text, published)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_figure_of_an_article_is_accounted_for(path: Path) -> None:
    _laws(path.read_text(encoding="utf-8"), FRIDAY)


@given(TEXTS)
def test_reading_twice_reads_the_same(text: str) -> None:
    article = Article(id="any", title="", published=FRIDAY, body=text)
    assert read(article).claims == read(article).claims
