"""The formats for machines, against their schemas and against the article; Markdown that stays words."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from tapecheck.errors import InputError
from tapecheck.reports.annotations import web_annotations
from tapecheck.reports.brief import brief, briefs
from tapecheck.reports.claimreview import claim_reviews
from tapecheck.reports.markdown import markdown, words
from tapecheck.reports.output import FORMATS, format_of, render, write_brief
from tapecheck.reports.table import COLUMNS, claims_csv
from tapecheck.schemas import Report
from tapecheck.sources import Market

from .conftest import felt

NUMBER = {"type": ["number", "null"]}
INTERVAL = {
    "type": "object", "required": ["tapecheck:low", "tapecheck:high", "tapecheck:unit"],
    "properties": {"tapecheck:low": NUMBER, "tapecheck:high": NUMBER, "tapecheck:unit": {"type": "string"}},
}
CLAIM_REVIEW: dict[str, Any] = {
    # what schema.org says of ClaimReview, and what fact-check readers want of it; then our own terms
    "type": "object",
    "required": ["@type", "@id", "claimReviewed", "author", "itemReviewed", "reviewRating", "tapecheck:outcome"],
    "properties": {
        "@type": {"const": "ClaimReview"}, "claimReviewed": {"type": "string", "minLength": 1},
        "author": {"type": "object", "required": ["@type", "name"], "properties": {"@type": {"const": "Organization"}}},
        "itemReviewed": {
            "type": "object", "required": ["@type", "appearance"],
            "properties": {
                "@type": {"const": "Claim"},
                "appearance": {"type": "object", "required": ["@type", "@id", "headline"],
                               "properties": {"@type": {"const": "NewsArticle"}}},
                "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT"},
            },
        },
        "reviewRating": {
            "type": "object", "required": ["@type", "alternateName", "bestRating", "worstRating"],
            "properties": {"@type": {"const": "Rating"}, "ratingValue": {"enum": [1, 3]},
                           "alternateName": {"type": "string"}},
        },
        "tapecheck:stated": INTERVAL, "tapecheck:found": INTERVAL,
        "tapecheck:outcome": {"enum": ["supported", "contradicted", "open"]},
    },
    "propertyNames": {"pattern": r"^(@(type|id)|tapecheck:\w+|claimReviewed|author|itemReviewed|reviewRating)$"},
}
SELECTOR = {"oneOf": [
    {"type": "object", "additionalProperties": False, "required": ["type", "start", "end"],
     "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0},
                    "end": {"type": "integer"}}},
    {"type": "object", "additionalProperties": False, "required": ["type", "exact", "prefix", "suffix"],
     "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1},
                    "prefix": {"type": "string"}, "suffix": {"type": "string"}}}]}
TARGET = {"type": "object", "required": ["source", "selector"],
          "properties": {"selector": {"type": "array", "items": SELECTOR, "minItems": 2}}}
ANNOTATION: dict[str, Any] = {
    # the W3C Web Annotation Data Model's required parts, and the motivations it names
    "type": "object", "required": ["type", "id", "motivation", "body", "target"], "additionalProperties": False,
    "properties": {
        "type": {"const": "Annotation"}, "id": {"type": "string", "pattern": "^urn:sha256:[0-9a-f]{64}#"},
        "motivation": {"enum": ["assessing", "identifying", "describing", "classifying"]},
        "body": {"type": "object", "required": ["type", "value", "format"],
                 "properties": {"type": {"const": "TextualBody"}}},
        "target": {"oneOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]},
    },
}


def test_claim_reviews_hold_to_their_schema(reports: list[Report], hostile: Report) -> None:
    made = claim_reviews([*reports, hostile])
    assert made["@context"] == ["https://schema.org", {"tapecheck": "urn:tapecheck:terms:"}]
    assert len(made["@graph"]) == sum(len(r.claims) for r in (*reports, hostile))
    for review in made["@graph"]:
        Draft202012Validator(CLAIM_REVIEW).validate(review)
        assert ("ratingValue" in review["reviewRating"]) == (review["tapecheck:outcome"] != "open")
    assert len({r["@id"] for r in made["@graph"]}) == len(made["@graph"])
    json.dumps(made, allow_nan=False)


def test_a_claim_review_carries_the_numbers(report: Report) -> None:
    review = next(r for r in claim_reviews([report])["@graph"] if r["tapecheck:figure"] == "529.65 points")
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Contradicted", "bestRating": 3,
                                      "worstRating": 1, "ratingValue": 1}
    assert review["tapecheck:stated"]["tapecheck:low"] == 529.65
    assert review["tapecheck:found"]["tapecheck:low"] == pytest.approx(259.65)
    assert review["tapecheck:diagnosis"] == "digits transposed"


def test_annotations_hold_to_their_schema_and_select_their_words(reports: list[Report], hostile: Report) -> None:
    several = [*reports, hostile, felt(next(r for r in reports if r.article.id == "election-week"))]
    graph = web_annotations(several)["@graph"]
    assert len(graph) == len(several)
    for report, collection in zip(several, graph, strict=True):
        body, items = report.article.body, collection["first"]["items"]
        assert collection["total"] == len(items) > 0
        for item in items:
            Draft202012Validator(ANNOTATION).validate(item)
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            for place, quote in (t["selector"] for t in targets):
                assert body[place["start"] : place["end"]] == quote["exact"]
                assert body[: place["start"]].endswith(quote["prefix"])
                assert body[place["end"] :].startswith(quote["suffix"])
        assert sum(i["motivation"] == "assessing" for i in items) == len(report.claims)


def test_csv_has_a_line_for_each_claim_with_its_numbers(reports: list[Report]) -> None:
    rows = list(csv.DictReader(io.StringIO(claims_csv(reports))))
    claims = [(r, c) for r in reports for c in r.claims]
    assert len(rows) == len(claims)
    for row, (report, claim) in zip(rows, claims, strict=True):
        assert tuple(row) == COLUMNS
        assert (row["figure"].removeprefix("'"), row["outcome"]) == (claim.figure.text, claim.outcome)
        assert report.article.body[int(row["start"]) : int(row["end"])] == claim.figure.text
        assert (float(row["found_low"]) if row["found_low"] else None) == (claim.found.low if claim.found else None)


def test_csv_never_holds_a_formula_of_the_articles(hostile: Report) -> None:
    for row in csv.DictReader(io.StringIO(claims_csv([hostile]))):
        for name in ("article", "headline", "figure", "sentence", "speaker"):
            assert not row[name].startswith(("=", "+", "-", "@", "\t"))
    assert "'=HYPERLINK" in claims_csv([hostile])


def test_markdown_tells_the_same_and_renders(report: Report, market: Market) -> None:
    text = markdown([brief(report, market)])
    assert "**32 claims:** 26 ✓ supported, 2 ✗ contradicted, 4 ? open" in text
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert shown.count("<tr>") == len(report.claims) + 1
    assert "Who said what" in shown
    assert "Not read: no sentiment model" in shown
    assert "| target |" in markdown([brief(felt(report))])


def test_markdown_keeps_hostile_text_text(hostile: Report, market: Market) -> None:
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(markdown(briefs([hostile, hostile], market)))
    for tag in ("<img", "<script", "<style", "<svg", "<b ", "<a ", "<em>"):
        assert tag not in shown
    assert "![x](http://127.0.0.1:9/y)" in shown


@given(st.text(max_size=60))
def test_words_are_words_in_markdown(text: str) -> None:
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(f"before {words(text)} after")
    assert shown.count("<") == 2  # the paragraph's two tags


@given(st.text(alphabet="0123456789.)-+=#> *_\t~`", max_size=12))
def test_words_begin_no_list_or_heading(text: str) -> None:
    assert MarkdownIt("gfm-like", {"linkify": False}).render(words(text) or "x").startswith("<p>")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_text_of_one_and_of_several(name: str, reports: list[Report], market: Market) -> None:
    for some in (reports[:1], reports):
        text = render(name, some, briefs(some, market))
        assert text.encode()
        if name in ("json", "claimreview", "annotations"):
            assert json.loads(text)


def test_a_files_ending_names_its_format() -> None:
    endings = (".html", ".MD", ".json", ".csv", ".txt", ".jsonld", ".annotations.jsonld")
    assert [format_of(f"x{e}") for e in endings] == ["html", "md", "json", "csv", "text", "claimreview", "annotations"]
    with pytest.raises(InputError, match="names no format"):
        format_of("brief.pdf")


def test_a_file_that_cannot_be_written_is_one_line(report: Report, tmp_path: Any) -> None:
    with pytest.raises(InputError, match="No such file or directory"):
        write_brief(report, tmp_path / "no" / "brief.html")
    with pytest.raises(InputError, match="nothing to write"):
        write_brief([], tmp_path / "brief.html")
