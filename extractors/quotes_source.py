"""Whose words they are: the noun phrase that speaks, found from the reporting word."""

from __future__ import annotations

from .quotes_lexicon import can_quote, lexicon
from .quotes_view import FINITE, View

_SUBJECT = ("nsubj", "csubj", "expl")
_CLIMB = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "aux", "parataxis")
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
_ADDRESS = ("tell", "ask", "remind", "inform", "assure", "press", "order", "urge", "confirm", "deny", "announce")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_STOPS = (",", ".", ";", ":", '"', "“", "”", "''", "(", "—", "–", "-", "?", "!")
_PRONOUNS = ("he", "she", "they", "we", "i", "you", "who")
_HELPERS = ("have", "do", "be", "also", "later", "then", "would", "will", "now", "once", "further", "reportedly",
            "previously", "recently", "repeatedly", "often", "again", "even")


def is_passive(view: View, verb: int) -> bool:
    """Whether ``verb`` is a passive participle ("was asked", "a plan backed by")."""
    if view.tokens[verb].tag != "VBN":
        return False
    if view.child(verb, "auxpass", "nsubjpass", "agent") is not None:
        return True
    if view.child(verb, "nsubj") is not None or view.tokens[verb].lower == "said":
        return False
    token = view.tokens[verb]
    if token.dep == "acl" and (view.child(verb, "ccomp") is not None or
                               (view.tokens[token.head].dep == "ROOT" and view.tokens[verb - 1].text == ",")):
        return False
    at = verb
    while view.tokens[at].dep == "conj" and view.tokens[view.tokens[at].head].tag == "VBN":
        at = view.tokens[at].head
    if view.tokens[at].dep not in ("acl", "advcl", "conj", "amod", "xcomp"):
        return False
    return not any(view.tokens[c].lemma == "have" or view.tokens[c].lower in ("'s", "’s", "'ve", "’ve", "'d", "’d")
                   for c in view.kids(at, "aux"))


def source_of(view: View, verb: int) -> int | None:
    """Head token of the noun phrase that performs ``verb``; None when nobody is named."""
    if is_passive(view, verb):
        agent = view.child(verb, "agent")
        return view.child(agent, "pobj") if agent is not None else None
    beside = _beside(view, verb)
    found = _by_parse(view, verb)
    if view.tokens[verb].tag == "VBG" and view.tokens[verb - 1].text == "," and \
            can_quote(view.lemma(verb)):
        found = _main_speaker(view, verb) or found
    if found is not None and view.region_of[found] >= 0:
        found = None
    if found is None or view.tokens[found].sentence != view.tokens[verb].sentence:
        return beside if beside is not None else _noun_before(view, verb)
    if beside is not None and beside != found and not view.left[found] <= beside <= view.right[found] \
            and not view.left[beside] <= found <= view.right[beside]:
        return beside
    return found


def _noun_before(view: View, verb: int) -> int | None:
    """The common noun right before a finite verb of speech that the parse left without a subject."""
    at = verb - 1
    first = view.sentence(verb).first
    while at > first and (view.tokens[at].lower in _HELPERS or view.tokens[at].tag == "RB"):
        at -= 1
    finite = view.tokens[verb].tag in FINITE and can_quote(view.lemma(verb))
    plain = at >= first and view.tokens[at].tag in ("NN", "NNS") and view.tokens[at].ent not in ("DATE", "TIME")
    return at if finite and plain and view.region_of[at] < 0 else None


def _by_parse(view: View, verb: int) -> int | None:
    """The subject as the parse has it: the verb's own, or that of the verb it hangs on."""
    at = verb
    for _ in range(6):
        subjects = [c for c in view.kids(at, *_SUBJECT) if view.region_of[c] < 0]
        subject = min(subjects, key=lambda c: (c > at, abs(c - at)), default=None)
        if subject is not None:
            return None if view.tokens[subject].dep == "expl" else _plain(view, subject)
        token = view.tokens[at]
        if at != verb and is_passive(view, at):
            subject = view.child(at, "nsubjpass")
            if subject is not None:
                return _plain(view, subject)
        if token.dep in ("acl", "relcl") and view.tokens[token.head].pos in _NOUNS:
            return _issuer(view, token.head)
        if token.dep not in _CLIMB or token.head == at:
            break
        at = token.head
        if view.tokens[at].pos in _NOUNS and view.tokens[at].dep not in ("ROOT", "conj"):
            return view.child(at, "poss")
    return None


def _main_speaker(view: View, participle: int) -> int | None:
    """ "X said A, adding B": the subject of the last reporting verb before the participle."""
    for i in range(participle - 1, view.sentence(participle).first, -1):
        token = view.tokens[i]
        if token.tag in FINITE and view.region_of[i] < 0 and can_quote(view.lemma(i)):
            return _by_parse(view, i)
    return None


def _issuer(view: View, noun: int) -> int:
    """ "issued a statement saying": whoever issued it; other nouns speak for themselves."""
    token = view.tokens[noun]
    if token.dep == "dobj" and view.lemma(token.i) in lexicon().words("venues", "places"):
        subject = view.child(token.head, "nsubj") or _name_before(view, token.head)
        if subject is not None:
            return subject
    return noun


def _plain(view: View, subject: int) -> int | None:
    """No speaker when the subject is a clause or the filler "it", "there"."""
    token = view.tokens[subject]
    if token.dep == "csubj" or token.lower in ("there", "what", "this", "that"):
        return subject if token.tag in ("WP", "WDT") else None
    return subject


def _beside(view: View, verb: int) -> int | None:
    """The name right after ("said Jones") or right before ("Jones said") a verb, by position alone."""
    return _name_before(view, verb) if (after := _name_after(view, verb)) is None else after


def _name_after(view: View, verb: int) -> int | None:
    sentence = view.sentence(verb)
    if (verb > sentence.first and view.tokens[verb - 1].pos != "PUNCT") or view.tokens[verb].tag in ("VB", "VBG") or \
            "quote" not in lexicon().verbs.get(view.lemma(verb), {}) or \
            view.lemma(verb) in _ADDRESS or view.child(verb, "dobj", "ccomp") == verb + 1:
        return None
    taken = view.child(verb, "dobj", "dative", "oprd")
    after = verb + 1
    while after < sentence.last and view.tokens[after].tag in ("DT", "NNP", "NNPS", "NN", "NNS", "JJ", "POS", "PRP$"):
        after += 1
    if after == verb + 1 and after < sentence.last and view.tokens[after].lower in _PRONOUNS:
        return after
    noun = after - 1
    if noun == verb or (taken is not None and taken <= noun) or view.region_of[noun] >= 0:
        return None
    if view.tokens[noun].tag not in ("NNP", "NNPS", "NN", "NNS"):
        return None
    if view.tokens[noun].ent in ("DATE", "TIME") or view.tokens[noun].lower in _DAYS:
        return None
    if after >= sentence.last or view.tokens[after].text in _STOPS or view.tokens[after].tag in ("IN", "WP"):
        return noun if view.tokens[verb].tag in ("VBD", "VBZ", "VBP") else None
    return None


def _name_before(view: View, verb: int) -> int | None:
    first = view.sentence(verb).first
    if view.tokens[verb].tag in ("VBG", "VB"):
        near = view.tokens[verb - 1] if verb > first else None
        return near.i if near is not None and near.ent == "PERSON" and view.tokens[verb].tag == "VBG" else None
    before = verb - 1
    while (before > first and view.tokens[before].lower in _HELPERS) or \
            (before > first and view.tokens[before].tag == "RB" and view.tokens[before].lower.endswith("ly")):
        before -= 1
    if view.tokens[before].text == ")":
        while before > first and view.tokens[before].text != "(":
            before -= 1
        before -= 1
    if before < first or view.region_of[before] >= 0:
        return None
    token = view.tokens[before]
    if token.text == "," and before > first + 2:
        return _before_apposition(view, before, first)
    if token.lower in _PRONOUNS or (token.tag in ("NNP", "NNPS") and token.ent not in ("DATE", "TIME")):
        return before
    for i in range(before, max(first, before - 6), -1):
        if view.tokens[i].lower == "who":
            return i
        token = view.tokens[i]
        if token.text == "," or (token.tag[:2] == "VB" and token.lemma not in ("have", "be")):
            break
    return None


def _before_apposition(view: View, comma: int, first: int) -> int | None:
    """The name in "Name, the firm's chief economist, said", given its second comma."""
    at = comma - 1
    while at > max(first, comma - 30) and view.tokens[at].text != ",":
        if view.tokens[at].tag in FINITE and view.tokens[at].dep not in ("relcl", "aux", "conj", "ccomp"):
            return None
        at -= 1
    name = at - 1
    if name < first or view.tokens[at].text != "," or view.tokens[name].tag not in ("NNP", "NNPS"):
        return comma - 1 if view.tokens[comma - 1].ent == "PERSON" else None
    following = view.tokens[at + 1]
    opens = following.tag in ("DT", "WP", "NN", "JJ", "PRP$", "CD", "RB") or following.pos in ("NOUN", "PROPN", "ADP")
    return name if opens and view.tokens[name].ent not in ("DATE", "GPE", "TIME") else None
