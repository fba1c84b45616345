"""Which numbers say a quantity: no pronoun "one", no score "2-1", no "half" of a year, no number inside a name."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..schemas import Parsed
from .figures_draft import Draft
from .figures_names import masked

_END = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|St|vs|No|U\.S|U\.K|E\.U|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.$"
)
_SCORE = re.compile(
    r"(?<![\w.,$€£-])\d{1,2}[-–]\d{1,2}(?![\w%.,-]?\d|%|-|\s?(?:%|per|p\b|points?|million|billion|bps|basis|years?|"
    r"months?|weeks?|days?))"
)
_ONE_NO = re.compile(
    r"\b(?:no|the|this|that|which|any|every|another|each|some|same|right|wrong|only|first|last|new|old|next)[\s-]$",
    re.I,
)
_AT_ONE_POINT = re.compile(r"at one point", re.I)
_ONE_YES = re.compile(
    r"\s+(?!(?:another|another's|day|thing|can|could|must|should|would|might|may|has|is|was|had|who|that|which|and|"
    r"or|"
    r"in|on|at|to|by|for|with|as|than|where|when|if|will|does|did|more|after|before|from)\b)[a-z]",
    re.I,
)
_NOT_ONE_OF = frozenset({"day", "another", "more", "other"})
_OF = re.compile(r"\s+of\s")
_CAPITALS = re.compile(r"\s(?:[A-Z][\w.-]*\s?)+")
_HEDGED = re.compile(
    r"\b(?:by|about|nearly|almost|roughly|around|than|least|over|under|some|only|just|to|in|up|down|lost|fell|"
    r"rose)\s$",
    re.I,
)
_PART = re.compile(
    r"\s+(?:of|more|less|higher|lower|below|above|beneath|under|short|shy|away|off|dearer|smaller|larger|cheaper|point)\b|[.,;)?]|$|\s(?:a|the|its|their)\s"
)
_MOVED_BY = re.compile(
    r"\b(?:by|lost|shed|gained|fell|fallen|rose|risen|dropped|jumped|climbed|sank|up|down|off|added|surrendered|forfeited)"
    r"\s(?:(?:about|nearly|almost|roughly|around|over|some)\s)?$", re.I
)
_OVER_A_TIME = re.compile(r"\s(?:over|during|since|this|last|in)\s(?!a row\b)", re.I)
"""How far something moved, and over what time: "fell by a quarter over the summer"."""
_ARTICLE = re.compile(r"(?:an?|one|1)[ -]")
_HALF_OF_A_PERIOD = re.compile(
    r"\b(?:first|second|last|this|next|latter|other|previous|better|the|a|final|early|back|front)[\s-]$", re.I
)


class Stretch:
    """One paragraph being read: its text, where it stands in the body, its sentences and what is masked."""

    def __init__(self, text: str, base: int, parsed: Parsed, dates: list[tuple[int, int]]) -> None:
        self.text, self.base, self.parsed = text, base, parsed
        ends = (m for m in _END.finditer(text) if not _ABBREVIATION.search(text[max(0, m.start() - 8) : m.start() + 1]))
        self.floors = [0, *(m.end() for m in ends)]
        self.scores = {at for m in _SCORE.finditer(text) for at in range(m.start(), m.end())}
        inside = ((a - base, b - base) for a, b in dates if a >= base and b <= base + len(text))
        self.mask = sorted([*masked(text), *inside])

    def floor(self, at: int) -> int:
        """Where the sentence of character ``at`` begins."""
        return self.floors[bisect_right(self.floors, at) - 1]

    def hidden(self, start: int, end: int) -> bool:
        """Whether a mask covers any of these characters."""
        return any(a < end and start < b for a, b in self.mask)


def keep(stretch: Stretch, draft: Draft) -> bool:
    """Whether a draft says a quantity."""
    if _AT_ONE_POINT.fullmatch(stretch.text, max(0, draft.start - 3), draft.end):
        return False
    if draft.unit:
        return True
    text = stretch.text
    word = text[draft.start : draft.end].lower()
    before = text[max(0, draft.start - 24) : draft.start]
    if draft.form == "digits":
        score = draft.start in stretch.scores and draft.kind != "range"
        return not score and not (draft.low < 1000 and _in_name(stretch, draft))
    if draft.form == "words" and (_compound(text, draft) or _capital_in_name(stretch, draft, before)):
        return False
    if word == "one":
        return _counts_one(stretch, draft, before)
    return _keep_fraction(text, draft, word, before) if draft.fraction else True


def _compound(text: str, draft: Draft) -> bool:
    """ "six-speed", "four-door": a word, not a count."""
    return draft.kind == "number" and bool(re.match(r"-[^\W\d_]", text[draft.end : draft.end + 2]))


def _capital_in_name(stretch: Stretch, draft: Draft, before: str) -> bool:
    """ "Kick Six": a capital inside a sentence, after another."""
    inside = stretch.floor(draft.start) < draft.start - 2
    return inside and stretch.text[draft.start].isupper() and bool(re.search(r"[A-Z][\w.&’'-]*\s$", before))


def _counts_one(stretch: Stretch, draft: Draft, before: str) -> bool:
    """Whether "one" counts something: "one solution", "one of the banks", not "the one that"."""
    if _ONE_NO.search(before):
        return False
    if _OF.match(stretch.text, draft.end):
        return True
    if not stretch.parsed.parsed:
        return bool(_ONE_YES.match(stretch.text, draft.end))
    tokens = stretch.parsed.tokens
    i = stretch.parsed.token_at(stretch.base + draft.end)
    if i >= len(tokens) or tokens[i].start - stretch.base - draft.end > 1:
        return False
    return tokens[i].pos in ("NOUN", "ADJ", "PROPN") and tokens[i].lower not in _NOT_ONE_OF


def _in_name(stretch: Stretch, draft: Draft) -> bool:
    """ "11 Pro Max": a bare number before capitalised singular words."""
    m = _CAPITALS.match(stretch.text, draft.end)
    if not m or not stretch.parsed.parsed or draft.low != int(draft.low):
        return False
    tokens = stretch.parsed.tokens
    i = stretch.parsed.token_at(stretch.base + draft.end)
    name = tokens[i : i + len(m.group().split())]
    after = tokens[i + len(name)] if i + len(name) < len(tokens) else None
    if after and after.pos == "NOUN" and after.start <= stretch.base + m.end():
        return False
    joined = re.match(r"\s(?:and|or|&)\b", stretch.text[m.end() - 1 : m.end() + 5])
    return bool(name) and all(t.tag == "NNP" for t in name) and not joined


def _keep_fraction(text: str, draft: Draft, word: str, before: str) -> bool:
    """ "a third of its value", "nearly half"; not "a third person", "the second half", "a quarter" as a period."""
    after = text[draft.end : draft.end + 12]
    if _ARTICLE.match(word) and (
        word.endswith(("quarter", "third", "half")) or word.rsplit(maxsplit=1)[-1].endswith("th")
    ):
        if "-" in word or word.startswith("one ") or _PART.match(after):
            return True
        if _MOVED_BY.search(before) and _OVER_A_TIME.match(after):
            return True
        return bool(_HEDGED.search(before) or not after.strip()) and not re.match(r"\s+[a-z]", after)
    if word == "half":
        return not _HALF_OF_A_PERIOD.search(before) and not re.match(r"-\w", after)
    return word != "quarter"
