"""How far a reported clause reaches: past what the parser hung on the wrong verb, not into the reporter's own words."""

from __future__ import annotations

from .quotes_lexicon import can_quote, lexicon
from .quotes_view import FINITE, View

Spans = list[tuple[int, int]]
"""Token ranges, last exclusive."""
_OWN_SUBJECT = ("nsubj", "nsubjpass", "expl")
_PAUSES = (",", "—", "–", "-")
_CONTRASTS = ("although", "though", "however", "compared")
_AND = ("while", "although", "though", "but", "and", "as")


def whole_clause(view: View, verb: int, child: int) -> Spans:
    """The clause headed by ``child``, to the end that the reporting verb's own next clause sets."""
    end = view.right[verb] + 1
    for c in view.children[verb]:
        if c > child and view.left[c] > child and _leaves(view, verb, c):
            end = min(end, c if view.tokens[c].dep == "cc" else view.left[c])
    end = max(end, view.right[child] + 1)
    first = _after_date(view, max(view.left[child], verb + 1), child)
    last = tail_cut(view, child, min(end, view.sentence(verb).last))
    while last > first and (view.tokens[last - 1].text in ".;,:—–-" or (
            view.is_mark(last - 1) and view.region_of[last - 2] != view.region_of[last - 1])):
        last -= 1
    return [(first, last)] if last > first else []


def _leaves(view: View, verb: int, c: int) -> bool:
    """Whether a child of the reporting verb goes on about the reporting ("and left", "adding ...", "as he left")."""
    token = view.tokens[c]
    if token.dep == "cc":
        follower = next((k for k in view.kids(verb, "conj") if k > c), None)
        return follower is None or _reporters(view, follower)
    if token.dep == "conj":
        return _reporters(view, c)
    return (token.dep == "advcl" and _breaks_off(view, c)) or (token.dep == "prep" and token.lower == "according")


def _reporters(view: View, conjunct: int) -> bool:
    """Whether a second verb has the reporting verb's subject, or reports itself."""
    if view.child(conjunct, *_OWN_SUBJECT) is None:
        return not any(view.tokens[c].tag == "MD" for c in view.kids(conjunct, "aux"))
    return can_quote(view.lemma(conjunct))


def _after_date(view: View, first: int, child: int) -> int:
    """Skip a date that tells when it was said ("told them this weekend he would ...")."""
    at = first
    while at < child and view.tokens[at].ent in ("DATE", "TIME"):
        at += 1
    return at if at < child and view.tokens[at].lower in ("he", "she", "they", "it", "that", "his", "her") else first


def tail_cut(view: View, child: int, last: int) -> int:
    """Where the reporter takes over again: ", adding ...", ", while others say ...", ", compared with ..."."""
    for i in range(child + 1, last - 1):
        if view.tokens[i].text == ";" and view.region_of[i] < 0:
            return i
        if view.tokens[i].text not in _PAUSES or view.region_of[i] >= 0 or view.region_of[i + 1] >= 0:
            continue
        if _takes_over(view, i + 1, last):
            return i
    for i in range(child + 1, last - 2):
        if view.tokens[i].lower in ("and", "but") and view.region_of[i] < 0 and _second_report(view, i, last):
            return i
    return last


def _takes_over(view: View, at: int, last: int) -> bool:
    """Whether the words after a comma are the reporter's own."""
    following = view.tokens[at]
    reports = following.tag == "VBG" and view.lemma(at) in lexicon().verbs
    if reports and following.dep in ("advcl", "conj", "acl", "xcomp"):
        return True
    if following.lower in _CONTRASTS:
        return True
    if following.lower in _AND:
        verb = next((k for k in range(at + 1, min(at + 11, last)) if view.tokens[k].tag in FINITE), None)
        if verb is not None and can_quote(view.lemma(verb)):
            return True
    return following.lower in ("a", "an", "the") and _sums_up(view, at, last)


def _second_report(view: View, conjunction: int, last: int) -> bool:
    """ "... and said", "... but did not say": the reporting verb's partner, hung on the wrong verb."""
    first = view.tokens[conjunction + 1]
    verb = conjunction + 1 + (first.pos == "ADV") + (first.lower == "did")
    return verb < last and view.tokens[verb].tag in ("VBD", "VBZ", "RB") and (
        can_quote(view.lemma(verb)) or view.tokens[verb - 1].lower == "did")


def _breaks_off(view: View, clause: int) -> bool:
    """Whether an adverbial clause tells how it was said ("adding ...", "as he left") rather than what."""
    mark = view.child(clause, "mark", "advmod")
    participle = view.tokens[clause].tag == "VBG" and view.tokens[view.left[clause] - 1].text == ","
    return participle or (mark is not None and view.tokens[mark].lower in ("as", "after", "while", "when"))


def _sums_up(view: View, at: int, last: int) -> bool:
    """Whether a tail sums up or glosses the words before it: ", a figure that ...", ", a swipe at ..."."""
    noun = next((i for i in range(at + 1, min(at + 5, last)) if view.tokens[i].tag in ("NN", "NNS", "JJ")
                 and view.tokens[i].dep in ("appos", "npadvmod")), None)
    noun = noun or next((i for i in range(at + 1, min(at + 4, last)) if view.tokens[i].tag in ("NN", "NNS")), None)
    if noun is None or noun + 1 >= last or any(view.tokens[i].text == "," for i in range(noun, last)):
        return False
    following = view.tokens[noun + 1].lower
    return following in ("that", "which") or (following in ("at", "he", "she", "they", "in") and
                                              view.tokens[noun].dep == "appos")
