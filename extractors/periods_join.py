"""Expressions joined: "since ...", "by ...", "from ... to ...", "Friday morning", and the order they are tried in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import periods_calendar as cal
from . import periods_clock as clocks
from . import periods_counts as counts
from . import periods_dates as dates
from . import periods_node as build
from . import periods_parts as parts
from . import periods_recurring as recurring
from . import periods_spans as spans
from .periods_node import Node
from .periods_tense import looks_ahead, near_ahead
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
_DAYS: tuple[Production, ...] = (dates.absolute, dates.weekday, dates.near, dates.holiday)
_ANCHORS: tuple[Production, ...] = (
    *_DAYS, spans.part_of, spans.month, spans.quarter, spans.this_unit, spans.to_date, spans.season, spans.decade,
    spans.bare_year, counts.ended, counts.week_of, counts.past_or_next, counts.relative, spans.the_unit,
    parts.nth_of, parts.earlier_later, parts.weekend, parts.numbered_week, parts.week_then_day, dates.monthly_day,
)
_FILLERS = (("at", "least"), ("about",), ("around",), ("as", "far", "back", "as"), ("back", "in"), ("back",), ("way", "back", "in"),
            ("on",), ("the", "year"), ("sometime", "in"), ("late", "on"))


_DETERMINED = frozenset({"the", "this", "last", "next", "past", "coming", "upcoming", "following", "previous", "prior"})
_COUNTED = frozenset({"#", "½", "half", "a", "an", "the", "these", "another", *NUMBERS, *TENS, *VAGUE})
_DATED = frozenset({"#", "the", *MONTHS, *MONTH_SHORT, *WEEKDAYS, *WEEKDAY_SHORT, *ORDINALS, *NUMBERS, *TENS})
_HEADS: dict[Production, frozenset[str]] = {
    dates.absolute: _DATED, dates.weekday: _DETERMINED | frozenset(WEEKDAYS) | frozenset(WEEKDAY_SHORT),
    dates.near: frozenset("the day yesterday today tomorrow tmrw tmr current otd next".split()),
    dates.holiday: LAST | NEXT | {"this"} | {words[0] for words in HOLIDAYS},
    spans.part_of: frozenset("the early late mid end beginning start middle year quarter month week".split()),
    spans.to_date: frozenset("ytd mtd qtd wtd year month quarter week".split()),
    spans.season: frozenset({"last", "this", "next", "past", "previous", "coming", "the", *SEASONS}),
    spans.the_unit: frozenset({"the"}),
    spans.this_unit: _DETERMINED | {"so", "current", "present", "preceding"},
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
        return line.found[key]
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
    if line.at(i) == "by" and node.later and node.past:
        node = node.forward() if looks_ahead(line, i, node.end) else node.backward()
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
    return line.tight(k) == line.tight(k + 1) and (line.tight(k) or left.kind in ("day", "year", "quarter", "month"))


def _to_right(line: Line, i: int, left: Node, k: int) -> Node | None:
    if line.at(k) in ("now", "date") or line.seq(k, "the", "present"):
        end = k + (2 if line.at(k) == "the" else 1)
        left = left.backward()
        return replace(left, end=end, kind="range", last=line.today, relation="in",
                       timex=f"{left.timex}/{line.today.isoformat()}") if line.today else None
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
_MOMENT_DAYS: tuple[Production, ...] = (
    dates.absolute, dates.weekday, dates.near, dates.bare_ordinal, counts.relative, parts.week_then_day,
)
_BEFORE = {("before",): "before", ("after",): "after", ("until",): "until", ("till",): "until", ("by",): "until",
           ("no", "later", "than"): "before", ("later", "than"): "after", ("since",): "since",
           ("as", "early", "as"): "since", ("as", "late", "as"): "until", ("any", "time", "from"): "since"}


def this_part(line: Line, i: int) -> Node | None:
    """"this morning", "last night", "tonight"."""
    j, part = i, None
    if line.loose and line.at(j) in ("early", "late", "later"):
        part, j = "start" if line.at(j) == "early" else "end", j + 1
    word = line.at(j)
    if word in ("tonight", "tonite"):
        return replace(build.day(j + 1, line.today), clock="night")
    step = {"this": 0, "last": -1, "next": 1}.get(word)
    if step is None or line.at(j + 1) not in _PARTS or (step == 1 and not line.loose):
        return None
    when = line.today and cal.shift_days(line.today, step)
    return replace(build.day(j + 2, when), clock=_PARTS[line.at(j + 1)], part=part)  # type: ignore[arg-type]


def _day(line: Line, i: int) -> Node | None:
    """A day for a clock to stand beside."""
    node = longest(line, i, _MOMENT_DAYS)
    return node if node and node.kind == "day" and node.relation in ("on", "ahead", "ago") else None


def with_part(line: Line, i: int) -> Node | None:
    """"Friday morning", "late Thursday", "tomorrow night", "Tuesday in the morning"."""
    part = None
    j = i
    if line.at(i) in ("early", "late", "midday") and dates.weekday_name(line, i + 1):
        part, j = {"early": "start", "late": "end"}.get(line.at(i)), i + 1
    node = this_part(line, j) or _day(line, j)
    if node is None:
        return None
    if node.clock:
        return node if j == i else None
    k = node.end
    if part or j > i:
        if line.at(k) in _PARTS:
            return replace(node, end=k + 1, clock=_PARTS[line.at(k)], part=part, past=None, later=None)  # type: ignore[arg-type]
        return replace(node, clock="midday" if part is None else {"start": "morning", "end": "afternoon"}[part],
                       part=part, past=None, later=None)  # type: ignore[arg-type]
    if line.seq(k, "in", "the"):
        k += 2
    if line.at(k) in ("early", "late"):
        part, k = "start" if line.at(k) == "early" else "end", k + 1
    loose_part = {"am": "morning", "pm": "afternoon"}.get(line.at(k)) if line.loose else None
    if line.at(k) in _PARTS or loose_part:
        return replace(node, end=k + 1, clock=loose_part or _PARTS[line.at(k)], part=part, past=None,  # type: ignore[arg-type]
                       later=None)
    if line.seq(k, "at", "midday") or line.seq(k, "at", "noon"):
        return replace(node, end=k + 2, clock="midday", past=None, later=None)
    return None


def _on_day(day: Node, time: Node, end: int) -> Node:
    """A day and a time of day as one moment or stretch of hours."""
    night = day.clock or ""
    clock, last = time.clock, time.clock_last
    if night in ("afternoon", "evening", "night") and not time.clock_half and clock and clock < "12" and (
            night != "night" or clock >= "03"):
        clock = f"{int(clock[:2]) + 12:02d}{clock[2:]}"
        last = f"{int(last[:2]) + 12:02d}{last[2:]}" if last and last < "12" else last
    iso = day.first.isoformat() if day.first else "XXXX-XX-XX"
    timex = f"{iso}T{clock}/{iso}T{last}" if last else f"{iso}T{clock}"
    return replace(day, end=end, clock=clock, clock_last=last, past=None, later=None, relation=time.relation,
                   timex=timex, approximate=time.approximate, part=None)


_LINKS = frozenset({"at", "for", "around", ",", "@", "-", "on", "from", "circa", ":"})


def day_then_clock(line: Line, i: int) -> Node | None:
    """"Friday at 4 p.m.", "tomorrow from 2 to 3", "Thursday before 5pm"."""
    day = with_part(line, i) or _day(line, i)
    if day is None:
        return None
    k, link = day.end, ""
    if line.at(k) == "," and line.at(k + 1) == "at":
        k += 1
    if line.at(k) in _LINKS:
        link, k = line.at(k), k + 1
    relation = _relation_at(line, k) if not link and line.loose else None
    if relation:
        time = clocks.moment(line, relation[1]) or _bare_hour(line, relation[1])
        time = time and replace(time, relation=relation[0])
    else:
        time = clocks.hours(line, day.end) or clocks.hours(line, k) or clocks.moment(line, k)
        if time is None and line.loose and (link in ("at", "around") or (day.clock and link)):
            time = _bare_hour(line, k)
    if time is None or not time.clock or not time.clock[0].isdigit():
        return None
    return _on_day(day, time, time.end)


def _bare_hour(line: Line, k: int) -> Node | None:
    found = clocks.clock(line, k)
    if found is None:
        return None
    return Node(found.end, "time", clock=found.text(), clock_half=found.half, timex="T" + found.text())


def _relation_at(line: Line, k: int) -> tuple[str, int] | None:
    for words, relation in _BEFORE.items():
        if line.seq(k, *words):
            k += len(words)
            return relation, k + 1 if line.at(k) in ("around", "about") else k
    return None


def clock_then_day(line: Line, i: int) -> Node | None:
    """"4 p.m. on Friday", "8.30pm today", "between 3 and 8am next Monday"."""
    time = clocks.hours(line, i) or clocks.moment(line, i)
    lead = line.at(i - 1)
    if time is None and line.loose and lead in ("at", "around"):
        time = _bare_hour(line, i)
    if time is None or not time.clock or not time.clock[0].isdigit():
        return None
    k = time.end + 1 if line.at(time.end) in ("on", ",", "of", "-") else time.end
    day = with_part(line, k) or _day(line, k)
    return _on_day(day, time, day.end) if day else None


_CLOCKS: tuple[Production, ...] = (clock_then_day, clocks.moment, clocks.part_of_day)


def clock_related(line: Line, i: int) -> Node | None:
    """"before 2.30pm", "3 pm or later", "after lunch"."""
    found = _relation_at(line, i)
    if found:
        time = longest(line, found[1], _CLOCKS)
        return replace(time, relation=found[0]) if time and time.relation == "on" else None  # type: ignore[arg-type]
    time = clocks.moment(line, i)
    if time and line.loose and line.seq(time.end, "or", "later"):
        return replace(time, end=time.end + 2, relation="since")
    return None


def offset(line: Line, i: int) -> Node | None:
    """"two days before yesterday", "three weeks from tomorrow"."""
    return parts.offset(line, i, lambda at, k: longest(at, k, _BASES))


_BASES: tuple[Production, ...] = (*_DAYS, spans.bare_year)


def day_range(line: Line, i: int) -> Node | None:
    """"between 3 and 12 of September", "9 to 12 of June", "from the ninth till the seventeenth of April"."""
    lead = line.at(i) in ("from", "between")
    j = i + 1 if lead else i
    left = dates.day_of_month(line, j)
    if left is None or line.at(left[1]) not in _TO and not (line.at(left[1]) == "and" and line.at(i) == "between"):
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


_FROM = (("starting", "from"), ("starting", "on"), ("starting",), ("beginning", "on"), ("beginning",))
_OPEN_BEFORE = (("later", "than"), "after"), (("greater", "than"), "after"), (("no", "later", "than"), "before"), \
    (("as", "late", "as"), "until"), (("as", "early", "as"), "since")


def open_ended(line: Line, i: int) -> Node | None:
    """"starting January 7", "2018 or later", "no later than Friday", "a week starting tomorrow"; loose reading only."""
    for words in _FROM:
        if line.seq(i, *words):
            node = anchor(line, i + len(words))
            return replace(node, relation="since") if node else None
    for words, relation in _OPEN_BEFORE:
        if line.seq(i, *words):
            node = anchor(line, i + len(words))
            return replace(node, relation=relation) if node else None  # type: ignore[arg-type]
    return _or_later(line, i) or _lasting(line, i)


def _or_later(line: Line, i: int) -> Node | None:
    node = anchor(line, i)
    if node is None or line.at(node.end) not in ("or", "and") or line.at(node.end + 1) not in ("later", "after", "greater"):
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
    begin = longest(line, k, _DAYS)
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
    day_then_clock, clock_then_day, clocks.moment, clocks.part_of_day, dates.monthly_day,
)

_ALL: tuple[Production, ...] = (
    between, day_range, related, offset, day_then_clock, clock_then_day, with_part, clocks.hours, clock_related, clocks.moment,
    clocks.part_of_day, anchor, counts.bare_length,
)
_LOOSE: tuple[Production, ...] = (
    recurring.recurring, parts.present, *_ALL, dates.bare_ordinal, parts.whole_length, open_ended, around,
)


_NO_ARTICLE = LAST | NEXT | frozenset(
    "current present q h end beginning start middle early late mid fiscal calendar school year cy sy fy".split())


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
    running = node.relation == "on" and node.first != node.last
    return build.settle(node, line.today, whole=running and near_ahead(line, i, node.end))
