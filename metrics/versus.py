"""How a subject did beside another, and by how much better: "up 6.6% this year, 7.3 points better than the S&P 500"."""

from __future__ import annotations

import re

from ..schemas import Clause
from .wording import ADVERB

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


_WITH_A_SIZE = re.compile(
    r"(?:\b(?:did|fared|held up|went|performed|came off|came out)(?: (?:even|still|much|slightly|rather|a "
    r"(?:little|bit|shade)|far|no|distinctly))* (?:better|best|worse|worst)(?: (?:still|yet|off))?|"
    r"\b(?:lagged|trailed|brought up the rear|(?:made do|got away|got off|got by|"
    r"contented itself|came (?:next|second|third|last)|followed|was (?:next|second|third|last))(?= with\b|,))"
    r"(?: (?:far |well )?behind)?),? with "
    rf"{ADVERB}$|\b(?:settled for|had to make do with|escaped with|got away with|made do with) {ADVERB}$"
)
"""How one did beside the one just told of, and with what: "the Nasdaq did better still, with 21%"."""
_A_MOVE = re.compile(r"change\(\w[\w.]*\[([^\]]+)\]\)")


def with_a_size(clause: Clause) -> str | None:
    """The window of the move that the figure is set beside ("the Dow did better, with 2%"); None where it is not."""
    if not clause.inherited or _WITH_A_SIZE.search(clause.before) is None:
        return None
    moves = [m.group(1) for m in map(_A_MOVE.fullmatch, clause.told) if m]
    return moves[-1] if moves else None
