"""Moments that a sentence tells beside its own: where a day or month began, what several moves come to together.

"Entered April 8.7% below its record", "a combined loss of 10.5%", "a slide in which it has lost 6%" hold a figure that
is not of the day that is spoken of, though no date says so; such a claim is not certain.
"""

from __future__ import annotations

import re
from datetime import timedelta

from ..metrics.wording import ADVERB, ANY_SUPERLATIVE, MOVE_NOUN
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
    rf"{ADVERB}$|\b(?:together|between them|taken together|altogether|jointly)\b"
    r"(?:[^;{}]|\{[SRGX]\})*$"
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


_STOOD_ON = re.compile(
    r"\b(?:on|by|through|as of|until|at the (?:close|end) of) (?:the )?\{P\},? (?:it |they |\{[SRG]\} )?"
    r"(?:was|were|had|stood)\b[^;,{}]*$|"
    r"\bon \{P\}, when [^;]*, (?:the )?(?:it|they|[a-z]+|\{[SRG]\}) (?:was|were|had|stood)\b[^;,{}]*$"
)
_SO_FAR_ON = re.compile(
    r"^(?: (?:higher|lower))?(?: (?:for|in|on))? (?:the )?(?:\{P\}|year|month|quarter|week) (?:on|by|as of|at) "
    r"(?:\{P\}|that day)")
_TURNED_INTO = re.compile(
    rf"\b(?:turn|cut|par|trimm|convert|revers|whittl|shav|narrow|transform)\w* (?:an?|its|the|that) (?:[a-z-]+ )?"
    rf"{MOVE_NOUN} of {ADVERB}$"
)
_INTO = re.compile(r"^(?:,? (?:on|in|early on) \{P\}| \{P\})? (?:in)?to\b")
"""A move that did not last: "cut a loss of 2.1% on Friday to one of 0.2%"."""
_THEN = re.compile(r"^(?: (?:higher|lower))? (?:then|at the time|at that (?:time|point)|by then|back then)\b")
_TO_DATE = re.compile(r"\[[wmqy]td\]|\['\d{4}(?:-(?:W|Q)?\d\d?)?'\]")
"""How far it had come by a day past: "which on Jan. 26 was up 7.7% for 2018"."""
_A_FEW_DAYS = timedelta(3)
_WHEN_THE_ONE = re.compile(
    r"\b(?:the one|that|the (?:week|month|quarter|year|stretch)) (?:that |which )?(?:ended|ending|began|beginning|"
    r"of|to|through)(?: on| in)? (?:the )?\{P\}, when\b[^;,]*$"
)
"""What an earlier week, month, ... brought: "its worst since the one that ended April 4, when it lost 10%"."""
_FROM_ITS_OWN = re.compile(
    r"^(?: points?)? (?:below|above|under|short of|shy of|off|from|beneath|over) (?:its|their) own\b")
_BEGUN = r"(?:began|begun|started|opened|dawned|broke out|set in|took hold|got under way)"
_WHEN_IT_BEGAN = re.compile(
    rf"^,? (?:when|as|before|until) [^;,{{}}]{{0,30}}(?:\{{[PXR]\}}[^;,{{}}]{{0,10}})?\b{_BEGUN}\b")
_AS_IT_BEGAN = re.compile(
    rf"(?:^|[;,:] |\b(?:and|but) )(?:when|as|before) [^;,{{}}]{{0,30}}(?:\{{[PXR]\}}[^;,{{}}]{{0,10}})?\b{_BEGUN}\b,? "
    r"[^;]*$")
"""What stood when something began: "which yielded 0.73% when the year began"."""
_FROM_ITS_MARK = re.compile(
    r"\bfrom (?:its|the|that|their|an?) [^;]{0,40}\b(?:records?|highs?|peaks?|lows?|troughs?|bottom|top|summit)\b"
    r"[^;]{0,70}\b(?:is|are|has|have|stands)\b[^;{}]*$"
)
"""A move told from a mark that the sentence names: "from its record of July 10, 5,904.54, it is now down 17.8%"."""
_RANKS = ("last_higher(", "last_lower(", "rank_")
_LONGER_RANK = re.compile(
    r"(?:\b(?:best|worst|biggest|largest|steepest|sharpest|strongest|weakest|most|least) |\w{3,}est )"
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+)[- ](?:straight |consecutive |successive |trading )?"
    r"(?:days?|sessions?|weeks?|months?|quarters?|years?)\b|(?:stretch|run|spell|string|streak)\b)"
)
_SUCH_A_STRETCH = re.compile(r"\bsuch (?:an? )?(?:stretch|run|spell|period|string|streak)\b")
_OF_SO_MANY = re.compile(rf"\b{ANY_SUPERLATIVE} \{{N\}} $")
"""A rank of several days or years together: "its best two straight years since 1998", "its best such stretch"."""


_WHEN_IT_DID = re.compile(r"\{P\}, when (?:it|they|the [a-z]+|\{[SRG]\}) [a-z]+ (?:[a-z]+ )?\{N\},? or [^;,{}]*$")
_OPENING_AT = re.compile(
    r"\b(?:open|start)(?:ed|ing|s)? (?:(?:the )?(?:\{P\}|day|session) )?(?:at|with) (?:an?|another) $")
_ROW_OF = re.compile(r"^ in (?:a row|succession)\b")
_RECORDS = re.compile(r"\b(?:records?|all-time highs?)\b")
_AFTER_FIRST = re.compile(
    r"\b(?:after|since|before|from when) (?:it|they|the [a-z]+|\{[SRG]\}) (?:had )?first [a-z]+ $")
_FOR_A_WHILE = re.compile(r"^[^;,.]{0,40}\b(?:for a (?:while|time)|briefly|at one point|at (?:its|the) low)\b")
_REGAINED = re.compile(
    r"\b(?:regain|recover|reclaim|recoup|surpass|pass|top|exceed|beat|retak|retook)\w* (?:its|the|that|their) [^;,]*"
    r"\b(?:record|peak|high)\b[^;,{}]* (?:on|in) $")
_ON_A_DAY_AT = re.compile(r"\bon \{P\} [^;]*, at \$?$")


def _beside(clause: Clause, ask: Ask) -> bool:
    """Whether a mark, row or record is told of another day or thing than its expression is of."""
    expr, before = ask.expr, clause.before
    if expr.startswith("record("):
        return bool(_OPENING_AT.search(before))
    if expr.startswith("streak(") and _ROW_OF.match(clause.after):
        return bool(_RECORDS.search(before))
    if expr.startswith("first_above("):
        return bool(_AFTER_FIRST.search(before))
    if expr.startswith(("record_date(", "peak_date(")):
        return bool(_REGAINED.search(before))
    if expr.startswith(("last_higher(streak(", "last_lower(streak(")):
        series = clause.subject.series if clause.subject is not None else None
        return series is not None and f"({series}[" not in expr
    if expr.startswith(("last_higher(change", "last_lower(change")):
        return clause.anchor.text.lower().startswith("first record")
    if expr.startswith(_DISTANCES) and _FOR_A_WHILE.match(clause.after):
        return True
    if expr.startswith("level(") and clause.anchor.text.lower() == "one":
        return True  # "cut a loss to one of 0.2%"
    if expr.startswith("level(") and "[now]" in expr and _ON_A_DAY_AT.search(before):
        days = [p for p in clause.periods if p.end <= clause.anchor.start and p.kind == "day" and p.relation == "on"]
        day = clause.published
        return any(p.first is not None and day is not None and day - p.first > _A_FEW_DAYS for p in days)
    return expr.startswith("change") and clause.inherited and bool(_WHEN_IT_DID.search(before))


def of_another_moment(clause: Clause, ask: Ask) -> bool:
    """Whether the figure is of where a stretch began, or of more than the one day that its expression is of."""
    if _beside(clause, ask):
        return True
    if ask.expr.startswith(_RANKS) and "change" in ask.expr and ":" not in ask.expr:
        near = f"{clause.before[-24:]}{clause.anchor.text.lower()}{clause.after[:24]}"
        several = _OF_SO_MANY.search(clause.before) or _LONGER_RANK.search(near)
        return bool(_SUCH_A_STRETCH.search(near) or (several and _NOW.search(ask.expr)))
    begun = _WHEN_IT_BEGAN.match(clause.after) or _AS_IT_BEGAN.search(clause.before)
    if begun and "[now]" in ask.expr and ask.expr.startswith(("level(", *_DISTANCES)):
        return True
    if ask.expr.startswith(_DISTANCES):
        rests = any(_REST.search(p.text.lower()) for p in clause.periods) or _REST.search(clause.before)
        return not rests and bool(_AT_THE_START.search(clause.before))
    if not ask.expr.startswith("change"):
        return False
    if _NOW.search(ask.expr) and clause.inherited and _FROM_ITS_MARK.search(clause.before):
        return True
    if _THEN.match(clause.after) or _FROM_ITS_OWN.match(clause.after) or _WHEN_THE_ONE.search(clause.before):
        return True
    if _TO_DATE.search(ask.expr) and _STOOD_ON.search(clause.before) and not _lately(clause):
        return True
    if _SO_FAR_ON.match(clause.after) or (_TURNED_INTO.search(clause.before) and _INTO.match(clause.after)):
        return True
    if _OFF.match(clause.after) and _OFF_ALREADY.search(clause.before):
        return True
    if _NOW.search(ask.expr) and (_ADDED_UP.search(clause.before) or _IN_ALL.match(clause.after)):
        return True
    return bool(_RUN_IN_WHICH.search(clause.before)) and ":" not in ask.expr and clause.window not in ("wtd", "mtd")


def _lately(clause: Clause) -> bool:
    """Whether the last day named before the figure is the article's own, give or take a weekend."""
    last = next((p for p in reversed(clause.periods) if p.end <= clause.anchor.start), None)
    if last is None or last.first is None or clause.published is None:
        return False
    return last.kind != "day" or clause.published - last.first <= _A_FEW_DAYS
