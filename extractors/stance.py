"""Hawkish or dovish: what policymakers say of rates, inflation and jobs, by the words policy is spoken in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..schemas import Entity, Quote, Speaker
from ..schemas.quote import Stance

_POLICYMAKER = re.compile(
    r"\b(?:Fed|Federal Reserve|FOMC|Federal Open Market Committee|ECB|European Central Bank|Bank of (?:England|Japan|"
    r"Canada|Korea|Mexico)|BOE|BOJ|PBOC|RBA|RBI|Reserve Bank|Riksbank|Norges Bank|Swiss National Bank|central bank\w*|"
    r"policy ?makers?|Governing Council|rate-setters?)\b"
)
_RATES = r"(?:(?:interest|policy|borrowing|key|benchmark|official)[- ])*(?:rates?|borrowing costs)"
_HAWKISH = (
    rf"\b(?:rais(?:e|es|ed|ing)|hik(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|lift(?:s|ed|ing)?) (?:\w+ ){{0,2}}{_RATES}",
    r"\b(?:rate|quarter-point|half-point|further|more|another) (?:hikes?|increases?|rises?|tightening)\b",
    r"\b(?:tighten(?:s|ed|ing)?|restrictive|tighter)\b",
    r"\bhigher (?:rates|for longer)\b",
    r"\b(?:upside risks? to|above[- ]target|elevated|sticky|stubborn(?:ly)?|persistent(?:ly)?|too high|high) "
    r"(?:\w+ ){0,1}(?:inflation|price pressures?)\b",
    r"\binflation (?:\w+ ){0,3}(?:too high|elevated|sticky|stubborn|persistent|above|accelerat\w+|risks?)\b",
    r"\b(?:no (?:hurry|rush)|not in a (?:hurry|rush)|patien(?:t|ce)|premature|too (?:soon|early)) (?:\w+ ){0,4}"
    r"(?:cut|cutting|ease|easing|lower|reduc\w+)\b",
    r"\b(?:overheat\w*|tight labou?r market|strong (?:labou?r|job) market)\b",
)
_DOVISH = (
    rf"\b(?:cut(?:s|ting)?|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|trim(?:s|med|ming)?) (?:\w+ ){{0,2}}{_RATES}",
    r"\b(?:rate|quarter-point|half-point|further|more|another|insurance) (?:cuts?|reductions?|easing)\b",
    r"\b(?:eas(?:e|es|ed|ing)|accommodat(?:ive|ion)|looser|stimulus|lower rates)\b",
    r"\b(?:downside risks?|below[- ]target|undershoot\w*|disinflation\w*|transitory)\b",
    r"\binflation (?:\w+ ){0,3}(?:cool\w+|eas(?:ed|ing)|moderat\w+|fall\w*|slow\w+|declin\w+|muted|subdued|low)\b",
    r"\b(?:muted|subdued|low|cooling|falling|slowing) inflation\b",
    r"\b(?:weak(?:er|ening|ness)?|soft(?:er|ening)?|cool(?:er|ing)|slack) (?:\w+ ){0,3}"
    r"(?:labou?r|job|jobs|employment|hiring)\b",
    r"\b(?:labou?r market|employment|hiring) (?:\w+ ){0,3}(?:weak\w*|soft\w*|cool\w*|slow\w*|deteriorat\w+)\b",
)
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|without|hardly|less|stop(?:ped)?|paus(?:e|ed|ing)|against|rule[sd]? out)|n['’]t)"
    r"\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
_CUES = tuple(
    (re.compile(p, re.IGNORECASE), sign) for patterns, sign in ((_HAWKISH, 1), (_DOVISH, -1)) for p in patterns)


def policy_stance(quote: Quote, entities: Sequence[Entity]) -> Stance | None:
    """Hawkish, dovish or neutral where a policymaker speaks of policy; None where nobody does.

    A cue that is denied counts the other way round ("no need to raise rates"). Both sides even out to neutral.
    """
    if not any(_policymaker(s, entities) for s in quote.speakers):
        return None
    words = " ".join(span.text for span in quote.content)
    found = _cues(words)
    if not found:
        return None
    total = sum(-sign if _NEGATED.search(words[:start]) else sign for start, _, sign in found)
    return "hawkish" if total > 0 else "dovish" if total < 0 else "neutral"


def _cues(words: str) -> list[tuple[int, int, int]]:
    """(start, end, sign) of the cues; of two that overlap the one that begins first ("too soon to cut rates")."""
    found = sorted((m.start(), -m.end(), sign) for cue, sign in _CUES for m in cue.finditer(words))
    kept: list[tuple[int, int, int]] = []
    for start, end, sign in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, -end, sign))
    return kept


def _policymaker(speaker: Speaker, entities: Sequence[Entity]) -> bool:
    if any(e.kind == "central_bank" and speaker.name in (e.name, e.text) for e in entities):
        return True
    return bool(_POLICYMAKER.search(" ".join(filter(None, (speaker.title, speaker.firm, speaker.name)))))
