"""Moves that are counted up to a day before the article's: "had been up 28% for the year", "through Tuesday"."""

from __future__ import annotations

import re
from datetime import date

from ..schemas import Clause
from .period_window import is_to_date, weekday_before
from .window import resolve
from .wording import ADVERB, FALL_VERBS, RISE_VERBS

_HAD_MOVED = re.compile(rf"\bhad (?:already |still |once )?(?:{RISE_VERBS}|{FALL_VERBS}) {ADVERB}$")
_THROUGH = re.compile(r"(?:through|up to|until|as of)\b", re.IGNORECASE)
_AS_OF = re.compile(
    r"(?:^|[;,] |\b(?:and|but) )(?:as of|through|up to) (?:the )?(?:close (?:of|on) )?\{P\}(?:'s (?:close|finish|end))?"
    r", [^;{}]*\{S\}[^;{}]*$")
_AS_OF_BEHIND = re.compile(
    r"^ (?:(?:for|in|on|over|during) )?(?:the )?(?P<span>\{P\}|year|quarter|month|week)?,? ?"
    r"(?:as of|through|up to|by|until) (?:the )?(?:close (?:of|on) )?\{P\}")
"""The day that a move to date is told as of, behind it: "up 5.9% this year as of Wednesday's close"."""


def _till_behind(clause: Clause, window: str) -> str | None:
    """The stretch up to the day that stands behind the move."""
    m, today = _AS_OF_BEHIND.match(clause.after), clause.published
    if m is None or today is None or not is_to_date(window):
        return None
    behind = [p for p in clause.periods if p.start >= clause.anchor.end]
    at = 1 if m.group("span") == "{P}" else 0
    day = behind[at] if len(behind) > at else None
    if day is None or day.kind != "day" or day.first is None or day.first > today:
        return None
    first = date.fromordinal(resolve(window, day.first.toordinal()).first)
    return f"'{first}':'{day.first}'"


def till_the_day(clause: Clause, window: str) -> str | None:
    """The stretch up to the session before, of how far something "had been up for the year" until the day's news."""
    behind = _till_behind(clause, window)
    if behind is not None:
        return behind
    day, told = clause.published, next((p for p in clause.periods if p.end <= clause.anchor.start), None)
    as_of = _AS_OF.search(clause.before) is not None and told is not None and told.kind == "day"
    if day is None or clause.inherited or day.weekday() >= 5 or not is_to_date(window):
        return None
    through = as_of or (
        told is not None and told.relation == "until" and told.kind == "day" and _THROUGH.match(told.text) is not None)
    if (told is not None and not through) or not (through or _HAD_MOVED.search(clause.before)):
        return None
    first = date.fromordinal(resolve(window, day.toordinal()).first)
    last = weekday_before(day)
    if through and told is not None and told.first is not None:
        last = min(told.first, day)
    return f"'{first}':'{last}'" if first <= last else None
