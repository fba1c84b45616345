"""Relations and ranges: "since the end of August", "by year-end", "from March to May", "June 9 to 12"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..schemas.period import Relation
from . import periods_calendar as cal
from . import periods_dates as dates
from . import periods_node as build
from . import periods_parts as parts
from . import periods_weekdays as weekdays
from . import periods_years as years
from .periods_chart import DAYS, Production, anchor, longest
from .periods_node import Node
from .periods_tense import looks_ahead, looks_back
from .periods_text import Line
from .periods_words import (
    MONTH_SHORT,
    MONTHS,
)

_FILLERS = (("at", "least"), ("about",), ("around",), ("as", "far", "back", "as"), ("back", "in"), ("back",),
            ("way", "back", "in"), ("on",), ("the", "year"), ("sometime", "in"), ("late", "on"))
_NEAR_DEADLINE = 150
"""Days ahead within which "by March 1" is a date to come, unless a past verb governs it."""
_SINCE: dict[str, Relation] = {
    "since": "since", "until": "until", "till": "until", "til": "until", "through": "until", "by": "until",
    "before": "before", "after": "after",
}


def related(line: Line, i: int) -> Node | None:
    """A relation word and its anchor: "since the end of August", "by year-end", "before 2018", "until Friday"."""
    relation = _SINCE.get(line.at(i))
    j = i + 1
    if relation is None:
        return None
    if line.at(i) == "by" and line.seq(j, "this", "time"):
        return _this_time(line, i, j)
    for words in _FILLERS:
        if line.seq(j, *words):
            j += len(words)
            break
    node = anchor(line, j)
    if node is None:
        return None
    if line.at(i) in ("after", "before") and not _relation_here(line, i, node):
        return None
    if line.at(i) == "by" and node.later and node.past:
        near = line.today and node.later.first and (node.later.first - line.today).days < _NEAR_DEADLINE
        ahead = looks_ahead(line, i, node.end) or (near and not looks_back(line, i, node.end))
        node = node.forward() if ahead else node.backward()
    if relation == "since" and node.relation not in ("ago",):
        node = node.backward()
    if relation == "since" and node.kind in ("sessions", "duration") and node.relation != "ago":
        return None
    hedged = line.at(i + 1) in ("about", "around")
    return replace(node, relation=relation, approximate=node.approximate or hedged)


def _relation_here(line: Line, i: int, node: Node) -> bool:
    """"after 2016" and "before Friday"; "after Wednesday's closure" is a noun's, and "a day after Friday" no window."""
    return not (line.seq(node.end, "'", "s") or line.at(node.end) in ("'",)) and node.relation not in ("for",)


def _this_time(line: Line, i: int, j: int) -> Node | None:
    """"by this time next year": a year from publication."""
    step = {"next": 1, "last": -1}.get(line.at(j + 2))
    grain = line.at(j + 3)
    if step is None or grain not in ("year", "month", "week"):
        return None
    when = line.today and cal.shift(line.today, grain, step)
    return Node(j + 4, "day", when, when, "until" if line.at(i) == "by" else "on", grain="year", count=1,
                approximate=True, timex=when.isoformat() if when else None)


_TO = ("to", "through", "until", "till", "-", "~")


def between(line: Line, i: int) -> Node | None:
    """"from March to May", "between 2014 and 2018", "June-August", "2014-2018", "Nov. 18-19"."""
    word = line.at(i)
    j = i + 1 if word in ("from", "between") else i
    if word == "between" and line.at(j) == "now":
        left: Node | None = build.day(j + 1, line.today)
    else:
        left = anchor(line, j)
    if left is None or (left.relation in ("ago", "for", "ahead") and left.kind in ("sessions", "duration")):
        return None
    k = left.end
    joint = line.at(k)
    good = joint in ("and", *_TO) if word == "between" else joint in _TO
    if good and word != "between" and joint in ("-", "~"):
        good = _dash(line, k, left)
    return _to_right(line, i, left, k + 1) if good else None


def _dash(line: Line, k: int, left: Node) -> bool:
    """A dash joins two dates only when nothing but white space stands around it."""
    return line.tight(k) == line.tight(k + 1) and (line.tight(k) or left.kind in ("day", "year", "quarter", "month"))


def _to_right(line: Line, i: int, left: Node, k: int) -> Node | None:
    if line.at(k) in ("now", "date") or line.seq(k, "the", "present"):
        end = k + (2 if line.at(k) == "the" else 1)
        left = left.backward()
        if line.today and left.first and left.first > line.today:
            return None
        return replace(left, end=end, kind="range", last=line.today, relation="in",
                       timex=f"{left.timex}/{line.today.isoformat()}") if line.today else None
    right = anchor(line, k)
    if right is None:
        number = dates.day_number(line, k) if left.kind == "day" and left.first else None
        figure = number and line.at(number[1]) in ("%", "points", "percent")
        if number and left.first and number[0] > left.first.day and not figure:
            return _same_month(line, i, left, number)
        return None
    if right.relation in ("ago", "for", "to_date") or (left.kind != right.kind and {left.kind, right.kind} & {"time"}):
        return None
    return _span(i, left, right)


def _same_month(line: Line, i: int, left: Node, number: tuple[int, int]) -> Node | None:
    tail = dates.year_tail(line, number[1])
    first = left.first
    if first and tail and left.open_year:
        first = cal.make(tail[0], first.month, first.day)
    last = first and cal.make(first.year, first.month, number[0])
    if last is None:
        return None
    return _span(i, build.day(left.end, first), build.day(tail[1] if tail else number[1], last))


def _span(i: int, left: Node, right: Node) -> Node | None:
    """Two ends as one range; an end without a year takes the one that puts the two in order."""
    if left.first is None or right.last is None or right.first is None:
        return Node(right.end, "range", grain=left.grain)
    left, right = _agree(left, right, left.first, right.first)
    if left.first is None or right.last is None or left.first > right.last:
        return None
    return Node(right.end, "range", left.first, right.last, "in", left.grain if left.grain == right.grain else "day",
                approximate=left.approximate or right.approximate,
                timex=f"{left.timex}/{right.timex}" if left.timex and right.timex else None)


def _agree(left: Node, right: Node, begin: date, end: date) -> tuple[Node, Node]:
    if left.open_year and not right.open_year:
        if begin > end or right.kind in ("month", "day", "quarter"):
            return _align(left, right), right
    elif right.open_year and not left.open_year and right.later and right.past and right.past.first:
        return left, right.past if right.past.first >= begin else right.later
    elif right.open_year and end < begin:
        return _in_order(left.backward(), right)
    return left, right


def _in_order(left: Node, right: Node) -> tuple[Node, Node]:
    """Two ends without years, so chosen that the left one comes first."""
    later = right.forward()
    if left.first and right.first and later.first and right.first < left.first < later.first:
        return left, later
    return (left if left.first and right.first and left.first <= right.first else _align(left, right)), right


def _align(left: Node, right: Node) -> Node:
    """The left end's year is the right end's, or the year before when that would come after it."""
    if left.first is None or left.last is None or right.first is None:
        return left
    y = right.first.year if (left.first.month, left.first.day) <= (right.first.month, right.first.day) \
        else right.first.year - 1
    if left.kind == "month":
        return build.month(left.end, y, left.first.month)
    if left.kind == "quarter":
        return build.quarter(left.end, y, (left.first.month + 2) // 3)
    when = cal.make(y, left.first.month, left.first.day)
    return build.day(left.end, when) if when else left


def offset(line: Line, i: int) -> Node | None:
    """"two days before yesterday", "three weeks from tomorrow"."""
    return parts.offset(line, i, lambda at, k: longest(at, k, _BASES))


_BASES: tuple[Production, ...] = (*DAYS, years.bare_year)


def day_range(line: Line, i: int) -> Node | None:
    """"between 3 and 12 of September", "9 to 12 of June", "from the ninth till the seventeenth of April"."""
    lead = line.at(i) in ("from", "between")
    j = i + 1 if lead else i
    left = weekdays.day_of_month(line, j)
    if left is None or (line.at(left[1]) not in _TO and not (line.at(left[1]) == "and" and line.at(i) == "between")):
        return None
    if line.at(left[1]) == "-" and line.tight(left[1]) != line.tight(left[1] + 1):
        return None
    right = dates.absolute(line, left[1] + 1)
    if right is None or right.first is None or not (lead or line.loose) or right.first.day <= left[0]:
        return None
    if line.at(left[1] + 1) in MONTHS or line.at(left[1] + 1) in MONTH_SHORT:
        return None
    first = cal.make(right.first.year, right.first.month, left[0])
    return _span(i, build.day(left[1], first), replace(right, past=None, later=None)) if first else None
