"""Charts and rulers as inline SVG, drawn with drawsvg: classes alone, so that a page's style sheet colours them.

Nothing here has a style attribute, a script or a font of its own; words are escaped by the library. Shape and line
style tell what colour tells: the claimed value is a hollow diamond on a dashed line, the found one a filled disc.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import floor, isfinite, log10
from typing import Any

from ..errors import InputError
from .brief_model import Chart, Line, Mark, Ruler
from .text import clean, number

WIDTH, HEIGHT = 372, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 114, 10, 20
_FONT = 11
_LABEL_STEP = 29
"""Least distance between two labels of two lines."""
_RULER_WIDTH, _RULER_HEIGHT = 132, 22
_BAR_WIDTH, _BAR_HEIGHT = 300, 10
_DENSE = 40
"""Single facts are drawn as dots up to this many."""


@lru_cache(maxsize=1)
def _draw() -> Any:
    """The drawing library; raises :class:`InputError` where it is not installed."""
    try:
        import drawsvg
    except ImportError as error:
        raise InputError("charts want drawsvg; run: pip install 'tapecheck[brief]'") from error
    return drawsvg


@dataclass(frozen=True, slots=True)
class _Plane:
    """From days (ordinals) and values to the drawing's units."""

    first: int
    last: int
    low: float
    high: float

    def x(self, day: int) -> float:
        wide = WIDTH - _LEFT - _RIGHT
        return round(_LEFT + wide * (day - self.first) / max(1, self.last - self.first), 1)

    def y(self, value: float) -> float:
        tall = HEIGHT - _TOP - _BOTTOM
        return round(_TOP + tall * (self.high - value) / (self.high - self.low), 1)


def draw_chart(chart: Chart, ident: str, outcome: str) -> str:
    """The chart as an SVG element; ``ident`` makes its ids unique. Its title and description say what it shows."""
    d = _draw()
    plane = _plane(chart)
    out = _canvas(WIDTH, HEIGHT, ident, chart.title, chart.text)
    first, last = _day(chart.first), _day(chart.last)
    left = plane.x(first)
    out.append(d.Rectangle(left, _TOP, max(plane.x(last) - left, 2.5), HEIGHT - _TOP - _BOTTOM, class_="c-window"))
    for value in _ticks(plane.low, plane.high):
        y = plane.y(value)
        out.append(d.Line(_LEFT, y, WIDTH - _RIGHT, y, class_="c-grid"))
        out.append(d.Text(_short(value), _FONT, _LEFT - 5, y + 3.5, class_="c-tick", text_anchor="end"))
    _time_axis(out, plane)
    for at, line in enumerate(chart.lines):
        _draw_line(out, plane, line, at)
    if len(chart.lines) > 1 and not any(m.label for m in chart.marks):
        _legend(out, plane, chart.lines)
    for mark in chart.marks:
        _draw_mark(out, plane, mark, outcome)
    _labels(out, plane, [m for m in chart.marks if m.label])
    return str(out.as_svg(header=""))


def draw_ruler(ruler: Ruler, ident: str, outcome: str) -> str:
    """The accepted interval with the claimed and the found value on a number line."""
    d = _draw()
    known = [v for v in (ruler.accepted_low, ruler.accepted_high, ruler.claimed_low, ruler.claimed_high,
                         ruler.found_low, ruler.found_high) if v is not None]
    low, high = min(known), max(known)
    pad = (high - low) * 0.18 or abs(high) * 0.01 or 1.0
    low, high = low - pad, high + pad
    middle = _RULER_HEIGHT / 2

    def x(value: float | None, otherwise: float) -> float:
        return otherwise if value is None else round(3 + (_RULER_WIDTH - 6) * (value - low) / (high - low), 1)

    out = _canvas(_RULER_WIDTH, _RULER_HEIGHT, ident, "Verdict on a number line", ruler.text)
    out.append(d.Line(2, middle, _RULER_WIDTH - 2, middle, class_="c-axis"))
    left, right = x(ruler.accepted_low, 2), x(ruler.accepted_high, _RULER_WIDTH - 2)
    out.append(d.Rectangle(left, middle - 5, max(right - left, 1.5), 10, class_="c-accepted"))
    if ruler.claimed_low != ruler.claimed_high:
        out.append(d.Line(x(ruler.claimed_low, 2), middle, x(ruler.claimed_high, 2), middle, class_="c-claimed-range"))
    if ruler.found_low != ruler.found_high:
        out.append(d.Line(x(ruler.found_low, 2), middle, x(ruler.found_high, 2), middle, class_=f"c-range o-{outcome}"))
    for claimed in {ruler.claimed_low, ruler.claimed_high}:
        out.append(_diamond(x(claimed, 2), middle, 5.5))
    for found in {ruler.found_low, ruler.found_high}:
        out.append(d.Circle(x(found, 2), middle, 3, class_=f"c-found o-{outcome}"))
    return str(out.as_svg(header=""))


def draw_bar(parts: Sequence[tuple[str, int]], ident: str, title: str) -> str:
    """Counts as one bar of stretches, in order; ``parts`` are (class, count). The title says the numbers."""
    d = _draw()
    text = ", ".join(f"{count} {name}" for name, count in parts)
    out = _canvas(_BAR_WIDTH, _BAR_HEIGHT, ident, title, text, preserveAspectRatio="none")
    x, total = 0.0, sum(count for _, count in parts) or 1
    for name, count in parts:
        wide = _BAR_WIDTH * count / total
        if count:
            shown = round(max(wide - 1.5, 1), 1)
            out.append(d.Rectangle(round(x, 1), 0, shown, _BAR_HEIGHT, class_=f"c-part o-{name}"))
        x += wide
    return str(out.as_svg(header=""))


def _canvas(width: int, height: int, ident: str, title: str, text: str, **more: str) -> Any:
    d = _draw()
    out = d.Drawing(width, height, class_="chart", role="img", aria_labelledby=f"{ident}-t {ident}-d", **more)
    out.append(d.Title(clean(title), id=f"{ident}-t"))
    desc = type("Desc", (d.Title,), {"TAG_NAME": "desc"})
    out.append(desc(clean(text), id=f"{ident}-d"))
    return out


def _plane(chart: Chart) -> _Plane:
    days = [_day(day) for line in chart.lines for day, _ in line.points]
    days += [_day(chart.first), _day(chart.last), *(_day(m.day) for m in chart.marks if m.day)]
    values = [v for line in chart.lines for _, v in line.points]
    values += [v for m in chart.marks for v in (m.low, m.high) if v is not None]
    values = [v for v in values if isfinite(v)]
    low, high = min(values, default=0.0), max(values, default=1.0)
    pad = (high - low) * 0.09 or abs(high) * 0.01 or 1.0
    lone = 1 if min(days) == max(days) else 0  # a single day stands in the middle
    return _Plane(min(days) - lone, max(days) + lone, low - pad, high + pad)


def _time_axis(out: Any, plane: _Plane) -> None:
    d = _draw()
    base = HEIGHT - _BOTTOM
    out.append(d.Line(_LEFT, base, WIDTH - _RIGHT, base, class_="c-axis"))
    lone = plane.last - plane.first == 2
    for day, anchor in ((plane.first + 1, "middle"),) if lone else ((plane.first, "start"), (plane.last, "end")):
        out.append(d.Text(_spoken(day), _FONT, plane.x(day), HEIGHT - 6, class_="c-tick", text_anchor=anchor))


def _draw_line(out: Any, plane: _Plane, line: Line, at: int) -> None:
    d = _draw()
    places = [(plane.x(_day(day)), plane.y(value)) for day, value in line.points if isfinite(value)]
    if len(places) > 1:
        path = d.Path(class_=f"c-line c-line{at}" + ("" if line.whole else " c-facts"))
        path.M(*places[0])
        for x, y in places[1:]:
            path.L(x, y)
        out.append(path)
    if not line.whole and len(places) <= _DENSE:
        for x, y in places:
            out.append(d.Circle(x, y, 1.7, class_="c-fact"))


def _draw_mark(out: Any, plane: _Plane, mark: Mark, outcome: str) -> None:
    d = _draw()
    x = plane.x(_day(mark.day)) if mark.day else WIDTH - _RIGHT
    if mark.low is None or mark.high is None:
        if mark.day is None:  # a count or a ratio has no place among the series' levels, only its label
            return
        out.append(d.Line(x, _TOP, x, HEIGHT - _BOTTOM, class_=f"c-day c-{mark.kind} o-{outcome}"))
        return
    top, bottom = plane.y(mark.high), plane.y(mark.low)
    if mark.kind == "base":
        out.append(d.Circle(x, top, 2.4, class_="c-base"))
        return
    if mark.kind == "claimed":
        out.append(d.Line(_LEFT, top, WIDTH - _RIGHT, top, class_="c-level"))
        if mark.low != mark.high:
            out.append(d.Rectangle(_LEFT, top, WIDTH - _LEFT - _RIGHT, max(bottom - top, 1), class_="c-band"))
        out.append(_diamond(x, (top + bottom) / 2, 6))
        return
    if mark.low != mark.high:
        out.append(d.Line(x, top, x, bottom, class_=f"c-range o-{outcome}"))
    for y in {top, bottom}:
        out.append(d.Circle(x, y, 3.4, class_=f"c-found o-{outcome}"))


def _diamond(x: float, y: float, r: float) -> Any:
    return _draw().Lines(x, y - r, x + r, y, x, y + r, x - r, y, close=True, class_="c-diamond")


def _labels(out: Any, plane: _Plane, marks: Sequence[Mark]) -> None:
    """What is claimed and found, at the right, at its height, never one on the other."""
    d = _draw()
    wanted = sorted((plane.y((m.low + m.high) / 2) if m.low is not None and m.high is not None else 45.0 + 30 * i, i, m)
                    for i, m in enumerate(marks))
    y = float(_TOP)
    places: list[tuple[float, Mark]] = []
    for place, _, mark in wanted:
        y = max(y, min(place - 6, HEIGHT - _BOTTOM - _LABEL_STEP * (len(wanted) - len(places)) + 6))
        places.append((y, mark))
        y += _LABEL_STEP
    for y, mark in places:
        word, _, value = clean(mark.label).partition(" ")
        sign = "◇ " if mark.kind == "claimed" else "● "
        out.append(d.Text(sign + word, _FONT, WIDTH - _RIGHT + 9, y + 4, class_="c-word"))
        out.append(d.Text(_cut(value), _FONT, WIDTH - _RIGHT + 9, y + 17, class_="c-value"))


def _legend(out: Any, plane: _Plane, lines: Sequence[Line]) -> None:
    """The name of each of two lines, at the right, at the height where it ends unless that is another's."""
    d = _draw()
    places = sorted((plane.y(line.points[-1][1]), at, line.label) for at, line in enumerate(lines))
    y = 0.0
    for place, at, label in places:
        y = max(place + 3, y + 13)
        out.append(d.Text(_cut(clean(label)), _FONT, WIDTH - _RIGHT + 9, y, class_=f"c-name c-name{at}"))


def _cut(text: str, most: int = 16) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _ticks(low: float, high: float) -> list[float]:
    """Two to five round values between ``low`` and ``high``."""
    raw = (high - low) / 3
    if not raw > 0 or not isfinite(raw):
        return []
    size = 10.0 ** floor(log10(raw))
    step = next(s * size for s in (1, 2, 2.5, 5, 10) if s * size >= raw)
    at = (floor(low / step) + 1) * step
    found: list[float] = []
    while at < high and len(found) < 6:
        found.append(round(at, 10))
        at += step
    return found


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else number(value, "number")


def _day(text: str | None) -> int:
    return date.fromisoformat(text or "0001-01-01").toordinal()


def _spoken(day: int) -> str:
    d = date.fromordinal(day)
    return f"{d.day} {d:%b} {d.year}"
