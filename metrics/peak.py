"""peak, trough and their dates: the highest and lowest of a window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ..errors import DataError
from ..schemas import Ask, Clause, Points, Quantity, Series, leaves
from ..schemas.expr import Call
from .base import Arg, Metric, Result, Row, Tape, at, dated, exact, iso, series_arg, show
from .history import history_of
from .period_window import window_text
from .reading import (
    QUOTE_SLACK,
    is_market,
    is_rate,
    is_this_year,
    is_worth,
    period_after,
    period_before,
    series_of,
    unit_is,
    year_before,
)
from .window import Span, begins_late, end_index, first_index, row, span_of, unbroken
from .wording import IT_MOVED, MARK, RISE_VERBS

_MOST_EQUALS = 4
"""Days beside the first that a date of a high or low may mean."""


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


def _equals(tape: Tape, leaf: Series, best: Row) -> list[Row]:
    """The later days of the window that closed at the same extreme: yields are told to the hundredth."""
    points = best.points
    last = int(points.days[end_index(tape, points, span_of(tape, leaf, points))])
    begin = points.index_at_or_before(best.day) + 1
    same = [i for i in range(begin, len(points)) if float(points.values[i]) == best.value]
    return [row(points, i) for i in same if int(points.days[i]) <= last][:_MOST_EQUALS]


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
        if as_date:
            days = (found.row, *_equals(tape, series_arg(arg, name), found.row))
            return [Result("" if r is found.row else f"as {'high' if highest else 'low'} on {iso(r.day)}",
                           dated(r.day), (at(r),), (r,), note=found.note) for r in days]
        value = exact(found.row.value, found.row.points.unit)
        return [Result("", value, (at(found.row),), (found.row,), note=found.note)]

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
    r"\b(?:record|all-time)(?: closing)?(?: close| high| finish)?(?:,? (?:(?:set|reached|hit) )?(?:on )?\{P\},?)? "
    r"(?:is|was|stands at|stood at) \$?$|"
    r"\brecord,? (?:of )?\$?$|\brecord(?: close| high)?, $"
)
BEATEN = re.compile(
    r"\b(?:better(?:ed|ing|s)|beat(?:en|ing|s)?|topp(?:ed|ing)|surpass(?:ed|ing|es)|eclips(?:ed|ing|es)|exceed(?:ed|ing|s)|"
    r"broke|breaking|clear(?:ed|ing)|outdid|pass(?:ed|ing)|above|past|beyond) "
    r"(?:its|the|their|an?) (?:(?:previous|old|prior|last|earlier|own|closing) )*record"
)
"""A record that has just been broken is the one before."""
_SPANS = re.compile(r"\{P\}(?:'s)? \$?$")
_OWN_NOUN = re.compile(r" (?:closing |intraday )?(?:high|peak|top|low|trough|bottom)$")
"""The noun of a mark, where the figure's own words end with it."""
_MARK_TO_COME = re.compile(
    r"\{P\}'s (?:closing |intraday )?(?:(?P<up>high|peak|top|summit|(?:best|highest) close)|"
    r"(?P<down>low|trough|bottom|nadir|(?:worst|lowest) close))(?: close)?(?: of| at|,) \$?$"
)
"""The noun of a mark before its level: "last year's high of 3.2%"."""
_SPAN_MARK = re.compile(r"^,? (?:closing |intraday )?(?:(?P<up>high|peak|top)|(?P<down>low|trough|bottom))\b")
_KNOWN = re.compile(r"\b(?:the|its|their|that)\b")
_AT_ITS_MARK = re.compile(
    r"(?:^|[;:] )(?:and |but )?at (?:its|their|the|[a-z' ]{2,20}'s) (?:[a-z-]+ )?(?:peak|high|top|summit|height|"
    r"(?P<low>low|bottom|trough|nadir|depths?)) (?:on|in|of) \{P\}, (?:the )?(?:\{[SG]\}|it) "
    r"(?:stood at|was at|was|cost|fetched|traded (?:at|for)|closed at|sold for|yielded|went for|paid) \$?$"
)
_BEST_OF = re.compile(
    r"^(?: a barrel| an ounce)?,? (?:which (?:was|is|remains|remained) )?(?:still )?(?:the|its) (?:(?P<up>highest|"
    r"best|dearest|loftiest|"
    r"priciest)|(?P<down>lowest|worst|cheapest|humblest)) (?:closing )?(?:close|finish|settlement|"
    r"closing level)(?: so far)? "
    r"(?:(?:of|in|for) )?(?:the )?\{P\}"
)
"""A level that is called the highest or lowest close of a span: "$80.04, the best close of 2025"."""
_OF_THE_DAY = re.compile(r"\bto \$?$")
_A_YEAR = 365
_OF_ITS_MARK = re.compile(r" of (?:its|their|the) (?:[a-z-]+ )*(?:record|peak|high)(?: close| high)?$")
_REACHED = re.compile(
    r"^,? (?:(?:that|which) (?:was )?)?(?:(?:it|they) (?:had )?)?"
    r"(?:reached|set|hit|touched|recorded|notched|made|from|in) "
    r"(?:(?:back )?(?:on|in) )?\{P\}"
)
_AT_A_CLOSE = re.compile(r"\b(?:clos|finish|settl|end)\w*\b[^;]*$")
_ON_DAY = re.compile(r"^,? (?:back )?(?:on|in) \{P\}")
_NEW_RECORD = re.compile(
    rf"\b(?:{RISE_VERBS})\b[^;]*? (?:to|at) (?:an?|another|yet another|its (?:own|\w+th|second|third|first|latest)) "
    r"(?:(?:new|fresh|closing) )*(?:record|all-time high)(?: (?:close|finish|settlement))? (?:of|at) \$?$"
)
"""A record just set: its level is the day's, "rose 2% to a record of 5,000"."""
_LOW = re.compile(r"\blow(?:est)?\b[^,;]{0,20}$")


_MARK_OF = re.compile(
    r"\{P\}(?:'s)? (?:closing |intraday )?(?:(?P<up>high|peak|top)|(?P<down>low|trough|bottom)),? (?:of |at )"
    r"(?:about |nearly )?\$?$"
)
_DAYS_OWN = re.compile(r"\{P\}(?:'s)? (?:closing )?(?:high|peak|top|summit) of (?:about )?\$?$")
"""The level of a day's own high, no record: "half its Aug. 5 peak of 38.57"."""
_TOPPED_AT = re.compile(
    r"\b(?:(?:topped out|crested|(?:a|an|its|the) (?:closing )?(?:high|peak|top|summit)|peaked)|"
    r"(?P<down>(?:bottomed(?: out)?|troughed|(?:a|an|its|the) (?:closing )?(?:low|trough|bottom|nadir))))"
    r" (?:at|of|near) \$?$"
)
_IN_SPAN = re.compile(r"^,? (?:(?:reached|hit|set|seen|touched) )?(?:back )?(?:in )?(?:(?:early|mid|late) )?\{P\}")
_RECORD_LOW = re.compile(
    r"\b(?:record|all-time|lifetime) (?:closing )?low(?: close)?(?:,| of| at)?,? (?:of |at )?\$?$"
)


def _low_of(clause: Clause, series: str) -> Ask | None:
    """"A record low of 0.5% on March 9": the lowest close so far, or that day's where lower ones came later."""
    if clause.figure is None or not _RECORD_LOW.search(clause.before):
        return None
    rate = is_rate(series)
    if unit_is(clause, "percent") != rate or not unit_is(clause, "percent", "number", "index_point", "$"):
        return None
    period = period_after(clause, 30) if _REACHED.match(clause.after) or _ON_DAY.match(clause.after) else None
    day = f"'{period.first}'" if period is not None and period.kind == "day" and period.first else "now"
    return Ask(expr=f"trough({series}[:now])", unit="percent" if rate else "index_point",
               slack=QUOTE_SLACK if rate else 0.0, settled=True, certain=bool(_AT_A_CLOSE.search(clause.before)),
               rivals=(f"level({series}[{day}])",))


def reads(clause: Clause) -> Ask | None:
    """"The record high of 2442.74", "the record it set on July 16"."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_worth(clause):
        return None
    if clause.assertion or IT_MOVED.match(clause.after):
        return None
    at_its_mark = _at_its_mark(clause, series)
    if at_its_mark is not None:
        return at_its_mark
    spell = _best_of_span(clause, series) or _of_a_span(clause, series) or _topped_in(clause, series)
    lowest = spell or _low_of(clause, series)
    if lowest is not None:
        return lowest
    if clause.figure is None or is_rate(series) or not unit_is(clause, "number", "index_point", "$"):
        return None
    before = _mark_told(clause)
    worded = _RECORD_OF.search(before) and not _LOW.search(before) and not _DAYS_OWN.search(before)
    if not worded or clause.figure.kind == "ordinal":
        return None
    if not re.search(r"record|all-time|peak|high", before[-30:]):
        return None
    if _NEW_RECORD.search(before) and clause.window in ("1d", "now") and clause.published is not None:
        return Ask(expr=f"level({series}[now])", unit="index_point")
    field = ".high" if "intraday" in before[-30:] else ""
    reached = _REACHED.match(clause.after)
    window = window_text(period_after(clause, 40)) if reached else None
    beaten = BEATEN.search(before) is not None
    if window is not None and window.startswith("'"):
        return Ask(expr=f"peak({series}{field}[{window}])", unit="index_point", settled=not beaten, certain=not beaten)
    return Ask(expr=f"peak({series}{field}[:now])", unit="index_point", certain=not beaten,
               settled=bool(_KNOWN.search(before[-40:])), rivals=(f"level({series}[now])",))


def _topped_in(clause: Clause, series: str) -> Ask | None:
    """"Had topped out at 1.74% in March", "against a low of 15 in October": the extreme close of that time, which of
    what trades all day may be told of its prices."""
    m = _TOPPED_AT.search(clause.before)
    span = period_after(clause, 24) if m is not None and _IN_SPAN.match(clause.after) else None
    if m is None or span is None or span.kind not in ("month", "quarter", "year", "range") or span.relation == "ahead":
        return None
    window, rate = window_text(span), is_rate(series)
    if window is None or window.endswith(":") or unit_is(clause, "percent") != rate:
        return None
    if not unit_is(clause, "percent", "number", "index_point", "$"):
        return None
    metric = "trough" if m.group("down") else "peak"
    return Ask(expr=f"{metric}({series}[{window}])", unit="percent" if rate else "index_point",
               slack=QUOTE_SLACK if rate else 0.0, certain=rate)


def _at_its_mark(clause: Clause, series: str) -> Ask | None:
    """The extreme close of the year up to now: "at its peak on March 8, oil stood at 123.70"."""
    m, day = _AT_ITS_MARK.search(clause.before), clause.published
    units = ("percent",) if is_rate(series) else ("number", "index_point", "$")
    if m is None or day is None or clause.assertion or not unit_is(clause, *units):
        return None
    named = next((p for p in clause.periods if p.end <= clause.anchor.start and p.first is not None), None)
    if named is None or named.first is None or (day - named.first).days > _A_YEAR:
        return None
    metric = "trough" if m.group("low") else "peak"
    return Ask(expr=f"{metric}({series}['{year_before(day)}':])", unit="percent" if is_rate(series) else "index_point",
               certain=False)


def _best_of_span(clause: Clause, series: str) -> Ask | None:
    """"In mid-January it fetched $80.04, the best close of 2025"."""
    rate = is_rate(series)
    m = _BEST_OF.match(clause.after)
    if m is None or unit_is(clause, "percent") != rate:
        return None
    if not unit_is(clause, "percent", "number", "index_point", "$"):
        return None
    if clause.window in ("1d", "now") or _OF_THE_DAY.search(clause.before):
        return None  # "lost 4% to $96.91, its lowest close of the year": the level is the day's
    span = period_after(clause, m.end() + 4)
    if span is None or span.kind not in ("month", "quarter", "year", "week") or span.relation == "since":
        return None
    window = "ytd" if is_this_year(clause, text := window_text(span)) else text
    return Ask(expr=f"{'peak' if m.group('up') else 'trough'}({series}[{window}])",
               unit="percent" if rate else "index_point", slack=QUOTE_SLACK if rate else 0.0,
               certain=False) if window else None


def _mark_told(clause: Clause) -> str:
    """The words before the figure, with those of a fraction that names the mark: "less than half of its record of"."""
    if clause.previous is None or not clause.before.endswith("{N} of "):
        return clause.before
    told = clause.previous.text.lower()
    return f"{clause.before[:-7]}{told} of " if _OF_ITS_MARK.search(told) else clause.before


def _of_a_span(clause: Clause, series: str) -> Ask | None:
    """"June's 3.48% high", "last year's 12.07 low": the extreme close of a span that has a name."""
    noun = _OWN_NOUN.search(clause.anchor.text.lower())
    m, span = _SPAN_MARK.match(noun.group() if noun else clause.after), period_before(clause, 5)
    if m is not None and not _SPANS.search(clause.before):
        return None
    if m is None:
        m, span = _MARK_TO_COME.search(clause.before), period_before(clause, 40)
    if m is None:
        m, span = _MARK_OF.search(clause.before), period_before(clause, 30)
    if m is None or span is None or "intraday" in m.group():
        return None
    if span.kind not in ("month", "quarter", "year", "week"):
        return None
    window = window_text(span)
    rate = is_rate(series)
    if window is None or unit_is(clause, "percent") != rate:
        return None
    if noun is None and not unit_is(clause, "percent", "number", "index_point", "$"):
        return None
    at_close = "clos" in clause.after[:16] or "clos" in m.group()
    metric = "peak" if m.group("up") else "trough"
    ask = Ask(expr=f"{metric}({series}[{window}])", unit="percent" if rate else "index_point",
              slack=QUOTE_SLACK if rate else 0.0)
    return ask if at_close else ask.model_copy(update={"certain": False})


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("In August the VIX closed at 38.57, the highest close of 2024.", "peak(VIX['2024'])"),
    ("At its peak on Dec. 18, the VIX stood at 27.62.", "peak(VIX['2024-01-10':])"),
    ("At the market's low in April, the Dow stood at 37,735.", "trough(DJI['2024-01-10':])"),
    ("At its peak in 2007, the Dow stood at 14,164.", None),
    ("The 10-year Treasury yield ended within sight of October's 4.28% closing high.", "peak(DGS10['2024-10'])"),
    ("The VIX is still above last year's 11.86 low.", "trough(VIX['2024'])"),
    ("The VIX is far beneath last August's peak of 38.57.", "peak(VIX['2024-08'])"),
    ("The 10-year Treasury yield closed at a record low of 0.52% on Aug. 4, 2020.", "trough(DGS10[:now])"),
    ("The Russell 2000 remains below the record of 2,442.74.", "peak(RUT[:now])"),
    ("Apple's sales reached a record high of $94.9 billion.", None),
    ("The 10-year Treasury yield reached a high of 5%.", None),
    ("The 10-year Treasury yield had topped out at 4.98% in October 2023.", "peak(DGS10['2023-10'])"),
    ("The 10-year Treasury yield is 4.76%, against a low of 3.63% in September.", "trough(DGS10['2024-09'])"),
    ("The 10-year Treasury yield is expected to peak at 5% in March.", None),
)
