"""below_peak, above_trough: how far a value is from an extreme, in points or percent."""

from __future__ import annotations

from ..schemas import Series
from .base import Arg, Compute, Metric, Result, Tape, at, between, series_arg, show
from .change import POINT_UNITS
from .peak import extreme
from .window import Final, finals, span_of


def _now(tape: Tape, leaf: Series) -> tuple[Final, ...]:
    points = tape.points(leaf)
    return finals(tape, leaf, points, span_of(tape, leaf, points))[1]


def _compute(metric: str, highest: bool, percent: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
        leaf = series_arg(arg, metric)
        span = span_of(tape, leaf, tape.points(leaf))
        whole = Series(id=leaf.id, window=":now")
        upto = span.last if span.kind == "day" and span.last <= tape.cut(leaf.id) else None
        if other is None:
            found = extreme(tape, whole, highest, upto)
        else:
            found = extreme(tape, series_arg(other, metric), highest)
        ref = found.row
        out = []
        for end in _now(tape, leaf):
            low, high = ((ref.value - v) if highest else (v - ref.value) for v in (end.low, end.high))
            if percent:
                low, high = low / ref.value * 100.0, high / ref.value * 100.0
            unit = "percent" if percent else POINT_UNITS.get(end.row.points.unit, end.row.points.unit)
            value = between(low, high, unit)
            word = "below" if highest else "above"
            text = f"{end.text} is {show(value.low)} {unit} {word} {at(ref)}"
            out.append(Result(end.name, value, (text,), (ref, end.row), note=found.note, wide=end.wide))
        return out

    return compute


_NOTE = ("without a second series: the extreme of the series' whole history to date, at the close",)
METRICS = (
    Metric("below_peak", "", "A[now], B[w]", "How many points A is below B's peak in the window (negative: above it).",
           _compute("below_peak", True, False), None, _NOTE, 1, 2),
    Metric("below_peak_pct", "percent", "A[now], B[w]", "How many percent of the peak A is below B's peak.",
           _compute("below_peak_pct", True, True), None, _NOTE, 1, 2),
    Metric("above_trough", "", "A[now], B[w]", "How many points A is above B's trough in the window.",
           _compute("above_trough", False, False), None, _NOTE, 1, 2),
    Metric("above_trough_pct", "percent", "A[now], B[w]", "How many percent of the trough A is above B's trough.",
           _compute("above_trough_pct", False, True), None, _NOTE, 1, 2),
)
