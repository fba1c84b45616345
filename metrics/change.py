"""change, change_points, change_bp: how far a series moved over a window."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import DataError
from .base import Arg, Metric, Result, Row, Tape, at, between, series_arg, show
from .history import History, steps
from .window import Final, finals, frame, row, span_of

Pair = tuple[str, Row, Final]
POINT_UNITS = {"percent": "percentage_point"}


def percent(base: float, end: float) -> float:
    """The change from base to end in percent of the base. Raises :class:`DataError` for a base of zero."""
    if base == 0:
        raise DataError("no percentage of a base of zero", "ambiguous")
    return (end / base - 1.0) * 100.0


def pairs(tape: Tape, arg: Arg, other: Arg | None, metric: str) -> list[Pair]:
    """(reading, base, end) of a change: over one window, or from one series leaf's value to another's."""
    if other is None:
        f = frame(tape, series_arg(arg, metric))
        return [(_join(name, final.name), base, final) for final in f.finals for name, base in f.bases]
    first, last = series_arg(arg, metric), series_arg(other, metric)
    start = _value(tape, first)
    return [(_join(s.name, e.name), s.row, e) for e in _value(tape, last) for s in start]


def _value(tape: Tape, leaf: Arg) -> tuple[Final, ...]:
    series = series_arg(leaf, "change")
    points = tape.points(series)
    span = span_of(tape, series, points)
    if series.basis == "close" and span.kind == "day":
        found = points.index_at_or_before(span.last)
        day = int(points.days[found]) if found >= 0 else 0
        if 0 < day < span.last <= tape.cut(series.id) and not tape.expected(points, day, span.last):
            last = row(points, found)
            return (Final("", last, last.value, last.value),)
    return finals(tape, series, points, span)[1]


def _join(*names: str) -> str:
    return ", ".join(n for n in names if n)


def compute_percent(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
    """Percent of the base."""
    return _compute(tape, arg, other, "change", percent, lambda _: "percent", "percent")


def compute_points(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
    """Difference in the series' own unit; percentage points for a rate."""
    return _compute(tape, arg, other, "change_points", lambda a, b: b - a, lambda u: POINT_UNITS.get(u, u), "")


def compute_bp(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
    """Difference of a rate in basis points."""
    return _compute(tape, arg, other, "change_bp", lambda a, b: (b - a) * 100.0, _bp_unit, "bp")


def _bp_unit(unit: str) -> str:
    if unit != "percent":
        raise DataError(f"basis points are of rates, not of {unit}", "ambiguous")
    return "basis_point"


def _compute(
    tape: Tape, arg: Arg, other: Arg | None, metric: str, between_values: Callable[[float, float], float],
    unit_of: Callable[[str], str], sign: str,
) -> list[Result]:
    out: list[Result] = []
    for name, base, end in pairs(tape, arg, other, metric):
        unit = unit_of(end.row.points.unit)
        value = between(between_values(base.value, end.low), between_values(base.value, end.high), unit)
        shown = show(value.low) if value.low == value.high else f"{show(value.low)} to {show(value.high)}"
        text = f"{at(base)} -> {end.text}: {'' if value.low < 0 else '+'}{shown} {sign or unit}"
        out.append(Result(name, value, (text,), (base, end.row), wide=end.wide))
    return out


def _history(metric: str, unit_of: Callable[[str], str], kind: str) -> Callable[..., History]:
    def history(tape: Tape, arg: Arg, other: Arg | None = None) -> History:
        if other is not None:
            raise DataError(f"{metric} between two days has no earlier values", "no_metric")
        s = steps(tape, arg, metric)
        return tape.memo((kind, id(s)), lambda: _values(s))

    def _values(s: object) -> History:
        from .history import Steps

        assert isinstance(s, Steps)
        base, end = s.points.values[s.base], s.points.values[s.ends]
        values = (end / base - 1.0) * 100.0 if kind == "percent" else (end - base) * (100.0 if kind == "bp" else 1.0)
        return History(s.points, s.points.days[s.ends], values, unit_of(s.points.unit), s.grain)

    return history


_WINDOWS = (
    "a day, week, month, quarter or year is measured from the close before it",
    "since a day: from that day's close, or from the close before it",
    "since a month, quarter or year: from the close before it, or from its first close",
    "a high or low is measured from the close before",
)

METRICS = (
    Metric(
        "change", "percent", "S[w] or S[d1], S[d2]", "The percent change over the window.",
        compute_percent, _history("change", lambda _: "percent", "percent"), _WINDOWS, 1, 2,
    ),
    Metric(
        "change_points", "", "S[w] or S[d1], S[d2]",
        "The change over the window in the series' own unit: index points, dollars, percentage points of a rate.",
        compute_points, _history("change_points", lambda u: POINT_UNITS.get(u, u), "points"), _WINDOWS, 1, 2,
    ),
    Metric(
        "change_bp", "basis_point", "S[w] or S[d1], S[d2]", "The change of a rate over the window in basis points.",
        compute_bp, _history("change_bp", _bp_unit, "bp"), _WINDOWS, 1, 2,
    ),
)
