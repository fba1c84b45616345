"""Where names may be: runs of capitalised words, put right with the model's spans.

A :class:`Chunk` is only a place to look; what it names is decided with all mentions in view (entities_evidence).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..schemas import Parsed, Sentence, Token
from .entities_runs import Runs
from .entities_words import capital, word_lists

_MODEL = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_ARTICLES = frozenset({"the", "a", "an", "'s", "’s", "of", "and", "in", "by"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "s"})
_RANKS = frozenset({"MD", "VP", "GM", "SVP", "EVP"})
_GIVEN_NAMES = frozenset({"May", "April", "June", "August"})
_LONGEST = 9
"""More capitalised words than this are no one name."""
_MODEL_OTHER = frozenset({"NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"})

@dataclass(slots=True)
class Chunk:
    """Tokens ``first:last`` that may be a name. ``model`` is the model's label, "" where it saw none.

    ``titled``: a personal title or role stands right before. ``headline``: every word begins with a capital there.
    """

    first: int
    last: int
    model: str = ""
    titled: bool = False
    headline: bool = False


class Chunker:
    """Finds the chunks of one article."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.words = word_lists()
        self.runs = Runs(parsed.tokens)

    def chunks(self) -> list[Chunk]:
        """All chunks, in order, without overlap."""
        out: list[Chunk] = []
        for sentence in self.parsed.sentences:
            if sentence.last == sentence.first:
                continue
            ents = list(self._model_spans(sentence.first, sentence.last))
            if self._headline(sentence) or self._shouted(sentence.first, sentence.last):
                out += [Chunk(a, b, label, self._is_titled(a), self._headline(sentence)) for a, b, label in ents]
                continue
            runs = list(self.runs.runs(sentence.first, sentence.last))
            out += self._merged(runs, ents)
        return [c for c in out if c.last > c.first and not self._tag(c) and not self._share_class(c)]

    def _share_class(self, chunk: Chunk) -> bool:
        """Whether a chunk tells which shares of a company are meant ("Berkshire's Class B shares")."""
        words = [t.text for t in self.tokens[chunk.first : chunk.last]]
        after = self.tokens[chunk.last].text.lower() if chunk.last < len(self.tokens) else ""
        return len(words) == 2 and words[0] == "Class" and len(words[1]) == 1 and after in ("shares", "stock", "share")

    def _tag(self, chunk: Chunk) -> bool:
        """Whether a chunk is a tag of the article ("#Live Markets")."""
        return chunk.first > 0 and self.tokens[chunk.first - 1].text == "#"

    def _headline(self, sentence: Sentence) -> bool:
        """Whether a sentence stands before the running text, in a line of capitals, and is no dateline."""
        parsed = self.parsed
        if sentence.paragraph != 0 or sentence.start >= parsed.prose_start:
            return False
        if parsed.dateline and parsed.dateline[0] <= sentence.start < parsed.dateline[1]:
            return False
        first = parsed.paragraphs[0] if parsed.paragraphs else (0, len(parsed.body))
        words = [w for w in parsed.body[first[0] : first[1]].split() if len(w) > 3 and w[0].isalpha()]
        return sum(w[0].isupper() for w in words) > 0.7 * len(words)

    # ------------------------------------------------------------ lines in capitals
    def _shouted(self, first: int, last: int) -> bool:
        """Whether a sentence is a headline: most of its longer words begin with a capital."""
        words = [t.text for t in self.tokens[first:last] if len(t.text) > 3 and t.text[0].isalpha()]
        capital = sum(w[0].isupper() for w in words)
        return len(words) >= 5 and capital > 0.8 * len(words)

    # ------------------------------------------------------------ the model's spans
    def _model_spans(self, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        at = first
        while at < last:
            t = self.tokens[at]
            if t.ent_iob != "B":
                at += 1
                continue
            stop = at + 1
            while stop < last and self.tokens[stop].ent_iob == "I":
                stop += 1
            label = _MODEL.get(t.ent, "MISC" if t.ent in _MODEL_OTHER else "")
            if label:
                for part in self._parts(at, stop, label):
                    a, b = self.trim(*part)
                    if any(c.isalpha() for t in self.tokens[a:b] for c in t.text):
                        yield a, b, label
            at = stop

    def _parts(self, first: int, last: int, label: str) -> list[tuple[int, int]]:
        """Two names that the model took for one: "Carly Fiorina and Jindal", "ANKARA - Central Bank"."""
        words = [t.text for t in self.tokens[first:last]]
        lists = self.words
        if "(" in words[1:]:
            return self._parts(first, first + words.index("(", 1), label)
        for n, word in enumerate(words):
            spaced = word in {"-", "–", "|"} and self.tokens[first + n].start > self.tokens[first + n - 1].end
            owned = word in {"'s", "’s"} and label != "PER"
            if 0 < n < last - first - 1 and (spaced or owned or word in self.words.breaks):
                return [*self._parts(first, first + n, label), *self._parts(first + n + 1, last, label)]
        half = len(words) // 2
        twice = half > 0 and words[:half] == words[half:]  # a heading that runs into the sentence under it
        cut = first + half if twice else self.runs.place_cut(first, last)
        if cut:
            return [(first, cut), (cut, last)]
        corporate = any(w in lists.org_heads or w in lists.any_tails for w in words)
        if "and" in words and label in {"PER", "ORG"} and not corporate:
            at = first + words.index("and")
            return [(first, at), (at + 1, last)]
        return [(first, last)]

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Drop articles, titles, roles and marks from the front, possessives, marks and roles from the back."""
        while first < last and self._loose_front(first, last):
            first += 1
        while last > first and self._loose_back(first, last):
            last -= 1
        return first, last

    def _loose_front(self, first: int, last: int) -> bool:
        text, lists = self.tokens[first].text, self.words
        if not text[:1].isalnum() or text.lower() in _ARTICLES or text in lists.titles:
            return True
        if last - first == 1:
            return False
        small = text.islower() and text not in lists.particles and not text[0].isdigit()
        dated = text in lists.dates and text not in _GIVEN_NAMES
        return small or dated or self._drops_role(first, last)

    def _loose_back(self, first: int, last: int) -> bool:
        text, lists = self.tokens[last - 1].text, self.words
        dotted = text.endswith(".") and len(text) > 1
        if text in _POSSESSIVES or not (text[-1:].isalnum() or dotted):
            return True
        if last - first == 1:
            return False
        if text in lists.not_names and self.tokens[first].text in lists.places:
            return True
        small = text.islower() and not text.isdigit()
        return small or text in lists.dates or text in lists.breaks or text in lists.strong_roles or text in _RANKS

    def _drops_role(self, first: int, last: int) -> bool:
        """Whether the word at ``first`` is a role in front of a person's name."""
        text = self.tokens[first].text
        if text not in self.words.roles:
            return False
        at = first
        while at < last and (self.tokens[at].text in self.words.roles or self.tokens[at].text in {"&", "and", "-"}):
            at += 1
        strong = any(t.text in self.words.strong_roles for t in self.tokens[first:at])
        return at < last and strong and self.runs.person_like(at, last)

    # ------------------------------------------------------------ both together
    def _merged(self, runs: list[tuple[int, int]], ents: list[tuple[int, int, str]]) -> list[Chunk]:
        out: list[Chunk] = []
        used: set[int] = set()
        for run in runs:
            a, b = self.trim(*run)
            if b <= a:
                continue
            inside = [k for k, (x, y, _) in enumerate(ents) if x < b and a < y]
            used.update(inside)
            out += self._reconciled(a, b, [ents[k] for k in inside])
        out += [self._chunk(x, y, label) for k, (x, y, label) in enumerate(ents) if k not in used]
        out.sort(key=lambda c: (c.first, -c.last))
        kept: list[Chunk] = []
        for chunk in out:
            if not kept or chunk.first >= kept[-1].last:
                kept.append(chunk)
        return kept

    def _reconciled(self, a: int, b: int, ents: list[tuple[int, int, str]]) -> list[Chunk]:
        """A run and the model's spans that touch it."""
        if not ents:
            return [self._chunk(a, b, "")]
        if len(ents) == 1:
            x, y, label = ents[0]
            if x <= a and b <= y:
                names = sum(capital(t.text) for t in self.tokens[x:y])
                return [self._chunk(x, y, label)] if names <= _LONGEST else [self._chunk(a, b, label)]
            if self._loose(a, x) and y >= b:
                return [self._chunk(x, b, label)]
            return [self._chunk(a, b, label)]
        if self.tokens[b - 1].text in self.words.tails and len(ents) == 2 and b - a <= 6:
            return [self._chunk(a, b, "ORG")]
        return [self._chunk(x, y, label) for x, y, label in ents]

    def _loose(self, first: int, last: int) -> bool:
        """Whether tokens ``first:last`` before a model's span belong to no name: roles, peoples, sentence openers."""
        lists = self.words
        return last > first and all(
            t.text in lists.roles or t.text in lists.peoples or t.text in lists.not_names
            or t.pos not in {"PROPN", "NOUN", "ADJ"}
            for t in self.tokens[first:last]
        )

    def _chunk(self, first: int, last: int, label: str) -> Chunk:
        return Chunk(first, last, label, self._is_titled(first))

    def _is_titled(self, first: int) -> bool:
        at = first - 1
        if at >= 0 and self.tokens[at].text == "." and at:
            at -= 1
        if at < 0 or self.tokens[at].sentence != self.tokens[first].sentence:
            return False
        text = self.tokens[at].text
        return text in self.words.titles or text in self.words.strong_roles


def spelled(tokens: tuple[Token, ...], chunk: Chunk, body: str) -> str:
    """The chunk's own text."""
    return body[tokens[chunk.first].start : tokens[chunk.last - 1].end]
