"""count_moves, session_count: how many sessions of a window moved by so much, and how many there were."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause, Period, Points
from .base import Arg, Metric, Result, Tape, exact, iso, number_arg, series_arg, show, word_arg
from .period_window import window_text
from .reading import ask_count, fraction, is_market, period_after, series_of
from .streak import FREQS
from .streak_grain import grain_of_word
from .streak_snapped import run_over
from .window import base_rows, end_index, every_session, row, span_of, unbroken
from .wording import FALL_VERBS, RISE_VERBS, spoken_number

_ROUNDING = 1e-9


def positions(tape: Tape, arg: Arg, metric: str) -> tuple[Points, int, int]:
    """Positions of the row before the window of ``arg`` and of its last row; raises where a session is missing."""
    leaf = series_arg(arg, metric)
    points = tape.points(leaf)
    span = span_of(tape, leaf, points)
    end = end_index(tape, points, span)
    base = base_rows(tape, points, span, int(points.days[end]))[-1][1]
    every_session(points)
    unbroken(tape, points, base.day, int(points.days[end]))
    return points, points.index_at_or_before(base.day), end


def compute_moves(tape: Tape, arg: Arg, size: Arg, direction: Arg = "either") -> list[Result]:
    """Sessions whose change was at least ``size`` percent, up, down or either way."""
    import numpy as np

    x = number_arg(size, "count_moves")
    way = word_arg(direction, "count_moves", ("up", "down", "either"))
    points, base, end = positions(tape, arg, "count_moves")
    part = points.values[base : end + 1]
    change = np.diff(part) / part[:-1] * 100.0
    hits = np.abs(change) >= x - _ROUNDING
    if way != "either":
        hits &= change > 0 if way == "up" else change < 0
    count, total = int(hits.sum()), end - base
    text = f"{count} of {total} sessions after {iso(int(points.days[base]))} moved {show(x)}% or more ({way})"
    return [Result("", exact(count, "count"), (text,), (row(points, base), row(points, end)), note=f"of {total}")]


def compute_sessions(tape: Tape, arg: Arg) -> list[Result]:
    """The sessions of a window up to its last close."""
    points, base, end = positions(tape, arg, "session_count")
    text = f"{end - base} sessions after {iso(int(points.days[base]))} up to {iso(int(points.days[end]))}"
    return [Result("", exact(end - base, "session"), (text,), (row(points, base), row(points, end)))]


METRICS = (
    Metric("count_moves", "count", "S[w], x, 'up'|'down'|'either'",
           "How many sessions of the window changed by x percent or more at the close.", compute_moves, None, (), 2, 3),
    Metric("session_count", "session", "S[w]", "How many sessions the window holds.", compute_sessions),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 23
_OF = re.compile(
    r"^ of (?:the |its |their )?(?:past |last |previous |latest )?"
    r"(?:\{[NP]\}|\w+ (?:weeks|sessions|days|months|quarters))"
)
_VERB = re.compile(rf"\b(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})) (?:in|on|for)? ?$")


_ON = re.compile(rf"\b(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS}))(?: (?:in|on|during|for))? $")
_ALL = re.compile(
    rf"\b(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS}))(?: \{{N\}})?(?: or more| at least)? (?:in|on|during|for) "
    r"(?:all|each of|every one of|each and every one of)(?: of)?(?: the| its| their)?(?: (?:year|week|month|quarter)'s|"
    r" \{P\}'s)? ?$"
)
_OF_ALL = re.compile(
    r"^ (?:of )?(?:the total|them all|all of them|(?:all )?(?:the )?(?:trading )?(?:days|sessions)|"
    r"the year's (?:sessions|days))\b"
)
_MOVED_BY = re.compile(
    r"\b(?:moved|moves|swung|swings|changed) (?:(?:by|at least|more than|as much as|up or down) )*$"
)
_ON_DAYS = re.compile(
    r"^(?: or more| in either direction| either way| up or down| at the close)* (?:on|in) \{N\}"
    r"(?! of(?! \{P\}'s \{N\}))"
)
_OF_ALL_DAYS = re.compile(r"^[^;{}]* (?:on|in) \{N\} of \{P\}'s \{N\}")

_SIZED_ON = re.compile(
    rf"\b(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})|clos\w+|finish\w+|end\w+|settl\w+|mov\w+|chang\w+)"
    rf"(?P<either> up or down| higher or lower| or (?:{RISE_VERBS}|{FALL_VERBS}))?(?: (?:by|at least|more than))* "
    r"\{N\}(?: or (?:more|better|worse))?(?P<both> in either direction| either way)?,? (?:in|on) $"
)
"""The size that days are counted by, ahead of their number."""
_OF_THE_LAST = re.compile(r"^ of (?:the|its|their) \{[NP]\}(?=[.,;)]|$| (?:and|but|as|while|making)\b)")
_SESSIONS = 30
"""Sessions up to which the last so many are counted one by one."""
_PREVIOUS = re.compile(r"\b(?:previous|prior|preceding)\b")
"""Of sessions that went before the one that is told of."""
_LONGER = re.compile(r"'\d{4}-W\d\d'|'\d{4}(?:-Q?\d\d?)?'")


def reads(clause: Clause) -> Ask | None:
    """"Has now risen in 11 of the past 12 weeks", "moved at least 1% in either direction on 122 days"."""
    series = series_of(clause)
    if clause.assertion == "each" and series is not None and is_market(series):
        return _in_each(clause, series)
    if series is None or not is_market(series) or clause.figure is None:
        return None
    told = next((t for t in reversed(clause.told) if t.startswith("count_moves(")), None)
    if told is not None and fraction(clause) and _OF_ALL.match(clause.after):
        leaf = told[12:].partition(",")[0]
        return Ask(expr=f"ratio({told}, session_count({leaf}))", unit="multiple")
    days = clause.following
    sized = _MOVED_BY.search(clause.before) and _ON_DAYS.match(clause.after)
    bare = ("number",) if _OF_ALL_DAYS.match(clause.after) else ()
    units = ("session", "day", "count", *bare)
    span = next((p for p in clause.periods if p.start >= clause.anchor.end), None) if bare else None
    window = window_text(span) or clause.window
    counted = days is not None and days.quantity.unit in units and window != "1d"
    if sized and days is not None and counted and clause.figure.quantity.unit == "percent":
        # the size and the count are one statement: either is checked by the count
        expr = f"count_moves({series}[{window}], {clause.figure.quantity.low:g})"
        ask = ask_count(expr, days.quantity.low)
        return ask.model_copy(update={"certain": not clause.inherited or span is not None})
    if _ALL.search(clause.before):
        return _in_all(clause, series)
    if not _OF.match(clause.after):
        return None
    m = _VERB.search(clause.before)
    period = period_after(clause, 20)
    size = _SIZED_ON.search(clause.before) if _OF_THE_LAST.match(clause.after) else None
    if size is not None and period is not None:
        return _of_the_last(clause, series, size, period)
    if m is None or period is None or not period.count or period.grain is None:
        return None
    grain = grain_of_word(period.grain)
    number = clause.figure.quantity.low
    total = int(period.count)
    risen = number if m.group("up") else total - number
    ask = ask_count(f"up_periods({series}[now], '{grain}', {total})", risen)
    return _unless_before(clause, ask, bool(m.group("up")))


def _of_the_last(clause: Clause, series: str, size: re.Match[str], period: Period) -> Ask | None:
    """"Has closed up or down more than 3% in four of the last nine days"."""
    told, figure = clause.previous, clause.figure
    if told is None or figure is None or told.quantity.unit != "percent" or period.grain not in ("day", "session"):
        return None
    if not period.count or period.count > _SESSIONS or clause.in_session or _LONGER.fullmatch(clause.window):
        return None
    either = size.group("either") or size.group("both")
    way = "" if either else ", 'up'" if size.group("up") else ", 'down'" if size.group("down") else ""
    leaf = f"{series}[{int(period.count)}d]"
    return ask_count(f"count_moves({leaf}, {told.quantity.low:g}{way})", figure.quantity.low)


def _in_each(clause: Clause, series: str) -> Ask | None:
    """"Rose on every one of the five sessions": the last five, as the article appears."""
    m, words = _ON.search(clause.before), clause.anchor.text.lower()
    count = spoken_number(words.partition(" of ")[2])
    grain = words.rsplit(" ", 1)[1].rstrip("s").replace("session", "day")
    if m is None or count is None or not 1 < count <= 20 or clause.in_session:
        return None
    leaf = f"{series}[{clause.window if _LONGER.fullmatch(clause.window) else 'now'}]"
    ask = ask_count(f"up_periods({leaf}, '{grain}', {count})", count if m.group("up") else 0)
    return _unless_before(clause, ask, bool(m.group("up")))


def _unless_before(clause: Clause, ask: Ask, up: bool) -> Ask:
    """``ask``, not certain where the periods may be those before the one that is told of."""
    before_it = _PREVIOUS.search(clause.anchor.text.lower()) or run_over(clause, up) is not None
    return ask.model_copy(update={"certain": False}) if before_it else ask


def _in_all(clause: Clause, series: str) -> Ask | None:
    """"Fell in all four quarters": of the year under review, else of the last so many."""
    m = _ALL.search(clause.before)
    unit = clause.figure.quantity.unit if clause.figure is not None else ""
    grain = grain_of_word(unit)
    number = clause.figure.quantity.low if clause.figure is not None else 0.0
    if m is None or grain not in FREQS or "{N}" in m.group() or number != int(number) or not 1 < number <= 60:
        return None
    year = re.fullmatch(r"'\d{4}'", clause.window)
    leaf = f"{series}[{clause.window}]" if year and grain in ("quarter", "month") else f"{series}[now]"
    ask = ask_count(f"up_periods({leaf}, '{grain}', {int(number)})", number if m.group("up") else 0)
    told = year or grain in ("day", "week") or re.search(r"past|last", clause.anchor.text)
    return _unless_before(clause, ask, bool(m.group("up"))) if told else ask.model_copy(update={"certain": False})


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Russell 2000 has fallen in 11 of the past 12 weeks.", "up_periods(RUT[now], 'week', 12)"),
    ("The S&P 500 has risen in eight of its last 10 sessions.", "up_periods(SPX[now], 'day', 10)"),
    ("The Nasdaq Composite fell in all four quarters of 2022.", "up_periods(IXIC['2022'], 'quarter', 4)"),
    ("The Nasdaq Composite has risen in each of the past four months.", "up_periods(IXIC[now], 'month', 4)"),
    ("The VIX rose in all five sessions.", "up_periods(VIX[now], 'day', 5)"),
    ("The S&P 500 moved at least 1% on 50 days in 2024, a fifth of the total.",
     "ratio(count_moves(SPX['2024'], 1), session_count(SPX['2024']))"),
    ("In 2024 the S&P 500 swung more than 2% on just three days.", "count_moves(SPX['2024'], 2)"),
    ("The Dow has moved 1% or more in either direction on six of the past 10 days.", "count_moves(DJI[10d], 1)"),
    ("The Dow has dropped more than 1% in three of the last six sessions.", "count_moves(DJI[6d], 1, 'down')"),
    ("The Dow has swung in an intraday range of 2% in three of the last six sessions.", None),
    ("Apple's sales fell in all four quarters.", None),
    ("The S&P 500 moved 1% or more on 12 days in 2024.", "count_moves(SPX['2024'], 1)"),
    ("Apple has beaten estimates in eight of the past 10 quarters.", None),
)
