"""Who said what."""

from __future__ import annotations

from typing import Literal

from .base import Span, Value

QuoteKind = Literal["direct", "mixed", "indirect"]
Stance = Literal["bullish", "bearish", "neutral", "hawkish", "dovish"]


class Speaker(Value):
    """Who speaks. ``mention`` is the words at the quote ("he"), ``name`` the resolved full name or the phrase kept as
    it is ("the analysts", "people familiar with the matter"). ``kind`` tells a person from a firm or a data provider.
    """

    mention: Span | None = None
    name: str
    title: str | None = None
    firm: str | None = None
    kind: Literal["person", "group", "organisation", "data_provider", "document", "unknown"] = "person"


class Quote(Value):
    """One attribution: its content spans in order, the cue, the speakers, where it was said and what it is about.

    ``act`` tells what somebody said from what somebody thinks or expects, and from a mere stance ("favors the plan").
    ``stance`` is where the words lean: bullish or bearish on what they speak of, hawkish or dovish on policy; None
    where no sentiment model was run.
    """

    content: tuple[Span, ...]
    kind: QuoteKind
    cue: Span | None = None
    lemma: str | None = None
    act: Literal["speech", "thought", "stance"] = "speech"
    speakers: tuple[Speaker, ...] = ()
    venue: str | None = None
    targets: tuple[str, ...] = ()
    has_figures: bool = False
    stance: Stance | None = None


Polarity = Literal["positive", "negative", "neutral"]


class Sentiment(Value):
    """How a sentence, or what it says of one target, sounds. Probabilities are calibrated and sum to 1.

    ``span`` is the sentence; ``target`` the mention it is about (None: the sentence as a whole), ``entity`` its id.
    """

    span: Span
    target: Span | None = None
    entity: str | None = None
    label: Polarity
    positive: float
    negative: float
    neutral: float


class Tone(Value):
    """How a whole article sounds, or all it says of one target: the mean probabilities of its ``mentions``.

    ``entity`` is the target's id, None for the article, whose mentions are its sentences. ``score`` is positive less
    negative, from -1 to 1.
    """

    entity: str | None = None
    name: str
    mentions: int
    label: Polarity
    score: float
    positive: float
    negative: float
    neutral: float
