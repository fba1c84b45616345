"""Words that put a level or a move off the present without naming a day: what had been, one day before another."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .level_dated import ask_level, day_before
from .period_window import is_to_date
from .reading import period_after

_HAD_STOOD = re.compile(
    r"\b(?:had|having|'d)(?: (?:just|last|only|already|previously|earlier|still))? "
    r"(?:been|closed|ended|finished|settled|stood|traded|sat|opened|started|begun|hovered|rested|yielded|fetched|cost)"
    r"(?: [a-z]+){0,4}? (?:at|around|near) \$?$"
)
"""Where the subject stood before what is told: "Nvidia, which had closed at $8.92, fell 1.2%"."""
_BY_THEN = re.compile(r"\bby (?:the (?:close|end|bell|finish|time)|then|\{P\}|day's end|evening|nightfall)\b[^;]*$")
_HAD_MOVED_TO = re.compile(
    r"(?:\b(?:which|that|who) had|\bhaving)(?: (?:just|earlier|already|first|once))? [a-z]+(?: [a-z]+){0,3}? to \$?$")
"""Where it had got to before what is told of it."""
_DAY_BEFORE_THAT = re.compile(
    r"^ (?:(?:on|in|over) )?the (?:one|session|day|week|month|quarter|year)s? (?:just |right )?"
    r"(?:before (?:that|it|then)|preceding (?:that|it))\b|^ (?:two|three) (?:sessions|days|weeks|months) before that\b")
_TURNED = (
    r"\b(?:which|that|whose)\b[^;{{}}]{{0,24}}\b(?:{})[^;{{}}]{{0,40}}\{{P\}}, (?:has|have|is|are|had|was)\b[^;{{}}]*$")
_TURNED_UP = re.compile(_TURNED.format(r"(?:bottom|trough|low|nadir)\w*"))
_TURNED_DOWN = re.compile(_TURNED.format(r"(?:peak|top|crest|high|record|summit)\w*"))
"""A turn of the subject's own, which its move is measured from: "Nvidia, which bottomed on April 4, has risen 99%"."""
_AT_EXTREME = re.compile(
    r"\bat (?:(?:its|the|their) (?:highest|lowest|best|worst|closing|high|low|peak|top|bottom)"
    r"(?: [a-z-]+){0,2}|\{P\}'s (?:closing |intraday )?(?:close|high|low|peak|trough|finish))(?: of)?,? "
    r"(?:\{N\},? )?(?:it|they|the \{[SRG]\}) (?:was|were|stood|had been|closed|had closed) $")
"""At its highest or lowest, and not where it stands: "at its highest close, 34.02, it was 6.27 points higher"."""
_WHERE_ENDED = re.compile(
    r"^(?: points?)? (?:higher|lower|above|below|over|under|up|down|off|short|shy|ahead)(?: than| from| of)? "
    r"(?:where|what) (?:it|they|the \{[SRG]\}) (?:had )?(?:been when )?(?:end|finish|clos|left|leav|conclud)\w* "
    r"(?:out )?(?:in |at )?\{P\}")
"""Compared with where a stretch ended: "13.7% below where it ended 2024"."""


def had_stood(clause: Clause, series: str) -> Ask | None:
    """The level of the day before for "had closed at", held for no more than likely; None where no such words stand."""
    if clause.window not in ("1d", "now") or not _HAD_STOOD.search(clause.before) or _BY_THEN.search(clause.before):
        return None
    start = day_before(clause)
    window = f"'{start}'" if start is not None else "now"
    return ask_level(clause, series, window).model_copy(update={"certain": False})


def had_moved_to(clause: Clause) -> bool:
    """Whether the level was reached before what the clause goes on to tell: "which had climbed to 6,900"."""
    return bool(_HAD_MOVED_TO.search(clause.before)) and clause.inherited


def day_before_that(clause: Clause) -> bool:
    """Whether the move is of the day (week, month) before another that was told, and its window was not found."""
    return bool(_DAY_BEFORE_THAT.match(clause.after))


def from_its_own_turn(clause: Clause, sign: int) -> bool:
    """Whether the subject's own peak or low, told with its day, may be where the fall or rise begins."""
    turned = _TURNED_UP if sign > 0 else _TURNED_DOWN
    return clause.inherited and bool(turned.search(clause.before))


_WAS_UP = re.compile(
    r"\b(?:was|were|had been|stood)(?: (?:still|already|only))? (?:up|down|ahead|off|higher|lower)"
    r"(?: by| about| some| nearly| almost)* $")
_UNTIL = re.compile(
    r"^(?: [a-z]+){0,3} (?:before|until|till|ahead of|going into|heading into|coming into|entering|prior to|up to)\b")


def was_up_before(clause: Clause) -> bool:
    """Whether a move to date is told as it was before something: "was up 112% before Monday's rise"."""
    return bool(_WAS_UP.search(clause.before) and _UNTIL.match(clause.after)) and is_to_date(clause.window)


def at_an_extreme(clause: Clause) -> bool:
    """Whether the move is one to the highest or lowest of a stretch."""
    return bool(_AT_EXTREME.search(clause.before))


def where_it_ended(clause: Clause) -> str | None:
    """The window that begins at the end of the stretch named behind the figure; "" where its end is not known."""
    if not _WHERE_ENDED.match(clause.after):
        return None
    named = period_after(clause, 60)
    over = named is not None and named.last is not None and clause.published is not None and (
        named.last < clause.published)
    return f"'{named.last}':" if over and named is not None else ""
