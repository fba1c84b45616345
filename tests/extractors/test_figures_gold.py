"""The flagship's figures, read in place, and counted nouns, which need tags."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tapecheck.extractors.figures import read_figures
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Figure


def unit(figure: Figure) -> str:
    """The gold names counted steps by their size."""
    return f"count of {figure.each.low:g} {figure.each.unit} steps" if figure.each else figure.quantity.unit


def test_every_flagship_figure(shared: Path) -> None:
    body = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    gold = json.loads((shared / "seed" / "figures.json").read_text(encoding="utf-8"))
    found = {
        (f.start, f.end): (f.quantity.low, f.quantity.high, unit(f), f.hedge, f.bound, f.direction)
        for f in read_figures(parse(body))
    }
    wanted = {
        (g["start"], g["end"]): (g["low"], g["high"], g["unit"], g["hedge"], g["bound"], g["direction"]) for g in gold
    }
    assert {span: found.get(span) for span in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "value", "head", "noun"),
    [
        ("The series will have five new seasons.", 5, "season", "new season"),
        ("It laid off eight other employees.", 8, "employee", "other employee"),
        ("She is one of the best analysts here.", 1, "analyst", "good analyst"),
        ("Dozens of people were there.", 12, "people", "people"),
        ("They shipped 2.7m digital and physical copies.", 2.7e6, "copy", "digital physical copy"),
    ],
)
def test_counted_nouns(text: str, value: float, head: str, noun: str) -> None:
    figure = read_figures(parse(text))[0]
    assert (figure.quantity.low, figure.quantity.unit, figure.noun) == (value, head, noun)


def test_a_name_and_a_number_are_a_name() -> None:
    assert [f.text for f in read_figures(parse("He bought an iPhone 14 and saw Planet 9 rise 3%."))] == ["3%"]
