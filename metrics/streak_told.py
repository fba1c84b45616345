"""Runs of gains and losses told without "straight" or "in a row"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import span_before, weekday_before
from .reading import ask_count, is_market, leaf_now, series_of
from .streak_grain import grain_of_word
from .wording import FALL_NOUN, FALL_VERBS, RISE_NOUN, RISE_VERBS, spoken_number

PRIORITY = 29
_GRAIN = re.compile(r"\b(?P<grain>session|trading day|day|week|month|quarter)s?\b")
_HAS_MOVED = re.compile(
    rf"\b(?:has|have|'ve|'s) (?:(?:now|also|already|itself|since) )?(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})) "
    r"(?:(?:every|each) (?:single )?(?:day|session|week|month) )?for (?:(?:the )?(?:past|last) )?$"
)
"""An unbroken run by its perfect tense: "have climbed for 11 sessions"."""
_ALL_OF_THEM = re.compile(
    r"^, (?:all|each|every one|none)(?: (?:two|three|four|five|six|seven|\{N\}))?(?: of (?:them|which|those|these))?"
    r"(?: of)? ?(?:were |was |have been |being )?"
    rf"(?:(?P<up>winners?|wins?|gains?|up|higher|positive|advances?|in the (?:green|black))|"
    rf"(?P<down>losers?|loss(?:es)?|losing|down|lower|negative|declines?|{FALL_NOUN}|in the red))\b"
)
"""A counted stretch and what each part of it was: "in three sessions, all of them losers"."""
_BEHIND_IT = re.compile(r"^ (?:behind|under|to|in) (?:it|its|them|their)\b(?: (?:belt|name|credit|wing|pocket))?")
_GAINS = re.compile(
    rf"\b(?P<freq>daily|weekly|monthly|quarterly) (?:(?P<up>{RISE_NOUN}|wins|victories)|(?P<down>{FALL_NOUN}))"
)
_INTO = re.compile(
    r"\b(?:came|come|coming|entered|entering|went|gone|going|headed|heading|started|starting|began|rolled|swept) "
    r"(?:in)?to (?:(?:the|this) (?:new )?(?:week|day|session|month)|\{P\})|"
    r"\b(?:started|began|opened|entered) (?:(?:the|this) (?:week|day|session|month)|\{P\})"
)
"""What stood before the stretch under way: "had come into the week with nine weekly gains behind it"."""


def reads(clause: Clause) -> Ask | None:
    """"Have climbed for 11 sessions", "in three sessions, all of them losers", "nine weekly gains behind it"."""
    series = series_of(clause)
    if series is None or clause.figure is None or clause.assertion or not is_market(series) or clause.in_session:
        return None
    number = spoken_number(clause.anchor.text)
    if number is None or number < 2:
        return None
    return _behind(clause, series, number) or _counted(clause, series, number)


def _counted(clause: Clause, series: str, number: int) -> Ask | None:
    grain = _GRAIN.search(clause.anchor.text.lower())
    if grain is None:
        return None
    unit = grain_of_word(grain.group("grain"))
    told = _ALL_OF_THEM.match(clause.after)
    moved = _HAS_MOVED.search(clause.before)
    found = told or moved
    if found is None or (told is not None and ", none" in told.group()):
        return None
    if found is moved and _NOT_RUN.match(clause.after):
        return None
    leaf = leaf_now(clause, series)
    ask = ask_count(f"streak({leaf}, '{unit}')", number if found.group("up") else -number)
    # "has fallen for three months" may tell of the whole and not of each; a run may be longer than what is told
    loose = (found is moved and unit != "day") or not clause.inherited
    return ask.model_copy(update={"certain": not loose})


_NOT_RUN = re.compile(r"^ (?:out )?(?:of|after|before|since|ended|that|when|in which)\b")


def _behind(clause: Clause, series: str, number: int) -> Ask | None:
    """A run that someone or something has "behind it": up to the week or day before, where it came into this one."""
    gains = _GAINS.search(clause.anchor.text.lower())
    if gains is None or not _BEHIND_IT.match(clause.after) or clause.published is None:
        return None
    grain = grain_of_word(gains.group("freq"))
    window = "now"
    if _INTO.search(clause.before) and grain != "quarter":
        day = clause.published
        whole = None if grain == "day" else span_before("week" if grain == "week" else "month", day)
        window = whole or f"'{weekday_before(day)}'"
    return ask_count(f"streak({series}[{window}], '{grain}')", number if gains.group("up") else -number)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow has slipped for two sessions.", "streak(DJI[now], 'day')"),
    ("The Russell 2000 lost 2% in two sessions, both of them losers.", None),
    ("The Russell 2000 lost 2% in three sessions, all of them losers.", "streak(RUT[now], 'day')"),
    ("Gold came into the week with three weekly gains behind it.", "streak(GOLD['2025-W01'], 'week')"),
    ("The Dow has closed for two sessions of mourning.", None),
    ("The Russell 2000 snapped out of a five-day sulk.", None),
    ("Apple's sales fell for the third straight quarter.", None),
    ("Friday's slide was the Dow's third loss in five days.", None),
    ("Apple has sold phones for 17 years.", None),
)
