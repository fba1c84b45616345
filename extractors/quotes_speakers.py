"""Speakers: from the words at the quote ("he", "Calvasina", "the analysts") to a full name, a title and a firm."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from ..schemas import Span, Speaker
from .quotes_roles import Person, people_words
from .quotes_roster import PARTICLES, SUFFIXES, Roster, name_key, nearest, strip_titles
from .quotes_view import View

_HE = ("he", "him", "his")
_SHE = ("she", "her", "hers")
_NAME_TAGS = ("NNP", "NNPS")
_MANY = ("we", "they", "some", "many", "others", "several", "most", "both")
Kind = Literal["person", "group", "organisation", "data_provider", "document", "unknown"]


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that stand for a speaker at a quote, as a token range, and the person behind them, if one is."""

    first: int
    last: int
    person: Person | None
    name: str
    kind: Kind


class Resolver:
    """Names speakers one after the other, in the order of the text, so that a pronoun finds who spoke last."""

    def __init__(self, view: View, roster: Roster) -> None:
        self.view = view
        self.roster = roster
        self._at = [i for i, _ in roster.named]
        self._spoke: list[tuple[int, Mention]] = []

    def mentions(self, head: int) -> list[Mention]:
        """The speakers of a noun phrase with this head; two when it joins names ("Smith and Jones")."""
        heads = [head]
        if self.view.tokens[head].pos in ("PROPN", "NOUN"):
            for c in self.view.kids(head, "conj"):
                if self.view.tokens[c].pos == "PROPN" and self.view.region_of[c] < 0 and self._plural(head, c):
                    heads.append(c)
        found = [m for h in heads if (m := self._mention(h)) is not None]
        self._spoke += [(head, m) for m in found]
        return found

    def last(self) -> Mention | None:
        """Whoever spoke last."""
        return self._spoke[-1][1] if self._spoke else None

    def _plural(self, head: int, other: int) -> bool:
        between = range(head + 1, other)
        return len(between) < 16 and any(self.view.tokens[i].lower in ("and", "or", ",") for i in between)

    def _mention(self, head: int, depth: int = 0) -> Mention | None:
        token = self.view.tokens[head]
        if token.lower in _HE + _SHE:
            return self._pronoun(head, token.lower in _SHE)
        if token.tag in ("WP", "WDT"):
            return self._relative(head, depth)
        if token.pos == "PRON" and token.lower in ("they", "them", "themselves", "their"):
            return self._they(head)
        if token.lower in ("it", "its"):
            return self._it(head)
        if token.tag in _NAME_TAGS or token.ent == "PERSON" or \
                (token.text[:1].isupper() and name_key(token.text) in self.roster.by_surname):
            return self._named(head)
        named = next((c for c in self.view.kids(head, "appos") if c > head and self._is_person(c)), None)
        if named is not None:
            return self._named(named)
        return self._described(head)

    def _is_person(self, i: int) -> bool:
        token = self.view.tokens[i]
        return token.ent == "PERSON" or (token.text[:1].isupper() and name_key(token.text) in self.roster.by_surname)

    def _relative(self, head: int, depth: int) -> Mention | None:
        verb = self.view.tokens[head].head
        noun = self.view.tokens[verb].head
        for _ in range(3):
            if self.view.tokens[verb].dep == "relcl" or noun == verb:
                break
            verb, noun = noun, self.view.tokens[noun].head
        lost = self.view.tokens[verb].dep != "relcl" or noun == head or self.view.tokens[noun].tag in ("WP", "WDT")
        if lost or depth > 2:
            return Mention(head, head + 1, None, self.view.tokens[head].text, "unknown")
        whole = self._mention(noun, depth + 1)
        return Mention(head, head + 1, whole.person, whole.name, whole.kind) if whole else None

    def _pronoun(self, head: int, female: bool) -> Mention:
        gender = "f" if female else "m"
        wanted = self._recent(head, gender)
        text = self.view.tokens[head].text
        if wanted is not None and wanted.gender is None:
            wanted.gender = gender
        return Mention(head, head + 1, wanted, wanted.name if wanted else text, "person")

    def _recent(self, head: int, gender: str) -> Person | None:
        """The likeliest person behind a pronoun: subjects and speakers near by come before other names."""
        best: tuple[float, Person] | None = None
        spoke = {id(m.person): at for at, m in self._spoke if m.person is not None}
        low = bisect_left(self._at, head)
        paragraph = self.view.paragraph(head)
        for i, person in reversed(self.roster.named[max(0, low - 40) : low]):
            if person.gender not in (None, gender):
                continue
            token = self.view.tokens[i]
            away = paragraph - self.view.paragraph(i)
            score = -3.0 * away - 0.01 * (head - i)
            score += 2.5 if token.dep in ("nsubj", "nsubjpass") else 0.0
            score += 3.0 if spoke.get(id(person), -10**9) >= i - 12 else 0.0
            score += 1.0 if person.gender == gender else 0.0
            score -= 1.5 if token.dep in ("poss", "pobj", "compound") else 0.0
            score -= 6.0 if self.view.region_of[i] >= 0 else 0.0
            if best is None or score > best[0]:
                best = (score, person)
            if away > 6:
                break
        return best[1] if best else None

    def _they(self, head: int) -> Mention:
        groups = [m for _, m in self._spoke[-6:] if m.kind in ("group", "organisation")]
        text = self.view.tokens[head].text
        return Mention(head, head + 1, None, groups[-1].name if groups else text, "group")

    def _it(self, head: int) -> Mention:
        """The company or body last spoken of: whoever spoke last, or the last name of one before."""
        bodies = [m.name for _, m in self._spoke[-4:] if m.kind == "organisation" and m.name.lower() != "it"]
        firms = [text for i, text in self.roster.firms if i < head]
        name = (bodies or firms or [self.view.tokens[head].text])[-1]
        return Mention(head, head + 1, None, name, "organisation")

    def _named(self, head: int) -> Mention:
        first, last = self._run(head)
        name_first, name_last = strip_titles(self.view, first, last)
        surname = next((name_key(self.view.tokens[i].text) for i in range(name_last - 1, name_first - 1, -1)
                        if self.view.tokens[i].lower not in SUFFIXES), "")
        people = self.roster.by_surname.get(surname)
        body = self.roster.is_body(self.view.text(name_first, name_last), head)
        if people and not body and (name_last - name_first == 1 or self.view.tokens[head].ent != "ORG"):
            exact = [p for p in people if p.name.lower() == self.view.text(name_first, name_last).lower()]
            person = exact[0] if exact else nearest(people, head)
            return Mention(name_first, name_last, person, person.name, "person")
        name = self.view.text(name_first, name_last)
        if (self.view.tokens[head].ent == "PERSON" or name_first > first) and not body:
            person = Person(name, surname)
            return Mention(name_first, name_last, person, name, "person")
        whole = self.view.text(first, last)
        return Mention(first, last, None, whole, "group" if self.view.tokens[head].tag == "NNPS" else "organisation")

    def _run(self, head: int) -> tuple[int, int]:
        """Capitalised words around a head."""
        sentence = self.view.sentence(head)
        first, last = head, head + 1
        while first > sentence.first and self._joins(first - 1):
            first -= 1
        while last < sentence.last and self.view.tokens[last].tag in _NAME_TAGS and self.view.region_of[last] < 0:
            last += 1
        while first < head and self.view.tokens[first].text in ("&", "-", "of"):
            first += 1
        return first, last

    def _joins(self, i: int) -> bool:
        token = self.view.tokens[i]
        return self.view.region_of[i] < 0 and (token.tag in _NAME_TAGS or token.text == "&" or token.lower in PARTICLES)

    def _described(self, head: int) -> Mention:
        view = self.view
        first, last = view.left[head], min(view.right[head] + 1, view.sentence(head).last)
        for c in view.children[head]:
            if view.tokens[c].dep in ("relcl", "acl", "appos", "punct") and c > head:
                last = min(last, max(head + 1, view.left[c]))
        verb = next((i for i in range(head + 1, last) if view.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD")), None)
        last = min(last, verb) if verb is not None else last
        while last > head + 1 and view.tokens[last - 1].pos in ("PUNCT", "SCONJ", "CCONJ"):
            last -= 1
        first = min(first, head)
        while first < head and (view.region_of[first] >= 0 or view.is_mark(first) or view.tokens[first].pos == "PUNCT"):
            first += 1
        text = view.text(first, last)
        person = self._by_title(head) if view.tokens[first].lower in ("the", "this") else None
        if person is not None:
            return Mention(first, last, person, person.name, "person")
        return Mention(first, last, None, text, _kind(view, head))

    def _by_title(self, head: int) -> Person | None:
        """ "the strategist": the last speaker whose title holds the noun."""
        noun = self.view.tokens[head].lemma.lower()
        if self.view.tokens[head].tag != "NN":
            return None
        for _, m in reversed(self._spoke[-8:]):
            if m.person is not None and m.person.title and noun in m.person.title.lower().split():
                return m.person
        return None

    def speaker(self, mention: Mention) -> Speaker:
        """The value that goes into a quote."""
        tokens = self.view.tokens
        start, end = tokens[mention.first].start, tokens[max(mention.last - 1, mention.first)].end
        span = Span(start=start, end=end, text=self.view.body[start:end])
        person = mention.person
        return Speaker(mention=span, name=mention.name, title=person.title if person else None,
                       firm=person.firm if person else None, kind=mention.kind)


def _kind(view: View, head: int) -> Kind:
    token = view.tokens[head]
    kinds = people_words()["kinds"]
    lemma = token.lemma.lower()
    if lemma in kinds["document"]:
        return "document"
    if token.tag in ("NNS", "NNPS") or token.lower in _MANY:
        return "group"
    if lemma in kinds["organisation"]:
        return "organisation"
    return "person" if lemma in kinds["person"] or token.pos == "PRON" else "unknown"
