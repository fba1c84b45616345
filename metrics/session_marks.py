"""Highs, lows and closes that are a session's, and no mark of a stretch: "0.8% above its low of the session"."""

from __future__ import annotations

import re

from ..schemas import Clause

_WAY = (
    r"^(?: points?)? (?:below|above|off|from|over|under|beneath|short of|shy of|away from|higher than|lower than|"
    r"down from|up from|clear of|north of) "
)
_SPAN = r"(?:session|day|morning|afternoon|trading day|half-hour|hour)"
_OF_SESSION = re.compile(
    rf"{_WAY}(?:(?:its|the|their|that|a) )?(?:(?:(?:{_SPAN}|intraday|early|morning|afternoon|opening)(?:'s)? )?"
    rf"(?:(?:lowest|highest|best|worst) (?:point|level|price)|low|high|peak|trough|bottom|top|best|worst)s?)"
    rf"(?:,)? (?:of|for|in|during|from|earlier in|set in|on) (?:the |that |this )?(?:{_SPAN}|\{{P\}})|"
    rf"{_WAY}(?:its|the|their|that) (?:{_SPAN}(?:'s)?|early|morning|afternoon|opening|overnight) "
    r"(?:low|high|peak|trough|bottom|top|best|worst)s?\b(?![^.;]{0,24} \{P\})"
)
_ITS_OTHER = re.compile(rf"{_WAY}(?:its|the) (?:low|high|peak|trough|bottom|top|best|worst)s?\b")
_TOLD_SESSION = re.compile(
    r"(?:session|day|intraday|morning|afternoon)\b[^;]{0,40}$|"
    r"\b(?:low|high)s? (?:of|for) (?:the )?(?:\{P\}|session|day) (?:and|but) (?:\{N\}|by)? ?$"
)
_THE_SESSION = re.compile(r"(?:the |that |this )?(?:session|day|morning|afternoon|trading day)")
_A_CLOSE = re.compile(
    rf"{_WAY}(?:the |its |their )?(?:previous|prior|preceding|last|latest|earlier|day-earlier|overnight) "
    r"(?:day's |session's |week's |month's |night's )?(?:close|closing|finish|settlement|level)\b(?! high)"
)


def of_the_session(clause: Clause) -> bool:
    """Whether the mark behind the figure is one of the session's prices, or the second of two such."""
    m = _OF_SESSION.match(clause.after)
    if m is not None:
        named = next((p for p in clause.periods if p.start >= clause.anchor.end), None)
        return "{P}" not in m.group() or (named is not None and bool(_THE_SESSION.fullmatch(named.text.lower())))
    last = next((p for p in reversed(clause.periods) if p.end <= clause.anchor.start), None)
    told = last is not None and _THE_SESSION.fullmatch(last.text.lower()) and re.search(
        r"\b(?:low|high|peak|best|worst)s?\b[^;]{0,12}\{P\}[^;]{0,12}$", clause.before)
    return bool(_ITS_OTHER.match(clause.after) and (told or _TOLD_SESSION.search(clause.before[-60:])))


def of_a_close(clause: Clause) -> bool:
    """Whether the figure is measured from the close before, and from no high."""
    return bool(_A_CLOSE.match(clause.after))


def names_the_session(clause: Clause) -> bool:
    """Whether what stands where a mark's date would is the session: "its low of the session"."""
    return bool(_THE_SESSION.fullmatch(clause.anchor.text.lower()))
