"""peak, trough and their dates: the highest and lowest of a window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..errors import DataError
from ..schemas import Ask, Clause, Points, Quantity, Series, leaves
from ..schemas.expr import Call
from .base import Arg, Metric, Result, Row, Tape, at, dated, exact, iso, series_arg, show
from .history import history_of
from .period_window import window_text
from .reading import (
    QUOTE_SLACK,
    ask_date,
    ask_truth,
    dates_meant,
    is_market,
    is_rate,
    is_worth,
    period_after,
    period_before,
    series_of,
    unit_is,
    year_before,
)
from .window import Span, begins_late, end_index, first_index, row, span_of, unbroken
from .wording import MARK


@dataclass(frozen=True, slots=True)
class Extreme:
    """A window's highest or lowest row."""

    row: Row
    note: str = ""


def extreme(tape: Tape, leaf: Series, highest: bool, upto: int | None = None) -> Extreme:
    """The first row at the window's highest (or lowest) value; with ``upto``, of all history to that day.

    Raises ``missing_sessions`` where a session of the window is missing, ``short_history`` where the window begins
    before the series. A tape fact about a record answers for the whole history of an incomplete series.
    """
    points = tape.points(leaf)
    span = span_of(tape, leaf, points) if upto is None else Span(":now", "all", "day", 1, upto)
    end = end_index(tape, points, span)
    last = int(points.days[end])
    if not points.complete:
        return _from_facts(tape, points, span.first, last, highest)
    first = first_index(points, span, end)
    if span.kind != "all" and first == 0 and tape.expected(points, span.first - 1, int(points.days[0]) - 1):
        raise begins_late(points)
    unbroken(tape, points, int(points.days[first]), last)
    part = points.values[first : end + 1]
    at_extreme = first + int(part.argmax() if highest else part.argmin())
    note = f"in data since {iso(int(points.days[0]))}" if first == 0 else ""
    return Extreme(row(points, at_extreme), note)


def _from_facts(tape: Tape, points: Points, first: int, last: int, highest: bool) -> Extreme:
    if highest and points.field in ("close", "value"):
        for value, day, until in reversed(tape.records(points.series)):
            if first <= day <= last <= until:
                return Extreme(Row(points, day, value), "a record fact of the tape")
    begin = points.index_at_or_before(first - 1)
    due = [first - 1, *(int(d) for d in points.days[begin + 1 :] if d <= last)]
    if first > 1 and not any(tape.expected(points, a, b - 1) for a, b in pairwise(due)):
        part = points.values[begin + 1 : begin + len(due)]
        if len(part):
            return Extreme(row(points, begin + 1 + int(part.argmax() if highest else part.argmin())))
    raise DataError(f"the facts at hand do not hold every session of {points.series}", "missing_sessions")


def _of_call(tape: Tape, call: Call, highest: bool) -> tuple[Quantity, tuple[int, int], Row]:
    """Extreme of another metric's values over the window of its first series, the days it holds, its row."""
    h = history_of(tape, call)
    leaf = next(leaves(call))
    first = span_of(tape, leaf, h.points).first
    start = int((h.ends < first).sum())
    if start == 0 and first > 1 and tape.expected(h.points, first - 1, int(h.ends[0]) - 1):
        raise DataError(f"{h.points.series} begins on {iso(int(h.ends[0]))}", "short_history")
    unbroken(tape, h.points, first, int(h.ends[-1]))
    best = start + int(h.values[start:].argmax() if highest else h.values[start:].argmin())
    value = float(h.values[best])
    return exact(value, h.unit), h.period(best), row(h.points, h.points.index_at_or_before(int(h.ends[best])))


def _metric(name: str, doc: str, highest: bool, as_date: bool) -> Metric:
    def compute(tape: Tape, arg: Arg) -> list[Result]:
        if isinstance(arg, Call):
            value, (first, last), source = _of_call(tape, arg, highest)
            text = f"{arg} {iso(last)}: {show(value.low)} {value.unit}"
            return [Result("", dated(first, last) if as_date else value, (text,), (source,))]
        found = extreme(tape, series_arg(arg, name), highest)
        value = exact(found.row.value, found.row.points.unit)
        return [Result("", dated(found.row.day) if as_date else value, (at(found.row),), (found.row,), note=found.note)]

    return Metric(name, "date" if as_date else "", "S[w] or spread(A[w], B[w]) ...", doc, compute, None,
                  ("every session of the window must be there", "of S.high and S.low: the day's extremes"))


METRICS = (
    _metric("peak", "The highest close (or value of another metric) of the window.", True, False),
    _metric("trough", "The lowest close (or value of another metric) of the window.", False, False),
    _metric("peak_date", "The first day of the window's highest close.", True, True),
    _metric("trough_date", "The first day of the window's lowest close.", False, True),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 35
_RECORD_OF = re.compile(
    rf"\b(?:record|all-time|closing|intraday)? ?{MARK}(?:,| of| at| from)?,? (?:a record )?\$?$|"
    r"\brecord,? (?:of )?\$?$|\brecord(?: close| high)?, $"
)
_SPANS = re.compile(r"\{P\}(?:'s)? \$?$")
_OWN_NOUN = re.compile(r" (?:closing |intraday )?(?:high|peak|top|low|trough|bottom)$")
"""The noun of a mark, where the figure's own words end with it."""
_SPAN_MARK = re.compile(r"^,? (?:closing |intraday )?(?:(?P<up>high|peak|top)|(?P<down>low|trough|bottom))\b")
_TOUCHED = re.compile(r"\btouch\w*\b[^,;]*$")
_KNOWN = re.compile(r"\b(?:the|its|their|that)\b")
_A_RECORD = re.compile(
    r"\b(?:an?|another) (?:\w+ )?(?:record|all-time high)(?: close| high| finish)?(?: as recently as| back)?(?: on)? $"
)
_PEAKED = re.compile(r"\b(?:peak(?:ed|ing)|topp(?:ed|ing) out)\b(?![^;]*\b(?:record|all-time|ever)\b)[^;]*$")
"""The top of a stretch that these words leave open: no record."""
_REACHED = re.compile(
    r"^,? (?:(?:that|which) (?:was )?)?(?:reached|set|hit|touched|recorded|notched|made|from|in) "
    r"(?:(?:back )?(?:on|in) )?\{P\}"
)
OWNED_DATE = re.compile(r"(?:\b(?:its|their)|\{[SRG]\}'s) $")
_DATED_MARK = re.compile(
    r"^(?: (?:closing|intraday))* (?:(?P<record>record|all-time)(?: (?:closing|intraday))*(?: (?:close|high|finish|"
    r"peak))?|high|peak|summit|(?P<low>low|trough|bottom|nadir))\b"
)
"""The mark behind the day that it owns: "its July 10 record"."""
_INDEFINITE = re.compile(
    r"\b(?:an?|another) (?:(?:new|fresh|recent|closing|intraday|interim|local|summer|[a-z]+-year) )*"
    r"(?:(?P<high>high|peak|top)|low|trough|bottom)(?: of \$?\{N\})?(?: close)?[^;{}]{0,12}$"
)
"""A high or low that is not said to be more than one of its time: "from a low on June 16"."""
_LATEST = re.compile(
    r"\b(?:latest|last|most recent|newest|final|most recently)\b(?! (?:week|month|year))[^;{}]{0,40}$"
)
"""The latest of the records just counted."""
_LOW = re.compile(r"\blow(?:est)?\b[^,;]{0,20}$")


def reads(clause: Clause) -> Ask | None:
    """"The record high of 2442.74", "the record it set on July 16"."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_worth(clause):
        return None
    if clause.assertion == "mark_date":
        return _date(clause, series)
    spell = _of_a_span(clause, series)
    if spell is not None:
        return spell
    if clause.figure is None or is_rate(series) or not unit_is(clause, "number", "index_point", "$"):
        return None
    before = clause.before
    if not _RECORD_OF.search(before) or _LOW.search(before) or clause.figure.kind == "ordinal":
        return None
    if not re.search(r"record|all-time|peak|high", before[-30:]):
        return None
    field = ".high" if "intraday" in before[-30:] else ""
    reached = _REACHED.match(clause.after)
    window = window_text(period) if reached and (period := period_after(clause, 40)) is not None else None
    if window is not None and window.startswith("'"):
        return Ask(expr=f"peak({series}{field}[{window}])", unit="index_point", settled=True)
    return Ask(expr=f"peak({series}{field}[:now])", unit="index_point", settled=bool(_KNOWN.search(before[-40:])),
               rivals=(f"level({series}[now])",))


def _of_a_span(clause: Clause, series: str) -> Ask | None:
    """"June's 3.48% high", "last year's 12.07 low": the extreme close of a span that has a name."""
    noun = _OWN_NOUN.search(clause.anchor.text.lower())
    m, span = _SPAN_MARK.match(noun.group() if noun else clause.after), period_before(clause, 5)
    if m is None or span is None or not _SPANS.search(clause.before):
        return None
    if span.kind not in ("month", "quarter", "year", "week"):
        return None
    window = window_text(span)
    rate = is_rate(series)
    if window is None or unit_is(clause, "percent") != rate:
        return None
    if noun is None and not unit_is(clause, "percent", "number", "index_point", "$"):
        return None
    at_close = "clos" in clause.after[:16]
    metric = "peak" if m.group("up") else "trough"
    ask = Ask(expr=f"{metric}({series}[{window}])", unit="percent" if rate else "index_point",
              slack=QUOTE_SLACK if rate else 0.0)
    return ask if at_close else ask.model_copy(update={"certain": False})


def _date(clause: Clause, series: str) -> Ask | None:
    days = dates_meant(clause)
    before = clause.before
    if days is None:
        return None
    near = before[-70:]
    if OWNED_DATE.search(before) and (mark := _DATED_MARK.match(clause.after)):
        return _owned_date(clause, series, mark, days)
    if _LATEST.search(near):
        return ask_date(f"record_date({series}[now])", *days)
    if turned := _INDEFINITE.search(near):
        return _turning(series, days, bool(turned.group("high")), clause)
    if "{P}" in before[-30:]:
        return None
    if re.search(r"\bclosed? at (?:one|a record)(?: on)? $", near):
        return ask_truth(f"record({series}['{days[0]}'])")
    if days[0] == days[1] and _A_RECORD.search(near):
        field = "_intraday" if _TOUCHED.search(near) or re.search(r"\b(?:hit|hitting|reached|intraday)\b", near) else ""
        return ask_truth(f"record{field}({series}['{days[0]}'])")
    if re.search(r"\b(?:low|trough|bottom|bottom(?:ed|ing)|trough(?:ed|ing)|bull (?:market|run))\b", near):
        ask = ask_date(f"trough_date({series}['{year_before(days[0])}':])", *days)
        # a low that is dated alone may be the year's as well as that of the year before it
        return ask.model_copy(update={"rivals": (f"trough_date({series}[ytd])",)})
    if not re.search(r"record|all-time|peak|high|topp(?:ed|ing) out", near):
        return None
    if _PEAKED.search(near) or (is_rate(series) and "record" not in near and "all-time" not in near):
        ask = ask_date(f"peak_date({series}['{year_before(days[0])}':])", *days)
        return ask.model_copy(update={"certain": False})
    field = ".high" if "intraday" in near or _TOUCHED.search(near) else ""
    metric = "peak_date" if field or ("high" in near and "record" not in near) else "record_date"
    return ask_date(f"{metric}({series}{field}[{':now' if metric == 'peak_date' else 'now'}])", *days)


def _owned_date(clause: Clause, series: str, mark: re.Match[str], days: tuple[date, date]) -> Ask:
    """"Its July 10 record" was the last one; "its Oct. 6 high", "its April 8 low" are turning points of that time."""
    field = ".high" if "intraday" in mark.group() else ""
    if not mark.group("record"):
        return _turning(series, days, mark.group("low") is None, clause)
    if field:
        return ask_date(f"peak_date({series}.high[:now])", *days)
    rivals = (f"peak_date({series}.high[:now])",)
    now = clause.window in ("1d", "now")
    return ask_date(f"record_date({series}[now])", *days).model_copy(update={"rivals": rivals, "certain": now})


_AROUND = 45
"""Days on either side of a dated high or low among which it stands out."""


def _turning(series: str, days: tuple[date, date], high: bool, clause: Clause) -> Ask:
    """A high or low told by its day alone: the extreme close, or price, of the weeks around it."""
    name, field = ("peak_date", ".high") if high else ("trough_date", ".low")
    if days[0] != days[1]:
        return ask_date(f"{name}({series}[:now])", *days).model_copy(update={"certain": False})
    first, last = days[0] - timedelta(_AROUND), days[0] + timedelta(_AROUND)
    until = f"'{last}'" if clause.published is not None and last < clause.published else ""
    ask = ask_date(f"{name}({series}['{first}':{until}])", *days)
    return ask.model_copy(update={"rivals": (f"{name}({series}{field}['{first}':{until}])",)})


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The 10-year Treasury yield ended within sight of October's 4.28% closing high.", "peak(DGS10['2024-10'])"),
    ("The VIX is still above last year's 11.86 low.", "trough(VIX['2024'])"),
    ("The Russell 2000 sits 10% below its Nov. 25 record.", "record_date(RUT[now])"),
    ("Gold lost 3% and is 7% under its Oct. 30 high.", "peak_date(GOLD['2024-09-15':'2024-12-14'])"),
    ("The Russell 2000 is 21% above its Aug. 7 low.", "trough_date(RUT['2024-06-23':'2024-09-21'])"),
    ("Apple sold more at its Dec. 6 high prices.", None),
    ("The 10-year Treasury yield peaked at 4.98% on Oct. 19, 2023.", "peak_date(DGS10['2022-10-19':])"),
    ("The Russell 2000 remains below the record of 2,442.74.", "peak(RUT[:now])"),
    ("The Russell 2000 remains below the record it set on Nov. 25.", "record_date(RUT[now])"),
    ("The Russell 2000, which set its own record as recently as Nov. 25, fell.", "record_date(RUT[now])"),
    ("The S&P 500 set a record on Dec. 6.", "record(SPX['2024-12-06'])"),
    ("The S&P 500 rose 1% on Friday. The current bull market started at the low of Oct. 12, 2022.",
     "trough_date(SPX['2021-10-12':])"),
    ("The S&P 500 rose 1% on Friday. The bull market began on Oct. 12, 2022.", "trough_date(SPX['2021-10-12':])"),
    ("Apple's sales reached a record high of $94.9 billion.", None),
    ("The 10-year Treasury yield reached a high of 5%.", None),
)
