"""What a bare number counts: "2,000 constituents", "five new seasons", "200 people"."""

from __future__ import annotations

import re

from ..schemas import Parsed, Token
from .figures_draft import Draft

IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "series": "series", "species": "species", "staff": "staff", "police": "police", "cattle": "cattle",
    "indices": "index", "indexes": "index", "analyses": "analysis", "crises": "crisis", "bases": "basis", "lives": "life",
    "wives": "wife", "halves": "half", "shelves": "shelf", "knives": "knife", "leaves": "leaf", "buses": "bus",
    "aircraft": "aircraft", "movies": "movie", "cookies": "cookie", "bonds": "bond", "news": "news", "loaves": "loaf",
    "fishermen": "fisherman", "policymen": "policeman", "lawmakers": "lawmaker", "criteria": "criterion",
}
_STOP = frozenset(
    "a an the of in on at to from for by with and or but nor as than that this these those it he she they we you i who "
    "which what when where while if is are was were be been being has have had do does did will would can could may "
    "might must should not no so yet also only just more less most least up down out off over under after before since "
    "per each every all both either neither its his her their our your my there here then now still even very too much "
    "many such same other about into through during between among against within without because although though "
    "million billion trillion ago earlier later percent points according yesterday today tomorrow".split()
)
_VERBISH = re.compile(r"(?:ing|ed|ly)$")
_WORD = re.compile(r"\s+(?:[“\"‘'])?([^\W\d_][\w’'.&-]*)|-([a-z]+)")


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
    """Gives a bare count its noun; ``unit`` becomes the head's singular, ``noun`` the phrase that was counted."""
    words = _tagged(parsed, base + draft.end) if parsed.parsed else _untagged(text, draft)
    if not words:
        return
    head = words[-1]
    draft.unit = singular(head)
    draft.noun = " ".join([*(w.lower() for w in words[:-1]), draft.unit])


def noun_span(text: str, draft: Draft) -> int:
    """Where the counted phrase ends in ``text``, so that the figure's span can cover it."""
    if not draft.noun:
        return draft.end
    m = re.compile(r"[\s-]+(?:[^\s]+[\s-]+){%d}[\w’'-]+" % draft.noun.count(" ")).match(text, draft.end)
    return m.end() if m else draft.end


def _tagged(parsed: Parsed, at: int) -> list[str]:
    """Adjectives, compounds and head noun that follow character ``at``, by their tags."""
    i = parsed.token_at(at)
    run: list[Token] = []
    tokens = parsed.tokens
    sentence = tokens[i].sentence if i < len(tokens) else -1
    while i < len(tokens) and tokens[i].sentence == sentence and len(run) < 6:
        t = tokens[i]
        if t.text in ("-", "‑") and i + 1 < len(tokens) and tokens[i + 1].start == t.end:
            i += 1
            continue
        if t.pos in ("ADJ", "NOUN", "PROPN") or t.tag in ("VBN", "VBG", "JJ") and not (run and run[-1].pos in ("NOUN", "PROPN")):
            if t.lower in _STOP and t.lower not in ("more", "other", "such", "same", "many"):
                break
            run.append(t)
            i += 1
            continue
        break
    while run and run[-1].pos not in ("NOUN", "PROPN"):
        run.pop()
    return [t.text for t in run if t.lower not in ("more", "such", "same")]


def _untagged(text: str, draft: Draft) -> list[str]:
    """The words after the number up to the first plural noun, without tags."""
    run: list[str] = []
    at = draft.end
    for _ in range(4):
        m = _WORD.match(text, at)
        if not m:
            break
        word = (m.group(1) or m.group(2)).rstrip(".")
        if word.lower() in _STOP or re.search(r"['’]s?$", word):
            break
        run.append(word)
        at = m.end()
        if word.lower().endswith("s") and not word.lower().endswith("ss") or word.lower() in IRREGULAR:
            return run
    return run[:1] if run and draft.low == 1 and not _VERBISH.search(run[0]) else []
