"""Recurring times, read only on request: "every Friday", "daily", "each quarter", "Thursdays at 17:30"."""

from __future__ import annotations

from ..schemas.period import Grain
from .periods_clock import moment
from .periods_dates import weekday_name
from .periods_node import Node
from .periods_text import Line, count, ordinal, unit
from .periods_words import WEEKDAYS

_ADVERBS = {"daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M", "annual": "P1Y",
            "annually": "P1Y", "yearly": "P1Y", "everyday": "P1D", "semiannual": "P0.5Y", "semiannually": "P0.5Y",
            "bimonthly": "P2M", "hourly": "PT1H", "weekends": "P1WE", "mornings": "TMO", "nightly": "TNI"}
_HYPHENED = {("bi", "weekly"): "P2W", ("bi", "monthly"): "P2M", ("semi", "annual"): "P0.5Y",
             ("semi", "annually"): "P0.5Y", ("bi", "annual"): "P0.5Y"}
_CODES: dict[str, str] = {"day": "D", "week": "W", "month": "M", "year": "Y", "quarter": "M", "session": "BD"}
_EVERY = frozenset({"every", "each", "any", "all"})
_DAY_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


def recurring(line: Line, i: int) -> Node | None:
    """A recurring time; ``timex`` holds its period (``P1D``) or the day it falls on (``XXXX-WXX-5``)."""
    node = _every(line, i) or _adverb(line, i) or _plural_day(line, i) or _once(line, i) or _day_of(line, i)
    if node:
        j = node.end + 1 if line.at(node.end) == "at" else node.end
        time = moment(line, j)
        if time and time.clock:
            code = _clock_code(time.clock)
            daily = node.timex in ("P1D", *_DAY_PARTS.values())
            return _set(time.end, f"T{code}" if daily else f"{node.timex}T{code}")
        return node
    time = moment(line, i)
    if time and time.clock:
        tail = _every(line, time.end) or _adverb(line, time.end)
        if tail and tail.timex == "P1D":
            return _set(tail.end, f"T{_clock_code(time.clock)}")
    return None


def _clock_code(clock: str) -> str:
    return clock[:2] if clock.endswith(":00") and len(clock) == 5 else clock


def _set(end: int, timex: str, grain: Grain | None = None) -> Node:
    return Node(end, "set", timex=timex, grain=grain)


def _every(line: Line, i: int) -> Node | None:
    if line.at(i) not in _EVERY:
        return None
    j, number = i + 1, 1.0
    other = line.at(j) == "other"
    if other:
        j, number = j + 1, 2.0
    found = weekday_name(line, j)
    if found:
        return _set(found[1], f"XXXX-WXX-{found[0] + 1}", "week")
    if line.at(j) in _DAY_PARTS:
        return _set(j + 1, _DAY_PARTS[line.at(j)])
    if line.at(i) == "all" and line.at(j) != "weekends":
        return None
    counted = count(line, j) if line.at(j) not in ("a", "an") else None
    if counted:
        number, j = counted[0], counted[1]
    if line.at(j) == "weekday":
        return _set(j + 1, "P1WD", "day")
    if line.at(j) in ("weekend", "weekends"):
        plain = line.at(i) == "every" and not counted
        return _set(j + 1, "XXXX-WXX-WE" if plain else f"P{number:g}WE", "week")
    got = unit(line, j)
    if not got or got[0] not in _CODES:
        return None
    size = number * got[2] * (3 if got[0] == "quarter" else 1)
    return _set(got[1], f"P{size:g}{_CODES[got[0]]}", got[0])


def _adverb(line: Line, i: int) -> Node | None:
    word = line.at(i)
    for words, timex in _HYPHENED.items():
        if word == words[0] and line.seq(i, words[0], "-", words[1]):
            return _set(i + 3, timex)
    return _set(i + 1, _ADVERBS[word]) if word in _ADVERBS else None


def _plural_day(line: Line, i: int) -> Node | None:
    """"Thursdays", "Tuesday afternoons"."""
    word = line.at(i)
    if word.endswith("s") and word[:-1] in WEEKDAYS:
        return _set(i + 1, f"XXXX-WXX-{WEEKDAYS[word[:-1]] + 1}", "week")
    found = weekday_name(line, i)
    if found and line.at(found[1]).endswith("s") and line.at(found[1])[:-1] in _DAY_PARTS:
        return _set(found[1] + 1, f"XXXX-WXX-{found[0] + 1}{_DAY_PARTS[line.at(found[1])[:-1]]}", "week")
    return None


def _once(line: Line, i: int) -> Node | None:
    if line.at(i) in ("once", "one") and line.at(i + 1) in ("a", "per", "every"):
        got = unit(line, i + 2)
        if got and got[0] in _CODES and got[0] != "quarter":
            return _set(got[1], f"P1{_CODES[got[0]]}", got[0])
    return None


def _day_of(line: Line, i: int) -> Node | None:
    """"19th of every month"."""
    found = ordinal(line, i)
    if found and line.seq(found[1], "of", "every", "month") and found[0] < 32:
        return _set(found[1] + 3, f"XXXX-XX-{found[0]:02d}", "month")
    return None
