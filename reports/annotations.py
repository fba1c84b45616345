"""What was read in an article as W3C Web Annotations: each on its characters, by position and by quotation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..schemas import Report, Span
from .claimreview import body_id
from .needs import why
from .text import clean, found_text

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters given before and after a quotation, so that it is found again in another rendering of the text."""


def web_annotations(reports: Iterable[Report]) -> dict[str, Any]:
    """A collection for each report, as one graph. Positions count the body's characters (Unicode code points)."""
    return {"@context": CONTEXT, "@graph": [_collection(r) for r in reports]}


def web_annotations_json(reports: Sequence[Report]) -> str:
    """The same as text."""
    return json.dumps(web_annotations(reports), ensure_ascii=False)


def _collection(report: Report) -> dict[str, Any]:
    items = list(_items(report))
    name = body_id(report)
    page = {"type": "AnnotationPage", "id": f"{name}#page", "startIndex": 0, "items": items}
    return {"type": "AnnotationCollection", "id": f"{name}#annotations", "total": len(items), "first": page,
            "label": clean(report.article.title or report.article.id)}


def _items(report: Report) -> Iterator[dict[str, Any]]:
    for n, claim in enumerate(report.claims, start=1):
        said = f"{claim.outcome}: {why(claim)}" if claim.reason else claim.outcome
        said += f"; found {found_text(claim)}" if claim.found else ""
        yield _one(report, f"claim-{n}", "assessing", said, [claim.figure])
    for n, entity in enumerate(report.entities, start=1):
        kind = f"{entity.name} ({entity.kind.replace('_', ' ')})"
        yield _one(report, f"entity-{n}", "identifying", kind, [entity])
    for n, quote in enumerate(report.quotes, start=1):
        who = " and ".join(s.name for s in quote.speakers) or "nobody named"
        if quote.content:
            yield _one(report, f"quote-{n}", "describing", f"{quote.kind} speech of {who}", quote.content)
    for n, use in enumerate(report.numbers, start=1):
        yield _one(report, f"number-{n}", "classifying", use.use.replace("_", " "), [use.figure])
    for n, tone in enumerate(report.sentiments, start=1):
        about = f" about {tone.entity or tone.target.text}" if tone.target else ""
        yield _one(report, f"sentiment-{n}", "classifying", f"{tone.label}{about}", [tone.target or tone.span])


def _one(report: Report, name: str, motive: str, said: str, spans: Sequence[Span]) -> dict[str, Any]:
    source = body_id(report)
    targets = [{"source": source, "selector": _selectors(report.article.body, s.start, s.end)} for s in spans]
    return {
        "type": "Annotation", "id": f"{source}#{name}", "motivation": motive,
        "body": {"type": "TextualBody", "value": clean(said), "format": "text/plain", "language": "en"},
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _selectors(body: str, start: int, end: int) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": body[start:end], "prefix": body[max(0, start - _AROUND) : start],
         "suffix": body[end : end + _AROUND]},
    ]
