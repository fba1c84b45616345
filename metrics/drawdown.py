"""max_drawdown: how far below its high a series was at its deepest."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .base import Arg, Metric, Result, Tape, at, exact, series_arg, show
from .peak import Extreme, extreme
from .period_window import window_text
from .reading import is_market, is_rate, period_before, series_of, unit_is
from .window import every_session, row, span_of, unbroken
from .wording import MARK


def compute(tape: Tape, arg: Arg) -> list[Result]:
    """The deepest close of the window below the highest close up to it: of all history, and of the window alone.

    Percent of the high, 0 where every close was a new one. Raises ``DataError`` where sessions are missing.
    """
    import numpy as np

    leaf = series_arg(arg, "max_drawdown")
    points = tape.points(leaf, whole=True)
    every_session(points)
    span = span_of(tape, leaf, points)
    low: Extreme = extreme(tape, leaf, False)  # raises for a window that is not wholly held
    first = points.index_at_or_before(span.first - 1) + 1
    end = points.index_at_or_before(min(span.last, tape.cut(points.series)))
    unbroken(tape, points, low.row.day, int(points.days[end]))
    out = []
    for name, start in (("below the highest close so far", 0), ("below the window's highest close so far", first)):
        values = points.values[start : end + 1]
        tops = np.maximum.accumulate(values)
        fall = (1.0 - values / tops)[first - start :] * 100.0
        deepest = first + int(fall.argmax())
        top = start + int(points.values[start : deepest + 1].argmax())
        rows = (row(points, top), row(points, deepest))
        text = f"{at(rows[0])} -> {at(rows[1])}: {show(float(fall.max()))} percent below"
        out.append(Result(name, exact(float(fall.max()), "percent"), (text,), rows))
    return out


METRICS = (
    Metric("max_drawdown", "percent", "S[w]", "How many percent below its high the deepest close of the window was.",
           compute, None, ("below the highest close so far", "below the window's highest close so far")),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 36
AT_WORST = re.compile(
    r"\b(?:at|in) (?:its|their|the)(?: very)? (?:worst|lowest|deepest|nadir|depths?|bottom|low point|weakest)\b[^;]*$"
)
_NEVER = re.compile(
    r"\b(?:never|at no (?:point|time|moment|stage)|not once|no day|not (?:at )?any (?:point|time))\b[^;]*$"
)
OFF_HIGH = re.compile(
    r"^ (?:below|off|under|beneath|short of|shy of|from|away from|down from|lower than) (?:its|the|their|a|that|any) ?"
    rf"(?:(?:all-time|record|closing|previous|old|prior|latest|last) )*{MARK}\b"
)
_DEEPEST = re.compile(
    r"\b(?:deepest|worst|biggest|largest|steepest|maximum|max) (?:\w+ )?(?:drawdown|pullback|retreat|setback|"
    r"decline from (?:a|its|the) (?:high|peak|record)|peak-to-trough (?:drop|decline|fall|loss)|"
    r"(?:drop|decline|fall|slide|slump|dip|loss|selloff) (?:along the way|in between|from (?:peak|"
    r"top) to (?:trough|bottom)|"
    r"from (?:a|its) (?:closing )?(?:high|peak|record)))\b[^;{}]*"
    r"(?:\{[SRGP]\}[^;{}]*)*\b(?:was|came to|measured|amounted to|ran to|reached|of) (?:just |only |a mere )*$"
)
_SPAN = re.compile(r"[mqy]td|'\d{4}(?:-Q?\d\d?)?'|\d+[my]|'[^']+':(?:'[^']+')?")


def reads(clause: Clause) -> Ask | None:
    """"At its worst the index was 5% off its high", "never stood more than 3% below a record"."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_rate(series) or not unit_is(clause, "percent"):
        return None
    if clause.assertion:
        return None
    day = _day_at_worst(clause)
    if day is not None and OFF_HIGH.match(clause.after):
        return Ask(expr=f"below_peak_pct({series}[{day}])", unit="percent")
    if not _SPAN.fullmatch(clause.window):
        return None
    expr = f"max_drawdown({series}[{clause.window}])"
    if _DEEPEST.search(clause.before):
        return Ask(expr=expr, unit="percent")
    if not OFF_HIGH.match(clause.after):
        return None
    if _NEVER.search(clause.before) and clause.figure is not None:
        return Ask(expr=expr, unit="percent", low=0.0, high=clause.figure.quantity.high)
    return Ask(expr=expr, unit="percent") if AT_WORST.search(clause.before) else None


def _day_at_worst(clause: Clause) -> str | None:
    """The day that dates the deepest close: "at its lowest close, on July 19, it was 9.7% off its high"."""
    m = AT_WORST.search(clause.before)
    if m is None or m.group().count("{P}") != 1:
        return None
    period = period_before(clause, len(m.group()) + 30)
    text = window_text(period) if period is not None else None
    return text if text is not None and len(text) == 12 else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("In 2024 the S&P 500 was, at its worst, 8.5% off its high.", "max_drawdown(SPX['2024'])"),
    ("At no point in 2024 did the S&P 500 stand 10% below its record.", "max_drawdown(SPX['2024'])"),
    ("In 2024 the S&P 500's deepest pullback was just 8.5%.", "max_drawdown(SPX['2024'])"),
    ("At its worst the S&P 500 was 2% below its high.", None),
    ("In 2024 the S&P 500 was never 10% below its average.", None),
)
