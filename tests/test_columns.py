"""Columns of our own, each figure with its right verdicts: a true one is not called wrong, a slip not called right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import tapecheck
from tapecheck.nlp.articles import read_articles
from tapecheck.schemas import Report

COLUMNS = Path(__file__).parents[1] / "benchmarks" / "columns"
MARKET = Path(__file__).parents[2] / "shared" / "market"
ARTICLES = sorted(COLUMNS.glob("*.txt"))


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    if not MARKET.is_dir():
        pytest.skip("../shared is absent: there are no series to check against")
    return {
        path.stem: tapecheck.check(article, data=str(MARKET), offline=True)
        for path in ARTICLES for article in read_articles(str(path))
    }


def verdicts(report: Report, gold: dict[str, object]) -> Iterator[tuple[str, str, list[str]]]:
    """(figure, outcome, right verdicts) of each figure of the gold that a claim was read for."""
    body = report.article.body
    claims = gold["claims"]
    assert isinstance(claims, list)
    for claim in claims:
        start = body.index(claim["anchor"]) + claim["anchor"].index(claim["figure"])
        end = start + len(claim["figure"])
        for found in report.claims:
            if found.figure.start < end and start < found.figure.end:
                yield found.figure.text, found.outcome, claim["accept"]


def test_every_figure_of_the_gold_stands_in_its_article() -> None:
    for path in ARTICLES:
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        (article,) = read_articles(str(path))
        assert [c["anchor"] for c in gold["claims"] if c["figure"] not in c["anchor"]] == []
        assert [c["anchor"] for c in gold["claims"] if article.body.count(c["anchor"]) != 1] == []
        assert article.published is not None


def test_no_true_figure_is_called_wrong_and_no_slip_right(reports: dict[str, Report]) -> None:
    wrong = []
    for name, report in reports.items():
        gold = json.loads((COLUMNS / f"{name}.json").read_text(encoding="utf-8"))
        for figure, outcome, accept in verdicts(report, gold):
            if outcome == "contradicted" and "contradicted" not in accept:
                wrong.append((name, figure, outcome))
            if outcome == "supported" and accept == ["contradicted"]:
                wrong.append((name, figure, outcome))
    assert wrong == []


def test_most_of_what_can_be_decided_is(reports: dict[str, Report]) -> None:
    told = []
    for name, report in reports.items():
        gold = json.loads((COLUMNS / f"{name}.json").read_text(encoding="utf-8"))
        told += [outcome in accept for _, outcome, accept in verdicts(report, gold) if "open" not in accept]
    assert sum(told) > 0.7 * len(told)
