"""Runs told as what has just ended: "snapped a five-day slide", "put an end to three weeks of losses"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Ask, Clause
from .period_window import span_before, weekday_before
from .reading import ask_count
from .streak_grain import grain_of_word
from .wording import FALL_NOUN, RISE_NOUN, spoken_number

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
