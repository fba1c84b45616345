"""Firms as they stand after a title: "at the brokerage Osprey Lane", "of the $2 billion Osprey Value Fund"."""

from __future__ import annotations

import re

from .quotes_view import View

_CAP = re.compile(r"[A-Z0-9&]")
_JOINERS = ("&", "and", "of", "the", "for", "de", "'s", "’s", "-", ".", "/", "’")
_BEFORE_NAME = ("&", "and", "of", "the", "for", "de", "/")
_SORTS = frozenset("""
firm bank brokerage boutique consultancy company manager adviser advisor shop group house startup lender insurer fund
business publisher newsletter broker dealer exchange agency institute university family endowment foundation
""".split())
_FIELDS = frozenset("u.s us u.k uk eu asia europe americas emea etf america asia-pacific apac latam".split())
_SKIPPED = ("the", "its", "a", "an", "his", "her", "million", "billion", "trillion")
_MOST = 10


def firm_at(view: View, at: int, limit: int) -> tuple[str, int] | None:
    """The capitalised name that starts at token ``at`` and where it ends; None when none does.

    An article, a sum of money and what sort of firm it is may stand before it.
    """
    first = _name_start(view, at, limit)
    end = first
    i = first
    while i < min(limit, first + _MOST):
        token = view.tokens[i]
        follows = i + 1 < limit and view.tokens[i + 1].text[:1].isupper()
        if _CAP.match(token.text) and (token.text[0].isalpha() or token.text == "&"):
            end = i + 1
        elif token.lower in ("endowment", "fund") and end > first and first > at:
            end = i + 1 if token.lower == "fund" or (i + 1 < limit and view.tokens[i + 1].lower == "fund") else end
        elif token.lower not in _JOINERS or (token.lower in _BEFORE_NAME and not follows):
            break
        i += 1
    return (clean_firm(view.text(first, end)), end) if end > first else None


def _name_start(view: View, at: int, limit: int) -> int:
    """The first token of the name proper."""
    i = at
    while i < limit and (view.tokens[i].lower in _SKIPPED or view.tokens[i].tag in ("$", "CD")):
        i += 1
    ahead = i
    while ahead < min(limit, i + 5) and view.tokens[ahead].text[:1].islower():
        ahead += 1
    named = i < ahead < limit and view.tokens[ahead].text[:1].isupper()
    return ahead if named and view.lemma(ahead - 1) in _SORTS else i


def clean_firm(text: str) -> str:
    """A firm's name without article, possessive and stray punctuation."""
    keeps_dot = text.endswith(("Inc.", "Co.", "Corp.", "Ltd."))
    text = text.strip() if keeps_dot else re.sub(r"['’]s?$", "", text.strip(" ,.;:—–-“”\""))
    text = re.sub(r"\s+fund$", "", text) if re.search(r"\b[A-Z]\S*\s+fund$", text) else text
    return re.sub(r"^(?:the|The)\s+(?=[A-Z])", "", text)


def is_field(firm: str) -> bool:
    """Whether a capitalised word is a place or a field of work ("head of U.S. equity strategy"), not a firm."""
    return firm.rstrip(".").lower() in _FIELDS
