"""What a name is: person, organisation or place, from its words, its neighbours and the article's other mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from ..schemas import Parsed
from .entities_chunks import Chunk, spelled
from .entities_words import word_lists
from .gazetteer.companies import risky_names

Scores = dict[str, float]
LABELS = ("PER", "ORG", "LOC", "MISC")
_TRUST = {"LOC": 2.5, "PER": 2.0, "ORG": 1.6, "MISC": 2.0}
"""How much one vote of the small model weighs: its places are mostly right, its organisations often not."""
_NO_PERSON = re.compile(r"[\d@]|['’]s ")
_INITIAL = re.compile(r"[A-Z]\.?")
_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,5}[a-z]?s?")
_TICKER = re.compile(r"\(\s*(?:(?:Nasdaq\w*|Xetra|[A-Z]{3,9})\s*:\s*)?\.?[A-Z]{1,5}(?:[.=][A-Z0-9]{1,3})?\s*[,)]")
"""A ticker in parentheses, with or without its exchange: "(NYSE: KO)", "(KO)", "(WMT.N)"."""


class Typer:
    """Types the chunks of one article. Local evidence first, then every mention hears the others."""

    def __init__(self, parsed: Parsed, chunks: list[Chunk]) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.chunks = chunks
        self.words = word_lists()
        self.texts = [spelled(self.tokens, c, parsed.body) for c in chunks]

    def labels(self) -> list[str]:
        """PER, ORG, LOC, MISC or "" (no name) for every chunk."""
        local = [self._local(c, text) for c, text in zip(self.chunks, self.texts, strict=True)]
        shared = self._shared(local)
        first = [_best(self._sum(mine, shared[text])) for mine, text in zip(local, self.texts, strict=True)]
        surnames = self._surnames(first)
        acronyms = self._acronyms(first)
        firms = self._short_firms(first)
        out = []
        for chunk, text, mine in zip(self.chunks, self.texts, local, strict=True):
            scores = self._sum(mine, shared[text])
            self._known(text, scores, surnames, acronyms, firms)
            out.append(self._checked(chunk, text, _best(scores)))
        return out

    # ------------------------------------------------------------ evidence in and around one mention
    def _local(self, chunk: Chunk, text: str) -> Scores:
        scores: Scores = dict.fromkeys(LABELS, 0.0)
        if chunk.model:
            scores[chunk.model] += _TRUST[chunk.model]
        else:
            scores["MISC"] += 1.3
            self._unseen(chunk, scores)
        words = [t.text for t in self.tokens[chunk.first : chunk.last]]
        self._inside(words, text, scores, chunk.titled)
        self._before(chunk, scores)
        self._after(chunk, scores)
        return scores

    def _unseen(self, chunk: Chunk, scores: Scores) -> None:
        """Capitals that the model passed over: in business news mostly a firm, if it acts or owns."""
        last = self.tokens[chunk.last - 1]
        if chunk.last - chunk.first > 2 or last.pos != "PROPN":
            return
        scores["ORG"] += 0.2
        following = self.tokens[chunk.last].text if chunk.last < len(self.tokens) else ""
        if last.dep == "nsubj" or following in {"'s", "’s"}:
            scores["ORG"] += 0.8

    def _inside(self, words: list[str], text: str, scores: Scores, titled: bool) -> None:
        lists, last, many = self.words, words[-1], len(words) > 1
        if text in risky_names():
            scores["ORG"] += 1
        alphabetic = [w for w in words if w[0].isalpha()]
        if many and words[-1] in lists.peoples and words[0] in lists.compass:
            scores["MISC"] += 8
        if not titled and (text in lists.peoples or (alphabetic and all(w in lists.not_names for w in alphabetic))):
            scores["MISC"] += 8
        if many and last in lists.company_tails:
            scores["ORG"] += 7
        elif many and last in lists.org_tails:
            scores["ORG"] += 3.5
        elif many and last in lists.org_tails_weak:
            scores["ORG"] += 1.2
        if many and words[0] in lists.org_heads and words[1] in {"of", "for"}:
            scores["ORG"] += 4
        if any(a in lists.org_heads and b in {"of", "for"} for a, b in pairwise(words[1:])):
            scores["ORG"] += 4
        if many and "&" in words:
            scores["ORG"] += 2.5
        if many and last in lists.misc_tails:
            scores["MISC"] += 4
        if text in lists.places or (text.isupper() and len(text) > 3 and text.title() in lists.places):
            scores["LOC"] += 4
        elif many and last not in lists.org_tails and (last in lists.place_tails or words[0] in lists.place_heads):
            scores["LOC"] += 3
        elif many and words[0] in lists.compass and " ".join(words[1:]) in lists.places:
            scores["LOC"] += 5
        self._personal(words, scores)
        if len(words) == 1 and _ACRONYM.fullmatch(text) and text not in lists.places:
            scores["MISC" if text[-1] == "s" else "ORG"] += 1.8

    def _personal(self, words: list[str], scores: Scores) -> None:
        first = words[0] in self.words.first_names
        if first and 2 <= len(words) <= 4 and words[-1] not in self.words.tails:
            scores["PER"] += 3.5
        elif first and len(words) == 1:
            scores["PER"] += 0.8
        if 3 <= len(words) <= 4 and words[1] in {"de", "van", "von", "der", "di", "bin", "al", "du", "da"}:
            scores["PER"] += 2.5
        if len(words) >= 3 and any(_INITIAL.fullmatch(w) for w in words[1:-1]):
            scores["PER"] += 3

    def _before(self, chunk: Chunk, scores: Scores) -> None:
        tokens, lists = self.tokens, self.words
        if chunk.titled:
            scores["PER"] += 5
        sentence = tokens[chunk.first].sentence
        prior = [t.text for t in tokens[max(0, chunk.first - 4) : chunk.first] if t.sentence == sentence]
        while prior and prior[-1].lower() in {"the", "a", "an"}:
            prior.pop()
        if not prior:
            return
        if prior[-1] == "(" and len(prior) > 1 and prior[-2].strip("”\"").islower():
            scores["MISC"] += 2
        one, two = prior[-1].lower(), prior[-2].lower() if len(prior) > 1 else ""
        if (one,) in lists.org_before or (two, one) in lists.org_before:
            scores["ORG"] += 2.5
        if one == "," and len(prior) > 1 and prior[-2][:1].isupper() and tokens[chunk.first].text in lists.states:
            scores["LOC"] += 6
        if one == "in":
            scores["LOC"] += 1.2
        elif one in {"across", "near", "throughout", "outside", "around", "from", "to"}:
            scores["LOC"] += 0.5
        if one in {"by"} and two in {"", "reporting", "editing", "written"}:
            scores["PER"] += 2
        if one in lists.person_roles and one not in {"who", "whose", "partner"}:
            scores["PER"] += 2
        if one in {"'s", "’s"}:
            scores["PER"] += 0.4
        if one in lists.speech:
            many = 2 <= chunk.last - chunk.first <= 3
            scores["PER"] += (2.5 if many else 1.2) if one not in {"told", "tell"} else -0.5
            scores["ORG"] += 1 if one in {"told", "tell"} else 0

    def _after(self, chunk: Chunk, scores: Scores) -> None:
        tokens, lists = self.tokens, self.words
        sentence = tokens[chunk.first].sentence
        rest = [t.text for t in tokens[chunk.last : chunk.last + 5] if t.sentence == sentence]
        end = tokens[chunk.last - 1].end
        ticker = _TICKER.match(self.parsed.body, end + 1)
        if ticker and not abbreviates(ticker.group(), [t.text for t in tokens[chunk.first : chunk.last]]):
            scores["ORG"] += 3.5
        if not rest:
            return
        if rest[0] in {"'s", "’s", "'", "’"}:
            rest = rest[1:]
        elif rest[0] == "-" and len(rest) > 1 and rest[1] in {"based", "born", "listed"}:
            scores["LOC"] += 3
        if not rest:
            return
        word = rest[0]
        if word in lists.org_after or word.lower() in lists.org_after:
            scores["ORG"] += 2
        if word in lists.speech:
            scores["PER"] += 1.8
            scores["ORG"] += 0.4
        if word == "," and len(rest) > 1 and self._describes_person(rest[1:]):
            scores["PER"] += 3.5
        if word == "," and len(rest) > 1 and rest[1] in lists.places and rest[1] not in {"US", "UK"}:
            scores["LOC"] += 2
        if word == "," and len(rest) > 1 and rest[1] in lists.states:
            scores["LOC"] += 3
        if word == "(" and len(rest) > 1 and rest[1] == "Reuters":
            scores["LOC"] += 4

    def _describes_person(self, rest: list[str]) -> bool:
        if rest[0].isdigit() and len(rest) > 1 and rest[1] in {",", "."}:
            return len(rest[0]) == 2
        window = [w.lower() for w in rest[:4]]
        if "," in window:
            window = window[: window.index(",")]
        return any(w in self.words.person_roles for w in window[:4])

    # ------------------------------------------------------------ all mentions together
    def _shared(self, local: list[Scores]) -> dict[str, Scores]:
        """For each spelling, the mean evidence of its mentions."""
        total: dict[str, Scores] = defaultdict(lambda: dict.fromkeys(LABELS, 0.0))
        count: dict[str, int] = defaultdict(int)
        for text, scores in zip(self.texts, local, strict=True):
            count[text] += 1
            for label in LABELS:
                total[text][label] += scores[label]
        for text, scores in total.items():
            for label in LABELS:
                scores[label] /= count[text] ** 0.75
        return total

    @staticmethod
    def _sum(mine: Scores, shared: Scores) -> Scores:
        return {label: 0.5 * mine[label] + shared[label] for label in LABELS}

    def _surnames(self, labels: list[str]) -> set[str]:
        out = set()
        for chunk, label in zip(self.chunks, labels, strict=True):
            words = [t.text for t in self.tokens[chunk.first : chunk.last]]
            while len(words) > 1 and words[-1] in {"Jr.", "Jr", "Sr.", "II", "III"}:
                words.pop()
            if label == "PER" and (len(words) > 1 or chunk.titled) and len(words[-1]) > 2:
                out.add(words[-1])
                if len(words) > 2:
                    out.add(" ".join(words[-2:]))
        return out

    def _acronyms(self, labels: list[str]) -> dict[str, str]:
        """"Kenya Association of Manufacturers (KAM)": the short form takes the long form's label."""
        out: dict[str, str] = {}
        for n, (chunk, label) in enumerate(zip(self.chunks, labels, strict=True)):
            if not n or not label:
                continue
            long, at = self.chunks[n - 1], chunk.first
            if at != long.last + 1 or self.tokens[at - 1].text != "(":
                continue
            if chunk.last >= len(self.tokens) or self.tokens[chunk.last].text != ")":
                continue
            words = [t.text for t in self.tokens[long.first : long.last]]
            if len(words) > 1 and abbreviates(self.texts[n], words):
                out[self.texts[n]] = labels[n - 1]
        return out

    def _short_firms(self, labels: list[str]) -> set[str]:
        """The first words of organisations' names: "Voltic" after "Voltic Ghana Limited"."""
        out: set[str] = set()
        for chunk, label in zip(self.chunks, labels, strict=True):
            words = [t.text for t in self.tokens[chunk.first : chunk.last]]
            if label == "ORG" and len(words) > 1 and (words[-1] in self.words.tails):
                stop = 2 if words[0] == "The" else 1
                out.update(" ".join(words[:n]) for n in range(stop, len(words)))
        lists = self.words
        return out - lists.places - lists.first_names - lists.peoples - lists.not_names - lists.compass

    def _known(self, text: str, scores: Scores, surnames: set[str], acronyms: dict[str, str], firms: set[str]) -> None:
        if text in firms and text not in surnames:
            scores["ORG"] += 3.5
        label = acronyms.get(text)
        if label:
            scores[label] += 8
        if text in surnames and text not in self.words.places:
            scores["PER"] += 4.5

    def _vouched(self, chunk: Chunk, text: str, label: str) -> bool:
        """Whether a headline's capitals are a name for sure: a listed place, a full name, or named so in the text."""
        if text in self.words.places or any(
            other == text and not c.headline and c.model for c, other in zip(self.chunks, self.texts, strict=True)
        ):
            return True
        words = [t.text for t in self.tokens[chunk.first : chunk.last]]
        if label == "PER":
            return len(words) in {2, 3} and words[0] in self.words.first_names and all(w[0].isupper() for w in words)
        return label == "ORG" and len(words) > 1 and words[-1] in self.words.company_tails

    def _checked(self, chunk: Chunk, text: str, label: str) -> str:
        """Last doubts: what no name of its label looks like."""
        if label == "PER" and (_NO_PERSON.search(text) or chunk.last - chunk.first > 6):
            return "MISC"
        if chunk.headline and not self._vouched(chunk, text, label):
            return ""
        if text[:1].islower() and not any(ch.isupper() for ch in text):
            return ""
        following = self.tokens[chunk.last].text if chunk.last < len(self.tokens) else ""
        only = self.tokens[chunk.first] if chunk.last - chunk.first == 1 else None
        if only is not None and only.pos == "VERB" and self.parsed.sentences[only.sentence].first == only.i:
            return ""
        if len(text.strip(".")) == 1 or following == "=" or (label == "ORG" and text in self.words.roles):
            return ""
        return label


def abbreviates(short: str, words: list[str], *, exact: bool = False) -> bool:
    """Whether ``short`` takes the first letters of ``words``, small words left out or in.

    Where not ``exact``, three letters from the start are enough.
    """
    letters = [ch.lower() for ch in short if ch.isalnum()]
    initials = [w[0].lower() for w in words if w[0].isupper()]
    every = [w[0].lower() for w in words if w[0].isalpha()]
    return letters in (initials, every) or (not exact and len(letters) > 2 and letters[:3] == initials[:3])


def _best(scores: Scores) -> str:
    return max(LABELS, key=lambda label: scores[label])
