"""Prices without food and energy: which of the official gauges a sentence means by its core."""

from __future__ import annotations

import re

from ..schemas import Subject, Token
from .discourse import Discourse
from .scene import Scene

_CORE = re.compile(
    r"\b(?:stripping out|strip out|excluding|excludes|minus|leaving out|leaving aside|net of|without|ex|setting aside|"
    r"outside(?: of)?|removing|omitting|ignoring|not counting|other than|apart from) (?:the )?"
    r"(?:more )?(?:volatile )?(?:costs of |prices of )?food and (?:energy|fuel)\b"
)
"""What makes an index of prices the core one."""
_GAUGE = re.compile(
    r"\b(?:core|underlying) "
    r"(?:measure|gauge|reading|rate|index|figure|number|yardstick|version|metric|inflation|prices)\b"
)
_PREFERRED = re.compile(r"\b(?:prefer|favou?r|follow|watch|target)\w*\b")
_PRICES = ("price", "rate", "gauge", "index", "measure", "reading", "inflation", "cpi")
_OF_ALL = {"CPI": ("CORECPI", "Core consumer prices"), "PCE": ("COREPCE", "Core PCE prices")}


def core_prices(scene: Scene, head: Token, first: int, last: int, discourse: Discourse) -> Subject | None:
    """The core gauge that the noun phrase at ``first:last`` means; a subject without a series where it is one of
    nobody knows which."""
    if _GAUGE.search(scene.text(first, last)):
        return _gauge(scene, first, last, discourse)
    if head.lemma.lower() not in _PRICES or not _CORE.search(scene.text(scene.start, scene.end)):
        return None
    return _of(discourse, first, head.end)


def _gauge(scene: Scene, first: int, last: int, discourse: Discourse) -> Subject:
    """"The core measure that the Fed prefers": of what consumers pay for; without a word of whose, of the prices
    spoken of last."""
    after = scene.text(last, min(last + 60, scene.end)).partition("{N}")[0]
    if _PREFERRED.search(scene.text(first, last)) or _PREFERRED.search(after):
        series, name = _OF_ALL["PCE"]
        return Subject(name=name, series=series, kind="indicator", start=first, end=last, how="carried")
    return _of(discourse, first, last) or Subject(name=scene.parsed.body[first:last], start=first, end=last)


def _of(discourse: Discourse, start: int, end: int) -> Subject | None:
    """The core of the prices spoken of last."""
    whole = discourse.last("indicator")
    if whole is None or whole.series not in _OF_ALL:
        return None
    series, name = _OF_ALL[whole.series]
    return Subject(name=name, series=series, kind="indicator", start=start, end=end, how="carried")
