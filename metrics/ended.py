"""ended_streak: the run of gains or losses that the last period put an end to."""

from __future__ import annotations

import re
from dataclasses import replace

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Metric, Result, Tape, iso, series_arg
from .period_window import span_before
from .reading import ask_count, is_market, leaf_now, series_of
from .streak import compute_streak
from .streak_grain import grain_of_word
from .window import end_of, start_of
from .wording import FALL_NOUN, RISE_NOUN, spoken_number


def compute(tape: Tape, arg: Arg, freq: Arg = "day") -> list[Result]:
    """Length of the run before the last period (gains positive, losses negative); 0 where that period goes on with it.

    Raises what :func:`~tapecheck.metrics.streak.compute_streak` raises, and ``ambiguous`` for a series that did not
    move in the last period.
    """
    leaf = series_arg(arg, "ended_streak")
    [now] = compute_streak(tape, leaf, freq)
    if now.value is None or now.value.low == 0:
        raise DataError(f"{leaf} did not move in the last {freq}", "ambiguous")
    if abs(now.value.low) > 1:
        text = f"the last {freq} goes on with the run"
        return [replace(now, value=now.value.model_copy(update={"low": 0.0, "high": 0.0}),
                        derivation=(*now.derivation, text))]
    last = now.rows[-2].day
    [before] = compute_streak(tape, leaf.model_copy(update={"window": f"'{iso(last)}'"}), freq)
    return [replace(before, derivation=(*before.derivation, *now.derivation))]


METRICS = (
    Metric("ended_streak", "", "S[now], 'day'|'week'|'month'|'quarter'|'year'",
           "Consecutive gains (+n) or losses (-n) up to the period before the last, which went the other way.",
           compute, None, ("a last period that goes on with the run: 0",), 1, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 29
_ENDING = re.compile(
    r"\b(?:snap(?:s|ped|ping)?|halt(?:s|ed|ing)?|end(?:s|ed|ing)?|break(?:s|ing)?|broke|stop(?:s|ped|ping)?|"
    r"arrest(?:s|ed|ing)?|interrupt(?:s|ed|ing)?|terminat(?:es|ed|ing)) (?:an?|its|their) $"
)
_FIRST_OTHER = re.compile(
    rf"\bfirst (?:(?P<one>down|losing|negative|red|falling|lower|up|winning|positive|green|rising|higher) "
    rf"(?P<freq>day|session|week|month|quarter|year)|(?P<kind>daily|weekly|monthly|quarterly|annual) "
    rf"(?:{RISE_NOUN}|{FALL_NOUN})|(?P<bare>{RISE_NOUN}|{FALL_NOUN})) (?:after|following) (?:(?:a|an|its) (?:run|"
    rf"streak|string|series) of )?$"
)
"""What ended a run: "the first down month after seven straight advances"."""
_ENDING_A_RUN = re.compile(
    r"\b(?:snap|halt|end|break|broke|stop|arrest|interrupt|terminat|clos)\w*(?: out)? (?:an?|its|their) "
    r"(?:(?P<up>winning|rising)|(?P<down>losing|falling)) (?:streak|run|skid|string|stretch|spell) (?:of|"
    r"that had reached) $"
)
"""A run with its length behind it: "ending a losing streak of five sessions"."""
_EARLIER = re.compile(r"\b(?:after|since|before|from|having|had) $")
"""The run was ended before the day told: "extending gains after ending a losing streak of two sessions"."""
_OF_THEM = re.compile(
    rf"\b(?:straight|consecutive|successive) (?:[a-z]+ )?(?:(?P<up>{RISE_NOUN}|wins)|(?P<down>{FALL_NOUN}))"
)
_RUN = re.compile(
    r"^[- ]?(?P<freq>day|session|week|month|quarter|year)?,? ?"
    rf"(?:(?P<up>winning|{RISE_NOUN}|advance)|(?P<down>losing|{FALL_NOUN}))?s? ?(?:streak|run|skid|string|stretch)?"
    r"(?: of (?:straight |consecutive )?"
    r"(?:(?P<gains>gains|advances|increases|wins)|(?P<losses>losses|declines|drops)))?"
    r"(?=[,.;]| (?:in|for|as|on|by|with|and|after|at|to|that)\b|$)"
)
_OWN = re.compile(r"-(?P<freq>day|session|week|month|quarter|year)$")
_AHEAD = re.compile(
    r"\b(?:on track|on pace|heading|headed|on course|on (?:its|their|the) way|bound|poised|set|likely|about|trying|"
    r"hoping|look\w*) ")


def reads(clause: Clause) -> Ask | None:
    """"Halting a six-day winning streak", "snapped a three-week skid": the run up to the period before this one."""
    series, figure = series_of(clause), clause.figure
    if series is None or not is_market(series) or figure is None or clause.assertion:
        return None
    first = _first_other(clause, series)
    if first is not None:
        return first
    told = _ENDING_A_RUN.search(clause.before)
    if told is not None and not clause.in_session and not _AHEAD.search(clause.before[-60:]):
        return _run_of(clause, series, told)
    if not _ENDING.search(clause.before) or _AHEAD.search(clause.before[-60:]) or clause.in_session:
        return None
    own, m = _OWN.search(figure.text.lower()), _RUN.match(clause.after)
    freq = own.group("freq") if own is not None else m.group("freq") if m is not None else None
    number = spoken_number(figure.text)
    if m is None or freq is None or number is None or not m.group().strip():
        return None
    moved = {"up": False, "down": True}.get(clause.antecedent_movement)
    up = True if m.group("up") or m.group("gains") else False if m.group("down") or m.group("losses") else moved
    if up is None:
        return None
    grain = grain_of_word(freq)
    ask = ask_count(f"ended_streak({leaf_now(clause, series)}, '{grain}')", number if up else -number)
    return ask.model_copy(update={"certain": grain in ("day", "week")})


def _run_of(clause: Clause, series: str, told: re.Match[str]) -> Ask | None:
    number, unit = spoken_number(clause.anchor.text), re.search(
        r"\b(day|session|week|month|quarter)s?\b", f"{clause.anchor.text.lower()}{clause.after[:9]}")
    if number is None or unit is None:
        return None
    grain = grain_of_word(unit.group(1))
    ask = ask_count(f"ended_streak({leaf_now(clause, series)}, '{grain}')", number if told.group("up") else -number)
    earlier = _EARLIER.search(clause.before[: told.start()]) is not None
    return ask.model_copy(update={"certain": grain in ("day", "week") and not earlier})


def _first_other(clause: Clause, series: str) -> Ask | None:
    """"The first down month after seven straight advances": the run before, and that this one ended it."""
    first = _FIRST_OTHER.search(clause.before)
    run = _OF_THEM.search(f"{clause.anchor.text.lower()}{clause.after[:40]}") if first is not None else None
    number = spoken_number(clause.anchor.text)
    if first is None or run is None or number is None or clause.in_session or _AHEAD.search(clause.before[-90:]):
        return None
    of_days = clause.window == "1d" or len(clause.window) == 12
    word = first.group("freq") or first.group("kind") or ("day" if of_days else None)
    if word is None:
        return None
    grain = grain_of_word(word)
    window = last_span(grain, clause)
    ask = ask_count(f"ended_streak({series}[{window or 'now'}], '{grain}')", number if run.group("up") else -number)
    return ask.model_copy(update={"certain": window is not None or grain == "day"})


def last_span(grain: str, clause: Clause) -> str | None:
    """The week, month, ... that is ending or has just ended when the clause is told; None in the middle of one."""
    day = clause.published
    found = next((g for g in ("week", "month", "quarter", "year") if g == grain), None)
    if day is None or found is None:
        return None
    first, last = start_of(found, day.toordinal()), end_of(found, day.toordinal())
    if last - day.toordinal() <= 3:
        return "now"
    return span_before(found, day) if 3 * (day.toordinal() - first) < last - first else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Russell 2000 rose 1%, snapping a five-day losing streak.", "ended_streak(RUT[now], 'day')"),
    ("The Dow fell 1.6% on Friday, ending a three-week winning streak.", "ended_streak(DJI['2025-01-10'], 'week')"),
    ("Gold lost 1%, halting a four-session advance.", "ended_streak(GOLD[now], 'day')"),
    ("The VIX fell 3%, breaking a three-day run of gains.", "ended_streak(VIX[now], 'day')"),
    ("December was the S&P 500's first down month after three straight advances.",
     "ended_streak(SPX['2024-12'], 'month')"),
    ("The Dow fell 1.9% this week, its first weekly loss after three straight gains.",
     "ended_streak(DJI[now], 'week')"),
    ("It was Apple's first down quarter after three straight launches.", None),
    ("The Dow rose, ending a losing streak of five sessions.", "ended_streak(DJI[now], 'day')"),
    ("The Dow is on track to snap a five-week losing streak.", None),
    ("Apple ended a three-year partnership.", None),
    ("The S&P 500 rose after a five-day slide.", None),
)
