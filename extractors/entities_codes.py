"""Codes that no hand-kept table holds: CIK, ticker and exchange from the register of listed companies.

A name links only if it is the registered name, legal forms aside, word for word; a ticker only if the article gives it
beside the first words of the registered name. Names of one word, or of words that any firm may bear, need one of both.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from ..schemas import Entity
from .entities_words import word_lists
from .gazetteer.companies import Company, companies
from .gazetteer.register import Registered, key, register

_KINDS = frozenset({"company", "organisation"})
_LISTED_IN_US = frozenset({"XNYS", "XNAS"})


def with_codes(entities: list[Entity]) -> list[Entity]:
    """``entities`` with the register's codes, the same for every mention of one thing."""
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.cik is None and (entity.id in companies() or entity.kind in _KINDS):
            groups[entity.id].append(entity)
    found = {id_: row for id_, group in groups.items() if (row := _row(id_, group))}
    return [_coded(e, found[e.id]) if e.id in found else e for e in entities] if found else entities


def beside(ticker: str, name: str) -> Registered | None:
    """The company whose ticker stands in parentheses after ``name``, if its registered name begins so."""
    row = register().tickers.get(ticker)
    words = key(name)
    return row if row is not None and words and key(row.name)[: len(words)] == words else None


def _row(id_: str, group: list[Entity]) -> Registered | None:
    """The register's row for one thing, None where it has none for sure."""
    listed = companies().get(id_)
    if listed is not None:
        return _row_of(listed)
    if any(e.series for e in group):
        return None
    given = {e.ticker for e in group} - {None}
    if given:
        rows = [row for ticker in given for e in group if ticker and (row := beside(ticker, e.name))]
    else:
        rows = [row for text in {e.text for e in group} if (row := _named(text))]
    return rows[0] if len({row.cik for row in rows}) == 1 else None


def _row_of(listed: Company) -> Registered | None:
    """The row of a company of companies.csv: same ticker, and a name that shares a word or is its initials."""
    if listed.mic not in _LISTED_IN_US or listed.ticker is None:
        return None
    row = register().tickers.get(listed.ticker)
    if row is None:
        return None
    ours, theirs = key(listed.name), key(row.name)
    initials = "".join(word[0] for word in theirs)
    begins = len(ours) > 1 and theirs[: len(ours)] == ours
    same = begins or bool((set(ours) & set(theirs)) - _common()) or initials.startswith(ours[0])
    return row if same else None


def _named(text: str) -> Registered | None:
    """The company that bears exactly this name, if the name can be nobody else's and one share of it is listed."""
    words = key(text)
    formal = text.rsplit(maxsplit=1)[-1] in word_lists().company_tails
    if not formal and (len(words) < 2 or not set(words) - _common()):
        return None
    row = register().names.get(words)
    return row if row is not None and row.ticker is not None else None


def _coded(entity: Entity, row: Registered) -> Entity:
    """``entity`` with the codes of ``row`` where it has none of its own."""
    ticker, mic = (entity.ticker, entity.mic) if entity.ticker else (row.ticker, row.mic)
    kind = "company" if entity.kind in {"organisation", "person"} else entity.kind  # "Energy Transfer" is no person
    return entity.model_copy(update={"kind": kind, "cik": row.cik, "ticker": ticker, "mic": mic})


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words of names that any firm may bear."""
    lists = word_lists()
    words = lists.any_tails | lists.compass | lists.peoples | lists.common_names
    return frozenset(part for word in words for part in key(word))

