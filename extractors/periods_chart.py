"""Which readings are tried where: tables of productions and the longest reading at a token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from . import periods_counts as counts
from . import periods_dates as dates
from . import periods_months as months
from . import periods_parts as parts
from . import periods_spans as spans
from . import periods_units as units
from . import periods_weekdays as weekdays
from . import periods_years as years
from .periods_node import Node
from .periods_tense import looks_ahead
from .periods_text import Line
from .periods_words import (
    HOLIDAYS,
    LAST,
    MONTH_SHORT,
    MONTHS,
    NEXT,
    NUMBERS,
    ORDINALS,
    SEASONS,
    TENS,
    UNITS,
    VAGUE,
    WEEKDAY_SHORT,
    WEEKDAYS,
)

Production = Callable[[Line, int], Node | None]
DAYS: tuple[Production, ...] = (dates.absolute, weekdays.weekday, weekdays.near, weekdays.holiday)
_ANCHORS: tuple[Production, ...] = (
    *DAYS, spans.part_of, months.month, months.quarter, units.this_unit, units.to_date, years.season, years.decade,
    years.bare_year, counts.ended, counts.week_of, counts.past_or_next, counts.relative, units.the_unit,
    parts.nth_of, parts.half_of, parts.earlier_later, parts.weekend, parts.numbered_week, parts.week_then_day,
    weekdays.monthly_day,
)
_DETERMINED = frozenset({"the", "this", "last", "next", "past", "coming", "upcoming", "following", "previous", "prior"})
_COUNTED = frozenset({"#", "½", "half", "a", "an", "the", "these", "another", *NUMBERS, *TENS, *VAGUE})
_DATED = frozenset({"#", "the", *MONTHS, *MONTH_SHORT, *WEEKDAYS, *WEEKDAY_SHORT, *ORDINALS, *NUMBERS, *TENS})
_HEADS: dict[Production, frozenset[str]] = {
    dates.absolute: _DATED, weekdays.weekday: _DETERMINED | frozenset(WEEKDAYS) | frozenset(WEEKDAY_SHORT),
    weekdays.near: frozenset("the day yesterday today tomorrow tmrw tmr current otd next".split()),
    weekdays.holiday: LAST | NEXT | {"this"} | {words[0] for words in HOLIDAYS},
    spans.part_of: frozenset(
        "the early late mid end beginning start middle year quarter month week midyear midmonth".split()),
    units.to_date: frozenset("ytd mtd qtd wtd year month quarter week".split()),
    years.season: frozenset({"last", "this", "next", "past", "previous", "coming", "the", *SEASONS}),
    units.the_unit: frozenset({"the"}),
    units.this_unit: _DETERMINED | {"so", "current", "present", "preceding", "latest", "most"},
    counts.week_of: frozenset({"the", "week", "w"}),
    counts.ended: _COUNTED | {"fiscal", "trading", *UNITS},
}
"""Words a production can begin with ("#" is any figure); a production that is not here is always tried."""
_TABLE: dict[tuple[int, str], tuple[Production, ...]] = {}


def _candidates(productions: tuple[Production, ...], word: str) -> tuple[Production, ...]:
    head = "#" if word[:1].isdigit() else word
    key = (id(productions), head)
    if key not in _TABLE:
        found = tuple(p for p in productions if p not in _HEADS or head in _HEADS[p])
        if len(_TABLE) > 4000:
            return found
        _TABLE[key] = found
    return _TABLE[key]


def longest(line: Line, i: int, productions: tuple[Production, ...]) -> Node | None:
    """The reading of ``productions`` at ``i`` that takes most tokens; an earlier one wins a tie.

    ``productions`` is one of this module's tables: what was found is kept with the line under the table's identity.
    """
    key = (id(productions), i)
    if key in line.found:
        return cast("Node | None", line.found[key])
    best: Node | None = None
    for production in _candidates(productions, line.at(i)):
        node = production(line, i)
        if node and (best is None or node.end > best.end):
            best = node
    line.found[key] = best
    return best


def anchor(line: Line, i: int) -> Node | None:
    """One date or span without relation words."""
    node = longest(line, i, _ANCHORS)
    if node is None:
        return None
    tail = node.end
    if node.kind in ("day", "month", "range", "quarter", "week") and line.seq(tail, "this", "year") and node.open_year:
        return replace(node.backward() if not looks_ahead(line, i, tail) else node, end=tail + 2)
    return node
