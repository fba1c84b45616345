"""How far off a level told by its day: "6% above where it bottomed on Aug. 5", "2% off the 5,667 of July 16"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .distance import unit_kind
from .period_window import window_text
from .reading import is_market, period_after, series_of

PRIORITY = 46
_WAY = (
    r"^(?: points?)? (?:(?P<up>above|over|north of|higher than|up from|more than)|"
    r"(?P<down>below|beneath|under|off|south of|lower than|down from|less than|short of|shy of)) "
)
_DAY = r"(?: (?:at|a|the|its|close|closing|low|high|on|in|back|as recently as|of))* \{P\}"
_WHERE = re.compile(
    rf"{_WAY}(?:where|what|the level at which|the level where) (?:it|they|the [a-z]+|(?:the )?\{{[SG]\}}) (?:had )?"
    rf"(?P<verb>bottomed|peaked|topped|troughed)(?: out)?{_DAY}"
)
_THE_LEVEL = re.compile(
    rf"{_WAY}(?:the|its) \$?\{{N\}}(?: (?:that )?(?:it|they|\{{[SRG]\}}) (?:had )?(?:reached|hit|touched|set|closed at|"
    rf"finished at|ended at|stood at|recorded|posted)| at which (?:it|they) (?:closed|finished|ended|settled|"
    rf"stood))?{_DAY}"
)


def reads(clause: Clause) -> Ask | None:
    """The present distance from the close of the day that is named."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or clause.assertion:
        return None
    m = _WHERE.match(clause.after) or _THE_LEVEL.match(clause.after)
    kind = unit_kind(clause, series)
    day = period_after(clause, 100)
    text = window_text(day)
    if m is None or kind is None or text is None or day is None:
        return None
    marked = m.groupdict().get("verb") is not None
    if not text.startswith("'") or (len(text) != 12 and not (marked and day.kind == "month")):
        return None
    metric = "above_trough" if m.group("up") else "below_peak"
    unit = "percent" if kind[0] else "index_point"
    return Ask(expr=f"{metric}{kind[0]}({series}[now], {series}[{text}])", unit=unit, scale=kind[1])


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 is 12% above where it bottomed on Aug. 5.", "above_trough_pct(SPX[now], SPX['2024-08-05'])"),
    ("The S&P 500 is 4.3% off the 6,090.27 it reached on Dec. 6.", "below_peak_pct(SPX[now], SPX['2024-12-06'])"),
    ("The 10-year Treasury yield is 114 basis points above where it bottomed on Sept. 16.",
     "above_trough(DGS10[now], DGS10['2024-09-16'])"),
    ("The Dow is 3% below where Apple bottomed on Aug. 5.", None),
    ("Apple is 3% above where analysts put it.", None),
)
