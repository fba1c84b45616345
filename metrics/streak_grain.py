"""What a row of gains counts where its own words do not say: "a 1.2% weekly gain, its fifth in a row"."""

from __future__ import annotations

import re

from ..schemas import Clause
from .wording import last_match

FREQ = re.compile(r"\b(daily|weekly|monthly|quarterly|annual|yearly|day|session|week|month|quarter|year)s?\b")
"""A word that says what is counted."""
UNSAID = ""
"""The grain of a row whose words name none: "its fifth in a row"."""
AS_IT_STANDS = re.compile(
    r"\b(?:barring|unless|absent|failing|without (?:an?|some)|at this rate|as (?:things|it) stands?|"
    r"(?:finish|end|close|stay|stop) (?:there|here))\b[^;]*\b(?:will|would) (?:be|mark|make|seal|complete|bring)"
    r"(?: for)? (?:the|its|their|an?) $"
)
"""A run told as if the stretch under way ended where it is: "barring a rebound, it will be the fourth"."""
_MOVE = re.compile(r"change\w*\(\w[\w.]*\[([^\]]+)\]\)")
_ONE = {
    "week": re.compile(r"wtd|'\d{4}-W\d\d'"), "month": re.compile(r"mtd|'\d{4}-\d\d'"),
    "quarter": re.compile(r"qtd|'\d{4}-Q\d'"), "year": re.compile(r"'\d{4}'"),
}
"""How the window of one week, month, ... is written."""


def grain_told(clause: Clause) -> str:
    """What is counted: moves of the kind just told, else of the kind last named, else sessions."""
    told = _MOVE.fullmatch(clause.antecedent or "")
    if told is not None:
        window = told.group(1)
        return next((grain for grain, spelt in _ONE.items() if spelt.fullmatch(window)), "day")
    named = last_match(FREQ, clause.before)
    return named.group(1) if named is not None else "day"
