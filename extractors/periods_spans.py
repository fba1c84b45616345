"""Parts of months, quarters and years: "early May", "the end of November", "year-end"."""

from __future__ import annotations

from dataclasses import replace

from . import periods_node as build
from .periods_months import month, quarter
from .periods_node import Node, Part
from .periods_tense import looks_ahead, looks_back
from .periods_text import Line, year
from .periods_units import this_unit
from .periods_years import bare_year, decade, season


def part_of(line: Line, i: int) -> Node | None:
    """"early May", "mid-November", "late 2020", "the end of November", "the start of the year", "year-end"."""
    j = i + 1 if line.at(i) == "the" else i
    word = line.at(j)
    if word in ("midyear", "midmonth") or (word == "mid" and line.seq(j + 1, "-", "year")):
        grain = "month" if word == "midmonth" else "year"
        whole = build.calendar_unit(j + (3 if word == "mid" else 1), grain, line.today)
        return whole and _middle_day(whole)
    if word in ("early", "late", "mid"):
        which: Part = {"early": "start", "late": "end", "mid": "mid"}[word]  # type: ignore[assignment]
        k = j + 1
        k = k + 1 if line.at(k) in ("-", "in") else k
        inner = month(line, k) or quarter(line, k) or decade(line, k) or bare_year(line, k) or this_unit(line, k) \
            or season(line, k) or (_under_way(line, k, which) if line.at(j + 1) == "in" else None)
        if inner is None or inner.kind == "day" or inner.grain not in ("week", "month", "quarter", "year", "decade"):
            return None
        return _not_yet(line, i, build.third(inner, which), inner)
    ends: dict[str, Part] = {"end": "end", "beginning": "start", "start": "start", "middle": "mid"}
    if word in ends and line.at(j + 1) == "of":
        inner = _whole(line, j + 2, ends[word])
        if inner is None:
            return None
        node = build.edge(inner, ends[word]) if ends[word] != "mid" else build.third(inner, "mid")
        node = _not_yet(line, i, node, inner)
        return replace(node, grain=inner.grain if inner.grain != "decade" else "year")
    if word in ("year", "quarter", "month", "week") and line.at(j + 1) in ("-", "end") \
            and (line.seq(j + 1, "-", "end") or line.at(j + 1) == "end"):
        k = j + 3 if line.at(j + 1) == "-" else j + 2
        return _unit_end(line, i, k, word)
    return None


def _middle_day(whole: Node) -> Node:
    """"midyear" is June 30, "midmonth" the 15th, more or less."""
    first = whole.first
    when = first and (first.replace(month=6, day=30) if whole.kind == "year" else first.replace(day=15))
    return replace(build.day(whole.end, when), approximate=True, part="mid", grain=whole.grain)


def _not_yet(line: Line, i: int, node: Node, inner: Node) -> Node:
    """"late September" said early in September: this year's is to come, and the one before is last year's."""
    today, first = line.today, node.past.first if node.past else None
    if today is None or first is None or first <= today or inner.kind != "month" or not inner.open_year:
        return node
    before = build.month(inner.end, first.year - 1, first.month)
    part = node.part or "start"
    past = build.edge(before, part) if node.kind == "day" else build.third(before, part)
    later = node.past
    chosen = past if looks_back(line, i, node.end) else later
    return replace(chosen or node, end=node.end, past=past, later=later, open_year=True)


def _whole(line: Line, k: int, part: Part) -> Node | None:
    """What can begin and end: a month, quarter, year, week or decade, "next year", "the year"."""
    found = month(line, k) or quarter(line, k) or this_unit(line, k) or decade(line, k) or bare_year(line, k) \
        or season(line, k)
    if found or line.today is None:
        return found
    j = k + 1 if line.at(k) == "the" else k
    grain = line.at(j)
    if grain in ("year", "month", "week", "quarter", "decade") and (j > k or line.loose):
        here, before = (build.calendar_unit(j + 1, grain, line.today, step) for step in (0, -1))
        if part == "start":
            return here
        if part == "mid" and _under_way(line, k, part) is not None:
            return here
        back = not line.loose and before is not None and looks_back(line, k, j + 1) and grain != "decade"
        chosen = before if back else here
        return chosen and replace(chosen, past=before, later=here)
    return None


def _under_way(line: Line, k: int, part: Part) -> Node | None:
    """"The month", where that part of it has begun: said late in a month, its middle is its own."""
    if line.at(k) != "the" or line.at(k + 1) not in ("month", "quarter", "year") or line.today is None:
        return None
    here = build.calendar_unit(k + 2, line.at(k + 1), line.today)
    first = build.third(here, part).first if here is not None else None
    return here if first is not None and first <= line.today else None


def _unit_end(line: Line, i: int, k: int, grain: str) -> Node | None:
    if line.today is None:
        return Node(k, "day", grain="day", part="end")
    tail = year(line, k) if grain == "year" else None
    if tail:
        return build.edge(build.years(tail[1], tail[0]), "end")
    here, before = (build.calendar_unit(k, grain, line.today, step) for step in (0, -1))
    if here is None or before is None:
        return None
    past, later = build.edge(before, "end"), build.edge(here, "end")
    chosen = past if line.at(i - 1) in ("since", "from", "at") and not looks_ahead(line, i, k) else later
    return replace(chosen, end=k, past=past, later=later)
