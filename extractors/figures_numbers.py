"""Numbers in English text, before anybody asks what they count: digits, words, fractions and magnitudes.

A :class:`Number` is only a value with its characters. Units, ranges, hedges and everything else are added by the
other ``figures_*`` modules.
"""

from __future__ import annotations

from dataclasses import replace

from .figures_cardinals import HAS_NUMBER, Cardinals, Form, Number, literal, scaled
from .figures_words import DENOMINATORS, ONLY_AFTER_DIGITS, ORDINALS, PLURAL_DENOMINATORS, SCALES, SMALL, TENS, VULGAR

__all__ = ["EXAMPLES", "HAS_NUMBER", "Form", "Number", "find_numbers", "literal", "scaled"]

EXAMPLES: tuple[tuple[str, float], ...] = (
    ("4,577.10", 4577.1), ("12,34,567.89", 1234567.89), ("1 234 567.89", 1234567.89), (".08", 0.08), ("250k", 250e3),
    ("3.4bn", 3.4e9), ("4.1 million", 4.1e6), ("three lakh crore", 3e12), ("twenty-one", 21),
    ("a hundred thousand", 1e5),
    ("one hundred and six", 106), ("3 hundred and 21", 321), ("two hundred point zero three", 200.03), ("2½", 2.5),
    ("7 3/4", 7.75), ("2-1/4", 2.25), ("three-quarters", 0.75), ("one hundred and three quarters", 100.75),
    ("two and a half million", 2.5e6), ("one million and a half", 1.5e6), ("half a million", 5e5), ("a dozen", 12),
    ("three dozens", 36), ("three twenty-firsts", 1 / 7), ("one in five", 0.2), ("two out of five hundred", 0.004),
    ("14th", 14), ("twenty-first", 21),
)


_BEFORE_PERIODS = frozenset("past last next previous prior first final coming following those these the in for".split())


_AFTER_PARTS = frozenset(
    "of more less higher lower below above beneath under short shy away off smaller larger cheaper the its their his "
    "her a an to from in on since over this last by after for at compared and or but while when as point percentage"
    "".split()
)
""" "a third of it" is a part; "a third gain" a rank."""


class Reader(Cardinals):
    """Reads the numbers of one text left to right."""

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
        if word == "quarters" and (above != 3 or self.at(top[1] - 2).text in _BEFORE_PERIODS):
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
        after = self.at(j + 1)
        ranks = (after.kind == "word" and after.text not in _AFTER_PARTS) or (self.hyphen(j + 1) and self.glued(j + 1))
        if word not in DENOMINATORS or (word in ORDINALS and ranks):
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
        if word in ("several", "few") and self.at(i + 1).text in ("dozen", "hundred", "thousand", "million", "billion"):
            low = SCALES[self.at(i + 1).text]
            return Number(self.at(i).start, self.at(i + 1).end, low, 10 * low, "vague"), i + 2
        if word not in ("hundreds", "thousands", "millions", "billions", "trillions", "dozens"):
            return None
        low, end, j = SCALES[word], self.at(i).end, i + 1
        if self.at(j).text == "of" and self.at(j + 1).text in SCALES and self.at(j + 1).text.endswith("s"):
            low, end, j = low * SCALES[self.at(j + 1).text], self.at(j + 1).end, j + 2
        return Number(self.at(i).start, end, low, 10 * low, "vague"), j

    def ordinal(self, i: int) -> tuple[Number, int] | None:
        """ "fourth", "14th", "twenty-first"."""
        first = self.at(i)
        suffixed = self.glued(i + 1) and self.at(i + 1).text in ("st", "nd", "rd", "th")
        if first.kind == "num" and suffixed and first.text.isdecimal():
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
    return Reader(text).numbers()
