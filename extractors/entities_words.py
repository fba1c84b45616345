"""The word lists of gazetteer/words.toml as sets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

Words = frozenset[str]
_PHRASES = {"places", "org_before", "pairs", "state_names"}


@dataclass(frozen=True, slots=True)
class WordLists:
    """Word lists for telling names apart; words.toml says what is in each.

    ``places`` are phrases ("New York", "Calif."); ``org_before`` and ``pairs`` hold word sequences ("shares", "of").
    ``state_names`` gives "Florida" for "Fla."; ``tails`` are all endings that make a name an organisation's,
    ``any_tails`` also those that only may.
    """

    first_names: Words
    titles: Words
    roles: Words
    strong_roles: Words
    role_fields: Words
    particles: Words
    person_roles: Words
    speech: Words
    company_tails: Words
    legal_ends: Words
    org_tails: Words
    org_tails_weak: Words
    shared_tails: Words
    org_heads: Words
    org_after: Words
    firm_near: Words
    firm_after: Words
    determiners: Words
    fund_sorts: Words
    common_names: Words
    org_before: frozenset[tuple[str, ...]]
    pairs: frozenset[tuple[str, ...]]
    places: Words
    states: Words
    state_names: dict[str, str]
    place_tails: Words
    place_heads: Words
    compass: Words
    misc_tails: Words
    breaks: Words
    dates: Words
    not_names: Words
    peoples: Words
    tails: Words
    any_tails: Words


@lru_cache(maxsize=1)
def word_lists() -> WordLists:
    """The lists, read once."""
    path = Path(__file__).parent / "gazetteer" / "words.toml"
    data: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = {key: frozenset(value.split()) for key, value in data.items() if key not in _PHRASES}
    tails = sets["org_tails"] | sets["company_tails"]
    return WordLists(
        places=frozenset(" ".join(place.split()) for place in data["places"].split(",") if place.strip()),
        org_before=_sequences(data["org_before"]), pairs=_sequences(data["pairs"]),
        state_names={pair[0]: pair[1].replace("_", " ") for pair in _sequences(data["state_names"])},
        tails=tails, any_tails=tails | sets["org_tails_weak"], **sets,
    )


def _sequences(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(item.split("|")) for item in text.split())


def capital(text: str) -> bool:
    """Whether a word looks like part of a name: a capital first, or inside ("eBay")."""
    return text[:1].isupper() or (len(text) > 2 and text[0].islower() and text[1].isupper() and text.isalpha())
