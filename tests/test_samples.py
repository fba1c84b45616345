"""Our own articles with gold, on the embedded tape alone; and the shared ones, read in place."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import tapecheck
from tapecheck.schemas import Report
from tapecheck.sources import open_market

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "corpus" / "samples").glob("*.txt"))
SHARED = ROOT.parent / "shared"


def outcomes(report: Report, gold: dict[str, list[dict[str, object]]]) -> list[tuple[str, str | None, list[str]]]:
    """(figure, our outcome, accepted outcomes) for each gold claim; the gravest of several outcomes counts."""
    rank = {"contradicted": 2, "supported": 1, "open": 0}
    rows = []
    for claim in gold["claims"]:
        anchor, figure = str(claim["anchor"]), str(claim["figure"])
        start = report.article.body.index(anchor) + anchor.index(figure)
        end = start + len(figure)
        hits = [c.outcome for c in report.claims if c.figure.start < end and start < c.figure.end]
        rows.append((anchor, max(hits, key=lambda o: rank[o]) if hits else None, list(claim["accept"])))  # type: ignore[call-overload]
    return rows


def score(folder: list[Path], data: Path | None) -> Counter[str]:
    market = open_market(data)
    count: Counter[str] = Counter()
    for path in folder:
        report = tapecheck.check(path, market=market)
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for _, outcome, accept in outcomes(report, gold):
            count["claims"] += 1
            count["right"] += outcome in accept
            count["wrong"] += outcome in ("supported", "contradicted") and outcome not in accept
            count["decidable"] += "open" not in accept
            count["decided"] += "open" not in accept and outcome in accept
            count["false"] += accept == ["contradicted"]
            count["caught"] += accept == ["contradicted"] and outcome == "contradicted"
    return count


def test_there_are_four_samples_with_enough_to_check() -> None:
    assert len(SAMPLES) >= 4
    for path in SAMPLES:
        assert len(json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["claims"]) >= 12


def test_samples_on_the_tape_alone() -> None:
    count = score(SAMPLES, None)
    assert count["wrong"] == 0
    assert count["right"] >= 0.95 * count["claims"]
    assert count["caught"] == count["false"] > 0


def test_every_number_is_accounted_for() -> None:
    report = tapecheck.check(SAMPLES[0])
    assert [n.figure.start for n in report.numbers] == [f.start for f in report.figures]
    assert {n.use for n in report.numbers} >= {"checked", "open"}
    assert all(n.reason for n in report.numbers)


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_the_flagship() -> None:
    count = score([SHARED / "seed" / "article.txt"], SHARED / "market")
    assert count["right"] >= 18
    assert count["wrong"] == 0


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_the_development_articles() -> None:
    count = score(sorted((SHARED / "gold" / "claims").glob("*.txt")), SHARED / "market")
    assert count["wrong"] <= 4
    assert count["decided"] >= 0.60 * count["decidable"]
    assert count["caught"] >= 0.60 * count["false"]
