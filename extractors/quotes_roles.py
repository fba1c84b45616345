"""What a text says of the people it names: full names, titles and firms, wherever they stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ..schemas import Token
from .quotes_firms import clean_firm, firm_at, is_field
from .quotes_view import View

_NAME_TAGS = ("NNP", "NNPS")
_TITLE_END = ("VBD", "VBZ", "VBP", "MD")
_AT = ("at", "with", "for", "from")
_FIRM_JOINERS = ("&", "and", "of", "the", "for", "de", "'s", "’s", "-", ".", "/", "’")
_CAP = re.compile(r"[A-Z0-9&]")
_MONEY = re.compile(r"^(?:(?:the|its|their|a|an)\s+)?(?:[$€£]\s?[\d.,]+\s*(?:[mbtr]+illion)?\s*)?", re.IGNORECASE)
_FUND_STYLE = re.compile(r"\s+(?:Small|Mid|Large|Micro|Global|International|Growth|Value|Income|Equity|Bond|Core)\b.*")
_HEADS = frozenset("""
president chairman chairwoman chair chief executive ceo founder co-founder owner governor member officer director head
dean
partner secretary editor professor manager leader principal fellow economist strategist analyst
""".split())
_LEADS = ("now", "then", "currently", "also", "a", "an", "the", "its", "who", "whose")
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
            found = firm_at(view, last + 1, limit)
            place = tokens[last].lower != "at" and tokens[last + 1].ent in ("GPE", "LOC", "NORP")
            return Role(None, found[0]) if found and not place else Role()
        return Role()
    start = last + 1
    if start < limit and tokens[start].lower in ("of", "at"):
        found = firm_at(view, start + 1, limit)
        return Role(None, found[0]) if found and tokens[start + 1].ent not in ("GPE", "LOC") else Role()
    while start < limit and tokens[start].lower in _LEADS:
        if tokens[start].lower == "who":
            return role_in_clause(view, start + 1, limit)
        if tokens[start].lower == "whose":
            return Role(None, _firm_in(view, start + 1, _phrase(view, start + 1, limit)[1])[0])
        if tokens[start].lower in ("the", "its") and start + 2 < limit and tokens[start + 2].tag == "POS" and \
                tokens[start + 1].lemma.lower() in people_words()["kinds"]["organisation"]:
            return Role(_phrase(view, start + 3, limit)[0] or None, organisation)
        start += 1
    if start >= limit:
        return Role()
    owner = next((i for i in range(start, min(start + 8, limit)) if tokens[i].tag == "POS"), None)
    if owner is not None and all(_in_name(tokens[i]) for i in range(start, owner)):
        title, stop = _phrase(view, owner + 1, limit)
        if is_title(title):
            return Role(title, clean_firm(body[tokens[start].start : tokens[owner - 1].end]))
    title, stop = _phrase(view, start, limit)
    if not is_title(title):
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


def is_title(text: str) -> bool:
    """Whether a phrase holds a word for an office or a trade."""
    words = re.findall(r"[\w-]+", text.lower())
    known = people_words()
    offices = known["titles"]["office"] | known["kinds"]["person"]
    return any(w in offices or w.rstrip("s") in offices or w.rsplit("-", 1)[-1] in offices for w in words)


def split_role(view: View, start: int, stop: int, whole: str) -> Role:
    """Cut "chief economist at Firm" into its title and its firm, at the preposition before a name, "at" above all."""
    tokens = view.tokens
    for words in (("at",), ("with", "for", "from"), ("of",)):
        for i in range(start + 1, stop - 1):
            found = firm_at(view, i + 1, stop) if tokens[i].lower in words else None
            if found is None or is_field(found[0]):
                continue
            if words[0] != "of" or tokens[i - 1].lower in _HEADS or found[1] >= stop or tokens[found[1]].tag == "IN":
                return Role(_tidy(view.text(start, i)), found[0])
    for i in range(start + 1, stop):
        if tokens[i].lower == "as":
            return split_role(view, i + 1, stop, view.text(i + 1, stop))
    lead = _leading_firm(view, start, stop)
    if lead is not None:
        return Role(_tidy(view.text(lead, stop)), clean_firm(view.text(start, lead)))
    return Role(_tidy(whole))


def _leading_firm(view: View, start: int, stop: int) -> int | None:
    """ "RBC strategist": where capitals end and the lower-case title begins."""
    at = start
    while at < stop and _CAP.match(view.tokens[at].text) and view.tokens[at].tag in (*_NAME_TAGS, "CC", "NNS", "NN"):
        at += 1
    if start < at < stop and view.tokens[at].text[:1].islower() and view.tokens[at].tag in ("NN", "JJ") and \
            is_title(view.text(at, stop)) and not is_title(view.text(start, at)):
        return at
    return None


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
    if as_at is not None and is_title(view.text(as_at + 1, stop)):
        return split_role(view, as_at + 1, stop, view.text(as_at + 1, stop))
    if lemma in ("be", "serve", "work") and is_title(whole):
        first = at + 1 + (tokens[at + 1].lower in ("as", "a", "an", "the"))
        return split_role(view, first, stop, view.text(first, stop))
    firm, cut = _firm_in(view, at + 1, stop)
    raw = view.text(at + 1, cut)
    thing = _MONEY.sub("", raw).strip()
    if lemma == "cover" and thing:
        return Role(f"{_singular(thing)} analyst", firm)
    if lemma == "write" and "newsletter" in whole:
        name = next((i for i in range(at + 1, stop) if _CAP.match(tokens[i].text)), None)
        paper = firm_at(view, name, stop) if name is not None else None
        return Role("newsletter writer", paper[0] if paper else firm)
    if lemma in _RUNS and thing not in ("", "money"):
        if firm is None and _CAP.match(thing):
            firm = clean_firm(_FUND_STYLE.sub("", re.sub(r"\s+(?:in|from)\s+[A-Z].*", "", thing)))
            firm = re.sub(r"\s+fund$", "", firm)
        return Role(f"{_RUNS[lemma]} {_article(raw, thing)}{thing}", firm)
    return Role(None, firm)


def _firm_in(view: View, first: int, stop: int) -> tuple[str | None, int]:
    """The firm after "at", "for" or "with", and where that phrase begins."""
    for i in range(first, stop):
        found = firm_at(view, i + 1, stop) if view.tokens[i].lower in _AT else None
        if found is not None:
            return found[0], i
    return None, stop


def _article(raw: str, thing: str) -> str:
    """The article for what somebody runs: "a" stays, names take "the", currency trading takes none."""
    if re.match(r"an?\s", raw):
        return "an " if thing[0] in "aeiou" else "a "
    return "the " if re.match(r"(?:the|its|their)\s", raw) or _CAP.match(thing) else ""


def _singular(noun: str) -> str:
    words = noun.split()
    if words and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return " ".join(words)
