"""Reading the gazetteer's data files into entries and a trie of words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from .companies import companies

How = Literal["name", "alias", "generic"]
Words = tuple[str, ...]

HERE = Path(__file__).parent
_GROUP = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"\w+|[^\w\s]")
_PHRASE_WORD = re.compile(r"\w+|[^\w\s-]|^-$|(?<=\w)-$")
PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-",
                       "\u00a0": " "})
"""One character for one, so offsets in the plain text are offsets in the body."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One group of the data files: what is named, how, and in what company the name counts.

    ``before``/``after`` (one of them must stand next to the name) and ``not_before``/``not_after`` (none may) are
    lower-case word sequences; ``not_near`` are single words that may not stand in the same sentence. ``candidates`` are
    the series a generic phrase may point back to. ``members`` is how many stocks an index holds ("the benchmark's 2,000
    constituents"), 0 where the number changes; ``mic`` is an exchange's own ISO 10383 code.
    """

    id: str
    name: str
    kind: str
    unit: str = ""
    series: bool = False
    currency: str | None = None
    mic: str | None = None
    members: int = 0
    before: frozenset[Words] = frozenset()
    not_before: frozenset[Words] = frozenset()
    after: frozenset[Words] = frozenset()
    not_after: frozenset[Words] = frozenset()
    not_near: frozenset[str] = frozenset()
    candidates: tuple[str, ...] = ()


class Phrase(NamedTuple):
    """One spelled-out phrase of an entry."""

    words: Words
    how: How
    entry: Entry


@dataclass(slots=True)
class Node:
    """A trie node: the next lower-case words, and the phrases that end here."""

    next: dict[str, Node] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Traps:
    """Words beside a name that change what is spoken of (see the end of series.toml)."""

    derived: dict[str, frozenset[str]]
    foreign: frozenset[str]
    foreign_kinds: frozenset[str]
    indefinite: frozenset[str]
    after_firm: frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Both data files, ready for look-up."""

    root: Node
    traps: Traps
    entries: tuple[Entry, ...]


def words_of(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word) of plain ``text``: runs of letters and digits, and single marks; inner hyphens are dropped."""
    out: list[tuple[int, int, str]] = []
    for m in _WORD.finditer(text):
        start, end = m.span()
        if text[start] == "-" and start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum():
            continue
        out.append((start, end, m.group()))
    return out


def expand(pattern: str) -> list[str]:
    """The plain phrases of one pattern, groups within groups included: ``"(U.S.|US) crude( oil|)"`` gives four."""
    group = _GROUP.search(pattern)
    if group is None:
        return [pattern]
    left, right = pattern[: group.start()], pattern[group.end() :]
    if "(" not in left:
        tails = expand(right)
        return [left + choice + tail for choice in group.group(1).split("|") for tail in tails]
    found = [done for choice in group.group(1).split("|") for done in expand(left + choice + right)]
    return list(dict.fromkeys(found))


def _word_tuple(phrase: str) -> Words:
    return tuple(_PHRASE_WORD.findall(phrase))


def _conditions(given: list[str] | str, bare: frozenset[Words]) -> frozenset[Words]:
    if given == "bare":
        return bare
    return frozenset(_word_tuple(item.lower()) for item in given)


def _entry(group: dict[str, Any], series: bool, bare: frozenset[Words]) -> Entry:
    conditions = {key: _conditions(group[key], bare) for key in ("before", "not_before", "after", "not_after")
                  if key in group}
    return Entry(
        id=group.get("id", ""), name=group.get("name", ""), kind=group["kind"], unit=group.get("unit", ""),
        series=series, currency=group.get("currency"), mic=group.get("mic"), members=group.get("members", 0),
        not_near=frozenset(group.get("not_near", ())), candidates=tuple(group.get("candidates", ())), **conditions,
    )


@lru_cache(maxsize=1)
def table() -> Table:
    """Both data files as one trie, read once."""
    data = tomllib.loads((HERE / "series.toml").read_text(encoding="utf-8"))
    names = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
    traps = data["traps"]
    bare = frozenset(_word_tuple(item) for item in traps["bare_after"])
    root = Node()
    entries: list[Entry] = []
    for group, series in [(g, True) for g in data["series"]] + [(g, False) for g in names["entity"]]:
        entry = _entry(group, series, bare)
        entries.append(entry)
        _add(root, entry, group.get("names", ()), "name")
        _add(root, entry, group.get("aliases", ()), "alias")
    for company in companies().values():
        if company.names:
            after = _conditions(list(company.not_after), bare)
            near = frozenset(company.not_near)
            entries.append(Entry(company.id, company.name, "company", not_after=after, not_near=near))
            _add(root, entries[-1], company.names, "name")
    for group in data["generic"]:
        _add(root, _entry(group, True, bare), group["phrases"], "generic")
    return Table(root, Traps(
        derived={kind: frozenset(given) for kind, given in traps["derived"].items()},
        foreign=frozenset(traps["foreign"]), foreign_kinds=frozenset(traps["foreign_kinds"]),
        indefinite=frozenset(traps["indefinite"]), after_firm=frozenset(traps["after_firm"]),
    ), tuple(entries))


def _add(root: Node, entry: Entry, patterns: Iterable[str], how: How) -> None:
    for pattern in patterns:
        for phrase in expand(pattern):
            if phrase.endswith(","):
                continue
            words = _word_tuple(phrase)
            node = root
            for word in words:
                lower = word.lower()
                step = node.next.get(lower)
                if step is None:
                    step = node.next[lower] = Node()
                node = step
            node.phrases.append(Phrase(words, how, entry))
