"""How the press words it (mark)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import dated, dates_meant, is_market, is_rate, series_of, truth, unit_is, year_before
from .wording import MARK

PRIORITY = 35
_RECORD_OF = re.compile(rf"\b(?:record|all-time|closing|intraday)? ?{MARK}(?:,| of| at| from)?,? (?:a record )?\$?$|\brecord,? (?:of )?\$?$|\brecord(?: close| high)?, $")
_LOW = re.compile(r"\blow(?:est)?\b[^,;]{0,20}$")


def reads(clause: Clause) -> Ask | None:
    """"The record high of 2442.74", "the record it set on July 16"."""
    series = series_of(clause)
    if series is None or not is_market(series):
        return None
    if clause.assertion == "mark_date":
        return _date(clause, series)
    if clause.figure is None or is_rate(series) or not unit_is(clause, "number", "index_point", "$"):
        return None
    before = clause.before
    if not _RECORD_OF.search(before) or _LOW.search(before) or clause.figure.kind == "ordinal":
        return None
    if not re.search(r"record|all-time|peak|high", before[-30:]):
        return None
    field = ".high" if "intraday" in before[-30:] else ""
    return Ask(expr=f"peak({series}{field}[:now])", unit="index_point", settled=bool(re.search(r"\b(?:the|its|their|that)\b", before[-40:])))


def _date(clause: Clause, series: str) -> Ask | None:
    days = dates_meant(clause)
    before = clause.before
    if days is None or "{P}" in before[-30:]:
        return None
    near = before[-70:]
    if re.search(r"\bclosed? at (?:one|a record)(?: on)? $", near):
        return truth(f"record({series}['{days[0]}'])")
    if re.search(r"\b(?:low|trough|bottom)\b", near):
        return dated(f"trough_date({series}['{year_before(days[0])}':])", *days)
    if not re.search(r"record|all-time|peak|high", near):
        return None
    field = ".high" if "intraday" in near else ""
    metric = "peak_date" if field or "high" in near and "record" not in near else "record_date"
    return dated(f"{metric}({series}{field}[{':now' if metric == 'peak_date' else 'now'}])", *days)
