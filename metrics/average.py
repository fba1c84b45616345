"""average, above_average: a moving average of closes, and how far a value is above its own."""

from __future__ import annotations

import re

from ..errors import DataError
from ..schemas import Ask, Clause, Points, Series
from .base import Arg, Metric, Result, Tape, between, exact, iso, number_arg, series_arg, show
from .reading import is_market, is_rate, leaf_now, series_of, unit_is
from .window import Final, begins_late, finals, row, span_of


def _mean(tape: Tape, leaf: Series, n: int) -> tuple[Points, int, tuple[Final, ...], float]:
    """The series, the position of its last close, its last values, and the mean of the last ``n`` closes."""
    points = tape.points(leaf, whole=True)
    end, ends = finals(tape, leaf, points, span_of(tape, leaf, points))
    first = end - n + 1
    if n < 1 or first < 0:
        raise begins_late(points)
    if not points.complete or tape.gaps(points, int(points.days[first]), int(points.days[end])):
        raise DataError(f"{points.series} lacks sessions of the last {n}", "missing_sessions")
    return points, end, ends, float(points.values[first : end + 1].mean())


def compute_average(tape: Tape, arg: Arg, count: Arg) -> list[Result]:
    """The mean of the last so many closes."""
    leaf, n = series_arg(arg, "average"), int(number_arg(count, "average"))
    points, end, _, mean = _mean(tape, leaf, n)
    text = f"the mean of the {n} closes to {iso(int(points.days[end]))}: {mean:.2f}"
    return [Result("", exact(mean, points.unit), (text,), (row(points, end),))]


def compute(tape: Tape, arg: Arg, count: Arg) -> list[Result]:
    """Percent above (below: negative) the mean of the last so many closes."""
    leaf, n = series_arg(arg, "above_average"), int(number_arg(count, "above_average"))
    points, end, ends, mean = _mean(tape, leaf, n)
    out = []
    for f in ends:
        value = between((f.low / mean - 1) * 100, (f.high / mean - 1) * 100, "percent")
        upto = iso(int(points.days[end]))
        text = f"{f.text} against {mean:.2f}, the mean of the {n} closes to {upto}: {show(value.low)}%"
        out.append(Result(f.name, value, (text,), (f.row,), wide=f.wide))
    return out


METRICS = (
    Metric("average", "", "S[now], 200", "The mean of the last so many closes.", compute_average, None,
           ("the mean holds completed closes only",), 2, 2),
    Metric("above_average", "percent", "S[now], 200",
           "How many percent the series is above the mean of its last so many closes (negative: below).",
           compute, None, ("the mean holds completed closes only",), 2, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 24
_DAYS_OLD = 0.003
"""Share by which an average may differ because the one quoted was of the close before, or held the day's prices."""
_ITS_AVERAGE = re.compile(
    r"\b(?P<n>\d{2,3})-day (?:simple )?(?:moving[- ])?average(?: (?:price|level|line))?"
    r"(?:,? (?:which |that )?(?:is |was |stands |sits |stood |sat |comes in |now |currently |just )*"
    r"(?:of|at|near|around)|"
    r",|:| \()? (?:a level of )?\$?$"
)


def reads(clause: Clause) -> Ask | None:
    """"Its 200-day average of roughly 4,248", "the 50-day moving average, now at 2,739"."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or clause.assertion:
        return None
    m = _ITS_AVERAGE.search(clause.before)
    unit = unit_is(clause, "percent") if is_rate(series) else unit_is(clause, "number", "index_point", "$")
    if m is None or not unit or clause.in_session:
        return None
    return Ask(expr=f"average({leaf_now(clause, series)}, {int(m.group('n'))})", unit=clause.figure.quantity.unit,
               slack=_DAYS_OLD * clause.figure.quantity.high)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 closed above its 200-day average of about 5,570.", "average(SPX[now], 200)"),
    ("The Dow fell below its 50-day moving average, now at 43,750.", "average(DJI[now], 50)"),
    ("The S&P 500 fell below its 50-day moving average and closed at 5,827.04.", None),
    ("The S&P 500 trades at 18 times earnings, above its 10-year average of 16.", None),
)
