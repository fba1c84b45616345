"""How many times the central bank moved its target: "cut rates three times this year", "its second of the year"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .policy import NTH_STEP, RATES, about_policy, names_other_bank
from .reading import ask_count, is_market, series_of, unit_is
from .wording import spoken_number

PRIORITY = 11
_TIMES = re.compile(
    rf"\b(?:(?P<up>raised|lifted|increased|hiked)|(?P<down>cut|lowered|reduced|trimmed|slashed)) {RATES}"
    r"(?: (?:a total of|another))? $"
)
_CUT = re.compile(
    r"\b(?:(?P<up>raised|lifted|increased|hiked|tightened)|(?P<down>cut|lowered|reduced|trimmed|"
    r"eased)) (?:a total of )?$")
"""The bank's own steps without their object: "it has cut four times since Labor Day"."""
_MADE = re.compile(r"^,? (?:(?:that )?(?:it|they|officials|policymakers|the \{[SRG]\}) )?"
                   r"(?:made|delivered|carried out|enacted|pushed through|of|in|between|from)?"
                   r"(?: (?:of|in|between|from))? ?\{P\}")
"""When counted steps were taken: "the nine increases made between 2015 and 2018"."""
_DONE = re.compile(
    r"\b(?:made|delivered|carried out|enacted|pushed through|after|following|despite|the \{N\}|of the|undone|"
    r"reversed|took|with)\b")
"""What shows that counted steps were taken; "three cuts this year" may be hoped for."""
_ITS_NTH = re.compile(
    r"\b(?:(?P<up>increase|hike|rise)|(?P<down>cut|reduction|decrease))\b[^;,{}]{0,30}, (?:its|the|their) $")
_NTH_OF = re.compile(r"^ (?:of|in(?! (?:a row|succession|sequence|as many|turn)\b)|this|since|so far)\b")
"""A count that has its noun before it: "with a quarter-point cut, its second of the year"."""
_NTH_AGAIN = re.compile(r"\{N\} (?:(?P<up>increase|hike|rise)|(?P<down>cut|reduction))\b[^;]{0,20} and the $")
"""The noun of the ordinal before: "the fourth increase this year and the seventh since ..."."""


def reads(clause: Clause) -> Ask | None:
    """"Cut rates three times this year", "the fourth increase of 2018"."""
    number = spoken_number(clause.anchor.text)
    if number is None or clause.figure is None or clause.assertion == "since" or names_other_bank(clause):
        return None
    if clause.modality != "fact" or is_market(series_of(clause)):
        return None
    m = _TIMES.search(clause.before) if unit_is(clause, "count", "number") else None
    if m is None and unit_is(clause, "count") and about_policy(clause):
        m = _CUT.search(clause.before)
    own = NTH_STEP.match(f" {clause.anchor.text.lower().partition(' ')[2]}")
    if own is not None and _MADE.match(clause.after) and clause.window not in ("1d", "now") and about_policy(clause):
        expr = f"policy_moves(FEDTARGET[{clause.window}], '{'up' if own.group('up') else 'down'}')"
        done = _DONE.search(f"{clause.before[-40:]} {{F}}{clause.after[:40]}") is not None
        return ask_count(expr, number).model_copy(update={"certain": done})
    if m is None and clause.figure is not None and clause.figure.kind == "ordinal" and about_policy(clause):
        m = NTH_STEP.match(clause.after) or _NTH_AGAIN.search(clause.before)
        m = m or (_ITS_NTH.search(clause.before) if _NTH_OF.match(clause.after) else None)
    window = clause.window
    if m is None or window in ("1d", "now"):
        return None
    rest = clause.after[m.end() :] if m.re is NTH_STEP else clause.after
    if re.fullmatch(r"'[\d-]+'", window) and (rest.startswith(" since") or re.match(r"^ since\b", clause.after)):
        window = f"{window}:"
    return ask_count(f"policy_moves(FEDTARGET[{window}], '{'up' if m.group('up') else 'down'}')", number)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Fed has now undone three of the 11 increases it made between March 2022 and July 2023.",
     "policy_moves(FEDTARGET['2022-03-01':'2023-07-31'], 'up')"),
    ("The Federal Reserve raised rates four times in 2018.", "policy_moves(FEDTARGET['2018'], 'up')"),
    ("The December reduction was the Fed's third rate cut of 2024.", "policy_moves(FEDTARGET['2024'], 'down')"),
    ("The Fed cut its target by a quarter point on Dec. 18, its third reduction of 2024.",
     "policy_moves(FEDTARGET['2024'], 'down')"),
    ("The Fed obliged on Dec. 18 with a quarter-point cut, its third of 2024.",
     "policy_moves(FEDTARGET['2024'], 'down')"),
    ("The Bank of England cut its rate four times in 2024.", None),
    ("The Fed has met four times this year.", None),
)
