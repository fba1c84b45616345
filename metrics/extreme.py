"""extreme_move: how far a day's high or low is from the close before, in percent ("down as much as 15% at its low")."""

from __future__ import annotations

from ..errors import DataError
from ..schemas import Series
from .base import Arg, Metric, Result, Tape, at, between, exact, series_arg, show
from .window import base_rows, end_index, frame, row, span_of


def compute(tape: Tape, arg: Arg) -> list[Result]:
    """Percent from the close before the window's last day to that day's high or low."""
    leaf = series_arg(arg, "extreme_move")
    if leaf.basis == "intraday":
        return _under_way(tape, leaf)
    points = tape.points(leaf)
    last = row(points, end_index(tape, points, span_of(tape, leaf, points)))
    close = Series(id=leaf.id, field="close", window=leaf.window)
    closes = tape.points(close)
    _, base = base_rows(tape, closes, span_of(tape, close, closes), last.day)[0]
    value = (last.value / base.value - 1.0) * 100.0
    text = f"{at(base)} -> {at(last)}: {show(value)} percent"
    return [Result("", exact(value, "percent"), (text,), (base, last))]


def _under_way(tape: Tape, leaf: Series) -> list[Result]:
    """The same in a session that is not over: to its high or low so far."""
    if leaf.field == "open":
        raise DataError("the first price of a session under way is not at hand", "no_bars")
    found = frame(tape, leaf)
    (_, base), out = found.bases[0], []
    for end in found.finals:
        if end.wide:
            raise DataError("no prices of the session so far are at hand", "no_bars")
        low, high = ((value / base.value - 1.0) * 100.0 for value in (end.low, end.high))
        text = f"{at(base)} -> {end.text}: {show(low)} percent"
        out.append(Result(end.name, between(low, high, "percent"), (text,), (base, end.row), wide=end.wide))
    return out


METRICS = (
    Metric("extreme_move", "percent", "S.high[1d]",
           "The move from the close before to the day's high (S.high), low (S.low) or first price (S.open): 'fell as "
           "much as 2%'.", compute),
)
