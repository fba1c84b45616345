"""A numeric claim and the verdict on it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .base import Span, Value
from .clause import Modality
from .quantity import Quantity

Outcome = Literal["supported", "contradicted", "open"]
Relation = Literal["equals", "at_least", "more_than", "at_most", "less_than", "since", "holds"]
Reason = Literal[
    "forecast", "opinion", "hypothetical", "no_metric", "no_source", "licensed_source", "missing_sessions",
    "short_history", "not_yet_published", "too_wide", "ambiguous", "no_date", "no_bars", "vintage", "near_miss",
    "private", "source_failed",
]
REASONS: dict[str, str] = {
    "forecast": "speaks of the future",
    "opinion": "an opinion, estimate or target, not a measurement",
    "hypothetical": "a condition or possibility, not a fact",
    "no_metric": "no metric reads this kind of statement yet",
    "no_source": "no source at hand has this series",
    "licensed_source": "the data belong to a paid service",
    "missing_sessions": "the series has gaps where the claim needs every session",
    "short_history": "the series does not reach back far enough",
    "not_yet_published": "the value was not public when the article appeared",
    "too_wide": "the data only bound the value, and the claim lies within the bounds",
    "ambiguous": "subject, window or wording is not certain",
    "no_date": "the article has no publication date; give --as-of",
    "no_bars": "a moment inside the day is named and there are no bars for it",
    "vintage": "differs from the latest revision; the first print is not at hand",
    "near_miss": "just outside the accepted interval, too near to call",
    "private": "a private figure that no public series holds",
    "source_failed": "the source could not be read",
}


class Stated(Value):
    """What the text states: the printed value as an interval, and the interval accepted for it."""

    low: float
    high: float
    unit: str
    accepted_low: float
    accepted_high: float


class Claim(Span):
    """A checkable statement: its clause's span, the figure, and the expression whose value it states.

    ``stated`` is signed (a fall of 1.6% is -1.6). ``relation`` "since" compares dates (the last time a value was at
    least as extreme), "holds" asks for a truth (1 or 0). ``reason`` is set where the reader already knows that the
    claim is to stay open. ``reach``: how many days before publication the article may be speaking from, where
    nothing but its day is uncertain: such a claim is contradicted when no session of them gives the figure.
    ``rivals``: expressions that the words may mean as well; where one of them gives the figure, the claim is open.
    ``apart``: no time stands beside the figure, its stretch is that of what went before or of the article.
    ``nested``: the figure stands in a relative clause past another figure; it is contradicted only where a plain slip
    explains it.
    """

    figure: Span
    expr: str | None
    relation: Relation = "equals"
    stated: Stated | None = None
    modality: Modality = "fact"
    speaker: str | None = None
    provider: str | None = None
    subject: str | None = None
    certain: bool = True
    reach: int = 0
    rivals: tuple[str, ...] = ()
    apart: bool = False
    nested: bool = False
    reason: Reason | None = None
    as_of: datetime | None = None


class Finding(Value):
    """The value of a claim's expression under one named reading."""

    name: str
    value: Quantity | None
    agrees: bool
    note: str = ""


class Evidence(Value):
    """The rows a verdict rests on. ``rows`` are (ISO date, value); ``sha256`` is of the source's bytes."""

    series: str
    field: str = "close"
    unit: str = ""
    rows: tuple[tuple[str, float], ...] = ()
    source: str = ""
    url: str = ""
    licence: str = ""
    retrieved_at: str = ""
    sha256: str = ""
    vintage: str = ""
    note: str = ""


class CheckedClaim(Claim):
    """A claim with its verdict. ``found`` is the value of the reading that agrees, or of the first reading."""

    outcome: Outcome
    basis: str = ""
    found: Quantity | None = None
    readings: tuple[Finding, ...] = ()
    derivation: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    diagnosis: str | None = None
