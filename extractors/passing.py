"""What a figure or a rank is of, where English leaves it open: some minutes of a session, or the day of an event."""

from __future__ import annotations

import re

from ..metrics.reading import of_one_session
from ..metrics.wording import MOVE_NOUN
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
_OF_A_LEVEL_OR_MOVE = re.compile(
    r"(?:the |its |their )?(?:own )?(?:best|worst|strongest|weakest|biggest|largest|most|least) "
    r"(?:since|in|ever|on record|of all time)\b")
_LEVEL_BEFORE = re.compile(
    r"\b(?:to|at) (?:close |end |finish |settle |a (?:close|finish) of )?\$?\{N\}(?: an? [a-z]+)?"
    r"(?:,? (?:(?:late |back )?(?:on|at) )?\{P\})?,? (?:also )?(?:its |the |their )?(?:own )?$"
)
"""A superlative without a noun, behind a move that ends with the level it led to: of either."""
_OF_A_MOVE = re.compile(rf"\b(?:day|session|week|month|quarter|year|showing|performance|stretch|run|{MOVE_NOUN})\b")
_A_DAYS_LEVEL = re.compile(r"level\(\w+\[(?:now|'\d{4}-\d\d-\d\d')\]\)|peak\(|trough\(|spread|streak|multiple")
_EVENTS_DAY = re.compile(
    r"\b(?:on|in|over|during|by|through) (?:the )?(?:very |same )?(?:day|session|week|morning|month|afternoon)s? "
    r"(?:after|before|of|that|when|following|in which|leading|surrounding)\b(?! (?:the )?\{P\})[^;]*$|"
    r"\bthe (?:day|session|week|morning|month)s? (?:after|before|of|when|following) (?:the|an?|its) [a-z' -]{3,40}"
    r"(?: alone)?,? (?:it|they|the|\{[SRG]\})[^;]*$|"
    r"\b(?:on|since|after|before|at|around|following) (?:the )?(?:election|inauguration|budget|referendum|super) "
    r"(?:day|night|eve|tuesday)\b[^;]*$|"
    r"(?:^|[;:,] |\b(?:and|but|on|in|at|by|during|until|before|since) )(?:the )?(?:very )?"
    r"(?:evening|night|eve|morning|afternoon|week|month|day|hours?|days|weeks|weekend) "
    r"(?:of|before|after|when|that|following) (?!(?:\{P\}|the (?:day|session|week|month|quarter|year)\b))"
    r"(?:[^;{}]|\{X\})*[^;]*$"
)
"""A time told by what happened in it, which no calendar names."""
_DAY_OF_A_REPORT = re.compile(
    r"\bthe day (?:after|of|following) [^;]{0,30}\b(?:reports?|results|earnings|decision|meeting|release)\b[^;]*$")
"""Days told by the reports they followed: "fell 12% the day after January's report, rose 12% in April"."""


_A_WHILE_FROM = re.compile(
    r"(?:(?P<counted>\{N\})|\b(?:hours|days|weeks|months|years|quarters|a (?:fortnight|month|quarter|year)|not long|"
    r"shortly|soon|right)) (?:after|before|following) "
    r"(?:(?:it|they|the \{[SRG]\}|\{[SRG]\}) |having |(?:an?|its|the|their|another) )?[^,;{}]*$"
)
"""Before a figure told of a time of its own: "less than a week after a 5% plunge", "months before losing 3%"."""
_LENGTHS = ("minute", "hour", "day", "session", "week", "month", "quarter", "year", "decade")


def of_another_time(clause: Clause) -> bool:
    """Whether the figure is told of a time so long before or after that of which the sentence tells."""
    m = _A_WHILE_FROM.search(clause.before)
    if m is None:
        return False
    counted = clause.previous is not None and clause.previous.quantity.unit in _LENGTHS
    return counted if m.group("counted") else True


def of_a_moment(clause: Clause) -> bool:
    """Whether the figure is of some minutes of its session, which ended elsewhere."""
    if not of_one_session(clause):
        return False
    moment = _AT_ONE_TIME.search(clause.before)
    if moment is not None and not _SETTLED.search(moment.group()):
        return True
    return bool(_TAKEN_BACK.match(clause.after)) and not _SETTLED.search(clause.before[-40:])


def of_level_or_move(clause: Clause) -> bool:
    """Whether a superlative without a noun may be of the move or of the level it led to: "up 40 to 2,345, its best"."""
    return bool(_OF_A_LEVEL_OR_MOVE.match(clause.anchor.text.lower()) and _LEVEL_BEFORE.search(clause.before))


def behind_another_level(clause: Clause) -> bool:
    """Whether a rank stands right behind a level that was not read, or not as one of a day or of now."""
    if clause.assertion not in ("since", "ever") or not _LEVEL_BEFORE.search(clause.before):
        return False
    if _OF_A_MOVE.search(clause.anchor.text.lower()):
        return False
    return not _A_DAYS_LEVEL.match(clause.antecedent or "")


def on_an_events_day(clause: Clause) -> bool:
    """Whether the figure's time is told by an event: "on the day after the vote it leapt 1,508 points"."""
    return bool(_EVENTS_DAY.search(clause.before))


def on_a_reports_day(clause: Clause) -> bool:
    """Whether the figure's day is told by the report it followed."""
    return bool(_DAY_OF_A_REPORT.search(clause.before))
