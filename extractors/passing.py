"""What was so for some minutes of a session: told as passing, or taken back by what follows."""

from __future__ import annotations

import re

from ..metrics.reading import of_one_session
from ..schemas import Clause

_AT_ONE_TIME = re.compile(
    r"\b(?:within (?:\{N\}|seconds|minutes|moments|an hour|the hour|hours)|at first|initially|briefly|"
    r"momentarily|fleetingly|"
    r"at (?:its|the|their) (?:worst|best|nadir|lowest|highest)|soon after|(?:seconds|minutes|moments|hours?) "
    r"(?:later|after|into|before))\b[^;]*$"
)
_TAKEN_BACK = re.compile(
    r"^[^;.]{0,60}?\b(?:before|until|then) (?:(?:it|they|the|later|eventually|finally|\{[SRG]\}) )*(?:par|recover|trim|"
    r"rebound|claw|pull|bounc|eras|revers|giv|gave|turn|settl|clos|finish|end|fad|eas|stead|recoup|retreat|rall|regain|"
    r"com|crawl|halv|sold|sell|buyers|sellers)\w*"
)
"""A figure of some minutes of the session: told as passing, or taken back by what follows."""
_SETTLED = re.compile(r"\b(?:clos(?:e|es|ed|ing)|finish\w*|ended|ends|ending|settl\w*)\b")


def of_a_moment(clause: Clause) -> bool:
    """Whether the figure is of some minutes of its session, which ended elsewhere."""
    if not of_one_session(clause):
        return False
    moment = _AT_ONE_TIME.search(clause.before)
    if moment is not None and not _SETTLED.search(moment.group()):
        return True
    return bool(_TAKEN_BACK.match(clause.after)) and not _SETTLED.search(clause.before[-40:])
