"""A report to the rows of the tables, in the order of ``tables.TABLES``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ..schemas import CheckedClaim, Quantity, Report
from .due import Later
from .intake import Refused, Taken

Rows = dict[str, list[tuple[Any, ...]]]


def month(published: datetime | None) -> str:
    """The partition of an article: its month of publication in UTC."""
    return "none" if published is None else f"{published.astimezone(UTC):%Y-%m}"


def article_row(number: int, taken: Taken, status: str, duplicate_of: int | None, near: int) -> tuple[Any, ...]:
    """The row of an article in ``articles``."""
    a = taken.article
    return (number, taken.key, a.id, a.path or "", taken.row, status, duplicate_of, near, a.published, a.title,
            a.byline, list(a.tags), taken.outlet, taken.url, a.body, list(a.notes))


def dead_row(number: int | None, refused: Refused) -> tuple[Any, ...]:
    """The row of a dead letter."""
    return (number, refused.source, refused.row, refused.stage, refused.kind, refused.reason[:1000])


def report_rows(number: int, report: Report, later: Sequence[Later]) -> Rows:
    """The rows of one report in every table but ``articles`` and ``dead_letters``."""
    uses = {use.figure.start: use for use in report.numbers}
    settled = {id(found.claim): found for found in later}
    rows: Rows = {
        "entities": [
            (number, e.start, e.end, e.text, e.kind, e.id, e.name, e.series, e.ticker, e.mic, e.cik, e.isin, e.currency,
             e.how) for e in report.entities],
        "figures": [],
        "quotes": [],
        "sentiments": [
            (number, s.span.start, s.span.end, s.span.text, s.target and s.target.text, s.target and s.target.start,
             s.entity, s.label, s.positive, s.negative, s.neutral) for s in report.sentiments],
        "claims": [_claim(number, i, c) for i, c in enumerate(report.claims)],
        "verdicts": [_verdict(number, i, c, settled.get(id(c))) for i, c in enumerate(report.claims)],
        "evidence": [
            (number, i, j, e.series, e.field, e.unit, [{"date": d, "value": v} for d, v in e.rows], e.source, e.url,
             e.licence, e.sha256, e.vintage, e.note)
            for i, c in enumerate(report.claims) for j, e in enumerate(c.evidence)],
    }
    for i, f in enumerate(report.figures):
        use = uses.get(f.start)
        rows["figures"].append(
            (number, i, f.start, f.end, f.text, f.kind, *_interval(f.quantity), f.step, f.hedge, f.bound, f.direction,
             f.noun, f.move, use and use.use, use and use.reason))
    for i, q in enumerate(report.quotes):
        first = q.speakers[0] if q.speakers else None
        rows["quotes"].append(
            (number, i, q.content[0].start if q.content else None, q.content[-1].end if q.content else None,
             " ... ".join(s.text for s in q.content), q.kind, q.act, q.lemma, first and first.name,
             first and first.kind, first and first.title, first and first.firm, [s.name for s in q.speakers], q.venue,
             list(q.targets), q.has_figures, q.stance))
    return rows


def _interval(quantity: Quantity | None) -> tuple[float | None, float | None, str | None]:
    return (quantity.low, quantity.high, quantity.unit) if quantity else (None, None, None)


def _claim(number: int, i: int, c: CheckedClaim) -> tuple[Any, ...]:
    s = c.stated
    stated = (s.low, s.high, s.unit, s.accepted_low, s.accepted_high) if s else (None,) * 5
    return (number, i, c.start, c.end, c.text, c.figure.text, c.figure.start, c.expr, c.relation, *stated, c.modality,
            c.speaker, c.provider, c.subject, c.certain)


def _verdict(number: int, i: int, c: CheckedClaim, later: Later | None) -> tuple[Any, ...]:
    findings = [
        {"name": f.name, "low": low, "high": high, "unit": unit, "agrees": f.agrees, "note": f.note}
        for f in c.readings for low, high, unit in (_interval(f.value),)
    ]
    after = (later.due, later.status, later.on, later.note) if later else (None,) * 4
    return (number, i, c.outcome, c.reason, c.as_of, c.basis, *_interval(c.found), findings, list(c.derivation),
            c.diagnosis, *after)
