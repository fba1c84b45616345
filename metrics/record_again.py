"""Another index's count of the records just counted: "the Dow set its 19th record of the year; the Nasdaq has 12"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import ask_count, is_market, series_of, unit_is

PRIORITY = 29
_COUNT_TOLD = re.compile(r"record_count\(\w[\w.]*\[(?P<window>[^\]]+)\]\)")
_HAS_SET = re.compile(
    r"\b(?:has|have|had|boasts?|counts?|can claim|claims?|(?:has |have |had )?(?:managed|set|notched|logged|posted|"
    r"scored|made|had|racked up|collected|chalked up)) (?:(?:only|just|a mere|all of|no more than|fully|but) )*$"
)
_NO_NOUN = re.compile(r"^(?:[.;,]|$| (?:so far|such|of (?:them|its own)|of those|and|while|but)\b)")


def reads(clause: Clause) -> Ask | None:
    """A bare number after "has", "has managed", in the span of the count that another series just had."""
    series = series_of(clause)
    told = next((m for t in reversed(clause.told) if (m := _COUNT_TOLD.fullmatch(t))), None)
    if told is None or series is None or not is_market(series) or clause.figure is None:
        return None
    if not (_HAS_SET.search(clause.before) and _NO_NOUN.match(clause.after)):
        return None
    if not unit_is(clause, "number", "count", "record"):
        return None
    return ask_count(f"record_count({series}[{told.group('window')}])", clause.figure.quantity.low)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 set 57 records in 2024. The Dow managed only 47.", "record_count(DJI['2024'])"),
    ("The Dow managed only 47.", None),
    ("Apple has 164,000 employees.", None),
)
