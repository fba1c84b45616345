"""last_higher, last_lower: the last earlier time that a value was at least as extreme ("the most since ...")."""

from __future__ import annotations

from ..errors import DataError
from .base import Arg, Compute, Metric, Result, Row, Tape, dated, iso, show
from .history import OPTIONS, History, history_of, kept

_SLACK = 1e-9


def _found(h: History, value: float, higher: bool, strict: bool) -> int:
    """Position of the last earlier period at least as high (low) as ``value``; -1 when there is none."""
    import numpy as np

    earlier = h.values[:-1]
    edge = _SLACK * max(1.0, abs(value)) * (1 if strict else -1)
    hits = np.flatnonzero(earlier > value + edge if higher else earlier < value - edge)
    return int(hits[-1]) if len(hits) else -1


def _result(tape: Tape, h: History, name: str, index: int, higher: bool, value: float) -> Result:
    last = Row(h.points, int(h.ends[-1]), float(h.values[-1]))
    word = "high" if higher else "low"
    if index < 0:
        first = int(h.ends[0])
        note = f"none in data since {iso(int(h.points.days[0]))}"
        text = f"{show(value)} {h.unit} on {iso(last.day)}; none as {word} before, in data since {iso(first)}"
        return Result(name, dated(first), (text,), (), "short_history", note)
    start, stop = h.period(index)
    if missing := tape.gaps(h.points, start, last.day):
        raise DataError(f"{h.points.series} lacks {iso(missing[0])}", "missing_sessions")
    stop = min(stop, last.day)
    day = iso(start) if start == stop else f"{iso(start)} to {iso(stop)}"
    text = f"{show(value)} {h.unit} on {iso(last.day)}; last as {word} {day}: {show(float(h.values[index]))}"
    rows = (Row(h.points, int(h.ends[index]), _level(h, index)), Row(h.points, last.day, _level(h, -1)))
    return Result(name, dated(start, stop), (text,), rows, note=h.note)


def _level(h: History, index: int) -> float:
    at = h.points.index_at_or_before(int(h.ends[index]))
    return float(h.points.values[at])


def _compute(metric: str, higher: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, *options: Arg) -> list[Result]:
        h = kept(history_of(tape, arg), options, metric)
        if not h.points.complete:
            raise DataError(f"the facts at hand do not hold every session of {h.points.series}", "missing_sessions")
        if len(h.values) < 2:
            raise DataError(f"{h.points.series} begins on {iso(int(h.points.days[0]))}", "short_history")
        low, high = h.bounds
        if _found(h, low, higher, False) != _found(h, high, higher, False):
            raise DataError(f"{arg} lies between {show(low)} and {show(high)}", "too_wide")
        loose, strict = _found(h, low, higher, False), _found(h, low, higher, True)
        out = [_result(tape, h, f"at least as {'high' if higher else 'low'}", loose, higher, low)]
        if strict != loose:
            out.append(_result(tape, h, "higher" if higher else "lower", strict, higher, low))
        return out

    return compute


_CONVENTIONS = (
    "at least as high (low): an equal value ends the search", "higher (lower): only a more extreme value does",
    "a week, month, quarter or year to date is held against whole ones", *OPTIONS,
    "nothing found: the first day of the data, with short_history",
)
METRICS = (
    Metric("last_higher", "date", "S[w] or change(S[w]) ..., '1990', 'same', 'start'",
           "The last earlier day (or week, month ...) on which the value was at least as high.",
           _compute("last_higher", True), None, _CONVENTIONS, 1, 4),
    Metric("last_lower", "date", "S[w] or change(S[w]) ..., '1990', 'same', 'start'",
           "The last earlier day (or week, month ...) on which the value was at least as low.",
           _compute("last_lower", False), None, _CONVENTIONS, 1, 4),
)
