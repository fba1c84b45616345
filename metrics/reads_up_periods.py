"""How the press words it."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import counted, is_market, period_after, series_of
from .wording import FALL_VERBS, RISE_VERBS

PRIORITY = 23
_OF = re.compile(r"^ of (?:the |its |their )?(?:past |last |previous |latest )?(?:\{[NP]\}|\w+ (?:weeks|sessions|days|months|quarters))")
_VERB = re.compile(rf"\b(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})) (?:in|on|for)? ?$")


def reads(clause: Clause) -> Ask | None:
    """"Has now risen in 11 of the past 12 weeks"."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or not _OF.match(clause.after):
        return None
    m = _VERB.search(clause.before)
    period = period_after(clause, 20)
    if m is None or period is None or not period.count or period.grain is None:
        return None
    grain = "day" if period.grain == "session" else period.grain
    number = clause.figure.quantity.low
    total = int(period.count)
    risen = number if m.group("up") else total - number
    return counted(f"up_periods({series}[now], '{grain}', {total})", risen)
