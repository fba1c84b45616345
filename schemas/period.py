"""Windows and dates, resolved from the moment of publication."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .base import Span

PeriodKind = Literal["day", "week", "month", "quarter", "year", "range", "sessions", "time", "duration"]
Grain = Literal["minute", "day", "session", "week", "month", "quarter", "year", "decade"]


class Period(Span):
    """A date or window expression and the calendar days it means, both ends included.

    ``first``/``last`` bound it (None: open or unknown, as in "since 2008" before publication's day is put in, or in a
    bare duration). ``relation`` is the word that ties it to what is measured: "on" (a day, or no word), "in" (a
    period as a whole: "in 2024", "last week"), "to_date" ("so far this month", "this year" said of a year not over),
    "since" (``first`` is the day or the start of the period named; runs to publication), "until", "for" (a span that
    ends at publication: "for six days", "over the past 12 months"), "ahead" (in the future), "ago" (a point in the
    past counted back: "a year earlier", "two sessions earlier").
    ``count`` and ``grain`` keep what was counted ("three sessions": 3, session). ``clock`` names a time of day where
    one is given: "morning", "midday", "afternoon", "open", "close", or "HH:MM" in New York time.
    """

    kind: PeriodKind
    first: date | None = None
    last: date | None = None
    relation: Literal["on", "in", "to_date", "since", "until", "for", "ahead", "ago"] = "on"
    grain: Grain | None = None
    count: float | None = None
    clock: str | None = None
    approximate: bool = False
