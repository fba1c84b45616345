"""New sentences out of labelled ones: targets stay where they are said to be, and nothing comes from elsewhere."""

from __future__ import annotations

import re

import pytest

from tapecheck.nlp.examples import Example
from tapecheck.nlp.variants import variants

HEADLINES = [
    ("Alpha gains on strong orders", ("Alpha",)),
    ("Beta slumps on weak demand; Gamma steady", ("Beta", "Gamma")),
    ("Profit of Delta Steel rises, outlook cut", ("Delta Steel",)),
    ("Epsilon shares fall after a warning, Zeta up", ("Epsilon", "Zeta")),
    ("Buy Eta Motors: a broker", ("Eta Motors",)),
    ("Theta Bank slides after its auditor resigns", ("Theta Bank",)),
]
POSTS = ["Stocks rise as oil falls", "Futures slip as traders wait", "Gold steady after the print: a desk"]


def example(text: str, names: tuple[str, ...], source: str = "headlines") -> Example:
    spans = tuple((text.index(name), text.index(name) + len(name)) for name in names)
    return Example(text, None, spans, (1,) * len(spans), source)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [example(*headline) for headline in HEADLINES] + [example(post, (), "posts") for post in POSTS]


def test_targets_are_where_they_are_said_to_be(examples: list[Example]) -> None:
    names = {name for _, own in HEADLINES for name in own}
    made = variants(examples, 60, 0)
    assert len(made) == 60
    for one in made:
        assert all(one.text[a:b] in names for a, b in one.spans)
        assert len(one.labels) == len(one.spans)
        assert bool(one.spans) == (one.source == "headlines")


def test_every_word_comes_from_the_same_source(examples: list[Example]) -> None:
    words = {
        source: set(re.findall(r"\w+", " ".join(e.text for e in examples if e.source == source) + " while but as"))
        for source in ("headlines", "posts")
    }
    for one in variants(examples, 60, 0):
        assert set(re.findall(r"\w+", one.text)) <= words[one.source]


def test_none_is_there_twice_or_was_there_before(examples: list[Example]) -> None:
    texts = [one.text for one in variants(examples, 60, 0)]
    assert len(set(texts)) == len(texts)
    assert not set(texts) & {e.text for e in examples}


def test_the_same_seed_gives_the_same_sentences(examples: list[Example]) -> None:
    first, again, other = (variants(examples, 30, seed) for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_an_end_follows_a_beginning_that_goes_on_alike(examples: list[Example]) -> None:
    texts = {one.text for one in variants(examples, 200, 0)}
    assert any(re.match(r"Alpha gains on weak demand", text) for text in texts)
    assert not any("gains after" in text for text in texts)


@pytest.mark.parametrize("few", [[], [example("Up", ())], [Example("Alpha up", None, ((0, 5), (0, 8)), (1, 1), "own")]])
def test_where_nothing_new_can_be_made_there_is_little(few: list[Example]) -> None:
    assert len(variants(few, 10, 0)) <= 10
