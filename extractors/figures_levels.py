"""Bare numbers that stand for an index's level: "to 4,577.10", "a record high of 2442.74"."""

from __future__ import annotations

import re

from .figures_draft import Draft
from .figures_keep import Stretch

_INDEX = re.compile(
    r"\b(?:index|indexes|indices|Dow|S&P|Nasdaq|Russell|FTSE|DAX|CAC|Nikkei|Stoxx|STOXX|Hang Seng|average|gauge|"
    r"benchmark|composite|"
    r"VIX|Sensex|Nifty|Topix|Kospi|KOSPI|Ibovespa|points|record (?:high|close))\b", re.I)
_COUNTED = re.compile(
    r"\b(?:claims|jobs|payrolls|people|workers|employees|contracts|homes|houses|units|sales|starts|permits|vehicles|"
    r"cars|customers|users|"
    r"subscribers|deliveries|passengers|rigs|openings|layoffs|stores|shares|volume|exports|imports|cases|deaths|"
    r"patients|barrels|bitcoin)\b", re.I)
_BACK = re.compile(
    r"\s*(?:[“\"]?(?:It|Its|That|This|They|And it|But it|The (?:index|gauge|benchmark|measure|"
    r"average))\b)"
)
_PLACE = re.compile(
    r"\b(?:close|high|low|record|peak|level),\s$|\b(?:to|at|of|near|above|below|from|than|around|about|under|over|was|is|"
    r"reached|reach|hit|past|through|top|topped|between|cross|crossed|touched|touch|retest|reclaim|breach|breached|broke|"
    r"pass|passes|passed|tops|hits|crosses|nears)\s+(?:\w+\s+)?$",
    re.I,
)
_COUNTS = re.compile(r"\s+(?:per|an?)\b|\s+[a-z]{3,}s\b(?!\s+(?:the|its))")


def read_level(stretch: Stretch, draft: Draft) -> None:
    """Makes a bare number an index level where it stands in a level's place and an index is what is spoken of."""
    text, floor = stretch.text, stretch.floor(draft.start)
    if draft.form != "digits" or draft.low < 10 or _COUNTS.match(text, draft.end):
        return
    if not _PLACE.search(text[max(floor, draft.start - 24) : draft.start]):
        return
    since = max(0, floor - 400 if _BACK.match(text, floor) else floor, draft.start - 500)
    index = [m.start() for m in _INDEX.finditer(text, since, draft.end + 40)]
    counted = [m.start() for m in _COUNTED.finditer(text, since, draft.start)]
    if not index or (counted and counted[-1] > max((at for at in index if at < draft.start), default=0)):
        return
    draft.unit, draft.level = "index_point", True
