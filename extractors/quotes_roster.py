"""The people of a text: every full name with its title and firm, and where each is named again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .quotes_firms import firm_at
from .quotes_roles import Person, people_words, role_after
from .quotes_titles import institution, role_before
from .quotes_view import View

_NAME_TAGS = ("NNP", "NNPS")
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
    named = [(a, view.text(a, b)) for a, b, label in _entities(view) if label == "ORG"]
    roster.firms = sorted([*named, *_employers(view)])
    runs = [(a, b) for a, b, label in _entities(view) if label == "PERSON"]
    runs += [r for r in (*_names_by_shape(view), *_names_by_role(view)) if r not in runs]
    for first, last in sorted(set(runs)):
        name_first, name_last = strip_titles(view, first, last)
        if name_last - name_first >= 2 and not (name_first in bodies and name_last - 1 in bodies):
            _enter(view, roster, name_first, name_last)
    for first, last in runs:
        name_first, name_last = strip_titles(view, first, last)
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


def _employers(view: View) -> list[tuple[int, str]]:
    """Firms that groups of people are said to be at: "economists at Osprey Lane"."""
    out: list[tuple[int, str]] = []
    for t in view.tokens[1:]:
        if t.lower == "at" and view.tokens[t.i - 1].tag == "NNS" and view.sentence(t.i).last > t.i + 1:
            found = firm_at(view, t.i + 1, view.sentence(t.i).last)
            if found is not None and view.tokens[t.i + 1].text[:1].isupper():
                out.append((t.i + 1, found[0]))
    return out


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


def _names_by_role(view: View) -> list[tuple[int, int]]:
    """Capitalised pairs followed by a title ("Thibault Okonjo, a trader at ..."), whatever the tagger called them."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(view.tokens) - 2:
        last = at
        while last < len(view.tokens) and view.tokens[last].tag in _NAME_TAGS and view.region_of[last] < 0 and \
                view.tokens[last].sentence == view.tokens[at].sentence and view.tokens[last].text[:1].isupper():
            last += 1
        if 2 <= last - at <= 4 and last < len(view.tokens) and view.tokens[last].text == "," and \
                view.tokens[last - 1].ent in ("", "PERSON", "GPE", "ORG") and role_after(view, last, None).title:
            out.append((at, last))
        at = max(last, at + 1)
    return out


def strip_titles(view: View, first: int, last: int) -> tuple[int, int]:
    """Cut titles and possessives off a run of names."""
    titles = people_words()["titles"]
    while last > first and (view.tokens[last - 1].tag == "POS" or not view.tokens[last - 1].text[:1].isalpha()):
        last -= 1
    for i in range(first, last - 1):
        word = view.tokens[i].lower
        if word in titles["office"] or word in titles["honorific"]:
            first = i + 1
    while first < last - 1 and not view.tokens[first].text[:1].isupper():
        first += 1
    return first, last


def _enter(view: View, roster: Roster, first: int, last: int) -> None:
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
    before = role_before(view, first, last)
    if person.title is None and (after.title or before.title):
        best = after if after.title else before
        person.title, person.firm = best.title, best.firm or person.firm or after.firm or before.firm
    elif person.firm is None and after.title is None:
        person.firm = after.firm or before.firm
    if person.firm is None:
        person.firm = institution(person.title, person.name)


def _enter_single(view: View, roster: Roster, at: int) -> None:
    """A person the text only calls by one name ("Melanie"), so that pronouns can find her."""
    text = re.sub(r"['’]s$", "", view.tokens[at].text)
    if not text[:1].isupper() or name_key(text) in roster.by_surname or view.tokens[at].tag not in _NAME_TAGS:
        return
    if any(text.lower() == p.name.split()[0].lower() for p in roster.people):
        return
    after = role_after(view, at + 1, None)
    person = Person(text, name_key(text), after.title, after.firm, gender=_gender(text))
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


def nearest(people: list[Person], i: int) -> Person:
    """Of several people with one surname, the one named last before ``i``."""
    if len(people) == 1:
        return people[0]
    before = [p for p in people if p.mentions and p.mentions[-1] <= i]
    return max(before, key=lambda p: p.mentions[-1]) if before else people[0]


