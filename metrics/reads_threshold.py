"""How the press words it (threshold)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import is_market, is_rate, period_after, series_of, truth, unit_is

PRIORITY = 22
_NEVER = re.compile(r"\b(?:never|not|n't)\b[^;]{0,40}\b(?:clos|finish|end|trad|top|settl|climb|ris)\w*\b[^;]{0,20}\b(?P<way>above|below|over|under)(?: the)? $")
_FIRST = re.compile(r"\bfirst (?:finish|close|time|settlement|closing)\b[^;]{0,30}\b(?P<way>above|over|below|under)(?: the)? \$?$")
_TOPS = re.compile(r"\b(?:tops?|topped|crosse[sd]|breach\w*|surpass\w*|clears?|cleared)(?: the)? \$?$")


def reads(clause: Clause) -> Ask | None:
    """"Its first finish above 2,700", "never closed above 35", "tops 9,000 for the first time"."""
    series = series_of(clause)
    if series is None or clause.figure is None or not is_market(series) or clause.figure.quantity.low != clause.figure.quantity.high:
        return None
    if not unit_is(clause, "number", "index_point", "$", "percent"):
        return None
    level = f"{clause.figure.quantity.low:g}" if clause.figure.quantity.low < 1e6 else ""
    level = _plain(clause.figure.quantity.low)
    never = _NEVER.search(clause.before)
    if never:
        window = _span(clause)
        if window is None:
            return None
        above = never.group("way") in ("above", "over")
        return truth(f"never_{'above' if above else 'below'}({series}[{window}], {level})")
    first = _FIRST.search(clause.before) or (_TOPS.search(clause.before) if "first time" in clause.after else None)
    if first and clause.after.strip(" .,").split(",")[0] in ("", "for the first time") or first and re.match(r"^(?:,| of| in| for the first time|\.|$)", clause.after):
        return truth(f"first_close_above({series}[now], {level})")
    return _crossed(clause, series) or _touched(clause, series)


_TOUCHED = re.compile(r"\b(?:touched|hit|reached|traded as high as|as high as|spiked to|peaked at|a high of|a peak of) \$?$")


def _touched(clause: Clause, series: str) -> Ask | None:
    """"Touched 65.73 in the morning": the day's high."""
    if not _TOUCHED.search(clause.before) or is_rate(series) or not unit_is(clause, "number", "index_point", "$"):
        return None
    if re.search(r"\b(?:record|target)\b", clause.before[-30:]):
        return None
    return Ask(expr=f"peak({series}.high[{clause.window}])", unit=clause.figure.quantity.unit, certain=False)  # type: ignore[union-attr]


_ABOVE_NOW = re.compile(r"^(?:above|over|past)\b")
_BELOW_NOW = re.compile(r"^(?:below|under)\b")
_PASSED = re.compile(r"\b(?:topped|tops|surpassed|exceeded|crossed|broke through)(?: the)? $")


def _crossed(clause: Clause, series: str) -> Ask | None:
    """"Jumped above 20 on Tuesday", "topped 5% last month": the highest (lowest) close of the window lies beyond."""
    text = clause.anchor.text.lower()
    up = bool(_ABOVE_NOW.match(text) or _PASSED.search(clause.before))
    if not up and not _BELOW_NOW.match(text):
        return None
    if unit_is(clause, "percent") != is_rate(series):
        return None
    level = clause.figure.quantity.low  # type: ignore[union-attr]
    reach = 0.3 * abs(level)
    expr = f"{'peak' if up else 'trough'}({series}[{clause.window}])"
    low, high = (level, level + reach) if up else (level - reach, level)
    return Ask(expr=expr, unit=clause.figure.quantity.unit, low=low, high=high, certain=False)  # type: ignore[union-attr]


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _span(clause: Clause) -> str | None:
    period = period_after(clause, 30)
    text = window_text(period) if period is not None else None
    if text is not None:
        return f"{text}:" if "since" in clause.after[:10] and text.startswith("'") and not text.endswith(":") else text
    return clause.window if clause.window != "1d" else None
