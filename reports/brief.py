"""From a report to what the brief says of it: pure, without a clock; the market is asked for charts alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..errors import TapecheckError
from ..schemas import CheckedClaim, Evidence, Quote, Report, Speaker
from ..sources.catalog import catalog
from .brief_model import (
    Brief,
    Chart,
    ClaimRow,
    Gap,
    NumberGroup,
    NumberRef,
    Phrase,
    Ruler,
    Said,
    Source,
    Thing,
    Tone,
    Voice,
)
from .layers import marks, paragraphs
from .needs import TAKES, series_of, takes, why
from .series import chart, ruler
from .text import clean, found_text, number, other_readings, sentence_around, source_line, stated_parts
from .thesis import key_sentences

if TYPE_CHECKING:
    from ..sources import Market

_LONGEST_SIDE = 420
"""Characters of a sentence shown on either side of its figure."""
MOST_CHARTS = 150
"""Claims of an article that get a chart: a page must stay one that opens."""
_MOST_ROWS = 12
_MOST_OTHERS = 8
_USES = {"checked": 0, "open": 1, "not_a_claim": 2}
_TROUBLE = (TapecheckError, ValueError, OverflowError, IndexError)
"""What a chart may raise on rows that somebody else wrote; the brief then goes without it."""


def brief(report: Report, market: Market | None = None, ident: str = "a1") -> Brief:
    """The brief of one report. With the ``market`` it was checked with, charts show the days around each window.

    ``ident`` begins every anchor, so that several briefs can share a page. Never raises for what a report holds.
    """
    article = report.article
    sources = _sources(report, ident)
    rows = tuple(_row(n, c, report, market, ident, sources) for n, c in enumerate(report.claims, start=1))
    quoted = {at: n for n, at in enumerate((i for i, q in enumerate(report.quotes) if q.content), start=1)}
    things, anchors = _things(report, ident)
    return Brief(
        id=ident, article=clean(article.id), headline=clean(article.title or article.id), byline=clean(article.byline),
        published=article.published.isoformat(sep=" ", timespec="minutes") if article.published else "",
        path=clean(article.path or ""),
        tags=tuple(map(clean, article.tags)),
        notes=tuple(dict.fromkeys(clean(n) for n in (*_conflicts(report), *article.notes, *report.notes))),
        thesis=key_sentences(article.body, article.title), claims=rows, voices=_voices(report, quoted, ident),
        tones=_tones(report), things=things, numbers=_numbers(report), gaps=_gaps(report), sources=sources,
        text=paragraphs(report, marks(report, rows, ident, anchors, quoted)),
    )


def briefs(reports: Iterable[Report], market: Market | None = None) -> tuple[Brief, ...]:
    """A brief for each report, with anchors that do not collide on one page."""
    return tuple(brief(report, market, f"a{n}") for n, report in enumerate(reports, start=1))


def _row(
    place: int, claim: CheckedClaim, report: Report, market: Market | None, ident: str, sources: Sequence[Source]
) -> ClaimRow:
    agreeing = next((r for r in claim.readings if r.agrees), claim.readings[0] if claim.readings else None)
    stated, accepted = stated_parts(claim.stated) if claim.stated else ("", "")
    others = tuple(map(clean, other_readings([r for r in claim.readings if r is not agreeing])))
    drawn, ruled = _pictures(claim, market) if place <= MOST_CHARTS else (None, None)
    used = {_key(e) for e in claim.evidence}
    return ClaimRow(
        number=place, anchor=f"{ident}-c{place}", outcome=claim.outcome, reason=claim.reason, why=why(claim),
        phrase=_phrase(claim, report.article.body), stated=stated, accepted=accepted,
        found=found_text(claim), basis=clean(claim.basis),
        reading=clean(agreeing.name) if agreeing else "", others=others[:_MOST_OTHERS], expr=clean(claim.expr or ""),
        derivation=tuple(map(clean, claim.derivation)), source=clean(source_line(claim.evidence)),
        as_of=claim.as_of.isoformat(sep=" ", timespec="minutes") if claim.as_of else "",
        speaker=clean(claim.speaker or ""), diagnosis=clean(claim.diagnosis or ""), takes=takes(claim),
        evidence=tuple(s.number for s in sources if (s.series, s.note, s.source, s.sha256, s.vintage) in used),
        ruler=ruled, chart=drawn,
    )


def _pictures(claim: CheckedClaim, market: Market | None) -> tuple[Chart | None, Ruler | None]:
    try:
        return chart(claim, market), ruler(claim)
    except _TROUBLE:
        return None, None


def _phrase(claim: CheckedClaim, body: str) -> Phrase:
    figure = claim.figure
    start, end = sentence_around(body, claim.start, claim.end)
    start, end = min(start, figure.start), max(end, figure.end)
    before, after = body[start : figure.start].lstrip(), body[figure.end : end].rstrip()
    if len(before) > _LONGEST_SIDE:
        before = "… " + before[-_LONGEST_SIDE:]
    if len(after) > _LONGEST_SIDE:
        after = after[:_LONGEST_SIDE] + " …"
    return Phrase(before=clean(before), figure=clean(figure.text), after=clean(after), start=start, end=end)


def _voices(report: Report, quoted: dict[int, int], ident: str) -> tuple[Voice, ...]:
    """Speakers in order of appearance with everything each of them said."""
    who: dict[str, list[Speaker]] = {}
    said: dict[str, list[Said]] = {}
    for at, place in quoted.items():
        quote = report.quotes[at]
        name = " and ".join(dict.fromkeys(clean(s.name) for s in quote.speakers)) or "nobody named"
        who.setdefault(name, []).extend(quote.speakers)
        said.setdefault(name, []).append(_said(quote, place, report, ident))
    return tuple(Voice(name=name, said=tuple(said[name]), title=_first(s.title for s in speakers),
                       firm=_first(s.firm for s in speakers),
                       kind=_first(s.kind.replace("_", " ") for s in speakers) if len(speakers) else "")
                 for name, speakers in who.items())


def _first(values: Iterable[str | None]) -> str:
    return clean(next((v for v in values if v), ""))


def _said(quote: Quote, place: int, report: Report, ident: str) -> Said:
    inside = tuple(n for n, c in enumerate(report.claims, start=1)
                   if any(s.start <= c.figure.start < s.end for s in quote.content))
    how = {"direct": "in quotation marks", "mixed": "partly in quotation marks", "indirect": "reported"}[quote.kind]
    how += {"speech": "", "thought": ", as a thought", "stance": ", as a stance"}[quote.act]
    text = clean(" … ".join(s.text for s in quote.content))
    return Said(number=place, anchor=f"{ident}-q{place}", text=text, how=how,
                venue=clean(quote.venue or ""), targets=tuple(map(clean, quote.targets)), stance=quote.stance or "",
                claims=inside)


def _conflicts(report: Report) -> list[str]:
    """Where the article disagrees with itself, with the arithmetic."""
    return [f"The article disagrees with itself ({', '.join(s.text for s in c.figures)}): {c.arithmetic}"
            for c in report.conflicts]


def _tones(report: Report) -> tuple[Tone, ...]:
    """The report's tones in their order, with how many of the mentions have each label."""
    count = Counter((s.entity, s.label) for s in report.sentiments)
    return tuple(Tone(target=clean(t.name) if t.entity else "the article, sentence by sentence", mean=t.score,
                      positive=count[t.entity, "positive"], neutral=count[t.entity, "neutral"],
                      negative=count[t.entity, "negative"]) for t in report.tones)


def _things(report: Report, ident: str) -> tuple[tuple[Thing, ...], dict[str, str]]:
    """What the article names, the most often named first, and the anchor of each entity's row by its id."""
    count = Counter(e.id for e in report.entities)
    first = {e.id: e for e in reversed(report.entities)}
    order = sorted(first, key=lambda i: (-count[i], first[i].start))
    anchors = {i: f"{ident}-e{n}" for n, i in enumerate(order, start=1)}
    return tuple(Thing(anchor=anchors[i], name=clean(first[i].name), kind=first[i].kind.replace("_", " "),
                       series=clean(first[i].series or ""), mentions=count[i]) for i in order), anchors


def _numbers(report: Report) -> tuple[NumberGroup, ...]:
    """Every number of the article under what became of it."""
    claims = {c.figure.start: (n, c) for n, c in enumerate(report.claims, start=1)}
    groups: dict[tuple[str, str], list[NumberRef]] = {}
    for place, use in enumerate(report.numbers, start=1):
        at, claim = claims.get(use.figure.start, (None, None))
        reason = (why(claim) if claim and claim.reason else "") or (use.reason or "").replace("_", " ")
        groups.setdefault((use.use, clean(reason)), []).append(
            NumberRef(number=place, text=clean(use.figure.text), claim=at))
    ordered = sorted(groups.items(), key=lambda g: (_USES[g[0][0]], -len(g[1])))
    return tuple(NumberGroup.model_validate({"use": use, "why": reason, "numbers": tuple(refs)})
                 for (use, reason), refs in ordered)


def _gaps(report: Report) -> tuple[Gap, ...]:
    grouped: dict[str, list[tuple[int, CheckedClaim]]] = {}
    for place, claim in enumerate(report.claims, start=1):
        if claim.outcome == "open":
            grouped.setdefault(claim.reason or "", []).append((place, claim))
    gaps = []
    for reason, found in grouped.items():
        claims = [c for _, c in found]
        needs = takes(claims[0]) if len({takes(c) for c in claims}) == 1 else TAKES.get(reason, "a person")
        series = series_of(claims)
        if series and "tapecheck data pull" not in needs:
            needs += f" (series: {', '.join(series)})"
        gaps.append(Gap(reason=reason, why=why(claims[0]) or "not decided", takes=needs,
                        claims=tuple(place for place, _ in found)))
    return tuple(sorted(gaps, key=lambda g: -len(g.claims)))


def _key(e: Evidence) -> tuple[str, str, str, str, str]:
    return clean(f"{e.series}.{e.field}"), clean(e.note), clean(e.source), clean(e.sha256), clean(e.vintage)


def _sources(report: Report, ident: str) -> tuple[Source, ...]:
    """The evidence of all verdicts: each field of each series once, with the rows used and the claims on it."""
    rows: dict[tuple[str, ...], dict[str, float]] = {}
    origin: dict[tuple[str, ...], Evidence] = {}
    on: dict[tuple[str, ...], list[int]] = {}
    for place, claim in enumerate(report.claims, start=1):
        for e in claim.evidence:
            key = _key(e)
            origin.setdefault(key, e)
            rows.setdefault(key, {}).update(dict(e.rows))
            on.setdefault(key, [])
            on[key] += [place] if place not in on[key] else []
    return tuple(_source(n, key, origin[key], rows[key], tuple(on[key]), ident)
                 for n, key in enumerate(origin, start=1))


def _source(
    place: int, key: tuple[str, ...], e: Evidence, rows: dict[str, float], claims: tuple[int, ...], ident: str
) -> Source:
    known = catalog().get(e.series)
    listed = sorted(rows)
    shown = listed if len(listed) <= _MOST_ROWS else [*listed[: _MOST_ROWS // 2], *listed[-_MOST_ROWS // 2 :]]
    return Source(
        number=place, anchor=f"{ident}-s{place}", series=key[0], name=clean(known.name if known else e.series),
        unit=clean(e.unit.replace("_", " ")), rows=tuple((clean(day), number(rows[day], e.unit)) for day in shown),
        more=len(listed) - len(shown), source=clean(e.source), url=clean(e.url), licence=clean(e.licence),
        retrieved_at=clean(e.retrieved_at), sha256=clean(e.sha256), vintage=clean(e.vintage), note=clean(e.note),
        claims=claims,
    )
