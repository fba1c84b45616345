"""Parts and neighbours: "the last week of July", "earlier this month", "two days before Friday"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from ..schemas.period import Grain
from . import periods_calendar as cal
from . import periods_counts as counts
from . import periods_months as months
from . import periods_node as build
from . import periods_units as units
from . import periods_years as years
from .periods_dates import weekday_name
from .periods_node import Node
from .periods_text import Line, count, digits, ordinal, unit, year
from .periods_weekdays import holiday
from .periods_words import UNITS

Production = Callable[[Line, int], Node | None]


def _whole(line: Line, k: int) -> Node | None:
    return months.month(line, k) or units.this_unit(line, k) or years.bare_year(line, k) or months.quarter(line, k) or (
        units.the_unit(line, k) if line.at(k) == "the" else None)


def nth_of(line: Line, i: int) -> Node | None:
    """"the last week of July", "the first two weeks of 2021", "the third month of the year"."""
    j = i + 1 if line.at(i) == "the" else i
    last = line.at(j) in ("last", "final")
    found = None if last else ordinal(line, j)
    if not last and not found:
        return None
    k = j + 1 if last else found[1] if found else j
    number = 1
    counted = count(line, k) if line.at(k) not in ("a", "an") else None
    if counted and counted[0] == int(counted[0]) and not unit(line, k):
        number, k = int(counted[0]), counted[1]
    got = unit(line, k)
    if not got or line.at(got[1]) not in ("of", "in") or got[0] not in ("day", "week", "month", "session"):
        return None
    whole = _whole(line, got[1] + 1)
    if whole is None or whole.kind == "day" or (number > 1 and found and found[0] != 1):
        return None
    nth = -1 if last else found[0] if found else 1
    return _nth(whole, got[0], nth, number)


def half_of(line: Line, i: int) -> Node | None:
    """"The first half of November", "the second half of the week"; halves of years stand with quarters."""
    j = i + 1 if line.at(i) == "the" else i
    if line.at(j) not in ("first", "second") or not line.seq(j + 1, "half", "of"):
        return None
    whole = _whole(line, j + 3)
    if whole is None or whole.kind not in ("week", "month", "quarter"):
        return None
    return _half(whole, line.at(j) == "second")


def _half(whole: Node, second: bool) -> Node:
    first, last, grain = whole.first, whole.last, whole.grain
    if first is not None and last is not None:
        end = cal.month_end(first.year, first.month) if grain == "month" else last
        middle = first + (end - first) // 2
        first, last = (middle + timedelta(1), last) if second else (first, min(middle, last))
    return replace(whole, kind="range", first=first, last=last, relation="in", approximate=True,
                   past=_half(whole.past, second) if whole.past else None,
                   later=_half(whole.later, second) if whole.later else None)


def _nth(whole: Node, grain: Grain, nth: int, number: int) -> Node | None:
    past = _nth(whole.past, grain, nth, number) if whole.past else None
    later = _nth(whole.later, grain, nth, number) if whole.later else None
    made = _nth_days(whole, grain, nth, number)
    return made and replace(made, end=whole.end, approximate=whole.approximate, past=past, later=later,
                            open_year=whole.open_year)


def _nth_days(whole: Node, grain: Grain, nth: int, number: int) -> Node | None:
    first, last = whole.first, whole.last
    if first is None or last is None or not 1 <= number <= 60:
        return None if whole.timex else Node(whole.end, "range", grain=grain, count=number)
    if grain == "session":
        return _weekday_of(whole, first, last, nth, number)
    if grain == "week":
        start = _first_week(first) if nth > 0 else cal.shift_days(_last_week(last, whole.kind), -7 * (number - 1))
        begin = start and cal.shift_days(start, 7 * (nth - 1) if nth > 0 else 0)
        end = begin and cal.shift_days(begin, 7 * number - 1)
    elif grain == "month":
        base = first if nth > 0 else cal.shift_months(last.replace(day=1), -(number - 1))
        begin = base and cal.shift_months(base, nth - 1 if nth > 0 else 0)
        end = begin and cal.shift_months(begin, number)
        end = end and cal.shift_days(end, -1)
    else:
        begin = cal.shift_days(first, nth - 1) if nth > 0 else cal.shift_days(last, 1 - number)
        end = begin and cal.shift_days(begin, number - 1)
    if begin is None or end is None:
        return None
    if number == 1 and grain in ("week", "month"):
        return build.calendar_unit(whole.end, grain, begin)
    return Node(whole.end, "day" if begin == end else "range", begin, end, "on", grain, number)


def _weekday_of(whole: Node, first: date, last: date, nth: int, number: int) -> Node:
    """"the first trading day of the year", "the last five sessions of 2024": single days by weekdays, approximate."""
    if number > 1 or abs(nth) > 1:
        return Node(whole.end, "sessions", None, None, "in", "session", number)
    day: date | None = first if nth > 0 else last
    if day and nth > 0 and (day.month, day.day) == (1, 1):
        day = cal.shift_days(day, 1)
    while day and day.weekday() > 4:
        day = cal.shift_days(day, nth)
    return replace(build.day(whole.end, day), approximate=True)


def _first_week(first: date) -> date | None:
    """The Monday of the first week with most of its days inside."""
    start = cal.monday(first)
    return start if first.weekday() <= 3 else cal.shift_days(start, 7)


def _last_week(last: date, kind: str) -> date:
    start = cal.monday(last)
    if last.weekday() >= 3 or kind == "month":
        return start
    return cal.shift_days(start, -7) or start


def earlier_later(line: Line, i: int) -> Node | None:
    """"earlier this month" (its days up to publication), "later this year" (its days after)."""
    early = line.at(i) == "earlier"
    if not early and line.at(i) != "later":
        return None
    j = i + 2 if line.at(i + 1) == "in" else i + 1
    inner = units.this_unit(line, j) or (units.the_unit(line, j) if j > i + 1 else None)
    if inner is None or inner.kind not in ("week", "month", "quarter", "year") or inner.relation != "on":
        return None
    today, first, last = line.today, inner.first, inner.last
    if today and first and last:
        if early and first <= today <= last:
            last = today
        elif not early and first <= today < last:
            first = cal.shift_days(today, 1)
        elif not early and today >= last and line.at(j) == "this":
            return None
    ahead = not early and first is not None and today is not None and first > today
    return replace(inner, kind="range", first=first, last=last, relation="ahead" if ahead else "in", approximate=True,
                   part="start" if early else "end")


def numbered_week(line: Line, i: int) -> Node | None:
    """"week 31", "week 3 of 2027": ISO weeks."""
    if line.at(i) != "week" or line.today is None:
        return None
    number = digits(line, i + 1, 2)
    if number is None or (line.at(i + 2) in (":", "-", "/") and line.tight(i + 2)):
        return None
    j, of = i + 2, line.today.year
    if line.at(j) == "of" and (found := year(line, j + 1)):
        of, j = found
    elif line.at(j) == "of" and line.at(j + 1) in ("last", "next", "this") and line.at(j + 2) == "year":
        of, j = of + {"last": -1, "next": 1, "this": 0}[line.at(j + 1)], j + 3
    start = cal.iso_week(of, number)
    return build.week(j, start) if start else None


def weekend(line: Line, i: int) -> Node | None:
    """"Labor Day weekend", "the weekend of Halloween"; a bare "weekend" only in loose reading."""
    j = i + 1 if line.at(i) == "the" else i
    if line.at(j) == "weekend":
        named = holiday(line, j + 2) if line.at(j + 1) == "of" else None
        if named is None:
            today = line.today
            return _saturday(Node(j + 1, "day", today, today), j + 1) if line.loose and line.at(j + 1) != "of" else None
        return _saturday(named, named.end)
    named = holiday(line, i)
    if named is None or line.at(named.end) != "weekend":
        return None
    tail = year(line, named.end + 1)
    if tail and tail[0] and named.first:
        step = tail[0] - named.first.year
        again = [n for n in (named.past, named.later, named) if n and n.first and n.first.year == tail[0]]
        return _saturday(again[0], tail[1]) if again else None if step else _saturday(named, tail[1])
    return _saturday(named, named.end + 1)


def _saturday(node: Node, end: int) -> Node | None:
    """The weekend a day lies in or touches: from a Thursday or Friday holiday, to a Monday one."""
    day = node.first
    if day is None:
        return Node(end, "range", grain="day", count=2)
    weekday = day.weekday()
    saturday = cal.shift_days(day, -2 if weekday == 0 else 5 - weekday)
    made = units.weekend(end, saturday)
    if node.grain == "day" and weekday == 0:
        return replace(made, last=day, timex=None)
    if node.grain == "day" and weekday in (3, 4):
        return replace(made, first=day, timex=None)
    return made


_SIGNS = {"before": -1, "after": 1, "from": 1}


def offset(line: Line, i: int, base: Production) -> Node | None:
    """A day counted from another: "two days before yesterday", "three weeks from tomorrow", "a day after the Fed met"
    is none, for want of a date. "more than two weeks before today" is open on that side."""
    start = i
    if line.at(i) == "in" and line.loose:
        i += 1
    if line.at(i - 1) == "in" and line.at(i) in ("a", "one") and not line.loose:
        return None  # "lost 500 points in a day before Monday"
    j, bound, _ = counts.qualifiers(line, i)
    found = counts.length(line, j)
    if not found:
        return None
    pieces, k, exact = found
    sign = _SIGNS.get(line.at(k))
    if sign is None and line.at(k) == "since" and line.loose and i > start:
        sign = 1
    if sign is None or line.at(k + 1) == "now":
        return None
    if line.at(k) == "from" and not line.loose and line.at(k + 1) not in ("today", "tomorrow"):
        return None
    origin = base(line, k + 1)
    if origin is None or origin.relation not in ("on", "ahead", "in") or origin.kind not in ("day", "year"):
        return None
    if any(g == "session" for _, g in pieces):
        return None
    origin = origin.forward() if line.loose and origin.later else origin
    when = origin.first
    for n, g in pieces:
        when = when and cal.shift(when, g, sign * n)
    if origin.kind == "year" and when and not line.loose:
        return None
    node = replace(build.day(origin.end, when), approximate=not exact)
    if bound and bound.startswith("more"):
        return replace(node, relation="before" if sign < 0 else "since")
    if bound == "less_than" and sign > 0 and origin.first and when:
        return Node(origin.end, "range", origin.first, cal.shift_days(when, -1), "ahead", "day")
    return None if bound else node


def week_then_day(line: Line, i: int) -> Node | None:
    """"next week on Tuesday", "this week Monday"."""
    step = {"last": -1, "previous": -1, "this": 0, "next": 1, "following": 1}.get(line.at(i))
    if step is None or line.at(i + 1) != "week" or line.today is None:
        return None
    j = i + 3 if line.at(i + 2) in ("on", "-") else i + 2
    found = weekday_name(line, j)
    if not found or (j == i + 2 and not line.loose):
        return None
    return build.day(found[1], cal.shift_days(cal.monday(line.today), 7 * step + found[0]))


_NOW = (("right", "now"), ("now",), ("at", "the", "moment"), ("at", "present"), ("at", "the", "present", "time"),
        ("at", "this", "time"), ("at", "the", "minute"), ("at", "this", "moment"))
_DAY_ENDS = (("the", "end", "of", "the"), ("end", "of", "the"), ("the", "end", "of"), ("end", "of"))


def present(line: Line, i: int) -> Node | None:
    """"now", "at the moment"; "end of the day", "EOD"; only in loose reading."""
    if not line.loose:
        return None
    for words in _NOW:
        if line.at(i) == words[0] and line.seq(i, *words):
            clock = line.now.strftime("%H:%M:%S") if line.now else "now"
            return Node(i + len(words), "time" if line.now is None else "day", line.today, line.today, grain="minute",
                        clock=clock, timex="PRESENT_REF")
    j = i + 1 if line.at(i) == "the" else i
    if line.at(j) == "eod":
        return _day_end(build.day(j + 1, line.today))
    if line.at(j) in ("eoy", "eom"):
        unit_of = "year" if line.at(j) == "eoy" else "month"
        whole = build.calendar_unit(j + 1, unit_of, line.today)
        return whole and build.edge(whole, "end")
    for words in _DAY_ENDS:
        if line.seq(i, *words):
            k = i + len(words)
            if line.at(k) == "day":
                return _day_end(build.day(k + 1, line.today))
            inner = _single_day(line, k)
            return _day_end(inner) if inner else None
    return None


def _single_day(line: Line, k: int) -> Node | None:
    from .periods_weekdays import near, weekday

    return near(line, k) or weekday(line, k)


def _day_end(node: Node) -> Node:
    return replace(node, clock="23:59:59", past=None, later=None, timex=f"{node.timex}T23:59:59")


def whole_length(line: Line, i: int) -> Node | None:
    """"all day", "all week": a length, only in loose reading."""
    if not line.loose or line.at(i) != "all":
        return None
    grain = UNITS.get(line.at(i + 1))
    if grain not in ("day", "week", "month", "year"):
        return None
    return Node(i + 2, "duration", relation="for", grain=grain, count=1, timex=f"P1{grain[0].upper()}")
