"""The stretch that a superlative is of: "had its worst week since May, falling 3%"."""

from __future__ import annotations

import re

from ..metrics.period_window import window_text
from ..metrics.wording import ADVERB, MONTHS, MOVE_NOUN, SUPERLATIVE_OF_MOVES
from ..schemas import Span
from .scene import Item, Scene
from .told_lasts import last_of, last_span
from .told_spans import slot_window
from .work import Work

_ITS_CLOSE = re.compile(
    r"(?P<day>\{P\})'s (?:[a-z-]+ )?(?:close|closing|finish|settlement|settle|low|high)(?: level| price)?"
    r"(?: of \{N\})?,? (?:(?:which )?was |already |itself )*(?:its|the|their) (?:[a-z]+est )?(?:[a-z]+ )?$"
)
_RANKED = re.compile(
    rf"\b{SUPERLATIVE_OF_MOVES} "
    rf"(?:(?P<span>week|month|quarter|year|{'|'.join(MONTHS)})\b|(?P<month>\{{P\}}))"
    r"[^;{}]*(?:\{[PN]\}[^;,{}]*)?"
    rf"(?:, (?:with (?:the )?\{{[SR]\}} )?(?:[a-z]+ing|down|up) {ADVERB}| (?:with|on|after) an? (?:gain of )?)$"
)
"""A stretch ranked among others, and how far it went: "its best month since 2011, gaining"."""
RANKED_BEHIND = re.compile(
    rf"^,? (?:for|in|marking|notching|good for|which was)?(?: ?(?:its|their|the index's|the|a|an))? ?"
    rf"(?:second-|third-)?"
    rf"{SUPERLATIVE_OF_MOVES} (?:(?:point|percentage) )?(?:(?P<adjective>daily|weekly|monthly|quarterly|annual|yearly) "
    rf"{MOVE_NOUN}|(?:one|single)-(?P<single>day|week|month|quarter|year) {MOVE_NOUN}|"
    r"(?P<span>day|session|week|month|quarter|year))\b"
)
"""A stretch that the figure is ranked among, behind it: "fell 5.8%, its steepest monthly slide since May"."""


_COUNTED_BEHIND = re.compile(
    r"^(?: (?:to|at) \$?\{N\}(?: an? [a-z]+)?)?,? (?:for |in |marking |notching |booking |logging |posting )?"
    r"(?:its|their|the|an?) (?:(?:first|\{N\})(?: (?:straight|consecutive))? )"
    rf"(?P<adjective>weekly|monthly|quarterly|annual|yearly) {MOVE_NOUN}\b"
)
"""A stretch whose moves are counted behind the figure: "sank 13% to 4,022, its first quarterly decline in years"."""


def span_counted(scene: Scene, anchor: Span, own: Item | None, work: Work) -> str | None:
    """The stretch of which a count of moves just behind the figure tells; the figure may still be the day's."""
    m = _COUNTED_BEHIND.match(scene.text(anchor.end, scene.end))
    return last_span(m.group("adjective"), work.frame.day) if m is not None and own is None else None


def span_behind(scene: Scene, anchor: Span, own: Item | None, work: Work) -> str | None:
    """The stretch that a superlative just behind the figure says it is of; None for a day, or where a date says it."""
    m = RANKED_BEHIND.match(scene.text(anchor.end, scene.end))
    if m is None or (own is not None and own.start >= anchor.end):
        return None
    word = m.group("adjective") or m.group("single") or m.group("span")
    if own is not None and own.period is not None and own.period.kind not in ("day", "time"):
        return None
    return last_span(word, work.frame.day)


def beside_its_close(scene: Scene, before: str) -> str | None:
    """The day of the close a superlative is said of in apposition: "from Monday's finish, its lowest since May"."""
    m = _ITS_CLOSE.search(before)
    return slot_window(scene, before, m.start("day")) if m is not None else None


def ranked_span(scene: Scene, before: str, work: Work) -> str | None:
    """The window that the sentence has just ranked: "had its worst week since May, falling 3%"."""
    m = _RANKED.search(before)
    if m is None:
        return None
    day = work.frame.day
    if m.group("span") in MONTHS:
        return last_of(MONTHS.index(m.group("span")) + 1, day)
    if m.group("span"):
        return f"{m.group('span')[0]}td"
    slot = before.count("{P}", 0, m.start("month"))
    periods = [i.period for i in scene.items if i.kind == "period"]
    month = periods[slot] if slot < len(periods) else None
    if month is None or month.kind not in ("month", "year", "week"):
        return None
    text = window_text(month)
    return "mtd" if day is not None and text == f"'{day:%Y-%m}'" else text
