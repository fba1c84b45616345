"""The words numbers are written with: cardinals, magnitudes, ordinals, fractions."""

from __future__ import annotations

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
