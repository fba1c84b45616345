"""How the press words it (multiple)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import is_market, is_rate, mark_window, period_after, series_of
from .wording import FALL_NOUN, RISE_NOUN

PRIORITY = 45
_GAIN_OF = re.compile(rf"^ (?:the|that|those|as much as the) (?:{RISE_NOUN}|{FALL_NOUN}|of|pace|performance) ?(?:of|in|for)? ?(?:the )?\{{R\}}|^ that of (?:the )?\{{R\}}")
_ITS = re.compile(r"^ (?:of )?(?:its|the) \{N\}")
_TIMES = re.compile(r"\b(?:double|triple|quadruple)\w*\b")


def reads(clause: Clause) -> Ask | None:
    """"More than tripled over the week", "a third of its 25.42", "10 times the gain of the S&P 500"."""
    series = series_of(clause)
    if series is None or clause.figure is None or not is_market(series) or is_rate(series):
        return None
    unit = clause.figure.quantity.unit
    if not (unit in ("multiple", "count") or clause.figure.kind in ("multiple", "fraction")):
        return None
    if _GAIN_OF.match(clause.after):
        other = next((o.series for o in clause.others if o.series and o.start > clause.anchor.end), None)
        if other is None:
            return None
        return Ask(expr=f"ratio(change({series}[{clause.window}]), change({other}[{clause.window}]))", unit="multiple", certain=clause.window != "1d")
    if _ITS.match(clause.after):
        period = period_after(clause, 80)
        text = window_text(period) if period is not None else None
        if text is None or not text.startswith("'"):
            return None
        return Ask(expr=f"multiple({series}[now], {series}[{text.rstrip(':')}])", unit="multiple")
    if _TIMES.search(clause.anchor.text.lower()):
        low = _mark(clause)
        if low:
            return Ask(expr=f"multiple({series}[now], {series}[{low}])", unit="multiple")
        return Ask(expr=f"multiple({series}[{clause.window}])", unit="multiple", certain=not clause.inherited)
    return None


def _mark(clause: Clause) -> str | None:
    m = re.match(r"^ (?:since|from) (?:its|the) (?:\{P\} )?(?:low|close|bottom|trough)", clause.after)
    return mark_window(clause, m.end()) if m else None
