"""The reading at a token: the longest of all expressions, settled by the moment of publication."""

from __future__ import annotations

from dataclasses import replace

from . import periods_clock as clocks
from . import periods_counts as counts
from . import periods_node as build
from . import periods_parts as parts
from . import periods_recurring as recurring
from . import periods_weekdays as weekdays
from .periods_chart import Production, anchor, longest
from .periods_loose import around, open_ended
from .periods_moments import clock_related, clock_then_day, day_then_clock, with_part
from .periods_node import Node
from .periods_ranges import between, day_range, offset, related
from .periods_tense import near_ahead
from .periods_text import Line
from .periods_words import (
    LAST,
    NEXT,
)

_ALL: tuple[Production, ...] = (
    between, day_range, related, offset, day_then_clock, clock_then_day, with_part, clocks.hours, clock_related,
    clocks.moment, clocks.part_of_day, anchor, counts.bare_length, counts.vague_length,
)
_LOOSE: tuple[Production, ...] = (
    recurring.recurring, parts.present, *_ALL, weekdays.bare_ordinal, parts.whole_length, open_ended, around,
)
_NO_ARTICLE = LAST | NEXT | frozenset(
    "current latest most present q h end beginning start middle early late mid fiscal calendar school year cy fy"
    .split())


def _article_outside(line: Line, i: int, node: Node) -> bool:
    """Whether the span begins after "the": "the [next quarter]", "the [end of 2000]"; but "[the last week of July]"."""
    word = line.at(i + 1)
    if word not in _NO_ARTICLE or (word in LAST and "of" in line.low[i : node.end]):
        return False
    inner = read_at(line, i + 1)
    return inner is not None and inner.end == node.end


def read_at(line: Line, i: int) -> Node | None:
    """The longest expression that begins at token ``i``, its relation settled by the publication date."""
    if line.seq(i, "this", "time") or (line.at(i - 1) in ("every", "each") and not line.loose):
        return None
    node = longest(line, i, _LOOSE if line.loose else _ALL)
    if node is None or (line.at(i) == "the" and _article_outside(line, i, node)):
        return None
    if node.first and node.last and node.first > node.last:
        node = replace(node, last=node.first)  # less than a day
    running = node.relation == "on" and node.first != node.last
    return build.settle(node, line.today, whole=running and near_ahead(line, i, node.end))
