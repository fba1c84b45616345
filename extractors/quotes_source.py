"""Whose words they are: the noun phrase that speaks, found from the reporting word."""

from __future__ import annotations

from .quotes_view import View

_SUBJECT = ("nsubj", "csubj", "expl")
_CLIMB = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "aux", "parataxis")
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
_STOPS = (",", ".", ";", ":", "\"", "“", "”", "(", "—", "–", "-", "?", "!")


def is_passive(view: View, verb: int) -> bool:
    """Whether ``verb`` is a passive participle ("was asked", "a plan backed by")."""
    if view.tokens[verb].tag != "VBN":
        return False
    if view.child(verb, "auxpass", "nsubjpass", "agent") is not None:
        return True
    if view.tokens[verb].dep == "acl":
        return True
    return any(view.tokens[c].lemma == "be" for c in view.kids(verb, "aux")) and not any(
        view.tokens[c].lemma == "have" for c in view.kids(verb, "aux")[-1:])


def source_of(view: View, verb: int) -> int | None:
    """Head token of the noun phrase that performs ``verb``; None when nobody is named."""
    if is_passive(view, verb):
        agent = view.child(verb, "agent")
        return view.child(agent, "pobj") if agent is not None else None
    at = verb
    for _ in range(6):
        subject = view.child(at, *_SUBJECT)
        if subject is not None:
            return None if view.tokens[subject].dep == "expl" else _plain(view, subject)
        token = view.tokens[at]
        if at != verb and is_passive(view, at):
            subject = view.child(at, "nsubjpass")
            if subject is not None:
                return _plain(view, subject)
        if token.dep in ("acl", "relcl") and view.tokens[token.head].pos in _NOUNS:
            return token.head
        if token.dep not in _CLIMB or token.head == at:
            break
        at = token.head
        if view.tokens[at].pos in _NOUNS and view.tokens[at].dep not in ("ROOT", "conj"):
            return _owner(view, at)
    return _beside(view, verb)


def _plain(view: View, subject: int) -> int | None:
    """No speaker when the subject is a clause or the filler "it", "there"."""
    token = view.tokens[subject]
    if token.dep == "csubj" or token.lower in ("there", "what", "this", "that"):
        return subject if token.tag in ("WP", "WDT") else None
    return subject


def _owner(view: View, noun: int) -> int | None:
    return view.child(noun, "poss")


def _beside(view: View, verb: int) -> int | None:
    """The name right after ("said Jones") or right before ("Jones said") a verb that the parse left without one."""
    sentence = view.sentence(verb)
    after = verb + 1
    while after < sentence.last and view.tokens[after].tag in ("DT", "NNP", "NNPS", "NN", "JJ", "POS", "PRP$"):
        after += 1
    noun = after - 1
    if noun > verb and view.tokens[noun].tag in ("NNP", "NNPS", "NN"):
        nextone = view.tokens[after] if after < sentence.last else None
        if nextone is None or nextone.text in _STOPS:
            return noun
    before = verb - 1
    while before > sentence.first and view.tokens[before].tag in ("RB", "MD", "VBZ", "VBD", "VBP") and \
            view.tokens[before].lemma in ("have", "do", "be", "also", "later", "then", "would", "will", "now", "once"):
        before -= 1
    if before >= sentence.first and (view.tokens[before].tag in ("NNP", "NNPS", "NN", "NNS")
                                     or view.tokens[before].lower in ("he", "she", "they", "we", "i", "you", "who")):
        return before
    return None
