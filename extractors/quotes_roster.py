"""The people of a text: every full name with its title and firm, and where each is named again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .quotes_roles import Person, Role, people_words, role_after
from .quotes_view import View

_NAME_TAGS = ("NNP", "NNPS")
_FIRM_TAGS = (*_NAME_TAGS, "CC", "NN", "NNS", "IN")
_NO_TITLE = ("DT", "CC", "PRP$", "RB", "IN")
_INITIAL = re.compile(r"[A-Z]\.?")
_CAPITALISED = re.compile(r"[A-Z][\w'’-]+")
SUFFIXES = ("jr", "jr.", "sr", "sr.", "ii", "iii", "iv")
PARTICLES = ("de", "la", "van", "von", "der", "den", "di", "da", "del", "al", "bin", "ben", "le", "du", "dos", "st.")


@dataclass(slots=True)
class Roster:
    """The people of one text. ``named`` lists (token, person) of every mention in order."""

    people: list[Person] = field(default_factory=list)
    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    named: list[tuple[int, Person]] = field(default_factory=list)
    firms: list[tuple[int, str]] = field(default_factory=list)
    bodies: frozenset[int] = frozenset()
    employers: set[str] = field(default_factory=set)

    def is_body(self, name: str, at: int) -> bool:
        """Whether the name at token ``at`` is a company's or an authority's, whatever the tagger took it for."""
        return at in self.bodies or name in self.employers


def build_roster(view: View, bodies: frozenset[int] = frozenset()) -> Roster:
    """Read every full name of the text with its title and firm; later mentions by surname join it.

    ``bodies`` are the tokens known to name companies, authorities and series, which are nobody's name.
    """
    roster = Roster(bodies=bodies)
    roster.firms = [(a, view.text(a, b)) for a, b, label in _entities(view) if label == "ORG"]
    runs = [(a, b) for a, b, label in _entities(view) if label == "PERSON"]
    runs += [r for r in _names_by_shape(view) if r not in runs]
    for first, last in sorted(set(runs)):
        name_first, name_last, before = strip_titles(view, first, last)
        if name_last - name_first >= 2 and not (name_first in bodies and name_last - 1 in bodies):
            _enter(view, roster, name_first, name_last, before)
    for first, last in runs:
        name_first, name_last, _ = strip_titles(view, first, last)
        if name_last - name_first == 1 and name_first not in bodies:
            _enter_single(view, roster, name_first)
    roster.employers = {p.firm for p in roster.people if p.firm}
    for p in [p for p in roster.people if p.name in roster.employers]:
        roster.people.remove(p)
        roster.by_surname[p.surname].remove(p)
    for i, token in enumerate(view.tokens):
        if token.text[:1].isupper():
            found = roster.by_surname.get(name_key(token.text))
            if found:
                person = nearest(found, i)
                person.mentions.append(i)
                roster.named.append((i, person))
                _honorific(view, i, person)
    return roster


def name_key(text: str) -> str:
    """A name's word as the roster files it: lower case, without possessive and dots."""
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
            if _INITIAL.fullmatch(following.text) and end < len(view.tokens):
                following = view.tokens[end]
                end += 1
            named = _CAPITALISED.fullmatch(following.text) and following.tag in _NAME_TAGS
            if named and following.sentence == t.sentence:
                out.append((t.i, end))
    return out


def strip_titles(view: View, first: int, last: int) -> tuple[int, int, int]:
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
    if not all(w[:1].isupper() or w.lower() in PARTICLES or w in "-.'’" for w in words):
        return
    at = last - 1
    while at > first and view.tokens[at].lower in SUFFIXES:
        at -= 1
    surname = name_key(view.tokens[at].text)
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
    elif person.firm is None and after.title is None:
        person.firm = after.firm or before.firm
    if person.firm is None:
        person.firm = _office_firm(person)


def _enter_single(view: View, roster: Roster, at: int) -> None:
    """A person the text only calls by one name ("Melanie"), so that pronouns can find her."""
    text = re.sub(r"['’]s$", "", view.tokens[at].text)
    if not text[:1].isupper() or name_key(text) in roster.by_surname or view.tokens[at].tag not in _NAME_TAGS:
        return
    if any(text.lower() == p.name.split()[0].lower() for p in roster.people):
        return
    person = Person(text, name_key(text), gender=_gender(text))
    roster.people.append(person)
    roster.by_surname[person.surname] = [person]


def _same_name(one: str, other: str) -> bool:
    a, b = one.lower().split(), other.lower().split()
    return a[0].rstrip(".") == b[0].rstrip(".") or (a[0][0] == b[0][0] and (len(a[0]) <= 2 or len(b[0]) <= 2))


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
    while at < first and (tokens[at].tag in _NO_TITLE or tokens[at].lower in titles["honorific"]):
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
    while start < marks[0] and tokens[start].text[:1].isupper() and tokens[start].tag in _FIRM_TAGS:
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
    return False


def nearest(people: list[Person], i: int) -> Person:
    """Of several people with one surname, the one named last before ``i``."""
    if len(people) == 1:
        return people[0]
    before = [p for p in people if p.mentions and p.mentions[-1] <= i]
    return max(before, key=lambda p: p.mentions[-1]) if before else people[0]


