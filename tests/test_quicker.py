"""What the parser remembers changes nothing: the plain pipeline says the same of every token."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapecheck.nlp import parse as module
from tapecheck.nlp.parse import parse, parse_many
from tapecheck.nlp.quicker_names import Names

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "corpus" / "samples").glob("*.txt"))
ODD = "There's nothin' to it.\n\nLet's go, y'all: we ain't got ta\u00a0sell.  There are 3 ways \t up. It's got to."


@pytest.fixture(scope="module")
def plain():  # type: ignore[no-untyped-def]
    import spacy

    return spacy.load(module._installed(None))


def test_the_plain_pipeline_says_the_same(plain) -> None:  # type: ignore[no-untyped-def]
    for body in (*(p.read_text(encoding="utf-8") for p in SAMPLES), ODD):
        ours = iter(parse(body).tokens)
        for start, end, _ in module._blocks(body, module.read_head(body).prose_start):
            for t in plain(body[start:end]):
                if not t.is_space:
                    o = next(ours)
                    assert (o.start, o.text, o.lemma, o.pos, o.tag, o.dep, o.ent, o.ent_iob) == (
                        start + t.idx, t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.ent_type_, t.ent_iob_)
        assert next(ours, None) is None


WORDS = "Bank of America Corp. New York Mr. Smith 's 3 million last Friday . , said  \t the U.S. 1.5% and".split(" ")


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_names_are_those_of_the_plain_pipeline(plain, text: str) -> None:  # type: ignore[no-untyped-def]
    found = [(t.start, t.ent, t.ent_iob) for t in parse(text).tokens] if text.strip() else []
    blocks = module._blocks(text, module.read_head(text).prose_start)
    assert found == [(start + t.idx, t.ent_type_, t.ent_iob_)
                     for start, end, _ in blocks for t in plain(text[start:end]) if not t.is_space]


def test_names_that_were_there_before_stay(plain) -> None:  # type: ignore[no-untyped-def]
    from spacy.tokens import Span

    docs = [plain.make_doc("Bank of America rose.") for _ in range(2)]
    for doc in docs:
        doc.set_ents([Span(doc, 2, 3, label="GPE")])
    part = plain.get_pipe("ner")
    expected = [(e.text, e.label_) for e in part(docs[0]).ents]
    assert ("America", "GPE") in expected
    assert [(e.text, e.label_) for e in Names(part)([docs[1]])[0].ents] == expected


@settings(max_examples=10)
@given(st.lists(st.text(st.sampled_from("ab .\n“”9%A's\t\u00a0"), max_size=60), max_size=4))
def test_together_is_as_alone(bodies: list[str]) -> None:
    together = parse_many(bodies)
    module._kept.cache_clear()
    assert together == [parse(body) for body in bodies]


def test_a_vocabulary_that_forgets_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [f"Frobs of Wobble{i % 7} Inc. rose {i}.{i}5% on Friday, Ms. Zarb{i} said." for i in range(30)]
    module.forget()
    expected = [parse(body) for body in bodies]
    monkeypatch.setattr(module, "_WORDS", 0)
    monkeypatch.setattr(module, "_RARE", 10)
    module._words.cache_clear()
    strings = module.pipeline(None).vocab.strings
    try:
        for body, before in zip(bodies, expected, strict=True):
            module.forget()
            assert parse(body) == before
        module.forget()
        parse("Then came Quuxly, never heard of before.")
        assert "Quuxly" in strings
        for i in range(20):
            parse(f"Then came Quuxly{i} too.")
        assert "Quuxly" not in strings
    finally:
        module._words.cache_clear()
        module.forget()
