"""Reported speech and thought by its reporting word: verbs, nouns and adjectives with the content they govern."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .quotes_clauses import Spans, tail_cut, whole_clause
from .quotes_lexicon import Act, lexicon
from .quotes_roles import people_words
from .quotes_source import is_passive, source_of
from .quotes_view import View

_NAMES = ("call", "dub", "label", "brand", "term", "deem")
_RESULTS = frozenset("result earnings earning profit loss revenue sale income growth decline increase gain".split())
_KEEP = frozenset("for over as to of in from about with on against".split())


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before speakers are resolved: cue and content as token ranges, the speaker's head token."""

    cue: tuple[int, int]
    lemma: str
    act: Act
    frame: str
    content: tuple[tuple[int, int], ...]
    source: int | None


def verb_reports(view: View) -> Iterator[Found]:
    """Attributions governed by a reporting verb, outside quoted words; the first frame that fits wins."""
    words = lexicon()
    for t in view.tokens:
        if t.tag[:2] != "VB" or t.dep == "amod" or view.region_of[t.i] >= 0 or not view.readable(t.i):
            continue
        lemma = view.lemma(t.i)
        frames, preps = words.verbs.get(lemma), words.prepositions.get(lemma)
        if frames is None and preps is None:
            continue
        found = _verb(view, t.i, lemma, frames or {}, preps or {})
        if found is not None:
            yield found


def _verb(view: View, verb: int, lemma: str, frames: dict[str, Act], preps: dict[str, Act]) -> Found | None:
    source = source_of(view, verb)
    subject = view.child(verb, "nsubj")
    if source is None and subject is not None and view.tokens[subject].lower in ("this", "that", "it"):
        return None
    nobody = source is None and is_passive(view, verb)
    for frame, reach in _FRAMES:
        act = frames.get(frame)
        if act is None or (nobody and frame in ("object", "small", "as", "gerund")):
            continue
        content = reach(view, verb)
        if content:
            return Found(_cue(view, verb), lemma, act, frame, tuple(content), source)
    for child in view.kids(verb, "prep", "prt", "agent"):
        preposition = view.tokens[child].lower
        if preposition in preps and child > verb:
            content = _object_of(view, child) or (_prep_after(view, verb, child))
            if content:
                return Found((verb, child + 1), f"{lemma} {preposition}", preps[preposition], preposition,
                             tuple(content), source)
    return None


def _cue(view: View, verb: int) -> tuple[int, int]:
    particle = view.child(verb, "prt")
    return (verb, particle + 1) if particle == verb + 1 else (verb, verb + 1)


def _after(view: View, verb: int, child: int, start: int | None = None) -> Spans:
    """The subtree of ``child`` as far as it stands right of ``verb``, without final punctuation."""
    first = max(view.left[child], verb + 1) if start is None else start
    last = min(view.right[child] + 1, view.sentence(verb).last)
    while last > first and view.tokens[last - 1].text in ".;,:—–-":
        last -= 1
    return [(first, last)] if last > first else []


def _clause(view: View, verb: int) -> Spans:
    for child in view.kids(verb, "ccomp", "advcl", "xcomp", "acl"):
        if child < verb:
            continue
        token = view.tokens[child]
        mark = view.child(child, "mark")
        if token.dep in ("advcl", "acl") and (mark is None or view.tokens[mark].lower not in ("that", "whether", "if")):
            continue
        if token.dep == "xcomp" or _infinitive(view, child) or _gerundial(view, child):
            continue
        return whole_clause(view, verb, child)
    return []


def _infinitive(view: View, child: int) -> bool:
    return view.tokens[child].tag == "VB" and any(view.tokens[c].tag == "TO" for c in view.kids(child, "aux"))


def _gerundial(view: View, child: int) -> bool:
    return view.tokens[child].tag == "VBG" and view.child(child, "aux", "nsubj") is None


def _to_verb(view: View, verb: int) -> Spans:
    for child in view.kids(verb, "xcomp", "ccomp"):
        if child > verb and _infinitive(view, child) and view.child(child, "nsubj") is None:
            if view.child(verb, "dobj") is not None:
                continue
            subject = view.child(verb, "nsubjpass")
            before = [(view.left[subject], view.right[subject] + 1)] if subject is not None and subject < verb else []
            return [*(b for b in before if b[1] <= verb), *_after(view, verb, child)]
    return []


def _raised(view: View, verb: int) -> Spans:
    for child in view.kids(verb, "ccomp", "xcomp"):
        subject = view.child(child, "nsubj", "nsubjpass")
        if child > verb and subject is not None and subject > verb:
            return _after(view, verb, child)
        thing = view.child(verb, "dobj")
        if child > verb and thing is not None and verb < thing < child and view.tokens[child].dep == "xcomp":
            return _after(view, verb, child, max(verb + 1, view.left[thing]))
    return []


def _level(view: View, verb: int) -> Spans:
    """ "sees the index at 3,000", "put the odds at 60%"."""
    thing = view.child(verb, "dobj")
    if thing is None or thing < verb:
        return []
    at = next((c for c in (*view.kids(verb, "prep"), *view.kids(thing, "prep")) if view.tokens[c].lower == "at"), None)
    if at is None or not any(view.tokens[i].tag in ("CD", "$") for i in range(at, view.right[at] + 1)):
        return []
    last = tail_cut(view, at, min(view.right[verb] + 1, view.sentence(verb).last))
    return [(max(view.left[thing], verb + 1), last - (view.tokens[last - 1].text in ".;,"))]


def _told_to(view: View, verb: int) -> Spans:
    for child in view.kids(verb, "xcomp", "ccomp", "advcl"):
        if child < verb or not _infinitive(view, child):
            continue
        to = next(c for c in view.kids(child, "aux") if view.tokens[c].tag == "TO")
        if to > verb and (view.child(verb, "dobj", "dative") or view.child(child, "nsubj")):
            return _after(view, verb, child, to)
    return []


def _object(view: View, verb: int) -> Spans:
    for child in view.kids(verb, "dobj"):
        if view.lemma(verb) == "report" and view.lemma(child) in _RESULTS:
            continue
        if child > verb and view.tokens[child].lower not in ("himself", "herself", "themselves", "itself"):
            return [(max(view.left[child], verb + 1), _stretch(view, verb, view.right[child] + 1))]
    if is_passive(view, verb) and view.child(verb, "agent") is not None:
        subject = view.child(verb, "nsubjpass")
        if subject is not None:
            return [(view.left[subject], min(view.right[subject] + 1, verb))]
    return []


def _stretch(view: View, verb: int, last: int) -> int:
    """The end of an object with the phrases the parse hung on the verb beside it, up to the first comma."""
    limit = min(view.right[verb] + 1, view.sentence(verb).last)
    while last < limit:
        nextone = next((c for c in view.children[verb] if view.left[c] <= last <= view.right[c]), None)
        if nextone is None or view.tokens[nextone].dep not in ("prep", "xcomp", "acl") or \
                (view.tokens[nextone].lower not in _KEEP and view.tokens[nextone].dep == "prep"):
            break
        last = view.right[nextone] + 1
    while last > verb + 2 and view.tokens[last - 1].text in ".;,:—–-":
        last -= 1
    return last


def _small(view: View, verb: int) -> Spans:
    parts = [c for c in view.kids(verb, "oprd", "dobj", "nsubj") if c > verb]
    last = max((view.right[c] + 1 for c in parts), default=0)
    first = max(verb + 1, min((view.left[c] for c in parts), default=0))
    if any(view.tokens[c].dep == "oprd" for c in parts):
        return [(first, min(last, view.sentence(verb).last))]
    if view.lemma(verb) in _NAMES and parts and view.child(verb, "prep") is None:
        return [(first, last)]
    for child in view.kids(verb, "ccomp", "xcomp"):
        if child > verb and view.tokens[child].pos not in ("VERB", "AUX"):
            return _after(view, verb, child, first if parts else None)
    return []


def _shown(view: View, verb: int) -> Spans:
    """What a survey or paper shows: "showed Mr. A leading Mr. B", "found a gap of two points"."""
    parts = [c for c in view.kids(verb, "dobj", "ccomp", "oprd", "xcomp") if c > verb]
    source = source_of(view, verb)
    if not parts or source is None or view.lemma(source) not in people_words()["kinds"]["document"]:
        return []
    first = max(verb + 1, min(view.left[c] for c in parts))
    last = tail_cut(view, parts[0], min(view.right[verb] + 1, view.sentence(verb).last))
    while last > first and view.tokens[last - 1].text in ".;,:—–-":
        last -= 1
    return [(first, last)] if last > first else []


def _as(view: View, verb: int) -> Spans:
    thing = view.child(verb, "dobj")
    for child in view.kids(verb, "prep"):
        if view.tokens[child].lower == "as" and child > verb:
            first = view.left[thing] if thing is not None and verb < thing < child else child
            return _after(view, verb, child, max(first, verb + 1))
    if thing is not None and thing > verb:
        inner = next((c for c in view.kids(thing, "prep") if view.tokens[c].lower == "as"), None)
        if inner is not None:
            return _after(view, verb, thing)
    return []


def _gerund(view: View, verb: int) -> Spans:
    for child in view.kids(verb, "xcomp", "ccomp"):
        if child > verb and _gerundial(view, child):
            return _after(view, verb, child)
    return []


def _object_of(view: View, preposition: int) -> Spans:
    for child in view.kids(preposition, "pobj", "pcomp"):
        return _after(view, preposition, child)
    return []


def _prep_after(view: View, verb: int, particle: int) -> Spans:
    thing = view.child(verb, "dobj", "ccomp")
    return _after(view, particle, thing) if thing is not None and thing > particle else []


_FRAMES: tuple[tuple[str, Callable[[View, int], Spans]], ...] = (
    ("clause", _clause), ("told_to", _told_to), ("infinitive", _to_verb), ("shown", _shown), ("raised", _raised),
    ("level", _level),
    ("small", _small),
    ("as", _as), ("gerund", _gerund), ("object", _object),
)
