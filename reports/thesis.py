"""The article's thesis in its own sentences: extractive, cited, nothing invented.

Sentences are ranked by how central they are among the others (LexRank: the stationary vector of a walk over shared
words), by the headline's words, by place and by words that announce a point. The best few are given in the article's
order. Boilerplate such as "Write to ..." is never one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

from ..nlp.dateline import read_head
from .brief_model import KeySentence
from .text import clean, sentence_around

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WORD = re.compile(r"[^\W\d_][\w’'\-]+")
_STOP = frozenset(
    "a an and are as at be been being but by can could did do does for from had has have he her his how if in into is "
    "it its itself just like may might more most much no not of on one only or other our out over said say says she "
    "should so some such than that the their them there these they this those to too up was we were what when where "
    "which while who will with would year years you your also about after again all any because before between both "
    "during each few further here i me my nor own same then under until very via per".split())
_FURNITURE = re.compile(
    r"^(?:write to|follow|sign up|subscribe|read (?:more|next|also)|see also|related|contact|email|e-mail|copyright|©|"
    r"advertisement|corrections?\b|this (?:article|story)|reporting by|editing by|(?:above|below|pictured|photo)[,:])"
    r"|\S+@\S+\.\w", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*")
_POINT = re.compile(
    r"\b(?:but|yet|however|still|despite|because|means?|suggests?|expect\w*|likely|risk\w*|problem|question|face\w*|"
    r"don[’']t|won[’']t|doubt\w*|outlook|reason|thanks to|no longer|whether)\b", re.IGNORECASE)
_LEAST_WORDS = 5
_DAMPING = 0.85
_ROUNDS = 40
_MOST_SENTENCES = 400
_EARLY = 3
_ALIKE = 0.55
"""Share of words beyond which two sentences say the same, and one will do."""


def sentences(body: str, start: int = 0) -> list[tuple[int, int, int]]:
    """(start, end, paragraph from 1) of every sentence of the running text, white space cut off."""
    found: list[tuple[int, int, int]] = []
    paragraph = 0
    for line in re.finditer(r"[^\n]+", body[start:]):
        first, last = start + line.start(), start + line.end()
        if not body[first:last].strip():
            continue
        paragraph += 1
        at = first
        while at < last and len(found) < _MOST_SENTENCES:
            while at < last and body[at].isspace():
                at += 1
            if at >= last:
                break
            end = max(sentence_around(body, at, at + 1)[1], at + 1)
            found.append((at, at + len(body[at:end].rstrip()), paragraph))
            at = end
    return found


def key_sentences(body: str, headline: str = "", most: int = 3) -> tuple[KeySentence, ...]:
    """At most ``most`` sentences that carry the article's thesis, in the article's order."""
    candidates = [s for s in sentences(body, read_head(body).prose_start) if _can_carry(body[s[0] : s[1]])]
    if not candidates:
        return ()
    words = [_words(body[a:b]) for a, b, _ in candidates]
    scores = _scores(candidates, words, _words(headline), body)
    chosen: list[int] = []
    for i in sorted(range(len(candidates)), key=lambda i: (-scores[i], i)):
        if len(chosen) < most and all(_overlap(words[i], words[j]) < _ALIKE for j in chosen):
            chosen.append(i)
    return tuple(KeySentence(text=clean(body[a:b]), paragraph=p, start=a, end=b)
                 for a, b, p in (candidates[i] for i in sorted(chosen)))


def _can_carry(text: str) -> bool:
    quoted = text[:1] in "“\"‘"
    return not quoted and not _FURNITURE.search(text) and len(_WORD.findall(text)) >= _LEAST_WORDS


def _words(text: str) -> frozenset[str]:
    return frozenset(w.rstrip("s") for w in (m.group().lower() for m in _WORD.finditer(text)) if w not in _STOP)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _scores(
    candidates: Sequence[tuple[int, int, int]], words: Sequence[frozenset[str]], headline: frozenset[str], body: str
) -> list[float]:
    """Centrality (1 on average) and bonuses: the headline's words, an early place, a word that announces a point."""
    central = _centrality(words)
    out = []
    for i, (start, end, paragraph) in enumerate(candidates):
        bonus = 1.5 * len(words[i] & headline) / max(1, len(headline))
        bonus += {0: 1.0, 1: 0.5, 2: 0.3}.get(i, 0.2 if paragraph <= _EARLY else 0.0)
        bonus += 0.4 if _POINT.search(body, start, end) else 0.0
        figures = len(_NUMBER.findall(body, start, end))  # a sentence of figures is a claim, and has its row
        short = 0.0 if len(words[i]) >= _LEAST_WORDS else 0.3
        out.append(float(central[i]) + bonus - short - min(0.25 * figures, 0.75))
    return out


def _centrality(words: Sequence[frozenset[str]]) -> npt.NDArray[np.float64]:
    import numpy as np

    count = len(words)
    spread = Counter(w for s in words for w in s)
    weight = {w: log(1 + count / n) for w, n in spread.items()}
    index = {w: i for i, w in enumerate(weight)}
    table = np.zeros((count, max(1, len(index))))
    for i, sentence in enumerate(words):
        for w in sentence:
            table[i, index[w]] = weight[w]
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(norms == 0, 1, norms)
    links = table @ table.T + 1e-6
    links /= links.sum(axis=1, keepdims=True)
    rank = np.full(count, 1.0)
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) + _DAMPING * (links.T @ rank)
    return rank
