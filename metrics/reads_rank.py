"""How the press words it."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import counted, is_market, series_of
from .reads_since import since_base

PRIORITY = 19
_PHRASE = re.compile(r"\b(?P<super>best|worst|biggest|largest|smallest|strongest|weakest|highest|lowest|most|steepest|sharpest|greatest|deepest)\b(?P<rest>.*)$")
_DECLARED = re.compile(r"^(?:january|february|march|april|may|june|july|august|september|october|november|december)$")


def reads(clause: Clause) -> Ask | None:
    """"The largest one-day percentage increase ever", "the worst year in its history": first of all."""
    if clause.assertion != "ever":
        return None
    series = series_of(clause)
    m = _PHRASE.search(clause.anchor.text.lower())
    if m is None or series is None or not is_market(series):
        return None
    base = since_base(clause, m.group("super"), m.group("rest"))
    if base is None:
        return None
    expr, up = base
    return counted(f"rank_{'high' if up else 'low'}({expr})", 1, "rank")
