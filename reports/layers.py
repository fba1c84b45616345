"""The article's text under overlapping layers: verdicts, figures, entities, quotes.

Wherever a layer begins or ends the text is cut, so that layers may overlap as they like and a page never nests one
mark in another. Joined together, the pieces and gaps are the body, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..nlp.dateline import read_head
from ..schemas import Entity, Quote, Report
from ..schemas.claim import Outcome
from .brief_model import ClaimRow, Layer, Paragraph, Piece
from .text import clean

_RANK: dict[Layer, int] = {"verdict": 0, "figure": 1, "entity": 2, "quote": 3}
_MOST_MARKS = 6000


@dataclass(frozen=True, slots=True)
class Stretch:
    """One mark of a layer on ``start:end``; ``href`` is the row it belongs to, ``tip`` what that row says."""

    layer: Layer
    start: int
    end: int
    href: str
    tip: str
    outcome: Outcome | None = None
    number: int = 0


def paragraphs(report: Report, stretches: list[Stretch]) -> tuple[Paragraph, ...]:
    """The body in paragraphs and pieces; the first line of a headline and the dateline are told apart."""
    body = report.article.body
    head = read_head(body)
    stretches = sorted(stretches, key=lambda s: (s.start, s.end))[:_MOST_MARKS]
    cuts = {0, len(body), *(p for s in stretches for p in (s.start, s.end))}
    if head.dateline:
        cuts |= set(head.dateline) | {head.prose_start}
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", body)]
    out: list[Paragraph] = []
    at, seen = 0, set[str]()
    for start, end in _split(lines, head.prose_start):
        if start > at:
            out = _gapped(out, body[at:start])
        out.append(Paragraph(kind=_kind(start, head.dateline, head.prose_start),
                             pieces=_pieces(body, start, end, cuts, stretches, seen)))
        at = end
    return tuple(_gapped(out, body[at:]) if at < len(body) else out)


def _gapped(out: list[Paragraph], gap: str) -> list[Paragraph]:
    if not out:
        return [Paragraph(kind="prose", pieces=(), gap=gap)]
    return [*out[:-1], out[-1].model_copy(update={"gap": out[-1].gap + gap})]


def _split(lines: list[tuple[int, int]], prose: int) -> list[tuple[int, int]]:
    """Lines, with the one that a page glued to its dateline cut in two."""
    found: list[tuple[int, int]] = []
    for start, end in lines:
        found += [(start, prose), (prose, end)] if start < prose < end else [(start, end)]
    return found


def _kind(start: int, dateline: tuple[int, int] | None, prose: int) -> Literal["headline", "dateline", "prose"]:
    if start >= prose:
        return "prose"
    return "dateline" if dateline and start >= dateline[0] else "headline"


def _pieces(
    body: str, start: int, end: int, cuts: set[int], stretches: list[Stretch], seen: set[str]
) -> tuple[Piece, ...]:
    here = [s for s in stretches if s.start < end and s.end > start]
    places = sorted({start, end, *(p for s in here for p in (s.start, s.end) if start < p < end),
                     *(c for c in cuts if start < c < end)})
    found: list[Piece] = []
    over: list[Stretch] = []
    at = 0
    for first, last in pairwise(places):
        over = [s for s in over if s.end > first]
        while at < len(here) and here[at].start <= first:
            over += [here[at]] if here[at].end > first else []
            at += 1
        found.append(_piece(body, first, last, over, end, seen))
    return tuple(found)


def _piece(body: str, start: int, end: int, over: list[Stretch], line: int, seen: set[str]) -> Piece:
    over = sorted(over, key=lambda s: (_RANK[s.layer], s.end - s.start))
    marked = next((s for s in over if s.layer != "quote"), None)
    ids = [s.href for s in over if s.start == start and s.href not in seen]
    seen.update(ids)
    return Piece(
        text=body[start:end], layers=tuple(dict.fromkeys(s.layer for s in over)),
        outcome=next((s.outcome for s in over if s.outcome), None), href=marked.href if marked else "",
        closes=any(s.layer == "verdict" and s.end == end for s in over),
        tip=" · ".join(dict.fromkeys(s.tip for s in over if s.tip)), ids=tuple(dict.fromkeys(ids)),
        ends=tuple(dict.fromkeys(s.number for s in over
                                 if s.layer == "quote" and (s.end == end or s.end > end == line))))


def marks(
    report: Report, rows: tuple[ClaimRow, ...], ident: str, entities: Mapping[str, str], quotes: Mapping[int, int]
) -> list[Stretch]:
    """Every mark of every layer. ``entities``: an entity's id to its row's anchor; ``quotes``: a quote's place in the
    report to its number on the page."""
    pairs = list(zip(rows, report.claims, strict=True))
    found = [_claim(row, claim.figure.start, claim.figure.end) for row, claim in pairs]
    by_start = {claim.figure.start: row for row, claim in pairs}
    for number, use in enumerate(report.numbers, start=1):
        row = by_start.get(use.figure.start)
        href, tip = (row.anchor, "") if row else (f"{ident}-n{number}", f"number {number}: not a claim")
        found.append(Stretch("figure", use.figure.start, use.figure.end, href, tip))
    for e in report.entities:
        if e.id in entities:
            found.append(Stretch("entity", e.start, e.end, entities[e.id], _entity(e)))
    for at, number in quotes.items():
        tip = f"quote {number}: {_speakers(report.quotes[at])}"
        found += [Stretch("quote", s.start, s.end, f"{ident}-q{number}", tip, None, number)
                  for s in report.quotes[at].content]
    return found


def _claim(row: ClaimRow, start: int, end: int) -> Stretch:
    said = f"claim {row.number}: {row.outcome}"
    said += f", found {row.found}" if row.found else f", {row.why}" if row.why else ""
    return Stretch("verdict", start, end, row.anchor, said, row.outcome)


def _speakers(quote: Quote) -> str:
    return " and ".join(dict.fromkeys(clean(s.name) for s in quote.speakers)) or "nobody named"


def _entity(entity: Entity) -> str:
    kind = entity.kind.replace("_", " ")
    return clean(f"{entity.name}, {kind}" + (f", series {entity.series}" if entity.series else ""))
