"""level: what a series stood at."""

from __future__ import annotations

from .base import Arg, Metric, Result, Tape, between, iso, series_arg
from .history import History
from .window import end_index, finals, span_of


def compute(tape: Tape, arg: Arg) -> list[Result]:
    """The value at the window's end."""
    leaf = series_arg(arg, "level")
    points = tape.points(leaf)
    span = span_of(tape, leaf, points)
    if leaf.basis == "close":
        end_index(tape, points, span, before=True)
        if span.kind == "day" and int(points.days[points.index_at_or_before(span.last)]) != span.last:
            span = type(span)(span.text, "all", "day", 1, span.last)  # no session that day: the last close before it
    _, ends = finals(tape, leaf, points, span)
    return [
        Result(f.name, between(f.low, f.high, points.unit), (f.text,), (f.row,), wide=f.wide,
               note="" if f.row.day == span.last or span.kind != "all" else f"the last close, of {iso(f.row.day)}")
        for f in ends
    ]


def history(tape: Tape, arg: Arg) -> History:
    """Every row up to the window's end; an intraday value comes after the completed closes."""
    import numpy as np

    leaf = series_arg(arg, "level")
    points = tape.points(leaf, whole=True)
    span = span_of(tape, leaf, points)
    end, ends = finals(tape, leaf, points, span)
    if leaf.basis == "close":
        return History(points, points.days[: end + 1], points.values[: end + 1], points.unit, "day")
    last = ends[0]
    return History(
        points, np.append(points.days[: end + 1], last.row.day), np.append(points.values[: end + 1], last.row.value),
        points.unit, "day", low=min(f.low for f in ends), high=max(f.high for f in ends),
    )


METRICS = (
    Metric(
        "level", "", "S[w]",
        "The series' value at the window's end: a day's close, a month's last close, a macro print.",
        compute, history,
        conventions=("intraday: the close of each five-minute bar of the last 90 minutes, or the day's range",),
    ),
)
