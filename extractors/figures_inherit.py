"""What a bare number takes from the figures and words around it: a unit said once, a person's age, a count's "per"."""

from __future__ import annotations

import re

from ..schemas import Parsed
from .figures_draft import Draft
from .figures_units import PERCENT, is_currency, per_after

_TIES = re.compile(
    r"\b(?:from|to|than|versus|vs\.?|and|or|was|compared with|compared to|against|with|through|its|their)\s+(?:an "
    r"average of|about|around|just|only|nearly|some|roughly|a|the)?\s*$",
    re.I,
)
_NOT_SHARED = frozenset({"count", "rank", "times", "multiple", "price_earnings", "year of age", *PERCENT.values()})
_YEARS_OLD = re.compile(r"(?:\s*-\s*|\s+)(?:olds?|of\s+age)\b", re.I)
_AGE_SURE = re.compile(
    r"\b(?:aged|age of|ages?|life expectancy[^.;]{0,40}?(?:is|was|of|at))\s+(?:between\s+)?(?:about\s+|around\s+|"
    r"just\s+)?$", re.I
)
_AGE_BEFORE = re.compile(
    r"(?:\b(?:turns?|turned|turning)\s+"
    r"|\b(?:[Hh]e|[Ss]he|who)\s+(?:is|was|will be|would be|turned|turns)\s+(?:now\s+|only\s+|just\s+)?)$"
)
_AGE_COMMAS = re.compile(r"[A-Z][\w.’'-]+,\s$")
_OR_PERCENT = re.compile(r",?\s+or\s+(?:about\s+|nearly\s+|roughly\s+)?")
_OF_WHOLE = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+)?(?:past\s+|last\s+|previous\s+)?")
_MOVING = re.compile(
    r"\b(?:los(?:t|ing|es?)|gain(?:ed|ing|s)?|f[ae]ll(?:ing|s)?|r(?:ose|ising)|drop(?:ped|ping)|"
    r"add(?:ed|ing)|shed(?:ding)?|up|down)\s+(?:another\s+|a further\s+)?$",
    re.I,
)
_WHO = re.compile(r"\s+who\b")

AGE_EXAMPLES: tuple[tuple[str, bool], ...] = (
    ("the 65-year-old worries", True), ("Maddon, 66, has used", True), ("men aged 18 to 34", True),
    ("She is 41 now", True),
    ("a 65-year low", False), ("In London, 66, or more", False), ("the index is 41", False),
)


def ages(text: str, parsed: Parsed, base: int, draft: Draft) -> None:
    """Marks "65-year-old", "Maddon, 66," and "aged 18 to 34" as years of age."""
    if draft.unit in ("year", "month", "week", "day"):
        m = _YEARS_OLD.match(text, draft.end)
        if m:
            draft.unit, draft.end = f"{draft.unit} of age", m.end()
        return
    if (
        draft.unit
        or not (1 <= draft.low <= 120 and draft.low == int(draft.low))
        or draft.form not in ("digits", "words")
    ):
        return
    before = text[max(0, draft.start - 60) : draft.start]
    if (
        _AGE_SURE.search(before)
        or (
            _AGE_BEFORE.search(before)
            and not re.match(
                r"\s(?!and\b|by\b|or\b|when\b|on\b|"
                r"in\b|now\b|to\b|who\b)[a-z]|%",
                text[draft.end : draft.end + 8],
            )
        )
        or (draft.form == "digits" and draft.low >= 15 and _person_before(text, parsed, base, draft, before))
    ):
        draft.unit = "year of age"


def _person_before(text: str, parsed: Parsed, base: int, draft: Draft, before: str) -> bool:
    """ "Maddon, 66, has", "Nick Hague 44 has": a name, its age, and the sentence goes on."""
    if re.match(r",\s(?!(?:or|and)\b)|\)", text[draft.end : draft.end + 6]) and _AGE_COMMAS.search(before):
        return not parsed.parsed or _person(parsed, base + draft.start)
    if not parsed.parsed or not re.match(r"\s[a-z]", text[draft.end : draft.end + 2]):
        return False
    return bool(re.search(r"[A-Z][a-z]+\s[A-Z][a-z]+\s$", before)) and _person(parsed, base + draft.start)


def _person(parsed: Parsed, at: int) -> bool:
    """Whether the name before character ``at`` is a person's, by the tagger."""
    i = parsed.token_at(at) - 1
    while i >= 0 and parsed.tokens[i].text == ",":
        i -= 1
    return i >= 0 and parsed.tokens[i].ent not in ("GPE", "LOC", "DATE", "FAC", "NORP")


_REACH = 10
"""How many figures back a unit may come from."""


def inherit(text: str, drafts: list[Draft], floor: list[int]) -> None:
    """Gives "to 3.9 million headsets, up from 2.4 million" one unit, where the second number has none."""
    for at, draft in enumerate(drafts):
        if draft.unit or draft.noun or draft.form not in ("digits", "words") or draft.kind not in ("number", "range"):
            continue
        if _WHO.match(text, draft.end):
            draft.unit = draft.noun = "people"
            continue
        whole = drafts[at + 1] if at + 1 < len(drafts) else None
        if whole and whole.unit and draft.low <= whole.low and _OF_WHOLE.fullmatch(text[draft.end : whole.start]):
            draft.unit, draft.noun = whole.unit, whole.noun
            continue
        if (
            whole
            and whole.unit == "percent"
            and _OR_PERCENT.fullmatch(text[draft.end : whole.start])
            and draft.form == "digits"
        ):
            draft.unit = "index_point"
            continue
        near = range(max(at - _REACH, 0), at)
        points = (drafts[k] for k in near if floor[k] == floor[at] and drafts[k].unit == "index_point")
        moved = next((d for d in points if not d.level), None)
        if moved and _MOVING.search(text[max(floor[at], draft.start - 30) : draft.start]):
            draft.unit = moved.unit
            continue
        tie = _TIES.search(text[max(floor[at], draft.start - 70) : draft.start])
        if not tie:
            continue
        for k in range(at - 1, max(at - _REACH, 0) - 1, -1):
            other = drafts[k]
            if floor[k] != floor[at]:
                break
            if not other.unit or other.unit in _NOT_SHARED - {"index_point"} or is_currency(other.unit):
                continue
            if other.unit == "index_point" and not other.level:
                continue
            if other.low and draft.low and 0.05 <= abs(draft.low / other.low) <= 20:
                draft.unit, draft.per = other.unit, draft.per or other.per
                draft.noun, draft.level = other.noun, other.level
            break


def add_per(text: str, draft: Draft) -> None:
    """ "three thousand tests per day", "20 per week"."""
    end = draft.noun_end if draft.noun_end > 0 else draft.end
    if draft.per or draft.form == "fraction" or is_currency(draft.unit):
        return
    per = per_after(text, end)
    if (
        per
        and re.match(r"\s*(?:per|a|an|/)\b|\s*/", text[end:])
        and (draft.noun_end > 0 or "per" in text[end : per[1]])
    ):
        draft.per = per[0]
        if draft.noun_end > 0:
            draft.noun_end = per[1]
        else:
            draft.end = per[1]


_MONEY_TIE = re.compile(r"\s+(?:and\s+)?")


def join_money(text: str, drafts: list[Draft]) -> list[Draft]:
    """ "3 dollars 50 cents", "15 dollars and 50", "5 feet 2 inches": a whole and its parts are one amount."""
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if last and _is_change(text, last, draft):
            last.low = last.high = round(last.low + draft.low / 100, 2)
            last.step, last.end = (0.01 if draft.step else None), draft.end
            continue
        height = last and (last.unit, draft.unit) == ("foot", "inch")
        if last and height and _MONEY_TIE.fullmatch(text[last.end : draft.start]):
            last.low = last.high = last.low + draft.low / 12
            last.step, last.end = None, draft.end
            continue
        out.append(draft)
    return out


def _is_change(text: str, whole: Draft, part: Draft) -> bool:
    if (
        not is_currency(whole.unit)
        or whole.per
        or whole.kind != "number"
        or whole.low != int(whole.low)
        or whole.low >= 1e6
    ):
        return False
    if not _MONEY_TIE.fullmatch(text[whole.end : part.start]) or not 0 < part.low < 100 or part.low != int(part.low):
        return False
    if part.unit in ("cent", "penny"):
        return True
    named = text[whole.end - 1].isalpha() and text[whole.start].isdigit() | text[whole.start].isalpha()
    return not part.unit and named and bool(re.match(r"\s*(?:[.,;!?)]|$)|\s+more\b", text[part.end :]))


_RESTATED = re.compile(r"\s*[(\[]\s*(?:US|or\s+)?\s*|\s*/\s*")


def restate(text: str, first: Draft, second: Draft) -> None:
    """ "more than 100 kilometers (60 miles)": the figure in brackets has the first one's bound and hedge."""
    end = first.end if first.right < 0 else first.right
    start = second.start if second.left < 0 else second.left
    if first.unit == second.unit or second.unit in _NOT_SHARED or first.unit in _NOT_SHARED or not second.unit:
        return
    if _RESTATED.fullmatch(text[end:start]) and second.bound is None and second.hedge is None:
        second.bound, second.hedge = first.bound, first.hedge
