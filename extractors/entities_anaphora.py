"""Definite phrases that point back: "the index", "the benchmark", "the central bank", "its target range"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from functools import lru_cache

from ..schemas import Entity, Parsed
from .entities_identity import NO_BENCHMARKS
from .gazetteer import Mention
from .gazetteer.entry import table
from .quotes_marks import Region, pair_marks

_BANK = re.compile(r"\b[Tt]he (?:U\.S\. )?central bank\b(?! of\b|-)")
_REACH = 2
"""How many sentences back "the index" may point."""
_FAR = 3
"""How many, where the article names no second index on the way."""
_FEAR = frozenset({"VIX", "MOVE"})
_MEMBERS = re.compile(
    r"(?:['’]s|['’])? (?P<count>\d{1,3}(?:,\d{3})*) (?:constituents?|members?|companies|components?|stocks|names)\b")
_OWNERS = frozenset({"company", "organisation", "central_bank", "agency", "data_provider", "exchange", "fund", "place"})
_FED = frozenset({"fed", "fomc"})
_BENCHMARK = re.compile(
    r"[Tt]h(?:e|at|is) (?:(?:U\.S\.|American|broad|main|stock|equity) )*benchmark"
    r"(?: (?:stock )?(?:index|gauge|average|measure))?"
)
_UNLISTED = re.compile(r"\b[A-Z]\w+ (?:Index|Average)\b")
_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})


def anaphors(parsed: Parsed, generic: list[Mention], entities: list[Entity]) -> Iterator[Entity]:
    """Entities for phrases with one fair antecedent near; a phrase with two is left alone.

    Companies are left out: "the company" is too often one that no list and no model knows.
    """
    indexes = _Indexes(parsed, entities)
    for mention in generic:
        if mention.entry.kind == "index" and not _inside(mention.start, entities) and not _elsewhere(parsed, mention):
            found = indexes.of_size(parsed.body, mention.end) or indexes.before(mention.start, mention.text)
            if found is not None:
                yield indexes.add(_pointing(mention.start, mention.text, found))
    banks = [e for e in entities if e.kind == "central_bank"]
    said = list(_banks(parsed, banks, entities))
    yield from said
    yield from _targets(parsed, generic, sorted([*entities, *said], key=lambda e: e.start))


def _banks(parsed: Parsed, banks: list[Entity], entities: list[Entity]) -> Iterator[Entity]:
    """"The central bank", where the article has named only one so far."""
    for m in _BANK.finditer(parsed.body):
        named = [e for e in banks if e.start < m.start()]
        if len({e.id for e in named}) == 1 and not _inside(m.start(), entities):
            yield _pointing(m.start(), m.group(), named[-1])


def _targets(parsed: Parsed, generic: list[Mention], entities: list[Entity]) -> Iterator[Entity]:
    """"Its target range", where the last who could own one, in this sentence or the one before, is the Fed."""
    for mention in generic:
        words = mention.text.lower()
        if mention.entry.kind != "policy" or not words.startswith("its ") or _inside(mention.start, entities):
            continue
        here = parsed.sentence_at(mention.start)
        first = parsed.sentences[max(0, here.index - 1)].start if here else mention.start
        since, until = (bisect_left(entities, at, key=lambda e: e.start) for at in (first, mention.start))
        owners = [e for e in entities[since:until] if e.kind in _OWNERS]
        if owners and owners[-1].id in _FED:
            yield _rate(mention, "FEDTARGET")


def _inside(char: int, entities: list[Entity]) -> bool:
    at = bisect_right(entities, char, key=lambda e: e.start) - 1
    return at >= 0 and char < entities[at].end


def _pointing(start: int, text: str, to: Entity) -> Entity:
    return to.model_copy(update={"start": start, "end": start + len(text), "text": text, "how": "anaphor"})


def _rate(mention: Mention, id_: str) -> Entity:
    """The phrase of ``mention`` as pointing to the listed rate ``id_``."""
    name = next(entry.name for entry in table().entries if entry.id == id_)
    return Entity(start=mention.start, end=mention.end, text=mention.text, kind="rate", id=id_, name=name, series=id_,
                  how="anaphor")


def _elsewhere(parsed: Parsed, mention: Mention) -> bool:
    """Whether the words speak of something else: "the average decline", "the benchmark 10-year note"."""
    if parsed.body[mention.end : mention.end + 1] in {"/", "-"}:
        return True
    at = parsed.token_at(mention.end)
    if not 0 < at < len(parsed.tokens):
        return False
    head, following = parsed.tokens[at - 1], parsed.tokens[at]
    if head.pos == "VERB" or (head.lower == "measure" and not head.dep.startswith("nsubj")):
        return True  # "funds that benchmark to it", "the House passed the measure"
    if following.start != head.end + 1 or following.sentence != head.sentence:
        return False
    if following.pos == "NUM" or following.lower in {"of", "for"} or (
        following.lower == "to" and mention.text.lower().startswith("that ")
    ):
        return True
    return head.dep in _MODIFIERS and following.pos in {"NOUN", "PROPN", "ADJ"} and following.tag != "VBG"


@lru_cache(maxsize=1)
def _sizes() -> dict[int, str]:
    """Index ids by the number of their members, where only one index has that many."""
    return {entry.members: entry.id for entry in table().entries if entry.members}


class _Indexes:
    """The indexes that an article names, and the phrases already read as pointing to one."""

    def __init__(self, parsed: Parsed, entities: list[Entity]) -> None:
        self.parsed = parsed
        self.quotes: list[Region] | None = None
        self.named = [e for e in entities if e.kind == "index" and e.series not in _FEAR]

    def add(self, entity: Entity) -> Entity:
        """Take a phrase that was read as pointing to an index for a mention of it."""
        insort(self.named, entity, key=lambda e: e.start)
        return entity

    def of_size(self, body: str, end: int) -> Entity | None:
        """The index that "the benchmark's 2,000 constituents" can only be, if the article names it."""
        m = _MEMBERS.match(body, end)
        id_ = _sizes().get(int(m["count"].replace(",", ""))) if m else None
        return next((e for e in self.named if e.id == id_), None)

    def before(self, char: int, text: str) -> Entity | None:
        """The index of the nearest sentence that names one; of several there, the subject, or for
        a "benchmark" the S&P 500. Never a volatility index."""
        here = self.parsed.sentence_at(char)
        if here is None:
            return None
        sentences = self.parsed.sentences[max(0, here.index - _FAR) : here.index + 1]
        since, until = (bisect_left(self.named, at, key=lambda e: e.start) for at in (sentences[0].start, char))
        window = [e for e in self.named[since:until] if self._speaks_on(e, char)]
        if text.endswith("average"):
            window = [e for e in window if "Average" in e.name]
        benchmark = _BENCHMARK.fullmatch(text) is not None
        for back, sentence in enumerate(reversed(sentences)):
            named = [e for e in window if sentence.start <= e.start < sentence.end]
            if back > _REACH and (len({e.id for e in window}) > 1 or not text.endswith(("index", "benchmark"))):
                return None
            if named and self._unlisted(named[-1].end, char):
                return None
            if len({e.id for e in named}) == 1:
                return named[-1] if not benchmark else self._benchmark(named[-1], window, char)
            standard = [e for e in named if e.series == "SPX"]
            if standard and "benchmark" in text.lower():
                return standard[-1]
            if named:
                subjects = [e for e in named if _is_subject(self.parsed, e)]
                return subjects[-1] if len({e.id for e in subjects}) == 1 else None
        return None

    def _benchmark(self, found: Entity, window: list[Entity], char: int) -> Entity | None:
        """What "the benchmark" means after ``found``: another American index than the S&P 500 only where the article
        is about that one or has not named the S&P 500; none where this was named too far back."""
        standard = sum(e.series == "SPX" for e in self.named if e.start < char)
        if found.series not in NO_BENCHMARKS or standard < sum(e.series == found.series for e in self.named):
            return found
        return next((e for e in reversed(window) if e.series == "SPX"), None)

    def _unlisted(self, start: int, stop: int) -> bool:
        """Whether ``start:stop`` names an index that no list has and no rule read: then that one may be meant."""
        return any(not _inside(m.end() - 1, self.named) for m in _UNLISTED.finditer(self.parsed.body, start, stop))

    def _speaks_on(self, entity: Entity, char: int) -> bool:
        """Whether a mention is still spoken of at ``char``: what stands in a quote is not, once the quote is closed."""
        if self.quotes is None:
            self.quotes = [r for r in pair_marks(self.parsed.body, self.parsed.paragraphs)[0] if not r.single]
        at = bisect_right(self.quotes, entity.start, key=lambda r: r.outer_start) - 1
        return at < 0 or not self.quotes[at].outer_start <= entity.start < self.quotes[at].outer_end <= char


def _is_subject(parsed: Parsed, entity: Entity) -> bool:
    first = parsed.token_at(entity.start)
    last = parsed.token_at(entity.end - 1)
    return any(t.dep in {"nsubj", "nsubjpass"} for t in parsed.tokens[first : last + 1])
