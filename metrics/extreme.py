"""extreme_move: how far a day's high or low is from the close before, in percent ("down as much as 15% at its low")."""

from __future__ import annotations

from ..schemas import Series
from .base import Arg, Metric, Result, Tape, at, exact, series_arg, show
from .window import base_rows, end_index, row, span_of


def compute(tape: Tape, arg: Arg) -> list[Result]:
    """Percent from the close before the window's last day to that day's high or low."""
    leaf = series_arg(arg, "extreme_move")
    points = tape.points(leaf)
    last = row(points, end_index(tape, points, span_of(tape, leaf, points)))
    close = Series(id=leaf.id, field="close", window=leaf.window)
    closes = tape.points(close)
    _, base = base_rows(tape, closes, span_of(tape, close, closes), last.day)[0]
    value = (last.value / base.value - 1.0) * 100.0
    text = f"{at(base)} -> {at(last)}: {show(value)} percent"
    return [Result("", exact(value, "percent"), (text,), (base, last))]


METRICS = (
    Metric("extreme_move", "percent", "S.high[1d]",
           "The move from the close before to the day's high (S.high), low (S.low) or first price (S.open): 'fell as "
           "much as 2%'.", compute),
)
