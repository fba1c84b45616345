"""What a claim's chart and ruler show: the series around the window, the claimed value put on it, the found one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

from ..errors import DataError, ExprError
from ..metrics.window import resolve
from ..schemas import CheckedClaim, Evidence, Series, leaves, parse_expr
from ..sources.catalog import NEW_YORK, catalog
from .brief_model import Chart, Line, Mark, Ruler
from .text import found_text, quantity, stated_parts

if TYPE_CHECKING:
    from ..schemas import Points
    from ..sources import Market

_MOST_POINTS = 160
_MOST_LINES = 2
_MARGIN = 0.35
"""Share of the window shown before it."""
_LEAST_DAYS, _MOST_DAYS = 40, 400
"""Days shown before a window, at least and at most."""
_LATER = 20
"""Days shown after a window that ended before publication."""
_PLAIN = frozenset(
    "level peak trough policy_range high low open value average".split())
"""Metrics whose value is a level of the series itself."""


def ruler(claim: CheckedClaim) -> Ruler | None:
    """The verdict on a number line; None without a stated and a found value, and for a plain yes or no."""
    s, f = claim.stated, claim.found
    if s is None or f is None or s.unit == "truth" or not all(map(isfinite, (s.low, s.high, f.low, f.high))):
        return None
    place = _ordinal if s.unit == "date" else float
    bounds = [place(v) if isfinite(v) else None for v in (s.accepted_low, s.accepted_high)]
    stated, accepted = stated_parts(s)
    text = f"stated {stated}{f', accepted {accepted}' if accepted else ''}; found {quantity(f)}"
    return Ruler(unit=s.unit, accepted_low=bounds[0], accepted_high=bounds[1], claimed_low=place(s.low),
                 claimed_high=place(s.high), found_low=place(f.low), found_high=place(f.high), text=text)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The days a chart shows, as ordinals: the window and what is around it."""

    first: int
    last: int
    start: int
    end: int


def chart(claim: CheckedClaim, market: Market | None = None) -> Chart | None:
    """The series behind a verdict; None where nothing was computed.

    With a ``market`` the days around the window are drawn too, as they were public then, unless the publisher's terms
    forbid passing rows on; without it, and without such days, only the rows that the verdict rests on.
    """
    rows = [e for e in claim.evidence if e.rows]
    if claim.found is None or not rows or claim.as_of is None or claim.stated is None:
        return None
    frame = _frame(claim, rows)
    drawn = _drawn(rows)
    lines = [line for e in drawn if (line := _line(e, rows, frame, claim, market)).points]
    if not lines:
        return None
    units = {e.unit for e in drawn}
    apart = len({e.series for e in drawn}) > 1 and units != {"percent"}
    if apart:
        lines = [_from_start(line, frame) for line in lines]
    marks = () if apart else _marks(claim, rows, drawn[0])
    name = " and ".join(dict.fromkeys(_name(e.series) for e in drawn))
    unit = "percent since the window began" if apart else drawn[0].unit
    return Chart(title=name, text=_told(claim, name, frame), unit=unit, lines=tuple(lines), first=_iso(frame.first),
                 last=_iso(frame.last), marks=tuple(marks))


def _drawn(rows: Sequence[Evidence]) -> list[Evidence]:
    """The fields to draw: of one series its closes, or both ends of a range; of two series one each."""
    names = list(dict.fromkeys(e.series for e in rows))[:_MOST_LINES]
    if len(names) > 1:
        return [next(e for e in rows if e.series == name) for name in names]
    closes = [e for e in rows if e.field in ("close", "value")]
    return closes[:1] or list(rows[:_MOST_LINES])


def _frame(claim: CheckedClaim, rows: Sequence[Evidence]) -> _Frame:
    assert claim.as_of is not None
    today = claim.as_of.astimezone(NEW_YORK).date().toordinal()
    used = [date.fromisoformat(day).toordinal() for e in rows for day, _ in e.rows]
    windows = [leaf.window for leaf in _leaves(claim)]
    spans = [resolve(w, today) for w in windows if w != ":now"]
    used += [today] if ":now" in windows else []
    first = min([*used, *(s.first for s in spans)])
    last = min(max([*used, *(s.last for s in spans)]), today)
    around = min(max(int(_MARGIN * (last - first)), _LEAST_DAYS), _MOST_DAYS)
    return _Frame(first, last, first - around, min(last + max(_LATER, around // 4), today))


def _leaves(claim: CheckedClaim) -> list[Series]:
    try:
        return list(leaves(parse_expr(claim.expr))) if claim.expr else []
    except ExprError:
        return []


def _line(
    e: Evidence, rows: Sequence[Evidence], frame: _Frame, claim: CheckedClaim, market: Market | None
) -> Line:
    """The series' days in the frame, and the rows the verdict rests on in any case."""
    assert claim.as_of is not None
    own = {day: value for other in rows if (other.series, other.field) == (e.series, e.field)
           for day, value in other.rows}
    whole, points = False, own
    if market is not None:
        try:
            held = market.points(e.series, e.field, claim.as_of, (max(frame.start, 1), frame.end))
        except (DataError, ExprError):
            held = None
        if held is not None and held.keep and (held.unit, held.source) == (e.unit, e.source):
            whole = held.complete
            points = {**_within(held, frame, [date.fromisoformat(d).toordinal() for d in own]), **own}
    label = _name(e.series) + (f", {e.field}" if e.field not in ("close", "value") else "")
    return Line(label=label, points=tuple(sorted(points.items())), whole=whole)


def _within(points: Points, frame: _Frame, keep: Sequence[int]) -> dict[str, float]:
    """The rows in the frame; where they are too many, the extremes of each stretch, so that no peak is lost."""
    import numpy as np

    first, last = points.index_at_or_before(frame.start - 1) + 1, points.index_at_or_before(frame.end) + 1
    days, values = points.days[first:last], points.values[first:last]
    chosen = np.arange(len(days))
    if len(days) > _MOST_POINTS:
        parts = np.array_split(chosen, _MOST_POINTS // 2)
        picked = {int(p[i]) for p in parts for i in (np.argmin(values[p]), np.argmax(values[p]))}
        picked |= {0, len(days) - 1, *np.flatnonzero(np.isin(days, keep)).tolist()}
        chosen = np.array(sorted(picked))
    return {_iso(int(days[i])): float(values[i]) for i in chosen}


def _from_start(line: Line, frame: _Frame) -> Line:
    """The line in percent of its value where the window begins, so that two series can share an axis."""
    before = [v for day, v in line.points if day <= _iso(frame.first)]
    base = (before or [line.points[0][1]])[-1]
    if not base:
        return line
    return line.model_copy(update={"points": tuple((d, 100 * (v / base - 1)) for d, v in line.points)})


def _marks(claim: CheckedClaim, rows: Sequence[Evidence], drawn: Evidence) -> list[Mark]:
    assert claim.stated is not None
    assert claim.found is not None
    stated, found = stated_parts(claim.stated)[0], found_text(claim)
    if claim.stated.unit == "date":
        return [Mark(kind="claimed", label=f"claimed {stated}", day=_iso(_ordinal(claim.stated.low))),
                Mark(kind="found", label=f"found {found}", day=_iso(_ordinal(claim.found.low)))]
    flat = [(day, value) for e in rows for day, value in e.rows]
    end_day, end = max(flat)
    marks = [Mark(kind="base", label="", day=day, low=v, high=v) for day, v in _few(flat) if (day, v) != (end_day, end)]
    placed = _placing(claim, flat, drawn)
    if placed is not None:
        low, high = sorted((placed(claim.stated.low), placed(claim.stated.high)))
        marks.append(Mark(kind="claimed", label=f"claimed {stated}", day=end_day, low=low, high=high))
    else:
        marks.append(Mark(kind="claimed", label=f"claimed {stated}"))
    at_low, at_high = (end, end)
    if placed is not None and _metric(claim) == "policy_range":
        at_low, at_high = claim.found.low, claim.found.high
    return [*marks, Mark(kind="found", label=f"found {found}", day=end_day, low=at_low, high=at_high)]


def _placing(
    claim: CheckedClaim, rows: Sequence[tuple[str, float]], drawn: Evidence
) -> Callable[[float], float] | None:
    """How a stated value becomes a level of the series; None where it is none (a count, a ratio, a rank)."""
    assert claim.stated is not None
    name = _metric(claim)
    values = [v for _, v in rows]
    first, peak, trough = min(rows)[1], max(values), min(values)
    moves: dict[str, Callable[[float], float]] = {
        "change": lambda v: first * (1 + v / 100), "change_points": lambda v: first + v,
        "change_bp": lambda v: first + v / 100, "below_peak": lambda v: peak - v, "above_trough": lambda v: trough + v,
        "below_peak_pct": lambda v: peak * (1 - v / 100), "above_trough_pct": lambda v: trough * (1 + v / 100),
    }
    if name in moves and len(rows) > 1:
        return moves[name]
    return (lambda v: v) if name in _PLAIN and claim.stated.unit == drawn.unit else None


def _few(rows: Sequence[tuple[str, float]], most: int = 30) -> Sequence[tuple[str, float]]:
    return rows if len(rows) <= most else rows[:: len(rows) // most + 1]


def _metric(claim: CheckedClaim) -> str:
    name, bracket, _ = (claim.expr or "").partition("(")
    return name if bracket else "level"


def _told(claim: CheckedClaim, name: str, frame: _Frame) -> str:
    """The chart in words, for who cannot see it."""
    assert claim.stated is not None
    assert claim.found is not None
    stated, accepted = stated_parts(claim.stated)
    when = f"on {_iso(frame.last)}" if frame.first == frame.last else f"from {_iso(frame.first)} to {_iso(frame.last)}"
    return (f"{name}; window {when}. Claimed {stated}{f' (accepted {accepted})' if accepted else ''}, "
            f"found {found_text(claim)}: {claim.outcome}.")


def _name(series: str) -> str:
    known = catalog().get(series)
    return known.name if known else series


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _ordinal(value: float) -> int:
    """The ordinal of a date quantity's ``yyyymmdd``."""
    digits = f"{value:08.0f}"
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).toordinal()
    except ValueError:  # the 31st of a short month, as a bound may have it
        return date(int(digits[:4]), int(digits[4:6]), 28).toordinal()
