"""How the press words it (relative)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_market, series_of, unit_is

PRIORITY = 28
_BEAT = re.compile(r"\b(?P<way>beat|beats|beating|outperform\w*|outpac\w*|topped|led|ahead of|trail\w*|lag\w*|underperform\w*|behind)\b(?P<mid>[^;]{0,50}?) by $")


def reads(clause: Clause) -> Ask | None:
    """"The S&P 500 beat these stocks by three percentage points"."""
    series = series_of(clause)
    m = _BEAT.search(clause.before)
    if m is None or series is None or not is_market(series) or not unit_is(clause, "percentage_point"):
        return None
    other = next((o.series for o in clause.others if o.series and o.end <= clause.anchor.start), None)
    if other is None or other == series or clause.window == "1d":
        return None
    sign = -1 if re.match(r"trail|lag|under|behind", m.group("way")) else 1
    return Ask(expr=f"outperformance({series}[{clause.window}], {other}[{clause.window}])", unit="percentage_point", sign=sign)
