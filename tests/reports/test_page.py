"""The page: self-contained, closed by its policy, every row and link there, hostile words only words."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import tapecheck
from tapecheck.reports import page as page_module
from tapecheck.reports.brief import brief, briefs
from tapecheck.reports.claimreview import claim_reviews_json
from tapecheck.reports.page import html
from tapecheck.schemas import Article, Report
from tapecheck.sources import Market, open_market

from .conftest import felt


@pytest.fixture(scope="module")
def page(report: Report, market: Market) -> str:
    return html([brief(report, market)], claim_reviews_json([report]))


@pytest.fixture(scope="module")
def harmed(hostile: Report, market: Market) -> str:
    return html([brief(hostile, market)], claim_reviews_json([hostile]))


def test_a_row_for_each_claim_and_a_chart_for_each_computed_one(page: str, report: Report) -> None:
    tree = LexborHTMLParser(page)
    rows = tree.css("tr.claim")
    assert len(rows) == len(report.claims)
    for row, claim in zip(rows, report.claims, strict=True):
        assert claim.figure.text in row.text()
        assert claim.outcome in row.text().lower()
    charts = tree.css("figure svg[role=img]")
    assert len(charts) == sum(c.found is not None for c in report.claims)
    for chart in charts:
        title, desc = (f"{part}" for part in (chart.attributes["aria-labelledby"] or "").split())
        assert tree.css_first(f"#{title}").text()
        assert "Claimed" in tree.css_first(f"#{desc}").text()


def test_every_link_lands_and_no_id_is_there_twice(page: str, harmed: str, reports: list[Report]) -> None:
    for text in (page, harmed, html(briefs(reports))):
        tree = LexborHTMLParser(text)
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(ids) == len(set(ids))
        hrefs = {node.attributes["href"] or "" for node in tree.css("a")}
        assert hrefs
        assert {h[1:] for h in hrefs if h.startswith("#")} <= set(ids)
        assert all(h.startswith("#") for h in hrefs)


def test_the_policy_allows_this_style_and_script_by_their_hash_and_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    said = policy[1].replace("&#39;", "'")
    for tag, inside in (("style", re.findall(r"<style>(.*?)</style>", page, re.S)),
                        ("script", re.findall(r"<script>(.*?)</script>", page, re.S))):
        (text,) = inside
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in said
    assert "default-src 'none'" in said
    assert "unsafe" not in said


def test_nothing_is_asked_of_anybody(page: str, harmed: str) -> None:
    for text in (page, harmed):
        tree = LexborHTMLParser(text)
        assert not tree.css("img, iframe, object, embed, link[rel=stylesheet], script[src], [style], base, form")
        assert not [n for n in tree.css("*") for name in n.attributes if name.startswith("on")]
        assert "url(" not in re.findall(r"<style>(.*?)</style>", text, re.S)[0]


def test_hostile_text_stays_text(harmed: str, hostile: Report) -> None:
    tree = LexborHTMLParser(harmed)
    assert len(tree.css("script")) == 2
    assert not tree.css("b[onclick], svg[onload]")
    words = tree.css_first("#a1 .body").text()
    for part in ('<img src="http://127.0.0.1:9/x.png" onerror="alert(2)">', "</style><style>*{display:none}</style>",
                 "<!-- a comment", "{% raw %} ${", "&lt;entity&gt;"):
        assert part in words
    assert "\\u202eleft to right" in words
    assert "\u202e" not in harmed
    block = tree.css_first("script[type='application/ld+json']").text()
    assert "<" not in block


def test_the_text_links_each_figure_to_its_row(page: str, report: Report) -> None:
    tree = LexborHTMLParser(page)
    for number, claim in enumerate(report.claims, start=1):
        marks = tree.css(f'.body a[href="#a1-c{number}"]')
        assert claim.figure.text in "".join(m.text(deep=False) for m in marks)
        assert tree.css_first(f"#a1-c{number}-t") is not None


def test_sentiment_is_shown_where_it_was_read_and_its_absence_said(report: Report, page: str) -> None:
    assert "no sentiment model was run" in page
    assert "stance: not read" in page
    read = html([brief(felt(report))])
    assert "no sentiment model was run" not in read
    assert "stance: bullish" in read
    assert "+0.49" in read


def test_several_articles_begin_with_a_table_of_all(reports: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    tree = LexborHTMLParser(html(briefs(reports)))
    assert tree.css_first("h1").text() == f"{len(reports)} articles against the tape"
    assert len(tree.css("#overview tbody tr")) == len(reports)
    assert len(tree.css("article.brief")) == len(reports)
    monkeypatch.setattr(page_module, "FULL", 2)
    short = LexborHTMLParser(html(briefs(reports)))
    assert len(short.css("article.brief")) == 2
    assert "The first 2 articles follow in full" in short.css_first("#overview").text()


def test_a_page_of_very_many_claims_draws_the_first(report: Report, market: Market) -> None:
    many = report.model_copy(update={"claims": report.claims * 6})
    tree = LexborHTMLParser(html([brief(many, market)]))
    assert len(tree.css("tr.claim")) == 192
    assert 100 < len(tree.css("figure")) < 150
    assert "The first 150 claims have charts" in tree.body.text()


def test_a_page_without_claims_says_so(market: Market) -> None:
    report = tapecheck.check(Article(id="x", body="Nothing happened."), market=market)
    text = html([brief(report, market)])
    assert "makes no numeric claim that was read" in text
    assert "no date of publication" in text


def test_the_same_report_gives_the_same_page(report: Report, market: Market, page: str) -> None:
    assert html([brief(report, market)], claim_reviews_json([report])) == page


def test_the_flagship_is_whole_and_small(shared: Path) -> None:
    market = open_market(shared / "market")
    report = tapecheck.check(shared / "seed" / "article.txt", market=market)
    text = html([brief(report, market)], claim_reviews_json([report]))
    assert len(text.encode()) < 600_000
    tree = LexborHTMLParser(text)
    assert len(tree.css("tr.claim")) == len(report.claims)
    assert len(tree.css("path.c-line")) > len(tree.css("figure")) - 1
