"""How the press words it."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import is_market, series_of, unit_is

PRIORITY = 24
_WITHOUT = re.compile(r"^ (?:without|since) (?:a |an |its |the |setting |closing at |hitting |reaching |finishing at |posting |scoring |another |last |new )*(?:record|all-time high|peak|new high)")
_WAIT = re.compile(r"\b(?:wait|drought|dry spell|gap|stretch)\b")


def reads(clause: Clause) -> Ask | None:
    """"Has gone 964 days without closing at a record", "the wait of more than 500 trading days"."""
    series = series_of(clause)
    if clause.figure is None or clause.assertion or not unit_is(clause, "session", "day", "year", "month"):
        return None
    wait = _WAIT.search(clause.before) and clause.antecedent is not None and "record_date" in clause.antecedent
    if wait:
        inside = re.search(r"\(([\w.]+\[[^\]]*\])\)", clause.antecedent or "")
        return Ask(expr=f"record_drought({inside.group(1)})", unit="session") if inside and unit_is(clause, "session", "day") else None
    if series is None or not is_market(series) or not _WITHOUT.match(clause.after):
        return None
    ended = re.search(r"\b(?:before|until) (?:it|they|the \w+) (?:finally )?(?:closed|finished|hit|set|reached)[^;]*\{P\}", clause.after)
    if ended:
        window = window_text(clause.periods[-1]) if clause.periods else None
        if window is None or not window.startswith("'"):
            return None
        if unit_is(clause, "year"):
            return Ask(expr=f"record_drought({series}[{window}])", unit="session", scale=251.6, certain=False)
        return Ask(expr=f"record_drought({series}[{window}])", unit="session")
    if unit_is(clause, "session", "day"):
        return Ask(expr=f"sessions_since_record({series}[now])", unit="session")
    return Ask(expr=f"since_record_days({series}[now])", unit="day", scale=365.25 if unit_is(clause, "year") else 30.44)
