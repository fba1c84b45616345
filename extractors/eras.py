"""Times the market names by what happened in them: "the early days of the pandemic", "the depths of the crisis".

Each is a stretch of days wide enough for every writer's use of the words, so that a comparison reaching back "since"
one is called wrong only when a day well after it was as extreme.
"""

from __future__ import annotations

import re
from datetime import date

from ..schemas import Period

_PANDEMIC = r"(?:(?:covid(?:-19)?|coronavirus) )?pandemic|(?:covid(?:-19)?|coronavirus) (?:crisis|outbreak|era)"
_CRISIS = r"(?:(?:global |last |great |2008 )*financial crisis|great recession|global credit crisis)"
_EARLY = (
    r"(?:(?:very )?(?:early|first|opening|initial|earliest) (?:days|weeks|months|stages?|phases?|part)|"
    r"(?:start|onset|outset|outbreak|beginning|dawn|arrival|first wave)) of the "
)
_DEEP = (
    r"(?:(?:depths?|height|worst|teeth|bottom|lows?|peak|heart|throes|nadir)|"
    r"(?:darkest|worst|scariest) (?:days|weeks|months|moments)) of the "
)
_FALL = r"(?:crash|sell-?off|panic|rout|shock|plunge|meltdown|lows?|bear market|turmoil|collapse|slump)"
_ERAS: tuple[tuple[re.Pattern[str], date, date], ...] = tuple(
    (re.compile(rf"\bsince (?:the )?(?P<era>(?:the )?(?:{words}))(?![\w-])", re.IGNORECASE), first, last)
    for words, first, last in (
        (rf"(?:{_EARLY}|{_DEEP})(?:{_PANDEMIC})", date(2020, 2, 15), date(2020, 6, 30)),
        (rf"(?:{_PANDEMIC})(?:'s|’s)? (?:{_FALL}|began|started|broke out|hit|struck)", date(2020, 2, 15),
         date(2020, 6, 30)),
        (rf"{_DEEP}{_CRISIS}", date(2008, 9, 1), date(2009, 6, 30)),
        (rf"{_CRISIS}", date(2007, 7, 1), date(2009, 12, 31)),
        (r"(?:dot-?com|tech(?:nology)?|internet)(?:-stock)? (?:bubble|boom|bust|crash|era)", date(1998, 1, 1),
         date(2002, 12, 31)),
        (r"black monday(?:'s crash)?(?: (?:of|in) (?:october )?1987)?", date(1987, 10, 19), date(1987, 10, 31)),
    )
)


def eras(body: str, start: int, end: int) -> list[Period]:
    """The eras that ``body[start:end]`` counts from, each as a "since" whose span leaves out the word itself."""
    found: list[Period] = []
    for pattern, first, last in _ERAS:
        for m in pattern.finditer(body, start, end):
            at = (m.start("era"), m.end("era"))
            if not any(p.start < at[1] and at[0] < p.end for p in found):
                found.append(Period(start=at[0], end=at[1], text=body[at[0] : at[1]], kind="range", first=first,
                                    last=last, relation="since", approximate=True))
    return sorted(found, key=lambda p: p.start)
