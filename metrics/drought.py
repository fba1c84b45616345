"""sessions_since_record, since_record_days, record_drought: how long a series goes without a record close."""

from __future__ import annotations

import re

from ..errors import DataError
from ..schemas import Ask, Clause, Points, Series
from .base import Arg, Metric, Result, Row, Tape, at, exact, iso, series_arg, word_arg
from .history import History
from .period_window import window_text
from .reading import DAYS_IN, is_market, series_of, unit_is
from .record import last_record, record_days
from .window import end_index, span_of, unbroken


def _leaf(tape: Tape, arg: Arg, metric: str) -> tuple[Points, int]:
    leaf = series_arg(arg, metric)
    points = tape.points(leaf, whole=True)
    span = span_of(tape, leaf, points)
    if leaf.basis == "intraday":
        return points, tape.today - 1
    return points, int(points.days[end_index(tape, points, span)])


def sessions_in(tape: Tape, points: Points, after: int, upto: int) -> int:
    """Sessions in ``(after, upto]``: counted in a complete series, else by the exchange's calendar."""
    if points.complete:
        return points.index_at_or_before(upto) - points.index_at_or_before(after)
    count, at_day = 0, after
    while days := tape.expected(points, at_day, upto):
        count, at_day = count + len(days), days[-1]
    return count


def compute_sessions(tape: Tape, arg: Arg) -> list[Result]:
    """Sessions since the last record close."""
    points, last = _leaf(tape, arg, "sessions_since_record")
    found = last_record(tape, points, last)
    unbroken(tape, points, found.day, last)
    count = sessions_in(tape, points, found.day, last)
    text = f"{at(found)}; {count} sessions closed after it up to {iso(last)}"
    out = [Result("completed sessions after the record", exact(count, "session"), (text,), (found,))]
    if tape.today > last and tape.expected(points, tape.today - 1, tape.today):
        more = f"{text}, and {iso(tape.today)} itself"
        out.append(Result("counting the session of publication", exact(count + 1, "session"), (more,), (found,)))
    out.append(Result("calendar days", exact(last - found.day, "day"), (f"{at(found)} to {iso(last)}",), (found,)))
    return out


def compute_days(tape: Tape, arg: Arg) -> list[Result]:
    """Calendar days since the last record close, to publication and to the last close."""
    points, last = _leaf(tape, arg, "since_record_days")
    found = last_record(tape, points, last)
    unbroken(tape, points, found.day, last)
    return [
        Result(f"to {iso(day)}", exact(day - found.day, "day"), (f"{at(found)} to {iso(day)}",), (found,))
        for day in dict.fromkeys((last, tape.today))
    ]


def compute_drought(tape: Tape, arg: Arg, unit: Arg = "session") -> list[Result]:
    """Sessions (or calendar days) from the record close before to the record close at the window's end."""
    points, last = _leaf(tape, arg, "record_drought")
    new, old = _ends(tape, points, last)
    unbroken(tape, points, old.day, new.day)
    count = sessions_in(tape, points, old.day, new.day)
    text = f"{at(old)} to {at(new)}: {count} sessions"
    rows = (old, new)
    if word_arg(unit, "record_drought", ("session", "day")) == "day":
        return [Result("calendar days", exact(new.day - old.day, "day"), (f"{at(old)} to {at(new)}",), rows)]
    return [
        Result("counting the day of the new record", exact(count, "session"), (text,), rows),
        Result("sessions between the two records", exact(count - 1, "session"), (text,), rows),
        Result("calendar days", exact(new.day - old.day, "day"), (f"{at(old)} to {at(new)}",), rows),
    ]


def _ends(tape: Tape, points: Points, last: int) -> tuple[Row, Row]:
    new = last_record(tape, points, last)
    return new, last_record(tape, points, new.day, before=True)


def _spells(tape: Tape, arg: Arg, ongoing: bool) -> History:
    """Sessions between one record and the next, each dated by the later one; ongoing: the current one is the last."""
    import numpy as np

    leaf = series_arg(arg, "sessions_since_record")
    points, last = _leaf(tape, Series(id=leaf.id, field=leaf.field, window=leaf.window), "sessions_since_record")
    found = record_days(tape, points)
    found = found[points.days[found] <= last]
    if not points.complete or len(found) < 2:
        raise DataError(f"{points.series} has too few records", "short_history")
    ends = np.append(found, points.index_at_or_before(last)) if ongoing else found
    lengths = np.diff(np.concatenate([[0], ends])).astype(np.float64)
    return History(points, points.days[ends], lengths, "session", "day", note="spells between records")


METRICS = (
    Metric("sessions_since_record", "session", "S[now]", "Trading days since the last record close.", compute_sessions,
           lambda tape, arg: _spells(tape, arg, True),
           ("completed sessions after the record", "counting the session of publication", "calendar days")),
    Metric("since_record_days", "day", "S[now]", "Calendar days since the last record close.", compute_days, None,
           ("to the last close", "to the day of publication")),
    Metric("record_drought", "session", "S[day], 'session'|'day'",
           "Trading days (or calendar days) that the record close at the window's end had been waited for.",
           compute_drought, lambda tape, arg, unit="session": _spells(tape, arg, False),
           ("counting the day of the new record", "sessions between the two records", "calendar days"), 1, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 24
_WITHOUT = re.compile(
    r"^ (?:without|since) (?:a |an |its |the |setting |closing at |hitting |reaching |finishing at |posting |"
    r"scoring |another |last |new )*(?:record|all-time high|peak|new high)"
)
_WAIT = re.compile(r"\b(?:wait|drought|dry spell|gap|stretch)\b")
_IT_IS = re.compile(r"\bit(?: has|'s| is)(?: now| already)?(?: been)? $")
_SINCE_SET = re.compile(
    r"^ since (?:the )?\{[RSG]\} (?:last )?(?:closed|finished|ended|settled|set|hit|posted|notched|reached|scored)"
    r"(?: at)? (?:a|an|its last|its) (?:record|all-time high)"
)
_ENDED = re.compile(
    r"\b(?:before|until) (?:it|they|the \w+) (?:finally )?(?:closed|finished|hit|set|reached)[^;]*\{P\}"
)
_DATED_LEAF = re.compile(r"\(([\w.]+\[[^\]]*\])\)")


def reads(clause: Clause) -> Ask | None:
    """"Has gone 964 days without closing at a record", "the wait of more than 500 trading days"."""
    if clause.figure is None or clause.assertion or not unit_is(clause, "session", "day", "year", "month"):
        return None
    told = next((t for t in reversed(clause.told) if t.startswith("previous_record_date")), None)
    if told is not None and _WAIT.search(clause.before):
        leaf = _DATED_LEAF.search(told)
        if leaf is None or not unit_is(clause, "session", "day"):
            return None
        return Ask(expr=f"record_drought({leaf.group(1)})", unit="session")
    series = series_of(clause)
    been = _IT_IS.search(clause.before) and _SINCE_SET.match(clause.after)
    if been and series is None:
        series = next((o.series for o in clause.others if o.start >= clause.anchor.end), None)
    if series is None or not is_market(series) or not (been or _WITHOUT.match(clause.after)):
        return None
    if _ENDED.search(clause.after):
        return _ended(clause, series)
    if unit_is(clause, "session", "day"):
        return Ask(expr=f"sessions_since_record({series}[now])", unit="session")
    scale = DAYS_IN["year" if unit_is(clause, "year") else "month"]
    return Ask(expr=f"since_record_days({series}[now])", unit="day", scale=scale)


def _ended(clause: Clause, series: str) -> Ask | None:
    """"Went 503 sessions without a record before it closed at one on Jan. 19": the drought up to that day."""
    window = window_text(clause.periods[-1]) if clause.periods else None
    if window is None or not window.startswith("'"):
        return None
    expr = f"record_drought({series}[{window}])"
    if unit_is(clause, "year", "month"):
        scale = DAYS_IN["year" if unit_is(clause, "year") else "month"]
        return Ask(expr=f"{expr[:-1]}, 'day')", unit="day", scale=scale)
    return Ask(expr=expr, unit="session")


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow has gone 25 sessions without a record close.", "sessions_since_record(DJI[now])"),
    ("The S&P 500 has gone two years without a record.", "since_record_days(SPX[now])"),
    ("The S&P 500 has gone 512 days since its last record.", "sessions_since_record(SPX[now])"),
    ("It has been two years since the Russell 2000 closed at a record.", "since_record_days(RUT[now])"),
    ("Investors have gone 25 days without a record dividend.", None),
    ("The S&P 500 has gone 25 days without a fall of 1%.", None),
)
