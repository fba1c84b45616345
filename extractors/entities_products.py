"""Names that no list holds, known by form: "S&P 500 Health Care Index", "Acme Bond ETF", newsletter "Lee's Tape"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .entities_identity import Named

_WORD = r"(?:i?[A-Z][\w&.-]*|\d+|&)"
_INDEX = re.compile(
    r"\b(?:S&P|Nasdaq|NASDAQ|Dow Jones|Russell|MSCI|FTSE|Stoxx|STOXX|KBW|NYSE|Bloomberg|ICE|CSI|Wilshire|Cboe|PHLX)"
    rf"(?:[ /]{_WORD}){{1,6}} [Ii]ndex\b"
)
_FUND = re.compile(rf"\b{_WORD}(?: {_WORD}){{0,6}} (?:ETF|ETN)\b")
_OUTLETS = ("newsletter", "newspaper", "magazine", "blog", "podcast", "column")
_TITLE = re.compile(rf"(?:{'|'.join(_OUTLETS)}),? (?P<title>[A-Z][\w.-]*['’]s(?: [A-Z][\w-]*){{1,4}})")
"""A publication that bears its owner's name."""
_OPENERS = frozenset({"The", "A", "An", "And", "But", "In", "Both", "While", "Its", "Their", "For", "This", "That"})


def products(body: str) -> Iterator[Named]:
    """Named stretches labelled INDEX, FUND or ORG, in no particular order."""
    for m in _TITLE.finditer(body) if any(word in body for word in _OUTLETS) else ():
        yield Named(*m.span("title"), m["title"], "ORG", tuple(m["title"].split(" ")))
    for label, pattern in (("INDEX", _INDEX), ("FUND", _FUND)):
        for m in pattern.finditer(body):
            start, words = m.start(), m.group().split(" ")
            while len(words) > 1 and words[0] in _OPENERS:
                start += len(words.pop(0)) + 1
            if len(words) > 1:
                yield Named(start, m.end(), body[start : m.end()], label, tuple(words))
