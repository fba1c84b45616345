"""The faces of one move: "rose 64.06 points, or 1.4%, to 4,577.10" is one move told three times."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right

from .figures_draft import Draft

_OR = re.compile(
    r"\s*(?:\s(?:on|in|for|this|last)\s\w+(?:\s\w+)?)?(?:,\s*or|,|\(|\bor|—|–|,\s*a)\s*(?:about|"
    r"roughly|around|nearly|more than|or|a loss of|a gain of|a drop of)?\s*",
    re.I,
)
_TO = re.compile(r"\s*(?:\s(?:on|in|for|this|last)\s\w+(?:\s\w+)?)?[,)]?\s*(?:(?:\w+\s+){0,3}?(?:to(?:\s+(?:close|"
                 r"end|finish|settle|trade|stand)(?:\s+at)?)?|closing at|ending at|finishing at|at|for|and closed "
                 r"at|and ended at|leaving it at|on)|to\s+\w+\s+\w+\s+at|\()\s*"
                 r"(?:a\s+(?:record|close|new\s+record|closing\s+high|fresh\s+record|record\s+close)\s*(?:close\s+|"
                 r"high\s+)?(?:of|at)?\s*|about\s+|around\s+)?", re.I)
_FROM = re.compile(r"\s*,?\s*from\s*(?:about\s+|around\s+)?", re.I)
_LIST = re.compile(r"\s*(?:,|,?\s*and|,?\s*or)\s*")
_BY = re.compile(
    r"\s*(?:,|;|,?\s*and|,?\s*while|"
    r",?\s*but)\s+(?:(?:the\s+)?(?:[A-Z&][\w&.’'-]*\s+){1,4}(?:of\s+)?)(?:by\s+)?"
)
_AND_FROM = re.compile(
    r"(?:(?!\b(?:was|were|is|are|rose|fell|gained|lost|added|climbed|dropped|up|down|ended|closed|at|to|while|when|"
    r"but)\b)[^.;:]){0,100}?,?\s+and\s+", re.I
)
_THEN = re.compile(r"\s+(?:from|in|for|on|since|over|this|last|so far|during)\b", re.I)
_SIZES = frozenset("percent percentage_point basis_point index_point".split())


def link_moves(text: str, drafts: list[Draft], floors: list[int], moves: int) -> int:
    """Gives the faces of one move a common number and direction; returns the last number used."""
    for a, b in itertools.pairwise(drafts):
        if bisect_right(floors, a.start) != bisect_right(floors, b.start):
            continue
        gap = text[a.edges()[1] : b.edges()[0]]
        if len(gap) > 100 or {a.kind, b.kind} & {"ordinal", "superlative"}:
            continue
        change = a.direction is not None and not a.level and a.low >= 0 and b.low >= 0
        if a.level and b.level and gap.rstrip().endswith(" to") | (gap.strip() == "to"):
            moves = _same(a, b, moves)
            continue
        if _OR.fullmatch(gap) and change and a.unit != b.unit and b.unit in _SIZES | {a.unit} | {"USD"}:
            b.direction = None if b.level else b.direction or a.direction
        elif _LIST.fullmatch(gap) and change and a.unit == b.unit:
            b.direction = b.direction or a.direction
            continue
        elif (
            _AND_FROM.fullmatch(gap)
            and change
            and a.unit == b.unit
            and b.direction is None
            and _THEN.match(text, b.edges()[1])
        ) or (_BY.fullmatch(gap) and change and a.unit == b.unit and b.direction is None):
            b.direction = a.direction
            continue
        elif (_TO.fullmatch(gap) and (change or a.level or a.move is not None) and b.direction is None) or (
            _FROM.fullmatch(gap) and (a.level or a.direction or a.move is not None)
        ):
            b.level = True
        else:
            continue
        moves = _same(a, b, moves)
    return moves


def _same(a: Draft, b: Draft, moves: int) -> int:
    """Puts ``b`` into the move of ``a``."""
    if a.move is None:
        moves += 1
        a.move = moves
    b.move = a.move
    return moves
