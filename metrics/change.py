"""change, change_points, change_bp: how far a series moved over a window."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Metric, Result, Row, Tape, at, between, series_arg, show
from .change_ends import SWUNG, base_told, length_told, session_field
from .change_sign import VERB_DOWN, VERB_UP, compared, loosely_led, priced_in_it, sign_of, slack_of, taken_back, undone
from .change_until import till_the_day
from .drawdown import AT_WORST, OFF_HIGH
from .history import History, steps
from .not_now import at_an_extreme, day_before_that, from_its_own_turn, was_up_before, where_it_ended
from .reading import (
    CROSSED,
    QUOTE_SLACK,
    fraction,
    is_market,
    is_priced,
    is_rate,
    of_one_session,
    series_of,
    unit_is,
)
from .versus import versus_another, with_a_size
from .window import Final, finals, frame, row, span_of
from .wording import ADVERB, FALL_VERBS, MOVE_NOUN, RISE_VERBS

Pair = tuple[str, Row, Final]
POINT_UNITS = {"percent": "percentage_point"}


def percent(base: float, end: float) -> float:
    """The change from base to end in percent of the base. Raises :class:`DataError` for a base of zero."""
    if base == 0:
        raise DataError("no percentage of a base of zero", "ambiguous")
    return (end / base - 1.0) * 100.0


def pairs(tape: Tape, arg: Arg, other: Arg | None, metric: str) -> list[Pair]:
    """(reading, base, end) of a change: over one window, or from one series leaf's value to another's."""
    if other is None:
        f = frame(tape, series_arg(arg, metric))
        return [(_join(name, final.name), base, final) for final in f.finals for name, base in f.bases]
    first, last = series_arg(arg, metric), series_arg(other, metric)
    start = _value(tape, first)
    return [(_join(s.name, e.name), s.row, e) for e in _value(tape, last) for s in start]


def _value(tape: Tape, leaf: Arg) -> tuple[Final, ...]:
    series = series_arg(leaf, "change")
    points = tape.points(series)
    span = span_of(tape, series, points)
    if series.basis == "close" and span.kind == "day":
        found = points.index_at_or_before(span.last)
        day = int(points.days[found]) if found >= 0 else 0
        if 0 < day < span.last <= tape.cut(series.id) and not tape.expected(points, day, span.last):
            last = row(points, found)
            return (Final("", last, last.value, last.value),)
    return finals(tape, series, points, span)[1]


def _join(*names: str) -> str:
    return ", ".join(n for n in names if n)


def compute_percent(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
    """Percent of the base."""
    return _compute(tape, arg, other, "change", percent, lambda _: "percent", "percent")


def compute_points(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
    """Difference in the series' own unit; percentage points for a rate."""
    return _compute(tape, arg, other, "change_points", lambda a, b: b - a, lambda u: POINT_UNITS.get(u, u), "")


def compute_bp(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
    """Difference of a rate in basis points."""
    return _compute(tape, arg, other, "change_bp", lambda a, b: (b - a) * 100.0, _bp_unit, "bp")


def _bp_unit(unit: str) -> str:
    if unit != "percent":
        raise DataError(f"basis points are of rates, not of {unit}", "ambiguous")
    return "basis_point"


def _compute(
    tape: Tape, arg: Arg, other: Arg | None, metric: str, between_values: Callable[[float, float], float],
    unit_of: Callable[[str], str], sign: str,
) -> list[Result]:
    out: list[Result] = []
    for name, base, end in pairs(tape, arg, other, metric):
        unit = unit_of(end.row.points.unit)
        value = between(between_values(base.value, end.low), between_values(base.value, end.high), unit)
        shown = show(value.low) if value.low == value.high else f"{show(value.low)} to {show(value.high)}"
        text = f"{at(base)} -> {end.text}: {'' if value.low < 0 else '+'}{shown} {sign or unit}"
        out.append(Result(name, value, (text,), (base, end.row), wide=end.wide))
    return out


def _history(metric: str, unit_of: Callable[[str], str], kind: str) -> Callable[..., History]:
    def history(tape: Tape, arg: Arg, other: Arg | None = None) -> History:
        if other is not None:
            raise DataError(f"{metric} between two days has no earlier values", "no_metric")
        s = steps(tape, arg, metric)
        return tape.memo((kind, id(s)), lambda: _values(s))

    def _values(s: object) -> History:
        from .history import Steps

        assert isinstance(s, Steps)
        base, end = s.points.values[s.base], s.points.values[s.ends]
        values = (end / base - 1.0) * 100.0 if kind == "percent" else (end - base) * (100.0 if kind == "bp" else 1.0)
        return History(s.points, s.points.days[s.ends], values, unit_of(s.points.unit), s.grain)

    return history


_WINDOWS = (
    "a day, week, month, quarter or year is measured from the close before it",
    "since a day: from that day's close, or from the close before it",
    "since a month, quarter or year: from the close before it, from its first close, or, where it is over, its last",
    "some months back from a month's last session: from that day of the month, or from that month's last session",
    "a high or low is measured from the close before",
)

METRICS = (
    Metric(
        "change", "percent", "S[w] or S[d1], S[d2]", "The percent change over the window.",
        compute_percent, _history("change", lambda _: "percent", "percent"), _WINDOWS, 1, 2,
    ),
    Metric(
        "change_points", "", "S[w] or S[d1], S[d2]",
        "The change over the window in the series' own unit: index points, dollars, percentage points of a rate.",
        compute_points, _history("change_points", lambda u: POINT_UNITS.get(u, u), "points"), _WINDOWS, 1, 2,
    ),
    Metric(
        "change_bp", "basis_point", "S[w] or S[d1], S[d2]", "The change of a rate over the window in basis points.",
        compute_bp, _history("change_bp", _bp_unit, "bp"), _WINDOWS, 1, 2,
    ),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 80
_SPAN = r"(?:the |this )?(?P<{}>year|quarter|month|week|\{{P\}})"
_THAN_WHEN = re.compile(
    r"^(?: (?:higher|lower|above|below|over|under|ahead|short|shy|beneath|behind|more|less|up|down)(?: of)?)?"
    r"(?: \(\{N\}[^;{}]{0,24}\))?"
    r"(?:,? [^;{}]{0,16}\))?(?: than| from| of)? (?:when|where|what|its level when|it was when) "
    rf"(?:(?:it|they|\{{[SRG]\}}) (?:had )?(?:began|begun|started|opened|entered) {_SPAN.format('a')}|"
    rf"{_SPAN.format('b')} (?:began|started|opened|dawned|got under way|kicked off))"
)
"""A comparison with where a span began: "a fifth higher (20.7%, to be exact) than when the year began"."""
_TOLD_MOVE = re.compile(r"change\(\w[\w.]*\[([^\]]+)\]\)")
_NOT_PRICE = re.compile(
    r"^ (?:year[- ](?:over|on)[- ]year|(?:\w+ )?(?:rise|increase|jump|gain|growth|drop|decline|fall|surge) in "
    r"(?!(?:its |the |their )?(?:shares?|stock|price|value|market)|(?:the )?\{)|"
    r"of (?!(?:the |its |their )?(?:market )?(?:value|price|worth|altitude|height)|\{P\})|stake|"
    r"share of|owned|weight|probability|chance|"
    r"yield|dividend|coupon|tariff|tax|levy|interest|discount|premium|stock|payout|"
    r"(?:below|above|under|over) (?:its|the|their|an?) (?:\{N\} |[\w-]+ )?(?:moving )?average|"
    r"(?:below|beneath|under|above|over|past) (?:the )?(?:bottom|top|floor|ceiling|upper|lower|midpoint|middle)\b)"
)
_COUNTED_MOVES = re.compile(
    r"\b(?:up or down|either direction|moves? of|swings? of|days? of|times|range of|gains? greater than|moved|swung)"
    r"(?: (?:at least|more than))? $"
)
_SESSIONS_OF = re.compile(
    rf"(?:\b(?:sessions|days|weeks|months|quarters|years)\b|\{{N\}} \{{P\}})(?:[^;{{}}]|\{{P\}})*"
    r"\b(?:brought|saw|had|produced|delivered|"
    rf"ended (?:with|in)|featured) (?:an? )?(?:[a-z-]+ )?{MOVE_NOUN}s? of (?:at least |more than |over )?$"
)
"""Sessions that are counted by the size of their moves: "only three days this year brought a loss of"."""
_TURNED = re.compile(r"^ (?:higher|lower)\b")
_EITHER_WAY = re.compile(
    rf"\b(?:{RISE_VERBS}) or (?:{FALL_VERBS}) {ADVERB}$|\b(?:{FALL_VERBS}) or (?:{RISE_VERBS}) {ADVERB}$"
)
"""A size that days are counted by: "rose or fell at least 1% on 38 days"."""
_COUNTED_AFTER = re.compile(
    r"^ in (?:an? (?:single )?(?:day|session|week|month)|\{P\}) (?:only |just )?(?:once|twice|\{N\})|"
    r"^ (?:\w+ times\b|(?:times|on) \{N\}|in \{N\} of)"
)
_OTHER_DAY = re.compile(r"\ba (?:day|session|week|month|year) (?:after|before|earlier)\b[^,;]*$")
_NOUN_TO = re.compile(
    rf"\b{MOVE_NOUN}(?:(?: (?:of|in|for|on) (?:the )?\{{[PN]\}})?,)? to (?:about |around |near |nearly )?\$?$")
"""Where a move leads, and not how far it goes: "a dip to 2,200"."""
_STOOD_THEN = re.compile(
    r"(?:^|[,;] (?:and |but )?)(?:(?:in|at|on|by|as (?:recently|late) as) )?\{P\},? it "
    r"(?:was|stood|had been) [^{};]{0,20}$"
)
_HIGHER_THEN = re.compile(r"^ (?:higher|lower|above|below|more|less)\b(?! than)")
_NTH_MOVE = re.compile(rf"\{{N\}} (?:[\w-]+ )*{MOVE_NOUN} of $")
"""A size that moves are counted by: "the eighth gain of 5% or more since May"."""
_EARLY = re.compile(
    r"\b(?:(?:within|in the (?:first|opening)|after (?:only|just)|for) (?:a few |the first |\{N\} ?|\w+ )?"
    r"(?:minutes?|moments|seconds)|(?:minutes|moments|shortly|soon|right) (?:after|before|into) (?:the )?"
    r"(?:open|opening|trading|session|start)|in (?:the )?(?:early|opening) (?:going|minutes|trading|dealings))\b"
    r"(?:(?!, (?:and|but|while|though)\b)[^;])*$"
)
"""A moment of the session that bars alone could tell."""
_COMPANY_SIZED = 100_000
"""Dollars from which a sum is a company's value and no longer a move of a price."""
_DENIED = re.compile(
    rf"(?:\bnot|n't|\bnever|\bwithout)(?: (?:yet|once|since|even|ever|a|an))* (?:{RISE_VERBS}|{FALL_VERBS}|had|seen|"
    rf"suffered|posted|up|down|off|higher|lower) {ADVERB}(?:an? )?\$?$|"
    r"\bwithout [^,;{}]{0,25}$"
)
_PRICE_VERB = re.compile(rf"\b(?:rall|rebound|firm|weaken)\w* {ADVERB}$")
_NTH_TIME = re.compile(r"\btimes?\b(?! of)[^;]{0,40}\b(?:that|when|in which)\b[^;]*$")
_SHORT_OF = re.compile(r"^ (?:points? |percentage points? )?(?:short|shy) of\b(?! where)")
_LAST_DID = re.compile(
    rf"\b(?:last|previously|most recently) (?:{RISE_VERBS}|{FALL_VERBS}|moved|swung|"
    rf"dropped) {ADVERB}(?:as much as |at least )?$")
_LISTED = re.compile(r"\{N\},? (?:and |while )?(?:the )?\{S\},? $")
"""A second yield that shares the verb and the unit of the first: "tumbled 28 basis points and 10-year yields 15"."""
_TO_RATE = re.compile(r"^,? to \{N\}")
"""... and one with a verb of its own: "down two basis points; the two-year rose four to 0.46%"."""
_UNITS = {"change": "percent", "change_points": "index_point", "change_bp": "basis_point"}


def reads(clause: Clause) -> Ask | None:
    """A move of the subject: percent, points, dollars or basis points over the clause's window."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or clause.assertion == "since":
        return None
    if _of_no_move(clause):
        return None
    if undone(clause):
        return taken_back(clause, series)
    if "average" in clause.anchor.text.lower():
        return None
    metric, scale = _metric(clause, series)
    if metric is None or _NOT_PRICE.match(clause.after):
        return None
    if _STOOD_THEN.search(clause.before) and _HIGHER_THEN.match(clause.after):
        return None  # how far the level of another time lies from the present one
    sign = sign_of(clause)
    if priced_in_it(clause, series):
        sign = -sign
    if metric == "change_bp" and _PRICE_VERB.search(clause.before):
        return None  # of a bond's price and yield one rises while the other falls
    if not sign or _EARLY.search(clause.before) or _DENIED.search(clause.before) or _NTH_TIME.search(clause.before):
        return None
    window = clause.window if clause.window != "now" else "1d"
    if compared(clause):
        told = _TOLD_MOVE.fullmatch(clause.told[-1]) if clause.told else None
        window = told.group(1) if told is not None else window
    beside = with_a_size(clause)
    window = beside or window
    if begun := _THAN_WHEN.match(clause.after):
        window = f"{(begun.group('a') or begun.group('b'))[0]}td".replace("{", "y")
    if (ended := where_it_ended(clause)) is not None:
        return Ask(expr=f"{metric}({series}[{ended}])", unit=_UNITS[metric], sign=sign, scale=scale) if ended else None
    until = till_the_day(clause, window)
    if until is not None:
        return Ask(expr=f"{metric}({series}[{until}])", unit=_UNITS[metric], sign=sign, scale=scale,
                   rivals=(f"{metric}({series}[{window}])",))
    field = session_field(clause, metric, sign)
    if field is not None:
        return Ask(expr=f"extreme_move({series}.{field}[{window}])", unit="percent", sign=sign, scale=scale,
                   certain=not SWUNG.search(clause.before) and of_one_session(clause)) if field else None
    base = base_told(clause)
    if base is not None and clause.window in ("1d", "now", base):
        return Ask(expr=f"{metric}({series}[{base}:])", unit=_UNITS[metric], sign=sign, scale=scale,
                   slack=100 * QUOTE_SLACK if metric == "change_bp" else 0.0)
    window, dated = length_told(clause, window)
    own = len(window) == 12 and not clause.inherited
    return Ask(
        expr=f"{metric}({series}[{window}])", unit=_UNITS[metric], sign=sign, scale=scale,
        slack=slack_of(clause, metric),
        certain=(own or not (dated or _OTHER_DAY.search(clause.before))) and not loosely_led(clause)
        and not from_its_own_turn(clause, sign),
    )


_GAP_OF = re.compile(
    r"\b(?:gap|spread|difference|differential|premium|discount|distance|ratio|correlation|relationship|divergence) "
    r"(?:between|of|over|among)\b(?! (?:the )?(?:\{N\}|$))"
    r"(?:(?!;|, (?:and|but|with)\b|\b(?:while|whereas|as|after|when|which)\b)[^;])*$"
)
"""What lies between two things moves otherwise than either: "the gap between two- and 10-year yields widened by"."""


def _of_no_move(clause: Clause) -> bool:
    """Whether the words tell of a line crossed, of counted moves, of another day's or of how far something else is."""
    if not unit_is(clause, "percent", "basis_point") and (
            CROSSED.match(clause.anchor.text.lower()) or _NOUN_TO.search(clause.before)):
        return True
    if AT_WORST.search(clause.before) and OFF_HIGH.match(clause.after):
        return True  # how far below a high at the deepest, over a stretch that is not told
    if _COUNTED_MOVES.search(clause.before) and not _TURNED.match(clause.after):
        return True
    if _EITHER_WAY.search(clause.before) or _SESSIONS_OF.search(clause.before) or _COUNTED_AFTER.match(clause.after):
        return True
    if clause.previous is not None and clause.previous.kind == "ordinal" and _NTH_MOVE.search(clause.before):
        return True
    if (clause.inherited and day_before_that(clause)) or versus_another(clause) or was_up_before(clause):
        return True
    if at_an_extreme(clause) or _SHORT_OF.match(clause.after) or _GAP_OF.search(clause.before):
        return True  # how far from something else: "fell 193 points short of 40,000"
    return bool(_LAST_DID.search(clause.before))  # when it last moved so far, which is no move of the day's


def _metric(clause: Clause, series: str) -> tuple[str | None, float]:
    """The metric that the figure's unit asks for, and the factor to its unit."""
    assert clause.figure is not None
    size = clause.figure.quantity.low
    rate = is_rate(series)
    if not rate and unit_is(clause, "percentage_point") and "percent" not in clause.anchor.text.lower():
        return "change_points", 1.0  # "half a point" of an index
    if unit_is(clause, "basis_point", "percentage_point"):
        return ("change_bp", 1.0 if unit_is(clause, "basis_point") else 100.0) if rate else (None, 1.0)
    if rate:
        shared = clause.previous is not None and clause.previous.quantity.unit == "basis_point"
        bare = shared and unit_is(clause, "number")
        listed = _LISTED.search(clause.before) or (_TO_RATE.match(clause.after) and _moved(clause))
        return ("change_bp" if bare and listed else None), 1.0
    if unit_is(clause, "percent"):
        return "change", 1.0
    if fraction(clause):
        return "change", 100.0
    if unit_is(clause, "$"):
        return ("change_points", 1.0) if is_priced(series) and size < _COMPANY_SIZED else (None, 1.0)
    if unit_is(clause, "cent"):
        return ("change_points", 0.01) if is_priced(series) else (None, 1.0)
    if unit_is(clause, "index_point"):
        return "change_points", 1.0
    plain = unit_is(clause, "number") and 20 <= size < _COMPANY_SIZED
    return ("change_points", 1.0) if plain and _moved(clause) else (None, 1.0)


def _moved(clause: Clause) -> bool:
    """Whether a verb of moving stands just before the figure."""
    return bool(VERB_UP.search(clause.before) or VERB_DOWN.search(clause.before))


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("U.S. crude firmed 80 cents.", "change_points(WTI[1d])"),
    ("The S&P 500 is 1.1% cheaper than when the year began.", "change(SPX[ytd])"),
    ("The S&P 500 is 1.1% pricier than at the end of 2023.", "change(SPX['2023-12-31':])"),
    ("Apple raised its quarterly dividend by 2 cents.", None),
    ("Ten-year Treasury notes rallied 5 basis points.", None),
    ("The S&P 500 fell 1.6% on Friday.", "change(SPX['2025-01-10'])"),
    ("The S&P 500 fell 1.6%.", "change(SPX[1d])"),
    ("The Dow climbed 289 points.", "change_points(DJI[1d])"),
    ("The Dow climbed 289 points, or 0.7%.", "change(DJI[1d])"),
    ("The Dow closed 697 points lower.", "change_points(DJI[1d])"),
    ("The Nasdaq Composite and the S&P 500 rose 1.1% and 0.8%, respectively.", "change(SPX[1d])"),
    ("The Nasdaq Composite is down 4% this year.", "change(IXIC[ytd])"),
    ("The S&P 500 rose 23% last year, on top of a 24% gain in 2023.", "change(SPX['2023'])"),
    ("The Russell 2000 has gained 11.4% since the start of 2024.", "change(RUT['2024-01-01':])"),
    ("The Dow was 1.2% higher than where it began the year.", "change(DJI[ytd])"),
    ("Bitcoin has lost a third of its value since Dec. 17.", "change(BTCUSD['2024-12-17':])"),
    ("U.S. crude settled at $76.57 a barrel, up 3.6%.", "change(WTI[1d])"),
    ("The Dow fell as much as 2.1% on Friday.", "extreme_move(DJI.low['2025-01-10'])"),
    ("The yield on the 10-year Treasury note fell five basis points.", "change_bp(DGS10[1d])"),
    ("The S&P 500 opened 1.2% lower on Friday.", "extreme_move(SPX.open['2025-01-10'])"),
    ("Within minutes of the open the S&P 500 was down 2%.", None),
    ("The rally lifted the Dow 1.2%.", "change(DJI[1d])"),
    ("The Dow gained 13% in 2024, compared with 23% for the S&P 500.", "change(SPX['2024'])"),
    ("With Friday's 1.5% drop, the S&P 500 is down for the year.", "change(SPX['2025-01-10'])"),
    ("After losing 2.5% in December, the S&P 500 has steadied.", "change(SPX['2024-12'])"),
    ("The S&P 500 fell 1.5% on Friday for a weekly loss of 1.9%.", "change(SPX[wtd])"),
    ("The S&P 500 capped its worst week of the year with a 1.9% loss.", "change(SPX[wtd])"),
    ("The Dow lost 2,231 points on Friday, a day after losing 1,679.", "change_points(DJI['2025-01-09'])"),
    ("The Dow fell 5.5% on Friday after a 4% drop the day before.", "change(DJI['2025-01-09'])"),
    ("The Dow fell 5.5% on Thursday. A day earlier, it had lost 4%.", "change(DJI['2025-01-08'])"),
    ("The Dow fell 5.5% on Friday, having lost 4% in the previous session.", "change(DJI['2025-01-09'])"),
    ("The S&P 500 is up 35% since the rally began on Oct. 12, 2022.", "change(SPX['2022-10-12':])"),
    ("The S&P 500 peaked on Dec. 6, and by Jan. 10 it had lost 4%.", "change(SPX['2024-12-06':'2025-01-10'])"),
    ("The S&P 500 has gained 4% this year, more than the 23.3% it gained in all of 2024.", "change(SPX['2024'])"),
    ("The Nasdaq Composite rose 5.7% this week, beating the Dow's 4.6%.", "change(DJI[wtd])"),
    ("Tesla's 29% weekly gain is its largest.", "change(TSLA[wtd])"),
    ("The S&P 500 would fall 10% in a recession.", "change(SPX[1d])"),
    ("Energy shares in the S&P 500 rose 59%.", None),
    ("S&P 500 futures rose 1.1%.", None),
    ("More than 55 percent of S&P 500 constituents are down 20 percent.", None),
    ("Apple has the largest market cap, 3.8%, within the S&P 500.", None),
    ("The S&P 500 Health Care Equipment Index fell 2.1%.", None),
    ("Shares of S&P Global rose 1.3%.", None),
    ("The S&P 500 hasn't fallen 2% since Dec. 18.", None),
    ("It was the second time this year that the S&P 500 fell more than 1.5%.", None),
    ("Apple's revenue rose 6%.", None),
    ("Apple raised its dividend by 4%.", None),
    ("The S&P 500 erased a loss of as much as 2% on Friday.", "extreme_move(SPX.low['2025-01-10'])"),
    ("The S&P 500 erased its 2% loss for the year.", None),
    ("The S&P 500 fell 2% below its 200-day moving average.", None),
    ("In 2024 Apple returned 30%.", "change(AAPL['2024'])"),
    ("In 2024 Apple returned 30% of its cash.", None),
    ("In 2024 Nvidia was the star of the Dow, with 171%.", "change(NVDA['2024'])"),
    ("In 2024 Intel led the losers with 60%.", None),
    ("The rally left the S&P 500 1.1% short of where it began the year.", "change(SPX[ytd])"),
    ("Nothing matched the 171% that Nvidia made in 2024.", "change(NVDA['2024'])"),
    ("Nothing matched the $171 billion that Nvidia made in 2024.", None),
)
