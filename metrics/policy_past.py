"""What the words tell of the target before its last step, or of several steps at once: no value of the present."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Clause, Period

_KEPT = r"(?:held|holding|kept|keeping|left|leaving|been|stood|standing|sat|sitting|stayed|staying|remained|maintained)"
_HAD_KEPT = re.compile(
    rf"\b(?:had|having|after|'d)(?: (?:it|they|rates|policymakers|officials))? (?:\w+ )?{_KEPT}\b[^;]{{0,60}}$"
)
"""A range that held until the step just told: "cut to 4.75% to 5%, having held it at 5.25% to 5.5% for 14 months"."""
_BEFORE_IT = re.compile(r"\b(?:having|after|until|before)\b")
_STEP_OF = re.compile(r"policy_step\(FEDTARGET\['(\d{4}-\d\d-\d\d)'\]\)")
_COUNTED_TIME = re.compile(
    r"\bfor (?:the|an?) (?:\{N\}|first|second|third|last|\w+th) (?:straight |consecutive )?(?:time|meeting|occasion)\b"
    r"(?: (?:in|since|of|this|during))?(?: the)? ?$"
)
"""A span that the times are counted in: "cut a quarter point for the third time this year"."""
_ITS_FIRST = re.compile(r"\b(?:first|only|last|most|[a-z]+est)\b[^,;]{0,30} (?:since )?(?:the )?$")
_WHICH_WAS = re.compile(r"\b(?:which|that) (?:was|had been|marked) (?:the|its) first\b[^;]{0,20}$")
_AFTER_ONE = re.compile(r"\b(?:after|following|since) [^,;]{3,60}, (?:which|that) [^,;]*$")
_HAS_ALL = re.compile(
    r"'s? [^;,]*\b(?:increase|hike|rise|cut|reduction|decrease|move|step|decision),? (?:it|they|officials|\{[SRX]\}|"
    r"the (?:\{[SRX]\}|[a-z-]+(?: [a-z-]+)?)) (?:has|have)(?: now| thus| already)? [a-z]+(?: [a-z]+){0,3} "
    r"(?:by )?(?:a )?$"
)
"""What all steps came to with the last: "with Wednesday's cut the Fed has taken a full point off rates"."""


def held_before(clause: Clause) -> bool:
    """Whether the range is told as one that was left behind; "on Wednesday it had left its range" is of that day."""
    if not _HAD_KEPT.search(clause.before):
        return False
    return day_before_step(clause) is not None or bool(_BEFORE_IT.search(clause.before))


def day_before_step(clause: Clause) -> str | None:
    """The window of the day before the dated step that was just told; None where none was."""
    step = next((m for told in reversed(clause.told) if (m := _STEP_OF.fullmatch(told))), None)
    return f"'{date.fromisoformat(step.group(1)) - timedelta(days=1)}'" if step is not None else None


def counts_times(words: str, period: Period) -> bool:
    """Whether the period behind ``words`` is one that times are counted in, or the first since, and not the step's."""
    return bool(_COUNTED_TIME.search(words) or (period.relation == "since" and _ITS_FIRST.search(words)))


def of_another_step(clause: Clause) -> bool:
    """Whether "which was the first since" is told of a step before the last: "after September's half-point cut, which
    was the first since 2020"."""
    lead = clause.lead.removesuffix("since").rstrip()
    steps = {told for told in clause.told if told.startswith("policy_step(")}
    return bool(_WHICH_WAS.search(lead) and (len(steps) > 1 or _AFTER_ONE.search(lead)))


def sums_up(clause: Clause) -> bool:
    """Whether the step is what all steps came to with the one just named."""
    return bool(_HAS_ALL.search(clause.before))
