"""Stretches told by their end ("the quarter that ended in September") and months named on their first day."""

from __future__ import annotations

import re

from ..schemas import Clause

_ENDED = (
    r",? (?:(?:that|which) )?(?:just )?(?:(?:end|clos|finish|conclud|wrapp\w*)\w*(?: up)?|through|to|until)"
    r"(?: (?:in|on|with|at the end of))? (?:the )?"
)
_QUARTER_ENDED = re.compile(rf"\b(?:quarter|three months|13 weeks){_ENDED}\{{P\}}(?:,? \d+,?)?(?=[^{{}}]*$|[^;]*$)")
_SPAN_ENDED = re.compile(
    rf"\b(?:quarter|half|half-year|year|months|weeks|fortnight|days|stretch|period|season|spell|run){_ENDED}\{{P\}}")
_QUARTER_BEHIND = re.compile(rf"^ (?:in|over|for|during) (?:the )?(?:quarter|three months){_ENDED}\{{P\}}")
_MONTH = re.compile(r"'(\d{4})-(\d\d)'")
_LAST_YEARS = re.compile(r"\b(?:last|year|\d{4})\b", re.IGNORECASE)


def whole_quarter(window: str, before: str, after: str) -> str:
    """The window, or the quarter that the month is the end of: "the quarter that ended in September"."""
    m = _MONTH.fullmatch(window)
    if m is None or int(m.group(2)) % 3 or not (_QUARTER_ENDED.search(before) or _QUARTER_BEHIND.match(after)):
        return window
    return f"'{m.group(1)}-Q{int(m.group(2)) // 3}'"


def loosely_ended(clause: Clause) -> bool:
    """Whether the month is the end of a stretch that is told, and not the whole of it."""
    return _MONTH.fullmatch(clause.window) is not None and bool(
        _SPAN_ENDED.search(clause.before) or _SPAN_ENDED.search(clause.after[:60]))


def another_day_between(clause: Clause) -> bool:
    """Whether another day than the one that was carried over stands between the figure and the one before it."""
    last = clause.previous.end if clause.previous is not None else clause.start
    return clause.inherited and len(clause.window) == 12 and any(
        p.kind == "day" and p.relation == "on" and p.first is not None and f"'{p.first}'" != clause.window
        and last <= p.start and p.end <= clause.anchor.start for p in clause.periods)


def last_week_on_a_weekend(clause: Clause) -> bool:
    """Whether "last week" is told on a Saturday or Sunday, when it is the one just over as well as the one before."""
    day = clause.published
    if day is None or day.weekday() < 5 or not re.fullmatch(r"'\d{4}-W\d\d'", clause.window):
        return False
    said = [p for p in clause.periods if p.text.lower().endswith("last week")]
    return bool(said) and not any(p.text.lower().endswith("this week") for p in clause.periods)


def on_its_first_day(clause: Clause) -> bool:
    """Whether a month of the year before may be the one that has begun with the article's day: "up 0.3% for
    October", told on the evening of Oct. 1."""
    m, day = _MONTH.fullmatch(clause.window.rstrip(":").removesuffix("-01'").rstrip("'") + "'"), clause.published
    if m is None or day is None or day.day > 1 or (int(m.group(1)), int(m.group(2))) != (day.year - 1, day.month):
        return False
    named = [p for p in clause.periods if p.first is not None and p.first.strftime("'%Y-%m'") == m.group()]
    return not any(_LAST_YEARS.search(p.text) for p in named)


LOOSE_ENDS = (loosely_ended, on_its_first_day, another_day_between, last_week_on_a_weekend)
"""What leaves the time of a figure open."""
