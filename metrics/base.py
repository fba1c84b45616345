"""What a metric is, what it is given and what it gives back.

A metric is a file in this package that holds ``METRICS``, a tuple of :class:`Metric`. Its ``compute`` gets a
:class:`Tape` (the market at one moment) and the expression's arguments, and gives one :class:`Result` a reading.
It raises :class:`~tapecheck.errors.DataError` where data are wanting; ``Metric.__call__`` turns that into a result
with a reason, so that one bad series never stops an article. :class:`~tapecheck.errors.ExprError` is the caller's
mistake and passes through.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..errors import DataError, ExprError
from ..schemas import Evidence, Points, Quantity, Series
from ..schemas.claim import Reason
from ..schemas.expr import Call

if TYPE_CHECKING:
    from .history import History

T = TypeVar("T")
Arg = Series | Call | float | str


@dataclass(frozen=True, slots=True)
class Row:
    """One row a result rests on."""

    points: Points
    day: int
    value: float


@dataclass(frozen=True, slots=True)
class Result:
    """The value of an expression under one reading.

    ``name`` is the reading's convention, "" where English leaves no choice. ``value`` is None exactly where
    ``reason`` says why; one exception: a search through history that finds nothing gives the first day it has as
    ``value`` together with ``short_history``. ``wide``: the value is only bounded by a day's range.
    """

    name: str
    value: Quantity | None
    derivation: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    reason: Reason | None = None
    note: str = ""
    wide: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The rows as evidence, one for each field of each series, days ascending."""
        grouped: dict[tuple[str, str, str], dict[int, float]] = {}
        origin: dict[tuple[str, str, str], Points] = {}
        for row in self.rows:
            key = (row.points.series, row.points.field, row.points.source)
            origin[key] = row.points
            grouped.setdefault(key, {})[row.day] = row.value
        return tuple(_evidence(origin[key], rows) for key, rows in grouped.items())


def _evidence(points: Points, rows: dict[int, float]) -> Evidence:
    return Evidence(
        series=points.series, field=points.field, unit=points.unit, source=points.source, url=points.url,
        licence=points.licence, sha256=points.sha256, vintage=points.vintage, note=points.note,
        rows=tuple((iso(day), rows[day]) for day in sorted(rows)),
    )


class Tape(Protocol):
    """The market at one moment, as metrics see it. ``as_of`` is aware; ``today`` is its day in New York,
    ``last_session`` the last day up to it on which stocks traded or trade there."""

    as_of: datetime
    today: int
    last_session: int

    def points(self, leaf: Series, whole: bool = False) -> Points:
        """The leaf's field, cut at the moment; ``whole`` asks for the longest history instead of the window."""

    def cut(self, series_id: str) -> int:
        """Ordinal of the last row that can be public."""

    def now(self, points: Points) -> int:
        """Ordinal of the last day at or before the cut for which the series must have a row."""

    def expected(self, points: Points, after: int, upto: int) -> tuple[int, ...]:
        """Days in ``(after, upto]`` on which the series' calendar wants a row."""

    def gaps(self, points: Points, first: int, last: int) -> tuple[int, ...]:
        """Days in ``[first, last]`` that the series lacks."""

    def bars(self, series_id: str, day: int) -> tuple[tuple[str, float, float, float], ...]:
        """(clock, close, high, low) of a day's completed five-minute bars, oldest first."""

    def day_range(self, series_id: str, day: int) -> tuple[float, float, Points] | None:
        """Low and high of a day's row, even of a session under way."""

    def records(self, series_id: str) -> tuple[tuple[float, int, int], ...]:
        """Facts about records: (close, day set, last day it stood)."""

    def results(self, expr: Series | Call) -> tuple[Result, ...]:
        """The readings of another expression at the same moment."""

    def memo(self, key: tuple[Any, ...], build: Callable[[], T]) -> T:
        """``build()``, kept for this moment under ``key``."""


Compute = Callable[..., list[Result]]


@dataclass(frozen=True, slots=True)
class Metric:
    """A named computation. ``args`` shows its arguments as they are written, ``doc`` is what ``explain`` prints.

    ``history`` gives the values the same question had in earlier periods, for "the most since" and ranks.
    """

    name: str
    unit: str
    args: str
    doc: str
    compute: Compute
    history: Callable[..., History] | None = None
    conventions: tuple[str, ...] = field(default=())
    required: int = 1
    most: int = 1

    def __call__(self, tape: Tape, args: tuple[Arg, ...]) -> tuple[Result, ...]:
        """Every reading; never raises for want of data. Raises :class:`ExprError` for a wrong use."""
        if not self.required <= len(args) <= self.most:
            raise ExprError(f"{self.name} is written {self.name}({self.args})")
        try:
            return tuple(self.compute(tape, *args))
        except DataError as error:
            return (undecided(error),)


def undecided(error: DataError, name: str = "") -> Result:
    """A result without a value, for a reason."""
    reason: Any = error.reason
    return Result(name, None, reason=reason, note=str(error))


@lru_cache(maxsize=1)
def registry() -> dict[str, Metric]:
    """Every metric by name: all ``METRICS`` of the modules in this package."""
    from importlib import import_module
    from pkgutil import iter_modules

    found: dict[str, Metric] = {}
    package = __package__ or "tapecheck.metrics"
    for module in iter_modules(import_module(package).__path__):
        metrics: tuple[Metric, ...] = getattr(import_module(f"{package}.{module.name}"), "METRICS", ())
        for metric in metrics:
            if metric.name in found:
                raise ExprError(f"two metrics are called {metric.name}")
            found[metric.name] = metric
    return found


def series_arg(arg: Arg, metric: str) -> Series:
    """``arg`` as a series leaf; raises :class:`ExprError` when it is something else."""
    if not isinstance(arg, Series):
        raise ExprError(f"{metric} wants a series such as SPX[now], not {arg}")
    return arg


def number_arg(arg: Arg, metric: str) -> float:
    """``arg`` as a number; raises :class:`ExprError` when it is something else."""
    if not isinstance(arg, float):
        raise ExprError(f"{metric} wants a number, not {arg}")
    return arg


def word_arg(arg: Arg, metric: str, words: tuple[str, ...]) -> str:
    """``arg`` as one of ``words``; raises :class:`ExprError` when it is something else."""
    if arg not in words or not isinstance(arg, str):
        raise ExprError(f"{metric} wants one of {', '.join(words)}, not {arg}")
    return arg


def key(points: Points) -> tuple[str, str, str]:
    """What tells points apart at one moment: for :meth:`Tape.memo`."""
    return points.series, points.field, points.source


def iso(day: int) -> str:
    """An ordinal as an ISO date."""
    return date.fromordinal(day).isoformat()


def exact(value: float, unit: str) -> Quantity:
    """A value known exactly."""
    return Quantity(low=float(value), high=float(value), unit=unit)


def between(low: float, high: float, unit: str) -> Quantity:
    """A value known to lie in an interval, given in either order."""
    low, high = float(min(low, high)), float(max(low, high))
    return Quantity(low=low, high=high, unit=unit)


def yyyymmdd(day: int) -> float:
    """An ordinal as the number a ``date`` quantity holds."""
    d = date.fromordinal(day)
    return float(d.year * 10000 + d.month * 100 + d.day)


NEVER_YET = 99991231
"""The end of a stretch of days that is still to come."""


def dated(first: int, last: int | None = None) -> Quantity:
    """A day, or a stretch of days, as a ``date`` quantity."""
    return Quantity(low=yyyymmdd(first), high=yyyymmdd(first if last is None else last), unit="date")


def show(value: float) -> str:
    """A number for a derivation: six significant digits, ten from a thousand up, no trailing noise or exponent."""
    if abs(value) >= 1e10:
        return f"{value:.0f}"
    return f"{value:.10g}" if abs(value) >= 1000 else f"{value:.6g}"


def at(row: Row) -> str:
    """A row for a derivation: ``SPX 2025-09-11 6587.47``."""
    name = row.points.series if row.points.field in ("close", "value") else f"{row.points.series}.{row.points.field}"
    return f"{name} {iso(row.day)} {show(row.value)}"
