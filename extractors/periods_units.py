"""Weeks, months, quarters and years by their place: "this week", "last month", "the year", "so far this month"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..schemas.period import Grain
from . import periods_calendar as cal
from . import periods_node as build
from .periods_months import month, quarter
from .periods_node import Node
from .periods_tense import looks_ahead
from .periods_text import Line
from .periods_years import bare_year, fiscal_guess

_DETERMINERS = {"this": 0, "current": 0, "present": 0, "last": -1, "past": -1, "previous": -1, "prior": -1,
                "preceding": -1, "latest": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1}


def this_unit(line: Line, i: int) -> Node | None:
    """"this week", "last month", "next year", "the current quarter", "the previous session", "so far this month"."""
    j = i
    if line.seq(i, "so", "far"):
        j = i + 2
        if line.at(j) in ("in", "for"):
            j += 1
            inner = month(line, j) or quarter(line, j) or bare_year(line, j) or (
                the_unit(line, j) if line.at(j) == "the" else None)
            return replace(inner.backward(), part=None) if inner else None
    if line.at(j) == "the":
        j += 1
        if line.at(j) not in _DETERMINERS and line.at(j) != "most":
            return None
    if line.at(j) == "this" and line.at(j + 1) in ("past", "coming"):
        j += 1
    recent = line.seq(j, "most", "recent")
    j = j + 1 if recent else j
    step = -1 if recent else _DETERMINERS.get(line.at(j))
    if step is None and line.loose and line.at(j) in ("same", "that"):
        step = 0
    if step is None:
        return None
    k = j + 1
    fiscal = line.at(k) in ("fiscal", "school")
    k = k + 1 if line.at(k) in ("fiscal", "calendar", "school", "working", "trading", "full") else k
    workweek = line.at(k) == "workweek" or line.at(k - 1) == "working"
    grain = "week" if line.at(k) == "workweek" else line.at(k)
    if line.at(k + 1) == "-" and line.tight(k + 1) and line.tight(k + 2) and line.at(k + 2) != "to":
        return None
    node = _unit_near(line, i, j, k + 1, grain, step)
    if node is None:
        return None
    if workweek and node.last:
        node = replace(node, last=cal.shift_days(node.last, -2), timex=None)
    return _tail_to_date(line, fiscal_guess(node, fiscal))


def _tail_to_date(line: Line, node: Node) -> Node:
    if line.seq(node.end, "to", "date") or line.seq(node.end, "so", "far"):
        return node.to(node.end + 2)
    return node


def _unit_near(line: Line, i: int, j: int, k: int, grain: str, step: int) -> Node | None:
    today = line.today
    if grain == "day" and (line.at(j) not in ("previous", "prior", "next", "following") or not step):
        return None
    if grain in ("session", "day"):
        return Node(k, "sessions", relation="ago" if step < 0 else "ahead", grain="session", count=1)
    if grain == "weekend":
        if today is None:
            return Node(k, "range", grain="day", count=2)
        saturday = cal.shift_days(cal.monday(today), 5 + 7 * step)
        if step < 0 and today.weekday() > 4 and line.at(j) == "past":
            saturday = cal.shift_days(cal.monday(today), 5)
        return weekend(k, saturday)
    if grain in ("hour", "minute", "second") and step and line.loose:
        return window(line, k, grain, 1.0, back=step < 0)
    if line.at(j) == "coming" and grain == "year" and not line.loose:
        return window(line, k, grain, 1.0, back=False)
    if line.at(j) == "past" and grain in ("week", "month", "quarter", "year", "decade") and not line.loose:
        return window(line, k, grain, 1.0, back=True)
    if grain == "week" and today and today.weekday() == 6 and not line.loose and step < 1:
        ahead = step == 0 and looks_ahead(line, i, k)
        step = 1 if ahead else 0
    if grain in ("decade", "century") and step < 0 and not line.loose:
        return window(line, k, grain, 1.0, back=True)
    return build.calendar_unit(k, grain, today, step)


def weekend(end: int, saturday: date | None) -> Node:
    """Saturday and Sunday."""
    if saturday is None:
        return Node(end, "range", grain="day", count=2)
    iso = saturday.isocalendar()
    return Node(end, "range", saturday, cal.shift_days(saturday, 1), grain="day", count=2,
                timex=f"{iso[0]:04d}-W{iso[1]:02d}-WE")


def window(line: Line, end: int, grain: Grain | str, count: float, back: bool, exact: bool = True) -> Node:
    """So many units ending at publication (``back``) or beginning after it."""
    today = line.today
    code = {"day": "D", "session": "BD", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE",
            "century": "CE"}.get(grain, "")
    kind = "sessions" if grain == "session" else "range"
    node = Node(end, kind, relation="for" if back else "ahead", grain=grain,  # type: ignore[arg-type]
                count=count, approximate=not exact, timex=f"P{count:g}{code}" if code else None)
    if grain == "session" or today is None:
        return replace(node, last=today if back else None)
    if grain in ("quarter", "decade", "century") and count == int(count) and (grain == "quarter" or line.loose):
        steps = (-int(count), -1) if back else (1, int(count))
        ends = [build.calendar_unit(end, grain, today, s) for s in steps]
        if ends[0] and ends[1]:
            return replace(node, first=ends[0].first, last=ends[1].last)
    if grain in ("minute", "hour", "second"):
        return replace(node, kind="time", first=today, last=today)
    if back:
        return replace(node, first=cal.shift(today, grain, -count), last=today)
    return replace(node, first=cal.shift_days(today, 1), last=cal.shift(today, grain, count))


def the_unit(line: Line, i: int) -> Node | None:
    """"the year", "the week", "the day", "the session": the one of the session spoken of."""
    if line.at(i) != "the":
        return None
    grain, k = line.at(i + 1), i + 2
    if grain in ("trading", "shortened", "short", "abbreviated", "truncated"):
        grain, k = line.at(i + 2), i + 3
    elif line.at(i + 2) == "-" and line.at(i + 3) in ("shortened", "truncated", "abridged"):  # "holiday-shortened"
        grain, k = line.at(i + 4), i + 5
    if grain not in ("day", "session", "week", "month", "quarter", "year", "weekend") or line.at(k) in ("-", "of"):
        return None
    if not line.loose and not _the_unit_here(line, i, k, grain):
        return None
    if line.now is None:
        kinds = {"day": "day", "session": "day", "weekend": "range"}
        return Node(k, kinds.get(grain, grain), grain="day" if grain in kinds else grain)  # type: ignore[arg-type]
    today = line.now.date()
    spoken = today if line.loose else cal.session_day(today, line.now.hour * 60 + line.now.minute < 570)
    if grain in ("day", "session"):
        return build.day(k, spoken)
    if grain == "weekend":
        return weekend(k, cal.shift_days(cal.monday(spoken), 5 if today.weekday() > 4 or line.loose else -2))
    return _tail_to_date(line, build.calendar_unit(k, grain, spoken) or Node(k, "range"))


def _the_unit_here(line: Line, i: int, k: int, grain: str) -> bool:
    """"the year the free money ended", "one of the year" are windows; "the day he left", "the year that" are not."""
    before, after = line.at(i - 1), line.at(k)
    if after in ("that", "when", "before", "after", "earlier", "prior", "ago", "end", "ahead"):
        return False
    if before in ("for", "on", "in", "during", "of", "over", "this", "through", "throughout", "began", "begin", "ended",
                  "end", "finished", "started", "closed", "into", "from", "to", "late", "later", "earlier"):
        return not (before == "to" and grain == "day")
    return after in ("to", "so", "as", "with", "'") or before in ("", "since")


YEARS = {"ytd": "year", "mtd": "month", "qtd": "quarter", "wtd": "week"}


def to_date(line: Line, i: int) -> Node | None:
    """"year to date", "year-to-date", "YTD"."""
    grain, k = YEARS.get(line.at(i)), i + 1
    if grain is None and line.at(i) in ("year", "month", "quarter", "week"):
        j = i + 2 if line.at(i + 1) == "-" else i + 1
        m = j + 2 if line.at(j + 1) == "-" else j + 1
        if line.at(j) == "to" and line.at(m) == "date":
            grain, k = line.at(i), m + 1
    if grain is None:
        return None
    if line.today is None:
        return Node(k, grain, relation="to_date", grain=grain)  # type: ignore[arg-type]
    node = build.calendar_unit(k, grain, line.today)
    return node and build.settle(node, line.today)
