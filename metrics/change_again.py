"""Moves told through something else: a share of the points just told, what is left of a loss, a balance, an extreme."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .change import reads as moved
from .change_sign import loosely_led
from .reading import is_market, is_rate, period_before, series_of, unit_is
from .within_day import moved_within
from .wording import MOVE_NOUN

PRIORITY = 79
_UP_OR_DOWN = {"up": 1, "down": -1}
_BY = r"(?: (?:only|just|some|about|nearly|almost|roughly|barely|a mere|less than|around))*"
_THAT_IS = re.compile(
    r"(?:^|[:;,.] |\b(?:and|but|so) )(?:that|which|it|this)(?:'s| is| was| comes| came| works out| worked out| amounts|"
    r" amounted| equals| equalled| translates| translated| makes| made| adds up| added up)"
    r"(?: (?:in)?to| for)?(?: (?:an?|the) (?:(?:day's|total) )?(?:loss|gain|drop|decline|rise|move|fall|slide) of)?"
    rf"{_BY} $"
)
_ENDS = re.compile(r"^(?:$|[.;,:)](?! an? \{)| in percentage terms| for the day)")
_POINTS_TOLD = re.compile(r"change_points\((\w[\w.]*\[[^\]]+\])\)")
_PARED = re.compile(
    r"\b(?:par|trim|cut|narrow|halv|reduc|whittl|shav|widen|extend|stretch|shrink|shrank)\w*"
    r"(?: (?:that|this|it|them|the|its|their|those|early|earlier|day's|session's|morning))*"
    r"(?: (?:(?P<down>loss(?:es)?|decline|drop|fall|slide|deficit)|(?P<up>gains?|advance|rise|rally)))?"
    rf"(?: back)? to{_BY} $"
)
_BALANCE = re.compile(
    r"^ (?:(?P<up>to the good|in the black|in the green|in positive territory|above water)|"
    r"(?P<down>to the bad|in the red|in the hole|in negative territory|under ?water))\b"
)
_PARTLY = re.compile(
    r"^ (?:for (?:much|most|part|some|a)|at (?:one|times|some)|by|when|before|until|early|late|around)\b"
)
_OF_A_SPAN = re.compile(r"[wmqy]td|':'|'\d{4}")
_ON_TOP = re.compile(
    r"\b(?:on top of|atop|adding to|added to|adds to|extending|extended|extends|building on|built on|to go with|"
    r"following up) \{P\}'s (?:own )?$"
)
_BROUGHT = re.compile(
    r"\b(?:brought|delivered|produced|yielded|returned|contributed|added|handed (?:it|them|investors|\{[SRG]\}))"
    r" (?:another|a further|an extra|an additional) $"
)
_A_MOVE = re.compile(rf"^(?: [a-z-]+)? {MOVE_NOUN}\b")
_OF_SEVERAL = re.compile(
    r"\b(?:(?P<up>gains|advances|increases|rises)|(?P<down>losses|declines|drops|falls))(?: (?:for|in|on) \{P\})?, "
    r"(?:with )?(?:the )?\{S\}'s(?: own)? (?:amounting|coming|running|totall?ing|adding up|worth|being|a)(?: to| of)? $"
)
_AT_WORST = re.compile(
    r"(?:^|[.;,] )at (?:the|its|their|\{P\}'s)(?: (?:day|session|afternoon|morning)'s)? (?:session |intraday |very )?"
    r"(?:low|high|peak|nadir|bottom|top|worst|best|depths?|lows|highs|lowest|highest|lowest point|worst point)"
    r"(?: (?:of|in|for) (?:the (?:day|session|afternoon|morning|selloff|sell-off|rout)|\{P\}))?,? [^;,]*$"
)
_AGAINST = re.compile(
    rf"\b(?:against|versus|compared (?:with|to)|next to|as against){_BY} "
    rf"(?:\{{N\}} for (?:the )?\{{[RS]\}}(?:,? and|,)"
    rf"{_BY} )*$"
)
_FOR_IT = re.compile(
    r"^ (?:for|in|by) (?:the )?\{S\}(?!'s| (?:futures|shares|stocks|companies|members|constituents)\b)")
_A_CHANGE = re.compile(r"change\((?P<series>\w+)\[(?P<window>[^\]]+)\]\)")
_OF_THE_DAY = re.compile(r"change\((?P<series>\w+)\[(?P<window>1d|'\d{4}-\d\d-\d\d')\]\)")


def reads(clause: Clause) -> Ask | None:
    """"That is 4.6%", "pared that to 1.1%", "0.9% in the red", "on top of Tuesday's 3.5%", "off 2% at its low"."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_rate(series) or clause.assertion or not unit_is(clause, "percent"):
        return None
    return (
        _as_share(clause, series) or _left_over(clause, series) or _balance(clause, series)
        or _of_several(clause, series) or _for_another(clause, series) or _days_own(clause, series)
        or _brought(clause, series) or _at_worst(clause)
    )


def _as_share(clause: Clause, series: str) -> Ask | None:
    """The move in points told just before as a share of where it began: "gave up 1,200 points. That is 4.6%."."""
    if not (_THAT_IS.search(clause.before) and _ENDS.match(clause.after)):
        return None
    told = next((m for t in reversed(clause.told) if (m := _POINTS_TOLD.fullmatch(t))), None)
    sign = _UP_OR_DOWN.get(clause.antecedent_movement, 0)
    if told is None or not sign or told.group(1).partition("[")[0] != series:
        return None
    return Ask(expr=f"change({told.group(1)})", unit="percent", sign=sign)


def _left_over(clause: Clause, series: str) -> Ask | None:
    """What a loss or gain came to in the end: "pared that to 1.1% by the close", "trimmed its gain to 0.3%"."""
    m = _PARED.search(clause.before)
    if m is None:
        return None
    sign = 1 if m.group("up") else -1 if m.group("down") else _UP_OR_DOWN.get(clause.antecedent_movement, 0)
    return Ask(expr=f"change({series}[{_day(clause)}])", unit="percent", sign=sign) if sign else None


def _balance(clause: Clause, series: str) -> Ask | None:
    """How a balance stands; where no word tells its start, that of the year is as likely as that of the day."""
    m = _BALANCE.match(clause.after)
    if m is None:
        return None
    window = _day(clause)
    ask = Ask(expr=f"change({series}[{window}])", unit="percent", sign=1 if m.group("up") else -1)
    if _PARTLY.match(clause.after[m.end() :]):
        return ask.model_copy(update={"certain": False})
    if clause.window != "1d" and _OF_A_SPAN.search(window) and len(window) != 12:
        return ask
    rivals = tuple(f"change({series}[{w}])" for w in ("wtd", "mtd", "ytd"))
    return ask.model_copy(update={"certain": clause.inherited and not clause.in_session, "rivals": rivals})


def _for_another(clause: Clause, series: str) -> Ask | None:
    """Another's move over the same stretch: "12% in the red for the year, against 1.3% for the S&P 500"."""
    if not (_AGAINST.search(clause.before) and _FOR_IT.match(clause.after)):
        return None
    told = _A_CHANGE.fullmatch(clause.antecedent or "")
    if told is None or told.group("series") == series:
        return None
    return Ask(expr=f"change({series}[{told.group('window')}])", unit="percent", sign=clause.told_sign)


def _of_several(clause: Clause, series: str) -> Ask | None:
    """One of several moves just told together: "all finished July with gains, the Dow's amounting to 1%"."""
    m = _OF_SEVERAL.search(clause.before)
    if m is None:
        return None
    return Ask(expr=f"change({series}[{_day(clause)}])", unit="percent", sign=1 if m.group("up") else -1)


def _days_own(clause: Clause, series: str) -> Ask | None:
    """A day's move as its own, in the direction of the one it adds to: "13% higher on top of Tuesday's 3.5%"."""
    day = period_before(clause, 8) if _ON_TOP.search(clause.before) else None
    sign = _UP_OR_DOWN.get(clause.antecedent_movement, 0)
    if day is None or day.kind != "day" or day.first is None or not sign or _A_MOVE.match(clause.after):
        return None
    return Ask(expr=f"change({series}['{day.first}'])", unit="percent", sign=sign)


def _brought(clause: Clause, series: str) -> Ask | None:
    """What a time gave: "January brought another 5.6%"."""
    if not _BROUGHT.search(clause.before) or _A_MOVE.match(clause.after) or clause.window in ("1d", "now"):
        return None
    return Ask(expr=f"change({series}[{clause.window}])", unit="percent", certain=not loosely_led(clause))


def _at_worst(clause: Clause) -> Ask | None:
    """How far the session went, told ahead of the move: "at the low of the afternoon the index was off 2%", "at one
    point it was off 2%"."""
    led, ask = _AT_WORST.search(clause.before), moved(clause)
    if led is None:
        return moved_within(clause, ask)
    day = _OF_THE_DAY.fullmatch(ask.expr) if ask is not None else None
    if ask is None or day is None or clause.in_session:
        return None
    field = "high" if ask.sign > 0 else "low"
    return Ask(expr=f"extreme_move({day.group('series')}.{field}[{day.group('window')}])", unit="percent",
               sign=ask.sign, scale=ask.scale, certain="morning" not in led.group())


def _day(clause: Clause) -> str:
    return "1d" if clause.window == "now" else clause.window


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow gave up 697 points. That is 1.6%.", "change(DJI[1d])"),
    ("The Dow dropped 697 points on Friday, and that works out to about 1.6%.", "change(DJI['2025-01-10'])"),
    ("The S&P 500 fell as much as 2%. It trimmed its loss to 1.5% by the close.", "change(SPX[1d])"),
    ("The year's gains are gone: the Nasdaq Composite is now 0.8% in the red.", "change(IXIC[ytd])"),
    ("Friday wiped out the year's gains: The Nasdaq Composite, 3% to the good on Jan. 6, is lower.",
     "change(IXIC['2025-01-01':'2025-01-06'])"),
    ("Tesla is 3% higher on top of Wednesday's 0.2%.", "change(TSLA['2025-01-08'])"),
    ("All three indexes ended 2024 with gains, the Nasdaq Composite's coming to 28.6%.", "change(IXIC['2024'])"),
    ("The Nasdaq Composite rose 6% in November. December brought another 0.5%.", "change(IXIC['2024-12'])"),
    ("At its low of the day the Dow was off 1.8%.", "extreme_move(DJI.low[1d])"),
    ("At the depths of the session, the S&P 500 was down 1.9%.", "extreme_move(SPX.low['2025-01-10'])"),
    ("The Dow gave up 697 points. That is 4.6% below its high.", None),
    ("The company is 4% in the red.", None),
    ("Tesla cut its workforce to 10% of last year's.", None),
    ("The Nasdaq Composite had a good November. December brought another 5% decline in sales.", None),
)
