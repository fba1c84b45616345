"""What a text says of the people it names: full names, titles and firms, wherever they stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ..schemas import Token
from .quotes_view import View

_NAME_TAGS = ("NNP", "NNPS")
_TITLE_END = ("VBD", "VBZ", "VBP", "MD")
_AT = ("at", "with", "for", "from")
_FIRM_JOINERS = ("&", "and", "of", "the", "for", "de", "'s", "’s", "-", ".", "/", "’")
_CAP = re.compile(r"[A-Z0-9&]")
_MONEY = re.compile(r"^(?:the|its|their|a|an)?\s*(?:[$€£]\s?[\d.,]+\s*(?:thousand|[mbtr]+illion)?\s*)?", re.IGNORECASE)
_FUND_STYLE = re.compile(r"\s+(?:Small|Mid|Large|Micro|Global|International|Growth|Value|Income|Equity|Bond|Core)\b.*")
_HEADS = frozenset("""
president chairman chairwoman chair chief executive ceo founder co-founder owner governor member officer director head
dean
partner secretary editor professor manager leader principal fellow economist strategist analyst
""".split())
_RUNS = {"run": "manager of", "manage": "manager of", "oversee": "manager of", "head": "head of", "lead": "head of",
         "direct": "director of", "found": "founder of", "own": "owner of", "chair": "chair of", "edit": "editor of"}


@lru_cache(maxsize=1)
def people_words() -> dict[str, Any]:
    """``gazetteer/people.toml``, with its word lists as frozen sets."""
    raw = tomllib.loads(files(f"{__package__}.gazetteer").joinpath("people.toml").read_text(encoding="utf-8"))
    return {table: {key: frozenset(v.split()) if table in ("titles", "kinds", "names") and isinstance(v, str) else v
                    for key, v in values.items()} for table, values in raw.items()}


@dataclass(slots=True)
class Person:
    """One person of the text: the full name, title and firm as far as they are given, where first and last named."""

    name: str
    surname: str
    title: str | None = None
    firm: str | None = None
    gender: str | None = None
    mentions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Role:
    """A title and a firm; either may be missing."""

    title: str | None = None
    firm: str | None = None


def role_after(view: View, last: int, organisation: str | None) -> Role:
    """Title and firm from what follows a name that ends before token ``last``: ", chief strategist at Firm".

    ``organisation`` is what "the firm's chief economist" would point back to.
    """
    tokens, body = view.tokens, view.body
    if last >= len(tokens):
        return Role()
    limit = view.sentence(last - 1).last
    if last < limit and tokens[last].text == "(" :
        return Role()
    if last >= limit or tokens[last].text not in (",", "—", "–"):
        if last < limit and tokens[last].lower in ("of", "at", "from", "with"):
            return Role(None, firm_at(view, last + 1, limit))
        return Role()
    start = last + 1
    while start < limit and tokens[start].lower in ("now", "then", "currently", "also", "a", "an", "the", "its", "who"):
        if tokens[start].lower == "who":
            return role_in_clause(view, start + 1, limit)
        if tokens[start].lower in ("the", "its") and start + 2 < limit and tokens[start + 2].tag == "POS" and \
                tokens[start + 1].lemma.lower() in people_words()["kinds"]["organisation"]:
            return Role(_phrase(view, start + 3, limit)[0] or None, organisation)
        start += 1
    if start >= limit:
        return Role()
    owner = next((i for i in range(start, min(start + 8, limit)) if tokens[i].tag == "POS"), None)
    if owner is not None and all(_in_name(tokens[i]) for i in range(start, owner)):
        title, stop = _phrase(view, owner + 1, limit)
        if _is_title(title):
            return Role(title, clean_firm(body[tokens[start].start : tokens[owner - 1].end]))
    title, stop = _phrase(view, start, limit)
    if not _is_title(title):
        return Role()
    return split_role(view, start, stop, title)


def _in_name(token: Token) -> bool:
    return _CAP.match(token.text) is not None or token.lower in _FIRM_JOINERS


def _phrase(view: View, start: int, limit: int) -> tuple[str, int]:
    """The noun phrase from ``start`` to the comma, verb or mark that ends it."""
    at = start
    while at < limit:
        token = view.tokens[at]
        if token.text in (",", ";", ":", "—", "–", "(", ")") or view.region_of[at] >= 0 or token.text in "“\"":
            if token.text == "," and _list_goes_on(view, at, limit):
                at += 1
                continue
            break
        if token.text in (".", "?", "!") and at >= limit - 2:
            break
        if at > start and ((token.tag in _TITLE_END and not _CAP.match(token.text)) or token.tag in ("WP", "WDT")):
            break
        if at > start and token.lower in ("in", "on") and at + 1 < limit and view.tokens[at + 1].lower in ("a", "an"):
            break
        at += 1
    return view.text(start, at), at


def _list_goes_on(view: View, comma: int, limit: int) -> bool:
    """Whether a comma stands inside a title: "head of rates, credit and currencies at Firm"."""
    ahead = [view.tokens[i] for i in range(comma + 1, min(comma + 8, limit))]
    if not ahead or _CAP.match(ahead[0].text):
        return False
    words = [t.lower for t in ahead]
    ends = [i for i, t in enumerate(ahead) if t.text == "," or t.tag in (*_TITLE_END, "WP", "VBG")]
    stop = ends[0] if ends else len(ahead)
    return "and" in words[:stop] and any(w in words[:stop] for w in ("at", "for", "with")) and \
        words[0] not in ("and", "in", "who")


def _is_title(text: str) -> bool:
    words = re.findall(r"[\w-]+", text.lower())
    known = people_words()
    return bool(words) and any(w in known["titles"]["office"] or w in known["kinds"]["person"] or
                               w.rstrip("s") in known["titles"]["office"] for w in words)


def split_role(view: View, start: int, stop: int, whole: str) -> Role:
    """Cut "chief economist at Firm" into its title and its firm, at the last preposition before a name."""
    tokens = view.tokens
    for i in range(start + 1, stop - 1):
        if tokens[i].lower in _AT:
            firm = firm_at(view, i + 1, stop)
            if firm:
                return Role(_tidy(view.text(start, i)), firm)
    for i in range(start + 1, stop - 1):
        if tokens[i].lower in ("of", "in") and tokens[i].lower == "of":
            firm = firm_at(view, i + 1, stop)
            ends = i + 1 + len(firm.split()) if firm else i
            if firm and ends >= i + 1 and not _field_of_work(firm) and _takes_institution(tokens[i - 1].lower):
                return Role(_tidy(view.text(start, i)), firm)
    for i in range(start, stop):
        if tokens[i].lower == "as" and i > start:
            return split_role(view, i + 1, stop, view.text(i + 1, stop))
    lead = _leading_firm(view, start, stop)
    if lead is not None:
        return Role(_tidy(view.text(lead, stop)), clean_firm(view.text(start, lead)))
    return Role(_tidy(whole))


def _takes_institution(word: str) -> bool:
    return word in _HEADS


def _field_of_work(firm: str) -> bool:
    """ "head of U.S. equity strategy": a place or a field, not a firm."""
    return firm.rstrip(".").upper() in ("U.S", "US", "U.K", "UK", "EU", "ASIA", "EUROPE", "AMERICAS", "EMEA", "ETF")


def _leading_firm(view: View, start: int, stop: int) -> int | None:
    """ "RBC strategist": where capitals end and the lower-case title begins."""
    at = start
    while at < stop and _CAP.match(view.tokens[at].text) and view.tokens[at].tag in (*_NAME_TAGS, "CC", "NNS", "NN"):
        at += 1
    if start < at < stop and view.tokens[at].text[:1].islower() and view.tokens[at].tag in ("NN", "JJ") and \
            _is_title(view.text(at, stop)) and not _is_title(view.text(start, at)):
        return at
    return None


def firm_at(view: View, at: int, limit: int) -> str | None:
    """The capitalised name that starts at token ``at`` (after an article and a sum of money), or None."""
    tokens = view.tokens
    start = at
    while at < limit and (tokens[at].lower in ("the", "its", "a", "an") or tokens[at].tag in ("$", "CD")
                          or tokens[at].lower in ("million", "billion", "trillion")):
        at += 1
    first = at
    end = at
    while at < limit and at < first + 10:
        token = tokens[at]
        if _CAP.match(token.text):
            end = at + 1
        elif token.lower in ("endowment", "fund") and end > first and start != first:
            end = at + 1 if token.lower == "fund" or (at + 1 < limit and tokens[at + 1].lower == "fund") else end
        elif token.lower not in _FIRM_JOINERS or (token.lower == "and" and not (
                at + 1 < limit and _CAP.match(tokens[at + 1].text))):
            break
        at += 1
    if end == first:
        return None
    return clean_firm(view.text(first, end))


def clean_firm(text: str) -> str:
    """A firm's name without article, possessive and stray punctuation."""
    keeps_dot = text.endswith(("Inc.", "Co.", "Corp."))
    text = text.strip() if keeps_dot else re.sub(r"['’]s?$", "", text.strip(" ,.;:—–-“”\""))
    text = re.sub(r"(?<=[A-Z]\w)(\w*)\s+fund$", r"\1", text) if re.search(r"\b[A-Z]\S*\s+fund$", text) else text
    return re.sub(r"^(?:the|The)\s+(?=[A-Z])", "", text)


def _tidy(title: str) -> str:
    return re.sub(r"^(?:an?|the|its|his|her|their|now|then)\s+", "", title.strip(" ,—–-"), flags=re.IGNORECASE)


def role_in_clause(view: View, start: int, limit: int) -> Role:
    """Title and firm from "who ...": is a trader at Firm, runs the Fund, covers chips for Firm, oversees it as X."""
    tokens = view.tokens
    at = start
    while at < limit and tokens[at].tag in ("RB", "MD", "VBN") and tokens[at].lemma not in _RUNS:
        at += 1
    if at >= limit or tokens[at].tag[:1] != "V":
        return Role()
    lemma = tokens[at].lemma
    whole, stop = _phrase(view, at + 1, limit)
    as_at = next((i for i in range(at + 1, stop) if tokens[i].lower == "as"), None)
    if as_at is not None and _is_title(view.text(as_at + 1, stop)):
        return split_role(view, as_at + 1, stop, view.text(as_at + 1, stop))
    if lemma in ("be", "serve", "work") and _is_title(whole):
        first = at + 1 + (tokens[at + 1].lower in ("as", "a", "an", "the"))
        return split_role(view, first, stop, view.text(first, stop))
    firm_from = next((i for i in range(at + 1, stop) if tokens[i].lower in _AT), None)
    firm = firm_at(view, firm_from + 1, stop) if firm_from is not None else None
    thing = _MONEY.sub("", view.text(at + 1, firm_from if firm and firm_from is not None else stop)).strip()
    if lemma == "cover" and thing:
        return Role(f"{_singular(thing)} analyst", firm)
    if lemma == "write" and "newsletter" in whole:
        name = next((i for i in range(at + 1, stop) if _CAP.match(tokens[i].text)), None)
        return Role("newsletter writer", firm_at(view, name, stop) if name is not None else firm)
    if lemma in _RUNS and thing:
        article = "a " if re.match(r"(?:an?)\s", view.text(at + 1, stop)) else "the "
        if firm is None and _CAP.match(thing):
            firm = clean_firm(_FUND_STYLE.sub("", re.sub(r"\s+(?:in|from)\s+[A-Z].*", "", thing)))
            firm = re.sub(r"\s+fund$", "", firm)
        return Role(f"{_RUNS[lemma]} {article}{thing}", firm)
    return Role(None, firm)


def _singular(noun: str) -> str:
    words = noun.split()
    if words and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return " ".join(words)
