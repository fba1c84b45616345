"""A line of text as small tokens, and the numbers, ordinals, years and units that begin at one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..schemas.period import Grain
from .periods_words import LOOSE_UNITS, NUMBERS, ORDINALS, TENS, UNITS, VAGUE

_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+|[^\sA-Za-z0-9]")
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "∼": "~"}
_SUFFIX = {"st", "nd", "rd", "th"}


@dataclass(slots=True)
class Line:
    """One line's tokens. ``low`` is lower case with quotes and dashes made plain; ``gap`` tells white space before.

    ``today``/``now`` are the publication moment in New York (None: unknown); ``loose`` reads more (see periods.py).
    """

    body: str
    offset: int
    text: list[str]
    low: list[str]
    start: list[int]
    gap: list[bool]
    now: datetime | None
    loose: bool
    tags: dict[int, str] = field(default_factory=dict)
    tense: dict[tuple[int, int], str] = field(default_factory=dict)
    found: dict[tuple[int, int], Any] = field(default_factory=dict)

    @property
    def today(self) -> date | None:
        """New York's date of publication."""
        return self.now.date() if self.now else None

    def at(self, i: int) -> str:
        """Token ``i`` in lower case; empty outside the line."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def raw(self, i: int) -> str:
        """Token ``i`` as printed."""
        return self.text[i] if 0 <= i < len(self.text) else ""

    def tight(self, i: int) -> bool:
        """Whether token ``i`` stands right against the one before it."""
        return 0 < i < len(self.gap) and not self.gap[i]

    def seq(self, i: int, *words: str) -> bool:
        """Whether the tokens from ``i`` on are ``words``."""
        return self.low[i : i + len(words)] == list(words)

    def end_of(self, i: int) -> int:
        """Character offset in the body where token ``i`` ends."""
        return self.start[i] + len(self.text[i])


def tokenize(body: str, start: int, end: int, now: datetime | None, loose: bool) -> Line:
    """Tokens of ``body[start:end]``; ASCII words and digit runs, every other character for itself."""
    text: list[str] = []
    starts: list[int] = []
    gap: list[bool] = []
    last = start
    for m in _TOKEN.finditer(body, start, end):
        text.append(m.group())
        starts.append(m.start())
        gap.append(m.start() > last)
        last = m.end()
    low = [_SAME.get(t, t.lower()) for t in text]
    return Line(body, start, text, low, starts, gap, now, loose)


def digits(line: Line, i: int, longest: int = 4) -> int | None:
    """The digit run at ``i`` as a number, when it has at most ``longest`` digits."""
    word = line.at(i)
    return int(word) if word.isascii() and word.isdigit() and len(word) <= longest else None


def decimal(line: Line, i: int) -> tuple[float, int] | None:
    """A printed number: ``12``, ``3.5``, ``2,000``."""
    whole = digits(line, i, 9)
    if whole is None:
        return None
    j = i + 1
    value = float(whole)
    while j < i + 10 and line.at(j) == "," and line.tight(j) and line.tight(j + 1) and len(line.at(j + 1)) == 3 \
            and digits(line, j + 1) is not None:
        value = value * 1000 + int(line.at(j + 1))
        j += 2
    if line.at(j) == "." and line.tight(j) and line.tight(j + 1) and line.at(j + 1).isdigit():
        value += float("0." + line.at(j + 1)[:9]) if line.at(j + 1).isascii() else 0
        j += 2
    return value, j


def word_number(line: Line, i: int) -> tuple[int, int] | None:
    """A number in words below a thousand: ``eleven``, ``twenty-five``, ``a hundred``."""
    word = line.at(i)
    if word in NUMBERS:
        value, j = NUMBERS[word], i + 1
    elif word in TENS:
        value, j = TENS[word], i + 1
        k = j + 1 if line.at(j) in ("-", "and") else j
        if 0 < NUMBERS.get(line.at(k), 0) < 10:
            value, j = value + NUMBERS[line.at(k)], k + 1
    elif word == "a" and line.at(i + 1) in ("hundred", "dozen"):
        value, j = 1, i + 1
    else:
        return None
    if line.at(j) == "hundred":
        return value * 100, j + 1
    if line.at(j) == "dozen":
        return value * 12, j + 1
    return value, j


def count(line: Line, i: int) -> tuple[float, int, bool] | None:
    """How many: (value, next token, exact). ``12``, ``two and a half``, ``a couple of``, ``several``, ``half a``."""
    word = line.at(i)
    if word in ("½", "half"):
        j = i + 1 if word == "½" or line.at(i + 1) not in ("a", "an") else i + 2
        return (0.5, j, True) if word == "½" or j == i + 2 else None
    j = i + 1 if word in ("a", "the", "these") and line.at(i + 1) in VAGUE else i
    if line.at(j) in VAGUE:
        k = j + 2 if line.at(j + 1) == "of" else j + 1
        return float(VAGUE[line.at(j)]), k, line.at(j) in ("couple", "dozen")
    if word in ("a", "an", "another") and line.at(i + 1) not in ("hundred", "dozen"):
        return 1.0, i + 1, True
    found = decimal(line, i) or word_number(line, i)
    if not found:
        return None
    value, j = float(found[0]), found[1]
    if line.at(j) == "½" and line.tight(j):
        return value + 0.5, j + 1, True
    for extra, words in ((0.5, ("and", "a", "half")), (0.5, ("and", "half")), (0.25, ("and", "a", "quarter"))):
        if line.seq(j, *words):
            return value + extra, j + len(words), True
    return value, j, True


def ordinal(line: Line, i: int) -> tuple[int, int] | None:
    """``1st``, ``third``, ``twenty-second``."""
    word = line.at(i)
    if word in ORDINALS:
        return ORDINALS[word], i + 1
    if word in TENS:
        j = i + 2 if line.at(i + 1) == "-" else i + 1
        unit_part = ORDINALS.get(line.at(j), 0)
        return (TENS[word] + unit_part, j + 1) if 0 < unit_part < 10 else None
    value = digits(line, i, 2)
    if value is not None and line.at(i + 1) in _SUFFIX and line.tight(i + 1):
        return value, i + 2
    return None


def year(line: Line, i: int) -> tuple[int, int] | None:
    """A year of four digits between 1600 and 2199 that is no part of a longer number."""
    value = digits(line, i)
    if value is None or len(line.at(i)) != 4 or not 1600 <= value < 2200:
        return None
    if line.at(i + 1) in (".", ",") and line.tight(i + 1) and line.tight(i + 2) and line.at(i + 2).isdigit():
        return None
    if line.at(i - 1) in (".", ",", "$", "€", "£", "¥", "#") and line.tight(i):
        return None
    return value, i + 1


def word_year(line: Line, i: int) -> tuple[int, int] | None:
    """``nineteen eighty-six``, ``two thousand and twenty``, ``seventeen hundred thirty three``."""
    if line.at(i) in ("two", "one") and line.at(i + 1) == "thousand":
        j = i + 3 if line.at(i + 2) == "and" else i + 2
        low = word_number(line, j)
        base = 1000 * NUMBERS[line.at(i)]
        return (base + low[0], low[1]) if low and low[0] < 100 else (base, i + 2)
    century = NUMBERS.get(line.at(i), TENS.get(line.at(i), 0))
    if not 15 <= century <= 20:
        return None
    j = i + 2 if line.at(i + 1) == "hundred" else i + 1
    j = j + 1 if line.at(j) == "and" else j
    low = word_number(line, j)
    if low and 10 <= low[0] < 100:
        return century * 100 + low[0], low[1]
    return (century * 100, i + 2) if line.at(i + 1) == "hundred" else None


_UNIT_LEADS = frozenset("trading calendar business working straight consecutive full whole fiscal market".split())


def unit(line: Line, i: int, few: bool = False) -> tuple[Grain, int, float] | None:
    """A unit of time at ``i``: (grain, next token, how many grains it holds: a fortnight is two weeks)."""
    j = i
    while j < i + 3 and line.at(j) in _UNIT_LEADS:
        j += 1
    word = line.at(j)
    single = "century" if word == "centuries" else word[:-1] if word.endswith("s") and word[:-1] in UNITS else word
    grain = UNITS.get(single)
    if grain is None and few and j == i:
        single = word[:-1] if word.endswith("s") and word[:-1] in LOOSE_UNITS else word
        grain = LOOSE_UNITS.get(single)
    if grain is None or (line.at(j + 1) == "-" and line.tight(j + 1) and line.tight(j + 2)):
        return None
    if grain == "day" and line.at(j - 1) in ("trading", "market", "business", "working") and j > i:
        grain = "session"
    return grain, j + 1, 2.0 if single == "fortnight" else 1.0
