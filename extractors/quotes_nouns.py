"""Reported speech and thought by nouns ("X's claim that") and adjectives ("X is confident that")."""

from __future__ import annotations

from collections.abc import Iterator

from .quotes_clauses import Spans
from .quotes_cues import Found
from .quotes_lexicon import lexicon
from .quotes_source import is_passive, source_of
from .quotes_view import View

_BE = frozenset("be seem feel remain become get sound look appear stay grow".split())
_HOLDERS = ("by", "from", "among", "of")
_LIGHT = frozenset("""
have make express voice raise issue reiterate share repeat give hold offer deliver release send publish take show
reaffirm restate cast file lodge announce outline defend withdraw post air launch declare pledge
""".split())


def noun_reports(view: View) -> Iterator[Found]:
    """Attributions governed by a noun that somebody owns, or by what somebody is said to be, outside quoted words."""
    words = lexicon()
    for t in view.tokens:
        if view.region_of[t.i] >= 0 or not view.readable(t.i):
            continue
        if t.tag in ("NN", "NNS"):
            found = _noun(view, t.i, view.lemma(t.i), words.nouns)
        elif t.tag[:2] in ("JJ", "VB") and t.dep in ("acomp", "ROOT", "conj", "ccomp", "relcl", "advcl", "xcomp"):
            found = _adjective(view, t.i, t.lower, words.adjectives)
        else:
            continue
        if found is not None:
            yield found


def _noun(view: View, noun: int, lemma: str, nouns: dict[str, frozenset[str]]) -> Found | None:
    content: Spans = []
    frame = ""
    if lemma in nouns["clause"]:
        for c in view.kids(noun, "acl", "ccomp", "relcl"):
            mark = view.child(c, "mark")
            if mark is not None and view.tokens[mark].lower == "that" and c > noun:
                content, frame = [(max(view.left[c], noun + 1), view.right[c] + 1)], "that"
    if not content and lemma in nouns["to"]:
        for c in view.kids(noun, "acl"):
            to = view.child(c, "aux")
            if to is not None and view.tokens[to].tag == "TO":
                content, frame = [(to, view.right[c] + 1)], "to"
    if not content:
        for p in view.kids(noun, "prep"):
            preposition = view.tokens[p].lower
            listed = nouns.get("about" if preposition in ("about", "over", "regarding") else preposition)
            thing = view.child(p, "pobj", "pcomp")
            if listed and lemma in listed and thing is not None and p > noun:
                content, frame = [(view.left[thing], view.right[thing] + 1)], preposition
                break
    if not content:
        return None
    owner = _owner(view, noun, frame)
    if owner is None or content[0][0] <= owner < content[0][1]:
        return None
    return Found((noun, noun + 1), lemma, "stance" if frame != "that" else "speech", f"noun {frame}",
                 tuple(_trim(view, content)), owner)


def _trim(view: View, spans: Spans) -> Spans:
    out: Spans = []
    for first, end in spans:
        last = end
        while last > first + 1 and view.tokens[last - 1].text in ".,;:":
            last -= 1
        out.append((first, last))
    return out


def _owner(view: View, noun: int, frame: str) -> int | None:
    """Whose claim it is: the possessor, "by X", "of X", or the subject of "made the claim"."""
    owner = view.child(noun, "poss")
    if owner is not None:
        return owner
    for p in view.kids(noun, "prep"):
        if view.tokens[p].lower in _HOLDERS and view.tokens[p].lower != frame:
            held = view.child(p, "pobj")
            if held is not None and p < noun + 3:
                return held
    token = view.tokens[noun]
    head = token.head
    if token.dep == "dobj" and view.lemma(head) in _LIGHT and not is_passive(view, head):
        return source_of(view, head)
    return None


def _adjective(view: View, at: int, word: str, adjectives: dict[str, frozenset[str]]) -> Found | None:
    token = view.tokens[at]
    head = token.head if token.dep == "acomp" else at
    if token.dep == "acomp" and view.lemma(head) not in _BE:
        return None
    if token.tag[:2] == "VB" and view.child(at, "auxpass") is None:
        return None
    source = view.child(head, "nsubj", "nsubjpass") or (source_of(view, head) if token.dep == "acomp" else None)
    if source is None or view.tokens[source].lower in ("it", "there", "that", "this", "what"):
        return None
    if word in adjectives["clause"]:
        for c in view.kids(at, "ccomp"):
            if c > at:
                return _found(view, at, word, "clause", c, source)
    if word in adjectives["to"]:
        for c in view.kids(at, "xcomp"):
            if c > at and view.tokens[c].tag == "VB":
                return _found(view, at, word, "to", c, source)
    for p in view.kids(at, "prep", "agent"):
        preposition = "about" if view.tokens[p].lower == "over" else view.tokens[p].lower
        thing = view.child(p, "pobj", "pcomp")
        if word in adjectives.get(preposition, ()) and thing is not None and p > at:
            return _found(view, at, word, preposition, thing, source)
    return None


def _found(view: View, at: int, word: str, frame: str, head: int, source: int) -> Found:
    span = (max(view.left[head], at + 1), view.right[head] + 1)
    return Found((at, at + 1), word, "thought", f"adj {frame}", tuple(_trim(view, [span])), source)
