"""What a bare number counts: "2,000 constituents", "five new seasons", "200 people"."""

from __future__ import annotations

import re

from ..schemas import Parsed, Token
from .figures_draft import Draft

IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "series": "series", "species": "species", "staff": "staff", "police": "police", "cattle": "cattle",
    "indices": "index", "indexes": "index", "analyses": "analysis", "crises": "crisis", "bases": "basis",
    "lives": "life",
    "wives": "wife", "halves": "half", "shelves": "shelf", "knives": "knife", "leaves": "leaf", "buses": "bus",
    "aircraft": "aircraft", "movies": "movie", "cookies": "cookie", "bonds": "bond", "news": "news", "loaves": "loaf",
    "fishermen": "fisherman", "policymen": "policeman", "lawmakers": "lawmaker", "criteria": "criterion",
}
_STOP = frozenset(
    "a an the of in on at to from for by with and or but nor as than that this these those it he she they we you i "
    "who "
    "which what when where while if is are was were be been being has have had do does did will would can could may "
    "might must should not no so yet also only just least up down out off over under after before since thanks "
    "per each every all both either neither its his her their our your my there here then now still even very too "
    "much "
    "about into through during between among against within without because although though last next ago "
    "million billion trillion earlier later percent points according yesterday today tomorrow total worth due".split()
)
_DROP = frozenset("more such same straight consecutive additional extra".split())
_VERBISH = re.compile(r"(?:ing|ed|ly)$")
_WORD = re.compile(r"\s+(?:[“\"‘'])?([^\W\d_][\w’'.&-]*)|-([a-z]+)")
_A_TIME_BACK = re.compile(
    r"\s+of\s+(?:the|a)\s+(?:day|session|week|month|quarter|year)\s+(?:before|earlier|ago|prior)\b"
)
"""The time of a level ("the 27 of the day before"), and nothing that is counted."""
_OF = re.compile(r"\s+of\s+(?:(?P<article>the|these|those|my|our|your|his|her|its|their|all|all the)\s+)?", re.I)
_THE = re.compile(r"\s+(?:the|an?|its|their|his|her|all|of)\s+", re.I)


def singular(word: str) -> str:
    """A noun's singular by spelling: "companies" -> "company", "losses" -> "loss"."""
    lower = word.lower()
    if lower in IRREGULAR:
        return IRREGULAR[lower]
    if lower.endswith("men") and len(lower) > 5:
        return lower[:-3] + "man"
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if re.search(r"(?:sh|ch|x|ss|zz)es$", lower):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 3:
        return lower[:-1]
    return lower


def add_noun(text: str, parsed: Parsed, base: int, draft: Draft) -> None:
    """Gives a bare count its noun; ``unit`` becomes the head's singular, ``noun`` the phrase that was counted.

    A part of something ("one of its stores", "dozens of people", "a third of the voters") counts the whole's noun; a
    fraction keeps the unit "number".
    """
    at = draft.end
    if draft.fraction:
        skipped = _OF.match(text, at) or _THE.match(text, at)
        if skipped:
            at = skipped.end()
        elif not re.search(r"\s(?:of|in)\s", text[draft.start : draft.end]):
            return
    else:
        skipped = _OF.match(text, at)
        whole = float(draft.low).is_integer() and not _A_TIME_BACK.match(text, at)
        if skipped and whole and (draft.form == "vague" or draft.low < 13 or skipped.group("article")):
            at = skipped.end()
    end = base + len(text)
    words, stop = _tagged(parsed, base + at, end) if parsed.parsed else _untagged(text, at, draft.low == 1)
    if not words or (
        at == draft.end and not draft.fraction and draft.low >= 13 and len(words) == 1 and len(words[0]) < 2
    ):
        return
    draft.noun = " ".join(words)
    draft.noun_end = stop - base if parsed.parsed else stop
    if not draft.fraction:
        draft.unit = words[-1]


def _tagged(parsed: Parsed, at: int, end: int) -> tuple[list[str], int]:
    """Adjectives, compounds and head noun that follow character ``at``, as lemmas, and where they end."""
    i = parsed.token_at(at)
    tokens = parsed.tokens
    if i >= len(tokens) or tokens[i].start >= end:
        return [], at
    sentence, run, held = tokens[i].sentence, list[Token](), False
    while i < len(tokens) and tokens[i].sentence == sentence and tokens[i].start < end and len(run) < 7:
        t = tokens[i]
        if t.text in ("-", "‑", "’s", "'s") or (t.lower in ("and", "&") and _joins(tokens, i, run, sentence)):
            i += 1
            continue
        if t.lower == "most" and not run:
            i += 1
            continue
        if t.lower in _STOP:
            break
        verbal = t.tag in ("VBN", "VBG")
        compound = verbal and i > 0 and tokens[i - 1].text in ("-", "‑") and bool(run)
        if t.pos in ("ADJ", "NOUN", "PROPN") or compound or (verbal and not run and not held):
            held = verbal
            if not verbal or compound:
                run.append(t)
            i += 1
            continue
        break
    while run and (run[-1].pos not in ("NOUN", "PROPN") or (run[-1].tag == "NNP" and at_proper(run))):
        run.pop()
    if not run:
        return [], at
    words = [_lemma(t) for t in run[:-1] if t.lower not in _DROP] + [singular(run[-1].text)]
    return words, run[-1].end


def at_proper(run: list[Token]) -> bool:
    """Whether a run ends in a proper name that nothing counts ("60 Table", "20 Vincent Iacopella")."""
    return not run[-1].text.isupper() and run[-1].text[0].isupper()


def _joins(tokens: tuple[Token, ...], i: int, run: list[Token], sentence: int) -> bool:
    """Whether "and" joins two modifiers of one noun ("digital and physical sales")."""
    if not run or i + 2 >= len(tokens) or tokens[i + 2].sentence != sentence:
        return False
    same = run[-1].pos == tokens[i + 1].pos and run[-1].tag not in ("NNS", "NNPS")
    return same and tokens[i + 2].pos in ("NOUN", "PROPN") and tokens[i + 2].tag in ("NNS", "NNPS")


def _lemma(token: Token) -> str:
    return token.lemma.lower() if token.tag in ("JJS", "JJR") else token.lower


def _untagged(text: str, at: int, one: bool) -> tuple[list[str], int]:
    """The words after the number up to the first plural noun, without tags."""
    run: list[str] = []
    for _ in range(4):
        m = _WORD.match(text, at)
        if not m and not run:
            m = re.compile(r"()([^\W\d_][\w’'.&-]*)").match(text, at)
        if not m:
            break
        word = (m.group(1) or m.group(2)).rstrip(".")
        if word.lower() in _STOP or re.search(r"['’]s?$", word):
            break
        run.append(word.lower())
        at = m.end()
        if (word.lower().endswith("s") and not word.lower().endswith("ss")) or word.lower() in IRREGULAR:
            return [*(w for w in run[:-1] if w not in _DROP), singular(run[-1])], at
    if run and one and not _VERBISH.search(run[0]):
        return run[:1], at
    return [], at
