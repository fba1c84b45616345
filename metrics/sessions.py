"""sessions_between, days_between: how long it took from one day to another."""

from __future__ import annotations

from .base import Arg, Metric, Result, Tape, exact, iso, series_arg
from .drought import sessions_in
from .window import end_index, span_of


def _days(tape: Tape, a: Arg, b: Arg, metric: str) -> tuple[int, int]:
    days = []
    for arg in (a, b):
        leaf = series_arg(arg, metric)
        points = tape.points(leaf)
        days.append(int(points.days[end_index(tape, points, span_of(tape, leaf, points), before=True)]))
    return min(days), max(days)


def compute_sessions(tape: Tape, a: Arg, b: Arg) -> list[Result]:
    """Sessions after the first day up to and with the second, and the sessions strictly between them."""
    first, last = _days(tape, a, b, "sessions_between")
    points = tape.points(series_arg(b, "sessions_between"), whole=True)
    count = sessions_in(tape, points, first, last)
    text = f"{count} sessions after {iso(first)} up to {iso(last)}"
    return [
        Result("counting the last day", exact(count, "session"), (text,)),
        Result("strictly between", exact(max(count - 1, 0), "session"), (text,)),
    ]


def compute_days(tape: Tape, a: Arg, b: Arg) -> list[Result]:
    """Calendar days from one to the other."""
    first, last = _days(tape, a, b, "days_between")
    return [Result("", exact(last - first, "day"), (f"{iso(first)} to {iso(last)}",))]


METRICS = (
    Metric("sessions_between", "session", "S[d1], S[d2]", "Trading days from one day to another.", compute_sessions,
           None, ("counting the last day", "strictly between"), 2, 2),
    Metric("days_between", "day", "S[d1], S[d2]", "Calendar days from one day to another.", compute_days,
           None, (), 2, 2),
)
