"""Dates and windows of an article: every expression of time, resolved from the moment of publication.

What counts as the right day follows the usage of market news: a bare weekday is the latest such day up to
publication, unless the wording looks ahead ("report results on Wednesday"); a date or month without its year likewise;
"the week" said at the weekend or before Monday's open is the week just over. ``Period`` documents the fields.

Not periods: "may" and "march" as verbs, "10-year" and other hyphened measures, years that are figures or names
("Russell 2000", "2,000"), lengths per unit ("barrels a day").
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from ..schemas.parsed import Parsed
from ..schemas.period import Period
from .periods_node import Node
from .periods_read import read_at
from .periods_text import Line, tokenize
from .periods_words import (
    HOLIDAYS,
    LAST,
    MONTH_SHORT,
    MONTHS,
    NEXT,
    NUMBERS,
    ORDINALS,
    SEASONS,
    TENS,
    UNITS,
    VAGUE,
    WEEKDAY_SHORT,
    WEEKDAYS,
)

_UNIT_WORDS = frozenset(w for u in (*UNITS, "centurie") for w in (u, u + "s")) | {"century", "workweek", "workweeks"}
_DAY_WORDS = """today yesterday tomorrow tonight tonite tmrw tmr overnight midday noon midnight midsession ytd mtd qtd
    wtd bell close open am pm clock q h half morning afternoon evening night fifties sixties seventies eighties nineties
    fy cy
    date midyear midmonth trading time""".split()
_CORE = frozenset().union(MONTHS, MONTH_SHORT, WEEKDAYS, WEEKDAY_SHORT, _UNIT_WORDS, SEASONS, _DAY_WORDS,
                          (words[0] for words in HOLIDAYS))
"""Words one of which every expression in news has, but for those in figures."""
_TRIGGERS = frozenset().union(
    _CORE, NUMBERS, TENS, ORDINALS, VAGUE, LAST, NEXT,
    """since until till through by before after from between in within the this current so early late mid end beginning
    start middle fiscal calendar a an half more less fewer longer at nearly almost about around roughly some over up
    just approximately opening closing earlier later turn these those its their another final latest most
    """.split(),
)
_AHEAD_TOKENS = 9
"""How far ahead of an expression's first token its core word stands at most ("since at least the beginning of ...")."""


def read_periods(parsed: Parsed, published: datetime | None, *, loose: bool = False) -> tuple[Period, ...]:
    """Every date and window of the article, in order, none overlapping another.

    ``published`` is an aware moment (a naive one is taken as New York time); without it whatever depends on it has
    ``first`` and ``last`` None. ``loose`` also reads the shapes of speech and forms, which in news would be noise:
    recurring times ("daily", "every Friday"), bare hours, ``10/7`` without a year, "the 18th", lower-case months, and
    takes "in two weeks" as ahead. Tags are used where ``parsed`` has them; they are not needed.
    """
    now = _new_york(published)
    tags = _verb_tags(parsed)
    out: list[Period] = []
    start = 0
    for end in _line_ends(parsed.body):
        if end > start:
            line = tokenize(parsed.body, start, end, now, loose)
            if tags:
                line.tags = {i: tags[at] for i, at in enumerate(line.start) if at in tags}
            out.extend(_read_line(line))
        start = end + 1
    return tuple(out)


def _line_ends(body: str) -> Iterator[int]:
    """Where each line ends; a line broken inside its sentence goes on in the next."""
    at = body.find("\n")
    while at >= 0:
        before, after = body[at - 1 : at], body[at + 1 : at + 2]
        goes_on = after.islower() or (after.isdigit() and before == ",")
        if not goes_on or before in _SENTENCE_ENDS:
            yield at
        at = body.find("\n", at + 1)
    yield len(body)


_SENTENCE_ENDS = frozenset({".", "!", "?", ":", ";", '"', "”", "\n", "\r", ""})


@lru_cache(maxsize=1)
def _zone() -> ZoneInfo:
    return ZoneInfo("America/New_York")


def _new_york(published: datetime | None) -> datetime | None:
    if published is None or published.tzinfo is None:
        return published
    try:
        return published.astimezone(_zone()).replace(tzinfo=None)
    except OverflowError:
        return published.astimezone(UTC).replace(tzinfo=None) if 1 < published.year < 9999 else None


def _verb_tags(parsed: Parsed) -> dict[int, str]:
    """Part-of-speech tags of verbs and modals by character offset; empty when the text was not tagged."""
    if not parsed.parsed:
        return {}
    return {t.start: t.tag for t in parsed.tokens if t.tag}


def _core_ahead(line: Line) -> list[int]:
    """For each token the next place that could hold an expression's core word or figures."""
    out = [0] * len(line.low)
    following = len(line.low) + _AHEAD_TOKENS
    for i in range(len(line.low) - 1, -1, -1):
        word = line.low[i]
        if word in _CORE or (word[0].isdigit() and _figure_of_time(line, i)):
            following = i
        out[i] = following
    return out


def _figure_of_time(line: Line, i: int) -> bool:
    after = line.low[i + 1] if i + 1 < len(line.low) else ""
    return len(line.low[i]) == 4 or (after in (":", "/", "-", ".") and line.tight(i + 1)) or after in ("a", "p")


def _read_line(line: Line) -> Iterator[Period]:
    core = [] if line.loose else _core_ahead(line)
    i = 0
    while i < len(line.low):
        word = line.low[i]
        tried = line.loose or (core[i] - i < _AHEAD_TOKENS and (word in _TRIGGERS or word[0].isdigit() or word == "½"))
        node = read_at(line, i) if tried else None
        if node is None or node.end <= i:
            i += 1
            continue
        yield _period(line, i, node)
        i = node.end


def _period(line: Line, i: int, node: Node) -> Period:
    start, end = line.start[i], line.end_of(node.end - 1)
    return Period(
        start=start, end=end, text=line.body[start:end], kind=node.kind, first=node.first, last=node.last,
        relation=node.relation, grain=node.grain, count=node.count, clock=node.clock, approximate=node.approximate,
        part=node.part, bound=node.bound, timex=node.timex,
    )
