"""Moves that are counted up to a day before the article's: "had been up 28% for the year", "through Tuesday"."""

from __future__ import annotations

import re
from datetime import date

from ..schemas import Clause
from .period_window import weekday_before
from .window import resolve
from .wording import ADVERB, FALL_VERBS, RISE_VERBS

_HAD_MOVED = re.compile(rf"\bhad (?:already |still |once )?(?:{RISE_VERBS}|{FALL_VERBS}) {ADVERB}$")
_THROUGH = re.compile(r"(?:through|up to|until|as of)\b", re.IGNORECASE)


def till_the_day(clause: Clause, window: str) -> str | None:
    """The stretch up to the session before, of how far something "had been up for the year" until the day's news."""
    day, told = clause.published, next((p for p in clause.periods if p.end <= clause.anchor.start), None)
    if day is None or clause.inherited or day.weekday() >= 5 or not re.fullmatch(r"[wmqy]td", window):
        return None
    through = told is not None and told.relation == "until" and told.kind == "day" and _THROUGH.match(told.text)
    if (told is not None and not through) or not (through or _HAD_MOVED.search(clause.before)):
        return None
    first = date.fromordinal(resolve(window, day.toordinal()).first)
    last = weekday_before(day)
    if through and told is not None and told.first is not None:
        last = min(told.first, day)
    return f"'{first}':'{last}'" if first <= last else None
