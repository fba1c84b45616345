"""What a row of gains counts where its own words do not say: "a 1.2% weekly gain, its fifth in a row"."""

from __future__ import annotations

import re

from ..schemas import Clause
from .wording import ANY_SUPERLATIVE, FALL_NOUN, RISE_NOUN, last_match

FREQ = re.compile(r"\b(daily|weekly|monthly|quarterly|annual|yearly|day|session|week|month|quarter|year)s?\b")
"""A word that says what is counted."""
_GRAINS = {
    "daily": "day", "one-day": "day", "session": "day", "trading day": "day", "weekly": "week", "monthly": "month",
    "months": "month", "quarterly": "quarter", "annual": "year", "yearly": "year",
}
AS_MANY = re.compile(
    rf"^ (?:(?P<up>{RISE_NOUN})|(?P<down>{FALL_NOUN})) in as many "
    r"(?P<many>trading day|day|session|week|month|quarter)s\b"
)
"""A move counted by as much time: "its fourth decline in as many sessions"."""
UNSAID = ""
"""The grain of a row whose words name none: "its fifth in a row"."""
AS_IT_STANDS = re.compile(
    r"\b(?:barring|unless|absent|failing|without (?:an?|some)|at this rate|as (?:things|it) stands?|"
    r"(?:finish|end|close|stay|stop) (?:there|here))\b[^;]*\b(?:will|would) (?:be|mark|make|seal|complete|bring)"
    r"(?: for)? (?:the|its|their|an?) $"
)
"""A run told as if the stretch under way ended where it is: "barring a rebound, it will be the fourth"."""
_MOVE = re.compile(r"change\w*\(\w[\w.]*\[([^\]]+)\]\)")
_ONE = {
    "day": re.compile(r"1d|'\d{4}-\d\d-\d\d'"), "week": re.compile(r"wtd|'\d{4}-W\d\d'"),
    "month": re.compile(r"mtd|'\d{4}-\d\d'"), "quarter": re.compile(r"qtd|'\d{4}-Q\d'"),
    "year": re.compile(r"ytd|'\d{4}'"),
}
"""How the window of one day, week, ... is written."""


def grain_of_word(word: str) -> str:
    """The unit of time that a word of it means: "weekly" -> week, "session" -> day, "" and "week" as they are."""
    return _GRAINS.get(word, word)


def is_one(window: str, grain: str) -> bool:
    """Whether ``window`` is that of one day, week, ... and not of several or of some other unit."""
    return _ONE[grain].fullmatch(window) is not None


def grain_of_window(window: str) -> str | None:
    """The unit of time that ``window`` is one of."""
    return next((grain for grain in _ONE if is_one(window, grain)), None)


_SPAN_ITSELF = re.compile(r"\{P\}, (?:its|the|their) $")
_ONE_OF_THEM = re.compile(
    r"^ (?:straight |consecutive |successive )?(?:losing |winning |down |up |negative |positive )+one\b")
"""A row told of the stretch just named: "and the third quarter, its third straight losing one, down 5.3%"."""


def grain_told(clause: Clause) -> str:
    """What is counted: moves of the kind just told, else of the kind last named, else sessions."""
    if _SPAN_ITSELF.search(clause.before) and _ONE_OF_THEM.match(clause.after):
        last = next((p for p in reversed(clause.periods) if p.end <= clause.anchor.start), None)
        if last is not None and last.grain in _ONE:
            return last.grain
    told = _MOVE.fullmatch(clause.antecedent or "")
    if told is not None:
        return ("day" if told.group(1) == "ytd" else grain_of_window(told.group(1))) or "day"
    named = last_match(FREQ, clause.before)
    return grain_of_word(named.group(1)) if named is not None else "day"


_SO_MUCH_AGAIN = re.compile(
    r"\{N\}(?: points?| or more| \w+er)?(?: (?:on )?\{P\})?(?:,? (?:or|to|at) \{N\})* for (?:an?|the) $")
_A_SPAN = re.compile(r"^ (?:straight |consecutive |successive )?(?:trading )?(?:day|session|week|month|quarter|year)\b")
"""A size before the row: "lost 2.4% for the second day running" may say that it lost as much the day before."""


def so_much_again(clause: Clause) -> bool:
    """Whether the row may be one of moves as large: "lost 2.4% for the second day running"."""
    return bool(_SO_MUCH_AGAIN.search(clause.before) and _A_SPAN.match(clause.after))


_OF_RECORDS = re.compile(
    r"\b(?:records?|all-time highs?|record (?:highs?|closes?))\b,?(?: on \{P\},?)? for (?:an?|the) $")
_STRAIGHT_RECORD = re.compile(
    r"^ (?:straight|consecutive|successive) (?:daily |closing )?(?:records?|all-time highs?|highs?)\b|"
    r"^ (?:records?|all-time highs?|record (?:close|high)s?) (?:in a row|running|in succession)\b")
_BEST_OF_SEVERAL = re.compile(rf"\b{ANY_SUPERLATIVE} $")


def no_row_of_moves(clause: Clause) -> bool:
    """Whether what is counted is records ("set records for the third day running") or the length of the stretch that
    is ranked ("its best two years in a row")."""
    if _STRAIGHT_RECORD.match(clause.after) or clause.anchor.text.lower().endswith((" records", " record closes")):
        return True
    return bool(_OF_RECORDS.search(clause.before) or _BEST_OF_SEVERAL.search(clause.before))
