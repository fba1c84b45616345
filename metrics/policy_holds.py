"""policy_holds: at how many meetings in a row the central bank has left its target alone.

No list of meetings is kept: there are eight a year, five to eight weeks apart, so that the days since the last change
tell how many have passed, save in the weeks around one.
"""

from __future__ import annotations

import re

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Metric, Result, Tape, exact, iso, show
from .policy import about_policy, announced, names_other_bank
from .policy_target import moves_of, target
from .reading import ask_count, is_market, series_of, unit_is
from .wording import spoken_number

_APART = 365.25 / 8
"""Days between two meetings, on average."""
_OFF, _FAR_OFF = 16, 12
"""How many days a meeting lies off that rhythm at most: one that is dated, one that may be some days back."""


def compute(tape: Tape, arg: Arg) -> list[Result]:
    """Meetings without a change since the last one, to the day of the window (itself a meeting) or to the present."""
    t = target(tape, arg, "policy_holds")
    moves = [i for i, _ in moves_of(t) if i <= t.last]
    if not moves:
        raise DataError("the target range never changed in the data", "short_history")
    first = announced(t, moves[-1])
    day = t.span.kind == "day"
    passed = (t.span.last if day else tape.today) - first
    if day:
        near = round(passed / _APART)
        counts = [near] if abs(passed - _APART * near) <= _OFF else []
    else:
        counts = sorted({int((passed + off) // _APART) for off in (-_FAR_OFF, _FAR_OFF) if passed + off > 0})
    if not counts:
        raise DataError(f"{passed} days after {iso(first)} no meeting is due", "ambiguous")
    text = f"{t.text(moves[-1])}, announced on {iso(first)}: {passed} days, a meeting every {show(round(_APART))} or so"
    return [Result("" if len(counts) == 1 else f"{n} meetings", exact(float(n), "count"), (text,), t.rows(moves[-1]))
            for n in counts]


METRICS = (
    Metric("policy_holds", "count", "FEDTARGET[w]", "At how many meetings in a row the target range was left alone.",
           compute, None, ("eight meetings a year; in the weeks around one it may be over or still to come",)),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 9
_HELD = re.compile(
    r"\b(?:held|holds?|holding|kept|keeps?|keeping|left|leaves?|leaving|maintain\w*|stood (?:pat|still|by)|"
    r"stand(?:s|ing)? (?:pat|still)|sat (?:tight|still|on its hands)|sits? tight|stay(?:ed|s)? put|paus\w+|"
    r"did nothing|made no (?:change|move)|unchanged|steady|on hold|refrained)\b[^;]*$"
)
_FOR = re.compile(r"\b(?:for|at) (?:(?:the|a|its|each of|all of|last|past|previous) ?)*$")
_MEETING = re.compile(
    r"^ (?:(?:straight|consecutive|successive|policy|rate-setting) )*meetings?(?: (?:in a row|running|on end|in "
    r"succession|on the trot))?\b|"
    r"^ (?:straight|consecutive|successive) time\b|^ time (?:in a row|running|in succession)\b"
)
_ROW = re.compile(
    r"\b(?:straight|consecutive|successive|in a row|running|on end|in succession|on the trot|each|last|all)\b")
_MOVED = re.compile(r"\b(?:rais|lift|increas|hik|cut|lower|reduc|trimm|slash)\w*\b")
_PAST, _ENDED = re.compile(r"\bhad\b[^;]*$"), re.compile(r"\b(?:before|until|prior|ahead of|when)\b")
"""A run of meetings that is over."""
_AT_ITS_LAST = re.compile(r"\b(?:at|in|through) (?:(?:each|all|every one) of )?(?:its|the) (?:last|past|previous) $")
_EVER = 999
"""At its last five meetings it may have held, and at those before."""
_ITS_HOLD = re.compile(r"^ (?:straight|consecutive|successive) (?:hold|pause|standstill|stand-pat decision)\b")


def reads(clause: Clause) -> Ask | None:
    """"Left rates alone for a fifth straight meeting", "sat tight for the third meeting running"."""
    figure, number = clause.figure, spoken_number(clause.anchor.text)
    if figure is None or number is None or clause.assertion or clause.modality != "fact":
        return None
    if is_market(series_of(clause)) or names_other_bank(clause) or not about_policy(clause):
        return None
    own = figure.kind == "ordinal" and _ITS_HOLD.match(clause.after)
    held = _HELD.search(clause.before)
    if not own and (held is None or not _FOR.search(clause.before) or _MOVED.search(held.group())):
        return None
    counted = unit_is(clause, "meeting") or _MEETING.match(clause.after)
    row = _ROW.search(f"{clause.before[-30:]}{clause.anchor.text.lower()}{clause.after[:36]}")
    if not own and not (counted and row):
        return None
    if _PAST.search(clause.before) or _ENDED.search(clause.after):
        return None
    if len(clause.window) == 12:
        window = clause.window
    elif clause.inherited and clause.window in ("1d", "now", "wtd"):
        window = "now"
    else:
        return None
    ask = ask_count(f"policy_holds(FEDTARGET[{window}])", number)
    return ask.model_copy(update={"high": float(_EVER)}) if _AT_ITS_LAST.search(clause.before) else ask


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Federal Reserve left its target range unchanged for a fifth straight meeting.",
     "policy_holds(FEDTARGET[now])"),
    ("The Fed on Wednesday sat tight for the third meeting running.", "policy_holds(FEDTARGET['2025-01-08'])"),
    ("The Fed kept rates steady at 4.25% to 4.5% for the second consecutive time.", "policy_holds(FEDTARGET[now])"),
    ("The Fed cut rates for the third meeting in a row.", None),
    ("The Fed had held rates for eight straight meetings before the cut.", None),
    ("In March the Fed held rates steady for a fifth straight meeting.", None),
    ("The Bank of England left its rate unchanged for a fifth straight meeting.", None),
    ("The Fed held its first meeting of the year.", None),
)
