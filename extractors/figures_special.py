"""Figures that are no plain number: "more than doubled", "sixfold", "nearly a year", "second-longest", "largest since".

Also what "times" means ("24 times this year", "five times the pace", "16 times earnings"), and counted steps
("three quarter-point cuts").
"""

from __future__ import annotations

import re

from ..schemas import Quantity
from .figures_context import BOUNDS, HEDGES
from .figures_draft import Draft
from .figures_numbers import Number, find_numbers
from .figures_units import TIME
from .figures_words import ORDINALS, SMALL

MULTIPLIERS = {
    "doubled": 2, "doubling": 2, "doubles": 2, "double": 2, "twice": 2, "tripled": 3, "tripling": 3, "triples": 3,
    "triple": 3, "trebled": 3, "trebling": 3, "treble": 3, "thrice": 3, "quadrupled": 4, "quadrupling": 4,
    "quadruples": 4, "quadruple": 4, "quintupled": 5, "sextupled": 6, "halved": 0.5, "halving": 0.5, "halves": 0.5,
}
_MULTIPLIER = re.compile(
    rf"\b(?P<word>{'|'.join(MULTIPLIERS)})\b(?!-)(?!\s+(?:A|B|digit|digits|down|check|play|"
    rf"standard|bottom|top)\b)",
    re.I,
)
_FOLD = re.compile(r"\b(?P<count>\d+(?:\.\d+)?|[a-z]+?)(?:-|\s)?fold\b", re.I)
_TENS_FOLD = {"ten": 10, "hundred": 100, "thousand": 1000, "twenty": 20, "thirty": 30, "fifty": 50, "twelve": 12}
_hedges = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(
    [*(h for h in HEDGES if h[0].isalpha() and h not in ("a", "even", "say", "another", "some", "only", "just",
                                                                "merely")),
     *(b for b in BOUNDS if b[0].isalpha() and b not in ("over", "above", "below", "under", "beyond",
                                                                "inside", "sub-"))],
    key=len, reverse=True))
_A_POINT = re.compile(
    r"\ba\s+(?P<unit>(?:full\s+|whole\s+)?(?:percentage|basis)[\s-]point|(?:full|whole)\s+(?:point|percent|"
    r"per\scent))\b(?!\s*-?[a-z]*\s+(?:increase|cut|hike))", re.I
)
_A_YEAR = re.compile(
    rf"\b(?:{_hedges}|(?:for|in|after|lasted|took)\s+(?:well\s+|just\s+)?(?:over|"
    rf"under))\s+(?P<core>an?\s+(?:full\s+)?(?P<unit>{'|'.join(TIME)})\b)"
    r"(?!\s+(?:ago|earlier|later|before|from now|point|percent|low|high))", re.I,
)
SUPERLATIVES = (
    "largest biggest smallest highest lowest longest shortest strongest weakest fastest slowest steepest sharpest "
    "best worst most least greatest broadest narrowest widest deepest cheapest latest heaviest lightest tightest "
    "richest "
    "busiest hottest mildest fewest poorest quickest calmest"
).split()
_SUPERLATIVE = re.compile(rf"\b(?:(?P<rank>[a-z]+|\d+(?:st|nd|rd|th))-)?(?P<word>{'|'.join(SUPERLATIVES)})\b", re.I)
_SINCE = re.compile(r"[^.;:!?]{0,70}?\b(?:since|ever|on record|in (?:its |their |the )?history|in (?:figures|data|"
                    r"records)|in (?:more than|nearly|almost|at least|about|over|roughly)?\s*"
                    r"(?:an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)[\s-]+"
                    r"(?:year|month|week|decade|quarter|session|day)s?|of the (?:year|month|week|session|cycle|"
                    r"decade)|this (?:year|month|week)|"
                    r"so far|in (?:years|months|weeks|decades))\b", re.I)
_PE = re.compile(
    r"P/?E\b|price[-/ ](?:to[- ])?earnings|price-to-|\bforward (?:earnings|multiple)|\bearnings "
    r"multiple|\bvaluation|"
    r"\btrad(?:es|ed|ing|e) (?:at|for|on)|\bmultiple\b|\bvalued at",
    re.I,
)
_PE_AFTER = re.compile(r"\s+(?:(?:its|their|the|this|next|last|estimated|expected|projected|forward|trailing|"
                       r"forecast|future|analysts['’]?|"
                       r"year['’]s|years|year|12-month|coming|\d+|twelve|months?|months['’]|annual|\d{4}|"
                       r"consensus)\s+){0,6}(?:earnings|profits?)\b", re.I)
_AS_MUCH = re.compile(
    r"\s+(?:as\b|the\b|that\b|those\b|its\b|their\b|his\b|her\b|our\b|what\b|more\b|higher\b|larger\b|bigger\b|"
    r"faster\b|"
    r"greater\b|better\b|less\b|lower\b|smaller\b|slower\b|cheaper\b|over(?:subscribed)?\b|leverage|leveraged|sales|"
    r"revenue|"
    r"book|cash flow|ebitda|annual|bitcoin|average|normal|subscribed|likelier|worse|stronger|oversubscribed|"
    r"[A-Z$£€]|[\d]|longer|wider|richer|heavier)"
)
_STEP = re.compile(
    r"[\s-]+(?P<size>(?:quarter|half|full)(?:[- ]of[- ]a)?[- ](?:percentage[- ])?points?|\d+(?:\.\d+)?[- ](?:basis|"
    r"percentage)[- ]points?)[\s-]+"
    r"(?P<noun>(?:(?:interest|policy|federal|fed|funds|rate|benchmark|[a-z]+-rate)[\s-]+)*(?:cuts?|hikes?|"
    r"increases?|reductions?|rises?|moves?|"
    r"raises?|steps?|easings?|tightenings?))\b", re.I,
)
_UP_STEP = re.compile(r"hike|increase|rise|raise|tightening", re.I)
_DOWN_STEP = re.compile(r"cut|reduction|easing", re.I)


def multipliers(text: str) -> list[Draft]:
    """ "doubled", "twice", "sixfold" and their kind, as multiples."""
    out = []
    for m in _MULTIPLIER.finditer(text):
        word = m.group("word").lower()
        if word in ("double", "triple", "treble", "quadruple") and not re.match(
            r"\s+(?:the|that|its|their|in|from|what|last|this|to|his|her|our|those|as|by|over|a|every|\d)\b|[.,]|"
            r"\s+[A-Z][a-z]+['’]s\b",
            text[m.end() :],
        ):
            continue
        if word in ("halves", "doubles") and not re.match(r"\s+(?:the|its|their|in|from|every|to)\b", text[m.end() :]):
            continue
        value = float(MULTIPLIERS[word])
        count = word in ("twice", "thrice") and not _AS_MUCH.match(text, m.end())
        out.append(
            Draft(
                m.start(),
                m.end(),
                value,
                value,
                "words",
                unit="count" if count else "multiple",
                kind="number" if count else "multiple",
            )
        )
    for m in _FOLD.finditer(text):
        count_text = m.group("count").lower()
        numbers: list[Number] = find_numbers(count_text)
        value = float(SMALL.get(count_text) or _TENS_FOLD.get(count_text) or (numbers[0].low if numbers else 0))
        if value > 1:
            out.append(
                Draft(
                    m.start(),
                    m.end(),
                    value,
                    value,
                    "words",
                    unit="multiple",
                    kind="multiple",
                    step=numbers[0].step if numbers else None,
                )
            )
    return out


def hedged_articles(text: str) -> list[Draft]:
    """ "nearly a year", "more than a decade", "a full percentage point": one, where the words show a measurement."""
    found = [
        Draft(m.start("core"), m.end(), 1.0, 1.0, "words", unit=TIME[m.group("unit").lower()])
        for m in _A_YEAR.finditer(text)
    ]
    for m in _A_POINT.finditer(text):
        word = m.group("unit").lower()
        unit = "basis_point" if "basis" in word else "percent" if word.endswith("cent") else "percentage_point"
        found.append(Draft(m.start(), m.end(), 1.0, 1.0, "words", unit=unit))
    return found


def superlatives(text: str) -> list[Draft]:
    """ "second-longest" always; "largest" where the text gives it a scope ("since 2022", "of the year")."""
    out = []
    for m in _SUPERLATIVE.finditer(text):
        rank, word = (m.group("rank") or "").lower(), m.group("word").lower()
        scope = _SINCE.match(text, m.end())
        scope_text = text[m.end() : scope.end()].strip() if scope else None
        rest = (
            re.compile(r"(?:[^.,;:!?()—]|(?<=\b[A-Z][a-z][a-z])\.|(?<=\bSept)\.){0,60}").match(text, scope.end())
            if scope
            else None
        )
        if rest and scope_text and scope_text.endswith("since"):
            scope_text += re.split(r"\s(?:as|after|while|when|with|but|because)\s", rest.group())[0].rstrip()
        place = ORDINALS.get(rank) or (int(rank[:-2]) if rank[:1].isdigit() else 0)
        start = m.start() if place else m.start("word")
        if not place and not (scope and text[max(0, m.start() - 3) : m.start()].lower() != "at "):
            continue
        if (not place and re.match(r"\s+(?:of|all|likely|recent)\b", text[m.end() :])) or (
            word == "latest" and not place
        ):
            continue
        if (
            word in ("most", "least")
            and not place
            and not re.match(r"\s+(?:since|ever|on record|in)\b", text[m.end() :])
        ):
            continue
        value = float(place or 1)
        out.append(Draft(start, m.end(), value, value, "ordinal", unit="rank", kind="superlative", scope=scope_text))
    return out


def ordinal(text: str, number: Number) -> Draft | None:
    """An ordinal as a rank ("the fourth increase", "its 14th session"), or None for "second" as time or in names."""
    word, after = text[number.start : number.end], text[number.end : number.end + 24]
    before = text[max(0, number.start - 16) : number.start]
    if (
        re.match(r"\s+part(?:y|ies)\b", after)
        or re.match(
            r"-(?:party|parties|hand|class|rate|degree|guess|person|"
            r"grade|world|tier|ever|mover)",
            after,
        )
        or (word[0].isupper() and after[:1] == " " and after[1:2].isupper())
    ):
        return None
    if (
        re.search(r"\b(?:a|per|one|split|each|every|\d)[\s-]$", before)
        and word.lower() == "second"
        and re.search(r"\d\s$|per\s$|split\W$", before)
    ):
        return None
    if word.lower() == "first" and not re.match(
        r"\s+(?:time|record|gain|loss|decline|drop|rise|increase|cut|hike|close|finish|weekly|daily|monthly|annual|"
        r"quarterly|in\b|since|such|back-to-back|\w+ (?:gain|loss|decline|drop|rise|increase|cut|hike))",
        after,
    ):
        return None
    return Draft(number.start, number.end, number.low, number.high, "ordinal", unit="rank", kind="ordinal")


def settle_times(text: str, draft: Draft, floor: int, previous: str) -> None:
    """Turns the unit "times" into price_earnings, multiple or count. ``previous`` is what the last one was."""
    after = draft.end if draft.right < 0 else draft.right
    context = text[max(0, floor - 200) : draft.start]
    sentence = text[floor : draft.start]
    if _PE_AFTER.match(text, after):
        draft.unit = "price_earnings"
    elif _AS_MUCH.match(text, after):
        draft.unit, draft.kind = "multiple", "multiple"
    elif (
        _PE.search(sentence[-160:])
        or (
            re.search(
                r"\b(?:at|of|to|from|about|around|near|nearly|roughly|is|"
                r"was)\s(?:\w+\s)?$",
                sentence,
            )
            and (previous == "price_earnings" or _PE.search(context))
        )
        or (
            previous == "price_earnings"
            and re.search(
                r"\b(?:versus|vs\.?|with|than|"
                r"and|against)\s(?:\w+\s){0,3}$",
                sentence,
            )
        )
    ):
        draft.unit = "price_earnings"
    elif (draft.step is not None and draft.step < 1) or text[draft.end - 1 : draft.end].lower() == "x":
        draft.unit, draft.kind = "multiple", "multiple"
    else:
        draft.unit = "count"


def counted_steps(text: str, draft: Draft) -> bool:
    """ "three quarter-point rate cuts": a count of steps, each of a known size. True when ``draft`` became one."""
    if draft.unit or draft.low != int(draft.low) or draft.low > 40:
        return False
    m = _STEP.match(text, draft.end, draft.end + 80)
    if not m:
        return False
    size = m.group("size").lower()
    number = re.match(r"\d+(?:\.\d+)?", size)
    value = float(number.group()) if number else {"q": 0.25, "h": 0.5, "f": 1.0}[size[0]]
    unit = "basis_point" if "basis" in size else "percentage_point"
    draft.each = Quantity(low=value, high=value, unit=unit)
    draft.kind, draft.unit = "step", "count"
    noun = m.group("noun").lower()
    draft.noun = re.sub(r"s$", "", noun)
    draft.direction = "down" if _DOWN_STEP.search(noun) else "up" if _UP_STEP.search(noun) else None
    draft.end = m.end()
    return True
