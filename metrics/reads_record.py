"""How the press words it (record)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import dated, dates_meant, is_market, point, series_of, truth

PRIORITY = 30
_FIRST = re.compile(r"\bfirst(?: (?:record|all-time high|new high|record close|record high|closing record|one))?(?: (?:close|finish|high))?,?(?: in| since)?(?: the| at least| nearly| almost| more than)?\s*$")
_VERB = re.compile(r"\b(?:clos|finish|end|settl)\w*\b[^.;]*$")
_NOT = re.compile(r"\b(?:not|n't|never|without|short of|from|below|near|toward|towards|approach\w*|since|of (?:its|the|a)|above|under|just|off|until|before)\b[^,;]{0,24}$")


def reads(clause: Clause) -> Ask | None:
    """"Closed at a record", "to an all-time high", and "its first record since February"."""
    series = series_of(clause)
    if series is None or not is_market(series):
        return None
    if clause.assertion == "record":
        return _holds(clause, series)
    if clause.assertion == "since":
        return _first_since(clause, series)
    if clause.assertion == "same" and clause.antecedent and clause.antecedent.startswith("record("):
        return truth(re.sub(r"\(\w[\w.]*\[", f"({series}[", clause.antecedent, count=1))
    return None


def _holds(clause: Clause, series: str) -> Ask | None:
    before = clause.before
    word = clause.anchor.text.lower()
    if "low" in word or re.search(r"\d", word) or _NOT.search(before) or clause.negated:
        return None
    if "territory" in word or re.search(r"\b(?:touch|hit|reach|trad|intraday)\w*\b[^,;]*$", before) and not _VERB.search(before):
        return truth(f"record_intraday({series}[{point(clause.window)}])")
    return truth(f"record({series}[{point(clause.window)}])")


def _first_since(clause: Clause, series: str) -> Ask | None:
    days = dates_meant(clause)
    if days is None or not _FIRST.search(clause.lead):
        return None
    about_record = re.search(r"record|all-time high|new high", clause.lead[-60:]) or (
        clause.antecedent is not None and clause.antecedent.startswith("record("))
    if not about_record:
        return None
    return dated(f"previous_record_date({series}[{point(clause.window)}])", *days)
