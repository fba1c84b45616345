"""The two results: what an article says, and what holds of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import model_validator

from .article import Article
from .base import Span, Value
from .claim import CheckedClaim, Claim
from .conflict import Conflict
from .entity import Entity
from .period import Period
from .quantity import Figure
from .quote import Quote, Sentiment, Tone


class NumberUse(Value):
    """What became of one number of the article: part of a checked claim, open and why, or not a claim."""

    figure: Span
    use: Literal["checked", "open", "not_a_claim"]
    reason: str | None = None


class _Told(Value):
    """What is told of one article; every span of it holds its text."""

    article: Article
    figures: tuple[Figure, ...] = ()
    periods: tuple[Period, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sentiments: tuple[Sentiment, ...] = ()
    tones: tuple[Tone, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()

    def _spans(self) -> Iterator[Span]:
        yield from (*self.figures, *self.periods, *self.entities, *self.claims)
        yield from (c.figure for c in self.claims)
        yield from (s for q in self.quotes for s in q.content)
        yield from (s for c in self.conflicts for s in c.figures)
        yield from (s for t in self.sentiments for s in (t.span, t.target) if s is not None)

    @model_validator(mode="after")
    def _spans_hold(self) -> Self:
        body = self.article.body
        for span in self._spans():
            if body[span.start : span.end] != span.text:
                raise ValueError(f"span {span.start}:{span.end} is {body[span.start : span.end]!r}, not {span.text!r}")
        return self


class Reading(_Told):
    """The typed reading of one article."""


class Report(_Told):
    """A reading with a verdict on every claim and an account of every number."""

    claims: tuple[CheckedClaim, ...] = ()
    numbers: tuple[NumberUse, ...] = ()

    def _spans(self) -> Iterator[Span]:
        yield from super()._spans()
        yield from (n.figure for n in self.numbers)

    @property
    def contradicted(self) -> tuple[CheckedClaim, ...]:
        """The claims that the tape contradicts."""
        return tuple(c for c in self.claims if c.outcome == "contradicted")
