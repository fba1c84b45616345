"""Two numbers that are one figure: "between 3% and 3.25%", "4.25%-4.5%", "$10-$12 million", "three or four years"."""

from __future__ import annotations

import re

from .figures_context import TIME_UNITS, verb_direction
from .figures_draft import Draft
from .figures_units import PERCENT, is_currency

_DASH = re.compile(r"\s?(?:-|–|—|‒|−|--)\s?$|^\s?-?to-?\s?$")
_GAP = re.compile(
    r"^\s*(?:(?P<dash>-|–|—|‒|−|‑|--|-?to-)|(?P<to>(?:up\s+)?to)|(?P<and>and)|(?P<or>or)|(?P<through>through))\s*"
    r"(?:about|around|nearly|roughly|almost|over|more than|as much as|in between|perhaps|some|as high as)?\s*$",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:about|around|roughly|approximately|just|the|an?|some|US|\$)?\s*$", re.I)
_RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|vary|varies|varied|varying|priced?|anywhere|spread|spanning|aged?|"
    r"starting|sizes?)"
    r"(?:\s+\w+){0,3}\s+(?:from|of)\s+\w*\s*$",
    re.I,
)

EXAMPLES: tuple[tuple[str, tuple[float, float] | None], ...] = (
    ("a rate of 4.25%-4.5% now", (4.25, 4.5)), ("between 3% and 3.25%", (3, 3.25)), ("3% to 3.5%", (3, 3.5)),
    ("$10-$12 million", (10e6, 12e6)), ("$10 to $15 billion", (10e9, 15e9)), ("three or four years", (3, 4)),
    ("2.25 to 2.5 percent", (2.25, 2.5)), ("ranging from $200 to $4 million", (200, 4e6)), ("rose 2% to 4.5%", None),
    ("rose from 2% to 4.5%", None), ("it fell two to 4.25%", None), ("at zero to 0.25%", (0, 0.25)),
    ("up 9.4% to $84", None), ("between 5 and 7 basis points", (5, 7)),
    ("5–7 points", (5, 7)), ("it went from $2 to $300", None), ("15-22 miles per hour", (15, 22)),
    ("will trim its target, currently 1.5% to 1.75%, in June", (1.5, 1.75)),
    ("prices are down to $60 million to $70 million", (60e6, 70e6)),
)


def _compatible(a: Draft, b: Draft) -> bool:
    """Whether the first number can take the second one's unit, or has the same."""
    if a.fraction != b.fraction and not (a.unit or b.unit):
        return False
    if a.unit and b.unit:
        return a.unit == b.unit and (not (a.per and b.per) or a.per == b.per)
    if a.unit and not b.unit:
        return (is_currency(a.unit) and a.prefixed) or b.fraction
    return not b.prefixed or a.low < 1e4


def _shares_magnitude(a: Draft, b: Draft) -> float:
    """The factor the first number borrows ("$10-$12 million"), 1 where it has its own or is too large for it."""
    if b.form != "digits" or a.form != "digits" or not b.mantissa or a.mantissa != a.low:
        return 1.0
    factor = b.low / b.mantissa
    return factor if factor >= 1e3 and abs(a.low) < 1000 and a.low <= b.mantissa else 1.0


def _kind(text: str, a: Draft, b: Draft, floor: int) -> str | None:
    """How ``a`` and ``b`` are tied: "range", "pair" (from one level to another) or not at all."""
    before = text[max(floor, a.start - 40) : a.start]
    gap = _GAP.match(text[a.end : b.start])
    if not gap:
        return "pair" if _distant_pair(text, a, b, before, floor) else None
    if not _compatible(a, b):
        levels = (
            gap.group("to")
            and a.unit
            and not b.unit
            and not is_currency(a.unit)
            and re.search(r"\bfrom\s+(?:\w+\s+)?$", before)
        )
        return "pair" if levels and verb_direction(text, a.start - 5, floor) else None
    if gap.group("dash"):
        if a.form == b.form == "words" and not b.unit:
            return None
        return "range" if a.low < b.low * _scale_of(b) or a.low < b.low else None
    if gap.group("to") or gap.group("through"):
        return _to(text, a, b, before, floor)
    if gap.group("and"):
        return "range" if _BETWEEN.search(before) else None
    plain = not a.unit and a.form == b.form and b.unit in TIME_UNITS
    return "range" if plain and a.low < b.low <= 2 * a.low + 1 and not b.prefixed else None


def _distant_pair(text: str, a: Draft, b: Draft, before: str, floor: int) -> bool:
    """ "fell from $36,040 late on Monday to $34,935": two levels of one move with words between them."""
    if not re.search(r"\bfrom\s+(?:about\s+|around\s+)?$", before) or a.start < floor:
        return False
    if not re.fullmatch(r"(?:\s+[^\s,;:]+){0,7}\s+to\s+(?:about\s+|around\s+|just\s+)?", text[a.end : b.start]):
        return False
    return (a.unit == b.unit or (not b.unit and not is_currency(a.unit))) and bool(
        verb_direction(text, a.start - 5, floor)
    )


def _scale_of(b: Draft) -> float:
    return 1.0 if not b.mantissa else max(1.0, b.low / b.mantissa)


_WENT = re.compile(
    r"\b(?:went|gone|goes|go|going|mov(?:e|ed|es|ing)|swung|shifted|chang(?:e|ed)|(?:more than "
    r")?(?:doubl|tripl|quadrupl)(?:ed|ing))\s+$",
    re.I,
)
_AT = re.compile(r"\b(?:to|at|of|for|by|between)\s+(?:about\s+|around\s+)?$", re.I)


_STANDING = re.compile(r"(?:,|\()\s*(?:currently|now|at\s+present|presently|already|still|today)\s+$", re.I)
"""What stands is told in an aside on it: "will trim its target, currently 1.5% to 1.75%"."""


def _to(text: str, a: Draft, b: Draft, before: str, floor: int) -> str | None:
    if re.search(r"\bbetween\s+\w*\s*$", before, re.I):
        return "range"
    if _RANGING.search(before):
        return "range"
    from_ = re.search(
        r"\bfrom\s+(?:(?:about|around|roughly|approximately|just|nearly|an?|the|as low as|up to)\s+)?$", before, re.I
    )
    if from_ and _WENT.search(before[: from_.start()]):
        return "pair"
    if from_:
        moving = verb_direction(text, a.start - (len(before) - from_.start()), floor)
        return "pair" if moving or (a.low > b.low * 1.0000001 and b.mantissa == b.low) else "range"
    if a.low >= b.low and _shares_magnitude(a, b) == 1.0:
        return None
    if a.form == "words" and a.low and b.form == "digits" and "." in text[b.start : b.end]:
        return None  # "fell two to 4.25%": a move in words and the level it led to
    if a.unit and b.unit and not a.prefixed:
        stands = _AT.search(before) or _STANDING.search(before)
        return None if verb_direction(text, a.start, floor) and not stands else "range"
    if a.unit and a.prefixed:
        level = _AT.search(before) and not re.search(r"\bby\s+(?:\w+\s+)?$", before, re.I)
        return None if verb_direction(text, a.start, floor) and not level else "range"
    return "range" if (b.unit and not b.prefixed) or (not b.unit and a.form == b.form) else None


def join_ranges(text: str, drafts: list[Draft], floors: list[int]) -> list[Draft]:
    """Joins neighbours that are one range; ties "from X to Y" levels by borrowing unit and magnitude only."""
    out: list[Draft] = []
    for draft, floor in zip(drafts, floors, strict=True):
        kind = _kind(text, out[-1], draft, floor) if out and out[-1].kind != "range" else None
        if kind is None:
            out.append(draft)
            continue
        a = out[-1]
        factor = _shares_magnitude(a, draft)
        a.low, a.high = a.low * factor, a.high * factor
        if a.step is not None:
            a.step *= factor
        if kind == "pair":
            a.unit, a.per = a.unit or draft.unit, a.per or draft.per
            draft.unit, draft.per = draft.unit or a.unit, draft.per or a.per
            a.level = draft.level = True
            out.append(draft)
            continue
        out[-1] = _merge(text, a, draft)
    return out


def _merge(text: str, a: Draft, b: Draft) -> Draft:
    left = a.start
    opener = re.search(
        r"\b(?:between|(?:ranging\s+)?from)\s+(?:(?:about|around|roughly|approximately)\s+)?$",
        text[max(0, left - 30) : left],
        re.I,
    )
    merged = Draft(
        a.start,
        b.end,
        a.low,
        b.high,
        b.form,
        _least(a.step, b.step),
        b.unit or a.unit,
        "range",
        prefixed=a.prefixed or b.prefixed,
        per=b.per or a.per,
        mantissa=a.mantissa,
        number_end=b.number_end,
    )
    if opener and (opener.group()[0] in "bB" or not _DASH.search(text[a.end : b.start])):
        merged.left, merged.right = max(0, left - 30) + opener.start(), b.end
    return merged


def _least(a: float | None, b: float | None) -> float | None:
    steps = [s for s in (a, b) if s is not None]
    return min(steps) if steps else None


def share_units(text: str, drafts: list[Draft]) -> None:
    """Gives "two, three and 4 percent" one unit; only percent and points are shared backwards.

    A comma alone is no list: "rose to 19.54, 8% above its close".
    """
    listed = False
    for a, b in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        gap = text[a.end : b.start]
        listed, in_list = False, listed
        if a.form != b.form:
            continue
        if not a.unit and (b.prefixed or is_currency(b.unit)) and re.fullmatch(r"\s+or\s+", gap):
            a.unit, a.per = b.unit, b.per
        if a.unit or b.unit not in set(PERCENT.values()) or a.form not in ("digits", "words") or a.kind != "number":
            continue
        if (
            re.fullmatch(r"\s*(?:and|or|,\s*and|versus|vs\.?" + ("|,)" if in_list else ")") + r"\s*", gap)
            and 0.05 <= abs(a.low / b.low if b.low else 0) <= 20
        ):
            a.unit = b.unit
            listed = True
