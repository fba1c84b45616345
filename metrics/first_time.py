"""The first time of all that a level was passed: "its first finish above 2,700", "tops 9,000 for the first time"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import ask_date, dates_meant, is_rate, period_after
from .window import resolve
from .wording import FALL_VERBS, RISE_VERBS

_FIRST = re.compile(
    r"\bfirst (?:finish|close|time|settlement|closing|trip|foray|(?:clos|finish|settl|end)(?:ed|d))\b[^;]{0,32}$|"
    r"\b(?:closed|finished|settled|ended) (?:the day )?for the first time (?:ever )?$"
)
_NOT_YET = re.compile(
    r"\b(?:short of|shy of|miss\w*|denied|await\w*|wait\w* for|eye\w*|toward|near\w*|away from|closer to) "
    r"(?:out on )?(?:an?|its|the|that|what would (?:be|have been) (?:an?|its)) (?:first|maiden)\b[^;{}]*$"
)
"""A first close that is still to come, or did not: "fell short of a first finish above 40,000"."""
_TOPS = re.compile(
    r"\b(?:tops?|topped|broke|breaks|pierce[sd]|reclaim(?:s|ed)|vaulted|crosse[sd]|breach\w*|surpass\w*|clears?|"
    r"cleared|passe[sd]|above|over|past)(?: the)? \$?$"
)
_IN_A_SPAN = re.compile(r"^ for the first time in\b")
_SPANNED = re.compile(
    r"(?: for the first time| ever)?,? (?:back )?(?:(?:which came |that came |set )?"
    r"(?:in|during) (?:the )?)?"
)
_DATED = re.compile(
    r"(?: on a closing basis| at (?:a|the) close)?(?: for the first time| ever)?,? (?:(?:back )?on |"
    r"(?:which came |set )?on )?"
)
_FIRST_ON = re.compile(
    r"(?:\bfirst (?:ever )?(?:finish|close|time|settlement|closing|trip|foray|(?:clos|finish|settl|end|top|cross|"
    r"pass|surpass|clear|eclips|exceed)(?:ed|d)?)\b[^;{}]{0,20}?(?P<below>below |under )?(?:above |over )?\{N\}|"
    r"\{N\}(?: on a closing basis| at (?:a|the) close)? for the first time)"
    r"(?: mark| level)?,? (?:(?:which came|which was|was|back|came) )*(?:on|in)?(?: the)?\s*$"
)
_AS_A_MARK = re.compile(
    r"\b(?:from|since|after|(?P<ahead>before|until|to|toward)|of|between|following|than|against) "
    r"(?:its|the|their|that) "
    r"(?:very |own )?first (?:ever )?(?:finish|close|time|settlement|closing|trip|foray)\b[^;,{}]{0,32}$"
)
"""A first time that something else is told by: "114 sessions after its first close above 9,000"."""
_HAPPENED = re.compile(
    r"(?:, (?:its|the|their) (?:very )?|\b(?:for|with|had|has|have|notch\w*|post\w*|log\w*|record\w*|mark\w*|made|"
    r"score\w*|celebrat\w*|enjoy\w*|saw|manag\w*|was|is|were) (?:its|the|their|an?) (?:very )?)first\b[^;]{0,40}$|"
    rf"\b(?:{RISE_VERBS}|{FALL_VERBS}|tops?|topped|broke|breaks|crosse[sd]|surpass\w*|clears?|cleared|passe[sd]|"
    r"pierce[sd]|clos(?:ed|es|ing)|finish(?:ed|es|ing)|settle[sd]?|end(?:ed|s|ing)|traded?)\b[^,;{}]*$"
)
"""How the day's own first time is told."""
_LONG_AGO = date(1800, 1, 1)
_FIRST_TIME = re.compile(
    r"^(?: on a closing basis| at (?:a|the) close)? for the first time\b(?! (?:since|this|in (?!\{P\})))"
)
_SINCE = re.compile(r"^,? (?:since|in)\b")


def first_time(clause: Clause, series: str, level: float, side: str | None) -> Ask | None:
    """"Its first finish above 2,700": the first close beyond the level is the day the article tells of."""
    named = side and _FIRST.search(clause.before) and not _NOT_YET.search(clause.before)
    tops = (_TOPS.search(clause.before) or side == "above") and _FIRST_TIME.match(clause.after)
    if (not named and not tops) or (named and side == "below") or clause.published is None:
        return None
    since = _SINCE.match(clause.after) or _IN_A_SPAN.match(clause.after)
    if since is not None and not _in_a_month(clause):
        return None
    own = next((p for p in clause.periods if 0 <= p.start - clause.anchor.end <= 24), None)
    if own is not None and own.relation in ("to_date", "since"):
        return None  # "for the first time this year" is no first time ever
    expr = f"first_above({series}[now], {plain(level)})"
    mark = _AS_A_MARK.search(clause.before)
    ask = ask_date(expr, _LONG_AGO, clause.published) if mark is not None else _dated_first(clause, expr)
    shares = clause.subject is not None and clause.subject.kind == "company"
    happened = not clause.inherited or _HAPPENED.search(clause.before)
    told = not mark.group("ahead") if mark is not None else happened
    # prices of shares are kept as they are after every later split, and a first time without a date may be long past
    return ask if told and not shares else ask.model_copy(update={"certain": False})


def _dated_first(clause: Clause, expr: str) -> Ask:
    """The first time beyond a level, on the day or in the span that the words name, else on the day of the article."""
    assert clause.published is not None
    period = period_after(clause, 60)
    near = clause.after.partition("{P}")[0]
    if period is not None and period.kind == "day" and period.first and _DATED.fullmatch(near):
        return ask_date(expr, period.first, period.first)
    if period is not None and period.kind in ("month", "quarter", "year") and _SPANNED.fullmatch(near):
        told = window_text(period)
        if told is not None and told.startswith("'") and period.relation in ("in", "on"):
            return _within(expr, told, clause.published)
    if clause.window not in ("1d", "now"):
        return _within(expr, clause.window, clause.published)
    return ask_date(expr, clause.published - timedelta(days=4), clause.published)


def _within(expr: str, window: str, published: date) -> Ask:
    """The first time on one of the days of ``window``, up to publication."""
    span = resolve(window, published.toordinal())
    return ask_date(expr, date.fromordinal(span.first), min(date.fromordinal(span.last), published))


def _in_a_month(clause: Clause) -> bool:
    """Whether the first time is dated by a month ("first closed above 35,000 in July"), and not the first in a span."""
    period = period_after(clause, 28)
    return (
        period is not None and period.kind == "month" and period.relation == "in" and period.first is not None
        and not period.text.lower().startswith(("a ", "this", "the "))
    )


def first_dated(clause: Clause, series: str) -> Ask | None:
    """"Its first finish above 8,000, on Aug. 27, 2018": the date of the first close beyond the level."""
    m, days, level = _FIRST_ON.search(clause.lead), dates_meant(clause), clause.previous
    if m is None or days is None or level is None or level.quantity.low != level.quantity.high:
        return None
    if (level.quantity.unit == "percent") != is_rate(series):
        return None
    below = level.text.lower().startswith(("below", "under")) or m.group("below")
    return ask_date(f"first_{'below' if below else 'above'}({series}[now], {plain(level.quantity.low)})", *days)


def plain(value: float) -> str:
    """A level as an expression writes it."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
