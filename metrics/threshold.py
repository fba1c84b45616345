"""last_above, last_below, first_above, first_below, crossed: closes beyond a level."""

from __future__ import annotations

from ..errors import DataError
from ..schemas import Points
from .base import Arg, Compute, Metric, Result, Tape, at, dated, exact, iso, number_arg, series_arg, show
from .window import end_index, index_before, row, span_of


def _end(tape: Tape, arg: Arg, metric: str) -> tuple[Points, int]:
    leaf = series_arg(arg, metric)
    points = tape.points(leaf, whole=True)
    return points, end_index(tape, points, span_of(tape, leaf, points), before=True)


def _search(metric: str, above: bool, latest: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, level: Arg) -> list[Result]:
        import numpy as np

        x = number_arg(level, metric)
        points, end = _end(tape, arg, metric)
        if not points.complete:
            raise DataError(f"the facts at hand do not hold every session of {points.series}", "missing_sessions")
        values = points.values[: end + 1]
        hits = np.flatnonzero(values > x if above else values < x)
        side = "above" if above else "below"
        if not len(hits):
            note = f"none in data since {iso(int(points.days[0]))}"
            return [Result("", dated(int(points.days[0])), (f"{points.series} never closed {side} {show(x)}",),
                           reason="short_history", note=note)]
        found = row(points, int(hits[-1 if latest else 0]))
        low, high = (found.day, int(points.days[end])) if latest else (int(points.days[0]), found.day)
        if latest and (missing := tape.gaps(points, low, high)):
            raise DataError(f"{points.series} lacks {iso(missing[0])}", "missing_sessions")
        text = f"{'last' if latest else 'first'} close {side} {show(x)}: {at(found)}"
        return [Result("", dated(found.day), (text,), (found,), note=f"in data since {iso(int(points.days[0]))}")]

    return compute


def compute_crossed(tape: Tape, arg: Arg, level: Arg) -> list[Result]:
    """1 where a close of the window is on the other side of the level than the close before it, else 0."""
    leaf, x = series_arg(arg, "crossed"), number_arg(level, "crossed")
    points = tape.points(leaf)
    span = span_of(tape, leaf, points)
    end = end_index(tape, points, span)
    first = index_before(tape, points, int(points.days[end]) if span.kind in ("now", "day") else span.first)
    part = points.values[first : end + 1] > x
    holds = bool((part[1:] != part[:-1]).any())
    rows = (row(points, first), row(points, end))
    text = f"{at(rows[0])} -> {at(rows[1])}; the level is {show(x)}"
    return [Result("", exact(float(holds), "number"), (text,), rows)]


METRICS = (
    Metric("last_above", "date", "S[w], x", "The last day up to the window's end that closed above x.",
           _search("last_above", True, True), required=2, most=2),
    Metric("last_below", "date", "S[w], x", "The last day up to the window's end that closed below x.",
           _search("last_below", False, True), required=2, most=2),
    Metric("first_above", "date", "S[w], x", "The first day of the whole history that closed above x.",
           _search("first_above", True, False), required=2, most=2),
    Metric("first_below", "date", "S[w], x", "The first day of the whole history that closed below x.",
           _search("first_below", False, False), required=2, most=2),
    Metric("crossed", "number", "S[w], x", "1 where the series closed across the level x within the window, else 0.",
           compute_crossed, required=2, most=2),
)
