"""Runs an expression against the market as of one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from .errors import DataError, ExprError, InputError
from .metrics import Result, registry
from .metrics.base import undecided
from .metrics.window import resolve
from .schemas import Call, Evidence, Expr, Points, Quantity, Series, leaves, parse_expr
from .sources import NEW_YORK, Market, open_market
from .sources import sessions as calendar

T = TypeVar("T")
_MOMENTS = 8
_YEARS = range(1800, 2200)
_FIRST_DAY = date(1, 1, 8).toordinal()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an expression was worth at a moment: one result a reading, the usual reading first."""

    expr: Expr
    as_of: datetime
    readings: tuple[Result, ...]

    @property
    def value(self) -> Quantity | None:
        """The first reading's value, None when no reading has one."""
        return next((r.value for r in self.readings if r.value is not None), None)

    @property
    def reason(self) -> str | None:
        """Why there is no value, None when there is one."""
        return None if self.value is not None else next((r.reason for r in self.readings if r.reason), None)

    @property
    def derivation(self) -> tuple[str, ...]:
        """The steps of the first reading that has any."""
        return next((r.derivation for r in self.readings if r.derivation), ())

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The rows behind the first reading that has any."""
        return next((r.evidence for r in self.readings if r.rows), ())


class _Moment:
    """The market at one moment, for metrics (see :class:`metrics.base.Tape`)."""

    def __init__(self, market: Market, as_of: datetime) -> None:
        self.market = market
        self.as_of = as_of
        self.today = as_of.astimezone(NEW_YORK).date().toordinal()
        self.last_session = calendar.last_day("XNYS", self.today)
        self.needs: dict[str, tuple[int, int]] = {}
        self._memo: dict[Any, Any] = {}

    def points(self, leaf: Series, whole: bool = False) -> Points:
        need = self.needs.get(leaf.id) or self.need(leaf)
        if whole:
            need = (need[1], need[1]) if leaf.id not in self.needs else need
        return self.memo(("points", leaf.id, leaf.field, need),
                         lambda: self.market.points(leaf.id, leaf.field, self.as_of, need))

    def need(self, leaf: Series) -> tuple[int, int]:
        """The days a leaf's window asks for, with a few before it for the base of a change."""
        if leaf.window == ":now":
            return self.today, self.today
        span = resolve(leaf.window, self.today)
        ahead = span.count if span.kind == "trailing" and span.grain == "day" else 5
        return max(span.first - ahead, _FIRST_DAY), span.last

    def share(self, expr: Expr) -> None:
        """Let all leaves of one series in an expression be read from one file: the one that covers them all."""
        found: dict[str, list[tuple[int, int]]] = {}
        for leaf in leaves(expr):
            found.setdefault(leaf.id, []).append(self.need(leaf))
        self.needs = {
            series: (min(n[0] for n in needs), max(n[1] for n in needs))
            for series, needs in found.items() if len(needs) > 1
        }

    def cut(self, series_id: str) -> int:
        return self.memo(("cut", series_id), lambda: self.market.cut(series_id, self.as_of))

    def now(self, points: Points) -> int:
        cut = self.cut(points.series)
        due = self.memo(("now", points.series, points.calendar), lambda: calendar.last_day(points.calendar, cut))
        at = points.index_at_or_before(cut)
        last = int(points.days[at]) if at >= 0 else due
        # a half day need not have a row, but where it has one it is the last
        return last if last > due and calendar.is_session(date.fromordinal(last)) else due

    def expected(self, points: Points, after: int, upto: int) -> tuple[int, ...]:
        return calendar.days_between(points.calendar, after, upto) if upto > after else ()

    def gaps(self, points: Points, first: int, last: int) -> tuple[int, ...]:
        whole = self.market.gaps(points) if points.complete else ()
        return tuple(d for d in whole if first <= d <= last) if whole else ()

    def bars(self, series_id: str, day: int) -> tuple[tuple[str, float, float, float], ...]:
        found, _ = self.market.bars(series_id, day, self.as_of)
        return tuple((b.end.strftime("%H:%M"), b.close, b.high, b.low) for b in found)

    def day_range(self, series_id: str, day: int) -> tuple[float, float, Points] | None:
        return self.market.day_range(series_id, day, self.as_of)

    def records(self, series_id: str) -> tuple[tuple[float, int, int], ...]:
        return self.market.records(series_id)

    def results(self, expr: Series | Call) -> tuple[Result, ...]:
        return self.memo(("results", str(expr), tuple(self.needs.items())), lambda: _run(self, expr))

    def memo(self, key: tuple[Any, ...], build: Callable[[], T]) -> T:
        if key not in self._memo:
            self._memo[key] = build()
        kept: T = self._memo[key]
        return kept


def _run(moment: _Moment, expr: Series | Call) -> tuple[Result, ...]:
    metrics = registry()
    if isinstance(expr, Series):
        return metrics["level"](moment, (expr,))
    metric = metrics.get(expr.metric)
    if metric is None:
        raise ExprError(f"there is no metric {expr.metric}; see: tapecheck explain")
    return metric(moment, expr.args)


@lru_cache(maxsize=2048)
def _parsed(text: str) -> Expr:
    return parse_expr(text)


def _moment(market: Market, as_of: datetime) -> _Moment:
    """The market at ``as_of``; the last few moments are kept, so that a run over an archive stays small."""
    kept: dict[datetime, _Moment] = market.memo.setdefault("moments", {})
    if as_of not in kept:
        while len(kept) >= _MOMENTS:
            del kept[next(iter(kept))]
        kept[as_of] = _Moment(market, as_of)
    return kept[as_of]


def evaluate(
    expr: Expr | str, as_of: datetime, market: Market | None = None, data: str | Path | None = None
) -> Evaluation:
    """The value of ``expr`` with what was public at ``as_of`` (aware).

    ``market`` is asked, or one opened on the folder ``data`` and the embedded tape. Want of data is a reading's
    ``reason``, never an exception; raises :class:`ExprError` for an expression that makes no sense and
    :class:`InputError` for a moment without an offset from UTC.
    """
    if as_of.tzinfo is None:
        raise InputError("as_of needs an offset from UTC, e.g. 2025-09-12T11:18:00-04:00")
    if as_of.year not in _YEARS:
        raise InputError(f"as_of is in the year {as_of.year}; no market has data for it")
    tree = _parsed(expr) if isinstance(expr, str) else expr
    if market is None:
        market = open_market(data)
    moment = _moment(market, as_of)
    try:
        moment.share(tree)
        return Evaluation(tree, as_of, moment.results(tree))
    except DataError as error:
        return Evaluation(tree, as_of, (undecided(error),))
