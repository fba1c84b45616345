"""A parsed text with what the quote reader asks of it again and again: children, reach of subtrees, quoted tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..schemas import Parsed, Sentence, Token
from .quotes_marks import Region, pair_marks

_STEPS = 250
_PROSE = 400
FINITE = ("VBD", "VBZ", "VBP", "MD")
"""Tags of finite verbs."""
_SLIPS = {"hop": "hope", "hat": "hate"}
_MARKS = frozenset(("“", "”", '"', "``", "''", "„", "«", "»", "‘", "’", "'"))


@dataclass(slots=True)
class View:
    """``Parsed`` plus indices. ``region_of[i]`` is the quoted region that token ``i`` lies in, -1 outside."""

    parsed: Parsed
    regions: list[Region]
    unpaired: list[int]
    children: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    region_of: list[int] = field(default_factory=list)
    opens: list[int] = field(default_factory=list)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the text."""
        return self.parsed.tokens

    @property
    def body(self) -> str:
        """The text."""
        return self.parsed.body

    def sentence(self, i: int) -> Sentence:
        """The sentence of token ``i``."""
        return self.parsed.sentences[self.tokens[i].sentence]

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of ``i`` with one of the labels ``deps``."""
        return next((c for c in self.children[i] if self.tokens[c].dep in deps), None)

    def kids(self, i: int, *deps: str) -> list[int]:
        """The children of ``i`` with one of the labels ``deps``, in order."""
        return [c for c in self.children[i] if self.tokens[c].dep in deps]

    def lemma(self, i: int) -> str:
        """The lemma of token ``i`` in lower case, where the small models' slips are mended."""
        lemma = self.tokens[i].lemma.lower()
        return _SLIPS.get(lemma, lemma)

    def is_mark(self, i: int) -> bool:
        """Whether token ``i`` is nothing but a quotation mark."""
        return self.tokens[i].text in _MARKS

    def text(self, first: int, last: int) -> str:
        """Body text of tokens ``first:last`` (``last`` exclusive)."""
        return self.body[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def regions_in(self, start: int, end: int) -> list[Region]:
        """The quoted regions that share characters with ``start:end``."""
        at = bisect_right(self.opens, start) - 1
        first = at if at >= 0 and self.regions[at].outer_end > start else at + 1
        return self.regions[first : bisect_left(self.opens, end)]

    def readable(self, i: int) -> bool:
        """Whether the sentence of token ``i`` is short enough to be prose; reports are read in such alone."""
        sentence = self.sentence(i)
        return sentence.last - sentence.first <= _PROSE

    def paragraph(self, i: int) -> int:
        """Index of the paragraph of token ``i``."""
        return self.sentence(i).paragraph


def build(parsed: Parsed) -> View:
    """The view of ``parsed``: one pass over its tokens."""
    regions, unpaired = pair_marks(parsed.body, parsed.paragraphs)
    view = View(parsed, regions, unpaired)
    tokens = parsed.tokens
    view.opens = [r.outer_start for r in regions]
    view.children = [[] for _ in tokens]
    view.left = list(range(len(tokens)))
    view.right = list(range(len(tokens)))
    for t in tokens:
        if t.head != t.i and 0 <= t.head < len(tokens):
            view.children[t.head].append(t.i)
            _reach(view, t.i, tokens)
    view.region_of = _quoted(tokens, regions)
    return view


def _reach(view: View, i: int, tokens: Sequence[Token]) -> None:
    """Tell every ancestor of ``i`` that its subtree reaches ``i``."""
    up = tokens[i].head
    for _ in range(_STEPS):
        if i < view.left[up]:
            view.left[up] = i
        elif i > view.right[up]:
            view.right[up] = i
        above = tokens[up].head
        if above == up:
            return
        up = above


def _quoted(tokens: Iterable[Token], regions: Sequence[Region]) -> list[int]:
    out: list[int] = []
    at = 0
    for t in tokens:
        while at < len(regions) and regions[at].outer_end <= t.start:
            at += 1
        inside = at < len(regions) and regions[at].outer_start <= t.start
        out.append(at if inside else -1)
    return out
