"""Stretches that words point to: "over the same stretch", "the year before that"."""

from __future__ import annotations

import re
from typing import cast

from ..metrics.period_window import span_before
from ..metrics.window import Grain
from ..schemas import Span
from .scene import Scene
from .told_spans import slot_window
from .work import Work, same_paragraph

_THE_SAME = re.compile(
    r"^,? (?:in|over|during|for|across) (?:that|the same|this|the very same) "
    r"(?:stretch|span|period|time|interval|spell|run|time span|time frame|window|while)\b(?! (?:last|a year|of|in|"
    r"when))"
)
_STRETCH = re.compile(r"[wmqy]td|\d+[wmqy]|'\d{4}(?:-(?:W|Q)?\d\d?)?'|'[^']*':(?:'[^']*')?")
_BEFORE_THAT = re.compile(
    r"^(?:and |but |still, |in |for )*(?P<slot>\{P\})(?: (?:that|it))?,? (?:the )?(?:\{[SRG]\}|it\b|they\b)"
)
_ONE_BEFORE = re.compile(r"(?:in |for )?(?:the|a) (?P<grain>year|quarter|month|week) (?:before|earlier|prior|previous)")
_LEVELS = re.compile(
    r"\b(?:clos|end|finish|settl|stand|stood)\w* (?:on |out )*(?P<day>\{P\}),? at \$?\{N\},? "
    r"(?:compared (?:with|to)|versus|against) \$?$"
)
_FOR_ANOTHER = re.compile(r"^ for (?:the )?\{[SRG]\}(?=[.,;)]|$)")
_BACK = 2
"""Sentences before in which the stretch pointed to may have been named."""


def pointed_stretch(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The stretch that the words beside the figure point back to; None where they point to none."""
    return _the_same(scene, anchor, work) or _the_one_before(scene, anchor, work) or _beside(scene, anchor)


def _beside(scene: Scene, anchor: Span) -> str | None:
    """The day of the level that another's is held against: "closed on Jan. 17 at 16.47, compared with 12.10 for X"."""
    before = scene.text(scene.start, anchor.start)
    m = _LEVELS.search(before) if _FOR_ANOTHER.match(scene.text(anchor.end, scene.end)) else None
    text = slot_window(scene, before, m.start("day")) if m is not None else None
    return text if text is not None and len(text) == 12 else None


def _the_same(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The stretch of the figure before: "is ahead by 5% for the year; crude has lost 13% over the same stretch"."""
    memory, here = work.memory, scene.sentence.index
    if memory.window is None or not _THE_SAME.match(scene.text(anchor.end, scene.end)):
        return None
    near = memory.window_sentence == here or same_paragraph(work, memory.window_sentence, here, 1)
    return memory.window if near and _STRETCH.fullmatch(memory.window) else None


def _the_one_before(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The year (month) before the one just named: "in 2024 it rose 171%. The year before that, it had put on 239%"."""
    m = _BEFORE_THAT.match(scene.text(scene.start, anchor.start))
    first = next((i for i in scene.items if i.kind == "period"), None)
    words = _ONE_BEFORE.fullmatch(first.name.lower()) if m is not None and first is not None else None
    if words is None or sum(i.kind == "period" for i in scene.before(anchor.start, "period")) != 1:
        return None
    grain, here = words.group("grain"), scene.sentence.index
    for other in reversed(work.scenes[max(0, here - _BACK) : here]):
        if not same_paragraph(work, other.sentence.index, here, _BACK):
            return None
        named = [i.period for i in other.items if i.kind == "period" and i.period is not None]
        spans = [p for p in named if p.kind == grain and p.relation == "in" and p.first is not None]
        if named:
            last = spans[-1] if len(spans) == len(named) else None
            return span_before(cast(Grain, grain), last.first) if last is not None and last.first is not None else None
    return None
