"""above_average: how far a value is above its own moving average."""

from __future__ import annotations

from ..errors import DataError
from .base import Arg, Metric, Result, Tape, between, iso, number_arg, series_arg, show
from .window import begins_late, finals, span_of


def compute(tape: Tape, arg: Arg, count: Arg) -> list[Result]:
    """Percent above (below: negative) the mean of the last so many closes."""
    leaf, n = series_arg(arg, "above_average"), int(number_arg(count, "above_average"))
    points = tape.points(leaf, whole=True)
    end, ends = finals(tape, leaf, points, span_of(tape, leaf, points))
    first = end - n + 1
    if n < 1 or first < 0:
        raise begins_late(points)
    if not points.complete or tape.gaps(points, int(points.days[first]), int(points.days[end])):
        raise DataError(f"{points.series} lacks sessions of the last {n}", "missing_sessions")
    mean = float(points.values[first : end + 1].mean())
    out = []
    for f in ends:
        value = between((f.low / mean - 1) * 100, (f.high / mean - 1) * 100, "percent")
        upto = iso(int(points.days[end]))
        text = f"{f.text} against {mean:.2f}, the mean of the {n} closes to {upto}: {show(value.low)}%"
        out.append(Result(f.name, value, (text,), (f.row,), wide=f.wide))
    return out


METRICS = (
    Metric("above_average", "percent", "S[now], 200",
           "How many percent the series is above the mean of its last so many closes (negative: below).",
           compute, None, ("the mean holds completed closes only",), 2, 2),
)
