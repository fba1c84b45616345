"""held_above, held_below: for how many closes in a row a series has stood beyond a level."""

from __future__ import annotations

import re

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Compute, Metric, Result, Tape, exact, iso, number_arg, series_arg, show
from .reading import ask_count, is_market, is_rate, leaf_now, series_of, unit_is
from .window import end_index, every_session, row, span_of, unbroken
from .wording import spoken_number


def _held(metric: str, above: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, level: Arg) -> list[Result]:
        import numpy as np

        leaf, x = series_arg(arg, metric), number_arg(level, metric)
        points = tape.points(leaf, whole=True)
        every_session(points)
        end = end_index(tape, points, span_of(tape, leaf, points))
        values = points.values[: end + 1]
        breaks = np.flatnonzero(values <= x if above else values >= x)
        if not len(breaks):
            raise DataError(f"{points.series} was never on the other side of {show(x)} in its data", "short_history")
        last, first = row(points, end), row(points, int(breaks[-1]))
        unbroken(tape, points, first.day, last.day)
        length = end - int(breaks[-1])
        side = "above" if above else "below"
        text = f"{length} closes {side} {show(x)} to {iso(last.day)}; the last that was not, {iso(first.day)}"
        return [Result("", exact(length, "session"), (text,), (first, last))]

    return compute


METRICS = (
    Metric("held_above", "session", "S[w], x", "Closes in a row above x that end with the window.",
           _held("held_above", True), required=2, most=2),
    Metric("held_below", "session", "S[w], x", "Closes in a row below x that end with the window.",
           _held("held_below", False), required=2, most=2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 18
_FOR = re.compile(
    r"\b(?:clos|finish|end|settl|stay|held|hold|remain|stood|been|spent|sat)\w*(?: at \w+)? \{N\} "
    r"(?:for|on|over|in) (?:(?:a|the|its|each|of|last|past|at|least) )*$"
)
_STRAIGHT = re.compile(r"straight|consecutive|in a row|running")
_ROW = re.compile(
    r"^(?: (?:straight|consecutive|successive|trading|more|full|days?|sessions?|closes|time))*(?: in a row| running)?"
    r"(?:[.,;:)]|$| (?:and|but|now|through|to|as|before|until|while)\b)"
)
_OVER = re.compile(r"\b(?:had|before|until|after)\b")
_SIDE = re.compile(r"(?P<above>above|over|past)|(?P<below>below|under|beneath) ")


def reads(clause: Clause) -> Ask | None:
    """"Has closed above 20 for five straight sessions", "stayed below 4% for a ninth day in a row"."""
    series, level = series_of(clause), clause.previous
    if series is None or not is_market(series) or clause.figure is None or level is None or clause.assertion:
        return None
    side, number = _SIDE.match(level.text.lower()), spoken_number(clause.anchor.text)
    if side is None or number is None or not _FOR.search(clause.before) or not _ROW.match(clause.after):
        return None
    if not _STRAIGHT.search(f"{clause.anchor.text} {clause.after[:40]}".lower()):
        return None
    if not (unit_is(clause, "session", "day") or clause.figure.kind == "ordinal") or clause.window not in _NOW:
        return None
    if (level.quantity.unit == "percent") != is_rate(series) or level.quantity.low != level.quantity.high:
        return None
    metric = "held_above" if side.group("above") else "held_below"
    ask = ask_count(f"{metric}({leaf_now(clause, series)}, {level.quantity.low:g})", number, "session")
    ended = _OVER.search(clause.before) and not clause.in_session
    return ask.model_copy(update={"certain": not ended})


_NOW = ("1d", "now")
PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The VIX has closed above 15 for 17 straight sessions.", "held_above(VIX[now], 15)"),
    ("The 10-year Treasury yield has stayed above 4.5% for a 15th session in a row.", "held_above(DGS10[now], 4.5)"),
    ("The Russell 2000 has finished below 2,300 for 16 consecutive days.", "held_below(RUT[now], 2300)"),
    ("The VIX has closed above 15 on 17 days this year.", None),
    ("Apple's margin has stayed above 40% for five straight quarters.", None),
    ("The Dow has risen for five straight sessions.", None),
)
