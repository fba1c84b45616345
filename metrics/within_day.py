"""What was so for a part of a session: moves go to its high or low, and levels are compared highs with highs."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_rate, of_one_session
from .wording import FALL_VERBS, RISE_VERBS

_OUTWARD = re.compile(
    r"\bas (?:much|many|low|high|little|far|deep\w*) as\b(?! (?:it|they|the|any|at|\{[SRG]))|"
    r"\b(?:at one (?:point|stage|time|moment)|at (?:its|the|their) (?:worst|best|nadir|lowest|highest|low|high|peak|"
    r"bottom|top)|briefly|momentarily|fleetingly|initially|at first|earlier|intraday|mid-?session|"
    r"touch(?:ed|ing)|in the (?:early )?(?:morning|afternoon|going|first (?:few )?(?:minutes|hours?|minute)|"
    r"opening (?:minutes|hour))|"
    r"within (?:the (?:day|session)|minutes|moments|the (?:first )?hour)|soon after)\b"
)
"""Words by which a level or a move is told as that of a part of the day."""
_SPOKEN = ("as much as", "as many as", "as little as", "as low as", "as high as")
_ENDED = re.compile(r"\b(?:clos(?:e|es|ed|ing)|finish\w*|end(?:ed|s|ing)|settl\w*|wound up|went out|bell)\b")
_ANOTHER = re.compile(
    r"; |(?:, |\b)(?:and|but|while|as|whereas|yet) (?:the )?\{[SRGX]\}|\b(?:and|but|then|before|after|until)\b")
_MAIN_VERB = re.compile(rf"\{{P\}}[^;{{}}]*, (?:{RISE_VERBS}|{FALL_VERBS}) $")
"""The verb behind a closed relative clause: "which was down as much as 21% for the year in April, rose"."""
_AND_IT = re.compile(r", (?:it|they|the \{|\{[SRG]|the [a-z]+ (?:is|was|has|had))\b")
"""What begins a statement of its own, whose figures are the day's; a subject does not that follows the time."""
_OPENS = re.compile(r"(?:^|[;:] |, (?:and|but|yet) )(?:in )?$")
_ASIDE = re.compile(r", (?:which|who|having|after|up|down|off|higher|lower|ahead|behind)\b[^,]*$")
_PART_BEHIND = re.compile(
    r"^(?: (?:higher|lower|up|down|ahead|behind))?,? (?:at one (?:point|stage|time|moment)|at (?:its|the|their) (?:"
    r"worst|best|nadir|lowest|highest|low|high|peak|bottom|top)\b|earlier(?= in the (?:day|session)|[.,;]|$)|"
    r"intraday\b|in the (?:early going|first (?:few )?(?:minutes|hours?))|(?P<part>(?:early |late )?in \{P\}))"
)
_CAME_BACK = re.compile(
    r"^[^;.]{0,60}?(?:\b(?:before|until)\b(?:[^;.{]|\{[SRGN]\}){0,30}?|, (?:then|only to|but)\b[^;.{]{0,24}?)\b(?:clos|"
    r"finish|end|settl|recover|rebound|bounc|rall|turn|eras|trim|par|revers|retreat|com|eas|fad|giv|gave|climb|rose|"
    r"rising|fell|fall|pull|slip|drop|rise)\w*"
)
_AT_ITS_TURN = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|though|when|that|yet) )at (?:its|the|their|\{P\}'s) "
    r"(?P<session>(?:session|day|morning|afternoon|intraday|midday)(?:'s)? )?(?:very )?"
    r"(?:(?P<low>lows?|lowest|worst|bottom|trough|nadir|depths?)|(?:highs?|highest|best|peak|top|zenith))\b"
    r"(?: point| level)?(?: (?:of|on|in|for) \{P\})?(?P<rest>[^;]*)$"
)
"""A statement of how things stood at the turn of a session or of a longer stretch: "at the session's low"."""
_DISTANCE = re.compile(r"(?P<metric>(?:below_peak|above_trough)\w*)\((?P<series>\w+)\[(?P<window>[^\]]*)\]")
_LEVEL_NEXT = re.compile(r",? (?:of |at |near |around |which was )?\$?")
_THE_SESSION = re.compile(r"(?:the |that |this )?(?:session|day|morning|afternoon|trading day)")
_PARTS = ("morning", "afternoon")
_LEVEL = re.compile(r"last_(?P<way>higher|lower)\((?P<series>\w+)(?:\.high|\.low)?\[(?P<window>[^\]]*)\]\)")
_MOVE = re.compile(r"change\((?P<series>\w+)\[(?P<window>1d|'\d{4}-\d\d-\d\d')\]\)")


def told_of_a_part(clause: Clause) -> bool:
    """Whether the words before the figure place it within its session: "at one point", "in the morning"."""
    if not of_one_session(clause) or _ENDED.search(clause.anchor.text.lower()):
        return False
    face = clause.previous.text.lower() if clause.previous is not None else ""
    if face.startswith(_SPOKEN) or (clause.antecedent or "").startswith("extreme_move("):
        since = clause.before[clause.before.rfind("{N}") + 3 :]
        if not (_ENDED.search(since) or _ANOTHER.search(since) or _MAIN_VERB.search(since)):
            return True
    before = clause.before
    cue = next(reversed(list(_OUTWARD.finditer(before))), None)
    if cue is not None and _goes_on(before, cue.start(), cue.end()):
        return True
    parts = [p for p in clause.periods if p.kind == "time" and p.clock in _PARTS]
    behind = _PART_BEHIND.match(clause.after)
    if behind is not None:
        return behind.group("part") is None or any(0 <= p.start - clause.anchor.end <= _NEAR for p in parts)
    at = before.rfind("{P}")
    return at >= 0 and any(p.end < clause.anchor.start for p in parts[:1]) and _goes_on(before, at, at + 3)


_NEAR = 20
"""Characters within which a time behind a figure is its own."""


def _goes_on(before: str, start: int, end: int) -> bool:
    """Whether the statement that a time of day stands in (at ``start:end``) goes on to the end of ``before``."""
    told = before[end:]
    if _ENDED.search(told) or _ANOTHER.search(told) or (_ASIDE.search(before[:start]) and "," in told):
        return False
    return bool(_OPENS.search(before[:start])) or not _AND_IT.search(told)


def compared_within(clause: Clause, ask: Ask) -> Ask:
    """``ask`` about the last time a level was as extreme, made one of the day's highs or lows where a part of the day
    is told of; what has no highs and lows at hand is not certain."""
    m = _LEVEL.fullmatch(ask.expr)
    if m is None or not (told_of_a_part(clause) or _taken_back(clause)):
        return ask
    if is_rate(m.group("series")) or clause.in_session:
        return ask.model_copy(update={"certain": False})
    field = "high" if m.group("way") == "higher" else "low"
    expr = f"last_{m.group('way')}({m.group('series')}.{field}[{m.group('window')}])"
    return ask.model_copy(update={"expr": expr})


def measured_within(clause: Clause, ask: Ask | None) -> Ask | None:
    """``ask`` about a distance from a mark, made one of the session's low (high) where that is what is measured: "at
    its low on Monday it was 21% below"; of a low that need not be the session's, not certain."""
    m = _DISTANCE.match(ask.expr) if ask is not None else None
    if ask is None or m is None:
        return ask
    turn, part = _AT_ITS_TURN.search(clause.before), told_of_a_part(clause)
    if turn is not None and (_ENDED.search(turn.group("rest")) or _ANOTHER.search(turn.group("rest"))):
        turn = None
    if turn is None and not part:
        return ask
    day = _day_told(clause) if turn is not None and not turn.group("session") else m.group("window")
    day = "1d" if day == "now" else day
    if clause.in_session or is_rate(m.group("series")) or day is None or not of_one_session(clause):
        return ask.model_copy(update={"certain": False})
    outward = "high" if ask.expr.startswith("above") else "low"
    low = turn is None or turn.group("low")
    field = outward if turn is None else "low" if low else "high"
    expr = f"{m.group('metric')}({m.group('series')}.{field}[{day}]{ask.expr[m.end():]}"
    return ask.model_copy(update={"expr": expr} if turn is not None else {"expr": expr, "relation": "at_least"})


def turn_of_session(clause: Clause) -> str | None:
    """".low['2025-04-07']" for the level of a session's low: "at the session's low, 4,835, the index was"."""
    m = _AT_ITS_TURN.search(clause.before)
    if m is None or not _LEVEL_NEXT.fullmatch(m.group("rest")) or not of_one_session(clause) or clause.in_session:
        return None
    day = "1d" if m.group("session") else _day_told(clause)
    window = clause.window if day == "1d" else day
    if window is None:
        return None
    return f".{'low' if m.group('low') else 'high'}[{'now' if window == '1d' else window}]"


def _day_told(clause: Clause) -> str | None:
    """The window of the one day or session that is named before the figure; None where another stretch is, or none."""
    told = [p for p in clause.periods if p.end <= clause.anchor.start]
    day = next((p for p in told if p.kind == "day" and p.first is not None), None)
    sessions = all(p is day or p.kind == "time" or _THE_SESSION.fullmatch(p.text.lower()) for p in told)
    if not (told and sessions):
        return None
    return f"'{day.first}'" if day is not None else "1d"


def _taken_back(clause: Clause) -> bool:
    """Whether what follows tells that the level did not last: "to its lowest since May before it recovered"."""
    if not of_one_session(clause) or _ENDED.search(clause.anchor.text.lower()):
        return False
    last = max((m.end() for m in _ANOTHER.finditer(clause.before)), default=0)
    return bool(_CAME_BACK.match(clause.after)) and not _ENDED.search(clause.before[last:])


def moved_within(clause: Clause, ask: Ask | None) -> Ask | None:
    """``ask`` about the day's move, made one of how far the session went: it was so at some time if the high or low
    lies as far out, and wrong if that lies nearer."""
    m = _MOVE.fullmatch(ask.expr) if ask is not None else None
    if ask is None or m is None or clause.in_session or not told_of_a_part(clause):
        return None
    field = "high" if ask.sign > 0 else "low"
    return Ask(expr=f"extreme_move({m.group('series')}.{field}[{m.group('window')}])", unit="percent", sign=ask.sign,
               scale=ask.scale, relation="at_least")
