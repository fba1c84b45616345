"""policy_*: the central bank's target range, its steps and since when it holds.

A change is announced on one day and takes effect on the next; a window or date may mean either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..errors import DataError
from ..schemas import Points
from .base import Arg, Metric, Result, Row, Tape, between, dated, exact, iso, number_arg, series_arg, show, word_arg
from .window import Span, end_index, resolve

_TINY = 1e-9
_DATED_BY_EFFECT = date(2017, 1, 1).toordinal()
"""Before 2017 the published series dates a change by its announcement, from then on by its effect."""


@dataclass(frozen=True, slots=True)
class Target:
    """Both ends of the range over the same days, and the window asked about."""

    low: Points
    high: Points
    span: Span
    end: int

    def at(self, index: int) -> tuple[float, float]:
        """The range at a position."""
        return float(self.low.values[index]), float(self.high.values[index])

    def rows(self, *indexes: int) -> tuple[Row, ...]:
        """Both ends at some positions."""
        return tuple(Row(p, int(p.days[i]), float(p.values[i])) for i in indexes for p in (self.low, self.high))

    def text(self, index: int) -> str:
        """The range at a position, for a derivation."""
        low, high = self.at(index)
        return f"{show(low)}-{show(high)} on {iso(int(self.low.days[index]))}"


def _target(tape: Tape, arg: Arg, metric: str) -> Target:
    leaf = series_arg(arg, metric)
    low, high = (tape.points(leaf.model_copy(update={"field": f}), whole=True) for f in ("low", "high"))
    if len(low) != len(high):
        raise DataError("the two ends of the target range do not match", "source_failed")
    span = resolve(leaf.window, tape.last_session if leaf.window.endswith("td") else tape.today)
    return Target(low, high, span, end_index(tape, low, span))


def _moves(t: Target) -> list[tuple[int, float]]:
    """(position of the first day in effect, size in percentage points) of every change, oldest first."""
    import numpy as np

    size = np.diff(t.high.values)
    return [(int(i) + 1, float(size[i])) for i in np.flatnonzero(np.abs(size) > _TINY)]


def _last(t: Target) -> int:
    """Position of the range that the window's end means: the one announced that day, if any."""
    running = t.span.kind in ("now", "day", "since", "all", "trailing") or t.span.text.endswith("td")
    return min(t.end + 1, len(t.low) - 1) if running else t.end


def compute_range(tape: Tape, arg: Arg) -> list[Result]:
    """The range at the window's end; an announcement counts from its own day."""
    t = _target(tape, arg, "policy_range")
    index = _last(t)
    low, high = t.at(index)
    return [Result("", between(low, high, "percent"), (f"target range {t.text(index)}",), t.rows(index))]


def compute_step(tape: Tape, arg: Arg) -> list[Result]:
    """The change of the range over the window; now: the last change."""
    t = _target(tape, arg, "policy_step")
    if t.span.kind == "now":
        moves = _moves(t)
        if not moves:
            raise DataError("the target range never changed in the data", "short_history")
        pairs = [("the last change", moves[-1][0] - 1, moves[-1][0])]
    elif t.span.kind == "day":
        pairs = [("announced that day", t.end, _last(t)), ("in effect that day", max(t.end - 1, 0), t.end)]
        if t.at(t.end) != t.at(_last(t)):
            pairs = pairs[:1]
    else:
        first = t.low.index_at_or_before(t.span.first - 1)
        if first < 0:
            raise DataError(f"the target range begins on {iso(int(t.low.days[0]))}", "short_history")
        pairs = [("", first, _last(t))]
    out = []
    for name, start, stop in pairs:
        value = exact(t.at(stop)[1] - t.at(start)[1], "percentage_point")
        text = f"{t.text(start)} -> {t.text(stop)}: {show(value.low)} percentage points"
        out.append(Result(name, value, (text,), t.rows(start, stop)))
    return out if len(out) < 2 or out[0].value != out[1].value else out[:1]


def compute_moves(tape: Tape, arg: Arg, direction: Arg = "either", size: Arg = 0.0) -> list[Result]:
    """How many changes the window holds, up, down or either way; of one size, if given."""
    t = _target(tape, arg, "policy_moves")
    way = word_arg(direction, "policy_moves", ("up", "down", "either"))
    step = number_arg(size, "policy_moves")
    first, last = max(t.span.first, int(t.low.days[0])), int(t.low.days[_last(t)])
    if t.span.kind != "all" and t.span.first < int(t.low.days[0]):
        raise DataError(f"the target range begins on {iso(int(t.low.days[0]))}", "short_history")
    found = [
        (i, s) for i, s in _moves(t)
        if first <= int(t.low.days[i]) - (t.span.kind == "day") <= last
        and (way == "either" or (s > 0) == (way == "up")) and (not step or abs(abs(s) - step) < 1e-6)
    ]
    text = f"{len(found)} changes in effect from {iso(first)} to {iso(last)}: " + ", ".join(
        f"{iso(int(t.low.days[i]))} {s:+.2f}" for i, s in found
    )
    return [Result("", exact(len(found), "count"), (text,), t.rows(*(i for i, _ in found)))]


def compute_since(tape: Tape, arg: Arg) -> list[Result]:
    """The days of announcement and effect of the range in force at the window's end."""
    t = _target(tape, arg, "policy_since")
    moves = [m for m in _moves(t) if m[0] <= _last(t)]
    if not moves:
        return [Result("", dated(int(t.low.days[0])), (), (), "short_history",
                       f"none in data since {iso(int(t.low.days[0]))}")]
    return [_dates(t, moves[-1][0])]


def compute_last(tape: Tape, arg: Arg, direction: Arg = "either") -> list[Result]:
    """The days of announcement and effect of the last change, up, down or either way."""
    t = _target(tape, arg, "last_policy_move")
    way = word_arg(direction, "last_policy_move", ("up", "down", "either"))
    moves = [i for i, s in _moves(t) if i <= _last(t) and (way == "either" or (s > 0) == (way == "up"))]
    if not moves:
        return [Result("", dated(int(t.low.days[0])), (), (), "short_history",
                       f"none in data since {iso(int(t.low.days[0]))}")]
    return [_dates(t, moves[-1])]


def _dates(t: Target, index: int) -> Result:
    first = int(t.low.days[index]) - (int(t.low.days[index]) >= _DATED_BY_EFFECT)
    text = f"{t.text(index - 1)} -> {t.text(index)}, announced on {iso(first)}"
    return Result("announced to in effect", dated(first, first + 1), (text,), t.rows(index - 1, index))


_DAYS = ("a change counts on its day of announcement and on the next, when it takes effect",)
METRICS = (
    Metric("policy_range", "percent", "FEDTARGET[w]", "The target range at the window's end.",
           compute_range, None, _DAYS),
    Metric("policy_step", "percentage_point", "FEDTARGET[w]",
           "The change of the target range over the window; FEDTARGET[now]: its last change.",
           compute_step, None, _DAYS),
    Metric("policy_moves", "count", "FEDTARGET[w], 'up'|'down'|'either', 0.25",
           "How many times the target range was changed in the window.", compute_moves, None, _DAYS, 1, 3),
    Metric("policy_since", "date", "FEDTARGET[now]", "Since when the target range in force has held.", compute_since,
           None, _DAYS),
    Metric("last_policy_move", "date", "FEDTARGET[now], 'up'|'down'|'either'",
           "When the target range was last changed.", compute_last, None, _DAYS, 1, 2),
)
