"""Company names that are common words too ("Target", "Gap", "Visa"): the words around them decide, or nobody does."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from ..schemas import Parsed, Token
from .entities_identity import Named
from .entities_words import capital, word_lists
from .gazetteer import Mention
from .gazetteer.companies import Company, risky_names

Sense = Literal["company", "open", "word"]
_OPENERS = frozenset({":", "“", '"', "‘", "—", "–", "•", "(", "…"})
_NOUN_SENSE = frozenset({"DET", "PRON", "NUM", "ADJ", "ADV"})
"""What follows the imperative or the noun at the head of a sentence: "Target a return", "Gap narrows further"."""


def with_risky(parsed: Parsed, typed: list[Named], listed: list[Mention]) -> list[Named]:
    """``typed`` with the risky names that mean a company, without those that do not.

    A name that its own sentence leaves open is the company only if the article names it for sure elsewhere.
    """
    names = risky_names()
    found = [t for t in parsed.tokens if t.text in names]
    if not found:
        return typed
    at = {parsed.token_at(n.start): n for n in typed if n.text in names and n.label == "ORG"}
    taken = sorted([*((n.start, n.end) for n in typed if n.text not in names), *((m.start, m.end) for m in listed)])
    starts = [start for start, _ in taken]
    found = [t for t in found if not (i := bisect_right(starts, t.start)) or taken[i - 1][1] <= t.start]
    senses = {t.i: _sense(parsed, t, names[t.text]) for t in found}
    sure = {m.entry.id for m in listed} | {names[t.text].id for t in found if senses[t.i] == "company"}
    out = [n for n in typed if n.text not in names or n.label != "ORG"]
    for t in found:
        if senses[t.i] == "company" or (senses[t.i] == "open" and names[t.text].id in sure):
            out.append(at.get(t.i) or Named(t.start, t.end, t.text, "ORG", (t.text,), firm=True))
    return sorted(out, key=lambda n: n.start)


def _sense(parsed: Parsed, token: Token, company: Company) -> Sense:
    sentence = parsed.sentences[token.sentence]
    before = parsed.tokens[token.i - 1] if token.i > sentence.first else None
    after = parsed.tokens[token.i + 1] if token.i + 1 < sentence.last else None
    words = parsed.tokens[sentence.first : sentence.last]
    lists = word_lists()
    if after is not None and after.lower in company.not_after:
        return "word"
    if company.not_near and any(t.lower in company.not_near for t in words):
        return "word"
    if before is not None and before.lower in lists.determiners:
        return "company" if after is not None and after.text in lists.firm_after else "word"
    titled = _titled(words)
    if not titled and (_runs_on(before, first=sentence.first) or _leads_on(token, after)):
        return "word"
    if before is not None and before.text not in _OPENERS and not titled:
        return "company"
    return _opening(token, after, words)


def _opening(token: Token, after: Token | None, words: tuple[Token, ...]) -> Sense:
    """The sense of a name that opens a sentence or stands in a headline, where a capital says nothing."""
    lists = word_lists()
    if after is None:
        return "open"
    if after.text in lists.firm_after:
        return "company"
    if after.pos in _NOUN_SENSE or (after.pos == "ADP" and after.lower not in {"to", "on", "at", "by"}):
        return "word"
    beyond = words[after.i - words[0].i + 1 :]
    joined = after.text in {"and", ",", "&"} and beyond and beyond[0].pos == "PROPN" and capital(beyond[0].text)
    if joined or any(t.lower in lists.firm_near for t in words if t.i != token.i):
        return "company"
    return "open"


def _runs_on(before: Token | None, *, first: int) -> bool:
    """Whether a capitalised word before makes the name the end of another ("Mekong Delta", "Harrison Ford")."""
    if before is None or not before.text[0].isupper():
        return False
    if before.i == first:  # there every word has a capital: "Harrison Ford" is a name, "Rival Ford" is not
        return before.pos == "PROPN"
    lists = word_lists()
    return before.text not in lists.roles | lists.dates | lists.not_names | lists.company_tails


def _leads_on(token: Token, after: Token | None) -> bool:
    """Whether a capitalised word after makes the name the beginning of another ("Ford Foundation")."""
    if after is None or after.start != token.end + 1 or not after.text[0].isupper():
        return False
    lists = word_lists()
    return after.text not in lists.roles | lists.dates | lists.not_names | lists.company_tails


def _titled(words: tuple[Token, ...]) -> bool:
    """Whether a sentence is set in a headline's capitals."""
    long = [t.text for t in words if len(t.text) > 3 and t.text[0].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in long) > 0.7 * len(long)
