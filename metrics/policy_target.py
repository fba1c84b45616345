"""The target range of the federal funds rate over days, and its changes."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import DataError
from ..schemas import Points
from .base import Arg, Row, Tape, iso, series_arg, show
from .window import Span, end_index, resolve

_TINY = 1e-9


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

    @property
    def last(self) -> int:
        """Position of the range that the window's end means: the one announced that day, if any."""
        kind = self.span.kind
        running = kind in ("now", "day", "since", "all", "trailing") or self.span.text.endswith("td")
        return min(self.end + 1, len(self.low) - 1) if running else self.end

    def rows(self, *indexes: int) -> tuple[Row, ...]:
        """Both ends at some positions."""
        return tuple(Row(p, int(p.days[i]), float(p.values[i])) for i in indexes for p in (self.low, self.high))

    def text(self, index: int) -> str:
        """The range at a position, for a derivation."""
        low, high = self.at(index)
        return f"{show(low)}-{show(high)} on {iso(int(self.low.days[index]))}"


def target(tape: Tape, arg: Arg, metric: str) -> Target:
    """Both ends of the target range over the leaf's window."""
    leaf = series_arg(arg, metric)
    low, high = (tape.points(leaf.model_copy(update={"field": f}), whole=True) for f in ("low", "high"))
    if len(low) != len(high):
        raise DataError("the two ends of the target range do not match", "source_failed")
    span = resolve(leaf.window, tape.last_session if leaf.window.endswith("td") else tape.today)
    return Target(low, high, span, end_index(tape, low, span))


def moves_of(t: Target) -> list[tuple[int, float]]:
    """(position of the first day in effect, size in percentage points) of every change, oldest first."""
    import numpy as np

    size = np.diff(t.high.values)
    return [(int(i) + 1, float(size[i])) for i in np.flatnonzero(np.abs(size) > _TINY)]
