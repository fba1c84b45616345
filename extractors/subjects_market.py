"""The market and its parts without the name of an index: "stocks", "Wall Street", "small caps", "the bull market"."""

from __future__ import annotations

import re

from ..schemas import Subject

STOCKS = "stocks"
"""Kind of the subject "stocks": measured by the S&P 500, and by another index as well as not."""
ANY_STOCKS = re.compile(r"(?:(?:u\.s\.|us|american) )?(?:stocks|equities)|wall street")
SMALL_STOCKS = re.compile(
    r"(?:(?:the|u\.s\.|american) )*(?:(?:small|smaller|small-cap|small-company|small-capitalization|smaller-company)"
    r"(?: company| cap)? (?:stocks|shares|names)|small[- ]caps|smaller companies|small companies|little guys|"
    r"small fry|minnows)"
)
"""What the Russell 2000 stands for."""
CYCLE = re.compile(
    r"(?:the|this|its|that) (?:(?:current|latest|new|young|aging|ongoing|last|whole) )?(?:bull|bear) (?:market|run)"
)
"""A market's long rise or fall: that of the index spoken of."""


def any_stocks(start: int, end: int) -> Subject:
    """The market as a whole."""
    return Subject(name="U.S. stocks", series="SPX", kind=STOCKS, start=start, end=end, how="carried", certain=False)


def small_stocks(start: int, end: int, centre: Subject | None, alone: bool, lately: bool = False) -> Subject:
    """The Russell 2000, for sure where the text has just spoken of it (``lately``: named it in the sentence before)
    and of no other series since (``alone``)."""
    told = lately or (centre is not None and centre.series == "RUT" and centre.certain)
    return Subject(name="Russell 2000", series="RUT", kind="index", start=start, end=end, how="carried",
                   certain=told and alone)
