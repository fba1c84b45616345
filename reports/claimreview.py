"""Claims as schema.org ClaimReview in JSON-LD, with the numbers it has no words for under a namespace of ours.

ClaimReview rates a claim in words and on a scale; it knows no intervals, expressions or evidence. Those stand under
the prefix ``tapecheck:``, which the context binds to ``urn:tapecheck:terms:``. An open claim has no rating value.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Any

from ..schemas import REASONS, CheckedClaim, Quantity, Report
from .text import clean, sentence_around

CONTEXT: list[Any] = ["https://schema.org", {"tapecheck": "urn:tapecheck:terms:"}]
_RATING = {"supported": 3, "contradicted": 1}
"""On a scale from 1 (the tape contradicts it) to 3 (it supports it)."""


def claim_reviews(reports: Iterable[Report]) -> dict[str, Any]:
    """Every claim of every report as one JSON-LD graph."""
    graph = [_review(report, claim, n) for report in reports for n, claim in enumerate(report.claims, start=1)]
    return {"@context": CONTEXT, "@graph": graph}


def claim_reviews_json(reports: Sequence[Report]) -> str:
    """The same as text."""
    return json.dumps(claim_reviews(reports), ensure_ascii=False, allow_nan=False)


def body_id(report: Report) -> str:
    """A name for the article's text that anybody who has the text can work out: the SHA-256 of its UTF-8 bytes."""
    return "urn:sha256:" + hashlib.sha256(report.article.body.encode("utf-8", "surrogatepass")).hexdigest()


def _review(report: Report, claim: CheckedClaim, number: int) -> dict[str, Any]:
    article, source = report.article, body_id(report)
    start, end = sentence_around(article.body, claim.start, claim.end)
    item: dict[str, Any] = {
        "@type": "Claim",
        "appearance": {"@type": "NewsArticle", "@id": source, "headline": clean(article.title or article.id)},
    }
    if article.published:
        item["datePublished"] = item["appearance"]["datePublished"] = article.published.isoformat()
    if article.byline:
        item["appearance"]["author"] = {"@type": "Person", "name": clean(article.byline)}
    if claim.speaker:
        item["author"] = {"@type": "Person", "name": clean(claim.speaker)}
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": _word(claim), "bestRating": 3, "worstRating": 1}
    if claim.outcome in _RATING:
        rating["ratingValue"] = _RATING[claim.outcome]
    review = {
        "@type": "ClaimReview", "@id": f"{source}#claim-{number}",
        "claimReviewed": clean(article.body[start:end]).strip(),
        "author": {"@type": "Organization", "name": "tapecheck"}, "itemReviewed": item, "reviewRating": rating,
        **_numbers(claim),
    }
    return {name: value for name, value in review.items() if value not in (None, "", [])}


def _word(claim: CheckedClaim) -> str:
    word = claim.outcome.capitalize()
    return f"{word}: {REASONS.get(claim.reason, claim.reason)}" if claim.reason else word


def _numbers(claim: CheckedClaim) -> dict[str, Any]:
    """What ClaimReview has no words for."""
    stated = claim.stated
    return {
        "tapecheck:figure": clean(claim.figure.text),
        "tapecheck:start": claim.figure.start,
        "tapecheck:end": claim.figure.end,
        "tapecheck:stated": stated and {
            "tapecheck:low": _finite(stated.low), "tapecheck:high": _finite(stated.high), "tapecheck:unit": stated.unit,
            "tapecheck:acceptedLow": _finite(stated.accepted_low),
            "tapecheck:acceptedHigh": _finite(stated.accepted_high),
        },
        "tapecheck:found": _interval(claim.found),
        "tapecheck:expression": claim.expr,
        "tapecheck:outcome": claim.outcome,
        "tapecheck:reason": claim.reason,
        "tapecheck:basis": claim.basis,
        "tapecheck:asOf": claim.as_of.isoformat() if claim.as_of else None,
        "tapecheck:diagnosis": claim.diagnosis,
        "tapecheck:reading": [
            {"tapecheck:name": clean(r.name), "tapecheck:agrees": r.agrees, "tapecheck:value": _interval(r.value)}
            for r in claim.readings],
        "tapecheck:evidence": [
            {"tapecheck:series": clean(e.series), "tapecheck:field": clean(e.field),
             "tapecheck:source": clean(e.source), "tapecheck:sha256": clean(e.sha256),
             "tapecheck:rows": len(e.rows)} for e in claim.evidence],
    }


def _interval(value: Quantity | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"tapecheck:low": _finite(value.low), "tapecheck:high": _finite(value.high), "tapecheck:unit": value.unit}


def _finite(value: float) -> float | None:
    """JSON has no infinity: an open bound is null."""
    return value if isfinite(value) else None
