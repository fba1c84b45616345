"""Moments that a sentence tells beside its own: where a day or month began, what several moves come to together.

"Entered April 8.7% below its record", "a combined loss of 10.5%", "a slide in which it has lost 6%" hold a figure that
is not of the day that is spoken of, though no date says so; such a claim is not certain.
"""

from __future__ import annotations

import re

from ..metrics.wording import ADVERB
from ..schemas import Ask, Clause

_DISTANCES = ("below_peak", "above_trough")
_NOW = re.compile(r"\[now\]|\[1d\]|\['\d{4}-\d\d-\d\d'\](?!:)")
_AT_THE_START = re.compile(
    r"\b(?:began|begun|beginning|started|starting|opened|opening|entered|entering|"
    r"(?:went|gone|came|headed|heading|going|coming|sailed|limped|walked|moved) into)\b[^;,{}]{0,25}"
    r"(?:\{[PX]\}[^;,{}]{0,12})?(?:\{N\}[^;,{}]{0,20} (?:and|or|but) )?$"
)
"""How far from a mark it stood when a day, month or meeting began: "which began the day 0.7% below its record"."""
_REST = re.compile(r"\b(?:weekend|holidays?|break)\b")
"""What a market goes into where it stands: "goes into the weekend 0.8% shy of its record"."""
_ADDED_UP = re.compile(
    r"\b(?:combined|cumulative|aggregate|total)(?: [a-z-]+){0,2} of "
    rf"{ADVERB}$|\b(?:together|between them|taken together|altogether|all told|in sum|in all|jointly)\b[^;{{}}]*$"
)
_IN_ALL = re.compile(r"^(?: points?)? (?:in all|all told|altogether|combined|together|in total|between them|overall)\b")
"""What several moves come to: "fell 4.8% on Thursday and 6% on Friday, a combined loss of 10.5%"."""
_RUN_IN_WHICH = re.compile(
    r"\b(?:streak|run|slide|rally|string|stretch|skid|rout|selloff|sell-off|advance|decline|climb|slump|spell|"
    r"rebound|comeback|losses|gains),? (?:in|over|during|through) which [^;]*$"
)
"""What a run brought in all: "a two-week winning streak, in which the S&P 500 has gained 2.8%"."""
_OFF = re.compile(
    r"^(?: points?)? (?:off|below|short|beneath|under|shy|above)(?= it\b|[.,;]|$| (?:and|at|as|while|on|by|when)\b)")
_OFF_ALREADY = re.compile(r"\{N\}(?: points?)? (?:off|below|short|beneath|under|shy|above)\b")
"""A second distance whose mark is understood: "came in 12.2% off its high and left it 17.4% off"."""


def of_another_moment(clause: Clause, ask: Ask) -> bool:
    """Whether the figure is of where a stretch began, or of more than the one day that its expression is of."""
    if ask.expr.startswith(_DISTANCES):
        rests = any(_REST.search(p.text.lower()) for p in clause.periods) or _REST.search(clause.before)
        return not rests and bool(_AT_THE_START.search(clause.before))
    if not ask.expr.startswith("change"):
        return False
    if _OFF.match(clause.after) and _OFF_ALREADY.search(clause.before):
        return True
    if _NOW.search(ask.expr) and (_ADDED_UP.search(clause.before) or _IN_ALL.match(clause.after)):
        return True
    return bool(_RUN_IN_WHICH.search(clause.before)) and ":" not in ask.expr and clause.window not in ("wtd", "mtd")
