"""Definite phrases that point back: "the index", "the central bank", "the company"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..schemas import Entity, Parsed
from .gazetteer import Mention

_PHRASE = re.compile(
    r"\b[Tt]he (?:U\.S\. )?(?P<head>central bank|company|firm|bank|agency|regulator|exchange|retailer|carmaker|automaker|chip ?maker)\b"
    r"(?!['’]s (?:index|law|name)|[- ]\w+ing\b)"
)
_HEADS = {"central bank": {"central_bank"}, "agency": {"agency"}, "regulator": {"agency"}, "exchange": {"exchange"}}
_FIRM = {"company"}
_REACH = 2
"""How many sentences back a phrase may point."""


def anaphors(parsed: Parsed, listed: list[Mention], entities: list[Entity]) -> Iterator[Entity]:
    """Entities for phrases whose one fair antecedent is near; a phrase with two candidates is left alone."""
    taken = [(e.start, e.end) for e in entities]
    for mention in listed:
        if mention.entry.kind == "index" and not _inside(mention.start, taken):
            found = _index_before(parsed, mention.start, entities)
            if found is not None:
                yield _pointing(mention.start, mention.text, found)
    for m in _PHRASE.finditer(parsed.body):
        if not _inside(m.start(), taken):
            found = _one_before(parsed, m.start(), _HEADS.get(m["head"], _FIRM), entities)
            if found is not None:
                yield _pointing(m.start(), m.group(), found)


def _inside(char: int, taken: list[tuple[int, int]]) -> bool:
    return any(a <= char < b for a, b in taken)


def _pointing(start: int, text: str, to: Entity) -> Entity:
    return to.model_copy(update={"start": start, "end": start + len(text), "text": text, "how": "anaphor"})


def _near(parsed: Parsed, char: int, entities: list[Entity]) -> list[Entity]:
    """Entities named in the sentence of ``char`` before it, or up to two sentences back."""
    here = parsed.sentence_at(char)
    if here is None:
        return []
    first = parsed.sentences[max(0, here.index - _REACH)]
    return [e for e in entities if first.start <= e.start < char and e.how != "anaphor"]


def _index_before(parsed: Parsed, char: int, entities: list[Entity]) -> Entity | None:
    """The index of the nearest sentence that names one; of several there, the subject. Never a volatility index."""
    here = parsed.sentence_at(char)
    if here is None:
        return None
    for sentence in reversed(parsed.sentences[max(0, here.index - _REACH) : here.index + 1]):
        named = [e for e in entities if e.kind == "index" and sentence.start <= e.start < min(char, sentence.end)
                 and e.series not in {"VIX", "MOVE"}]
        if not named:
            continue
        if len({e.id for e in named}) == 1:
            return named[-1]
        subjects = [e for e in named if _is_subject(parsed, e)]
        return subjects[-1] if len({e.id for e in subjects}) == 1 else None
    return None


def _one_before(parsed: Parsed, char: int, kinds: set[str], entities: list[Entity]) -> Entity | None:
    if kinds == {"central_bank"}:
        near = [e for e in entities if e.kind == "central_bank" and e.start < char]
        ids = {e.id for e in near}
        return near[-1] if len(ids) == 1 else None
    near = [e for e in _near(parsed, char, entities) if e.kind in kinds]
    return near[-1] if near and len({e.id for e in near}) == 1 else None


def _is_subject(parsed: Parsed, entity: Entity) -> bool:
    first = parsed.token_at(entity.start)
    last = parsed.token_at(entity.end - 1)
    return any(t.dep in {"nsubj", "nsubjpass"} for t in parsed.tokens[first : last + 1])
