"""What the brief says of a report."""

from __future__ import annotations

import dataclasses
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.reports.brief import brief, briefs
from tapecheck.reports.brief_model import Brief
from tapecheck.reports.layers import Stretch, paragraphs
from tapecheck.reports.needs import TAKES
from tapecheck.reports.series import chart
from tapecheck.reports.thesis import key_sentences, sentences
from tapecheck.schemas import REASONS, Article, CheckedClaim, Evidence, Points, Quantity, Report, Span, Stated
from tapecheck.sources import Market

from .conftest import felt


def joined(made: Brief) -> str:
    return "".join("".join(p.text for p in line.pieces) + line.gap for line in made.text)


def test_every_claim_has_its_row_in_order(reports: list[Report], market: Market) -> None:
    for report in reports:
        made = brief(report, market)
        assert [(c.phrase.figure, c.outcome) for c in made.claims] == [
            (c.figure.text, c.outcome) for c in report.claims]
        assert [c.number for c in made.claims] == list(range(1, len(made.claims) + 1))


def test_a_row_tells_the_whole_story(report: Report, market: Market) -> None:
    row = next(c for c in brief(report, market).claims if c.outcome == "contradicted")
    assert row.phrase.text == "The Dow Jones Industrial Average added 529.65 points, or 0.6%, to 43,988.99."
    assert (row.stated, row.accepted, row.found) == ("529.65 points", "529.64 to 529.66", "259.65 points")
    assert (row.basis, row.diagnosis, row.as_of) == ("close", "digits transposed", "2024-11-08 17:40-05:00")
    assert "DJI" in row.source
    assert row.derivation


def test_an_open_row_says_why_and_what_it_would_take(report: Report, market: Market) -> None:
    made = brief(report, market)
    row = next(c for c in made.claims if c.reason == "forecast")
    assert row.why == "speaks of the future"
    assert "tapecheck due" in row.takes
    told = [n for gap in made.gaps for n in gap.claims]
    assert sorted(told) == [c.number for c in made.claims if c.outcome == "open"]


def test_every_reason_says_what_it_would_take() -> None:
    assert set(TAKES) == set(REASONS)


def test_missing_sessions_name_the_command_that_fetches_them(reports: list[Report]) -> None:
    takes = [c.takes for r in reports for c in brief(r).claims if c.reason == "missing_sessions"]
    assert any("tapecheck data pull DJI" in t for t in takes)


def test_every_number_is_accounted_for_once(reports: list[Report]) -> None:
    for report in reports:
        refs = [n for group in brief(report).numbers for n in group.numbers]
        assert sorted(n.number for n in refs) == list(range(1, len(report.numbers) + 1))


def test_a_yes_or_no_is_said_in_words(report: Report) -> None:
    row = next(c for c in brief(report).claims if c.phrase.figure == "record")
    assert (row.stated, row.accepted, row.found, row.ruler) == ("yes", "", "yes", None)


def test_who_said_what_with_title_firm_and_claims(report: Report) -> None:
    voice = next(v for v in brief(report).voices if v.name == "Odile Brandt")
    assert (voice.title, voice.firm) == ("chief market strategist", "Harrow Lane Capital")
    assert any("6,500" in s.text and s.claims for s in voice.said)
    assert {s.stance for s in voice.said} == {""}


def test_sentiment_and_stance_are_told_where_a_model_was_run(report: Report) -> None:
    made = brief(felt(report))
    whole, first, second = made.tones
    assert whole.target == "the article, sentence by sentence"
    assert (first.target, first.positive, first.neutral, first.count) == ("S&P 500", 1, 1, 2)
    assert first.mean == pytest.approx((0.88 + 0.1) / 2)
    assert (second.target, second.negative) == ("Cboe Volatility Index", 1)
    assert {s.stance for v in made.voices for s in v.said} == {"bullish"}
    assert brief(report).tones == ()


def test_the_thesis_is_made_of_the_articles_own_sentences(reports: list[Report]) -> None:
    for report in reports:
        found = brief(report).thesis
        assert 1 <= len(found) <= 3
        assert all(report.article.body[k.start : k.end] == k.text for k in found)
        assert [k.start for k in found] == sorted(k.start for k in found)


def test_furniture_is_no_thesis() -> None:
    body = ("Write to Ada Merrow at ada@example.org for more about markets today.\n"
            "Above, a trader watches the screens on the floor of the exchange.\n"
            "Stocks rose because investors expect the central bank to cut rates soon.\n")
    assert [k.text[:12] for k in key_sentences(body)] == ["Stocks rose "]


def test_the_pieces_are_the_body(reports: list[Report], hostile: Report) -> None:
    for report in (*reports, hostile):
        assert joined(brief(report)) == report.article.body


def test_the_evidence_names_the_claims_on_it(report: Report) -> None:
    made = brief(report)
    for source in made.sources:
        assert source.claims
        assert all(source.number in made.claims[n - 1].evidence for n in source.claims)


def test_anchors_of_several_briefs_do_not_collide(reports: list[Report]) -> None:
    made = briefs(reports)
    assert len({b.id for b in made}) == len(reports)
    assert not {c.anchor for c in made[0].claims} & {c.anchor for c in made[1].claims}


def test_a_brief_is_read_back_from_its_json(report: Report, market: Market) -> None:
    made = brief(report, market)
    assert Brief.model_validate_json(made.model_dump_json()) == made


def test_the_chart_puts_the_claimed_and_the_found_value_on_the_series(report: Report, market: Market) -> None:
    claim = next(c for c in report.claims if c.figure.text == "38.5%")
    drawn = chart(claim, market)
    assert drawn is not None
    marks = {m.kind: m for m in drawn.marks}
    assert marks["claimed"].low == pytest.approx(15011.35 * 1.385)
    assert marks["found"].low == pytest.approx(19286.78)
    assert (drawn.first, drawn.last) == ("2023-12-29", "2024-11-08")
    assert not drawn.lines[0].whole


def test_without_a_market_the_chart_holds_the_rows_of_the_verdict_alone(report: Report) -> None:
    claim = next(c for c in report.claims if c.figure.text == "38.5%")
    drawn = chart(claim)
    assert drawn is not None
    assert drawn.lines[0].points == (("2023-12-29", 15011.35), ("2024-11-08", 19286.78))


def test_rows_that_may_not_be_passed_on_are_not_drawn_around_a_claim(report: Report, market: Market) -> None:
    class Withholding(Market):
        def points(self, series_id: str, field: str, as_of: datetime, need: tuple[int, int] | None = None) -> Points:
            return dataclasses.replace(market.points(series_id, field, as_of, need), keep=False)

    claim = next(c for c in report.claims if c.figure.text == "38.5%")
    drawn = chart(claim, Withholding(()))
    assert drawn is not None
    assert len(drawn.lines[0].points) == 2


@pytest.mark.parametrize("row", [("not a day", 1.0), ("2024-11-08", float("nan")), ("9999-12-31", 1e308)])
def test_a_report_with_strange_rows_still_has_a_brief(row: tuple[str, float]) -> None:
    body = "The S&P 500 rose 1%."
    claim = CheckedClaim(
        start=0, end=20, text=body, figure=Span(start=17, end=19, text="1%"), expr="change(SPX[1d])",
        stated=Stated(low=1, high=1, unit="percent", accepted_low=float("-inf"), accepted_high=1.1),
        outcome="supported", as_of=datetime.fromisoformat("2024-11-08T17:40:00-05:00"),
        found=Quantity(low=1, high=1, unit="percent"), evidence=(Evidence(series="SPX", rows=(row,)),))
    made = brief(Report(article=Article(id="x", body=body), claims=(claim,)))
    assert made.claims[0].accepted == "at most 1.1"


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[Stretch]]:
    body = draw(st.text(alphabet="ab \n.é😀", max_size=60))
    places = st.integers(0, len(body))
    found = []
    for n in range(draw(st.integers(0, 8))):
        start, end = sorted((draw(places), draw(places)))
        layer = draw(st.sampled_from(["verdict", "figure", "entity", "quote"]))
        if start < end:
            found.append(Stretch(layer, start, end, f"r{n}", f"tip {n}", None, n))  # type: ignore[arg-type]
    return body, found


@given(_marked())
def test_layers_may_overlap_and_nothing_of_the_text_is_lost(marked: tuple[str, list[Stretch]]) -> None:
    body, stretches = marked
    lines = paragraphs(Report(article=Article(id="x", body=body)), stretches)
    assert "".join("".join(p.text for p in line.pieces) + line.gap for line in lines) == body
    for layer in ("verdict", "figure", "entity", "quote"):
        covered = {i for s in stretches if s.layer == layer for i in range(s.start, s.end) if body[i] != "\n"}
        at, seen = 0, set()
        for line in lines:
            for piece in line.pieces:
                seen |= set(range(at, at + len(piece.text))) if layer in piece.layers else set()
                at += len(piece.text)
            at += len(line.gap)
        assert seen == covered
    firsts = [i for line in lines for piece in line.pieces for i in piece.ids]
    assert len(firsts) == len(set(firsts))


@given(st.text(max_size=200))
def test_sentences_hold_on_any_text(body: str) -> None:
    at = 0
    for start, end, _ in sentences(body):
        assert at <= start < end
        at = end
    key_sentences(body, body[:20])
