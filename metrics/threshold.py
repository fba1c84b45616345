"""last_above, last_below, first_above, first_below, crossed: closes beyond a level."""

from __future__ import annotations

import re

from ..errors import DataError
from ..schemas import Ask, Clause, Points, Quantity
from .base import (
    NEVER_YET,
    Arg,
    Compute,
    Metric,
    Result,
    Tape,
    at,
    dated,
    exact,
    iso,
    number_arg,
    series_arg,
    show,
    yyyymmdd,
)
from .first_time import first_dated, first_time, plain
from .period_window import window_text
from .reading import (
    ask_date,
    dates_meant,
    is_market,
    is_rate,
    is_worth,
    moment,
    period_after,
    series_of,
    unit_is,
)
from .touched import changed_hands, touched
from .window import begins_late, end_index, every_session, index_before, row, span_of, unbroken
from .wording import IT_MOVED

_FAR = 0.03
"""Share of a level by which every close must miss it before it is sure that none reached it, late today or restated."""


def _end(tape: Tape, arg: Arg, metric: str) -> tuple[Points, int]:
    leaf = series_arg(arg, metric)
    points = tape.points(leaf, whole=True)
    return points, end_index(tape, points, span_of(tape, leaf, points), before=True)


def _search(metric: str, above: bool, latest: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, level: Arg) -> list[Result]:
        import numpy as np

        x = number_arg(level, metric)
        points, end = _end(tape, arg, metric)
        every_session(points)
        values = points.values[: end + 1]
        hits = np.flatnonzero(values > x if above else values < x)
        side = "above" if above else "below"
        if not len(hits) and not latest and abs(float((values.max() if above else values.min()) / x) - 1) > _FAR:
            later = Quantity(low=yyyymmdd(tape.today + 1), high=NEVER_YET, unit="date")
            text = f"no close {side} {show(x)} by {iso(int(points.days[end]))} in data since {iso(int(points.days[0]))}"
            return [Result("", later, (text,), (row(points, end),))]
        if not len(hits):
            note = f"none in data since {iso(int(points.days[0]))}"
            return [Result("", dated(int(points.days[0])), (f"{points.series} never closed {side} {show(x)}",),
                           reason="short_history", note=note)]
        found = row(points, int(hits[-1 if latest else 0]))
        low, high = (found.day, int(points.days[end])) if latest else (int(points.days[0]), found.day)
        if latest:
            unbroken(tape, points, low, high)
        text = f"{'last' if latest else 'first'} close {side} {show(x)}: {at(found)}"
        return [Result("", dated(found.day), (text,), (found,), note=f"in data since {iso(int(points.days[0]))}")]

    return compute


def compute_crossed(tape: Tape, arg: Arg, level: Arg) -> list[Result]:
    """1 where a close of the window is on the other side of the level than the close before it, else 0."""
    leaf, x = series_arg(arg, "crossed"), number_arg(level, "crossed")
    points = tape.points(leaf)
    span = span_of(tape, leaf, points)
    end = end_index(tape, points, span)
    first = index_before(tape, points, int(points.days[end]) if span.kind in ("now", "day") else span.first)
    part = points.values[first : end + 1] > x
    holds = bool((part[1:] != part[:-1]).any())
    rows = (row(points, first), row(points, end))
    text = f"{at(rows[0])} -> {at(rows[1])}; the level is {show(x)}"
    return [Result("", exact(float(holds), "number"), (text,), rows)]


def _previous(metric: str, above: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, level: Arg) -> list[Result]:
        import numpy as np

        x, side = number_arg(level, metric), "above" if above else "below"
        points, end = _end(tape, arg, metric)
        every_session(points)
        values = points.values[: end + 1]
        beyond = values > x if above else values < x
        if not beyond[-1]:
            raise DataError(f"{points.series} did not close {side} {show(x)}", "ambiguous")
        short = np.flatnonzero(~beyond)
        hits = np.flatnonzero(beyond[: short[-1]]) if len(short) else short
        if not len(hits):
            raise begins_late(points)
        found = row(points, int(hits[-1]))
        unbroken(tape, points, found.day, int(points.days[end]))
        text = f"last close {side} {show(x)} before the run that lasts to {iso(int(points.days[end]))}: {at(found)}"
        return [Result("", dated(found.day), (text,), (found, row(points, end)))]

    return compute


METRICS = (
    Metric("previous_above", "date", "S[w], x", "The last day that closed above x before the present run of such days.",
           _previous("previous_above", True), required=2, most=2),
    Metric("previous_below", "date", "S[w], x", "The last day that closed below x before the present run of such days.",
           _previous("previous_below", False), required=2, most=2),
    Metric("last_above", "date", "S[w], x", "The last day up to the window's end that closed above x.",
           _search("last_above", True, True), required=2, most=2),
    Metric("last_below", "date", "S[w], x", "The last day up to the window's end that closed below x.",
           _search("last_below", False, True), required=2, most=2),
    Metric("first_above", "date", "S[w], x", "The first day of the whole history that closed above x.",
           _search("first_above", True, False), required=2, most=2),
    Metric("first_below", "date", "S[w], x", "The first day of the whole history that closed below x.",
           _search("first_below", False, False), required=2, most=2),
    Metric("crossed", "number", "S[w], x", "1 where the series closed across the level x within the window, else 0.",
           compute_crossed, required=2, most=2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 22
_BEGUN = re.compile(
    r"\b(?:beg[ua]n|start(?:ed|s)?|open(?:ed|s)|enter(?:ed|s)|kicked off) (?:the |this )?(?:week|month|quarter|year)"
    r"(?: [a-z]+){0,2} $"
)
"""Where a stretch began tells nothing of where it stands: "entered the year above 4,700"."""
_NEVER = re.compile(
    r"\b(?P<no>never|not|n't)\b[^;]{0,40}\b(?:clos|finish|end|trad|top|settl|climb|ris|been|fall|"
    r"drop)\w*\b[^;]{0,20}$"
)
_PAST_IT = re.compile(
    r"\b(?:on the (?:far|other|upper|right|high|sunny) side of|north of|beyond|across|past|clear of|atop|"
    r"at or (?:above|over)|higher than) (?:the )?\$?$"
)
"""The far side of a level, where the figure's own words do not tell it."""
_ABOVE_NOW = re.compile(r"^(?:above|over|past)\b")
_BELOW_NOW = re.compile(r"^(?:below|under)\b")
_PASSED = re.compile(r"\b(?:topped|tops|surpassed|exceeded|crossed|broke through)(?: the)? $")
_UNREAD = re.compile(r"^ (?:back )?(?:in|on|during) (?:the )?\{P\}")
_ALL_SPAN = re.compile(
    r"^ (?:all|the whole|the entire) (?:the )?(?P<span>year|quarter|month|week)\b(?! (?:before|ago|of))")
"""The span that runs to the present: "did not close above 15 all quarter"."""
_IN_ITS_SPAN = re.compile(r"^,? (?:in|during|throughout) (?:all of )?(?:the )?\{P\}")
_NEVER_SINCE = re.compile(
    r"\b(?:not|n't|never)\b[^;]{0,40}\b(?:clos|finish|end|trad|settl|been)\w*[^;]{0,20} \{N\}(?: \w+)? since\s*$"
)
_AGAIN = re.compile(
    r"\b(?P<verb>clos|finish|end|settl|trad|ris|rose|climb|jump|rall|f[ae]ll|dip|drop|slid|slip|sank|sink|mov|push|"
    r"top|break|broke|cross)\w*\b[^;{}]{0,24}?(?P<n>\{N\})(?: mark| level| threshold)? for the first time "
    r"(?:since|in(?: (?:at least|more than|over|about|nearly|almost|roughly|some))?)(?: the)?\s*$"
)
_FIRST_AGAIN = re.compile(
    r"\bfirst (?P<verb>clos|finish|end|settle)\w*[^;{}]{0,16}(?P<n>\{N\})(?: mark| level| threshold)?,? since(?: "
    r"the)?\s*$"
)
"""The same by its noun: "its first close above 20 since Aug. 12"."""
_BEYOND = re.compile(
    r"\b(?:(?P<up>above|over|past|north of|topp\w+|surpass\w+)|(?P<down>below|under|beneath|south of))\b[^;]*$"
)
_LAST_TIME = re.compile(
    r"\blast time\b[^;]*\b(?:clos|finish|end|settl|trad)\w* (?:\{N\}|above|below)[^;]* was(?: on| in)?(?: the)?\s*$"
)
_THEN = re.compile(r"^(?: \w+)? \{P\}")
_AT_CLOSE = re.compile(
    r"\b(?:clos|finish|end|settl)\w*\b[^;{}]{0,24}$|^ (?:at|by) (?:the|\{P\}'s) (?:close|bell|finish)"
)
_TRADED = re.compile(r"\btrad(?:ed|es|ing)(?: (?:briefly|well|far|just|as))* $")
"""Where prices went in the session, and not where it closed: "traded above 50"."""
_EXTREME = {"above": "peak", "below": "trough"}
"""Which end of a window tells whether a level was passed."""


def reads(clause: Clause) -> Ask | None:
    """"Its first finish above 2,700", "never closed above 35", "tops 9,000 for the first time", "topped 5% in May"."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_worth(clause):
        return None
    if clause.assertion == "since":
        return _last_time(clause, series)
    if clause.assertion == "mark_date":
        return first_dated(clause, series)
    figure = clause.figure
    if figure is None or clause.assertion or figure.quantity.low != figure.quantity.high:
        return None
    if IT_MOVED.match(clause.after) or _BEGUN.search(clause.before):
        return None
    if not unit_is(clause, "number", "index_point", "$", "percent") or unit_is(clause, "percent") != is_rate(series):
        return None
    level = figure.quantity.low
    return (
        _never(clause, series, level) or first_time(clause, series, level, _side(clause))
        or _crossed(clause, series, level) or touched(clause, series) or changed_hands(clause, series)
    )


def _side(clause: Clause) -> str | None:
    text = clause.anchor.text.lower()
    if _ABOVE_NOW.match(text) or _PASSED.search(clause.before) or _PAST_IT.search(clause.before):
        return "above"
    return "below" if _BELOW_NOW.match(text) else None


def _never(clause: Clause, series: str, level: float) -> Ask | None:
    """"Never closed above 35": the year's highest close; "has not finished above 20 since June": the last that did."""
    side = _side(clause)
    if side is None or not _NEVER.search(clause.before):
        return None
    period, whole = period_after(clause, 25), _ALL_SPAN.match(clause.after)
    window = f"{whole.group('span')[0]}td" if whole is not None else clause.window
    if window == "1d" and _IN_ITS_SPAN.match(clause.after):
        window = window_text(period) or "1d"
    if window == "1d" or len(window) == 12:
        return None
    if _THEN.match(clause.after) and period is not None and period.relation == "since":
        return None
    low, high = (-1e9, level) if side == "above" else (level, 1e9)
    return Ask(expr=f"{_EXTREME[side]}({series}[{window}])", unit="number", low=low, high=high)


def _last_time(clause: Clause, series: str) -> Ask | None:
    """"Has not closed above 20 since June", "the last time it closed above 20 was June 2": the date told."""
    again = _again(clause, series)
    if again is not None:
        return again
    never = _NEVER_SINCE.search(clause.lead)
    if clause.previous is None or not (never or _LAST_TIME.search(clause.lead)):
        return None
    days = dates_meant(clause)
    level = clause.previous.quantity
    if days is None or (level.unit in ("percent", "basis_point") and not is_rate(series)):
        return None
    below = clause.previous.text.lower().startswith(("below", "under")) or "below" in clause.lead[-60:]
    expr = f"last_{'below' if below else 'above'}({series}[now], {plain(level.low)})"
    return ask_date(expr, *days, relation="since" if never else "equals")


def _again(clause: Clause, series: str) -> Ask | None:
    """"Finished under 15 for the first time since September": the last such close before the present ones."""
    m = _AGAIN.search(clause.lead) or _FIRST_AGAIN.search(clause.lead)
    days, level = dates_meant(clause), clause.previous
    if m is None or days is None or level is None or (level.quantity.unit == "percent") != is_rate(series):
        return None
    if level.quantity.low != level.quantity.high or clause.in_session:
        return None
    words = f"{clause.lead[: m.start('n')][-24:]}{level.text.lower()}"
    side = _BEYOND.search(words)
    if side is None:
        return None
    name = "above" if side.group("up") else "below"
    ask = ask_date(f"previous_{name}({series}[{moment(clause.window)}], {plain(level.quantity.low)})", *days, "since")
    return ask.model_copy(update={"certain": bool(re.match(r"clos|finish|end|settl", m.group("verb")))})


def _crossed(clause: Clause, series: str, level: float) -> Ask | None:
    """"Jumped above 20 on Tuesday", "topped 5% last month": the highest (lowest) close of the window lies beyond."""
    side = _side(clause)
    if side is None or clause.figure is None or _NEVER.search(clause.before):
        return None
    period = period_after(clause, 12)
    if period is not None and clause.inherited and _UNREAD.match(clause.after):
        return None  # told of a time that could not be read as a window
    reach = 0.3 * abs(level)
    low, high = (level, level + reach) if side == "above" else (level - reach, level)
    within = f"{_EXTREME[side]}({series}.{'high' if side == 'above' else 'low'}[{clause.window}])"
    closes = f"{_EXTREME[side]}({series}[{clause.window}])"
    closed = is_rate(series) or _AT_CLOSE.search(clause.before) or _AT_CLOSE.match(clause.after)
    traded = not closed and _TRADED.search(clause.before)
    return Ask(expr=within if traded else closes, unit=clause.figure.quantity.unit, low=low, high=high, certain=False,
               rivals=() if closed or traded else (within,))


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("Bitcoin changed hands for less than $70,000 in early November.",
     "trough(BTCUSD['2024-11-01':'2024-11-10'])"),
    ("The Nasdaq Composite broke 20,000 on a closing basis for the first time on Dec. 11.",
     "first_above(IXIC[now], 20000)"),
    ("The Nasdaq Composite had its first finish above 20,000.", "first_above(IXIC[now], 20000)"),
    ("The Nasdaq Composite had its first finish above 20,000, on Dec. 11.", "first_above(IXIC[now], 20000)"),
    ("The Nasdaq Composite first closed above 20,000 on Dec. 11.", "first_above(IXIC[now], 20000)"),
    ("The Nasdaq Composite crossed 20,000 for the first time on Dec. 11.", "first_above(IXIC[now], 20000)"),
    ("The Nasdaq Composite topped 20,000 for the first time last month.", "first_above(IXIC[now], 20000)"),
    ("The Nasdaq Composite topped 20,000 for the first time this year.", "peak(IXIC[ytd])"),
    ("The Dow closed above 42,000 for the first time since Jan. 3.", "previous_above(DJI[now], 42000)"),
    ("The VIX ended under 20 for the first time since Dec. 17.", "previous_below(VIX[now], 20)"),
    ("The VIX never closed above 40 last year.", "peak(VIX['2024'])"),
    ("The VIX was calm in 2024. Not once did it close above 40.", "peak(VIX['2024'])"),
    ("The VIX jumped above 20 on Friday.", "peak(VIX['2025-01-10'])"),
    ("The 10-year Treasury yield topped 5% in October 2023.", "peak(DGS10['2023-10'])"),
    ("The VIX touched 65.73 on Aug. 5.", "peak(VIX.high['2024-08-05'])"),
    ("The VIX has not closed above 30 since Aug. 5.", "last_above(VIX[now], 30)"),
    ("Apple's market value topped $3 trillion.", None),
    ("Analysts' price target tops $300.", None),
)
