"""The word lists of gazetteer/words.toml as sets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Word lists for typing names; the head of each list in words.toml says what is in it.

    ``places`` are phrases ("New York", "Calif."), ``org_before`` holds "shares of" as ("of", "shares") keys.
    """

    first_names: Words
    titles: Words
    roles: Words
    person_roles: Words
    speech: Words
    company_tails: Words
    org_tails: Words
    org_tails_weak: Words
    org_heads: Words
    org_after: Words
    org_before: frozenset[tuple[str, ...]]
    places: Words
    place_tails: Words
    place_heads: Words
    compass: Words
    misc_tails: Words
    not_names: Words
    peoples: Words


@lru_cache(maxsize=1)
def word_lists() -> WordLists:
    """The lists, read once."""
    path = Path(__file__).parent / "gazetteer" / "words.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = {key: frozenset(value.split()) for key, value in data.items() if key not in {"places", "org_before"}}
    places = frozenset(" ".join(place.split()) for place in data["places"].split(",") if place.strip())
    before = frozenset(tuple(item.split("|")) for item in data["org_before"].split())
    return WordLists(places=places, org_before=before, **sets)
