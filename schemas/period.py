"""Windows and dates, resolved from the moment of publication."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .base import Span

PeriodKind = Literal["day", "week", "month", "quarter", "year", "range", "sessions", "time", "duration", "set"]
Grain = Literal["second", "minute", "hour", "day", "session", "week", "month", "quarter", "year", "decade", "century"]
Relation = Literal["on", "in", "to_date", "since", "until", "before", "after", "for", "ahead", "ago"]


class Period(Span):
    """A date or window expression and the calendar days it means, both ends included.

    The span holds the words that make the relation (``since``, ``until``, ``by``, ``before``, ``after``, ``so far``,
    ``early``, ``past``, ``ago``, ``earlier``) and no other preposition: "in", "on", "for", "over" and a possessive 's
    stay outside, and so does the article of "the [past 12 months]", "the [end of 2020]". Everything is resolved in New
    York's calendar from the moment of publication.

    ``first``/``last`` are the days that the named period has, by ``relation``:

    - "on": a day (or moment) not after publication: first == last.
    - "in": a period over as a whole by publication ("in 2024", "last week", "August" said in September), or the part
      of one that is ("earlier this month", "the first half" while it runs: ``last`` is publication's day).
    - "to_date": a week, month, quarter or year (``grain``) still running: ``first`` is its first day, ``last``
      publication's day ("so far this month", "this year", "in 2024" said in 2024).
    - "since": ``first``..``last`` bound the *named anchor*, not the window, which runs from it to publication:
      "since March 2020" has 2020-03-01..2020-03-31, grain month; "since the end of November" has first == last ==
      November 30, grain day; "since Jan. 30" that day.
    - "until", "before", "after" likewise bound the anchor ("by year-end": until, first == last == December 31).
    - "for": a window counted back that ends at publication: "the past 12 months", "in two sessions", "over the five
      sessions". ``count`` and ``grain`` say how long; sessions leave ``first`` None for the exchange's calendar.
    - "ahead": a day or window after publication ("over the next three months", "report on Wednesday").
    - "ago": a point counted back ("a year earlier", "a week ago", "two sessions earlier"): first == last == that day
      counted from publication (None for sessions); where the text measures from another date, use count and grain.

    ``kind`` "range" is a stretch that is no single calendar unit; "sessions" is counted in sessions; "time" a moment
    or stretch of a day (``first`` is the day); "duration" a bare length, tied to no date (``first``/``last`` None,
    relation "for"); "set" something that recurs. With no publication date, what depends on it has first and last None.
    ``clock`` names a time of day where one is given: "morning", "midday", "afternoon", "evening", "night",
    "overnight", "open", "close", or "HH:MM" in New York time. ``approximate`` is set by "early", "mid", "late" (a third
    of the month or year) and by hedges. ``part`` keeps that word's sense, and "start"/"end" for "the beginning of
    August" and "the end of 2020", which are days. ``bound`` is "more_than" for "more than two years" and the like.
    ``timex`` is the whole expression in ISO 8601 (``2018-11-08``, ``2018-Q3``, ``2014/2018``, ``P3M``, ``T16:00``),
    before it was cut at publication; recurring times have X for what is open (``XXXX-WXX-5``).
    """

    kind: PeriodKind
    first: date | None = None
    last: date | None = None
    relation: Relation = "on"
    grain: Grain | None = None
    count: float | None = None
    clock: str | None = None
    approximate: bool = False
    part: Literal["start", "mid", "end"] | None = None
    bound: Literal["at_least", "more_than", "at_most", "less_than"] | None = None
    timex: str | None = None
