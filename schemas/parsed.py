"""What the language floor hands to the extractors: plain tokens, no spaCy objects."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``head`` is the index of its governor (itself for a root); ``sentence`` the index of its sentence."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    ent: str = ""
    ent_iob: str = "O"

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: characters ``start:end`` of the body, tokens ``first:last`` (``last`` exclusive), its paragraph."""

    index: int
    start: int
    end: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article's body as tokens and sentences. ``body`` is the article's own string, so offsets agree.

    ``parsed`` tells whether tags, dependencies and names are there (False: tokens and sentences only).
    ``paragraphs`` are the (start, end) of each non-empty line; the first may be a headline, ``prose_start`` is where
    the running text begins (after headline and dateline). ``dateline`` is the (start, end) of the dateline: date,
    byline and tags, whose numbers are not figures.
    """

    body: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[tuple[int, int], ...] = ()
    prose_start: int = 0
    dateline: tuple[int, int] | None = None
    parsed: bool = True
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def token_at(self, char: int) -> int:
        """Index of the token that covers or first follows character ``char`` (``len(tokens)`` past the end)."""
        from bisect import bisect_right

        if not self._starts and self.tokens:
            self._starts.extend(t.start for t in self.tokens)
        at = bisect_right(self._starts, char) - 1
        if at >= 0 and self.tokens[at].end > char:
            return at
        return at + 1

    def sentence_at(self, char: int) -> Sentence | None:
        """The sentence that covers or first follows character ``char``."""
        at = self.token_at(char)
        return self.sentences[self.tokens[at].sentence] if at < len(self.tokens) else None
