"""Attributions beside a whole sentence: ", X said", "said X", "as X put it", "according to X", "X: ..."."""

from __future__ import annotations

from collections.abc import Iterator

from .quotes_cues import Found
from .quotes_lexicon import Act, can_quote, lexicon
from .quotes_source import is_passive, source_of
from .quotes_view import View

_BREAKS = (",", "—", "–", "--", ";", "?", "!", "…")
_ENDS = (".", "?", "!", ";", ":", "—", "–", "--", ")", "…")
_TELLS = ("tell", "inform", "remind", "assure", "ask", "advise", "warn", "notify", "post", "write")
_NO_ASIDES = frozenset("""
start finish begin continue go put hit fire charge sing laugh smile press order call demand beam boom read type message
post quote recite counsel weigh gather bet
""".split())
_NO_REST = ("and", "but", "or", "who", "which", "while", "so")
_LIGHT = ("RB", "MD")
_OPINION_NOUNS = frozenset("word view opinion eye judgment judgement estimation reckoning count estimate".split())


def asides(view: View) -> Iterator[Found]:
    """Every attribution set beside its sentence, outside quoted words."""
    for t in view.tokens:
        if view.region_of[t.i] >= 0 or not view.readable(t.i):
            continue
        found = None
        if t.tag[:1] == "V":
            lemma = view.lemma(t.i)
            found = _parenthesis(view, t.i) if can_quote(lemma) and lemma not in _NO_ASIDES else None
        if t.lower == "according":
            found = _according(view, t.i)
        elif t.lower in ("in", "by", "per") and t.pos == "ADP":
            found = _by_the_word_of(view, t.i)
        if found is not None:
            yield found


def _parenthesis(view: View, verb: int) -> Found | None:
    source = source_of(view, verb)
    if source is None or is_passive(view, verb) or view.tokens[verb].dep == "relcl" or \
            view.tokens[source].tag in ("WP", "WDT") or _has_complement(view, verb):
        return None
    sentence = view.sentence(verb)
    first, last = _aside_reach(view, verb, source)
    if first < sentence.first or first == verb == sentence.first:
        return None
    act = lexicon().verbs[view.lemma(verb)]["quote"]
    before = view.tokens[first - 1] if first > sentence.first else None
    if before is not None and before.lower == "as":
        if first - 1 > sentence.first and view.tokens[first - 2].text not in (",", "(", "—", "But", "And", "However"):
            return None
        return _as_said(view, verb, source, first - 1, last, act)
    if before is None or not _closes(view, first - 1):
        return None
    stop = _aside_end(view, last, sentence.last)
    if stop is None or (stop < sentence.last and view.tokens[stop].text == ":"):
        return None
    after_mark = stop + 1 < sentence.last and view.region_of[stop + 1] >= 0 and view.region_of[stop] < 0
    if after_mark and view.body[view.regions[view.region_of[stop + 1]].start].isupper():
        return None
    spans = [(_content_start(view, sentence.first), first - (before.text in _BREAKS))]
    if _quoted_throughout(view, *spans[0]):
        return None
    rest = _rest(view, verb, source, stop, sentence.last)
    if rest is not None:
        spans.append(rest)
    spans = [(a, b) for a, b in spans if b > a]
    if not any(view.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for a, b in spans for i in range(a, b)):
        return None
    return Found((verb, verb + 1), view.tokens[verb].lemma, act, "aside", tuple(spans), source) if spans else None


def _quoted_throughout(view: View, first: int, last: int) -> bool:
    words = [i for i in range(first, last) if view.tokens[i].pos != "PUNCT"]
    return sum(view.region_of[i] >= 0 for i in words) >= 0.85 * len(words)


def _closes(view: View, at: int) -> bool:
    """Whether token ``at`` ends the content before an aside: a comma or dash, or a quote ending in one."""
    if view.region_of[at] < 0:
        return view.tokens[at].text in _BREAKS
    return view.is_mark(at) and view.tokens[at - 1].text in (",", "?", "!", "—")


def _has_complement(view: View, verb: int) -> bool:
    """Whether the verb has a clause of its own right after it, so that it is no aside."""
    if view.child(verb, "dobj") is not None and view.lemma(verb) not in _TELLS:
        return True
    return any(c > verb and not any(view.tokens[i].text == "," for i in range(verb, view.left[c] + 1))
               for c in view.kids(verb, "ccomp", "xcomp"))


def _content_start(view: View, first: int) -> int:
    while first < len(view.tokens) - 1 and view.tokens[first].text in (")", "]", "”", '"', "’"):
        first += 1
    return first


def _aside_reach(view: View, verb: int, source: int) -> tuple[int, int]:
    """Token range of subject and verb, without what follows them."""
    if source > verb:
        first = verb
        while view.tokens[first - 1].tag in _LIGHT and first - 1 > view.sentence(verb).first:
            first -= 1
        return first, max(source + 1, min(view.right[source] + 1, _comma_after(view, source)))
    first = view.left[source] if view.tokens[source].sentence == view.tokens[verb].sentence else -1
    if first < 0 or any(view.tokens[i].tag in ("VBD", "VBZ", "VBP") and i != verb and
                        view.tokens[i].head != verb and view.tokens[i].dep not in ("relcl", "aux")
                        for i in range(source, verb)):
        return -1, -1
    return first, verb + 1


def _comma_after(view: View, at: int) -> int:
    last = view.sentence(at).last
    while at < last and view.tokens[at].text not in (",", "—", "–", "(") and view.region_of[at] < 0:
        at += 1
    return at


def _aside_end(view: View, last: int, limit: int) -> int | None:
    """Where the aside closes: at a comma or the sentence's end, with only time, place and manner before it."""
    at = last
    while at < limit:
        token = view.tokens[at]
        if token.text in (",", *_ENDS) or view.region_of[at] >= 0:
            return at
        if token.tag in ("WDT", "WP") or token.lower in ("that", "he", "she", "they", "it"):
            return None
        if token.tag in ("VBD", "VBZ", "VBP", "MD") and token.dep != "relcl":
            return None
        at += 1
    return limit


def _rest(view: View, verb: int, source: int, stop: int, limit: int) -> tuple[int, int] | None:
    """Content that goes on after the aside: not an apposition, a relative clause or a new clause."""
    if stop >= limit - 2 or view.tokens[stop].text not in (",", "—", "–"):
        return None
    following = view.tokens[stop + 1]
    if source > verb and (view.child(source, "appos", "relcl") is not None):
        return None
    if following.tag in ("VBG", "WP", "WDT", "WRB", "DT") and source > verb:
        return None
    joins = following.lower in ("and", "but") and source < verb
    if following.tag in ("VBG", "WP", "WDT") or (following.lower in _NO_REST and not joins):
        return None
    last = limit
    while last > stop + 1 and view.tokens[last - 1].text in ".;,:":
        last -= 1
    return (stop + 1, last)


def _as_said(view: View, verb: int, source: int, start: int, last: int, act: Act) -> Found | None:
    sentence = view.sentence(verb)
    stop = _aside_end(view, last, sentence.last)
    if stop is None:
        return None
    spans: list[tuple[int, int]] = []
    if start > sentence.first + 1:
        spans.append((sentence.first, start - (view.tokens[start - 1].text in _BREAKS)))
    elif stop < sentence.last - 2 and view.region_of[stop + 1] < 0 and view.tokens[stop].text in (",", ":"):
        spans.append((stop + 1, sentence.last - (view.tokens[sentence.last - 1].text == ".")))
    return Found((verb, verb + 1), view.tokens[verb].lemma, act, "as said", tuple(spans), source) if spans else None


def _according(view: View, at: int) -> Found | None:
    sentence = view.sentence(at)
    to = at + 1
    if to >= sentence.last or view.tokens[to].lower != "to":
        return None
    source = view.child(to, "pobj")
    if source is None:
        return None
    return _phrase(view, at, to + 1, source, "according to")


def _by_the_word_of(view: View, at: int) -> Found | None:
    """ "in the view of X", "by X's reckoning", "in a poll"."""
    noun = view.child(at, "pobj")
    if noun is None or noun < at:
        return None
    token = view.tokens[noun]
    if view.lemma(token.i) in _OPINION_NOUNS and view.tokens[at].lower in ("in", "by"):
        owner = view.child(noun, "poss")
        if owner is None and (of := view.child(noun, "prep")) is not None and view.tokens[of].lower == "of":
            owner = view.child(of, "pobj")
        if owner is not None:
            return _phrase(view, at, noun + 1, owner, f"{view.tokens[at].lower} {view.lemma(token.i)}", noun)
    if view.tokens[at].lower == "per" and token.pos == "PROPN":
        return _phrase(view, at, at + 1, noun, "per")
    return None


def _phrase(view: View, at: int, cue_last: int, source: int, lemma: str, head: int | None = None) -> Found | None:
    """The clause that a prepositional phrase of attribution belongs to, without the phrase."""
    sentence = view.sentence(at)
    last = max(view.right[head if head is not None else source], source) + 1
    first = at - 1 if at > sentence.first and view.tokens[at - 1].text in (",", "—", "(") else at
    spans = [(sentence.first, first)] if first > sentence.first else []
    if not spans or (last < sentence.last - 3 and view.tokens[last + 1].pos != "CCONJ" and view.tokens[last].text == ","
                     and view.tokens[last + 1].tag not in ("WP", "WDT", "VBG", "DT")):
        start = last + (view.tokens[last].text in (",", "—", ")") if last < sentence.last else 0)
        end = sentence.last - (view.tokens[sentence.last - 1].text == ".")
        if end > start:
            spans.append((start, end))
    return Found((at, cue_last), lemma, "speech", "phrase", tuple(spans), source) if spans else None
