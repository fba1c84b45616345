"""Speakers: from the words at the quote ("he", "Calvasina", "the analysts") to a full name, a title and a firm."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Literal

from ..schemas import Span, Speaker
from .quotes_roles import Person, Role, people_words, role_after
from .quotes_view import View

_HE = ("he", "him", "his")
_SHE = ("she", "her", "hers")
_NAME_TAGS = ("NNP", "NNPS")
_SUFFIX = ("jr", "jr.", "sr", "sr.", "ii", "iii", "iv")
_PARTICLES = ("de", "la", "van", "von", "der", "den", "di", "da", "del", "al", "bin", "ben", "le", "du", "dos", "st.")
Kind = Literal["person", "group", "organisation", "data_provider", "document", "unknown"]


@dataclass(slots=True)
class Roster:
    """The people of one text. ``named`` lists (token, person) of every mention in order."""

    people: list[Person] = field(default_factory=list)
    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    named: list[tuple[int, Person]] = field(default_factory=list)
    firms: list[tuple[int, str]] = field(default_factory=list)


def build_roster(view: View) -> Roster:
    """Read every full name of the text with its title and firm; later mentions by surname join it."""
    roster = Roster()
    roster.firms = [(a, view.text(a, b)) for a, b, label in _entities(view) if label == "ORG"]
    runs = [(a, b) for a, b, label in _entities(view) if label == "PERSON"]
    runs += [r for r in _names_by_shape(view) if r not in runs]
    for first, last in sorted(set(runs)):
        name_first, name_last, before = _strip_titles(view, first, last)
        if name_last - name_first >= 2:
            _enter(view, roster, name_first, name_last, before)
    for first, last in runs:
        name_first, name_last, _ = _strip_titles(view, first, last)
        if name_last - name_first == 1:
            _enter_single(view, roster, name_first)
    for i, token in enumerate(view.tokens):
        if token.text[:1].isupper():
            found = roster.by_surname.get(_key(token.text))
            if found:
                person = _nearest(found, i)
                person.mentions.append(i)
                roster.named.append((i, person))
                _honorific(view, i, person)
    return roster


def _key(text: str) -> str:
    return re.sub(r"['’]s$", "", text).strip(".").lower()


def _entities(view: View) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for t in view.tokens:
        if t.ent in ("PERSON", "ORG"):
            if t.ent_iob == "I" and out and out[-1][1] == t.i and out[-1][2] == t.ent:
                out[-1] = (out[-1][0], t.i + 1, t.ent)
            else:
                out.append((t.i, t.i + 1, t.ent))
    return out


def _names_by_shape(view: View) -> list[tuple[int, int]]:
    """Capitalised pairs whose first word is a known given name, whatever the tagger called them."""
    names = people_words()["names"]
    given = names["female"] | names["male"]
    out: list[tuple[int, int]] = []
    for t in view.tokens:
        if t.text[:1].isupper() and t.lower in given and t.i + 1 < len(view.tokens):
            following = view.tokens[t.i + 1]
            end = t.i + 2
            if following.sentence == t.sentence and re.fullmatch(r"[A-Z]\.?", following.text) and end < len(view.tokens):
                following = view.tokens[end]
                end += 1
            if following.sentence == t.sentence and re.match(r"[A-Z][\w'’-]+$", following.text) and following.tag in _NAME_TAGS:
                out.append((t.i, end))
    return out


def _strip_titles(view: View, first: int, last: int) -> tuple[int, int, int]:
    """Cut titles and possessives off a run of names: (first, last, where the titles before it begin)."""
    titles = people_words()["titles"]
    while last > first and (view.tokens[last - 1].tag == "POS" or not view.tokens[last - 1].text[:1].isalpha()):
        last -= 1
    begin = first
    for i in range(first, last - 1):
        word = view.tokens[i].lower
        if word in titles["office"] or word in titles["honorific"]:
            first = i + 1
    while first < last - 1 and not view.tokens[first].text[:1].isupper():
        first += 1
    return first, last, begin


def _enter(view: View, roster: Roster, first: int, last: int, begin: int) -> None:
    words = [view.tokens[i].text for i in range(first, last)]
    if not all(w[:1].isupper() or w.lower() in _PARTICLES or w in "-.'’" for w in words):
        return
    at = last - 1
    while at > first and view.tokens[at].lower in _SUFFIX:
        at -= 1
    surname = _key(view.tokens[at].text)
    name = re.sub(r"\s+", " ", view.text(first, last))
    person = next((p for p in roster.by_surname.get(surname, []) if _same_name(p.name, name)), None)
    if person is None:
        person = Person(name, surname, gender=_gender(words[0]))
        roster.people.append(person)
        roster.by_surname.setdefault(surname, []).append(person)
        if "-" in surname:
            roster.by_surname.setdefault(surname.rsplit("-", 1)[-1], []).append(person)
    elif len(name) > len(person.name):
        person.name = name
    organisation = next((text for i, text in reversed(roster.firms) if i < first), None)
    after = role_after(view, last, organisation)
    before = _role_before(view, first, begin)
    if person.title is None and (after.title or before.title):
        best = after if after.title else before
        person.title, person.firm = best.title, best.firm or person.firm or after.firm or before.firm
    elif person.firm is None and person.title is not None and after.title is None:
        person.firm = after.firm if person.title else None
    if person.firm is None:
        person.firm = _office_firm(person)


def _enter_single(view: View, roster: Roster, at: int) -> None:
    """A person the text only calls by one name ("Melanie"), so that pronouns can find her."""
    text = re.sub(r"['’]s$", "", view.tokens[at].text)
    if not text[:1].isupper() or _key(text) in roster.by_surname or view.tokens[at].tag not in _NAME_TAGS:
        return
    if any(text.lower() == p.name.split()[0].lower() for p in roster.people):
        return
    person = Person(text, _key(text), gender=_gender(text))
    roster.people.append(person)
    roster.by_surname[person.surname] = [person]


def _same_name(one: str, other: str) -> bool:
    a, b = one.lower().split(), other.lower().split()
    return a[0].rstrip(".") == b[0].rstrip(".") or a[0][0] == b[0][0] and (len(a[0]) <= 2 or len(b[0]) <= 2)


def _gender(first_name: str) -> str | None:
    names = people_words()["names"]
    word = first_name.lower()
    if word in names["female"]:
        return "f"
    return "m" if word in names["male"] else None


def _honorific(view: View, i: int, person: Person) -> None:
    before = view.tokens[i - 1].lower if i else ""
    if before in ("mr.", "mr", "sir", "lord"):
        person.gender = "m"
    elif before in ("mrs.", "ms.", "mrs", "ms", "miss", "lady", "dame"):
        person.gender = "f"


def _office_firm(person: Person) -> str | None:
    known = people_words()
    by_office: str | None = known["offices"].get((person.title or "").lower())
    return by_office or known["holders"].get(person.name.lower())


def _role_before(view: View, first: int, begin: int) -> Role:
    """Title and firm right before a name: "Fed Chair", "Northfield Trust economist", "Glenmede's Jason Pride"."""
    tokens = view.tokens
    titles = people_words()["titles"]
    low = view.sentence(first).first
    at = first
    while at > low and _may_precede(view, at - 1):
        at -= 1
    while at < first and (tokens[at].tag in ("DT", "CC", "PRP$", "RB", "IN") or tokens[at].lower in titles["honorific"]):
        at += 1
    words = [tokens[i] for i in range(at, first)]
    if not words:
        return Role()
    marks = [i for i in range(at, first) if tokens[i].lower in titles["office"]]
    owner = next((i for i in range(at, first) if tokens[i].tag == "POS"), None)
    if not marks:
        if owner == first - 1 and all(t.text[:1].isupper() for t in words[:-1]) and len(words) > 1:
            return Role(None, view.text(at, owner))
        return Role()
    if owner is not None and at < owner < marks[-1]:
        return Role(view.text(owner + 1, first), view.text(at, owner))
    start = at
    while start < marks[0] and tokens[start].text[:1].isupper() and tokens[start].tag in (*_NAME_TAGS, "CC", "NN", "NNS", "IN"):
        start += 1
    if at < start <= marks[0] and tokens[start].text[:1].islower():
        return Role(view.text(start, first).rstrip(" ,"), view.text(at, start))
    return Role(view.text(at, first).rstrip(" ,"))


def _may_precede(view: View, i: int) -> bool:
    token = view.tokens[i]
    titles = people_words()["titles"]
    if token.lower in titles["office"] or token.lower in titles["honorific"]:
        return True
    if token.tag in ("NNP", "NNPS", "NN", "JJ", "POS", "HYPH", "VBN") or token.text in ("&", "-"):
        return view.region_of[i] < 0 and token.text not in (",", "“", "”") and token.pos != "VERB"
    return token.lower in ("of",) and False


def _nearest(people: list[Person], i: int) -> Person:
    """Of several people with one surname, the one named last before ``i``."""
    if len(people) == 1:
        return people[0]
    before = [p for p in people if p.mentions and p.mentions[-1] <= i]
    return max(before, key=lambda p: p.mentions[-1]) if before else people[0]


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
        if token.pos == "PRON" and token.lower in ("they", "them", "themselves"):
            return self._they(head)
        if token.tag in _NAME_TAGS or token.ent == "PERSON" or \
                token.text[:1].isupper() and _key(token.text) in self.roster.by_surname:
            return self._named(head)
        named = next((c for c in self.view.kids(head, "appos") if self.view.tokens[c].ent == "PERSON"), None)
        if named is not None and named > head:
            return self._named(named)
        return self._described(head)

    def _relative(self, head: int, depth: int) -> Mention | None:
        verb = self.view.tokens[head].head
        noun = self.view.tokens[verb].head
        for _ in range(3):
            if self.view.tokens[verb].dep == "relcl" or noun == verb:
                break
            verb, noun = noun, self.view.tokens[noun].head
        if self.view.tokens[verb].dep != "relcl" or depth > 2 or noun == head or self.view.tokens[noun].tag in ("WP", "WDT"):
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

    def _named(self, head: int) -> Mention:
        first, last = self._run(head)
        name_first, name_last, _ = _strip_titles(self.view, first, last)
        surname = next((_key(self.view.tokens[i].text) for i in range(name_last - 1, name_first - 1, -1)
                        if self.view.tokens[i].lower not in _SUFFIX), "")
        people = self.roster.by_surname.get(surname)
        if people and (name_last - name_first == 1 or self.view.tokens[head].ent != "ORG"):
            exact = [p for p in people if p.name.lower() == self.view.text(name_first, name_last).lower()]
            person = exact[0] if exact else _nearest(people, head)
            return Mention(name_first, name_last, person, person.name, "person")
        name = self.view.text(name_first, name_last)
        if self.view.tokens[head].ent == "PERSON" or name_first > first:
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
        return self.view.region_of[i] < 0 and (token.tag in _NAME_TAGS or token.text == "&" or token.lower in _PARTICLES)

    def _described(self, head: int) -> Mention:
        view = self.view
        first, last = view.left[head], min(view.right[head] + 1, view.sentence(head).last)
        for c in view.children[head]:
            if view.tokens[c].dep in ("relcl", "acl", "appos", "punct") and c > head:
                last = min(last, max(head + 1, view.left[c]))
        while last > head + 1 and view.tokens[last - 1].pos in ("PUNCT", "SCONJ", "CCONJ"):
            last -= 1
        first = min(first, head)
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
        start, end = tokens[mention.first].start, tokens[mention.last - 1].end
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
    if token.tag in ("NNS", "NNPS") or token.lower in ("we", "they", "some", "many", "others", "several", "most", "both"):
        return "group"
    if lemma in kinds["organisation"]:
        return "organisation"
    return "person" if lemma in kinds["person"] or token.pos == "PRON" else "unknown"
