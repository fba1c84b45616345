"""Quotation marks: pairing them, paragraph by paragraph, whatever their kind and however many are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"]|``|''")
_SINGLE = re.compile(r"[‘’']")
_SINGLE_REACH = 1000
"""Characters within which a single mark must close; beyond them it was an apostrophe."""
_ENDS_SPEECH = ",.?!…—–-"
_CUT = re.compile(r",\s+(?:said|says|(?:\w+\s+){1,3}(?:said|says))\b")
_CLIPPED = re.compile(r"['’](?:\d\ds?|em|til|cause|tis|twas|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """Quoted words: ``start:end`` without the marks, ``outer_start:outer_end`` with them, counted in characters.

    ``closed`` is False when the closing mark is missing; then the region ends with its paragraph (or before
    ", said X"). ``carried`` is True when it takes up a quote left open in the paragraph before. ``single`` tells
    single marks from double ones.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    closed: bool = True
    carried: bool = False
    single: bool = False


def pair_marks(body: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[list[Region], list[int]]:
    """Every quoted region of ``body``, outermost only and in order, and the offsets of marks left without a partner.

    Marks never pair across paragraphs. A paragraph that opens with a mark while the one before left its quote open
    carries that quote on, as newspapers print it. Never raises.
    """
    regions: list[Region] = []
    unpaired: list[int] = []
    open_before: Region | None = None
    for number, (start, end) in enumerate(paragraphs):
        found, lost = _paragraph(body, start, end, number)
        if open_before is not None:
            if found and not body[start : found[0].outer_start].strip():
                found[0] = _carried(found[0])
            else:
                unpaired.append(open_before.outer_start)
        open_before = found[-1] if found and not found[-1].closed else None
        regions += found
        unpaired += lost
        regions += _singles(body, start, end, number, found)
    if open_before is not None:
        unpaired.append(open_before.outer_start)
    regions.sort(key=lambda r: r.start)
    return regions, sorted(unpaired)


def _carried(region: Region) -> Region:
    return Region(region.start, region.end, region.outer_start, region.outer_end, region.paragraph, region.closed, True)


def _paragraph(body: str, start: int, end: int, number: int) -> tuple[list[Region], list[int]]:
    """Double-marked regions of one paragraph, nested ones swallowed by the outer one."""
    regions: list[Region] = []
    lost: list[int] = []
    opened: list[re.Match[str]] = []
    for mark in _MARK.finditer(body, start, end):
        role = _role(body, mark, start, end, opened[-1].group() if opened else "")
        if role == "open":
            opened.append(mark)
        elif role == "close" and opened:
            first = opened.pop()
            if not opened:
                regions.append(Region(first.end(), mark.start(), first.start(), mark.end(), number))
        elif role != "ignore":
            lost.append(mark.start())
    if opened:
        regions.append(_unclosed(body, opened[0], end, number))
        lost += [m.start() for m in opened[1:]]
    return regions, lost


def _unclosed(body: str, mark: re.Match[str], end: int, number: int) -> Region:
    cut = _CUT.search(body, mark.end(), end)
    stop = cut.start() + 1 if cut else end
    return Region(mark.end(), stop, mark.start(), stop, number, closed=False)


def _role(body: str, mark: re.Match[str], start: int, end: int, opener: str) -> str:
    """Whether a mark opens, closes, is lost or is no quotation mark at all (inches)."""
    before = body[mark.start() - 1] if mark.start() > start else " "
    after = body[mark.end()] if mark.end() < end else " "
    text = mark.group()
    leans_right = before.isspace() or before in "([—–-/‘'"
    leans_left = after.isspace() or after in ",.;:?!)]—–-’'"
    if text in ("“", "„", "``", "«"):
        return "close" if opener and not leans_right and leans_left else "open"
    if text in ("”", "''", "»"):
        return "close" if opener else ("open" if leans_right and not leans_left else "lost")
    if not opener:
        if before.isdigit():
            return "ignore"
        return "open" if leans_right or not leans_left else "lost"
    if opener != text and leans_right and not leans_left:
        return "open"
    return "close"


def _singles(body: str, start: int, end: int, number: int, doubles: Sequence[Region]) -> Iterator[Region]:
    """Single-marked regions of one paragraph outside its double-marked ones (headlines, British style)."""
    at = start
    while True:
        opening = next((m for m in _SINGLE.finditer(body, at, end) if _opens_single(body, m, start, end)), None)
        if opening is None:
            return
        inside = next((d for d in doubles if d.outer_start <= opening.start() < d.outer_end), None)
        if inside is not None:
            at = inside.outer_end
            continue
        limit = next((d.outer_start for d in doubles if d.outer_start > opening.start()), end)
        closing = closing_single(body, opening.end(), min(limit, opening.end() + _SINGLE_REACH))
        if closing < 0:
            at = opening.end()
            continue
        yield Region(opening.end(), closing, opening.start(), closing + 1, number, single=True)
        at = closing + 1


def _opens_single(body: str, mark: re.Match[str], start: int, end: int) -> bool:
    before = body[mark.start() - 1] if mark.start() > start else " "
    after = body[mark.end()] if mark.end() < end else " "
    if mark.group() == "’" or _CLIPPED.match(body, mark.start()):
        return False
    return (before.isspace() or before in "([—–:“\"") and (after.isalnum() or after in "$“\"[")


def closing_single(body: str, start: int, end: int) -> int:
    """Offset of the single mark that closes a quote opened before ``start``, or -1; apostrophes are passed over."""
    for mark in _SINGLE.finditer(body, start, end):
        before = body[mark.start() - 1]
        after = body[mark.end()] if mark.end() < len(body) else " "
        if mark.group() == "‘" or before.isspace() or after.isalnum():
            continue
        rest = body[mark.end() : mark.end() + 2]
        possessive = before == "s" and re.match(r" [a-z]", rest) is not None
        if not possessive or _SINGLE.search(body, mark.end(), min(end, mark.end() + 80)) is None:
            return mark.start()
    return -1


def last_mark(body: str, region: Region) -> str:
    """The last character of the quoted words, past the marks of quotes nested at their end."""
    return body[region.start : region.end].rstrip(" \u00a0'’”\"")[-1:]


def ends_speech(body: str, region: Region) -> bool:
    """Whether the quoted words end as speech does, with a comma or a full stop (in or just outside the marks)."""
    inside = last_mark(body, region)
    return bool(inside) and (inside in _ENDS_SPEECH or body[region.outer_end : region.outer_end + 1] == ",")
