"""What the brief says, before anybody asks how it looks: frozen values that every format is written from."""

from __future__ import annotations

from typing import Literal

from ..schemas import Value
from ..schemas.claim import Outcome

SIGNS = {"supported": "✓", "contradicted": "✗", "open": "?"}
"""What tells a verdict beside its colour."""
Layer = Literal["verdict", "figure", "entity", "quote"]


class Phrase(Value):
    """A sentence with its figure: characters ``start:end`` of the body, in three parts, white space on one line."""

    before: str = ""
    figure: str = ""
    after: str = ""
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        """The sentence as a whole."""
        return f"{self.before}{self.figure}{self.after}"


class KeySentence(Value):
    """One of the article's own sentences that carries its thesis; ``paragraph`` counts from 1."""

    text: str
    paragraph: int
    start: int
    end: int


class Ruler(Value):
    """A verdict on a number line, in the stated unit (dates as ordinals; None is no bound)."""

    unit: str
    accepted_low: float | None
    accepted_high: float | None
    claimed_low: float
    claimed_high: float
    found_low: float
    found_high: float
    text: str


class Line(Value):
    """One series of a chart: (ISO date, value), oldest first. ``whole``: every session is there, not single facts."""

    label: str
    points: tuple[tuple[str, float], ...]
    whole: bool = True


class Mark(Value):
    """A level or a day marked on a chart: a band from ``low`` to ``high``, or a point, or a day alone."""

    kind: Literal["claimed", "found", "base"]
    label: str
    day: str | None = None
    low: float | None = None
    high: float | None = None


class Chart(Value):
    """The series a claim was computed from, its window (ISO dates) and the claimed and the found value."""

    title: str
    text: str
    unit: str
    lines: tuple[Line, ...]
    first: str
    last: str
    marks: tuple[Mark, ...] = ()


class ClaimRow(Value):
    """One claim as the brief tells it. ``takes`` says, for an open one, what a decision would need."""

    number: int
    anchor: str
    outcome: Outcome
    reason: str | None = None
    why: str = ""
    phrase: Phrase
    stated: str = ""
    accepted: str = ""
    found: str = ""
    basis: str = ""
    reading: str = ""
    others: tuple[str, ...] = ()
    expr: str = ""
    derivation: tuple[str, ...] = ()
    source: str = ""
    as_of: str = ""
    speaker: str = ""
    diagnosis: str = ""
    takes: str = ""
    evidence: tuple[int, ...] = ()
    ruler: Ruler | None = None
    chart: Chart | None = None


class Said(Value):
    """One quotation or report of speech, with the numbers of the claims made in it."""

    number: int
    anchor: str
    text: str
    how: str
    venue: str = ""
    targets: tuple[str, ...] = ()
    stance: str = ""
    claims: tuple[int, ...] = ()


class Voice(Value):
    """A speaker and what was said."""

    name: str
    title: str = ""
    firm: str = ""
    kind: str = ""
    said: tuple[Said, ...] = ()


class Tone(Value):
    """How the article sounds about one target: sentences counted by label, and their mean (-1 to 1)."""

    target: str
    positive: int = 0
    neutral: int = 0
    negative: int = 0
    mean: float = 0.0

    @property
    def count(self) -> int:
        """How many sentences or parts of sentences were read."""
        return self.positive + self.neutral + self.negative


class Thing(Value):
    """Something the article names, and how often; ``series`` is the id that can check it."""

    anchor: str
    name: str
    kind: str
    series: str = ""
    mentions: int = 1


class NumberRef(Value):
    """One number of the article; ``claim`` is the number of the claim that it belongs to, if any."""

    number: int
    text: str
    claim: int | None = None


class NumberGroup(Value):
    """Numbers that fared alike."""

    use: Literal["checked", "open", "not_a_claim"]
    why: str
    numbers: tuple[NumberRef, ...]


class Gap(Value):
    """Why some claims stay open, and what it would take to decide them."""

    reason: str
    why: str
    takes: str
    claims: tuple[int, ...]


class Source(Value):
    """Rows of one field of one series that verdicts rest on; ``more`` counts rows that are not listed."""

    number: int
    anchor: str
    series: str
    name: str
    unit: str
    rows: tuple[tuple[str, str], ...]
    more: int = 0
    source: str = ""
    url: str = ""
    licence: str = ""
    retrieved_at: str = ""
    sha256: str = ""
    vintage: str = ""
    note: str = ""
    claims: tuple[int, ...] = ()


class Piece(Value):
    """A stretch of the article on which no layer begins or ends.

    ``href`` is the anchor of the row it belongs to, ``ids`` those of the rows that are first named here, ``ends`` the
    numbers of the quotes that end with it; ``closes``: a claim's figure ends with it.
    """

    text: str
    layers: tuple[Layer, ...] = ()
    outcome: Outcome | None = None
    href: str = ""
    tip: str = ""
    closes: bool = False
    ids: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()


class Paragraph(Value):
    """One line of the article in pieces; ``gap`` is the white space that follows it."""

    kind: Literal["headline", "dateline", "prose"]
    pieces: tuple[Piece, ...]
    gap: str = ""


class Brief(Value):
    """Everything an analyst reads instead of one article. ``id`` makes its anchors unique on a page of several."""

    id: str
    article: str
    headline: str
    byline: str = ""
    published: str = ""
    path: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    thesis: tuple[KeySentence, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    voices: tuple[Voice, ...] = ()
    tones: tuple[Tone, ...] = ()
    things: tuple[Thing, ...] = ()
    numbers: tuple[NumberGroup, ...] = ()
    gaps: tuple[Gap, ...] = ()
    sources: tuple[Source, ...] = ()
    text: tuple[Paragraph, ...] = ()

    def count(self, outcome: str) -> int:
        """How many claims came out so."""
        return sum(c.outcome == outcome for c in self.claims)

    @property
    def number_count(self) -> int:
        """How many numbers the article holds."""
        return sum(len(g.numbers) for g in self.numbers)
