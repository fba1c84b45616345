"""Titles that stand before a name: "Fed Chair", "Apple CEO", "Osprey Lane strategist", "the firm's chief, Ana Ruiz"."""

from __future__ import annotations

from .quotes_firms import clean_firm
from .quotes_roles import Role, is_title, people_words, split_role
from .quotes_view import FINITE, View

_NAME_TAGS = ("NNP", "NNPS")
_FIRM_TAGS = (*_NAME_TAGS, "CC", "NN", "NNS", "IN")
_NO_TITLE = ("DT", "CC", "PRP$", "RB", "IN")
_FORMER = ("former", "ex", "ex-", "then", "late", "retired", "acting", "interim")
_CORPORATE = frozenset("""
ceo cfo coo cio cto chief founder co-founder economist strategist analyst manager executive director spokesman
spokeswoman spokesperson trader head partner officer co-ceo
""".split())
_PUBLIC = frozenset("chair chairman chairwoman chairperson president governor secretary commissioner vice".split())


def role_before(view: View, first: int, last: int) -> Role:
    """Title and firm right before the name at tokens ``first:last``, or in an apposition before it."""
    tokens = view.tokens
    low = view.sentence(first).first
    if first - 1 > low and tokens[first - 1].text == ",":
        return _apposition(view, first - 1, last) if last < len(tokens) and tokens[last].text == "," else Role()
    at = first
    while at > low and _may_precede(view, at - 1):
        at -= 1
    honorifics = people_words()["titles"]["honorific"]
    while at < first and (tokens[at].tag in _NO_TITLE or tokens[at].lower in honorifics):
        at += 1
    return _split(view, at, first) if at < first else Role()


def _apposition(view: View, comma: int, last: int) -> Role:
    """ "Osprey Lane's chief economist, Ana Ruiz, said": the phrase that ends at ``comma``."""
    low = view.sentence(comma).first
    at = comma
    while at > low and view.tokens[at - 1].text not in (",", ";", ":", "—") and view.region_of[at - 1] < 0:
        at -= 1
    phrase = view.text(at, comma)
    if comma - at > 12 or not is_title(phrase) or any(view.tokens[i].tag in FINITE for i in range(at, comma)):
        return Role()
    owner = next((i for i in range(at, comma) if view.tokens[i].tag == "POS"), None)
    if owner is not None and at < owner and view.tokens[at].text[:1].isupper():
        return Role(view.text(owner + 1, comma), clean_firm(view.text(at, owner)))
    return split_role(view, at, comma, phrase)


def _split(view: View, at: int, first: int) -> Role:
    """Tell the firm from the title in the words right before a name."""
    tokens = view.tokens
    offices = people_words()["titles"]["office"]
    marks = [i for i in range(at, first) if tokens[i].lower in offices and tokens[i].lower not in _FORMER]
    owner = next((i for i in range(at, first) if tokens[i].tag == "POS"), None)
    if not marks:
        capitals = all(tokens[i].text[:1].isupper() for i in range(at, first - 1))
        owned = owner == first - 1 and owner > at and capitals
        return Role(None, clean_firm(view.text(at, owner))) if owned and owner is not None else Role()
    if owner is not None and at < owner < marks[-1]:
        return Role(view.text(owner + 1, first), clean_firm(view.text(at, owner)))
    start = at
    while start < marks[0] and tokens[start].text[:1].isupper() and tokens[start].tag in _FIRM_TAGS:
        start += 1
    whole = view.text(at, first).rstrip(" ,")
    if not at < start <= marks[0]:
        return Role(whole, _body(view.text(at, marks[0])))
    lead = view.text(at, start)
    if tokens[start].text[:1].islower() or (tokens[start].lower in _CORPORATE and _is_firm(view, at, start)):
        return Role(view.text(start, first).rstrip(" ,"), lead)
    return Role(whole, _body(lead) or (lead if tokens[start].lower in _PUBLIC and tokens[at].ent == "ORG" else None))


def _is_firm(view: View, first: int, last: int) -> bool:
    """Whether the capitals before a corporate title can be a firm's: no country, party or "Former"."""
    return not any(view.tokens[i].ent in ("GPE", "NORP", "LOC") or view.tokens[i].lower in _FORMER or
                   view.tokens[i].lower in ("senior", "vice", "deputy") for i in range(first, last))


def _may_precede(view: View, i: int) -> bool:
    token = view.tokens[i]
    titles = people_words()["titles"]
    if token.lower in titles["office"] or token.lower in titles["honorific"]:
        return True
    if token.tag in ("NNP", "NNPS", "NN", "JJ", "POS", "HYPH", "VBN") or token.text in ("&", "-"):
        return view.region_of[i] < 0 and token.text not in (",", "“", "”") and token.pos != "VERB"
    return False


def _body(words: str) -> str | None:
    """The public body that stands before an office: "Fed" is the Federal Reserve, "Dallas Fed" is itself."""
    plain = " ".join(w for w in words.split() if w.lower() not in _FORMER).strip()
    known: str | None = people_words()["bodies"].get(plain.lower())
    return known or (plain if plain.endswith(" Fed") else None)


def institution(title: str | None, name: str) -> str | None:
    """The institution that goes without saying with an office ("Treasury Secretary") or a holder ("Jerome Powell")."""
    known = people_words()
    office = " ".join(w for w in (title or "").lower().split() if w not in _FORMER)
    by_office: str | None = known["offices"].get(office)
    if by_office is None and (by_holder := known["holders"].get(name.lower())) is not None:
        return str(by_holder)
    return by_office or _without_initial(name)


def _without_initial(name: str) -> str | None:
    words = [w for w in name.lower().split() if len(w.rstrip(".")) > 1]
    found = people_words()["holders"].get(" ".join(words))
    return str(found) if found else None
