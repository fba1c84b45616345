"""Levels reached within a day or a stretch: "touched 65.73 in the morning", "changed hands for less than $30"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause, Figure
from .reading import is_rate, moment, of_one_session, period_after, unit_is

_TOUCHED = re.compile(
    r"\b(?:touched|hit|reached|(?<=after )(?:touching|hitting|reaching)|traded as high as|"
    r"as high as|spiked to|peaked at|a high of|a peak of) \$?$"
)
_AS_FAR_AS = re.compile(r"as (?:high|much|(?P<low>low|little)) as ")
_LOW_BEFORE = re.compile(
    r"(?:\{N\} and|\b(?:trad\w+|go(?:ing|ne|es)|went|fall\w*|fell|sink\w*|sank|dipp?\w*|slid\w*|got|been|climb\w*|"
    r"ris\w*|rose|run\w*|clos\w+|finish\w*|settl\w+|end\w*))(?: back)? as (?:high|(?P<low>low)) as \$?$"
)
_SPIKED = re.compile(r"\b(?:spiked to|peaked at|a (?:high|peak) of) \$?$")
"""Over weeks and longer the top is that of the closes, unless it was "touched" or "hit"."""
_CLOSED_AS = re.compile(r"\b(?:clos|finish|settl|end)(?:ed|ing|s)? $")
_CLOSED_AS_FAR = re.compile(r"\b(?:clos|finish|settl|end)(?:ed|ing|s)? as (?:high|low) as $")
_HANDS = re.compile(
    r"\b(?:chang\w* hands|trad\w*|fetch\w*|went|s[oe]ld|selling|cost|could be (?:had|bought)|available|priced|"
    r"quoted|bought)"
    r"(?: (?:for|at))? $"
)
_OTHER_MARK = re.compile(r"\b(?:record|target)\b")
_AS_A_CLOSE = re.compile(
    r"^,? (?:its|the|their|a) (?:[a-z-]+ )?(?:high|low|strong|weak)est (?:clos|finish|settle)\w*|"
    r"^,? on a closing basis\b|^ at the (?:close|closing bell|finish)\b"
)
"""What was reached and is called a close: "reached 26.5, its highest close since"."""


def changed_hands(clause: Clause, series: str) -> Ask | None:
    """"Changed hands for less than $30 in May": a close of that time lies beyond the bound."""
    figure, period = clause.figure, period_after(clause, 8)
    if figure is None or figure.bound not in ("less_than", "more_than") or not _HANDS.search(clause.before):
        return None
    if period is None or clause.inherited or not unit_is(clause, "$", "number", "index_point"):
        return None
    level, under = figure.quantity.low, figure.bound == "less_than"
    reach = 0.1 * abs(level)
    low, high = (level - reach, level) if under else (level, level + reach)
    return Ask(expr=f"{'trough' if under else 'peak'}({series}[{clause.window}])", unit=figure.quantity.unit, low=low,
               high=high, certain=False)


def _of_the_session(clause: Clause, figure: Figure, leaf: str) -> Ask:
    """"After going as high as 6,555.97": the high of the session, or at noon the high so far."""
    window = "now" if clause.window == "1d" else clause.window
    return Ask(expr=f"level({leaf}[{window}])", unit=figure.quantity.unit, low=figure.quantity.low,
               high=figure.quantity.high, slack=(figure.step or 0.01) / 2)


def _of_a_yield(clause: Clause, series: str) -> Ask | None:
    """"Closed as high as 4.44% in the middle of the month": the highest close of a stretch. What a yield touched within
    a day no series tells, so a close further in is no contradiction of it."""
    own = _AS_FAR_AS.match(clause.anchor.text.lower()) or _LOW_BEFORE.search(clause.before)
    if own is None or clause.figure is None or not unit_is(clause, "percent") or of_one_session(clause):
        return None
    told, lead = clause.figure.quantity, clause.before if _AS_FAR_AS.match(clause.anchor.text.lower()) else own.string
    return Ask(expr=f"{'trough' if own.group('low') else 'peak'}({series}[{clause.window}])", unit="percent",
               low=told.low, high=told.high, slack=(clause.figure.step or 0.01) / 2,
               certain=bool(_CLOSED_AS.search(lead) or _CLOSED_AS_FAR.search(lead)))


def touched(clause: Clause, series: str) -> Ask | None:
    """"Touched 65.73 in the morning": the day's high."""
    if is_rate(series):
        return _of_a_yield(clause, series)
    own = _AS_FAR_AS.match(clause.anchor.text.lower()) or _LOW_BEFORE.search(clause.before)
    if not unit_is(clause, "number", "index_point", "$"):
        return None
    if not (own or _TOUCHED.search(clause.before)) or clause.figure is None or _OTHER_MARK.search(clause.before[-30:]):
        return None
    low = own is not None and own.group("low") is not None
    if of_one_session(clause) and (own or (clause.in_session and clause.window in ("1d", "now"))):
        return _of_the_session(clause, clause.figure, f"{series}.{'low' if low else 'high'}")
    if low:
        return Ask(expr=f"trough({series}.low[{clause.window}])", unit=clause.figure.quantity.unit, certain=False,
                   low=clause.figure.quantity.low, high=clause.figure.quantity.high,
                   slack=(clause.figure.step or 0.01) / 2)
    if _AS_A_CLOSE.match(clause.after) and not clause.in_session:
        return Ask(expr=f"level({series}[{moment(clause.window)}])", unit=clause.figure.quantity.unit)
    closes = _CLOSED_AS.search(clause.before) or (_SPIKED.search(clause.before) and not of_one_session(clause))
    step, told = clause.figure.step or 0.01, clause.figure.quantity
    # "as high as" bounds nothing: the top itself is told
    return Ask(expr=f"peak({series}{'' if closes else '.high'}[{clause.window}])", unit=told.unit, certain=False,
               low=told.low, high=told.high, slack=step / 2)
