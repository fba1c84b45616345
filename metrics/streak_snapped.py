"""Runs told as what has just ended: "snapped a five-day slide", "put an end to three weeks of losses"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Ask, Clause
from .period_window import span_before, weekday_before
from .reading import ask_count, leaf_now, of_one_session, period_after
from .streak_grain import grain_of_word
from .wording import FALL_NOUN, FALL_VERBS, RISE_NOUN, RISE_VERBS, spoken_number

_SNAPPED = re.compile(
    r"\b(?:snap(?:s|ped|ping)?|broke|breaks|breaking|halt(?:s|ed|ing)?|end(?:s|ed|ing)|stopp(?:ed|ing)|stops|"
    r"put(?:s|ting)? (?:an end|paid) to|spoil\w*|cut(?:ting)? short|interrupt(?:s|ed|ing)) "
    r"(?:(?:a|an|its|the|their) )?(?:(?:run|streak|string) of )?$"
)
_ENDED_RUN = re.compile(
    r"^(?P<count>[a-z]+|\d+)(?:[- ](?:straight|consecutive|successive)(?=[- ](?:day|session|week|month|quarter|daily|"
    r"monthly))|(?P<bare>[- ](?:straight|consecutive|successive)))?(?:[- ]"
    r"(?P<grain>day|session|week|month|quarter|daily|weekly|monthly)(?:-long)?s?(?: of)?|(?(bare)|(?!)))[- ]"
    rf"(?:(?P<up>winning|{RISE_NOUN}|wins?|advancing)|(?P<down>losing|{FALL_NOUN}|declining))"
)
"""A run that something ended: "a five-day losing streak", "two weekly advances", "a four-session rally"."""
_LATELY = 4
"""Days before publication from which the session that ended a run is not easily mistaken for another."""


def snapped(clause: Clause, series: str) -> Ask | None:
    """"Snapped a five-day slide": the run up to the session, or week, before the one that ended it."""
    text = f"{clause.anchor.text.lower()}{clause.after[:50]}"
    m = _ENDED_RUN.match(text) if _SNAPPED.search(clause.before) else None
    day = clause.published
    if m is None or day is None or clause.in_session:
        return None
    number = spoken_number(m.group("count"))
    grain = grain_of_word(m.group("grain") or "day")
    if number is None or grain not in ("day", "week"):
        return None
    if len(clause.window) == 12:
        day = date.fromisoformat(clause.window.strip("'"))
    elif clause.window not in ("1d", "now", "wtd"):
        return None
    last = day - timedelta(days=max(day.weekday() - 4, 0))
    window = span_before("week", last) if grain == "week" else f"'{weekday_before(last)}'"
    ask = ask_count(f"streak({series}[{window}], '{grain}')", number if m.group("up") else -number)
    lately = 0 <= (clause.published - day).days <= _LATELY if clause.published is not None else False
    return ask.model_copy(update={"certain": lately and (len(clause.window) == 12 or grain == "week")})

_RUN_OVER = re.compile(
    rf"\b(?:(?P<perfect>had (?:(?:now|already|also|just|until then) )?(?:been|gone|closed|ended|finished|run|strung|"
    rf"posted|{RISE_VERBS}|{FALL_VERBS})|having|until (?:then|now|\{{P\}}),?)|(?P<after>after|following|despite))\b"
    r"(?:(?!, (?:and|but|while|though|it|they)\b)(?!\b(?:before|has|have|is|are)\b)[^;])*$"
)
"""Before a run that went before what is told: "after falling three days in a row", "which had risen for"."""
_LED_TO = re.compile(r"\b(?:[a-z]+est|worst|best|record) (?:close|finish|level|settlement|since|in|of|price|point)\b")
"""Before "after": where a run led, which it goes on to: "its lowest close since May, after seven declines"."""
_ASIDE = re.compile(
    r", (?:(?:now |still )?(?:down|up|off|lower|higher)|(?:fall|ris|los|gain|slid|climb)ing|"
    rf"(?:(?:which|who) had|having) (?:{RISE_VERBS}|{FALL_VERBS}))(?: for)? $")
_THEN_TURNED = re.compile(
    rf"^[^;{{}},]{{0,30}}, (?:(?:then|finally|at last|instead) )*(?!(?:is|are|was|were|stood|stands)\b)"
    rf"(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS}))\b")
_UP, _DOWN = re.compile(rf"\b(?:{RISE_VERBS})\b"), re.compile(rf"\b(?:{FALL_VERBS})\b")


def run_over(clause: Clause, up: bool) -> bool | None:
    """Whether a run told as over was ended by the move that is told, which went the other way; False where none is
    told to have done so, None where the run is not told as over."""
    turned = _THEN_TURNED.match(clause.after) if _ASIDE.search(clause.before) else None
    if turned is not None and bool(turned.group("up")) != up:
        return True
    m = _RUN_OVER.search(clause.before)
    if m is None:
        return None
    head = re.split(r"; |[.:] ", clause.before[: m.start()])[-1]
    if m.group("after"):
        rose, fell = _UP.search(head), _DOWN.search(head)
        if bool(rose) != bool(fell):
            return bool(rose) != up
        return None if _LED_TO.search(head) or not (rose or fell) else False
    return False


def before_it(clause: Clause, series: str, ask: Ask, grain: str, turned: bool) -> Ask:
    """A run that is told as over: up to the session before the one under way, or what the last one put an end to."""
    if grain == "day" and clause.in_session and clause.window in ("1d", "now") and clause.published is not None:
        return ask.model_copy(update={"expr": f"streak({series}['{weekday_before(clause.published)}'], 'day')"})
    if grain == "day" and turned and not clause.in_session and of_one_session(clause):
        return ask.model_copy(update={"expr": ask.expr.replace("streak(", "ended_streak(", 1)})
    return ask.model_copy(update={"certain": False})


_UNTIL = re.compile(r"^ (?:through |up to |to )?\{P\}")


def last_leaf(clause: Clause, series: str) -> str:
    """The series at the end of the row: the day it is told to have lasted through, else the clause's moment."""
    until = period_after(clause, 12)
    told = until is not None and until.relation == "until" and until.kind == "day" and _UNTIL.match(clause.after)
    last = until.first if told and until is not None else None
    if last is not None and clause.published is not None and last <= clause.published:
        return f"{series}['{last}']"
    return leaf_now(clause, series)
