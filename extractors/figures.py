"""Every quantity an article states, as typed figures.

Read in passes over one paragraph at a time: numbers, what is no figure (dates, names), units, ranges, special words,
what is counted, hedges and bounds, direction, and the faces of one move. Each pass is its own ``figures_*`` module.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..schemas import Figure, Parsed, Period
from .figures_attach import attach
from .figures_context import TIME_UNITS, add_hedges, find_direction
from .figures_draft import Draft
from .figures_inherit import add_per, ages, inherit, join_money, restate
from .figures_moves import link_moves
from .figures_names import masked
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
_END = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|St|vs|No|U\.S|U\.K|E\.U|Jan|Feb|Aug|Sept?|Oct|Nov|"
    r"Dec|[A-Z])\.$"
)
_WINDOW = re.compile(r"\b(?P<word>past|last|next|previous|prior|coming|following|first|final)\s+$", re.I)
_SCORE = re.compile(
    r"(?<![\w.,$€£-])\d{1,2}[-–]\d{1,2}(?![\w%.,-]?\d|%|-|\s?(?:%|per|p\b|points?|million|billion|"
    r"bps|basis|years?|months?|weeks?|days?))"
)
_INDEX = re.compile(
    r"\b(?:index|indexes|indices|Dow|S&P|Nasdaq|Russell|FTSE|DAX|CAC|Nikkei|Stoxx|STOXX|Hang Seng|average|gauge|"
    r"benchmark|composite|"
    r"VIX|Sensex|Nifty|Topix|Kospi|KOSPI|Ibovespa|points|record (?:high|close))\b", re.I)
_COUNTED = re.compile(
    r"\b(?:claims|jobs|payrolls|people|workers|employees|contracts|homes|houses|units|sales|starts|permits|vehicles|"
    r"cars|customers|users|"
    r"subscribers|deliveries|passengers|rigs|openings|layoffs|stores|shares|volume|exports|imports|cases|deaths|"
    r"patients|barrels|bitcoin)\b", re.I)
_BACK = re.compile(
    r"\s*(?:[“\"]?(?:It|Its|That|This|They|And it|But it|The (?:index|gauge|benchmark|measure|"
    r"average))\b)"
)
_SESSION = re.compile(
    r"\b(?:clos(?:e|ed|ing)|record|session|trading|stocks?|index|rall(?:y|ied)|streak|losing|"
    r"winning|straight|gains?|declines?|fell|rose)\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:the|these|those|other|all)\s+$", re.I)
_ONE_NO = re.compile(r"\b(?:no|the|this|that|which|any|every|another|each|some)[\s-]$", re.I)
_ONE_YES = re.compile(
    r"\s+(?!(?:another|another's|day|thing|can|could|must|should|would|might|may|has|is|was|had|"
    r"who|that|which|and|or|in|on|at|to|by|for|with|as|than|where|when|if|will|does|did|more|"
    r"after|before|from)\b)[a-z]",
    re.I,
)


def read_figures(parsed: Parsed, periods: Sequence[Period] = ()) -> tuple[Figure, ...]:
    """The figures of an article, in order, none overlapping another.

    Works on the text alone; tags, where ``parsed`` has them, settle what a bare number counts. ``periods`` keeps
    numbers inside resolved dates from being read as figures.
    """
    dates = [(p.start, p.end) for p in periods if p.kind in ("day", "month", "quarter", "year", "time", "week")]
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
    for start, end in spans:
        while end - start > _MAX_BLOCK:
            cut = max(
                parsed.body.rfind(". ", start + _MAX_BLOCK // 2, start + _MAX_BLOCK) + 1,
                parsed.body.rfind(" ", start + _MAX_BLOCK - 200, start + _MAX_BLOCK),
            )
            cut = cut if cut > start else start + _MAX_BLOCK
            yield start, cut
            start = cut
        yield start, end


class _Block:
    """One paragraph on its way through the passes."""

    def __init__(self, text: str, base: int, parsed: Parsed, dates: list[tuple[int, int]]) -> None:
        self.text, self.base, self.parsed = text, base, parsed
        self.floors = [
            0,
            *(
                m.end()
                for m in _END.finditer(text)
                if not _ABBREVIATION.search(text[max(0, m.start() - 8) : m.start() + 1])
            ),
        ]
        self.scores = {at for m in _SCORE.finditer(text) for at in range(m.start(), m.end())}
        self.mask = sorted(
            [*masked(text), *((a - base, b - base) for a, b in dates if a >= base and b <= base + len(text))]
        )

    def floor(self, at: int) -> int:
        return self.floors[bisect_right(self.floors, at) - 1]

    def hidden(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.mask)

    def read(self, moves: int) -> tuple[list[Draft], int]:
        text = self.text
        numbers = [n for n in find_numbers(text) if not self.hidden(n.start, n.end)]
        drafts = join_money(text, _no_overlap(self.attach_all(numbers)))
        share_units(text, drafts)
        drafts = join_ranges(text, drafts, [self.floor(d.start) for d in drafts])
        drafts = [d for d in drafts if self.keep(d)]
        special = [*multipliers(text), *hedged_articles(text), *superlatives(text), *self.ordinals(numbers)]
        drafts = _no_overlap([*drafts, *(d for d in special if not self.hidden(d.start, d.end))])
        for draft in drafts:
            self.count(draft)
        inherit(text, drafts, [self.floor(d.start) for d in drafts])
        drafts = [
            d
            for d in drafts
            if d.unit or d.form != "words" or d.noun or not _PRONOUN.search(text[max(0, d.start - 8) : d.start])
        ]
        for at, draft in enumerate(drafts):
            self.describe(draft, drafts[:at])
        drafts = _no_overlap(drafts)
        moves = link_moves(text, drafts, self.floors, moves)
        return drafts, moves

    def attach_all(self, numbers: list[Number]) -> list[Draft]:
        drafts: list[Draft] = []
        for number in numbers:
            draft = attach(self.text, number, self.floor(number.start), drafts[-1].end if drafts else 0)
            if draft:
                counted_steps(self.text, draft)
                drafts.append(draft)
        return drafts

    def ordinals(self, numbers: list[Number]) -> list[Draft]:
        found = (ordinal(self.text, n) for n in numbers if n.form == "ordinal")
        return [d for d in found if d]

    def keep(self, draft: Draft) -> bool:
        """Whether a draft says a quantity: no "one" as a pronoun, no "half" in "the first half"."""
        text = self.text
        word = text[draft.start : draft.end].lower()
        before = text[max(0, draft.start - 14) : draft.start]
        if draft.unit:
            return True
        if (
            draft.kind == "number"
            and self.text[draft.end : draft.end + 1] == "-"
            and draft.form == "words"
            and self.text[draft.end + 1 : draft.end + 2].isalpha()
        ):
            return False
        if draft.form == "digits" and draft.start in self.scores and draft.kind != "range":
            return False
        if draft.form == "digits" and draft.low < 1000 and self.in_name(draft):
            return False
        if (
            draft.form == "words"
            and text[draft.start].isupper()
            and re.search(r"[A-Z][\w.&’'-]*\s$", before)
            and self.floor(draft.start) < draft.start - 2
        ):
            return False
        if word == "one":
            if self.parsed.parsed:
                return self.counts_one(draft, before)
            return not _ONE_NO.search(before) and bool(
                _ONE_YES.match(text, draft.end) or re.match(r"\s+of\b", text[draft.end :])
            )
        if draft.fraction:
            return self.keep_fraction(draft, word, before)
        return True

    def counts_one(self, draft: Draft, before: str) -> bool:
        """Whether "one" counts something: "one solution", "one of the banks", not "the one that"."""
        if _ONE_NO.search(before) or re.search(r"\b(?:same|right|wrong|only|first|last|new|old|next)\s$", before):
            return False
        if re.match(r"\s+of\s", self.text[draft.end :]):
            return True
        i = self.parsed.token_at(self.base + draft.end)
        t = self.parsed.tokens[i] if i < len(self.parsed.tokens) else None
        return (
            t is not None
            and t.pos in ("NOUN", "ADJ", "PROPN")
            and t.lower not in ("day", "another", "more", "other")
            and t.start - self.base - draft.end <= 1
        )

    def in_name(self, draft: Draft) -> bool:
        """ "11 Pro Max": a bare number before capitalised singular words."""
        m = re.compile(r"\s(?:[A-Z][\w.-]*\s?)+").match(self.text, draft.end)
        if not m or not self.parsed.parsed:
            return False
        i = self.parsed.token_at(self.base + draft.end)
        tags = [t.tag for t in self.parsed.tokens[i : i + len(m.group().split())]]
        after = self.parsed.tokens[i + len(tags)] if i + len(tags) < len(self.parsed.tokens) else None
        if after and after.pos == "NOUN" and after.start <= self.base + m.end():
            return False
        return (
            bool(tags)
            and all(t == "NNP" for t in tags)
            and draft.low == int(draft.low)
            and not re.match(r"\s(?:and|or|&)\b", self.text[m.end() - 1 :])
        )

    def keep_fraction(self, draft: Draft, word: str, before: str) -> bool:
        after = self.text[draft.end : draft.end + 12]
        hedged = re.search(
            r"\b(?:by|about|nearly|almost|roughly|around|than|least|over|under|some|only|just|to|in|"
            r"up|down|lost|fell|rose|keep|least)\s$",
            before,
            re.I,
        )
        if word.split(maxsplit=1)[0] in ("a", "an") or re.match(r"(?:one|1)[ -]", word):
            if word.endswith(("quarter", "second", "third", "half")) or word.rsplit(maxsplit=1)[-1].endswith("th"):
                return (
                    bool(
                        re.match(
                            r"\s+(?:of|more|less|higher|lower|below|above|smaller|larger|cheaper|point)\b|"
                            r"[.,;)?]|$|\s(?:a|the|its|their)\s",
                            after,
                        )
                    )
                    or bool((hedged or not after.strip()) and not re.match(r"\s+[a-z]", after))
                    or "-" in word
                    or bool(re.match(r"one\s", word))
                )
        if word == "half":
            return not re.search(
                r"\b(?:first|second|last|this|next|latter|other|previous|better|the|a|final|early|"
                r"back|front)[\s-]$",
                before,
                re.I,
            ) and not re.match(r"-\w", after)
        return word != "quarter"

    def count(self, draft: Draft) -> None:
        """What a bare number counts, measures or is the age of."""
        ages(self.text, self.parsed, self.base, draft)
        if not draft.unit and not draft.level and draft.kind in ("number", "range", "fraction"):
            add_noun(self.text, self.parsed, self.base, draft)
            if not draft.noun and not draft.fraction:
                self.is_level_number(draft, self.floor(draft.start))
        add_per(self.text, draft)

    def describe(self, draft: Draft, before: list[Draft]) -> None:
        text, floor = self.text, self.floor(draft.start)
        if draft.unit == "times":
            earlier = [d.unit for d in before if d.unit in ("price_earnings", "multiple", "count")]
            settle_times(text, draft, floor, earlier[-1] if earlier else "")
        elif (
            draft.unit == "index_point"
            and draft.level
            and draft.low < 100
            and any(d.unit == "price_earnings" and d.start >= floor and 0.3 < draft.low / d.low < 3 for d in before)
        ):
            draft.unit = "price_earnings"
        elif draft.unit == "fold":
            draft.unit, draft.kind = "multiple", "multiple"
        if draft.noun_end > 0:
            draft.right = max(draft.end, draft.noun_end)
        if (
            draft.unit == "day"
            and _SESSION.search(text[floor : draft.start + 120])
            and re.match(r"\s+(?:without|straight|of (?:gains|losses))", text[draft.end :])
        ):
            draft.unit = "session"
        add_hedges(text, draft)
        window = _WINDOW.search(
            text[
                max(0, (draft.left if draft.left >= 0 else draft.start) - 14) : draft.left
                if draft.left >= 0
                else draft.start
            ]
        )
        if window and draft.unit in TIME_UNITS:
            draft.left = (draft.left if draft.left >= 0 else draft.start) - len(window.group())
        if (
            draft.direction is None
            and draft.unit not in TIME_UNITS
            and draft.kind not in ("ordinal", "superlative", "multiple")
        ):
            draft.direction = find_direction(text, draft, floor, before[-1] if before else None)
        if before:
            restate(text, before[-1], draft)

    def is_level_number(self, draft: Draft, floor: int) -> bool:
        """A bare number that stands for an index's level: "to 4,577.10", "a record high of 2442.74"."""
        if (
            draft.form != "digits"
            or draft.low < 10
            or re.match(r"\s+(?:per|an?)\b", self.text[draft.end :])
            or re.match(
                r"\s+[a-z]{3,}s\b(?!\s+(?:the|"
                r"its))",
                self.text[draft.end :],
            )
        ):
            return False
        before = self.text[max(floor, draft.start - 24) : draft.start]
        if not re.search(
            r"\b(?:close|high|low|record|peak|level),\s$|\b(?:to|at|of|near|above|below|from|than|"
            r"around|about|under|over|was|is|reached|reach|hit|past|through|top|topped|between|cross|"
            r"crossed|touched|touch|retest|reclaim|breach|breached|broke|pass)\s+(?:\w+\s+)?$",
            before,
        ):
            return False
        since = max(0, floor - 400 if _BACK.match(self.text, floor) else floor, draft.start - 500)
        index = [m.start() for m in _INDEX.finditer(self.text, since, draft.end + 40)]
        counted = [m.start() for m in _COUNTED.finditer(self.text, since, draft.start)]
        if not index or (counted and counted[-1] > max((at for at in index if at < draft.start), default=0)):
            return False
        draft.unit = "index_point"
        draft.level = True
        return True


def _no_overlap(drafts: list[Draft]) -> list[Draft]:
    """Drafts in order; where two overlap the one with more characters stays."""

    def edges(d: Draft) -> tuple[int, int]:
        return (d.start if d.left < 0 else d.left, d.end if d.right < 0 else d.right)

    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (edges(d)[0], -edges(d)[1])):
        if out and edges(draft)[0] < edges(out[-1])[1]:
            a, b = edges(out[-1]), edges(draft)
            if draft.start >= out[-1].end:
                out[-1].right = out[-1].end if out[-1].right > draft.start else out[-1].right
                if 0 <= draft.left < edges(out[-1])[1]:
                    draft.left = draft.start
                if edges(draft)[0] >= edges(out[-1])[1]:
                    out.append(draft)
                    continue
            if b[1] - b[0] > a[1] - a[0]:
                out[-1] = draft
            continue
        out.append(draft)
    return out
