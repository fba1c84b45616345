"""Relative clauses, appositions and participles: what is told in passing has a time of its own."""

from __future__ import annotations

import re

from ..metrics.wording import FALL_VERBS, RISE_VERBS
from .scene import Scene
from .windows import RELATIVE

_BESIDE_NAME = re.compile(r"\{[SRG]\}(?: \([^()]*\))?, (?:(?:at|up|down|about|now) )*\$?\{N\}$")
_CLOSED_ASIDE = re.compile(
    r"^[^,;]*\{[SRG]\}[^,;]{0,24}, (?P<aside>(?:fresh|coming|hot|hard|straight|still|having|already|reeling|recovering|"
    rf"rebounding|stung|bruised|buoyed|battered) [^,;]*\{{P\}}[^,;]{{0,20}}), (?:{RISE_VERBS}|{FALL_VERBS}|"
    r"closed|ended|finished|settled) "
)
"""An aside on what went before, whose day is its own: "the Dow, coming off its worst day since May on Friday, rose"."""
_GOES_ON_AFTER = re.compile(
    r"^(?: (?:on|late|at|for|in|over|since))? \{P\}[^,;]{0,20}, (?:(?:then|also|itself) )?"
    r"(?!(?:and|or|but|yet|while|whereas|with|its|their|the|an?|to|for|on|in|at|by|as|than|after|before|compared|against|"
    r"versus|more|less|better|worse|beating|trailing|topping|outpacing)\b)[a-z]+"
)
_RELATIVE_APPOSED = re.compile(r", (?:which|who|whose)\b[^,]*\{N\}, (?:the|its|their|an?) [^,]*$")
"""A relative clause with an apposition in it: "which on Tuesday had hit 4.37%, the most since 2007,"."""
_APPOSED = re.compile(r"\{[SRG]\}, (?:an?|the|last) [^,;{}]*\{N\}$")
_GOES_ON_PAST = re.compile(
    rf"^[^,;{{}}]*\{{P\}}[^,;{{}}]*, (?:is|was|are|were|has|had|closed|ended|finished|settled|"
    rf"{RISE_VERBS}|{FALL_VERBS})\b")
"""A name's apposition with a time of its own: "the Dow, a gainer of 2.5% last month, was down about 200 points"."""
_DAY_AFTER_ASIDE = re.compile(r"\}, (?:just |only )?(?:a|one) (?:day|session) after [^,;]*$")
_HAVING = re.compile(r"(?:and |but )?having (?:[a-z]+ )*[a-z]+[^,;]*$")
_THEN_MAIN = re.compile(r", (?:it\b|they\b|the\b|\{[RSG]\})")
"""What was over before the move of the main clause: "having lost 9% last month, gold"."""


def left_aside(scene: Scene, last: int, start: int) -> bool:
    """Whether the figure before stands in a relative clause, or beside the name, and that has closed since: its time
    is its own ("the dollar, 103.42 last night, is up 1%")."""
    before, between = scene.text(scene.start, last), scene.text(last, start)
    whole = scene.text(scene.start, start)
    aside = _CLOSED_ASIDE.match(whole)
    if aside is not None and "{P}" not in whole[: aside.start("aside")] + whole[aside.end() :]:
        return True
    if _DAY_AFTER_ASIDE.search(before) and "," in between:
        return True
    if _BESIDE_NAME.search(before) and _GOES_ON_AFTER.search(between):
        return True
    if _APPOSED.search(before) and _GOES_ON_PAST.match(between):
        return True
    if _HAVING.match(before) and _THEN_MAIN.search(between):
        return True
    return bool(RELATIVE.search(before) or _RELATIVE_APPOSED.search(before)) and "," in between


_WHEN_IT_DID = re.compile(
    r", (?:when|the (?:day|session|week|month)(?: that| when| in which)?) [^,;{}]*(?:\{[SRG]\}[^,;{}]*)?")
_SINCE_A_DAY = re.compile(r"'[^':]+':")
"""A time from which something is counted, told of by its own clause: "since Jan. 26, when it closed at"."""


def of_its_clause(between: str, window: str) -> bool:
    """Whether a figure is told in the clause of a time that something else counts from; ``between``: from it on."""
    return _SINCE_A_DAY.fullmatch(window) is not None and _WHEN_IT_DID.fullmatch(between) is not None
