"""Exact dates and times on Recognizers-Text's English cases.

    python benchmarks/datetimes.py GOLD.json [--news] [--show TYPE] [--misses N]

GOLD.json is a list of ``{text, reference, results: [{start, end, type, values: [{timex, value | start, end, Mod}]}]}``
(offsets end-exclusive; ``reference`` is a local moment). For every gold result the reader is right when one of its
periods has the same characters (exact span), the same type, and its one value equals one of the gold's values. A gold
result without a resolved value ("not resolved": recurring times, fiscal years) is compared by its TIMEX. Gold is not
exhaustive, so recall is the figure and what is read besides is not counted against the reader.

Where both mean the same and only write it differently, the period is put into the gold's form here, never in the
reader: ends of ranges exclusive; "from 2014 to 2018" by the first day of both ends; "late", "the end of" as the gold's
halves of a month (1-15, 10-20, 16-) and thirds of a year (halves for the running one); "morning" as 8-12, "afternoon"
12-16, "evening" 16-20, "night" 20-23:59:59; years in seconds of 365 days, months of 30.
Text is read with ``loose=True`` (these are dialogue sentences); ``--news`` reads it as news.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tapecheck.extractors.periods import read_periods
from tapecheck.schemas import Parsed, Period

HOURS = {"morning": ("08:00:00", "12:00:00"), "afternoon": ("12:00:00", "16:00:00"),
         "evening": ("16:00:00", "20:00:00"), "night": ("20:00:00", "23:59:59"), "lunch": ("11:00:00", "13:00:00"),
         "dinner": ("16:00:00", "20:00:00"), "breakfast": ("08:00:00", "12:00:00"),
         "daytime": ("08:00:00", "18:00:00"), "night-time": ("00:00:00", "08:00:00")}
SECONDS = {"Y": 365 * 86400, "M": 30 * 86400, "W": 7 * 86400, "D": 86400, "WE": 2 * 86400}
MINUTES = {"H": 3600, "M": 60, "S": 1}
OPEN = ("since", "until", "before", "after")
Values = dict[str, str]


def as_gold(period: Period, reference: date | None) -> tuple[str, Values]:
    """The period in the gold's terms: its type and the one value (``value``, or ``start`` and ``end``)."""
    timex = period.timex or ""
    if period.kind in ("set", "duration"):
        seconds = str(round(_length(timex), 3)).removesuffix(".0")
        return period.kind, {"value": seconds} if period.kind == "duration" else {}
    if period.clock and period.kind in ("time", "day"):
        return _clocked(period, timex)
    if period.kind == "day" and period.relation not in OPEN and not period.part:
        return "date", {"value": _iso(period.first)}
    return "daterange", _range(period, timex, reference)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _length(timex: str) -> float:
    days, _, hours = timex[1:].partition("T")
    total = sum(float(n) * SECONDS.get(u, 0) for n, u in re.findall(r"([\d.]+)(WE|[A-Z])", days))
    return total + sum(float(n) * MINUTES.get(u, 0) for n, u in re.findall(r"([\d.]+)([A-Z])", hours))


def _clocked(period: Period, timex: str) -> tuple[str, Values]:
    dated = period.kind == "day" or (timex[:4].isdigit() and "T" in timex)
    day = f"{_iso(period.first)} " if dated else ""
    clock = period.clock or ""
    kind = "datetime" if dated else "time"
    if not clock[0].isdigit():
        first, last = HOURS.get(clock, ("12:00:00", "12:00:00"))
        if period.part == "start":
            last = f"{int(first[:2]) + 2:02d}:00:00"
        elif period.part == "end":
            first = f"{int(first[:2]) + 2:02d}:00:00"
        return f"{kind}range", _open(period, day + first, day + last)
    if timex == "PRESENT_REF":
        return "datetime", {"value": f"{_iso(period.first)} {clock}"}
    if "/" in timex:
        left, right = (t.partition("T") for t in timex.split("/"))
        return f"{kind}range", {"start": (f"{left[0]} " if dated else "") + _full(left[2]),
                                "end": (f"{right[0]} " if dated else "") + _full(right[2])}
    value = day + _full(clock)
    if period.relation in OPEN:
        return f"{kind}range", _open(period, value, value)
    return kind, {"value": value}


def _full(clock: str) -> str:
    return clock if len(clock) == 8 else f"{clock}:00"


def _open(period: Period, first: str, last: str) -> Values:
    if period.relation == "since":
        return {"start": first}
    if period.relation == "after":
        return {"start": last}
    if period.relation in ("until", "before"):
        return {"end": first}
    return {"start": first, "end": last}


def _range(period: Period, timex: str, reference: date | None) -> Values:
    if "/" in timex and "/P" not in timex and not period.part:
        ends = [_bounds(t) for t in timex.split("/")]
        if ends[0] and ends[1]:
            last = ends[1][1] if ends[1][2] == "end" else ends[1][0]
            return {"start": _iso(ends[0][0]), "end": _iso(last)}
    bounds = _bounds(timex) if "/P" not in timex else None
    if bounds is None:
        if period.first is None or period.last is None:
            return {}
        inclusive = period.relation == "for" or period.last == date.max
        bounds = (period.first, period.last + timedelta(days=0 if inclusive else 1), "")
    first, last = bounds[0], bounds[1]
    if period.relation == "to_date" and period.grain == "year" and re.search("date|ytd", period.text, re.I):
        last = period.last or last
    if period.part:
        if period.kind == "day" and (period.relation, period.part) in (("until", "end"), ("before", "end")):
            return {"end": _iso(period.last and period.last + timedelta(days=1))}
        if period.kind == "day" and (period.relation, period.part) == ("after", "start"):
            return {"start": _iso(period.first)}
        first, last = _part(period, first, reference)
    if period.kind == "day" and not period.part:
        last = first
    return _open(period, _iso(first), _iso(last))


def _part(period: Period, first: date, reference: date | None) -> tuple[date, date]:
    """The gold's own stretches for early, mid and late; "earlier" and "later" stop at the reference."""
    if reference and re.match("earlier|later", period.text, re.I) and (first <= reference):
        whole = _bounds(period.timex or "")
        half = {"month": first.replace(day=16), "year": date(first.year, 7, 1)}.get(
            period.grain or "", first - timedelta(days=first.weekday() - 3))
        if whole and whole[0] <= reference < whole[1]:
            return (whole[0], min(half, reference)) if period.part == "start" else (max(half, reference), whole[1])
    if period.grain == "month":
        start = first.replace(day=1)
        following = (start + timedelta(days=32)).replace(day=1)
        return {"start": (start, start.replace(day=16)), "mid": (start.replace(day=10), start.replace(day=21)),
                "end": (start.replace(day=16), following)}[period.part or "mid"]
    if period.grain == "year":
        y = first.year
        running = reference is not None and reference.year == y
        thirds = {"start": ((y, 1, 1), (y, 7, 1) if running else (y, 5, 1)), "mid": ((y, 5, 1), (y, 9, 1)),
                  "end": ((y, 7, 1) if running else (y, 9, 1), (y + 1, 1, 1))}[period.part or "mid"]
        return date(*thirds[0]), date(*thirds[1])
    monday = first - timedelta(days=first.weekday())
    return {"start": (monday, monday + timedelta(days=3)), "mid": (monday, monday),
            "end": (monday + timedelta(days=3), monday + timedelta(days=7))}[period.part or "mid"]


def _bounds(timex: str) -> tuple[date, date, str] | None:
    """First day and the day after the last of a plain ISO unit."""
    try:
        if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", timex):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return monday + timedelta(days=5 if m[3] else 0), monday + timedelta(days=7), ""
        if m := re.fullmatch(r"(\d{4})-([QH])(\d)", timex):
            size = 3 if m[2] == "Q" else 6
            return _months(int(m[1]), size * (int(m[3]) - 1), size)
        if m := re.fullmatch(r"(\d{4})-(\d\d)", timex):
            return _months(int(m[1]), int(m[2]) - 1, 1)
        if re.fullmatch(r"\d{4}", timex):
            return _months(int(timex), 0, 12)
        if timex.endswith("T24:00"):
            day = date.fromisoformat(timex[:10]) + timedelta(days=1)
            return day, day, ""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", timex):
            day = date.fromisoformat(timex)
            return day, day + timedelta(days=1), ""
    except (ValueError, OverflowError):
        return None
    return None


def _months(year: int, start: int, size: int) -> tuple[date, date, str]:
    after = year * 12 + start + size
    return date(year, start + 1, 1), date(after // 12, after % 12 + 1, 1), ""


def agrees(kind: str, ours: Values, timex: str, gold: dict[str, Any]) -> bool:
    """Whether type and value (or TIMEX, where the gold resolves nothing) are those of the gold result."""
    if gold["type"] not in (None, "?") and kind != gold["type"]:
        return False
    for value in gold["values"] or ():
        theirs = {k: value[k] for k in ("value", "start", "end") if k in value}
        if theirs.get("value") == "not resolved":
            if timex == value.get("timex"):
                return True
        elif ours and {k: _pad(v) for k, v in theirs.items()} == {k: _pad(v) for k, v in ours.items()}:
            return True
    return False


def _pad(value: str) -> str:
    """A day's midnight may be written out or left out."""
    return value.removesuffix(" 00:00:00") if len(value) == 19 else value


def main() -> None:
    """Print exact, span-and-type and span recall per type."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("gold", type=Path)
    ask.add_argument("--news", action="store_true", help="read as news, not as dialogue")
    ask.add_argument("--misses", type=int, default=0, help="print so many misses")
    ask.add_argument("--show", default="", help="only misses of this type")
    args = ask.parse_args()
    cases = json.loads(args.gold.read_text(encoding="utf-8"))
    counts: dict[str, Counter[str]] = {k: Counter() for k in ("gold", "span", "type", "exact")}
    misses: list[str] = []
    seconds = 0.0
    for case in cases:
        reference = datetime.fromisoformat(case["reference"]) if case["reference"] else None
        text = case["text"]
        begun = time.perf_counter()
        found = read_periods(Parsed(body=text, tokens=(), sentences=(), parsed=False), reference, loose=not args.news)
        seconds += time.perf_counter() - begun
        for gold in case["results"]:
            name = gold["type"] if gold["type"] not in (None, "?") else "untyped"
            counts["gold"][name] += 1
            hits = [p for p in found if (p.start, p.end) == (gold["start"], gold["end"])]
            mapped = [(*as_gold(p, reference.date() if reference else None), p.timex or "") for p in hits]
            counts["span"][name] += bool(hits)
            counts["type"][name] += any(m[0] == name for m in mapped)
            good = any(agrees(*m, gold) for m in mapped)
            counts["exact"][name] += good
            if not good and (not args.show or args.show == name):
                wanted = [v.get("value") or f"{v.get('start')}..{v.get('end')}" for v in gold["values"] or ()]
                got = mapped or [f"{p.text!r} {p.kind} {p.first}..{p.last} {p.timex}" for p in found]
                misses.append(f"{name} {text!r} ({(case['reference'] or '')[:16]})\n    want {gold['surface']!r} "
                              f"{(gold['values'] or [{}])[0].get('timex')} {wanted}\n    got  {got}")
    _table(counts)
    print(f"{len(cases) / seconds:,.0f} sentences a second")
    print("\n".join(misses[: args.misses]))


def _table(counts: dict[str, Counter[str]]) -> None:
    print(f"{'type':<15}{'gold':>6}{'span':>8}{'+type':>8}{'exact':>8}")
    names = [*sorted(counts["gold"]), "all"]
    for name in names:
        row = {k: sum(c.values()) if name == "all" else c[name] for k, c in counts.items()}
        share = "".join(f"{row[k] / max(row['gold'], 1):8.3f}" for k in ("span", "type", "exact"))
        print(f"{name:<15}{row['gold']:6d}{share}")


if __name__ == "__main__":
    sys.exit(main())
