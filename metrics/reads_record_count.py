"""How the press words it (record_count)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import counted, is_market, period_after, series_of, unit_is
from .wording import spoken_number

PRIORITY = 30
_OF = re.compile(r"^ (?:closing |all-time |new )?(?:records?|record closes?|record highs?|record finish(?:es)?|all-time highs?|closes? at a record|new highs?|closing highs?)(?: close| high)?\b")
_DONE_SO = re.compile(r"\bdone so,? (?:\w+ )?$|\brecord(?:s)?[^.;]{0,40}\bdone so $")


def reads(clause: Clause) -> Ask | None:
    """"Its 43rd record close of the year", "has done so 24 times this year"."""
    series = series_of(clause)
    if series is None or clause.figure is None or not is_market(series):
        return None
    done = _DONE_SO.search(clause.before)
    if not _OF.match(clause.after) and not (done and unit_is(clause, "count", "number")):
        return None
    number = spoken_number(clause.figure.text)
    if number is None or number == 1 and re.search(r"\bsince\b|\{P\}", clause.after[:40]) and "of {P}" not in clause.after[:40]:
        return None
    return counted(f"record_count({series}[{_window(clause)}])", number)


def _window(clause: Clause) -> str:
    period = period_after(clause, 40)
    text = window_text(period) if period is not None else None
    if text is None or text.startswith("1d"):
        text = clause.window if clause.window != "1d" else "ytd"
    if clause.published is not None and text == f"'{clause.published.year}'":
        return "ytd"
    return text
