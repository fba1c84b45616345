"""The figure just told, of another series: "for the Russell 2000 the figure is 23.9%; for the Dow, 15.3%"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_market, is_rate, series_of, unit_is
from .wording import SIZE_OF_MOVE

PRIORITY = 78
_HOW_FAR = r"(?: (?:only|just|about|nearly|almost|roughly|some|around|a mere|still|now|less than|more than))*"
_FOR_IT = re.compile(
    rf"(?:^|[;:.] |, )(?:(?:and|but|while|though) )?(?:for|in|on|at) (?:the )?\{{S\}},? "
    rf"(?:the (?:comparable |corresponding |same |equivalent )?{SIZE_OF_MOVE} (?:is|was|has been|came to|comes to|"
    rf"amounts to)|"
    rf"it (?:is|was|has been|came to))(?: an?(?: [a-z]+)?)?{_HOW_FAR} $"
)
_ELIDED = re.compile(
    r"(?:; |, (?:and|but|while) )(?:(?:and|but) )?for (?:the )?\{S\}, "
    rf"(?:an? (?:[a-z]+(?:-[a-z]+)? ){{1,3}})?{_HOW_FAR} ?$"
)
"""The same without its noun, right behind another such figure: "; for the Dow, a comparatively stately 15.3%"."""
_MOVE = re.compile(r"(?P<metric>change|change_points|change_bp)\((?P<series>\w+)\[(?P<window>[^\]]+)\]\)")
_UNITS = {"change": "percent", "change_points": "index_point", "change_bp": "basis_point"}
_NOT_ITS = re.compile(r"^ (?:of|times|points? (?:better|worse|more|less)|higher|lower|more|less|above|below)\b")


def reads(clause: Clause) -> Ask | None:
    """The move of the last figure, of the series that "for" or "in" names now, over the same stretch."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or clause.assertion:
        return None
    told = _MOVE.fullmatch(clause.told[-1]) if clause.told else None
    if told is None or told.group("series") == series or is_rate(series) != is_rate(told.group("series")):
        return None
    unit = _UNITS[told.group("metric")]
    if not unit_is(clause, unit) or not clause.told_sign or _NOT_ITS.match(clause.after):
        return None
    if not (_FOR_IT.search(clause.before) or _ELIDED.search(clause.before)) or not clause.inherited:
        return None
    return Ask(expr=f"{told.group('metric')}({series}[{told.group('window')}])", unit=unit, sign=clause.told_sign)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 fell 1.9% this week; for the Dow the loss was 1.9%.", "change(DJI[wtd])"),
    ("The S&P 500 fell 1.9% this week. For the Nasdaq Composite the figure is 2.3%.", "change(IXIC[wtd])"),
    ("The S&P 500 fell 1.9% this week; for the Dow, a comparatively stately 1.9%.", "change(DJI[wtd])"),
    ("For the Dow the figure is 1.9%.", None),
)
