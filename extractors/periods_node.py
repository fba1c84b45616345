"""A reading in the making, and the builders of days, weeks, months, quarters and years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ..schemas.period import Grain, PeriodKind, Relation
from . import periods_calendar as cal

Bound = Literal["at_least", "more_than", "at_most", "less_than"]
Part = Literal["start", "mid", "end"]


@dataclass(frozen=True, slots=True)
class Node:
    """What the tokens up to ``end`` mean; the fields are those of ``Period``.

    ``open_year`` tells that the year was supplied here, so a range's other end may supply it better.
    ``clock_last`` ends a stretch of hours; ``past``/``later`` are the neighbouring choices of an expression without
    a year, kept so that a relation ("since") or a range can choose again.
    """

    end: int
    kind: PeriodKind
    first: date | None = None
    last: date | None = None
    relation: Relation = "on"
    grain: Grain | None = None
    count: float | None = None
    clock: str | None = None
    clock_last: str | None = None
    clock_half: str = ""
    approximate: bool = False
    part: Part | None = None
    bound: Bound | None = None
    timex: str | None = None
    past: Node | None = None
    later: Node | None = None
    open_year: bool = False

    def to(self, end: int) -> Node:
        """The same reading, ending at another token."""
        return replace(self, end=end)

    def backward(self) -> Node:
        """The reading that is not after publication, where there is a choice."""
        return replace(self.past, end=self.end) if self.past else self

    def forward(self) -> Node:
        """The reading that is not before publication, where there is a choice."""
        return replace(self.later, end=self.end) if self.later else self


def day(end: int, when: date | None, timex: str | None = None) -> Node:
    """A calendar day."""
    return Node(end, "day", when, when, grain="day", timex=timex or (when.isoformat() if when else None))


def week(end: int, inside: date | None) -> Node:
    """The week, Monday to Sunday, that holds a day."""
    if inside is None:
        return Node(end, "week", grain="week", timex="XXXX-WXX")
    first = cal.monday(inside)
    iso = first.isocalendar()
    return Node(end, "week", first, cal.shift_days(first, 6), grain="week", timex=f"{iso[0]:04d}-W{iso[1]:02d}")


def month(end: int, y: int, m: int) -> Node:
    """A calendar month; ``m`` may lie outside 1..12 and then carries into the year."""
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    if not 1 <= y <= 9999:
        return Node(end, "month", grain="month")
    return Node(end, "month", date(y, m, 1), cal.month_end(y, m), grain="month", timex=f"{y:04d}-{m:02d}")


def quarter(end: int, y: int, q: int) -> Node:
    """A calendar quarter; ``q`` may lie outside 1..4."""
    y, q = y + (q - 1) // 4, (q - 1) % 4 + 1
    if not 1 <= y <= 9999:
        return Node(end, "quarter", grain="quarter")
    return Node(end, "quarter", date(y, 3 * q - 2, 1), cal.month_end(y, 3 * q), grain="quarter", timex=f"{y:04d}-Q{q}")


def half(end: int, y: int, h: int) -> Node:
    """Half a calendar year."""
    y, h = y + (h - 1) // 2, (h - 1) % 2 + 1
    if not 1 <= y <= 9999:
        return Node(end, "range", grain="month", count=6)
    return Node(end, "range", date(y, 6 * h - 5, 1), cal.month_end(y, 6 * h), grain="month", count=6,
                timex=f"{y:04d}-H{h}")


def years(end: int, y: int, count: int = 1, grain: Grain = "year") -> Node:
    """A calendar year, decade or century beginning with ``y``."""
    if not 1 <= y <= 9999 - count:
        return Node(end, "year" if count == 1 else "range", grain=grain)
    timex = f"{y:04d}" if count == 1 else f"{y:04d}/P{count}Y"
    return Node(end, "year" if count == 1 else "range", date(y, 1, 1), date(y + count - 1, 12, 31), grain=grain,
                timex=timex)


def calendar_unit(end: int, grain: str, inside: date | None, step: int = 0) -> Node | None:
    """The week, month, quarter or year that holds a day, or the ``step``-th after it; None for another grain."""
    if inside is None:
        kinds: dict[str, PeriodKind] = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}
        return Node(end, kinds[grain], grain=grain) if grain in kinds else None  # type: ignore[arg-type]
    if grain == "week":
        return week(end, cal.shift_days(inside, 7 * step))
    if grain == "month":
        return month(end, inside.year, inside.month + step)
    if grain == "quarter":
        return quarter(end, inside.year, (inside.month + 2) // 3 + step)
    if grain == "year":
        return years(end, inside.year + step)
    if grain in ("decade", "century"):
        size = 10 if grain == "decade" else 100
        return years(end, inside.year // size * size + size * step, size, "decade" if size == 10 else "century")
    return None


def settle(node: Node, today: date | None, whole: bool = False) -> Node:
    """Set the plain relation by where publication falls: over (in), running (to_date, cut), or ahead.

    ``whole`` keeps a running period whole ("expects three cuts this year" speaks of what is left of it).
    """
    if node.relation not in ("on", "in") or node.first is None or node.last is None or today is None:
        return node
    if node.first > today:
        return replace(node, relation="ahead")
    if node.first == node.last:
        return node
    if node.last < today:
        return replace(node, relation="in")
    if node.kind == "time" or whole:
        return replace(node, relation="in") if whole else node
    plain = node.kind in ("week", "month", "quarter", "year") and node.part is None
    return replace(node, relation="to_date" if plain else "in", last=today)


def third(node: Node, which: Part) -> Node:
    """Early, middle or late part of a month, quarter or year: a third of it, approximate."""
    first, last = node.first, node.last
    if first and last:
        if node.kind == "month":
            first, last = {
                "start": (first, first.replace(day=10)), "mid": (first.replace(day=11), first.replace(day=20)),
                "end": (first.replace(day=21), last),
            }[which]
        else:
            first, last = _third_of(first, last, ("start", "mid", "end").index(which))
    return replace(node, kind="range", first=first, last=last, approximate=True, part=which,
                   past=third(node.past, which) if node.past else None,
                   later=third(node.later, which) if node.later else None)


def _third_of(first: date, last: date, index: int) -> tuple[date, date]:
    """A third of a stretch, by whole months where it has them."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % 3 == 0:
        begin = cal.shift_months(first, months // 3 * index) or first
        return begin, (cal.shift_months(begin, months // 3) or last) - timedelta(days=1) if index < 2 else last
    size = ((last - first).days + 1) // 3
    begin = first + timedelta(days=size * index)
    return begin, last if index == 2 else begin + timedelta(days=size - 1)


def edge(node: Node, which: Part) -> Node:
    """"The beginning of August" and "the end of 2020": the first or last day (a week ends on its Friday)."""
    when = node.first if which == "start" else node.last
    if when and node.kind == "week" and which == "end":
        when = when - timedelta(days=2)
    timex = None if when is None else when.isoformat() + ("T24:00" if which == "end" else "")
    return replace(node, kind="day", first=when, last=when, part=which, relation="on", timex=timex,
                   past=edge(node.past, which) if node.past else None,
                   later=edge(node.later, which) if node.later else None)
