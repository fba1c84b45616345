"""The lexicon of reporting words, read once from ``gazetteer/reporting.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

Act = Literal["speech", "thought", "stance"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by lemma. ``verbs[lemma][frame]`` and ``prepositions[lemma][preposition]`` give the act; nouns and
    adjectives map a frame ("clause", "to", a preposition) to their lemmas."""

    verbs: dict[str, dict[str, Act]] = field(default_factory=dict)
    prepositions: dict[str, dict[str, Act]] = field(default_factory=dict)
    nouns: dict[str, frozenset[str]] = field(default_factory=dict)
    adjectives: dict[str, frozenset[str]] = field(default_factory=dict)
    tables: dict[str, Any] = field(default_factory=dict)

    def words(self, table: str, key: str) -> frozenset[str]:
        """The words listed under ``[table] key``."""
        return frozenset(str(self.tables.get(table, {}).get(key, "")).split())


def can_quote(lemma: str) -> bool:
    """Whether a verb can carry quoted words."""
    return "quote" in lexicon().verbs.get(lemma, {})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The reporting lexicon; the same object every time."""
    text = files(f"{__package__}.gazetteer").joinpath("reporting.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    verbs: dict[str, dict[str, Act]] = {}
    for group in raw["verbs"]:
        for lemma in group["lemmas"].split():
            for frame in group["frames"]:
                verbs.setdefault(lemma, {}).setdefault(frame, group["act"])
    prepositions: dict[str, dict[str, Act]] = {}
    for act, lines in raw["prepositions"].items():
        for line in lines.strip().splitlines():
            lemma, _, preps = line.partition(":")
            for prep in preps.split():
                prepositions.setdefault(lemma.strip(), {})[prep] = act
    return Lexicon(
        verbs,
        prepositions,
        {key: frozenset(words.split()) for key, words in raw["nouns"].items()},
        {key: frozenset(words.split()) for key, words in raw["adjectives"].items()},
        {k: v for k, v in raw.items() if k not in ("verbs", "prepositions", "nouns", "adjectives")},
    )
