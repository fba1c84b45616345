"""Windows: from the text between an expression's brackets to days, end values and bases.

A change needs an end and a base. Most windows have one base, the close before the window; "since" a day or month has
two fair ones, and each is a reading with its own name. Every day looked up must really be there: a window whose end
or base falls into a hole of the series raises ``missing_sessions`` instead of taking the nearest row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ..errors import DataError, ExprError
from ..schemas import Points, Series
from .base import Row, Tape, iso, show

Grain = Literal["day", "week", "month", "quarter", "year"]
Kind = Literal["now", "all", "day", "period", "trailing", "since", "between"]
_GRAINS: dict[str, Grain] = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_NEAR_BARS = 18
"""Five-minute bars that "now" may mean when an article names the time of day loosely: the last 90 minutes."""


@dataclass(frozen=True, slots=True)
class Span:
    """A window as days: ``first`` to ``last``, both included. ``count`` is a trailing window's number of grains."""

    text: str
    kind: Kind
    grain: Grain
    first: int
    last: int
    count: int = 1


def start_of(grain: Grain, day: int) -> int:
    """The first day of the week (Monday), month, quarter or year that holds ``day``."""
    d = date.fromordinal(day)
    if grain == "week":
        return day - d.weekday()
    if grain == "month":
        return d.replace(day=1).toordinal()
    if grain == "quarter":
        return date(d.year, (d.month - 1) // 3 * 3 + 1, 1).toordinal()
    return date(d.year, 1, 1).toordinal() if grain == "year" else day


def end_of(grain: Grain, day: int) -> int:
    """The last day of the week (Sunday), month, quarter or year that holds ``day``."""
    start = start_of(grain, day)
    if grain == "day":
        return day
    if grain == "week":
        return start + 6
    return shifted(start, {"month": 1, "quarter": 3, "year": 12}[grain]) - 1


def shifted(day: int, months: int) -> int:
    """The same day of the month ``months`` later (earlier when negative), or the month's last day."""
    d = date.fromordinal(day)
    index = d.year * 12 + d.month - 1 + months
    year, month = divmod(index, 12)
    for number in (d.day, 30, 29, 28):
        if number <= d.day:
            try:
                return date(year, month + 1, number).toordinal()
            except ValueError:
                continue
    raise ExprError(f"no day {months} months from {d}")


def back(day: int, grain: Grain, count: int) -> int:
    """The day ``count`` weeks, months, quarters or years before."""
    if grain == "week":
        return day - 7 * count
    return shifted(day, -count * {"month": 1, "quarter": 3, "year": 12}[grain])


@lru_cache(maxsize=1024)
def named(text: str) -> tuple[Grain, int, int]:
    """Grain, first and last day of a date as written in a window: ``2025-08``, ``2025-Q3``, ``2025-W36``."""
    try:
        if m := re.fullmatch(r"(\d{4})-W(\d\d)", text):
            first = date.fromisocalendar(int(m[1]), int(m[2]), 1).toordinal()
            return "week", first, first + 6
        if m := re.fullmatch(r"(\d{4})-Q([1-4])", text):
            first = date(int(m[1]), int(m[2]) * 3 - 2, 1).toordinal()
            return "quarter", first, end_of("quarter", first)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            first = date.fromisoformat(text).toordinal()
            return "day", first, first
        grain: Grain = "month" if "-" in text else "year"
        first = date.fromisoformat(f"{text}-01" if grain == "month" else f"{text}-01-01").toordinal()
        return grain, first, end_of(grain, first)
    except ValueError as error:
        raise ExprError(f"{text!r} is not a day, week, month, quarter or year") from error


@lru_cache(maxsize=4096)
def resolve(text: str, now: int) -> Span:
    """A window's days, seen from ``now``, the day of the last row that is due. Raises :class:`ExprError`."""
    if text == "now":
        return Span(text, "now", "day", now, now)
    if text == ":now":
        return Span(text, "all", "day", 1, now)
    if text.endswith("td"):
        grain = _GRAINS[text[0]]
        return Span(text, "period", grain, start_of(grain, now), now)
    if m := re.fullmatch(r"(\d+)([dwmqy])", text):
        grain, count = _GRAINS[m[2]], int(m[1])
        if not 0 < count < 5000:
            raise ExprError(f"a trailing window of {count} {grain}s is out of range")
        first = now - count + 1 if grain == "day" else back(now, grain, count) + 1
        return Span(text, "trailing", grain, first, now, count)
    start, colon, stop = text.partition(":")
    grain, first, last = named(start.strip("'"))
    if not colon:
        return Span(text, "day" if grain == "day" else "period", grain, first, last)
    if not stop:
        return Span(text, "since", grain, first, max(now, first))
    _, _, last = named(stop.strip("'"))
    if last < first:
        raise ExprError(f"the window {text} ends before it begins")
    return Span(text, "between", grain, first, last)


@dataclass(frozen=True, slots=True)
class Final:
    """A window's last value: one number, or bounds where a day's range is all there is."""

    name: str
    row: Row
    low: float
    high: float
    wide: bool = False
    clock: str = ""

    @property
    def text(self) -> str:
        """For a derivation."""
        label = f"{self.row.points.series} {iso(self.row.day)}{' ' + self.clock if self.clock else ''}"
        if self.low == self.high:
            return f"{label} {show(self.low)}"
        return f"{label} between {show(self.low)} and {show(self.high)}"


@dataclass(frozen=True, slots=True)
class Frame:
    """A leaf laid over its points: the window, its possible last values and its possible bases."""

    points: Points
    span: Span
    end: int
    finals: tuple[Final, ...]
    bases: tuple[tuple[str, Row], ...]


def row(points: Points, index: int) -> Row:
    """The row at a position."""
    return Row(points, int(points.days[index]), float(points.values[index]))


def span_of(tape: Tape, leaf: Series, points: Points) -> Span:
    """The leaf's window, seen from the last row due."""
    return resolve(leaf.window, tape.today if leaf.basis == "intraday" else tape.now(points))


def end_index(tape: Tape, points: Points, span: Span, *, before: bool = False) -> int:
    """Position of the window's last row.

    ``before`` lets a day without a session mean the last close before it. Raises ``not_yet_published`` for a window
    that begins after the last public row, ``missing_sessions`` where the row that is due is not there.
    """
    cut = tape.cut(points.series)
    if span.first > cut:
        raise DataError(f"{points.series} of {iso(span.first)} was not public yet", "not_yet_published")
    upto = min(span.last, cut)
    at = points.index_at_or_before(upto)
    if at < 0:
        raise begins_late(points)
    day = int(points.days[at])
    if tape.expected(points, day, upto):
        raise DataError(f"{points.series} has no row between {iso(day)} and {iso(upto)}", "missing_sessions")
    if day < span.first and not before and span.kind != "now":
        raise DataError(f"{points.series} has no session in {span.text}", "ambiguous")
    return at


def first_index(points: Points, span: Span, end: int) -> int:
    """Position of the window's first row, given that of its last. Raises ``short_history`` where it is not held."""
    if span.kind in ("now", "day"):
        return end
    if span.kind == "all":
        return 0
    first = points.index_at_or_before(span.first - 1) + 1
    if span.kind == "trailing" and span.grain == "day":
        first = end - span.count + 1
    if first < 0:
        raise begins_late(points)
    return first


def begins_late(points: Points) -> DataError:
    """The error for a window that begins before the series does."""
    return DataError(f"{points.series} begins on {iso(int(points.days[0]))}", "short_history")


def every_session(points: Points) -> None:
    """Raises ``missing_sessions`` for single facts, which cannot tell what happened between them."""
    if not points.complete:
        raise DataError(f"the facts at hand do not hold every session of {points.series}", "missing_sessions")


def unbroken(tape: Tape, points: Points, first: int, last: int) -> None:
    """Raises ``missing_sessions`` where the series lacks a session of ``[first, last]``."""
    if missing := tape.gaps(points, first, last):
        raise DataError(f"{points.series} lacks {iso(missing[0])}", "missing_sessions")


def index_before(tape: Tape, points: Points, day: int) -> int:
    """Position of the last row before ``day``; raises ``short_history`` or ``missing_sessions``."""
    at = points.index_at_or_before(day - 1)
    if at < 0:
        raise begins_late(points)
    if tape.expected(points, int(points.days[at]), day - 1):
        raise DataError(f"{points.series} lacks the close before {iso(day)}", "missing_sessions")
    return at


def base_rows(tape: Tape, points: Points, span: Span, day: int) -> list[tuple[str, Row]]:
    """The rows a change over ``span`` that ends on ``day`` can be measured from, each with its reading's name."""
    if span.kind in ("now", "day"):
        return [("", row(points, index_before(tape, points, day)))]
    if span.kind == "period":
        return [("", row(points, index_before(tape, points, span.first)))]
    if span.kind == "all":
        return [("", row(points, 0))]
    if span.kind == "trailing":
        return _bases_back(tape, points, span, day)
    before = row(points, index_before(tape, points, span.first))
    first = points.index_at_or_before(span.first - 1) + 1
    if first >= len(points) or int(points.days[first]) > day:
        return [("", before)]
    if tape.expected(points, before.day, int(points.days[first]) - 1):
        raise DataError(f"{points.series} lacks the close of {iso(span.first)}", "missing_sessions")
    inside = (f"from the close of {iso(int(points.days[first]))}", row(points, first))
    outside = (f"from the close of {iso(before.day)}", before)
    if span.grain == "day":
        return [inside, outside] if inside[1].day == span.first else [outside]
    return [outside, inside, *_from_its_end(points, span, day)]


def _from_its_end(points: Points, span: Span, day: int) -> list[tuple[str, Row]]:
    """"Up 2% since June", told in September: from the close that ended June, where June is over."""
    last = end_of(span.grain, span.first)
    at = points.index_at_or_before(last)
    if last >= day or at < 0 or int(points.days[at]) < span.first:
        return []
    return [(f"from the close of {iso(int(points.days[at]))}", row(points, at))]


def _bases_back(tape: Tape, points: Points, span: Span, day: int) -> list[tuple[str, Row]]:
    """The base of a trailing window; where it ends with a month's last session, also the end of the month so many
    months before ("up 40% in a month" told on the 30th)."""
    base = _trailing(tape, points, span, day)
    if span.grain in ("day", "week") or tape.expected(points, day, end_of("month", day)):
        return [("", base)]
    start = start_of("month", back(start_of("month", day), span.grain, span.count))
    month_end = row(points, index_before(tape, points, end_of("month", start) + 1))
    if month_end.day == base.day:
        return [("", base)]
    return [("", base), (f"from the close of {iso(month_end.day)}", month_end)]


def _trailing(tape: Tape, points: Points, span: Span, day: int) -> Row:
    at = points.index_at_or_before(day)
    if span.grain == "day":
        steps = span.count if int(points.days[at]) == day else span.count - 1
        if at - steps < 0:
            raise begins_late(points)
        found = row(points, at - steps)
        if tape.gaps(points, found.day, day) or (not points.complete and _sparse(tape, points, at - steps, at)):
            raise DataError(f"{points.series} lacks sessions since {iso(found.day)}", "missing_sessions")
        return found
    return row(points, index_before(tape, points, back(day, span.grain, span.count) + 1))


def _sparse(tape: Tape, points: Points, first: int, last: int) -> bool:
    days = [int(d) for d in points.days[first : last + 1]]
    return any(tape.expected(points, a, b - 1) for a, b in pairwise(days))


def finals(tape: Tape, leaf: Series, points: Points, span: Span) -> tuple[int, tuple[Final, ...]]:
    """Position of the window's last close, and its possible last values (intraday: one a bar, or the day's range)."""
    if leaf.basis == "intraday":
        day = span.first if span.kind == "day" else tape.today
        return points.index_at_or_before(day - 1), _intraday(tape, leaf, points, day)
    end = end_index(tape, points, span)
    last = row(points, end)
    return end, (Final("", last, last.value, last.value),)


def _intraday(tape: Tape, leaf: Series, points: Points, day: int) -> tuple[Final, ...]:
    if day > tape.today:
        raise DataError(f"{leaf.id} of {iso(day)} was not public yet", "not_yet_published")
    bars = tape.bars(leaf.id, day)
    if bars and tape.cut(leaf.id) < day:
        # one close a bar: the article may have looked at any of the last ninety minutes
        found, top, bottom = [], bars[0][2], bars[0][3]
        for at, (clock, close, high, low) in enumerate(bars):
            top, bottom = max(top, high), min(bottom, low)  # the session's high and low so far
            if at < len(bars) - _NEAR_BARS:
                continue
            value = {"high": top, "low": bottom}.get(leaf.field, close)
            found.append(Final(f"bar {clock}", Row(points, day, value), value, value, clock=clock))
        return tuple(reversed(found))
    bounds = tape.day_range(leaf.id, day)
    if bounds is None:
        raise DataError(f"no intraday prices of {leaf.id} on {iso(day)} are at hand", "no_bars")
    low, high, source = bounds
    return (Final("day's range", Row(source, day, high), low, high, wide=True),)


def frame(tape: Tape, leaf: Series) -> Frame:
    """End values and bases of a leaf, for changes and multiples. A high's or low's base is the close before."""
    points = tape.points(leaf)
    span = span_of(tape, leaf, points)
    end, last = finals(tape, leaf, points, span)
    closes = points
    if leaf.field in ("high", "low", "open"):
        closes = tape.points(leaf.model_copy(update={"field": "close"}))
    return Frame(points, span, end, last, tuple(base_rows(tape, closes, span, last[0].row.day)))
