"""How the press words it (below_peak)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_market, is_rate, mark_window, mark_window_before, series_of, unit_is
from .wording import ADVERB, FALL_VERBS, LOW_MARK, MARK

PRIORITY = 40
_BELOW = re.compile(
    rf"^(?: points?)? (?:below|from|short of|under|off|shy of|away from|beneath|lower than|down from|less than|beneath) (?:of )?"
    rf"(?:its|the|their|a|that|an|\{{[SRG]\}}'s)? ?(?:(?:all-time|record|closing|intraday|recent|previous|old) )*(?:\{{P\}} )?(?P<mark>{MARK})(?P<rest>[^;]{{0,80}})"
)
_ABOVE = re.compile(
    rf"^(?: points?)? (?:above|from|since|off|higher than|up from) (?:of )?(?:its|the|their|a)? ?(?:(?:closing|intraday|recent|bear-market|pandemic) )*(?:\{{P\}} )?(?P<mark>{LOW_MARK}|close)\b(?P<rest>[^;]{{0,60}})"
)
_SINCE_LOW = re.compile(rf"\b(?:since|from) (?:its|the|their) (?:\{{P\}} )?(?P<mark>{LOW_MARK}|close)(?: (?:of|on|in) \{{P\}})?,? (?:though, |however, )?[^;.]{{0,50}}$")
_FROM_THERE = re.compile(r"^ (?:from|since) (?:there|then)\b")
_DAY_FALL = re.compile(rf"(?<!has )(?<!have )\b(?:{FALL_VERBS}) {ADVERB}$")
_BY_HAD = re.compile(r"\b(?:fallen|tumbled|dropped|lost|declined|sunk|slid|plunged|shed|slumped|retreated) (?:\w+ )?$")


def reads(clause: Clause) -> Ask | None:
    """How far below a high, or above a low, the subject stands; also "since its April 8 low" and "from there"."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or clause.assertion:
        return None
    kind = _kind(clause, series)
    if kind is None:
        return None
    m = _BELOW.match(clause.after)
    if m and "low" not in m.group("mark"):
        if _DAY_FALL.search(clause.before) and not clause.inherited and len(clause.window) == 12:
            return None
        field = ".high" if "intraday" in clause.after[: m.end("mark")] else ""
        return _ask(f"below_peak{kind[0]}", series, field, mark_window(clause, m.end("mark")) or ":now", kind[1])
    up = _ABOVE.match(clause.after)
    if up:
        low = mark_window(clause, up.end("mark"))
        return _ask(f"above_trough{kind[0]}", series, "", low, kind[1]) if low else None
    if _SINCE_LOW.search(clause.before):
        low = mark_window_before(clause)
        return _ask(f"above_trough{kind[0]}", series, "", low, kind[1]) if low else None
    if _FROM_THERE.match(clause.after) and clause.mark:
        return _ask(f"above_trough{kind[0]}", series, "", clause.mark, kind[1])
    return None


def _kind(clause: Clause, series: str) -> tuple[str, float] | None:
    """Suffix of the metric and factor of the figure for its unit."""
    if is_rate(series):
        if unit_is(clause, "basis_point"):
            return "", 0.01
        return ("", 1.0) if unit_is(clause, "percentage_point") else None
    if unit_is(clause, "percent"):
        return "_pct", 1.0
    return ("", 1.0) if unit_is(clause, "index_point", "number", "$") else None


def _ask(metric: str, series: str, field: str, window: str, scale: float) -> Ask:
    unit = "percent" if metric.endswith("_pct") else "index_point"
    return Ask(expr=f"{metric}({series}[now], {series}{field}[{window}])", unit=unit, scale=scale)
