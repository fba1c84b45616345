"""The head of an article as a page gives it: headline, dateline, byline, tags, and where the running text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .dateline_parts import read_parts
from .moments import Moment, find_moment

_HEAD_CHARS = 6000
_HEAD_LINES = 8
"""Datelines further down than this are text."""
_LINE = re.compile(r"[^\r\n]+")
_LONGEST_HEADLINE = 220
_LONGEST_DECK = 300
"""A line longer than this is running text, and no dateline follows it."""
_LONGEST_REST = 40
"""What may stand in a dateline beside date, byline and tags: an outlet's or a section's name."""

_GAP = re.compile(r"[\s|•·—–\-:,;()/]+")
_LABEL = re.compile(
    r"(?P<first>(?:first |originally )?(?:published|posted|issued|filed)|date(?:line)?)\b(?: (?:on|at))?"
    r"|(?P<later>(?:last )?(?:updated|modified|revised))\b(?: (?:on|at))?", re.IGNORECASE)
_READING_TIME = re.compile(
    r"\d+[ -]min(?:ute)?s?(?: read)?\b(?! ago)|(?:\d+|an?) (?:min(?:ute)?|hour|hr|day|month|year)s? ago\b",
    re.IGNORECASE)
"""How long the article is, or how long ago it was put there."""
_OUTLET = re.compile(r"(?![Bb]y\b|BY\b)[A-Z][^|•·\d#]{1,40}[|•·](?=\s*\S)")
"""An outlet's or a section's name before the date: "The Daily Ledger | March 4, 2025"."""
_LEAD = re.compile(
    r"(?=[A-Z])(?![Bb]y\b|BY\b)(?:(?!\b(?:week|month|quarter|year|period) (?:of|end)|\b(?:since|until|from)\b)"
    r"(?:[^.!?\d|•·]|\b(?:No\.|Issue|Vol\.?|Week) \d+|St\. ))"
    r"{2,45}?(?:,|[|•·—–-]|\bfor)\s*")
"""What a line of its own may begin with before its date: a place, an edition, an author ("Market close, Tuesday 4
March 2025"); not what a period is reported for.
"""
_NAME = r"[A-Z][\w.'’\-]*(?:\s+(?:(?:de|van|von|der|del|la|le|bin|al|of)\b|[A-Z][\w.'’\-]*)){0,4}"
_SECTION = re.compile(r"^in [A-Z][\w &]{2,30}$")
_BARS = re.compile(r"\s*[|•·]\s*")
_BYLINE = re.compile(rf"(?:[Bb]y|BY)\s+(?P<names>{_NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*&\s*){_NAME})*)")
_WIRE = re.compile(
    r"(?:(?P<place>[A-Z][A-Z.'’/\- ]{2,40}(?:,\s?[A-Z][A-Za-z.]+)?)(?:,\s+|\s*(?=[(—\-])))?"
    r"(?P<date>(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?:,? \d{4})?)\b"
    r"(?:,?\s+(?:at\s+)?\d{1,2}(?::\d\d)?\s*[ap]\.?m\b\.?(?:\s*[A-Z]{2,4}\b)?|,?\s+\d{1,2}:\d\d(?:\s*[A-Z]{2,4}\b)?)?\s*)?"
    r"(?:\((?P<agency>[A-Z][\w. ]{1,30}?)(?:\)\s*(?:--?|[–—])\s*|\s(?:--?|[–—])\s+)|—\s?|--\s?)(?=\S)")
_GLUE = re.compile(r"(?<=[a-z’'\d])(?=[A-Z“\"‘])")
_PREFIXES = ("Mc", "Mac", "De", "Di", "La", "Le", "O’", "O'", "i", "e")


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say. Spans count characters of the text; ``dateline`` is None where there is none.

    ``prose_start`` is where the running text begins: after headline and dateline.
    """

    title: str = ""
    published: datetime | None = None
    note: str = ""
    byline: str = ""
    tags: tuple[str, ...] = ()
    dateline: tuple[int, int] | None = None
    prose_start: int = 0


@dataclass(slots=True)
class _Dateline:
    """One line read as a dateline up to ``end``."""

    end: int
    moment: Moment | None = None
    later: bool = False
    byline: str = ""
    tags: tuple[str, ...] = ()
    label: bool = False


def read_head(text: str) -> Head:
    """Read headline and dateline from the top of ``text``; never an exception, whatever the text."""
    lines = list(_lines(text))
    datelines: list[tuple[int, int, _Dateline]] = []
    for number, (start, end) in enumerate(lines):
        line = _read_dateline(text[start:end])
        if line is None or line.moment is None or not line.byline:
            line = _in_parts(text[start:end], number == 0) or line
        if line is not None:
            datelines.append((number, start, line))
        elif end - start > _LONGEST_DECK or (datelines and number > datelines[-1][0] + 1):
            break
    if not datelines:
        return _without_dateline(text, lines)
    first, begin, _ = datelines[0]
    last, start, line = datelines[-1]
    stop = start + line.end
    title = text[slice(*lines[0])].strip() if first > 0 else _headline_below(text, lines, last)
    moments = [d for _, _, d in datelines if d.moment]
    chosen = next((d.moment for d in moments if not d.later), moments[0].moment if moments else None)
    return Head(
        title=title if len(title) <= _LONGEST_HEADLINE else "",
        published=chosen.when if chosen else None,
        note=chosen.note if chosen else "",
        byline=next((d.byline for _, _, d in datelines if d.byline), ""),
        tags=tuple(tag for _, _, d in datelines for tag in d.tags),
        dateline=(begin, stop),
        prose_start=_next_text(text, stop),
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    count = 0
    for m in _LINE.finditer(text, 0, _HEAD_CHARS):
        if m.group().strip():
            end = m.end() if m.end() < _HEAD_CHARS else len(text)
            yield m.start(), end
            count += 1
            if count == _HEAD_LINES:
                return


def _read_dateline(line: str) -> _Dateline | None:
    """Read labels, date, byline, reading time and tags from the left; None when the line holds running text too."""
    line = line[:_HEAD_CHARS]
    wire = _WIRE.match(line)
    if wire and (wire["agency"] or wire["place"]):
        moment = find_moment(wire["date"]) if wire["date"] else None
        return _Dateline(wire.end(), moment=moment, label=True)
    found = _Dateline(0)
    at = _before_date(line)
    while at < len(line):
        step = _step(line, at, found)
        if step is None:
            break
        at = step
    bare = found.moment is not None and found.moment.when is None and found.moment.precision == "day"
    if not (found.byline or (found.label and at == len(line)) or (found.moment and not bare)):
        return None
    rest = line[at:].strip()
    rest = _SECTION.sub("", rest) if found.byline else rest
    if rest and not found.tags and not all(_is_name(part) for part in _BARS.split(rest)):
        return None
    found.end = at if found.tags else len(line.rstrip())
    return found


def _in_parts(line: str, first: bool) -> _Dateline | None:
    """A line of bars and commas whose date stands anywhere; the ``first`` line may be a headline that tells a day."""
    fields = line.partition("#")[0]
    parts = read_parts(fields, timed=first)
    if parts is None:
        return None
    end, tags = _tags(line, len(fields)) if len(fields) < len(line) else (len(line.rstrip()), ())
    return _Dateline(end, parts.moment, parts.later, parts.byline, tags)


def _before_date(line: str) -> int:
    """Where the date begins after a name that stands before it; 0 where none does."""
    if m := _OUTLET.match(line):
        return m.end()
    for m in re.finditer(r"[,|•·—–-]\s*|\bfor\s+", line[:60]):
        lead = _LEAD.fullmatch(line, 0, m.end())
        moment = find_moment(line[m.end() : m.end() + 90]) if lead else None
        if moment and moment.start == 0 and moment.when:
            return m.end()
    return 0


def _is_name(part: str) -> bool:
    """Whether words beside a date may be an outlet's, a desk's or a person's name, and are no running text."""
    return len(part) <= _LONGEST_REST and not re.search(r"^[^\W\d_A-Z]|\d|[.!?]$", part.strip())


def _step(line: str, at: int, found: _Dateline) -> int | None:
    """Take one part of a dateline at ``at`` into ``found``; the place after it, or None."""
    if m := _GAP.match(line, at):
        return m.end()
    if m := _LABEL.match(line, at):
        found.label = True
        found.later = m["later"] is not None
        return m.end()
    if m := _READING_TIME.match(line, at):
        found.label = True
        return m.end()
    if (m := _BYLINE.match(line, at)) and (found.moment or line[at] == "B"):
        found.byline = found.byline or m["names"].strip()
        return m.end()
    if line[at] == "#":
        end, found.tags = _tags(line, at)
        return end
    window = line[at : at + 90]
    moment = find_moment(window)
    if moment and moment.start == 0 and found.moment is None:
        found.moment = moment
        return at + moment.end
    if moment and moment.start == 0:
        return at + moment.end
    return None


def _tags(line: str, at: int) -> tuple[int, tuple[str, ...]]:
    """The tags from ``at`` on, and where they end: at the line's end, or where a caption is glued to the last one."""
    end = len(line.rstrip())
    last = line.rfind("#", at, min(end, at + 400))
    if end - last > _LONGEST_REST:
        for m in _GLUE.finditer(line, last + 1):
            word = line[max(line.rfind(" ", 0, m.start()), line.rfind("#", 0, m.start())) + 1 : m.start()]
            if not word.endswith(_PREFIXES) or len(word) > 3:
                end = m.start()
                break
    tags = tuple(tag for part in line[at:end].split("#") if (tag := part.strip(" |,·•\t")))
    return end, tags


def _without_dateline(text: str, lines: list[tuple[int, int]]) -> Head:
    """A first line that is short, unfinished as a sentence and followed by a longer one is a headline."""
    if len(lines) < 2:
        return Head(prose_start=_next_text(text, 0))
    first, second = (text[start:end].strip() for start, end in lines[:2])
    if len(first) < min(_LONGEST_HEADLINE, len(second)) and first[-1] not in ".,:;”\"’":
        return Head(title=first, prose_start=_next_text(text, lines[0][1]))
    return Head(prose_start=_next_text(text, 0))


def _headline_below(text: str, lines: list[tuple[int, int]], last: int) -> str:
    """The headline where the dateline stands above it."""
    if last + 2 < len(lines):
        below = text[slice(*lines[last + 1])].strip()
        if below[-1] not in ".,:;”\"’" and len(below) < len(text[slice(*lines[last + 2])]):
            return below
    return ""


def _next_text(text: str, at: int) -> int:
    m = re.compile(r"\S").search(text, at)
    return m.start() if m else len(text)
