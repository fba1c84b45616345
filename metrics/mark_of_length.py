"""A high or low told by the time it is the highest or lowest of: "a 15-month low", "two-month highs"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import dates_meant, is_market, is_rate, leaf_now, moment, of_one_session, series_of, unit_is
from .since_told import ask_since
from .within_day import compared_within

PRIORITY = 19
_MARK = re.compile(
    r"^[- ](?:closing )?(?:(?P<up>high|peak|top)|low|trough|bottom)s?(?= (?:against|versus) the\b|"
    r" (?:on|late|early|this|last|at the (?:close|bell)|by the close|{P}|after|as|and|but|before|when|while|amid|"
    r"because|with|during|ahead)\b| \{P\}|[.,;:)]|$)"
)
_LED = re.compile(
    r"(?:\b(?:to|at|hit|hits|hitting|reach(?:ed|es|ing)?|touch(?:ed|es|ing)?|set|sets|setting|notch(?:ed|es|ing)?|"
    r"struck|strikes|striking|mark(?:ed|s|ing)?|post(?:ed|s|ing)?|scored|into|logged|was|is|of)|,|"
    r"\{N\}(?: an? [a-z]+)?)"
    r"(?: (?:a|an|its|their|another|yet|fresh|new|at|least|nearly|almost|more|than|over|roughly|about))*[ -]*$"
)
_LEFT = re.compile(
    r"\b(?:from|off|near|above|below|under|over|beneath|since|short of|shy of|toward|towards|close to|within|after|"
    r"having|had)\b[^,;{}]*$|\b(?:after|having|had|before)\b[^,;]*$"
)
"""What the words before may do with a mark instead of making it: "rebounded from a two-month low"."""
_CLOSED = re.compile(r"\b(?:clos|finish|end|settl)(?:e|es|ed|ing|s)?\b[^;]*$")
_BESIDE = re.compile(r"\{N\}(?: an? [a-z]+)?,? an? $")
_A_YEAR = 50
"""Weeks from which "a 52-week high" is meant as of the year or longer."""


def reads(clause: Clause) -> Ask | None:
    """"Fell to a two-month low": the last lower close lies some two months back."""
    series, m = series_of(clause), _MARK.match(clause.after)
    if series is None or m is None or not is_market(series) or not unit_is(clause, "week", "month", "year"):
        return None
    if clause.in_session:
        return None  # no close tells how high it stood at that hour
    lead = _LED.search(clause.before)
    if lead is None or _LEFT.search(clause.before[: lead.end()]) or not of_one_session(clause):
        return None
    days = dates_meant(clause)
    if days is None or clause.figure is None or clause.published is None:
        return None
    if unit_is(clause, "week") and clause.figure.quantity.low >= _A_YEAR:
        return None  # of the last year or of any time longer
    up = m.group("up") is not None
    ask = ask_since(leaf_now(clause, series), up, days)
    field = ".high" if up else ".low"
    if _CLOSED.search(clause.before) or _BESIDE.search(clause.before):
        return compared_within(clause, ask)
    within = f"last_{'higher' if up else 'lower'}({series}{field}[{moment(clause.window)}])"
    quoted = clause.subject is not None and clause.subject.kind in ("index", "company") and not is_rate(series)
    return compared_within(clause, ask.model_copy(update={"rivals": (within,), "certain": quoted}))


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow fell to a two-month low.", "last_lower(DJI[now])"),
    ("The 10-year Treasury yield closed at 4.77%, a 14-month high.", "last_higher(DGS10[now])"),
    ("The Dow rebounded from a two-month low.", None),
    ("The Dow is near a two-month low.", None),
    ("The Dow ended lower after hitting a two-month low.", None),
    ("Apple's stock is 20% below its 52-week high.", None),
    ("Volume in the Dow fell to a two-month low.", None),
)
