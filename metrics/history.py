"""The values a question had before: what "the most since" and ranks are measured against.

A :class:`History` lists one value a period (a day, a week, a month ... or a stretch of the same length), the last
one being the value asked about. Metrics say how their question looks back by ``history=`` in their registration.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ..errors import DataError, ExprError
from ..schemas import Points, Series
from ..schemas.expr import Call
from .base import Arg, Tape, key, registry, series_arg
from .window import Grain, Span, base_rows, end_index, end_of, named, span_of, start_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

ROLLING = "rolling"
_EPOCH = 719163
"""Ordinal of 1970-01-01, from which numpy counts days."""


@dataclass(frozen=True, slots=True)
class History:
    """One value a period, oldest first; the last is the one asked about.

    ``ends`` are the ordinals of each period's last row; ``grain`` the periods' kind ("rolling" for overlapping
    stretches of equal length); ``low``/``high`` bound the last value where it is not known exactly. ``points`` are
    what the values rest on, for evidence and gaps.
    """

    points: Points
    ends: Ints
    values: Floats
    unit: str
    grain: str
    note: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest the last value can be."""
        value = float(self.values[-1])
        return (value if self.low is None else self.low, value if self.high is None else self.high)

    def period(self, index: int) -> tuple[int, int]:
        """First and last calendar day of a period, as ordinals."""
        day = int(self.ends[index])
        if self.grain in ("week", "month", "quarter", "year"):
            grain = cast(Grain, self.grain)
            return start_of(grain, day), end_of(grain, day)
        return day, day


def history_of(tape: Tape, expr: Arg) -> History:
    """The history of an expression's value. Raises :class:`ExprError` for one that has none."""
    if isinstance(expr, Series):
        level = registry()["level"].history
        assert level is not None
        return level(tape, expr)
    if isinstance(expr, Call):
        metric = registry().get(expr.metric)
        if metric is None:
            raise ExprError(f"there is no metric {expr.metric}; see: tapecheck explain")
        if metric.history is not None:
            return metric.history(tape, *expr.args)
    raise ExprError(f"{expr} has no earlier values to compare with")


OPTIONS = (
    "'1931': only periods that end in or after 1931 (also a month or day)",
    "'same': only the same month or quarter of other years",
    "'start': only the first so many sessions of each earlier week, month, quarter or year",
)


def kept(h: History, options: tuple[Arg, ...], metric: str) -> History:
    """The history without the periods that ``options`` leave out (see :data:`OPTIONS`); the last one stays."""
    import numpy as np

    if not options:
        return h
    if any(not isinstance(o, str) for o in options):
        raise ExprError(f"{metric} is written {metric}(change(SPX[mtd]), '1931', 'same')")
    keep = np.ones(len(h.ends), dtype=bool)
    for option in options:
        if option == "same" and h.grain in ("month", "quarter"):
            keep &= _season(h.ends, h.grain) == _season(h.ends[-1:], h.grain)
        elif option == "start":
            h = _starts(h)
        elif option != "same":
            keep &= h.ends >= named(str(option))[1]
    keep[-1] = True
    return replace(h, ends=h.ends[keep], values=h.values[keep])


def _season(ends: Ints, grain: str) -> Ints:
    """Which month (0-11) or quarter (0-3) of its year each day lies in."""
    import numpy as np

    months = (ends - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    season: Ints = months // (1 if grain == "month" else 3)
    return season


def _starts(h: History) -> History:
    """The percent change over as many sessions from each period's start as the last period has had."""
    import numpy as np

    if h.unit != "percent" or h.grain not in ("week", "month", "quarter", "year"):
        raise DataError("only percent changes of whole periods have starts to compare", "no_metric")
    stops = np.searchsorted(h.points.days, h.ends)
    base = np.append(h.points.index_at_or_before(h.period(0)[0] - 1), stops[:-1])
    if base[0] < 0:
        raise DataError(f"{h.points.series} begins inside its first period", "short_history")
    at = np.minimum(base + (stops[-1] - base[-1]), stops)
    values = (h.points.values[at] / h.points.values[base] - 1.0) * 100.0
    return replace(h, values=values, note=f"after {int(stops[-1] - base[-1])} sessions")


@dataclass(frozen=True, slots=True)
class Steps:
    """Positions of the rows each period ends on and is measured from; ``base`` may be -1 where history begins."""

    points: Points
    base: Ints
    ends: Ints
    grain: str


def steps(tape: Tape, arg: Arg, metric: str) -> Steps:
    """The earlier periods of a leaf's window, and the window itself as the last one.

    A day, week, month, quarter or year (also "to date") looks back over whole ones; a trailing or "since" window
    over all stretches of as many sessions.
    """
    leaf = series_arg(arg, metric)
    if leaf.basis == "intraday":
        raise DataError(f"{leaf} is not over; its place among earlier periods is open", "too_wide")
    points = tape.points(leaf, whole=True)
    span = span_of(tape, leaf, points)
    end = end_index(tape, points, span)
    return tape.memo(("steps", key(points), end, span), lambda: _steps(tape, points, span, end))


def _steps(tape: Tape, points: Points, span: Span, end: int) -> Steps:
    import numpy as np

    if span.kind in ("now", "day") or (span.grain == "day" and span.kind == "trailing" and span.count == 1):
        at = np.arange(1, end + 1)
        return Steps(points, at - 1, at, "day")
    if span.kind == "period" and not _is_period_row(points, span):
        ends = period_ends(points, span.grain, end)
        base = np.concatenate([np.array([-1]), ends[:-1]])
        return Steps(points, base[base >= 0], ends[base >= 0], span.grain)
    if span.kind == "period":
        at = np.arange(1, end + 1)
        return Steps(points, at - 1, at, span.grain)
    base_day = base_rows(tape, points, span, int(points.days[end]))[0][1].day
    length = end - points.index_at_or_before(base_day)
    at = np.arange(max(length, 1), end + 1)
    return Steps(points, at - length, at, ROLLING)


def _is_period_row(points: Points, span: Span) -> bool:
    return points.calendar == {"month": "monthly", "quarter": "quarterly", "week": "weekly"}.get(span.grain)


def period_ends(points: Points, grain: Grain, end: int) -> Ints:
    """Positions of the last row of every week, month, quarter or year, up to and with ``end``."""
    import numpy as np

    days = points.days[: end + 1]
    if grain == "week":
        label = (days - 1) // 7
    else:
        months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        label = months // {"month": 1, "quarter": 3, "year": 12}[grain]
    last: Ints = np.append(np.flatnonzero(np.diff(label)), end)
    return last
