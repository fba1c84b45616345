"""Definite phrases that point back: "the index", "the benchmark", "the central bank"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ..schemas import Entity, Parsed
from .gazetteer import Mention

_BANK = re.compile(r"\b[Tt]he (?:U\.S\. )?central bank\b(?! of\b|-)")
_REACH = 2
"""How many sentences back "the index" may point."""
_FEAR = frozenset({"VIX", "MOVE"})


def anaphors(parsed: Parsed, generic: list[Mention], entities: list[Entity]) -> Iterator[Entity]:
    """Entities for phrases with one fair antecedent near; a phrase with two is left alone.

    Companies are left out: "the company" is too often one that no list and no model knows.
    """
    for mention in generic:
        if mention.entry.kind == "index" and not _inside(mention.start, entities):
            found = _index_before(parsed, mention.start, entities)
            if found is not None:
                yield _pointing(mention.start, mention.text, found)
    banks = [e for e in entities if e.kind == "central_bank"]
    for m in _BANK.finditer(parsed.body):
        named = [e for e in banks if e.start < m.start()]
        if len({e.id for e in named}) == 1 and not _inside(m.start(), entities):
            yield _pointing(m.start(), m.group(), named[-1])


def _inside(char: int, entities: list[Entity]) -> bool:
    at = bisect_right(entities, char, key=lambda e: e.start) - 1
    return at >= 0 and char < entities[at].end


def _pointing(start: int, text: str, to: Entity) -> Entity:
    return to.model_copy(update={"start": start, "end": start + len(text), "text": text, "how": "anaphor"})


def _index_before(parsed: Parsed, char: int, entities: list[Entity]) -> Entity | None:
    """The index of the nearest sentence that names one; of several there, the subject. Never a volatility index."""
    here = parsed.sentence_at(char)
    if here is None:
        return None
    first = parsed.sentences[max(0, here.index - _REACH)].start
    since, until = (bisect_left(entities, at, key=lambda e: e.start) for at in (first, char))
    indexes = [e for e in entities[since:until] if e.kind == "index" and e.series not in _FEAR]
    for sentence in reversed(parsed.sentences[max(0, here.index - _REACH) : here.index + 1]):
        named = [e for e in indexes if sentence.start <= e.start < sentence.end]
        if len({e.id for e in named}) == 1:
            return named[-1]
        if named:
            subjects = [e for e in named if _is_subject(parsed, e)]
            return subjects[-1] if len({e.id for e in subjects}) == 1 else None
    return None


def _is_subject(parsed: Parsed, entity: Entity) -> bool:
    first = parsed.token_at(entity.start)
    last = parsed.token_at(entity.end - 1)
    return any(t.dep in {"nsubj", "nsubjpass"} for t in parsed.tokens[first : last + 1])
