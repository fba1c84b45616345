"""Where a move begins and ends, told beside it: its length, the day of its base, a price of the session."""

from __future__ import annotations

import re

from ..schemas import Clause
from .reading import of_one_session, period_after
from .wording import ADVERB, MOVE_NOUN, NUMBER_WORDS, spoken_number

_EXTREME = re.compile(
    r"\bas much as $|(?:^|\b(?:which|that|and|but|it|they),? |, )at (?:its|the|their|one) (?:session |intraday |"
    r"day's )?(?:high|low|peak|best|worst)\b(?! of)[^;]*$"
)
_AT_LOW = re.compile(r"^ at (?:its|the|their) (?:session |intraday |day's )?(?:high|low|peak|best|worst)\b(?! of)")
SWUNG = re.compile(
    r"\b(?:swung|swing|swinging|veer\w*|whipsaw\w*|ranged|ranging|seesaw\w*|lurch\w*|fluctuat\w*|bounc\w*)\b[^;]*"
    r"\b(?:between|from)\b[^;]*$"
)
"""How far a session went either way: "swung between a loss of 1.4% and a gain of 1.1%"."""
_OPENED = re.compile(
    r"\b(?:opened|(?:began|started|starting|beginning) (?:the (?:day|session)|trading|\{P\}))"
    rf"(?: (?:down|up|about|the day|trading|at|with a))* {ADVERB}$"
)
"""A move from the close before to the day's first price."""
_SPAN_NOUN = re.compile(rf"^ (?P<span>weekly|monthly|quarterly|annual|yearly) {MOVE_NOUN}\b")
_LENGTH_NOUN = re.compile(
    rf"\b(?P<n>{'|'.join(NUMBER_WORDS)}|\d+)-(?P<grain>day|session|week|month|year) {MOVE_NOUN} "
    r"(?:of|to|comes to|came to|is|was|now|amounts to|stands at|stood at|totals|totaled|reached|has reached|runs to)"
    r"(?: (?:now|about|nearly|almost|more than))* $"
)
"""A move of a named length that ends where the article stands: "bringing its two-day surge to 4.2%"."""
_FROM_BASE = re.compile(
    r"^ from \{N\}(?: an? [a-z]+)?,? (?:(?:at|on|late|late on|in|as of) )?(?:the )?"
    r"(?:(?:close|end|finish) (?:of|on) )?\{P\}"
)
"""Where a move began, with its day: "a decline of 12 basis points from 4.3% at the end of May"."""
_TOGETHER = re.compile(
    r"\{N\} (?:[a-z-]+ ){0,2}(?P<unit>loss|gain|drop|decline|advance|rise|fall|day|session|week|month)(?:e?s)? "
    r"(?:in a row|running|straight)[^{};]{0,16}\b(?:together|combined|between them|in all|all told|altogether)\b"
    r"[^{};]{0,30}$"
)
"""The sum of a run just counted: "the fourth loss in a row, and together they took 2.6% from the index"."""
_COST = re.compile(r"^(?:(?:the|those|these) )?\{N\} (?:have|had) (?:now )?(?:cost|taken) ")


def session_field(clause: Clause, metric: str, sign: int) -> str | None:
    """The price of the session that a move goes to: "open", "high" or "low"; "" where it cannot be read, None for the
    close."""
    before, percent = clause.before, metric == "change"
    swung = percent and SWUNG.search(before)
    if percent and not swung and _OPENED.search(before):
        return "open"
    reached = "as much as" in clause.anchor.text.lower() or _EXTREME.search(before) or _AT_LOW.match(clause.after)
    if not (swung or reached):
        return None
    if not percent or (clause.in_session and not of_one_session(clause)):
        return ""
    return "high" if sign > 0 else "low"


def length_told(clause: Clause, window: str) -> tuple[str, bool]:
    """The window, or the length of the move that its noun names, and whether that ends loosely."""
    dated = False
    if (span := _SPAN_NOUN.match(clause.after)) and clause.inherited and window == "1d":
        window, dated = f"{span.group('span')[0].replace('a', 'y')}td", True
    length = _LENGTH_NOUN.search(clause.before)
    if length is not None:
        number = spoken_number(length.group("n")) or 1
        window = f"{number}{'d' if length.group('grain') in ('day', 'session') else length.group('grain')[0]}"
        dated = clause.window not in ("1d", "now")
    sessions = _COST.search(clause.before)
    if sessions and clause.previous is not None and clause.previous.quantity.unit in ("session", "day"):
        window = f"{clause.previous.quantity.low:.0f}d"
    if (run := _TOGETHER.search(clause.before)) and clause.previous is not None and clause.inherited:
        grain = {"week": "w", "month": "m"}.get(run.group("unit"), "d")
        window = f"{clause.previous.quantity.low:.0f}{grain}"
    return window, dated


def base_told(clause: Clause) -> str | None:
    """The window of the day that a move is measured from, where level and day of its beginning are told."""
    period = period_after(clause, 60) if _FROM_BASE.match(clause.after) else None
    if period is None or period.last is None or period.relation == "ago":
        return None
    return f"'{period.last}'"
