"""The stretch that a paragraph opens with: "The week belonged to the bulls." sets the time of what follows it."""

from __future__ import annotations

import re

from ..metrics.period_window import window_text
from ..schemas import Span
from .scene import Item, Scene
from .told_lasts import last_span, last_year
from .windows import is_mark
from .work import Work

_REACH = 5
"""Sentences after the opening that may still speak of its stretch."""
_OPENS = re.compile(
    r"\W*(?:(?:and|but|yet|so|still|even so|all told|overall|in all|meanwhile|as for|over|for|in|across|taking|"
    r"taken over),? )*(?:the )?"
)
_IT_WAS = re.compile(
    r"\W*(?:(?:and|but|yet|so|still|all told|overall|in all),? )*(?:for [^,.;]{3,40}?,? )?(?:(?:it|this|"
    r"that) (?:was|is|has been|made for|"
    r"proved|turned out)|what) "
    r"(?:still |also |otherwise )?(?:an?|quite an?|the) (?:[a-z'-]+ ){0,4}?(?P<span>week|month|quarter|year)\b(?! ago)"
)
_HAD_ONE = re.compile(
    r"\W*(?!it\b|this\b|that\b)(?:[^;:,{}]|\{[SRGX]\}){3,60}? (?:has|have|had|(?:has|have) had|enjoyed|suffered|"
    r"endured|lived through) (?:quite )?an? (?:[a-z'-]+ ){0,3}?(?P<span>week|month|quarter|year)\b"
    r"(?: to (?:forget|remember|savor|savour|cheer|regret|celebrate)| of it| indeed| as well| too)?[.:]\W*"
)
"""What sort of stretch somebody had: "The metals had a quarter to forget."."""
_TALE_OF = re.compile(
    r"\W*(?:[a-z]+ ){0,3}?(?:explanation|story|tale|account|review|telling|history|discussion|drama|stars?|hero(?:es)?|"
    r"winners?|losers?|surprise|villains?|theme|lesson|headline)s? of (?:the )?"
)
_BEGINS = re.compile(r"^ (?:had )?(?:beg[aiu]n\w*|start\w*|open\w*|kick\w*|is young|ahead|to come|so far)\b")
"""What is told of a stretch's beginning says nothing of the whole."""
_PERCENT = re.compile(r"\b(\d+(?:\.\d+)?) ?(?:%|percent\b)")
_FAR = 12.0
"""Percent that no day of an index brings."""
_OTHER_BASE = re.compile(
    r"^,? (?:(?:higher|lower) )?(?:from|since|after|off|above|below|over|under|short|on (?!the year|\{P\})|within|"
    r"in (?:an?|the (?:first|last|final|past|\{N\}|days?|weeks?|months?|hours|wake)|\{N\}|just|under|less)|when|"
    r"between|"
    r"against|versus|of|(?:more|less|better|worse|faster|slower) than|then|before|only to|and then|but then|and \{N\}|"
    r"apiece|each|a (?:day|week|month|year)) ?"
)
"""What a move is counted from that is not the year's beginning: "rose 12% from its low"."""
_SINCE_IT = re.compile(r"^(?: of (?:its|their) value)? \{P\}'s ")
_PASSING = re.compile(
    r"\b(?:first|once|twice|at one (?:point|stage|time)|briefly|initially|early on|had|then|later|averag\w+|typical\w*|"
    r"usually|often|bounced|rebounded|corrected|slid(?:es?)|swung|when|whenever|each time|at (?:its|the|their) "
    r"(?:worst|best|low|high|peak|trough))\b[^;]*$"
)
"""A move that came and went within the year, or an average of many."""
_SPANS = ("week", "month", "quarter", "year")


def topic_window(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The week, month or quarter that the paragraph's first sentence, which has no figure, is about; None once a later
    sentence of it, or this one, has named another time."""
    here = scene.sentence.index
    before = [s for s in work.scenes[max(0, here - _REACH) : here]
              if s.sentence.paragraph == scene.sentence.paragraph]
    first = work.scenes[here - len(before) - 1] if here > len(before) else None
    if not before or (first is not None and first.sentence.paragraph == scene.sentence.paragraph):
        return None
    if _OTHER_BASE.match(scene.text(anchor.end, scene.end)) or _SINCE_IT.match(scene.text(anchor.end, scene.end)):
        return None
    if any(i.kind == "period" and (i.end <= anchor.start or not is_mark(scene, i)) for i in scene.items if not (
        i.start >= anchor.end and "{N}" in scene.text(anchor.end, i.start))):
        return None
    others: set[str | None] = set()
    for other in reversed(before):
        found = _topic(other, work)
        if found is not None:
            return found if others <= {found} else None
        others |= {window_text(i.period) for i in other.items if i.period is not None and i.kind == "period"
                   and i.period.relation != "since"}
    return None


def years_end(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The year, for a move too large for a day in an article of its last days or the first ones after it."""
    year, m = last_year(work.frame.day), _PERCENT.search(anchor.text)
    if year is None or m is None or float(m.group(1)) < _FAR:
        return None
    if _OTHER_BASE.match(scene.text(anchor.end, scene.end)) or _PASSING.search(scene.text(scene.start, anchor.start)):
        return None
    before = (i for i in scene.items if i.kind == "period" and i.end <= anchor.start)
    return None if any(not is_mark(scene, i) for i in before) else year


def _topic(scene: Scene, work: Work) -> str | None:
    """The window of the stretch that a sentence without figures is about."""
    if any(i.kind == "figure" and not i.spoken for i in scene.items):
        return None
    text = scene.text(scene.start, scene.end)
    told = _IT_WAS.match(text) or _HAD_ONE.fullmatch(text)
    periods = [i for i in scene.items if i.kind == "period"]
    if told is not None and not periods:
        day, span = work.frame.day, told.group("span")
        return last_year(day) if span == "year" else last_span(span, day)
    lead = scene.text(scene.start, periods[0].start) if len(periods) == 1 else None
    if lead is None or not (_OPENS.fullmatch(lead) or _TALE_OF.fullmatch(lead)):
        return None
    return _of(periods[0], scene)


def _of(item: Item, scene: Scene) -> str | None:
    """The window of the whole stretch that a period names, where it is no owner of another noun."""
    period = item.period
    if period is None or period.kind not in _SPANS or period.relation not in ("to_date", "in", "on"):
        return None
    after = scene.text(item.end, scene.end)
    if after.startswith("'s") or _BEGINS.match(after):
        return None
    return window_text(period)
