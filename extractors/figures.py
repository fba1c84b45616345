"""Every quantity an article states, as typed figures.

Read in passes over one paragraph at a time: numbers, what is no figure (dates, names), units, ranges, special words,
what is counted, hedges and bounds, direction, and the faces of one move. Each pass is its own ``figures_*`` module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..schemas import Figure, Parsed, Period
from .figures_attach import attach
from .figures_context import TIME_UNITS, add_hedges, find_direction
from .figures_draft import Draft
from .figures_inherit import add_per, ages, inherit, join_money, restate
from .figures_keep import Stretch, keep
from .figures_levels import read_level
from .figures_moves import link_moves
from .figures_nouns import add_noun
from .figures_numbers import HAS_NUMBER, Number, find_numbers
from .figures_ranges import join_ranges, share_units
from .figures_special import (
    counted_steps,
    hedged_articles,
    multipliers,
    ordinal,
    settle_times,
    superlatives,
)

_MAX_BLOCK = 2000
"""Characters read at once; bounds the work on a paragraph without end."""
_DATES = frozenset({"day", "week", "month", "quarter", "year", "time"})
_STILL = frozenset({"count", "rank", "price_earnings", "year of age"})
"""Units that no verb moves: "fell eight times" is a count of falls."""
_REACH = 20
"""How many figures back the reading of one may look."""
_WINDOW = re.compile(r"\b(?P<word>past|last|next|previous|prior|coming|following|first|final)\s+$", re.I)
_SESSION = re.compile(
    r"\b(?:clos(?:e|ed|ing)|record|session|trading|stocks?|index|rall(?:y|ied)|streak|losing|"
    r"winning|straight|gains?|declines?|fell|rose)\b",
    re.I,
)
_UNBROKEN = re.compile(r"\s+(?:without|straight|of (?:gains|losses))\b")
_PRONOUN = re.compile(r"\b(?:the|these|those|other|all)\s+$", re.I)


def read_figures(parsed: Parsed, periods: Sequence[Period] = ()) -> tuple[Figure, ...]:
    """The figures of an article, in order, none overlapping another.

    Works on the text alone; tags, where ``parsed`` has them, settle what a bare number counts. ``periods`` keeps
    numbers inside resolved dates from being read as figures.
    """
    dates = [(p.start, p.end) for p in periods if p.kind in _DATES and p.count is None]
    out: list[Figure] = []
    moves = 0
    for start, end in _blocks(parsed):
        text = parsed.body[start:end]
        if not HAS_NUMBER.search(text):
            continue
        drafts, moves = _Block(text, start, parsed, dates).read(moves)
        out.extend(d.figure(text, start) for d in drafts)
    return tuple(out)


def _blocks(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Paragraphs, long ones cut at white space."""
    spans = parsed.paragraphs or tuple((m.start(), m.end()) for m in re.finditer(r"[^\n]+", parsed.body))
    for first, end in spans:
        start = first
        while end - start > _MAX_BLOCK:
            cut = max(
                parsed.body.rfind(". ", start + _MAX_BLOCK // 2, start + _MAX_BLOCK) + 1,
                parsed.body.rfind(" ", start + _MAX_BLOCK - 200, start + _MAX_BLOCK),
            )
            cut = cut if cut > start else start + _MAX_BLOCK
            yield start, cut
            start = cut
        yield start, end


class _Block(Stretch):
    """One paragraph on its way through the passes."""

    def read(self, moves: int) -> tuple[list[Draft], int]:
        """The paragraph's drafts in order, and the number of the last move; ``moves`` is that of the one before."""
        text = self.text
        numbers = [n for n in find_numbers(text) if not self.hidden(n.start, n.end)]
        drafts = join_money(text, _no_overlap(self.attach_all(numbers)))
        share_units(text, drafts)
        drafts = [d for d in join_ranges(text, drafts, self.sentences(drafts)) if keep(self, d)]
        special = [*multipliers(text), *hedged_articles(text), *superlatives(text), *self.ordinals(numbers)]
        drafts = _no_overlap([*drafts, *(d for d in special if not self.hidden(d.start, d.end))])
        for draft in drafts:
            self.count(draft)
        inherit(text, drafts, self.sentences(drafts))
        drafts = [d for d in drafts if not self.pronoun(d)]
        for at, draft in enumerate(drafts):
            self.describe(draft, drafts[max(0, at - _REACH) : at])
        drafts = _no_overlap(drafts)
        return drafts, link_moves(text, drafts, self.floors, moves)

    def sentences(self, drafts: list[Draft]) -> list[int]:
        """Where each draft's sentence begins."""
        return [self.floor(d.start) for d in drafts]

    def pronoun(self, draft: Draft) -> bool:
        """ "the two", "all three": words that count nothing named."""
        if draft.unit or draft.noun or draft.form != "words":
            return False
        return bool(_PRONOUN.search(self.text[max(0, draft.start - 8) : draft.start]))

    def attach_all(self, numbers: list[Number]) -> list[Draft]:
        """Drafts with their units, counted steps among them."""
        drafts: list[Draft] = []
        for number in numbers:
            draft = attach(self.text, number, self.floor(number.start), drafts[-1].end if drafts else 0)
            if draft:
                counted_steps(self.text, draft)
                drafts.append(draft)
        return drafts

    def ordinals(self, numbers: list[Number]) -> list[Draft]:
        """The ordinals that rank something."""
        found = (ordinal(self.text, n) for n in numbers if n.form == "ordinal")
        return [d for d in found if d]

    def count(self, draft: Draft) -> None:
        """What a bare number counts, measures or is the age of."""
        ages(self.text, self.parsed, self.base, draft)
        if not draft.unit and not draft.level and draft.kind in ("number", "range", "fraction"):
            add_noun(self.text, self.parsed, self.base, draft)
            if not draft.noun and not draft.fraction:
                read_level(self, draft)
        add_per(self.text, draft)

    def describe(self, draft: Draft, before: list[Draft]) -> None:
        """Units that only context settles, then span, hedge, bound and direction."""
        text, floor = self.text, self.floor(draft.start)
        self.settle(draft, before, floor)
        if draft.noun_end > 0:
            draft.right = max(draft.end, draft.noun_end)
        add_hedges(text, draft)
        if draft.unit in TIME_UNITS:
            left = draft.edges()[0]
            window = _WINDOW.search(text[max(0, left - 14) : left])
            draft.left = left - len(window.group()) if window else draft.left
        elif draft.direction is None and draft.low >= 0 and draft.unit not in _STILL and draft.kind != "multiple":
            draft.direction = find_direction(text, draft, floor, before[-1] if before else None)
        if before:
            restate(text, before[-1], draft)

    def settle(self, draft: Draft, before: list[Draft], floor: int) -> None:
        """ "times", "fold", an average of multiples, and days that are sessions."""
        if draft.unit == "times":
            earlier = [d.unit for d in before if d.unit in ("price_earnings", "multiple", "count")]
            settle_times(self.text, draft, floor, earlier[-1] if earlier else "")
        elif draft.unit == "fold":
            draft.unit, draft.kind = "multiple", "multiple"
        elif draft.unit == "index_point" and draft.level and draft.low < 100:
            ratios = [d.low for d in before if d.unit == "price_earnings" and d.start >= floor and d.low]
            if any(0.3 < draft.low / low < 3 for low in ratios):
                draft.unit = "price_earnings"
        elif draft.unit == "day" and _UNBROKEN.match(self.text, draft.end):
            spoken = _SESSION.search(self.text[floor : draft.start + 120])
            draft.unit = "session" if spoken else "day"


def _no_overlap(drafts: list[Draft]) -> list[Draft]:
    """Drafts in order; where two overlap the one with more characters stays."""
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.edges()[0], -d.edges()[1])):
        if not out or draft.edges()[0] >= out[-1].edges()[1]:
            out.append(draft)
            continue
        last = out[-1]
        if draft.start >= last.end:
            last.right = last.end if last.right > draft.start else last.right
            draft.left = draft.start if 0 <= draft.left < last.edges()[1] else draft.left
            if draft.edges()[0] >= last.edges()[1]:
                out.append(draft)
                continue
        (a, b), (c, d) = last.edges(), draft.edges()
        if d - c > b - a:
            out[-1] = draft
    return out
