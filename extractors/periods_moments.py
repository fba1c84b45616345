"""A day and a time of day together: "Friday morning", "4 p.m. on Tuesday", "today before noon"."""

from __future__ import annotations

from dataclasses import replace

from ..schemas.period import Relation
from . import periods_calendar as cal
from . import periods_clock as clocks
from . import periods_counts as counts
from . import periods_dates as dates
from . import periods_node as build
from . import periods_parts as parts
from . import periods_weekdays as weekdays
from .periods_chart import Production, longest
from .periods_node import Node, Part
from .periods_text import Line

_PARTS: dict[str, str] = {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night"}
_MOMENT_DAYS: tuple[Production, ...] = (
    dates.absolute, weekdays.weekday, weekdays.near, weekdays.bare_ordinal, counts.relative, parts.week_then_day,
)
_BEFORE: dict[tuple[str, ...], Relation] = {
    ("before",): "before", ("after",): "after", ("until",): "until", ("till",): "until", ("by",): "until",
    ("no", "later", "than"): "before", ("later", "than"): "after", ("since",): "since",
    ("as", "early", "as"): "since", ("as", "late", "as"): "until", ("any", "time", "from"): "since",
}


_SHADES: dict[str, Part] = {"early": "start", "late": "end", "later": "end"}
_SHADE_CLOCK: dict[Part, str] = {"start": "morning", "mid": "midday", "end": "afternoon"}


def this_part(line: Line, i: int) -> Node | None:
    """"this morning", "last night", "tonight"; in loose reading "late this morning"."""
    part = _SHADES.get(line.at(i)) if line.loose else None
    j = i + 1 if part else i
    word = line.at(j)
    if word in ("tonight", "tonite"):
        return replace(build.day(j + 1, line.today), clock="night")
    step = {"this": 0, "last": -1, "next": 1}.get(word)
    if step is None or line.at(j + 1) not in _PARTS or (step == 1 and not line.loose):
        return None
    when = line.today and cal.shift_days(line.today, step)
    return replace(build.day(j + 2, when), clock=_PARTS[line.at(j + 1)], part=part)


def _day(line: Line, i: int) -> Node | None:
    """A day for a clock to stand beside."""
    node = longest(line, i, _MOMENT_DAYS)
    return node if node and node.kind == "day" and node.relation in ("on", "ahead", "ago") else None


def with_part(line: Line, i: int) -> Node | None:
    """"Friday morning", "late Thursday", "tomorrow night", "Tuesday in the morning"."""
    if line.at(i) in ("early", "late", "midday") and dates.weekday_name(line, i + 1):
        return _shaded(line, i)
    node = this_part(line, i) or _day(line, i)
    if node is None or node.clock:
        return node
    k = node.end + 2 if line.seq(node.end, "in", "the") else node.end
    part = _SHADES.get(line.at(k))
    k = k + 1 if part else k
    half = {"am": "morning", "pm": "afternoon"}.get(line.at(k)) if line.loose else None
    clock = half or _PARTS.get(line.at(k))
    if clock is None and line.at(k) == "at" and line.at(k + 1) in ("midday", "noon"):
        clock, k = "midday", k + 1
    return replace(node, end=k + 1, clock=clock, part=part, past=None, later=None) if clock else None


def _shaded(line: Line, i: int) -> Node | None:
    """"late Thursday", "early Monday morning"."""
    node = _day(line, i + 1)
    if node is None:
        return None
    part = _SHADES.get(line.at(i), "mid")
    clock = _PARTS.get(line.at(node.end))
    return replace(node, end=node.end + 1 if clock else node.end, clock=clock or _SHADE_CLOCK[part], part=part,
                   past=None, later=None)


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


def _relation_at(line: Line, k: int) -> tuple[Relation, int] | None:
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
    if time is None and (bell := clocks.part_of_day(line, i)) and bell.clock in ("open", "close"):
        time = bell if line.at(bell.end) == "on" else None
    if time is None or not time.clock or not (time.clock[0].isdigit() or time.clock in ("open", "close")):
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
        return replace(time, relation=found[0]) if time and time.relation == "on" else None
    time = clocks.moment(line, i)
    if time and line.loose and line.seq(time.end, "or", "later"):
        return replace(time, end=time.end + 2, relation="since")
    return None
