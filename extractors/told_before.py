"""The stretch before the one just told: "rose 4% this week after an 8% slump the week before"."""

from __future__ import annotations

import re
from datetime import date
from typing import cast

from ..metrics.period_window import span_before
from ..metrics.window import Grain
from ..metrics.wording import ADVERB, MOVE_NOUN
from ..schemas import Span
from .scene import Item, Scene
from .work import Work

_BEFORE = re.compile(
    r"(?:in |during |over )?(?P<which>the|an?|one) (?P<span>week|month|quarter|year) (?:before|earlier|prior)")
_ENDS = re.compile(r"^(?:[.,;:)]|$| (?:and|but|as|when|while|with|to)\b)")
"""Behind "the week before": no event that the week came before."""
_COMPARED = re.compile(r"\b(?:from|than|versus|against|compared|over|on|since|of)\b")
"""A level or size that is held against that of then, and no move of that time."""
_LEVEL_OF = re.compile(
    r"\b(?:from|than|versus|against|compared (?:with|to)|at|to)(?: (?:its|the|about|just|only|nearly))* \$?$")
"""Before the level of that time: "up from 1.52% a year earlier"."""
_DATES = re.compile(r"'(?P<year>\d{4})(?:-(?P<rest>W\d\d|Q\d|\d\d(?:-\d\d)?))?'")
_GRAINS = {"wtd": "week", "mtd": "month", "qtd": "quarter", "ytd": "year"}


def span_ahead_of(scene: Scene, anchor: Span, own: Item, work: Work) -> str | None:
    """The window of the whole week, month, quarter or year before the one told just before, in this sentence or the
    one before; of "a week earlier" only where that was a week itself."""
    m = _BEFORE.fullmatch(scene.words(own))
    if m is None or own.start < anchor.end or not _ENDS.match(scene.text(own.end, scene.end)):
        return None
    if _COMPARED.search(scene.text(anchor.end, own.start)) or _LEVEL_OF.search(scene.text(scene.start, anchor.start)):
        return None
    memory = work.memory
    near = memory.window is not None and memory.window_sentence >= scene.sentence.index - 1
    told, day = (memory.window or "") if near else "", work.frame.day
    grain = _GRAINS.get(told) or _grain_of(told)
    if _GRAINS.get(told) is None and grain is not None:
        day = _first_day(told)
    if day is None or not (grain == m.group("span") or (m.group("which") == "the" and grain in (None, "day"))):
        return None
    return span_before(cast(Grain, m.group("span")), day)


_STRAIGHT = re.compile(
    r"\b(?:(?P<tight>(?:straight|right|directly|immediately) (?:after|behind|upon|on)|on the heels of|followed|follows|"
    r"preceded by|succeeded)|(?:came|comes|coming|arrived|arrives) (?:after|upon|on top of)) (?:an?|its|the|their) "
    rf"(?:[a-z-]+ ){{0,2}}?(?P<noun>{MOVE_NOUN} of )?{ADVERB}$"
)
"""A move that the one just told came straight after: "it followed a loss of 4%", "on the heels of a 4% drop"."""
_ITS_NOUN = re.compile(rf"^ (?:[a-z-]+ )?{MOVE_NOUN}\b")
_DATED = re.compile(r"^[^,;:.]{0,30}\{P\}")
_RANKED = re.compile(r"^[^;:.{]{0,30}, (?:the|its|their) [a-z]+ (?P<span>week|month|quarter|year)\b")


def straight_before(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The week, month, quarter or year before the one just told, of a move that came straight before its own."""
    m, after = _STRAIGHT.search(scene.text(scene.start, anchor.start)), scene.text(anchor.end, scene.end)
    if m is None or not (m.group("noun") or _ITS_NOUN.match(after)) or _DATED.match(after):
        return None
    memory, ranked = work.memory, _RANKED.match(after)
    near = memory.window is not None and memory.window_sentence >= scene.sentence.index - 1
    told, day = (memory.window or "") if near else "", work.frame.day
    grain = _GRAINS.get(told) or _grain_of(told)
    if told not in _GRAINS and grain is not None:
        day = _first_day(told)
    if day is None or grain in (None, "day") or (ranked is not None and ranked.group("span") != grain):
        return None
    return span_before(cast(Grain, grain), day) if m.group("tight") or ranked is not None else None


def _grain_of(window: str) -> str | None:
    """What a dated window is a stretch of; None for any other."""
    m = _DATES.fullmatch(window)
    if m is None:
        return None
    rest = m.group("rest") or ""
    return {"": "year", "W": "week", "Q": "quarter"}.get(rest[:1]) or ("day" if "-" in rest else "month")


def _first_day(window: str) -> date | None:
    """The first day of a dated window."""
    m = _DATES.fullmatch(window)
    if m is None:
        return None
    year, rest = int(m.group("year")), m.group("rest") or "01-01"
    if rest.startswith("W"):
        return date.fromisocalendar(year, int(rest[1:]), 1)
    if rest.startswith("Q"):
        return date(year, 3 * int(rest[1:]) - 2, 1)
    month, _, day = rest.partition("-")
    return date(year, int(month), int(day or 1))
