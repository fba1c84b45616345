"""Cardinal numbers in English text: digits, words and magnitudes.

A :class:`Number` is only a value with its characters. Units, ranges, hedges and everything else are added by the
other ``figures_*`` modules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .figures_words import (
    DOZENS,
    ONLY_AFTER_DIGITS,
    ORDINALS,
    PLURAL_DENOMINATORS,
    SCALES,
    SMALL,
    SUFFIXES,
    TENS,
    VULGAR,
)

Form = Literal["digits", "words", "fraction", "vague", "ordinal"]

SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_LEX = re.compile(
    rf"""(?P<num>(?:\d{{1,3}}(?:,\d{{3}})+(?![\d])|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)
                 |\d{{1,3}}(?:[\u00a0\u2009\u202f\ ]\d{{3}})+(?![\d,])|\d+)(?:\.\d+)?
            |(?<![\d.])\.\d+)
        |(?P<vulgar>[{''.join(VULGAR)}])
        |(?P<word>[^\W\d_]+)
        |(?P<other>\S)""",
    re.VERBOSE,
)
HAS_NUMBER = re.compile(
    r"\d|[" + "".join(VULGAR) + r"]|\b(?:"
    + "|".join(sorted({*SMALL, *TENS, *SCALES, *ORDINALS, "half", "quarter", "quarters", "thirds", "halves", "once",
                       *PLURAL_DENOMINATORS}, key=len, reverse=True))
    + r")|fold\b|\b(?:twice|thrice|(?:doubl|tripl|quadrupl|quintupl|halv)|\w+est\b|record|best|worst|most|least|year|"
    r"month|week|decade|day|percentage point|basis point|(?:full|whole) point)",
    re.IGNORECASE,
)
"""A cheap test: a stretch of text without a match holds no figure."""


LARGEST = 1e21
"""Longer runs of digits are identifiers, not amounts."""
_MOST_WORDS = 24
"""Words one spoken number may have; keeps repeated "hundred and" cheap."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number: characters ``start:end``, its value (``low == high`` except for "tens of thousands"), the unit of
    its last printed digit, and how it was written. ``suffix`` is a glued letter that was read as a magnitude."""

    start: int
    end: int
    low: float
    high: float
    form: Form
    step: float | None = None
    suffix: str = ""
    denominator: int = 0


@dataclass(slots=True)
class Lexeme:
    """A number literal, word or sign of the text, with the characters it covers."""

    kind: str
    start: int
    end: int
    text: str


def lex(text: str) -> list[Lexeme]:
    """The text as literals, words and signs; white space falls between them."""
    return [Lexeme(m.lastgroup or "other", m.start(), m.end(), m.group().lower()) for m in _LEX.finditer(text)]


def literal(text: str) -> tuple[float, float]:
    """Value and last-digit step of a digit literal: ``"4,577.10"`` is (4577.1, 0.01)."""
    plain = re.sub(r"[,\s]", "", text)
    decimals = len(plain.partition(".")[2])
    return float(plain), 10.0**-decimals


def scaled(value: float, factor: float) -> float:
    """``value * factor`` without the noise of binary fractions (4.1 million is 4100000)."""
    return float(f"{value * factor:.15g}")


class Cardinals:
    """Reads the cardinals of one text; :class:`~.figures_numbers.Reader` adds fractions and ordinals."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lexemes = lex(text)

    def at(self, i: int) -> Lexeme:
        """Lexeme ``i``, or an empty one past the ends."""
        return self.lexemes[i] if 0 <= i < len(self.lexemes) else Lexeme("end", len(self.text), len(self.text), "")

    def hyphen(self, i: int) -> bool:
        """Whether lexeme ``i`` is a hyphen."""
        return self.at(i).text in ("-", "‐", "‑")

    def skip_hyphen(self, i: int) -> int:
        """``i``, or the lexeme after it where it is a hyphen."""
        return i + 1 if self.hyphen(i) else i

    def glued(self, i: int) -> bool:
        """Whether lexeme ``i`` follows the one before it without white space."""
        return 0 < i < len(self.lexemes) and self.at(i - 1).end == self.at(i).start

    # -- cardinals -----------------------------------------------------------------------------------------------
    def cardinal(self, i: int) -> tuple[Number, int] | None:
        """A cardinal that begins at lexeme ``i``: digits, words or both ("4 thousand", "one hundred and six")."""
        first = self.at(i)
        if first.kind == "num":
            value, step = literal(first.text)
            if value > LARGEST:
                return None
            return self._scaled(i, value, step)
        if first.text in SMALL or first.text in TENS:
            return self._words(i, 0.0)
        if first.text in ("a", "an") and self.at(i + 1).text in SCALES and self.at(i + 1).text not in ONLY_AFTER_DIGITS:
            if self.at(i + 1).text.endswith("s"):
                return None
            return self._words(i + 1, 1.0, start=first.start)
        if first.text in SCALES and first.text not in ONLY_AFTER_DIGITS and not first.text.endswith("s"):
            return self._words(i, 1.0)
        return None

    def _scaled(self, i: int, value: float, step: float) -> tuple[Number, int]:
        """A literal with the magnitude after it: "2.3 million", "3.4bn", "250k", "three lakh crore"."""
        start, end, j = self.at(i).start, self.at(i).end, i + 1
        suffix = ""
        nxt = self.at(j)
        raw = self.text[nxt.start : nxt.end]
        factor = 1.0
        if self.glued(j) and raw in SUFFIXES and not (self.glued(j + 1) and self.at(j + 1).kind == "num"):
            suffix, factor, end, j = raw, SUFFIXES[raw], nxt.end, j + 1
        elif raw in ("k", "M", "B") and not self.glued(j + 1):
            factor, end, j = SUFFIXES[raw], nxt.end, j + 1
        else:
            k = self.skip_hyphen(j)
            while self.at(k).text in SCALES and (k == j or self.at(k).text not in ONLY_AFTER_DIGITS):
                factor *= SCALES[self.at(k).text]
                end, j = self.at(k).end, k + 1
                k = self.skip_hyphen(j)
        size = scaled(value, factor)
        number = Number(start, end, size, size, "digits", scaled(step, factor), suffix)
        if factor in (1e2, 1e3) and not suffix:
            more = self._rest(j, factor)
            if more and more[0].low < factor:
                low = number.low + more[0].low
                return Number(start, more[0].end, low, low, "digits", more[0].step or 1.0), more[1]
        return number, j

    def _rest(self, j: int, below: float) -> tuple[Number, int] | None:
        k = j + 1 if self.at(j).text == "and" else j
        more = self.cardinal(k)
        if not more or more[0].low >= below or more[0].low != int(more[0].low) or self.at(k).text in ("a", "an"):
            return None
        return None if self.at(k).kind == "num" and k == j and "." in self.at(k).text else more

    def _words(self, i: int, current: float, start: int | None = None) -> tuple[Number, int] | None:
        """Number words from lexeme ``i``; ``current`` is 1 after "a"."""
        total, j, last = 0.0, i, "article" if current else ""
        begin = self.at(i).start if start is None else start
        end = begin
        ceiling = float("inf")
        while j - i < _MOST_WORDS:
            k = j
            if last in ("hundred", "scale") and self.at(k).text == "and":
                if self._proper_fraction(k + 1):
                    break
                k += 1
            elif last and last != "article":
                k = self.skip_hyphen(k)
            word = self.at(k).text
            if word in SMALL and (last in ("", "hundred", "scale") or (last == "ten" and 0 < SMALL[word] < 10)):
                current, last = current + SMALL[word], "unit"
            elif word in TENS and last in ("", "hundred", "scale"):
                current, last = current + TENS[word], "ten"
            elif word in ("hundred", "hundreds") and last in ("unit", "ten", "article"):
                current, last = current * 100, "hundred"
            elif word in DOZENS and last:
                total, current, last = (total + current) * 12, 0.0, "dozen"
            elif (
                word in SCALES
                and (word not in ONLY_AFTER_DIGITS or word in ("mln", "bln"))
                and last
                and SCALES[word] > 100
            ):
                total, current, ceiling = self._raise(total, current, SCALES[word], ceiling)
                last = "scale"
            else:
                break
            end, j = self.at(k).end, k + 1
        if not last or last == "article":
            return None
        value = total + current
        return Number(begin, end, value, value, "words"), j

    def _proper_fraction(self, i: int) -> bool:
        """Whether "two thirds" or the like begins at lexeme ``i`` ("one hundred and three quarters" is 100.75)."""
        if self.at(i).text not in SMALL and self.at(i).text not in TENS:
            return False
        found = self.fraction(i)
        return (found is not None and found[0].low < 1) or (found is not None and found[0].form == "words")

    @staticmethod
    def _raise(total: float, current: float, scale: float, ceiling: float) -> tuple[float, float, float]:
        if scale > ceiling or not current:
            return (total + current) * scale, 0.0, scale
        return total + current * scale, 0.0, scale

    def fraction(self, i: int) -> tuple[Number, int] | None:
        """A fraction at lexeme ``i``."""
        raise NotImplementedError
