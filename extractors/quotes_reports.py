"""All reports of a text outside direct speech, and which of them are too doubtful to keep."""

from __future__ import annotations

from collections.abc import Sequence

from .quotes_asides import asides
from .quotes_colons import colon_heads
from .quotes_cues import Found, verb_reports
from .quotes_nouns import noun_reports
from .quotes_roles import people_words
from .quotes_view import View

_WHOLE = ("clause", "aside", "phrase", "as said", "noun that", "adj clause", "turn", "headline")
_WORDS = 4
_DOUBTS = 2
_THINGS = frozenset("""
stock share index market price yield bond note gold oil crude dollar euro future rate benchmark gauge rally gain loss
move rise fall drop decline advance average high low session day week month year sector fund etf contract trade trading
bitcoin currency commodity
""".split())


def reports(view: View) -> list[Found]:
    """Reports in the order of their cues; an aside wins over the verb's own complement."""
    found = {f.cue[0]: f for f in colon_heads(view)}
    held = {i for f in found.values() if f.frame == "turn" for a, b in f.content for i in range(a, b)}
    for f in (*asides(view), *verb_reports(view), *noun_reports(view)):
        if f.cue[0] not in held:
            found.setdefault(f.cue[0], f)
    ordered = sorted(found.values(), key=lambda f: f.cue)
    inside = _inside(ordered)
    return [f for f in ordered if _all_doubts(view, f, inside) < _DOUBTS]


def _all_doubts(view: View, found: Found, inside: set[int]) -> float:
    return _clause_doubts(view, found, inside) if found.frame in _WHOLE else _doubts(view, found, inside)


def _inside(reports: Sequence[Found]) -> set[int]:
    """Cues that lie in the content of another report."""
    held = {i for f in reports for a, b in f.content for i in range(a, b)}
    return {f.cue[0] for f in reports if f.cue[0] in held}


def _clause_doubts(view: View, found: Found, inside: set[int]) -> int:
    """The same for clauses, which are reports on the face of it: only thoughts and questions are doubted."""
    cue = view.tokens[found.cue[0]]
    first = view.tokens[found.content[0][0]].lower
    words = sum(b - a for a, b in found.content)
    bare = cue.tag == "VB"
    source = view.tokens[found.source].lower if found.source is not None else ""
    asks = view.body[view.sentence(cue.i).end - 1] == "?"
    doubts = bare + (cue.i in inside) + (source in ("", "you", "it", "which")) + asks
    if found.act == "speech":
        return doubts - 1 + (words < _WORDS)
    return doubts + (words < _WORDS + 2) + (first in ("who", "what", "if", "how"))


def _is_thing(view: View, source: int | None) -> bool:
    """Whether a subject is a price, an index or the like."""
    return source is not None and view.lemma(source) in _THINGS and view.tokens[source].ent != "PERSON"


def _able(view: View, source: int | None) -> bool:
    """Whether a subject could hold a view: people, bodies, groups and papers, but no prices and indices."""
    if source is None:
        return True
    token = view.tokens[source]
    if _is_thing(view, source):
        return False
    if token.pos == "PRON" or token.ent in ("PERSON", "ORG", "NORP", "GPE") or token.tag in ("PRP$", "POS", "WP"):
        return token.lower not in ("it", "this", "that")
    lemma = view.lemma(source)
    kinds = people_words()["kinds"].values()
    return token.tag in ("NNS", "NNPS", "NNP", "DT", "CD", "JJ") or any(lemma in words for words in kinds)


def _doubts(view: View, found: Found, inside: set[int]) -> float:
    """How much speaks against a phrase ("criticized the plan") as a report: two doubts are too many.

    Doubtful are reports inside reports, without a speaker, of a word or two, of what might be said, and participles
    that only tell one thing from another ("a plan backed by banks").
    """
    cue = view.tokens[found.cue[0]]
    words = sum(b - a for a, b in found.content)
    quoted = any(view.region_of[i] >= 0 for a, b in found.content for i in range(a, b))
    modal = any(view.tokens[c].tag == "MD" and view.tokens[c].lower not in ("will", "wo")
                for c in view.kids(cue.i, "aux"))
    short = 0 if quoted or words >= _WORDS else 1 if words > 1 or found.act == "stance" else 2
    participle = cue.dep == "acl" and cue.tag != "VBG"
    unable = 0.0 if _able(view, found.source) else 2.0 if _is_thing(view, found.source) else 0.75
    nested = 1.25 * (cue.i in inside)
    nobody = 0.0 if found.source is not None else 2.0 if found.frame == "level" else 1.0
    return short + nested + unable + nobody + 0.5 * modal + participle


