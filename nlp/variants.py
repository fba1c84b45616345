"""New sentences out of labelled ones, for a teacher to label: nothing says what they mean but who reads them.

Data augmentation for distillation as in Tang et al. 2019 (arXiv:1903.12136), with sentences of targets in mind: names
change places, the end of one headline follows the beginning of another, two stand side by side, words fall out.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from .examples import Example
from .pieces import SPAN

_CUT = re.compile(r"(?:[;,:]|\s-)\s|\s(?:as|on|after|but|while|despite|amid|over|ahead of|in|to|for)\s", re.IGNORECASE)
"""Where a headline may go on as another does."""
_WORD = re.compile(r"(?<!\S)\w\S*\s+")
_JOINTS = ("; ", ", while ", ", but ", ". ", " as ", " - ")
_LONGEST = 220
"""Characters of two sentences side by side."""
_NAMES, _FALLEN, _FALL = 0.5, 0.4, 0.12
"""How often names change, how often words fall out, and how many of them do."""


class Draft(NamedTuple):
    """A text with its targets, in their order in it."""

    text: str
    spans: tuple[SPAN, ...]


def variants(examples: Sequence[Example], count: int, seed: int) -> list[Example]:
    """``count`` sentences made of ``examples``, each out of one source; their labels are still to be told (-1).

    Fewer where the examples do not give so many that differ from all of them. A small source gives more of each of its
    sentences than a large one, by the root of their number. The same from the same ``seed``.
    """
    chance = random.Random(seed)
    sources: dict[str, list[Draft]] = defaultdict(list)
    for example in examples:
        sources[example.source].append(Draft(example.text, tuple(sorted(example.spans))))
    makers = {source: _Maker(drafts, chance) for source, drafts in sources.items()}
    known = {example.text for example in examples}
    out: list[Example] = []
    weights = [len(drafts) ** 0.5 for drafts in sources.values()]
    for source in chance.choices(list(sources), weights, k=4 * count) if sources else ():
        made = makers[source]()
        if made.text not in known and len(out) < count:
            known.add(made.text)
            out.append(Example(made.text, None, made.spans, (-1,) * len(made.spans), source))
    return out


class _Maker:
    """Makes sentences of those of one source."""

    def __init__(self, drafts: Sequence[Draft], chance: random.Random) -> None:
        self.drafts = [draft for draft in drafts if not _overlap(draft.spans)] or list(drafts[:1])
        self.names = [draft.text[a:b] for draft in self.drafts for a, b in draft.spans if b > a]
        self.chance = chance
        self.ends: dict[str, list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            for _, joint, end in _cuts(draft):
                self.ends[joint.lower()].append(end)

    def __call__(self) -> Draft:
        kinds: tuple[Callable[[Draft], Draft], ...] = (self.spliced, self.spliced, self.joined, self.as_it_is)
        draft = self.chance.choice(kinds)(self.chance.choice(self.drafts))
        if self.names and self.chance.random() < _NAMES:
            draft = self.renamed(draft)
        return self.thinned(draft) if self.chance.random() < _FALLEN else draft

    def as_it_is(self, draft: Draft) -> Draft:
        return draft

    def spliced(self, draft: Draft) -> Draft:
        """The beginning of ``draft``, and the end of another that goes on with the same word."""
        cuts = _cuts(draft)
        if not cuts:
            return draft
        begin, joint, _ = self.chance.choice(cuts)
        made = _beside(begin, joint, self.chance.choice(self.ends[joint.lower()]))
        return made if made.spans or not draft.spans else draft

    def joined(self, draft: Draft) -> Draft:
        """``draft`` and another beside it."""
        other, joint = self.chance.choice(self.drafts), self.chance.choice(_JOINTS)
        end = len(draft.text.rstrip(" ."))
        if len(draft.text) + len(other.text) > _LONGEST or any(b > end for _, b in draft.spans):
            return draft
        return _beside(Draft(draft.text[:end], draft.spans), joint, other)

    def renamed(self, draft: Draft) -> Draft:
        """``draft`` of other targets."""
        text, spans, at = "", [], 0
        for a, b in draft.spans:
            text += draft.text[at:a]
            name = self.chance.choice(self.names)
            spans.append((len(text), len(text) + len(name)))
            text, at = text + name, b
        return Draft(text + draft.text[at:], tuple(spans))

    def thinned(self, draft: Draft) -> Draft:
        """``draft`` without some of the words that are no targets."""
        fallen = [
            word.span() for word in _WORD.finditer(draft.text)
            if self.chance.random() < _FALL and _apart(word.span(), draft.spans)
        ]
        kept = zip((0, *(b for _, b in fallen)), (*(a for a, _ in fallen), len(draft.text)), strict=True)

        def moved(at: int) -> int:
            return at - sum(b - a for a, b in fallen if b <= at)

        return Draft(
            "".join(draft.text[a:b] for a, b in kept), tuple((moved(a), moved(b)) for a, b in draft.spans))


def _apart(one: SPAN, others: Sequence[SPAN]) -> bool:
    return all(stop <= one[0] or start >= one[1] for start, stop in others)


def _overlap(spans: Sequence[SPAN]) -> bool:
    return any(b <= a for a, b in spans) or any(second[0] < first[1] for first, second in pairwise(spans))


def _cuts(draft: Draft) -> list[tuple[Draft, str, Draft]]:
    """Each way to cut a text in two, outside its targets: the beginning, what joins them, the end."""
    out: list[tuple[Draft, str, Draft]] = []
    for found in _CUT.finditer(draft.text):
        a, b = found.span()
        if _apart((a, b), draft.spans):
            before = tuple(span for span in draft.spans if span[1] <= a)
            after = tuple((start - b, stop - b) for start, stop in draft.spans if start >= b)
            out.append((Draft(draft.text[:a], before), found[0], Draft(draft.text[b:], after)))
    return out


def _beside(first: Draft, joint: str, second: Draft) -> Draft:
    by = len(first.text) + len(joint)
    return Draft(first.text + joint + second.text, first.spans + tuple((a + by, b + by) for a, b in second.spans))
