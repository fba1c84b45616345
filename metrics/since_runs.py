"""Pairs of gains or losses in a row, and when there last were such: "the first back-to-back weekly gains since May"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .ended import last_span
from .reading import ask_date, dates_meant, is_market, series_of
from .streak_grain import grain_of_word, grain_told
from .wording import FALL_NOUN, RISE_NOUN

PRIORITY = 19
_PAIR = re.compile(
    r"\bfirst (?:back-to-back|two (?:straight|consecutive|successive)|consecutive|pair of(?: consecutive)?) "
    rf"(?:(?P<freq>daily|weekly|monthly|quarterly|annual) )?(?:(?P<up>{RISE_NOUN})|(?P<down>{FALL_NOUN}))\b"
    r"(?:[^;{}]*\bsince(?: the)?)?\s*$"
)


def reads(clause: Clause) -> Ask | None:
    """The last run at least as long as the present one, in the same direction."""
    series, days = series_of(clause), dates_meant(clause)
    m = _PAIR.search(clause.lead) if clause.assertion == "since" else None
    if m is None or series is None or not is_market(series) or days is None or clause.in_session:
        return None
    grain = grain_of_word(m.group("freq") or "") or grain_told(clause)
    window = last_span(grain, clause) or "now"
    ask = ask_date(f"last_higher(streak({series}[{window}], '{grain}'))", *days, relation="since")
    moved = {"up": m.group("up"), "down": m.group("down")}.get(clause.antecedent_movement, True)
    return ask.model_copy(update={"certain": bool(moved and m.group("freq"))})


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow fell 1.9% this week, the first back-to-back weekly losses since May.",
     "last_higher(streak(DJI[now], 'week'))"),
    ("Gold rose in December as in November, the first consecutive monthly gains since April.",
     "last_higher(streak(GOLD['2024-12'], 'month'))"),
    ("Apple reported its first back-to-back sales declines since 2016.", None),
)
