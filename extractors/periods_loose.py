"""Shapes of speech and forms, read only on request: "starting January 7", "2018 or later", "around 1pm"."""

from __future__ import annotations

from dataclasses import replace

from ..schemas.period import Relation
from . import periods_calendar as cal
from . import periods_clock as clocks
from . import periods_counts as counts
from . import periods_weekdays as weekdays
from .periods_chart import DAYS, Production, anchor, longest
from .periods_moments import clock_then_day, day_then_clock
from .periods_node import Node
from .periods_text import Line

_FROM: tuple[tuple[str, ...], ...] = (
    ("starting", "from"), ("starting", "on"), ("starting",), ("beginning", "on"), ("beginning",),
)
_OPEN_BEFORE: tuple[tuple[tuple[str, ...], Relation], ...] = (
    (("later", "than"), "after"), (("greater", "than"), "after"), (("no", "later", "than"), "before"),
    (("as", "late", "as"), "until"), (("as", "early", "as"), "since"),
)


def open_ended(line: Line, i: int) -> Node | None:
    """"starting January 7", "2018 or later", "no later than Friday", "a week starting tomorrow"; loose reading only."""
    for words in _FROM:
        if line.seq(i, *words):
            node = anchor(line, i + len(words))
            return replace(node, relation="since") if node else None
    for words, relation in _OPEN_BEFORE:
        if line.seq(i, *words):
            node = anchor(line, i + len(words))
            return replace(node, relation=relation) if node else None
    return _or_later(line, i) or _lasting(line, i)


def _or_later(line: Line, i: int) -> Node | None:
    node = anchor(line, i)
    if node is None or line.at(node.end) not in ("or", "and"):
        return None
    if line.at(node.end + 1) not in ("later", "after", "greater"):
        return None
    return replace(node, end=node.end + 2, relation="since")


def _lasting(line: Line, i: int) -> Node | None:
    """"for 3 days from today", "2 weeks starting May 20"."""
    j = i + 1 if line.at(i) == "for" else i
    found = counts.length(line, j)
    if not found:
        return None
    k = found[1] + 1 if line.at(found[1]) == "," else found[1]
    if line.at(k) == "from" and j > i:
        k += 1
    elif line.at(k) == "starting":
        k = k + 2 if line.at(k + 1) in ("from", "on") else k + 1
    else:
        return None
    begin = longest(line, k, DAYS)
    if begin is None or begin.first is None:
        return None
    last = begin.first
    for n, g in found[0]:
        last = cal.shift(last, g, n) or last
    return Node(begin.end, "range", begin.first, cal.shift_days(last, -1), "on", found[0][0][1], found[0][0][0])


def around(line: Line, i: int) -> Node | None:
    """"around 1pm", "circa 5 in the morning"; loose reading only."""
    if line.at(i) not in ("around", "circa", "about") or line.at(i + 1) in ("around", "about"):
        return None
    node = longest(line, i + 1, _APPROXIMATE)
    return replace(node, approximate=True) if node else None


_APPROXIMATE: tuple[Production, ...] = (
    day_then_clock, clock_then_day, clocks.moment, clocks.part_of_day, weekdays.monthly_day,
)
