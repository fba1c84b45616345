"""Where an article disagrees with itself: arithmetic over its own figures, no data.

Only figures that the words tie together are held against each other, each at the most that rounding, hedge and bound
allow; what could agree at any corner of these intervals does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from ..metrics.acceptance import accepted
from ..schemas import Claim, Conflict, Figure, Parsed, Span
from ..schemas.conflict import ConflictKind

_AMOUNT = re.compile(r"index_point|[A-Z]{3}(?:/\w+)?")
_TO = re.compile(
    r"\b(?:to|at)(?: an?| the)?(?: new)?(?: all-time| record| session)?(?: high| low)?(?: of)? (?:about )?$")
_FROM = re.compile(
    r"^(?:,? (?:a share|per share|an ounce|a barrel|in the (?:prior|same|year-ago) \w+|a year (?:ago|earlier)))*"
    r",? (?:up |down )?from (?:about |just )?$")
_OF = re.compile(r"^ (?:out )?of (?:the |its |their |all )?(?:\w+ )?$")
_OR = re.compile(r"^(?: [a-z]+){0,3},? (?:or|\() ?$")


def read_conflicts(parsed: Parsed, figures: Sequence[Figure], claims: Sequence[Claim]) -> tuple[Conflict, ...]:
    """The conflicts of an article, in the order of their first figures."""
    found = [*_moves(parsed, figures), *_ends(parsed, figures), *_shares(parsed, figures), *_twice(claims)]
    return tuple(sorted(found, key=lambda c: c.figures[0].start))


def _moves(parsed: Parsed, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """Amount, percent and level of one move ("up 893.16 points, or 27.8%, to 4,649.23")."""
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.move is not None and figure.kind == "number":
            groups.setdefault(figure.move, []).append(figure)
    for group in groups.values():
        if any(parsed.body.startswith("from ", f.start - 5) for f in group):
            continue
        percent = [f for f in group if f.quantity.unit == "percent"]
        levels = [f for f in group if f not in percent and _TO.search(parsed.body[max(0, f.start - 40) : f.start])]
        amounts = [f for f in group if f not in percent and f not in levels and _AMOUNT.fullmatch(f.quantity.unit)]
        if len(percent) == len(levels) == len(amounts) == 1 and _one_unit(amounts[0], levels[0]):
            yield from _move(amounts[0], percent[0], levels[0])


def _one_unit(amount: Figure, level: Figure) -> bool:
    units = amount.quantity.unit.partition("/")[0], level.quantity.unit.partition("/")[0]
    return units[0] == units[1] or units in {("index_point", "number"), ("number", "index_point")}


def _move(amount: Figure, percent: Figure, level: Figure) -> Iterator[Conflict]:
    direction = next((f.direction for f in (percent, amount, level) if f.direction in ("up", "down")), None)
    signs = {"up": (1,), "down": (-1,)}.get(direction or "", (1, -1))
    values = [a / (v - sign * a) * 100
              for sign, a, v in product(signs, _range(amount), _range(level)) if v - sign * a > 0]
    if values and not _meets(values, percent):
        sign = signs[0]
        base = level.quantity.low - sign * amount.quantity.low
        yield _conflict("move", (amount, percent, level), (
            f"{_plain(amount.quantity.low)} on a base of {_plain(level.quantity.low)} {'-' if sign > 0 else '+'} "
            f"{_plain(amount.quantity.low)} = {_plain(base)} is {amount.quantity.low / base * 100:.4g}%, "
            f"not {percent.text}"))


def _ends(parsed: Parsed, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """A percent and both ends of it ("rose 12% to $5.2 billion from $4.6 billion")."""
    for percent, end, begin in zip(figures, figures[1:], figures[2:], strict=False):
        between = parsed.body[percent.end : end.start], parsed.body[end.end : begin.start]
        if percent.quantity.unit != "percent" or percent.direction not in ("up", "down") or percent.kind != "number":
            continue
        if end.quantity.unit != begin.quantity.unit or end.kind != "number" or begin.kind != "number":
            continue
        if end.quantity.unit in ("percent", "basis_point", "date"):
            continue
        if between[0] != " to " or not _FROM.match(between[1]):
            continue
        sign = 1 if percent.direction == "up" else -1
        values = [sign * (b / a - 1) * 100 for a, b in product(_range(begin), _range(end)) if a > 0]
        if values and not _meets(values, percent):
            change = (end.quantity.low / begin.quantity.low - 1) * 100
            yield _conflict("from_to", (percent, end, begin), (
                f"{_plain(begin.quantity.low)} to {_plain(end.quantity.low)} is {change:+.4g}%, not {percent.text}"))


def _shares(parsed: Parsed, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """A part, its whole and its share ("24 of 37 sessions, or 65%")."""
    for part, whole, share in zip(figures, figures[1:], figures[2:], strict=False):
        between = parsed.body[part.end : whole.start], parsed.body[whole.end : share.start]
        if share.quantity.unit != "percent" or not _OF.match(between[0]) or not _OR.match(between[1]):
            continue
        if any(f.kind != "number" for f in (part, whole, share)) or whole.quantity.low <= part.quantity.high:
            continue
        values = [a / b * 100 for a, b in product(_range(part), _range(whole)) if b > 0]
        if not _meets(values, share):
            found = part.quantity.low / whole.quantity.low * 100
            yield _conflict("share", (part, whole, share), (
                f"{_plain(part.quantity.low)} of {_plain(whole.quantity.low)} is {found:.4g}%, not {share.text}"))


def _twice(claims: Sequence[Claim]) -> Iterator[Conflict]:
    """The same expression stated as a fact in two ways that no rounding joins."""
    first: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        stated = claim.stated
        if claim.expr is None or stated is None or not claim.certain or claim.relation != "equals" or claim.reason:
            continue
        other = first.setdefault((claim.expr, stated.unit), claim)
        told = other.stated
        assert told is not None
        if told.accepted_low > stated.accepted_high or stated.accepted_low > told.accepted_high:
            yield _conflict("twice", (other.figure, claim.figure), (
                f"{claim.expr} is told as {other.figure.text} and as {claim.figure.text}"))


def _range(figure: Figure) -> tuple[float, float]:
    around = accepted(figure)
    return around.low, around.high


def _meets(values: Sequence[float], figure: Figure) -> bool:
    low, high = _range(figure)
    return min(values) <= high and max(values) >= low


def _conflict(kind: ConflictKind, figures: Sequence[Span], arithmetic: str) -> Conflict:
    spans = sorted((Span(start=f.start, end=f.end, text=f.text) for f in figures), key=lambda s: s.start)
    return Conflict(kind=kind, figures=tuple(spans), arithmetic=arithmetic)


def _plain(value: float) -> str:
    return f"{value:,.10g}"
