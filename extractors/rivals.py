"""Other stretches that a move without a time of its own may be told over.

"The Dow lost 1.3%." is of the day in a daily column, unless the sentences around it speak of the quarter. The window
that is read stays the one that is checked; these only keep a claim from being called wrong where another window that
the paragraph names gives the figure.
"""

from __future__ import annotations

import re

from ..metrics.period_window import window_text
from ..schemas import Ask, Clause
from .scene import Scene
from .work import Work

_MOVES = re.compile(r"(?:change|change_points|change_bp|multiple)\(([\w.]+)\[([^\]]*)\]\)")
_SPANS = re.compile(r"\b(week|month|quarter|year)(?:ly|'s|s|ed)?\b|\bannual\b")
_STRETCH = re.compile(r"[wmqy]td|'\d{4}(?:-(?:W|Q)?\d\d?)?'|\d+[dwmy]|'[^']*':(?:'[^']*')?")
_THE_SAME = re.compile(r"^ (?:in|over|during) (?:that|the same|this) (?:time|period|stretch|span)")
_REACH = 4
"""Sentences before that may have set the stretch."""


def rivals(scene: Scene, clause: Clause, ask: Ask, work: Work) -> tuple[str, ...]:
    """The same move over each stretch that its paragraph names, where the clause names none itself."""
    m = _MOVES.fullmatch(ask.expr)
    if m is None or not clause.inherited or _THE_SAME.match(clause.after):
        return ask.rivals
    metric = ask.expr.partition("(")[0]
    windows = dict.fromkeys(["1d", *_windows(scene, work)])
    found = (f"{metric}({m.group(1)}[{w}])" for w in windows if w != m.group(2))
    return (*ask.rivals, *found)


def _windows(scene: Scene, work: Work) -> list[str]:
    """Windows told by dates or by words in this sentence and those before it, the nearest first."""
    out: list[str] = []
    here = scene.sentence.index
    for other in reversed(work.scenes[max(0, here - _REACH) : here + 1]):
        if other.sentence.paragraph < scene.sentence.paragraph - 1:
            break
        for item in other.items:
            text = window_text(item.period) if item.period is not None else None
            if text is not None and _STRETCH.fullmatch(text):
                out.append(text)
        out.extend(f"{span[0]}td" for span in _SPANS.findall(other.text(other.start, other.end)) if span)
    return out
