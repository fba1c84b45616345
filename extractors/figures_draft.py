"""The figure while it is being read: what every ``figures_*`` module fills in."""

from __future__ import annotations

from dataclasses import dataclass

from ..schemas import Figure, Quantity, Span
from ..schemas.quantity import Bound, Direction, FigureKind


@dataclass(slots=True)
class Draft:
    """One figure in the making. ``start:end`` is the number with its unit, ``left:right`` the whole expression.

    Characters count within the stretch of text being read. ``unit`` is "" until something gives one. ``mantissa`` is
    the printed number before its magnitude word.
    """

    start: int
    end: int
    low: float
    high: float
    form: str
    step: float | None = None
    unit: str = ""
    kind: FigureKind = "number"
    left: int = -1
    right: int = -1
    hedge: str | None = None
    bound: Bound | None = None
    direction: Direction | None = None
    each: Quantity | None = None
    noun: str | None = None
    scope: str | None = None
    move: int | None = None
    prefixed: bool = False
    per: str = ""
    mantissa: float = 0.0
    number_end: int = -1
    noun_end: int = -1
    fraction: bool = False
    level: bool = False

    def edges(self) -> tuple[int, int]:
        """The first and last character of the whole expression."""
        return (self.start if self.left < 0 else self.left, self.end if self.right < 0 else self.right)

    def figure(self, text: str, base: int) -> Figure:
        """The frozen figure, with offsets moved by ``base``."""
        left, right = self.edges()
        right, core_end = min(right, len(text)), min(self.end, len(text))
        low, high = min(self.low, self.high), max(self.low, self.high)
        unit = (self.unit or "number") + (f"/{self.per}" if self.per else "")
        return Figure(
            start=base + left,
            end=base + right,
            text=text[left:right],
            quantity=Quantity(low=low, high=high, unit=unit),
            kind=self.kind,
            step=self.step,
            hedge=self.hedge,
            bound=self.bound,
            direction=self.direction,
            each=self.each,
            noun=self.noun,
            scope=self.scope,
            move=self.move,
            core=Span(start=base + self.start, end=base + core_end, text=text[self.start : core_end]),
        )
