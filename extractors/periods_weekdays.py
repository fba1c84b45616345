"""Days that are named: "last Friday", "yesterday", "Christmas Eve", "the 15th of next month"."""

from __future__ import annotations

from datetime import date

from . import periods_calendar as cal
from . import periods_node as build
from .periods_dates import choose, day_number, weekday_name, year_tail
from .periods_node import Node
from .periods_text import Line, digits, ordinal
from .periods_words import HOLIDAYS, LAST, NEXT


def weekday(line: Line, i: int) -> Node | None:
    """A weekday with what stands around it: "last Friday", "this coming Thursday", "Tuesday of last week"."""
    j, which = i, ""
    if line.at(j) in ("this", "last", "next", "past", "coming", "upcoming", "following", "previous", "the"):
        which = line.at(j)
        j += 1
        if which in ("this", "the") and line.at(j) in ("past", "coming", "upcoming", "last", "next", "following",
                                                        "previous"):
            which = line.at(j)
            which = "coming" if which == "upcoming" else which
            j += 1
    found = weekday_name(line, j)
    if not found or (which == "following" and not line.loose and line.at(i - 1) != "the"):
        return None
    number, j = found
    if line.at(j).startswith("s") and line.at(j) == "s":
        return None
    step, k = _week_after(line, j)
    if step is not None:
        which, j = ("last", "this", "next")[step + 1], k
    if which == "the" and line.at(j) in ("before", "prior") and any(
        line.at(m) in ("week", "weekly") for m in range(max(0, i - 12), i)
    ):
        which, j = "last", j + 1
    if which == "the":
        return None
    dated = _weekday_date(line, i, j, number) if not which else None
    return dated or _pick_weekday(line, i, j, number, which)


def _week_after(line: Line, j: int) -> tuple[int | None, int]:
    k = j + 1 if line.at(j) == "," else j
    if line.at(k) == "of":
        k += 1
    if line.at(k) == "the" and line.at(k + 1) in ("following", "previous", "next"):
        k += 1
    if line.at(k + 1) == "week" and line.at(k) in ("last", "next", "this", "following", "previous"):
        return {"last": -1, "previous": -1, "this": 0}.get(line.at(k), 1), k + 2
    return None, j


def _weekday_date(line: Line, i: int, j: int, number: int) -> Node | None:
    """"Tuesday the eleventh", "Friday 31": the nearest such day."""
    if not line.loose or line.today is None:
        return None
    the = line.at(j) == "the"
    k = j + 1 if the else j
    value = ordinal(line, k) or ((v, k + 1) if (v := digits(line, k, 2)) is not None and len(line.at(k)) == 2 else None)
    if not value or not 1 <= value[0] <= 31 or (line.at(value[1]) in (":", "-", "/", ".") and line.tight(value[1] + 1)):
        return None
    if the:
        when = cal.make(line.today.year, line.today.month, value[0])
        return build.day(value[1], when) if when else None
    for step in range(-1, -200, -1):
        moved = cal.shift_months(line.today.replace(day=1), step + 1)
        when = moved and cal.make(moved.year, moved.month, value[0])
        if when and when.weekday() == number and when <= line.today:
            return build.day(value[1], when)
    return None


def _pick_weekday(line: Line, i: int, j: int, number: int, which: str) -> Node:
    today = line.today
    timex = f"XXXX-WXX-{number + 1}"
    if today is None:
        return build.day(j, None, timex)
    base = cal.monday(today)
    week = {"last": -7, "previous": -7, "next": 7, "following": 7, "this": 0}
    if which in week:
        return build.day(j, cal.shift_days(base, week[which] + number))
    back = (today.weekday() - number) % 7
    forth = (number - today.weekday()) % 7
    if which == "past":
        return build.day(j, cal.shift_days(today, -(back or 7)))
    if which in ("coming", "upcoming"):
        return build.day(j, cal.shift_days(today, forth or 7))
    past, later = build.day(j, cal.shift_days(today, -back)), build.day(j, cal.shift_days(today, forth))
    return choose(line, i, j, past, later)


_NEAR: dict[tuple[str, ...], int] = {
    ("the", "day", "before", "yesterday"): -2, ("day", "before", "yesterday"): -2, ("yesterday",): -1, ("today",): 0,
    ("tomorrow",): 1, ("tmrw",): 1, ("tmr",): 1, ("the", "day", "after", "tomorrow"): 2,
    ("day", "after", "tomorrow"): 2, ("the", "current", "date"): 0, ("current", "date"): 0,
}
_LOOSE_NEAR: dict[tuple[str, ...], int] = {
    ("otd",): 0, ("the", "next", "day"): 1, ("next", "day"): 1, ("the", "day", "after"): 1,
    ("the", "following", "day"): 1,
}


def near(line: Line, i: int) -> Node | None:
    """Yesterday, today and tomorrow; "today's digital world" is no date."""
    for table in (_NEAR, _LOOSE_NEAR) if line.loose else (_NEAR,):
        for words, step in table.items():
            if words[0] == line.at(i) and line.seq(i, *words):
                return build.day(i + len(words), cal.shift_days(line.today, step) if line.today else None)
    return None


def holiday(line: Line, i: int) -> Node | None:
    """A named day, with the year if one follows, "last" or "next" before it."""
    j, which = i, ""
    if line.at(j) in LAST | NEXT | {"this"}:
        which, j = line.at(j), j + 1
    if line.at(j) not in _HOLIDAY_HEADS:
        return None
    best = max((words for words in HOLIDAYS if words[0] == line.at(j) and line.seq(j, *words)), key=len, default=None)
    if best is None or not (line.loose or line.raw(j)[:1].isupper()):
        return None
    if best == ("new", "year") and line.at(i - 1) not in ("at", "since", "before", "by", "around", "until"):
        return None
    k = j + len(best)
    tail = year_tail(line, k)
    rule = HOLIDAYS[best]
    if tail:
        when = cal.holiday(rule, tail[0])
        return build.day(tail[1], when) if when else None
    if line.today is None:
        return build.day(k, None)
    return _near_holiday(line, i, k, rule, which, line.today)


_HOLIDAY_HEADS = frozenset(words[0] for words in HOLIDAYS)


def _near_holiday(line: Line, i: int, k: int, rule: str, which: str, today: date) -> Node | None:
    found = [d for step in (-2, -1, 0, 1, 2) if (d := cal.holiday(rule, today.year + step))]
    before, after = [d for d in found if d <= today], [d for d in found if d >= today]
    if not before or not after:
        return None
    if which in LAST:
        return build.day(k, next((d for d in reversed(before) if d < today), None))
    if which in NEXT:
        return build.day(k, next((d for d in after if d > today), None))
    if which == "this":
        return build.day(k, cal.holiday(rule, today.year))
    return choose(line, i, k, build.day(k, before[-1]), build.day(k, after[0]))


def day_of_month(line: Line, i: int) -> tuple[int, int] | None:
    """The number of a day, "the" before it or not: (day, next token)."""
    return day_number(line, i + 1 if line.at(i) == "the" else i)


def monthly_day(line: Line, i: int) -> Node | None:
    """"the 15th day of next month", "the 21st this month"."""
    j = i + 1 if line.at(i) == "the" else i
    found = ordinal(line, j)
    if not found or not 1 <= found[0] <= 31 or line.today is None or line.at(i - 1) in ("a", "an"):
        return None  # "fell by a fifth this month"
    k = found[1] + 1 if line.at(found[1]) == "day" and line.at(found[1] + 1) == "of" else found[1]
    of = line.at(k) == "of"
    k = k + 1 if of else k
    step = {"this": 0, "next": 1, "last": -1, "the": 0}.get(line.at(k))
    if step is None or line.at(k + 1) != "month" or (line.at(k) == "the" and not of):
        return None
    moved = cal.shift_months(line.today.replace(day=1), step)
    when = moved and cal.make(moved.year, moved.month, found[0])
    return build.day(k + 2, when) if when else None


_AFTER_ORDINAL = frozenset("and to for at from or till until with between please".split())


def bare_ordinal(line: Line, i: int) -> Node | None:
    """"the 18th", in loose reading: this month's, or last month's while this month's is to come."""
    the = line.at(i) == "the"
    j = i + 1 if the else i
    found = ordinal(line, j)
    if found is None and the and (value := digits(line, j, 2)) and line.at(j + 1) in ("from", "between", "at"):
        found = value, j + 1
    if not found or not 1 <= found[0] <= 31 or line.today is None or not line.loose or not line.at(j)[:1].isdigit():
        return None
    after = line.at(found[1])
    if after.isalpha() and after not in _AFTER_ORDINAL:
        return None
    past = cal.make(line.today.year, line.today.month, found[0])
    if past is None or past > line.today:
        prior = cal.shift_months(line.today.replace(day=1), -1)
        past = prior and cal.make(prior.year, prior.month, found[0])
    return build.day(found[1], past) if past else None
