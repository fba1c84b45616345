"""Whose a claim is: the speaker it is quoted from, the provider whose data it cites."""

from __future__ import annotations

from collections.abc import Sequence

from ..schemas import Quote, Span


def speaker_of(anchor: Span, quotes: Sequence[Quote]) -> str | None:
    """Who says it: the speaker of the innermost quotation around the anchor."""
    return _innermost(anchor, [q for q in quotes if q.speakers and q.act != "stance"])


def provider_of(anchor: Span, providers: Sequence[Quote]) -> str | None:
    """Whose data the statement cites ("based on LSEG estimates")."""
    return _innermost(anchor, [q for q in providers if q.speakers])


def _innermost(anchor: Span, quotes: Sequence[Quote]) -> str | None:
    around = [
        (s.end - s.start, q.speakers[0].name)
        for q in quotes for s in q.content if s.start <= anchor.start and anchor.end <= s.end
    ]
    return min(around)[1] if around else None
