"""Expressions joined: "since ...", "by ...", "from ... to ...", "Friday morning", and the order they are tried in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import periods_calendar as cal
from . import periods_counts as counts
from . import periods_dates as dates
from . import periods_node as build
from . import periods_spans as spans
from .periods_node import Node
from .periods_tense import looks_ahead
from .periods_text import Line

Production = Callable[[Line, int], Node | None]
_DAYS: tuple[Production, ...] = (dates.absolute, dates.weekday, dates.near, dates.holiday)
_ANCHORS: tuple[Production, ...] = (
    *_DAYS, spans.part_of, spans.month, spans.quarter, spans.this_unit, spans.to_date, spans.season, spans.decade,
    spans.bare_year, counts.ended, counts.week_of, counts.past_or_next, counts.relative, spans.the_unit,
)
_FILLERS = (("at", "least"), ("about",), ("around",), ("as", "far", "back", "as"), ("back", "in"), ("back",), ("way", "back", "in"),
            ("on",), ("the", "year"), ("sometime", "in"), ("late", "on"))


def longest(line: Line, i: int, productions: tuple[Production, ...]) -> Node | None:
    """The reading of ``productions`` at ``i`` that takes most tokens; an earlier one wins a tie."""
    best: Node | None = None
    for production in productions:
        node = production(line, i)
        if node and (best is None or node.end > best.end):
            best = node
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


_SINCE = {"since": "since", "until": "until", "till": "until", "til": "until", "through": "until", "by": "until",
          "before": "before", "after": "after"}


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
    if relation == "since" and node.relation not in ("ago",):
        node = node.backward()
    if relation == "since" and node.kind in ("sessions", "duration") and node.relation != "ago":
        return None
    return replace(node, relation=relation, approximate=node.approximate or line.at(i + 1) in ("about", "around"))  # type: ignore[arg-type]


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
    return Node(j + 4, "day", when, when, "until" if line.at(i) == "by" else "on", grain="year", count=1,  # type: ignore[arg-type]
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
    if left is None or left.relation in ("ago", "for", "ahead") and left.kind in ("sessions", "duration"):
        return None
    k = left.end
    joint = line.at(k)
    if word == "between":
        if joint not in ("and", *_TO):
            return None
    elif joint not in _TO or (joint == "to" and word != "from" and left.kind == "day" and left.grain != "day"):
        return None
    elif joint in ("-", "~") and not _dash(line, k, left):
        return None
    return _to_right(line, i, left, k + 1)


def _dash(line: Line, k: int, left: Node) -> bool:
    """A dash joins two dates only when nothing but white space stands around it."""
    return line.tight(k) == line.tight(k + 1) and (line.tight(k) or left.kind in ("day", "year"))


def _to_right(line: Line, i: int, left: Node, k: int) -> Node | None:
    if line.at(k) in ("now", "date") or line.seq(k, "the", "present"):
        end = k + (2 if line.at(k) == "the" else 1)
        return replace(left.backward(), end=end, kind="range", last=line.today, relation="since") if line.today else None
    right = anchor(line, k)
    if right is None:
        number = dates._day_number(line, k) if left.kind == "day" and left.first else None
        if number and left.first and number[0] > left.first.day and line.at(number[1]) not in ("%", "points", "percent"):
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
    return last and _span(i, build.day(left.end, first), build.day(tail[1] if tail else number[1], last))


def _span(i: int, left: Node, right: Node) -> Node | None:
    if left.first is None or right.last is None or right.first is None:
        return Node(right.end, "range", grain=left.grain)
    if left.open_year and not right.open_year and left.first > right.first or \
            left.open_year and not right.open_year and right.kind in ("month", "day", "quarter"):
        left = _align(left, right)
    elif right.open_year and not left.open_year and left.first and right.later and right.later.first and right.past:
        right = right.past if right.past.first and right.past.first >= left.first else right.later
    elif right.open_year and left.open_year and right.first < left.first:
        left = left.backward() if left.past else left
        if left.first and right.first < left.first:
            right = right.forward() if right.later and right.later.first and right.later.first > left.first else right
            left = left if right.first and right.first > left.first else _align(left, right)
    if left.first is None or right.last is None or left.first > right.last:
        return None
    return Node(right.end, "range", left.first, right.last, "in", left.grain if left.grain == right.grain else "day",
                approximate=left.approximate or right.approximate,
                timex=f"{left.timex}/{right.timex}" if left.timex and right.timex else None)


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


_PARTS = {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night"}


def with_part(line: Line, i: int) -> Node | None:
    """"Friday morning", "yesterday afternoon", "Thursday at midday"."""
    node = longest(line, i, (dates.absolute, dates.weekday, dates.near))
    if node is None:
        return None
    k = node.end
    if line.at(k) in ("early", "late"):
        k += 1
    if line.at(k) in _PARTS:
        return replace(node, end=k + 1, clock=_PARTS[line.at(k)], past=None, later=None)
    return None


def this_part(line: Line, i: int) -> Node | None:
    """"this morning", "tonight", "overnight", "at midday", "the close"."""
    word = line.at(i)
    if word in ("this", "last") and line.at(i + 1) in _PARTS:
        when = line.today and cal.shift_days(line.today, -1 if word == "last" else 0)
        return replace(build.day(i + 2, when), clock=_PARTS[line.at(i + 1)])
    if word == "tonight":
        return replace(build.day(i + 1, line.today), clock="night")
    simple = {"overnight": "overnight", "midday": "midday", "noon": "midday", "midnight": "00:00"}
    if word in simple and not (line.at(i + 1) == "-" and line.tight(i + 1)):
        return Node(i + 1, "time", line.today, line.today, clock=simple[word])
    if line.at(i - 1) in ("at", "by", "after", "before", "from", "since") and word == "the" \
            and line.at(i + 1) in ("close", "open", "bell") and line.at(i + 2) != "of":
        return Node(i + 2, "time", line.today, line.today, clock="open" if line.at(i + 1) == "open" else "close")
    if word in ("opening", "closing") and line.at(i + 1) == "bell":
        return Node(i + 2, "time", line.today, line.today, clock="open" if word == "opening" else "close")
    return None


def clock_time(line: Line, i: int) -> Node | None:
    """"9:05 a.m.", "4 p.m.", "5:12 p.m. ET"."""
    from .periods_text import digits

    hour = digits(line, i, 2)
    if hour is None or hour > 24 or (line.tight(i) and line.at(i - 1) in (".", ",", "$", ":")):
        return None
    j, minute = i + 1, 0
    if line.at(j) in (":", ".") and line.tight(j) and line.tight(j + 1) and len(line.at(j + 1)) == 2 \
            and (got := digits(line, j + 1, 2)) is not None and got < 60:
        minute, j = got, j + 2
    half = line.at(j)
    if half in ("a", "p") and line.at(j + 1) == "." and line.at(j + 2) == "m":
        j = j + 4 if line.at(j + 3) == "." and line.tight(j + 3) else j + 3
    elif half in ("am", "pm"):
        j += 1
    else:
        return None
    if not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half[0] == "p" else 0)
    if line.at(j) in ("et", "est", "edt", "eastern"):
        j += 1
    return Node(j, "time", line.today, line.today, clock=f"{hour:02d}:{minute:02d}", timex=f"T{hour:02d}:{minute:02d}")


_ALL: tuple[Production, ...] = (
    between, related, with_part, this_part, clock_time, anchor, counts.bare_length,
)


def read_at(line: Line, i: int) -> Node | None:
    """The longest expression that begins at token ``i``, its relation settled by the publication date."""
    node = longest(line, i, _ALL)
    if node is None:
        return None
    if line.seq(i, "this", "time"):
        return None
    ahead = node.relation == "on" and node.first != node.last and looks_ahead(line, i, node.end)
    return build.settle(node, line.today, whole=ahead)
