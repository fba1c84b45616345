"""Numbers in English text, before anybody asks what they count: digits, words, fractions and magnitudes.

A :class:`Number` is only a value with its characters. Units, ranges, hedges and everything else are added by the
other ``figures_*`` modules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Form = Literal["digits", "words", "fraction", "vague", "ordinal"]

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"nought": 0, "naught": 0, "nil": 0}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
SCALES = {
    "hundred": 1e2, "hundreds": 1e2, "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6,
    "billion": 1e9, "billions": 1e9, "trillion": 1e12, "trillions": 1e12, "quadrillion": 1e15, "lakh": 1e5,
    "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "dozen": 12.0, "dozens": 12.0, "mln": 1e6, "mn": 1e6, "mil": 1e6,
    "bln": 1e9, "bn": 1e9, "trn": 1e12, "tn": 1e12, "tln": 1e12, "doz": 12.0, "dozs": 12.0, "dz": 12.0, "dzs": 12.0,
}
ONLY_AFTER_DIGITS = {"mln", "mn", "mil", "bln", "bn", "trn", "tn", "tln"}
DOZENS = {"dozen", "dozens", "doz", "dozs", "dz", "dzs"}
SUFFIXES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "MM": 1e6, "mm": 1e6, "b": 1e9, "B": 1e9, "t": 1e12, "T": 1e12}
"""Letters glued to a number. ``m``, ``mm``, ``b`` and ``t`` are millions or tonnes: the unit reader may undo them."""

_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS, start=1)} | {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9,
    "trillionth": 10**12,
}
DENOMINATORS = {word: n for word, n in ORDINALS.items() if n > 2} | {"half": 2, "quarter": 4}
PLURAL_DENOMINATORS = {word + "s": n for word, n in DENOMINATORS.items() if word != "half"} | {"halves": 2}
VULGAR = {
    "¼": 0.25, "½": 0.5, "¾": 0.75, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 0.1, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅖": 0.4,
    "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
}

SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_LEX = re.compile(
    rf"""(?P<num>(?:\d{{1,3}}(?:,\d{{3}})+(?![\d])|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)|\d{{1,3}}(?:[\u00a0\u2009\u202f ]\d{{3}})+(?![\d,])|\d+)(?:\.\d+)?
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


EXAMPLES: tuple[tuple[str, float], ...] = (
    ("4,577.10", 4577.1), ("12,34,567.89", 1234567.89), ("1 234 567.89", 1234567.89), (".08", 0.08), ("250k", 250e3),
    ("3.4bn", 3.4e9), ("4.1 million", 4.1e6), ("three lakh crore", 3e12), ("twenty-one", 21), ("a hundred thousand", 1e5),
    ("one hundred and six", 106), ("3 hundred and 21", 321), ("two hundred point zero three", 200.03), ("2½", 2.5),
    ("7 3/4", 7.75), ("2-1/4", 2.25), ("three-quarters", 0.75), ("one hundred and three quarters", 100.75),
    ("two and a half million", 2.5e6), ("one million and a half", 1.5e6), ("half a million", 5e5), ("a dozen", 12),
    ("three dozens", 36), ("three twenty-firsts", 1 / 7), ("one in five", 0.2), ("two out of five hundred", 0.004),
    ("14th", 14), ("twenty-first", 21),
)
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


class _Reader:
    """Reads the numbers of one text left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lexemes = lex(text)

    def at(self, i: int) -> Lexeme:
        return self.lexemes[i] if 0 <= i < len(self.lexemes) else Lexeme("end", len(self.text), len(self.text), "")

    def hyphen(self, i: int) -> bool:
        return self.at(i).text in ("-", "‐", "‑")

    def skip_hyphen(self, i: int) -> int:
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
        if self.glued(j) and raw in SUFFIXES:
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

    # -- fractions -----------------------------------------------------------------------------------------------
    def fraction(self, i: int) -> tuple[Number, int] | None:
        """A fraction at lexeme ``i``: "1/4", "½", "two thirds", "a third", "half", "half a million"."""
        first = self.at(i)
        if first.kind == "vulgar":
            value = VULGAR[first.text]
            return Number(first.start, first.end, value, value, "fraction"), i + 1
        if first.kind == "num" and self.at(i + 1).text in ("/", "⁄") and self.at(i + 2).kind == "num":
            return self._slashed(i)
        if first.text in ("half", "quarter"):
            return self._half(i, first.start, 0.5 if first.text == "half" else 0.25)
        if first.text in ("a", "an") and self.at(i + 1).text not in SCALES:
            return self._article(i)
        return self._spoken(i)

    def _spoken(self, i: int) -> tuple[Number, int] | None:
        """ "two thirds", "three twenty-firsts", "one over three", "two out of five"."""
        article = self.at(i).text in ("a", "an")
        top = self._words(i + 1, 1.0, start=self.at(i).start) if article else self._words(i, 0.0)
        if not top or (article and top[1] == i + 1):
            return None
        j = self.skip_hyphen(top[1])
        word = self.at(j).text
        bottom = PLURAL_DENOMINATORS.get(word) or (DENOMINATORS.get(word) if top[0].low == 1 or j > top[1] else None)
        above = top[0].low
        before = self.at(top[1] - 1).text
        if bottom and bottom < 10 and before in TENS and above > TENS[before] and self.at(top[1] - 2).text != "and":
            above, bottom = above - TENS[before], bottom + TENS[before]
        elif not bottom:
            compound = self._compound_denominator(j)
            if not compound:
                return None
            bottom, j = compound
        if bottom == 4 and above > 3:
            return None
        number = Number(top[0].start, self.at(j).end, above / bottom, above / bottom, "fraction", denominator=bottom)
        return self._times_scale(number, j + 1)

    def _compound_denominator(self, j: int) -> tuple[int, int] | None:
        """ "twenty-fifth(s)" after a numerator: its value and last lexeme."""
        k = self.skip_hyphen(j + 1)
        word = self.at(k).text
        bottom = PLURAL_DENOMINATORS.get(word) or DENOMINATORS.get(word) or {"first": 1, "firsts": 1}.get(word)
        if self.at(j).text not in TENS or not bottom or bottom > 9 or word in ("half", "quarter", "quarters", "halves"):
            return None
        return TENS[self.at(j).text] + bottom, k

    def _ratio(self, number: Number, j: int) -> tuple[Number, int] | None:
        """ "one over three", "two out of five hundred", "one in five": the fraction two cardinals make."""
        words = [self.at(j).text, self.at(j + 1).text]
        if words == ["out", "of"]:
            other = self.cardinal(j + 2)
        elif words[0] == "of" and number.form == "words" and number.low < 10:
            other = self.cardinal(j + 1)
            other = other if other and other[0].form == "words" and other[0].low < 20 else None
        elif words[0] == "over" or (words[0] == "in" and number.low == 1):
            other = self.cardinal(j + 1)
        else:
            return None
        if not other or not 0 < number.low < other[0].low or other[0].low != int(other[0].low):
            return None
        follows = self.at(other[1]).text
        if (words[0] == "over" and follows and follows[0].isalpha()) or (
            words[0] == "in"
            and (
                follows in ("years", "months", "weeks", "days", "hours", "quarters", "sessions", "minutes")
                or other[0].low > 1000
            )
        ):
            return None
        value = number.low / other[0].low
        return Number(number.start, other[0].end, value, value, "fraction", denominator=int(other[0].low)), other[1]

    def _slashed(self, i: int) -> tuple[Number, int] | None:
        top, bottom = self.at(i), self.at(i + 2)
        if (
            not (top.text.isdigit() and bottom.text.isdigit())
            or self.at(i + 3).text == "/"
            or self.at(i - 1).text == "/"
        ):
            return None
        a, b = int(top.text), int(bottom.text)
        if not 0 < a < b or b not in (2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100):
            return None
        return Number(top.start, bottom.end, a / b, a / b, "fraction", denominator=b), i + 3

    def _half(self, i: int, start: int, value: float) -> tuple[Number, int]:
        """ "half", "half a million", "quarter million": the fraction and the magnitude it cuts."""
        number = Number(start, self.at(i).end, value, value, "fraction", denominator=round(1 / value))
        return self._times_scale(number, i + 1)

    def _article(self, i: int) -> tuple[Number, int] | None:
        j = self.skip_hyphen(i + 1)
        word = self.at(j).text
        compound = self._compound_denominator(j)
        if compound:
            value = 1 / compound[0]
            end = self.at(compound[1]).end
            return Number(self.at(i).start, end, value, value, "fraction", denominator=compound[0]), compound[1] + 1
        if word not in DENOMINATORS:
            return None
        bottom = DENOMINATORS[word]
        number = Number(self.at(i).start, self.at(j).end, 1 / bottom, 1 / bottom, "fraction", denominator=bottom)
        return self._times_scale(number, j + 1)

    def _times_scale(self, number: Number, j: int) -> tuple[Number, int]:
        k = j
        if self.at(k).text == "of" and self.at(k + 1).text in ("a", "an"):
            k += 2
        elif self.at(k).text in ("a", "an"):
            k += 1
        scale = SCALES.get(self.at(k).text)
        if scale is None or self.at(k).text in ONLY_AFTER_DIGITS or self.at(k).text.endswith("s"):
            return number, j
        value = scaled(number.low, scale)
        return replace(number, end=self.at(k).end, low=value, high=value, form="words", denominator=0), k + 1

    def with_tail(self, number: Number, j: int) -> tuple[Number, int]:
        """Adds "and a half", " 1/4", "point five" to a cardinal, where they follow."""
        whole = number.form == "digits" and number.step == 1
        hyphen = whole and self.at(j).text == "-" and self.glued(j) and self.at(j + 2).text == "/"
        if self.at(j).kind == "vulgar" or (whole and self.at(j).kind == "num") or hyphen:
            tail = self.fraction(j + hyphen)
            if tail and tail[0].low < 1:
                value = number.low + tail[0].low
                return Number(number.start, tail[0].end, value, value, "digits", 1 / (tail[0].denominator or 8)), tail[
                    1
                ]
        if self.at(j).text == "point" and number.form == "words":
            return self._spoken_decimals(number, j)
        if self.at(j).text == "and":
            tail = self.fraction(j + 1)
            if tail and (tail[0].denominator or tail[0].form == "words"):
                return self._and_fraction(number, tail)
        return number, j

    @staticmethod
    def _and_fraction(number: Number, tail: tuple[Number, int]) -> tuple[Number, int]:
        """ "two and a half million", "one million and a half", "one billion and a half million"."""
        part, size = tail[0].low, next((x for x in (1e12, 1e9, 1e6, 1e3) if tail[0].low >= x / 10 and x > 1), 1.0)
        if tail[0].form == "words" and number.low < 1000:
            value = number.low * size + part
        elif tail[0].form == "words":
            value = number.low + part
        else:
            whole = next((x for x in (1e12, 1e9, 1e6, 1e3) if number.low >= x and number.low % x == 0), 1.0)
            value = number.low + part * whole
        return Number(number.start, tail[0].end, value, value, "words"), tail[1]

    def _spoken_decimals(self, number: Number, j: int) -> tuple[Number, int]:
        digits, k = "", j + 1
        tail = self._words(k, 0.0)
        if tail and tail[0].low >= 10 and tail[0].low == int(tail[0].low):
            digits, k = str(int(tail[0].low)), tail[1]
        else:
            while self.at(k).text in SMALL and SMALL[self.at(k).text] < 10:
                digits += str(SMALL[self.at(k).text])
                k += 1
        if not digits:
            return number, j
        value = float(f"{int(number.low)}.{digits}")
        return Number(number.start, self.at(k - 1).end, value, value, "words", 10.0 ** -len(digits)), k

    # -- vague magnitudes and ordinals ---------------------------------------------------------------------------
    def vague(self, i: int) -> tuple[Number, int] | None:
        """ "tens of thousands", "hundreds", "dozens", "millions": from the magnitude to ten times it."""
        word = self.at(i).text
        if word == "tens" and self.at(i + 1).text == "of" and self.at(i + 2).text in SCALES:
            low = 10 * SCALES[self.at(i + 2).text]
            return Number(self.at(i).start, self.at(i + 2).end, low, 10 * low, "vague"), i + 3
        if word not in ("hundreds", "thousands", "millions", "billions", "trillions", "dozens"):
            return None
        low, end, j = SCALES[word], self.at(i).end, i + 1
        if self.at(j).text == "of" and self.at(j + 1).text in SCALES and self.at(j + 1).text.endswith("s"):
            low, end, j = low * SCALES[self.at(j + 1).text], self.at(j + 1).end, j + 2
        return Number(self.at(i).start, end, low, 10 * low, "vague"), j

    def ordinal(self, i: int) -> tuple[Number, int] | None:
        """ "fourth", "14th", "twenty-first"."""
        first = self.at(i)
        if first.kind == "num" and self.glued(i + 1) and self.at(i + 1).text in ("st", "nd", "rd", "th"):
            if first.text.isdigit():
                value = float(first.text)
                return Number(first.start, self.at(i + 1).end, value, value, "ordinal"), i + 2
        if first.text in TENS and self.at(self.skip_hyphen(i + 1)).text in ORDINALS:
            j = self.skip_hyphen(i + 1)
            unit = ORDINALS[self.at(j).text]
            if unit < 10:
                value = float(TENS[first.text] + unit)
                return Number(first.start, self.at(j).end, value, value, "ordinal"), j + 1
        if first.text in ORDINALS:
            value = float(ORDINALS[first.text])
            return Number(first.start, first.end, value, value, "ordinal"), i + 1
        return None

    def numbers(self) -> list[Number]:
        """Every number of the text, left to right, none overlapping another."""
        found: list[Number] = []
        i = 0
        while i < len(self.lexemes):
            hit = self.ordinal(i) or self.vague(i) or self.fraction(i)
            if hit is None:
                hit = self.cardinal(i)
                if hit:
                    hit = self._ratio(*hit) or self.with_tail(*hit)
            if hit:
                found.append(hit[0])
                i = hit[1]
            else:
                i += 1
        return found


def find_numbers(text: str) -> list[Number]:
    """Every number written in ``text``, in order. Signs are not read here."""
    return _Reader(text).numbers()
