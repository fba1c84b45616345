"""The stretch since what the words say it began with, or are compared with: "is 12% dearer than at the end of May"."""

from __future__ import annotations

import re

from ..metrics.period_window import window_text
from ..metrics.wording import ADVERB
from ..schemas import Span
from .scene import Scene

_COMPARATIVE = (
    r"^ (?:higher|lower|ahead|dearer|costlier|pricier|cheaper|stronger|weaker|firmer|softer|richer|poorer|more|less)"
    r"(?: (?:expensive|costly|valuable))? than "
)
_THAN = re.compile(
    rf"(?:{_COMPARATIVE}|^ (?:below|above|under|over|beneath|short of|shy of|off|from) (?=where (?:it|they) ))"
    rf"(?:(?:where )?(?:it|they) (?:was|were|stood|closed|ended|finished|traded) |its (?:level|"
    rf"price|close) )?"
    r"(?:at|on|of|in)?(?: the)?(?P<start> (?:start|beginning|turn|outset|dawn) of(?: the)?)? ?\{P\}"
)
_SESSIONS = re.compile(r"\d+d")
SINCE_DOING = re.compile(
    r"\b(?:has|have|is|are|'s|'ve)\b[^;{}]*(?P<day>\{P\}), (?:[a-z]+ly )?[a-z]+ing " + ADVERB + r"\$?$"
)
"""A stretch to date, and what was done in it: "has gone nowhere since last Tuesday, losing 0.3%"."""
_THAN_BEGUN = re.compile(
    rf"{_COMPARATIVE}(?:when|where|as|at the time) (?:the |it began the |this |it started the )?(?:\{{P\}}|year)"
    r"(?: (?:began|started|opened|dawned|got under way|kicked off))?"
)


def since_begun(scene: Scene, anchor: Span, before: str) -> str | None:
    """The stretch since what the words say it began with."""
    doing = SINCE_DOING.search(before)
    begun = _since_of(scene, before, doing.start("day")) if doing is not None else None
    return begun or _than_then(scene, anchor)


def _than_then(scene: Scene, anchor: Span) -> str | None:
    """The stretch since a time that is compared with: "is 12% dearer than at the end of May"."""
    after = scene.text(anchor.end, scene.end)
    if _THAN_BEGUN.match(after):
        return "ytd"
    m = _THAN.match(after)
    found = next((i.period for i in scene.after(anchor.end, "period")), None)
    text = window_text(found) if m is not None else None
    if text is not None and found is not None and found.relation == "ago" and _SESSIONS.fullmatch(text):
        return text
    if text is None or found is None or len(text) != 12:
        return "ytd" if m is not None and text == "ytd" and m.group("start") else None
    return f"{text}:"


def _since_of(scene: Scene, before: str, at: int) -> str | None:
    """The stretch that the "since" period whose slot stands at ``at`` begins."""
    periods = [i.period for i in scene.items if i.kind == "period" and i.period is not None]
    slot = before.count("{P}", 0, at)
    if slot >= len(periods) or periods[slot].relation != "since":
        return None
    return window_text(periods[slot])
