"""peak, trough and their dates: the highest and lowest of a window."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import DataError
from ..schemas import Points, Series
from .base import Arg, Compute, Metric, Result, Row, Tape, at, dated, exact, iso, series_arg
from .window import Span, end_index, row, span_of


@dataclass(frozen=True, slots=True)
class Extreme:
    """A window's highest or lowest row."""

    row: Row
    note: str = ""


def extreme(tape: Tape, leaf: Series, highest: bool, upto: int | None = None) -> Extreme:
    """The first row at the window's highest (or lowest) value; with ``upto``, of all history to that day.

    Raises ``missing_sessions`` where a session of the window is missing, ``short_history`` where the window begins
    before the series. A tape fact about a record answers for the whole history of an incomplete series.
    """
    points = tape.points(leaf)
    span = span_of(tape, leaf, points) if upto is None else Span(":now", "all", "day", 1, upto)
    end = end_index(tape, points, span)
    last = int(points.days[end])
    if not points.complete:
        return _from_facts(tape, points, span.first, last, highest)
    first = 0 if span.kind == "all" else points.index_at_or_before(span.first - 1) + 1
    if span.kind != "all" and first == 0 and tape.expected(points, span.first - 1, int(points.days[0]) - 1):
        raise DataError(f"{points.series} begins on {iso(int(points.days[0]))}", "short_history")
    if missing := tape.gaps(points, int(points.days[first]), last):
        raise DataError(f"{points.series} lacks {iso(missing[0])}", "missing_sessions")
    part = points.values[first : end + 1]
    at_extreme = first + int(part.argmax() if highest else part.argmin())
    note = f"in data since {iso(int(points.days[0]))}" if first == 0 else ""
    return Extreme(row(points, at_extreme), note)


def _from_facts(tape: Tape, points: Points, first: int, last: int, highest: bool) -> Extreme:
    if highest and points.field in ("close", "value"):
        for value, day, until in reversed(tape.records(points.series)):
            if first <= day <= last <= until:
                return Extreme(Row(points, day, value), "a record fact of the tape")
    begin = points.index_at_or_before(first - 1)
    due = [first - 1, *(int(d) for d in points.days[begin + 1 :] if d <= last)]
    if first > 1 and not any(tape.expected(points, a, b - 1) for a, b in zip(due, due[1:], strict=False)):
        part = points.values[begin + 1 : begin + len(due)]
        if len(part):
            return Extreme(row(points, begin + 1 + int(part.argmax() if highest else part.argmin())))
    raise DataError(f"the facts at hand do not hold every session of {points.series}", "missing_sessions")


def _value(highest: bool, metric: str) -> Compute:
    def compute(tape: Tape, arg: Arg) -> list[Result]:
        found = extreme(tape, series_arg(arg, metric), highest)
        value = exact(found.row.value, found.row.points.unit)
        return [Result("", value, (at(found.row),), (found.row,), note=found.note)]

    return compute


def _date(highest: bool, metric: str) -> Compute:
    def compute(tape: Tape, arg: Arg) -> list[Result]:
        found = extreme(tape, series_arg(arg, metric), highest)
        return [Result("", dated(found.row.day), (at(found.row),), (found.row,), note=found.note)]

    return compute


_NEEDS = ("every session of the window must be there",)
METRICS = (
    Metric("peak", "", "S[w]", "The highest close of the window; of S.high, the highest price.",
           _value(True, "peak"), None, _NEEDS),
    Metric("trough", "", "S[w]", "The lowest close of the window; of S.low, the lowest price.",
           _value(False, "trough"), None, _NEEDS),
    Metric("peak_date", "date", "S[w]", "The first day of the window's highest close.",
           _date(True, "peak_date"), None, _NEEDS),
    Metric("trough_date", "date", "S[w]", "The first day of the window's lowest close.",
           _date(False, "trough_date"), None, _NEEDS),
)
