"""Why a claim stays open, and what it would take to decide it."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import ExprError
from ..schemas import REASONS, CheckedClaim, leaves, parse_expr
from ..sources.catalog import catalog
from .text import clean

TAKES: dict[str, str] = {
    "forecast": "its day: keep the report and run `tapecheck due` when it has come",
    "opinion": "nothing: a view is not right or wrong on the tape",
    "hypothetical": "nothing: a condition is not yet a fact",
    "no_metric": "a person with the data, or a metric for this kind of statement (CONTRIBUTING.md says how)",
    "no_source": "the series: in a folder for `--data`, or from a live source (`tapecheck sources`)",
    "licensed_source": "the paid service the article names, or your own copy of its series in a folder for `--data`",
    "missing_sessions": "the whole series, every session of it, in a folder for `--data`",
    "short_history": "a series that reaches further back, in a folder for `--data`",
    "not_yet_published": "the print itself: it came out after the article",
    "too_wide": "prices of that hour: five-minute bars in the folder for `--data`",
    "ambiguous": "a person: the words leave more than one reading",
    "no_date": "the day of publication: give `--as-of`",
    "no_bars": "prices of that hour: five-minute bars in the folder for `--data`",
    "vintage": "the first print: a source with vintages, such as FRED with your own key",
    "near_miss": "a person: rounding may explain the difference",
    "private": "the speaker's own books",
    "source_failed": "another try: `tapecheck sources test` says which source does not answer",
}
_PULLED = ("no_source", "missing_sessions", "short_history")
"""Reasons that a pulled series would remove."""


def why(claim: CheckedClaim) -> str:
    """The reason an open claim is open, in words; "" for one that is decided."""
    return REASONS.get(claim.reason, claim.reason) if claim.reason else ""


def takes(claim: CheckedClaim) -> str:
    """What deciding this claim would take, with the command that fetches its series; "" for one that is decided."""
    if not claim.reason:
        return ""
    said = TAKES.get(claim.reason, "a person")
    wanted = series_of([claim]) if claim.reason in _PULLED else ()
    return f"{said}: `tapecheck data pull {' '.join(wanted)} --to prices/`" if wanted else said


def series_of(claims: Iterable[CheckedClaim]) -> tuple[str, ...]:
    """The series of the catalogue that the claims' expressions name, each once."""
    found: dict[str, None] = {}
    for claim in claims:
        try:
            named = [leaf.id for leaf in leaves(parse_expr(claim.expr))] if claim.expr else []
        except ExprError:
            continue
        found.update(dict.fromkeys(clean(n) for n in named if n in catalog()))
    return tuple(found)
