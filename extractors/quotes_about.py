"""Where something was said ("in a client note", "told CNBC", "wrote on X") and what it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from ..schemas import Span
from .gazetteer import Mention, mentions
from .quotes_lexicon import lexicon
from .quotes_view import View

_WHERE = ("in", "on", "during", "at", "via", "to", "through", "with")
_SITES = frozenset("x twitter facebook linkedin instagram threads bluesky substack reddit youtube truth cnbc".split())
_TELLS = ("tell", "write", "say", "speak")
_MOST = 12


def venue(view: View, cue: tuple[int, int], content: Sequence[Span]) -> str | None:
    """The words that tell where it was said, None where the sentence does not.

    Looks in the sentence of the reporting word, outside the content and outside quoted words.
    """
    sentence = view.sentence(cue[0])
    for i in range(max(sentence.first, cue[0] - _MOST), sentence.last):
        token = view.tokens[i]
        if view.region_of[i] >= 0 or any(s.start <= token.start < s.end for s in content):
            continue
        if token.lower in _WHERE and token.pos in ("ADP", "SCONJ") and (last := _place(view, i)) is not None:
            return view.text(i, last)
    if view.lemma(cue[0]) in _TELLS:
        return _told(view, cue[0], content)
    return None


def _place(view: View, preposition: int) -> int | None:
    """End of the phrase when its noun is a place of speech: a note, an interview, a site."""
    noun = view.child(preposition, "pobj")
    if noun is None or noun - preposition > _MOST:
        return None
    word = view.tokens[preposition].lower
    if view.lemma(noun) in lexicon().words("venues", "places") and word not in ("to", "with"):
        last = noun + 1
        if last + 1 < len(view.tokens) and view.tokens[last].lower in ("to", "with"):
            thing = view.child(last, "pobj")
            last = thing + 1 if thing is not None and thing - last < 6 else last
        return last
    if word == "on" and view.tokens[noun].lower in _SITES and view.tokens[noun].text[:1].isupper():
        return noun + 1
    return None


def _told(view: View, verb: int, content: Sequence[Span]) -> str | None:
    """ "told CNBC", "told lawmakers": the verb with whom it was said to."""
    heard = view.child(verb, "dobj", "dative")
    if heard is None or heard < verb or view.lemma(verb) != "tell":
        return None
    last = view.right[heard] + 1
    appendix = next((c for c in view.children[heard] if view.tokens[c].dep in ("relcl", "acl", "appos", "prep")), None)
    last = min(last, view.left[appendix]) if appendix is not None else last
    if any(s.start < view.tokens[last - 1].end and view.tokens[verb].start < s.end for s in content):
        return None
    return view.text(verb, last) if last > verb + 1 else None


def known_names(view: View) -> list[Mention]:
    """Everything the gazetteer knows in the text: what a quotation can speak of."""
    return [m for m in mentions(view.body) if m.trap is None]


def name_tokens(view: View, known: Sequence[Mention]) -> frozenset[int]:
    """The tokens that the gazetteer's names cover."""
    out: set[int] = set()
    for m in known:
        if m.how == "name" and m.text[:1].isupper():
            out.update(range(view.parsed.token_at(m.start), view.parsed.token_at(m.end - 1) + 1))
    return frozenset(out)


def targets(view: View, content: Sequence[Span], known: Sequence[Mention]) -> tuple[str, ...]:
    """Names the content speaks of, in order, each once: series and bodies of the gazetteer, other companies."""
    out: dict[str, None] = {}
    for span in content:
        inside = [m for m in known if span.start <= m.start < span.end]
        for mention in inside:
            if mention.how != "generic":
                out.setdefault(mention.entry.name)
        first = view.parsed.token_at(span.start)
        while first < len(view.tokens) and view.tokens[first].start < span.end:
            first = _company(view, first, inside, out)
    return tuple(out)


def _company(view: View, at: int, inside: Sequence[Mention], out: dict[str, None]) -> int:
    """Note the organisation that starts at token ``at``, if one does; returns the next token to look at."""
    token = view.tokens[at]
    last = at + 1
    if token.ent != "ORG" or token.ent_iob != "B":
        return last
    while last < len(view.tokens) and view.tokens[last].ent == "ORG" and view.tokens[last].ent_iob == "I":
        last += 1
    end = view.tokens[last - 1].end
    if not any(m.start < end and token.start < m.end for m in inside):
        name = view.text(at, last).removesuffix("'s").removesuffix("’s").removeprefix("the ").removeprefix("The ")
        out.setdefault(name)
    return last
