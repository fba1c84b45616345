"""sessions_between, days_between: how long it took from one day to another."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .base import Arg, Metric, Result, Tape, exact, iso, series_arg
from .drought import sessions_in
from .period_window import window_text
from .reading import is_market, series_of, unit_is
from .window import end_index, span_of


def _days(tape: Tape, a: Arg, b: Arg, metric: str) -> tuple[int, int]:
    days = []
    for arg in (a, b):
        leaf = series_arg(arg, metric)
        points = tape.points(leaf)
        days.append(int(points.days[end_index(tape, points, span_of(tape, leaf, points), before=True)]))
    return min(days), max(days)


def compute_sessions(tape: Tape, a: Arg, b: Arg) -> list[Result]:
    """Sessions after the first day up to and with the second, and the sessions strictly between them."""
    first, last = _days(tape, a, b, "sessions_between")
    points = tape.points(series_arg(b, "sessions_between"), whole=True)
    count = sessions_in(tape, points, first, last)
    text = f"{count} sessions after {iso(first)} up to {iso(last)}"
    return [
        Result("counting the last day", exact(count, "session"), (text,)),
        Result("strictly between", exact(max(count - 1, 0), "session"), (text,)),
    ]


def compute_days(tape: Tape, a: Arg, b: Arg) -> list[Result]:
    """Calendar days from one to the other."""
    first, last = _days(tape, a, b, "days_between")
    return [Result("", exact(last - first, "day"), (f"{iso(first)} to {iso(last)}",))]


METRICS = (
    Metric("sessions_between", "session", "S[d1], S[d2]", "Trading days from one day to another.", compute_sessions,
           None, ("counting the last day", "strictly between"), 2, 2),
    Metric("days_between", "day", "S[d1], S[d2]", "Calendar days from one day to another.", compute_days,
           None, (), 2, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 26
_TOOK = re.compile(
    r"\b(?:took|needed|required|spent|waited)(?: (?:the |it |them )?(?:\{[SRG]\})?)?"
    r"(?: (?:just|only|all of|a mere|some))? ?$"
)
_FROM = re.compile(
    r"^ (?:to (?:\w+ ){1,6}|to [^;{}]{0,40})?(?:from|since|after) (?:it |they |the |its |their )?[^;{}]{0,30}"
    r"\b(?:first|last|record|high|low|peak|close|closed|finish|finished|trough|bottom)\b[^;{}]{0,24}(?:\{N\})?"
    r"[^;{}]{0,20}\{P\}"
)
_FROM_BEFORE = re.compile(
    r"\b(?:from|since) (?:the|its|their) [^;{}]{0,30}\b(?:first|last|record|high|low|peak|close|finish|trough|bottom)\b"
    r"[^;]{0,30}\{P\}[^;{}]{0,12} (?:took|needed|required|lasted)(?: (?:the )?\{[SRG]\})? ?$"
)
_LATER = re.compile(r"^ (?:after|since) ")


def reads(clause: Clause) -> Ask | None:
    """"It needed 335 trading days to get there from its first finish above 8,000, on Aug. 27"."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.assertion or not unit_is(clause, "session", "day"):
        return None
    at = clause.anchor
    if _FROM_BEFORE.search(clause.before):
        named = [p for p in clause.periods if p.end <= at.start and p.kind == "day"]
    elif _FROM.match(clause.after) and (_TOOK.search(clause.before) or _LATER.match(clause.after)):
        named = [p for p in clause.periods if at.end <= p.start <= at.end + 120 and p.kind == "day"]
    else:
        return None
    window = window_text(named[0]) if len(named) == 1 else None
    if window is None or not window.startswith("'"):
        return None
    metric = "sessions_between" if unit_is(clause, "session") else "days_between"
    return Ask(expr=f"{metric}({series}[{window.rstrip(':')}], {series}[now])",
               unit="session" if unit_is(clause, "session") else "day")


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("Getting there from its first finish above 20,000, on Dec. 11, took the Nasdaq Composite 19 trading days.",
     "sessions_between(IXIC['2024-12-11'], IXIC[now])"),
    ("The fall from the record it set on Dec. 16 took the Nasdaq Composite 17 sessions.",
     "sessions_between(IXIC['2024-12-16'], IXIC[now])"),
    ("It took the company 19 trading days to sell the bonds it issued on Dec. 16.", None),
    ("The Nasdaq Composite has 19 trading days left.", None),
)
