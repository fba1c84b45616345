"""A difference told behind a move: "up 6.6% this year, 7.3 points better than the S&P 500"."""

from __future__ import annotations

import re

from ..schemas import Clause

_VERSUS = re.compile(
    r"^(?: (?:points?|percentage points?))? (?P<way>better|ahead|worse|behind|more|less|fewer|higher|lower|above|below|"
    r"short|shy|faster|slower|steeper)(?: of| than)? (?:(?:that|those) of |what )?(?:the |its )?\{[RX]\}"
    r"(?!'s (?:close|level|high|low)\b)"
)


def versus_another(clause: Clause) -> bool:
    """Whether the figure says how much better or worse than another the subject did."""
    return bool(_VERSUS.match(clause.after))


def ahead_of_another(clause: Clause) -> int:
    """1 where the subject did so much better than the series named behind the figure, -1 where worse, 0 where the
    words leave that open."""
    m = _VERSUS.match(clause.after)
    return {"better": 1, "ahead": 1, "worse": -1, "behind": -1}.get(m.group("way"), 0) if m is not None else 0
