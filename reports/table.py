"""Claims as CSV, one a line, for a spreadsheet that must not take an article's words for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from math import isfinite

from ..schemas import CheckedClaim, Report
from .needs import why
from .text import clean, sentence_around, source_line

COLUMNS = (
    "article", "headline", "published", "claim", "start", "end", "figure", "sentence", "outcome", "reason", "why",
    "stated_low", "stated_high", "unit", "accepted_low", "accepted_high", "found_low", "found_high", "basis", "reading",
    "expression", "source", "as_of", "speaker", "diagnosis",
)
_FORMULA = "=+-@\t\r"


def claims_csv(reports: Iterable[Report]) -> str:
    """A header and a line for each claim; numbers in the claim's unit, an open bound empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report in reports:
        for number, claim in enumerate(report.claims, start=1):
            writer.writerow(_line(report, claim, number))
    return out.getvalue()


def _line(report: Report, claim: CheckedClaim, number: int) -> list[object]:
    article, stated, found = report.article, claim.stated, claim.found
    agreeing = next((r for r in claim.readings if r.agrees), claim.readings[0] if claim.readings else None)
    start, end = sentence_around(article.body, claim.start, claim.end)
    numbers = (stated.low, stated.high) if stated else (None, None)
    bounds = (stated.accepted_low, stated.accepted_high) if stated else (None, None)
    values = (found.low, found.high) if found else (None, None)
    return [
        _words(article.id), _words(article.title), article.published.isoformat() if article.published else "", number,
        claim.figure.start, claim.figure.end, _words(claim.figure.text), _words(article.body[start:end].strip()),
        claim.outcome, claim.reason or "", why(claim), *map(_number, numbers), _words(stated.unit if stated else ""),
        *map(_number, bounds), *map(_number, values), _words(claim.basis), _words(agreeing.name if agreeing else ""),
        _words(claim.expr or ""), _words(source_line(claim.evidence)), claim.as_of.isoformat() if claim.as_of else "",
        _words(claim.speaker or ""), _words(claim.diagnosis or ""),
    ]


def _words(text: str) -> str:
    """Words as words: what a spreadsheet would take for a formula gets an apostrophe before it."""
    text = clean(text)
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text


def _number(value: float | None) -> float | str:
    return value if value is not None and isfinite(value) else ""
