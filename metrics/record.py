"""record, record_intraday, record_date, previous_record_date, record_count: highest closes of a whole history."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ..errors import DataError
from ..schemas import Ask, Clause, Points, Series
from .base import Arg, Metric, Result, Row, Tape, at, dated, exact, iso, key, series_arg
from .period_window import window_text
from .reading import (
    ask_date,
    ask_truth,
    dates_meant,
    is_market,
    is_worth,
    leaf_now,
    period_after,
    series_of,
)
from .window import Span, begins_late, end_index, every_session, finals, first_index, row, span_of, unbroken

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def record_days(tape: Tape, points: Points) -> npt.NDArray[np.int64]:
    """Positions of every row above all rows before it; the first row is none."""
    import numpy as np

    def build() -> npt.NDArray[np.int64]:
        before = np.maximum.accumulate(points.values)[:-1]
        return np.flatnonzero(points.values[1:] > before) + 1

    return tape.memo(("records", key(points)), build)


def last_record(tape: Tape, points: Points, upto: int, *, before: bool = False) -> Row:
    """The row of the last record at a close up to (``before``: earlier than) the day ``upto``.

    Raises ``missing_sessions`` where the series cannot tell, ``short_history`` where it holds no record.
    """
    if not points.complete:
        for value, day, until in reversed(tape.records(points.series)):
            if day <= upto - before <= until:
                return Row(points, day, value)
        raise DataError(f"no fact tells the record of {points.series} on {iso(upto)}", "missing_sessions")
    found = [i for i in record_days(tape, points) if int(points.days[i]) <= upto - before]
    if not found:
        raise DataError(f"{points.series} never rose above its first row", "short_history")
    return row(points, int(found[-1]))


def _since(points: Points) -> str:
    return f"in data since {iso(int(points.days[0]))}" if points.complete else "by facts of the tape"


def _window(tape: Tape, arg: Arg, metric: str) -> tuple[Series, Points, Span, int]:
    leaf = series_arg(arg, metric)
    points = tape.points(leaf)
    if points.complete:
        points = tape.points(leaf, whole=True)
    span = span_of(tape, leaf, points)
    return leaf, points, span, end_index(tape, points, span) if leaf.basis == "close" else -1


def compute_record(tape: Tape, arg: Arg) -> list[Result]:
    """1 where the window's last close (any close of a period) is above every close before it, else 0."""
    leaf, points, span, end = _window(tape, arg, "record")
    if leaf.basis == "intraday":
        return _intraday(tape, leaf, points, span)
    last = row(points, end)
    if not points.complete:
        return [_record_fact(tape, points, last)]
    first = first_index(points, span, end)
    records = [i for i in record_days(tape, points) if first <= i <= end]
    best = row(points, int(points.values[: end + 1].argmax()))
    unbroken(tape, points, min(best.day, last.day), last.day)
    if records:
        new = row(points, int(records[-1]))
        old = row(points, int(points.values[: records[-1]].argmax()))
        return [Result("", exact(1, "number"), (f"{at(new)} is above {at(old)}",), (old, new), note=_since(points))]
    text = f"{at(last)} is not above {at(best)}"
    return [Result("", exact(0, "number"), (text,), (best, last), note=_since(points))]


def _record_fact(tape: Tape, points: Points, last: Row) -> Result:
    for value, day, until in reversed(tape.records(points.series)):
        if day <= last.day <= until:
            ref = Row(points, day, value)
            text = f"{at(last)} against the record {at(ref)}"
            return Result("", exact(float(day == last.day), "number"), (text,), (ref, last), note=_since(points))
    raise DataError(f"no fact tells the record of {points.series} on {iso(last.day)}", "missing_sessions")


def _intraday(tape: Tape, leaf: Series, points: Points, span: Span) -> list[Result]:
    end, ends = finals(tape, leaf, points, span)
    best = row(points, int(points.values[: end + 1].argmax()))
    out = []
    for f in ends:
        text = f"{f.text} against the highest close before, {at(best)}"
        low, high = float(f.low > best.value), float(f.high > best.value)
        value = exact(low, "number").model_copy(update={"high": high})
        out.append(Result(f.name, value, (text,), (best, f.row), wide=f.wide and low != high, note=_since(points)))
    return out


def compute_intraday(tape: Tape, arg: Arg) -> list[Result]:
    """1 where the day's high (any day's high of a period) is above every high before it, else 0."""
    leaf = series_arg(arg, "record_intraday")
    try:
        highs = tape.points(leaf.model_copy(update={"field": "high", "basis": "close"}), whole=True)
    except DataError:
        return _touched(tape, leaf)
    span = span_of(tape, leaf, highs)
    if leaf.basis == "intraday":
        return [_under_way(tape, leaf, highs)]
    end = end_index(tape, highs, span)
    last = int(highs.days[end])
    before = first_index(highs, span, end) - 1
    if before < 0:
        raise begins_late(highs)
    best = row(highs, int(highs.values[: before + 1].argmax()))
    new = row(highs, before + 1 + int(highs.values[before + 1 : end + 1].argmax()))
    return [_against(tape, best, new, last)]


def _against(tape: Tape, best: Row, new: Row, last: int, wide: bool = False) -> Result:
    unbroken(tape, new.points, best.day, last)
    holds = float(new.value > best.value)
    text = f"{at(new)} against the highest price before, {at(best)}"
    note = _since(new.points)
    return Result("", exact(holds, "number"), (text,), (best, new), wide=wide and bool(holds), note=note)


def _under_way(tape: Tape, leaf: Series, highs: Points) -> Result:
    """Whether the session under way has been at a record so far; its daily row only says that it may have been."""
    bars, bounds = tape.bars(leaf.id, tape.today), tape.day_range(leaf.id, tape.today)
    if not bars and bounds is None:
        raise DataError(f"no intraday prices of {leaf.id} on {iso(tape.today)} are at hand", "no_bars")
    value = max(high for _, _, high, _ in bars) if bars else bounds[1] if bounds else 0.0
    before = highs.index_at_or_before(tape.today - 1)
    best = row(highs, int(highs.values[: before + 1].argmax()))
    return _against(tape, best, Row(highs, tape.today, value), tape.today - 1, wide=not bars)


def _touched(tape: Tape, leaf: Series) -> list[Result]:
    """A record close was also a record price; without highs nothing more can be said."""
    found = compute_record(tape, leaf)
    if all(r.value is not None and r.value.low == 1.0 for r in found):
        return found
    raise DataError(f"no highs of {leaf.id} are at hand", "no_source")


def compute_date(tape: Tape, arg: Arg) -> list[Result]:
    """The day of the last record close up to the window's end."""
    _, points, span, end = _window(tape, arg, "record_date")
    last = int(points.days[end]) if end >= 0 else min(span.last, tape.cut(points.series))
    found = last_record(tape, points, last)
    unbroken(tape, points, found.day, last)
    return [Result("", dated(found.day), (f"last record close: {at(found)}",), (found,), note=_since(points))]


def compute_previous(tape: Tape, arg: Arg) -> list[Result]:
    """The day of the last record close before the window's last day."""
    _, points, span, end = _window(tape, arg, "previous_record_date")
    last = int(points.days[end]) if end >= 0 else span.last
    newest = last_record(tape, points, last)
    if end >= 0 and newest.day != last and not _new_high(tape, arg):
        text = f"no record close on {iso(last)}: {at(row(points, end))} against {at(newest)}"
        return [Result("", exact(0, "date"), (text,), (newest, row(points, end)), note=_since(points))]
    found = last_record(tape, points, last, before=True)
    unbroken(tape, points, found.day, last)
    return [Result("", dated(found.day), (f"record close before {iso(last)}: {at(found)}",), (found,),
                   note=_since(points))]


def _new_high(tape: Tape, arg: Arg) -> bool:
    """Whether the day was at a record at least within the session, so that "its first record since" may mean that."""
    try:
        return any(r.value is not None and r.value.low == 1.0 for r in compute_intraday(tape, arg))
    except DataError:
        return False


def compute_count(tape: Tape, arg: Arg) -> list[Result]:
    """How many record closes the window holds."""
    _, points, span, end = _window(tape, arg, "record_count")
    every_session(points)
    end = end if end >= 0 else len(points) - 1
    first = first_index(points, span, end)
    if first == 0:
        raise begins_late(points)
    begin, last = int(points.days[first]), int(points.days[end])
    found = [int(i) for i in record_days(tape, points) if first <= i <= end]
    unbroken(tape, points, begin, last)
    rows = tuple(row(points, i) for i in found)
    days = ", ".join(iso(r.day) for r in rows[:3]) + (f" ... {iso(rows[-1].day)}" if len(rows) > 3 else "")
    text = f"{len(rows)} record close{'' if len(rows) == 1 else 's'} from {iso(begin)} to {iso(last)}: {days or 'none'}"
    return [Result("", exact(len(rows), "count"), (text,), rows, note=_since(points))]


METRICS = (
    Metric("record", "number", "S[w]", "1 where that day's close is above every close before it, 0 where it is not.",
           compute_record, None, ("a period: any of its closes", "intraday: the price against all earlier closes")),
    Metric("record_intraday", "number", "S[w]", "1 where the day's high is above every high before it, 0 otherwise.",
           compute_intraday, None, ("a period: any of its days", "without highs a record close is enough")),
    Metric("record_date", "date", "S[w]", "The day of the last record close up to the window's end.", compute_date),
    Metric("previous_record_date", "date", "S[w]", "The day of the last record close before the window's last day.",
           compute_previous),
    Metric("record_count", "count", "S[w]", "How many closes of the window were records of the whole history.",
           compute_count),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 30
_FIRST = re.compile(
    r"\bfirst(?: (?:record|all-time high|new high|record close|record high|closing record|one|time))?"
    r"(?: (?:close|finish|high))?,?(?: in| since)?(?: the| at least| nearly| almost| more than)?\s*$"
)
_NONE_SINCE = re.compile(
    r"(?:\bnot|n't|\bnever|\bwithout) (?:closed|finished|ended|settled|set|hit|posted|notched|reached|scored|had|seen|"
    r"managed|logged|closing|setting|hitting|posting)(?: at| on)?(?: an?| another| its)? (?:new |fresh )?"
    r"(?:record|all-time high)(?: close| high)? since(?: the)?\s*$|"
    r"\b(?:has|have|had|there (?:has|have) been|with|set(?:ting)?|managed|notched|posted|logged) (?:(?:set|posted|hit|"
    r"notched|reached|scored|seen|managed|logged|made|had) )?no (?:(?:other|new|further|fresh|more) )?"
    r"(?:records?|all-time highs?)(?: (?:close|high)s?)?(?: at all)? since(?: the)?\s*$"
)
_VERB = re.compile(r"\b(?:clos|finish|end|settl)\w*\b[^.;]*$")
_TOUCHED = re.compile(r"\b(?:touch|hit|reach|trad|intraday)\w*\b[^,;]*$")
_BESIDE = re.compile(r"\{N\}, (?:a|another|yet another|its \w+) (?:(?:new|fresh) )?$")
_MIDWEEK = re.compile(r"^,? (?:midweek|earlier (?:this|in the|during the) week|(?:this|during the) week)\b")
_ON = re.compile(r"^ (?:(?:only|just|as recently as|as late as|back|again|way back) )*(?:on )?\{P\}")
_IN_SPAN = re.compile(r"^ (?:(?:back|early|earlier|late) )?(?:(?:in|this|last) )?(?:(?:early|late|mid) )?\{P\}(?!'s)")
"""The stretch in which a record was set: "hit a record in July"."""
_NOT = re.compile(
    r"\b(?:not|n't|never|without|short of|from|below|near|toward|towards|approach\w*|since|of (?:its|the|a)|above|"
    r"under|just|off|until|before)\b[^,;]{0,24}$"
)


def _reads_record(clause: Clause) -> Ask | None:
    """"Closed at a record", "to an all-time high", and "its first record since February"."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_worth(clause):
        return None
    if clause.assertion == "record":
        beside = _BESIDE.search(clause.before) and clause.anchor.text.lower() == "record"
        if beside and not (clause.told and clause.told[-1].startswith(f"level({series}[")):
            return None  # what else than a price may be a record of something
        return record_ask(clause, series)
    if clause.assertion == "since":
        return _first_since(clause, series)
    told = next((t for t in reversed(clause.told) if t.startswith("record(")), None)
    if clause.assertion == "same" and told is not None:
        return ask_truth(re.sub(r"\(\w[\w.]*\[", f"({series}[", told, count=1))
    return None


def record_ask(clause: Clause, series: str) -> Ask | None:
    """The truth of a record told of the series; None where the words deny it or speak of a low."""
    before = clause.before
    word = clause.anchor.text.lower()
    if clause.period is not None and clause.period.first is not None:
        return ask_truth(f"record({series}['{clause.period.first}'])")
    if "low" in word or re.search(r"\d", word) or _NOT.search(before) or clause.negated:
        return None
    intraday = "territory" in word or (_TOUCHED.search(before) and not _VERB.search(before))
    leaf = leaf_now(clause, series)
    period = period_after(clause, 24)
    if _MIDWEEK.match(clause.after) and clause.window in ("1d", "wtd"):
        leaf = f"{series}[wtd]"
    elif period is not None and period.kind == "day" and period.first is not None and _ON.match(clause.after):
        leaf = f"{series}[{moment_of(clause, period.first)}]"
    elif period is not None and _IN_SPAN.match(clause.after) and period.kind in ("month", "quarter", "year", "week"):
        span = window_text(period) if period.relation in ("in", "to_date") else None
        if span is None:
            return None
        leaf = f"{series}[{span}]"
    return ask_truth(f"{'record_intraday' if intraday else 'record'}({leaf})")


def moment_of(clause: Clause, day: date) -> str:
    """The window of a day; a session under way is now."""
    return "now" if clause.in_session and day == clause.published else f"'{day}'"


def _first_since(clause: Clause, series: str) -> Ask | None:
    days = dates_meant(clause)
    if days is not None and _NONE_SINCE.search(clause.lead):
        return ask_date(f"record_date({leaf_now(clause, series)})", *days)
    if days is None or not _FIRST.search(clause.lead):
        return None
    about_record = re.search(r"record|all-time high|new high", clause.lead[-60:]) or any(
        t.startswith(f"record({series}") for t in clause.told
    )
    if not about_record:
        return None
    return ask_date(f"previous_record_date({leaf_now(clause, series)})", *days)


def reads(clause: Clause) -> Ask | None:
    """Records told of; those that are counted are read in ``record_told``."""
    return _reads_record(clause)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("Gold rose 1% to $2,715, a record close.", "record(GOLD[now])"),
    ("The S&P 500 slid to 5,827, a record low close.", None),
    ("The S&P 500 closed at a record.", "record(SPX[now])"),
    ("The Dow reached an all-time high.", "record_intraday(DJI[now])"),
    ("It was the S&P 500's first record close since Dec. 6.", "previous_record_date(SPX[now])"),
    ("The S&P 500 closed at a record for the first time since Dec. 6.", "previous_record_date(SPX[now])"),
    ("The Russell 2000 hasn't closed at a record since Nov. 25.", "record_date(RUT[now])"),
    ("The Dow, which hit a record on Wednesday, slipped.", "record_intraday(DJI['2025-01-08'])"),
    ("Gold, which touched a record midweek, slipped.", "record_intraday(GOLD[wtd])"),
    ("The S&P 500 closed just short of a record.", None),
    ("The Nasdaq Composite never closed at a record.", None),
    ("Apple posted record revenue.", None),
    ("The Russell 2000 has set no record since Nov. 25.", "record_date(RUT[now])"),
    ("The Russell 2000's companies have set no sales record since Nov. 25.", None),
)
