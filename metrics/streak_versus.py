"""Runs of doing better, or worse, than a rival."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import ask_count, leaf_now

_DID_BETTER = re.compile(
    r"^ (?:straight |consecutive )?(?:(?:session|day|week|month|year)s? )?(?:in a row |running )?"
    r"(?:in which|that|on which) (?:the )?(?:\{[SRG]\}|it) "
    r"(?:did|has done|performed|fared) (?P<way>better|worse) than (?:the )?\{[RS]\}"
)
_RIVAL = re.compile(
    r"\b(?:(?P<lag>trail\w*|lag\w*|underperform\w*)|(?P<beat>beat\w*|outperform\w*|outpac\w*|topp\w*)) "
    r"(?:the )?\{R\} "
)


def did_better(clause: Clause) -> bool | None:
    """Whether the streak is of doing better than a rival, or worse; None when none is named.

    "The 14th session in a row in which the small-cap benchmark did better than the S&P 500"; "trailing the S&P 500
    for the fifth straight year".
    """
    did = _DID_BETTER.match(clause.after)
    if did is not None:
        return did.group("way") == "better"
    rival = _RIVAL.search(clause.before)
    return None if rival is None else not rival.group("lag")


def ask_versus(clause: Clause, series: str, better: bool, number: int | None, grain: str) -> Ask | None:
    """The streak against the rival, which must be a known series: named before the figure, or in "than the ..."."""
    told_after = _DID_BETTER.match(clause.after)
    rivals = [
        o.series for o in clause.others
        if o.series and (o.series != series if told_after else o.end <= clause.anchor.start)
    ]
    if not rivals or number is None:
        return None
    expr = f"streak_vs({leaf_now(clause, series)}, {leaf_now(clause, rivals[-1])}, '{grain}')"
    return ask_count(expr, number if better else -number)
