"""How the press words it (policy)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import period_after, period_before, point, unit_is

PRIORITY = 10
_RANGE_CUE = re.compile(r"\b(?:target|range|rates?|rate|fed|federal reserve|central bank|policy|borrowing costs|federal-funds|fed-funds|benchmark)\b")
_STEP_VERB = re.compile(r"\b(?P<up>rais\w+|lift\w+|increas\w+|hik\w+|boost\w*)|(?P<down>cut\w*|lower\w*|reduc\w+|trimm?\w*|slash\w*)")
_NOW = re.compile(r"\b(?:now|current|currently|present|stands?|stood|holds?|held|hold|keep\w*|kept|leave|left|since|remain\w*|unchanged|range of)\b")


def reads(clause: Clause) -> Ask | None:
    """"A range of 1.5% to 1.75%", "raised rates by a quarter point", "the fourth increase this year"."""
    figure = clause.figure
    words = f"{clause.before} {clause.after}"
    if figure is None or clause.assertion == "since":
        return None
    if figure.kind == "range" and unit_is(clause, "percent") and _RANGE_CUE.search(words) and figure.quantity.high - figure.quantity.low <= 0.26:
        return _range(clause)
    if unit_is(clause, "percentage_point", "basis_point") and _about_policy(clause):
        return _step(clause)
    return None


def _about_policy(clause: Clause) -> bool:
    subject = clause.subject
    if subject is not None and (subject.series == "FEDTARGET" or subject.kind == "central_bank" or re.search(r"\b(?:fed|federal reserve|central bank)\b", subject.name.lower())):
        return True
    return bool(re.search(r"\b(?:target|rate cut|rate hike|federal-funds|fed-funds|rates)\b", clause.before) and _STEP_VERB.search(clause.before))


def _range(clause: Clause) -> Ask | None:
    q = clause.figure.quantity  # type: ignore[union-attr]
    window = point(clause.window) if not clause.inherited else "now"
    if re.match(r"'.*':$", clause.window) or "since" in clause.after[:12]:
        window = "now"
    return Ask(expr=f"policy_range(FEDTARGET[{window}])", unit="percent", low=q.low, high=q.high, slack=0.001, reason=_ahead(clause))


def _ahead(clause: Clause) -> str | None:
    return "forecast" if re.search(r"\b(?:falling|fall|rising|rise|expect\w*|forecast|by the end|by this time)\b[^;]{0,40}$", clause.before) and not re.search(r"\bfrom (?:a current range of )?$|\bnow\b", clause.before) else None


def _step(clause: Clause) -> Ask | None:
    if clause.modality in ("forecast", "hypothetical", "opinion"):
        return None
    m = None
    for m in _STEP_VERB.finditer(clause.before):
        pass
    noun = re.match(r"^[- ]?(?:point )?(?:interest-rate )?(?P<up>increase|hike|rise)?(?P<down>cut|reduction|decrease)?", clause.after)
    down = bool(m and m.group("down")) or bool(noun and noun.group("down")) or "reduction" in clause.before
    up = bool(m and m.group("up")) or bool(noun and noun.group("up"))
    if not (up or down):
        return None
    scale = 0.01 if unit_is(clause, "basis_point") else 1.0
    period = period_after(clause, 40) or period_before(clause, 40)
    window = window_text(period) if period is not None else None
    expr = f"last_policy_step(FEDTARGET[{window or 'now'}])"
    if window and re.fullmatch(r"'\d{4}'|ytd", window):
        expr = f"policy_step(FEDTARGET[{window}])"
    return Ask(expr=expr, unit="percentage_point", sign=-1 if down and not up else 1, scale=scale)
