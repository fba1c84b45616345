"""From a bare number to a draft figure: sign, currency before, magnitude letter, unit and "per" after."""

from __future__ import annotations

import re
from math import log10

from .figures_draft import Draft
from .figures_names import is_name_number
from .figures_numbers import Number, literal, scaled
from .figures_units import MILLION_CODES, PERCENT, TIME, is_currency, per_after, unit_after, unit_before
from .figures_words import SCALES

_SIGN = re.compile(r"(?:(?<![\w.,%)])[-−–‑]\s?|\b(?:minus|negative)[\s-]+)$", re.I)
_OF_A = re.compile(r"(?:\s+of)?\s+(?:an?|one)\s+(?:full\s+)?|\s+of\s+(?=\d*\s?%|per)|-of-an?-|-", re.I)
_ADJ_UNIT = re.compile(
    r"\s*-?\s*(?:full|whole|straight|consecutive|successive|more|additional|calendar|fiscal|"
    r"trading|"
    r"further|extra|solid|previous|prior|good|long)\s+(?=[a-z])",
    re.I,
)
_METRE_CUE = re.compile(
    r"\s?(?:\(|x\b|×|(?:tall|long|wide|deep|high|away|above|below|freestyle|race|sprint|from|of "
    r"water)\b)",
    re.I,
)
_CODE_LEFT = re.compile(r"[A-Za-z]-$")
_GLUED_LETTERS = re.compile(r"[^\W\d_]")
_PREFIX_OK = re.compile(
    r"(?:\b(?:sub|pre|post|mid|now|then|non|minus|plus|negative|all|multi|under|over|top|the|"
    r"roughly|"
    r"to|and|or)-)$",
    re.I,
)
_PERCENT_OF = re.compile(r"(?<![\w%])(?<!\ba\s)(?<!\d\s)per\s?cents?\s+of\s+$", re.I)
_BRACKETED = re.compile(r"\((?:\d[\d,]*\.\d+|\d[\d,]*)%?\)")
_BEFORE_BRACKET = re.compile(r"\b(?:of|was|is|to|from|totall?ed|margin|loss|income|return(?:ed|s)?)\s$", re.I)
"""Accountants' brackets mean minus: "$(0.45)", "a return of (1.2)%"."""
_MAGNITUDE = re.compile(r"\s(million|billion|trillion)\b")
_POWER = re.compile(r"\^([-+]{0,2})(\d{1,3})(?![\d.])")
_LARGEST_POWER = 60
"""Decimal digits a power may have before it is no number of an article."""
_SCIENTIFIC = re.compile(r"\s?[x×*]\s?10\^?([-−+]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)|[eE]([-+]?\d{1,3})(?!\w)")
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_AFTER_PREFIX = re.compile(
    r"\s?(?:(?:(?:U\.S\.|US|Canadian|Australian)\s)?(?:dollars?|euros?|pounds?|million|billion)\b|(?:USD|usd|eur|"
    r"aud|cad|US|EUR=)(?!\w|\s?\d|\s[A-Za-z])"
    r"|U\.S\.(?=\s(?:per|a|an)\b|[,;)]|\s*$))"
)


def attach(text: str, number: Number, sentence: int, taken: int) -> Draft | None:
    """The draft for one number, or None where the number belongs to a code or a name.

    ``sentence`` is where the number's sentence begins, ``taken`` where the figure before it ends.
    """
    if number.form == "ordinal":
        return None
    draft = Draft(
        number.start,
        number.end,
        number.low,
        number.high,
        number.form,
        number.step,
        mantissa=_mantissa(text, number),
        number_end=number.end,
        fraction=bool(number.denominator),
    )
    _undo_suffix(text, number, draft)
    _scientific(text, draft)
    before = _currency_before(text, draft, taken)
    if before is None and _part_of_code(text, draft):
        return None
    sign_at = before[1] if before else draft.start
    if before:
        draft.unit, draft.start, factor = before
        draft.prefixed = True
        _scale(draft, factor)
    _sign(text, draft, sign_at, number.start)
    _suffix(text, draft)
    if not draft.unit and number.form == "digits" and is_name_number(text, draft.start, sentence):
        return None
    _per(text, draft)
    return draft


def _currency_before(text: str, draft: Draft, taken: int) -> tuple[str, int, float] | None:
    """The currency before a number, also through a minus sign ("$-50.8bn") or an accountant's bracket ("$(0.45)")."""
    start = draft.start
    bracket = _BRACKETED.match(text, start - 1) if start else None
    inner = bracket or text[max(0, start - 1) : start] in ("-", "−", "–")
    before = unit_before(text, start, taken) or (unit_before(text, start - 1, taken) if inner and start else None)
    if bracket and (before or _BEFORE_BRACKET.search(text[max(0, start - 20) : start - 1])):
        draft.low, draft.high = -draft.high, -draft.low
        draft.start, draft.end, draft.number_end = start - 1, bracket.end(), bracket.end()
        draft.unit = "percent" if "%" in bracket.group() else ""
    if before and before[0] == "USD" and text[before[1] :].lower().startswith("dollars"):
        return None
    return before


def _per(text: str, draft: Draft) -> None:
    per = per_after(text, draft.end)
    if not per or not draft.unit:
        return
    rate = draft.unit in ("hour", "day", "minute") and per[0] in TIME
    if rate or draft.unit not in TIME.values():
        draft.per, draft.end = per


def _mantissa(text: str, number: Number) -> float:
    m = re.match(r"[\d,.]*\d", text[number.start : number.end])
    return literal(m.group())[0] if m and number.form == "digits" else number.low


def _scale(draft: Draft, factor: float) -> None:
    draft.low, draft.high = scaled(draft.low, factor), scaled(draft.high, factor)
    if draft.step is not None:
        draft.step = scaled(draft.step, factor)


def _undo_suffix(text: str, number: Number, draft: Draft) -> None:
    """Takes "mm", "m", "t", "b" for millimetres, metres, tonnes where no currency says that they are magnitudes."""
    if number.suffix not in ("m", "mm", "t", "M", "K", "b") or unit_before(text, number.start):
        return
    cue = _METRE_CUE.match(text, number.end)
    unit = {"m": "metre", "mm": "millimetre", "t": "tonne"}.get(number.suffix)
    if unit and (number.suffix != "m" or cue or ("." in text[number.start : number.end] and number.low < 3e6 and cue)):
        draft.low = draft.high = number.low / {"m": 1e6, "mm": 1e6, "t": 1e12}[number.suffix]
        draft.step = (number.step or 1.0) * draft.low / number.low if number.low else None
        draft.unit = unit
        draft.number_end = number.end - len(number.suffix)


def _scientific(text: str, draft: Draft) -> None:
    m = _POWER.match(text, draft.end)
    if m and draft.form == "digits" and draft.low > 0 and int(m.group(2)) * abs(log10(draft.low)) < _LARGEST_POWER:
        draft.low = draft.high = draft.low ** (int(m.group(2)) * (-1) ** m.group(1).count("-"))
        draft.step, draft.end = None, m.end()
        return
    m = _SCIENTIFIC.match(text, draft.end)
    if not m or draft.form != "digits":
        return
    exponent = int((m.group(1) or m.group(2)).translate(_POWERS))
    if abs(exponent) > 60:
        return
    _scale(draft, 10.0**exponent)
    draft.end = draft.number_end = m.end()


def _part_of_code(text: str, draft: Draft) -> bool:
    """Whether letters are glued to the number: "V-12", "X3", "4Runner", "ID.4"."""
    left = text[max(0, draft.start - 12) : draft.start]
    if (left and _GLUED_LETTERS.match(left[-1])) or (left.endswith(("_", "/", "\\", "^")) and not left.endswith(" /")):
        return left[-1] not in "/" or (bool(re.search(r"\w/$", left)) and not re.search(r"\d/$", left))
    if draft.form == "digits" and re.search(r"[A-Za-z]\.$", left) and not re.search(r"\s\w+\.$", left[-3:]):
        return (
            draft.start > 0
            and text[draft.start - 1] == "."
            and not text[draft.start - 2 : draft.start - 1].isspace()
            and bool(re.search(r"\b[A-Z]{1,4}\.$", left))
        )
    if draft.form == "digits" and _CODE_LEFT.search(left) and not _PREFIX_OK.search(left):
        return True
    right = text[draft.end : draft.end + 1]
    if right and _GLUED_LETTERS.match(right) and unit_after(text, draft.end) is None and draft.form == "digits":
        return True
    return (
        draft.form == "digits"
        and bool(re.match(r"-[A-Z]", text[draft.end : draft.end + 2]))
        and not unit_after(text, draft.end)
    )


def _sign(text: str, draft: Draft, sign_at: int, number_at: int) -> None:
    """A sign before the number or before its currency ("-$50.8bn", "$-50.8bn", "minus 5", "+0.4%")."""
    if text[sign_at - 1 : sign_at] == "+" and not text[max(0, sign_at - 2) : sign_at - 1].strip():
        draft.direction = "up"
        return
    for at in {sign_at, number_at}:
        m = _SIGN.search(text[max(0, at - 10) : at])
        if m and not (m.group().strip() in "–-" and re.search(r"\d\s?[-–]\s?$", text[max(0, at - 10) : at])):
            if m.group()[-1:].isspace() and m.group()[0] in "-–" and at > 2:
                continue
            if m.group()[0] == "–" and at - 2 >= 0 and text[at - 2 : at - 1].isalnum():
                continue
            draft.low, draft.high = -draft.high, -draft.low
            start = max(0, at - 10) + m.start()
            draft.start = min(draft.start, start)
            return


def _suffix(text: str, draft: Draft) -> None:
    """The unit after a number, and what of its words belongs to the figure."""
    if draft.prefixed:
        _after_prefix(text, draft)
        return
    if draft.unit:
        draft.end = max(draft.end, draft.number_end)
        return
    if draft.fraction or (draft.form == "digits" and draft.low < 1):
        m = _OF_A.match(text, draft.end)
        unit = unit_after(text, m.end()) if m else None
        if unit and (
            unit[0] in PERCENT.values() or unit[0] in TIME.values() or unit[0] in ("mile", "inch", "ton", "barrel")
        ):
            draft.unit, draft.end = unit
            draft.kind = "number"
            if draft.unit == "index_point":
                draft.unit = "percentage_point"
            return
    of_percent = _PERCENT_OF.search(text[max(0, draft.start - 24) : draft.start])
    if of_percent and unit_after(text, draft.end) is None:
        draft.unit, draft.start = "percent", draft.start - len(of_percent.group())
        return
    million = MILLION_CODES.match(text, draft.end)
    if million:
        draft.unit, draft.end = million.group(1), million.end()
        _scale(draft, 1e6)
        return
    found = _unit_behind(text, draft)
    if found is None:
        if draft.fraction:
            draft.kind = "fraction"
        return
    unit_name, end = found
    if draft.fraction and unit_name in ("quarter", "year") and text[end : end + 3] == "":
        return
    if unit_name == "pound" and draft.low >= 1e6 and not re.match(r"\s+of\b", text[end : end + 8]):
        unit_name = "GBP"
    if _misread(text, draft, unit_name, end):
        if draft.fraction:
            draft.kind = "fraction"
        return
    draft.unit, draft.end = unit_name, end
    if draft.fraction and unit_name == "index_point":
        draft.unit = "percentage_point"
    if is_currency(unit_name):
        magnitude = _MAGNITUDE.match(text, end)
        if magnitude:
            _scale(draft, SCALES[magnitude.group(1)])
            draft.end = magnitude.end()


def _after_prefix(text: str, draft: Draft) -> None:
    """What follows a number whose currency stands before it: "$5 million", "$3 U.S."."""
    m = _AFTER_PREFIX.match(text, draft.end)
    if m and m.group().strip().lower() in ("million", "billion"):
        _scale(draft, SCALES[m.group().strip().lower()])
    if m:
        draft.end = m.end()


def _unit_behind(text: str, draft: Draft) -> tuple[str, int] | None:
    """The unit behind a number and where it ends, also behind an adjective: "six straight sessions"."""
    found = unit_after(text, draft.end)
    if found is None and draft.form != "fraction":
        adjective = _ADJ_UNIT.match(text, draft.end)
        later = unit_after(text, adjective.end()) if adjective else None
        if later and (later[0] in TIME.values() or later[0] in PERCENT.values()):
            found = later
    return found if found is not None else _vague_of(text, draft)


def _vague_of(text: str, draft: Draft) -> tuple[str, int] | None:
    """ "tens of thousands of dollars", "half of one percent"."""
    if draft.form not in ("vague", "fraction"):
        return None
    m = re.compile(r"\s+of\s+(?:one\s+)?", re.I).match(text, draft.end)
    found = unit_after(text, m.end()) if m and draft.form == "vague" else None
    return None if m and found and re.match(r"(?:job|share|contract|barrel)\b", text[m.end() :]) else found


def _misread(text: str, draft: Draft, unit: str, end: int) -> bool:
    """Spellings that are a unit only in some places: "pound", "second", "in", "mark", "stone", "real", "won", "min"."""
    word = text[draft.end : end].strip(" \u00a0-").lower()
    if word in ("won", "real", "stone", "bar", "mark", "marks", "min", "sec", "sterling", "bucks", "ton", "say"):
        if word == "won":
            return draft.low < 1000 or bool(re.match(r"\s+(?:the|a|an|in|by|at|his|her|their)\b", text[end:]))
        if word in ("real", "mark", "marks", "bar"):
            return draft.low < 2 or word in ("real", "mark")
        return word in ("stone",) and draft.low > 30
    hyphen = text[draft.end : draft.end + 1] == "-"
    if word in ("second", "quarter", "time") and draft.form == "words":
        return not (draft.low == 1 or hyphen or draft.fraction)
    if word == "penny":
        return draft.low != 1 and not hyphen
    if word == "time" and hyphen:
        return True

    if word in ("job", "share", "contract", "barrel", "session", "point") and draft.low != 1 and not hyphen:
        return (bool(re.match(r"\s[a-z]+s\b", text[end:])) and word != "point") or word == "job"
    return bool(draft.fraction and unit in ("times",))
