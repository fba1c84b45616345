"""closes_above, closes_below: how many closes of a window stood beyond a level; and sessions that are counted.

The words count days by how far they moved ("moved 1% or more on 37 days", "12 declines of 2% or more"), by which way
they went ("rose on 14 of this year's 86 trading days") or by where they closed ("finished above 40 on 60 days").
"""

from __future__ import annotations

import re

from ..schemas import Ask, Clause, Figure
from .base import Arg, Compute, Metric, Result, Tape, exact, iso, number_arg, show
from .moves import positions
from .period_window import window_text
from .reading import ask_count, is_market, is_rate, is_this_year, period_after, period_before, series_of, unit_is
from .window import row
from .wording import FALL_NOUN, FALL_VERBS, RISE_NOUN, RISE_VERBS, spoken_number


def _closes(metric: str, above: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, level: Arg) -> list[Result]:
        x = number_arg(level, metric)
        points, base, end = positions(tape, arg, metric)
        part = points.values[base + 1 : end + 1]
        count = int((part > x if above else part < x).sum())
        side = "above" if above else "below"
        text = f"{count} of {end - base} closes after {iso(int(points.days[base]))} stood {side} {show(x)}"
        rows = (row(points, base + 1), row(points, end))
        return [Result("", exact(count, "count"), (text,), rows, note=f"of {end - base}")]

    return compute


METRICS = (
    Metric("closes_above", "count", "S[w], x", "How many closes of the window stood above x.",
           _closes("closes_above", True), required=2, most=2),
    Metric("closes_below", "count", "S[w], x", "How many closes of the window stood below x.",
           _closes("closes_below", False), required=2, most=2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 21
_MERELY = r"(?:(?:just|only|no fewer than|no more than|at least|some|all of|a mere|a total of|fully|a full) )*"
_EITHER = (
    r"(?: or (?:more|better|worse|greater)| in either direction| either way| up or down| at (?:the|a) close| or so)*"
)
_VERB = rf"(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})|(?:moved?|moves|moving|swung|swings?|changed|lurched))"
_SIZE = r"(?:(?:by|at least|more than|as much as|up or down|or more) )*\{N\}"
_SIZED = re.compile(
    rf"\b{_VERB}(?: or (?:{RISE_VERBS}|{FALL_VERBS})(?P<or>))? {_SIZE}{_EITHER},? on {_MERELY}$"
)
"""The size before its count: "moved by 1% or more on just 37 days"."""
_TIMES = re.compile(rf"\b{_VERB}(?: or (?:{RISE_VERBS}|{FALL_VERBS})(?P<or>))? {_SIZE}{_EITHER},? {_MERELY}$")
_ON_DAYS = re.compile(
    rf"^(?: of (?:the|its|them))?(?: \{{P\}})?,? (?:(?:on which|when|that|in which) )?(?:the )?(?:\{{[SRG]\}}|it|they) "
    rf"(?:has |have |had )?{_VERB}(?: or (?:{RISE_VERBS}|{FALL_VERBS})(?P<or>))? {_SIZE}"
)
"""The count before the size: "on 38 days this year the index moved at least 1%"."""
_NOUN = (
    rf"(?:daily |one-day |single-day )?(?:(?P<up>{RISE_NOUN})|(?P<down>{FALL_NOUN})|(?:moves?|swings?|days?|sessions?))"
)
_OF_SIZE = re.compile(r"^ of (?:at least |more than |over )?\{N\}(?: or (?:more|better|worse|greater))?")
_NTH_OF_SIZE = re.compile(rf"^ {_NOUN} of (?:at least |more than |over )?\{{N\}}(?: or (?:more|better|worse|greater))?")
_COUNTED = re.compile(rf"^(?:[a-z]+ )*?(?P<number>\d+|[a-z]+(?:-[a-z]+)?) {_NOUN}$")
_HAD = re.compile(
    rf"\b(?:ha[sd]|have|having|seen|saw|suffered|posted|logged|recorded|notched|managed|endured|produced|been|were|with|"
    rf"rung up|racked up|delivered|brought) {_MERELY}$"
)
_WENT = re.compile(rf"\b(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})) (?:on|in) {_MERELY}$")
_OF_THE = re.compile(
    r"^(?: days| sessions| trading days)? of (?:the |its )?(?:(?:\{P\}|year|month|quarter)'s (?:first )?\{N\}|"
    r"\{N\}(?: so far)? (?:so far )?(?:\{P\}|(?:in|of) \{P\}))"
)
_OUT_OF = re.compile(r"\bof (?:the |its )?(?:\{P\}'s |(?:year|month|quarter)'s )?(?:first )?$")
_SO_MANY_OUT_OF = re.compile(r"\bon \{N\} of (?:the |its |their )?(?:\{P\}'s |(?:year|month|quarter)'s )?(?:first )?$")
"""The count stands before the whole: "on 14 of this year's 86 sessions it has swung by 2%"."""
_CLOSED = re.compile(
    r"\b(?:clos|finish|end|settl)(?:e|es|ed|ing)?(?: the day)? (?P<or>at or )?(?P<n>\{N\})(?: \w+)?,? (?:on |in )?"
    rf"{_MERELY}$"
)
_AT_IT = 0.001
"""How far beyond a level the bound lies where closes at it count too: "at or above 100"."""
_CLOSES = re.compile(r"^(?: \{P\})? \{N\}")
_SIDE = re.compile(r"(?P<above>above|over|past|north of)|(?P<below>below|under|beneath)")
_ROW = re.compile(r"straight|consecutive|successive|in a row|running|on end")
_IN_A_DAY = 5.0
"""Percent up to which "a decline of 2%" is one of a day where nothing else is said."""
_OF_A_YEAR = 14
"""Characters that a series with the window of a year has at most."""
_DAYS = ("day", "session", "count", "occasion", "close")


def reads(clause: Clause) -> Ask | None:
    """Days counted by their moves or their closes, within a span that is named."""
    series, figure = series_of(clause), clause.figure
    if series is None and _ON_DAYS.match(clause.after):
        series = next((o.series for o in clause.others if o.start >= clause.anchor.end), None)
    if series is None or not is_market(series) or figure is None or clause.assertion:
        return None
    if _ROW.search(f"{clause.anchor.text} {clause.after[:14]}".lower()):
        return None
    window = _window(clause)
    if window is None:
        return None
    leaf = f"{series}[{window}]"
    closes = _beyond(clause, series, leaf, figure)
    if closes is not None or is_rate(series):
        return closes
    return _sized(clause, leaf, figure) or _some_of(clause, leaf, figure)


def _window(clause: Clause) -> str | None:
    """The span the days are counted in: the clause's own, else the one named beside the count."""
    window = clause.window
    if (clause.inherited and window in ("1d", "now")) or re.fullmatch(r"\d+d|'\d{4}-\d\d-\d\d'", window):
        named = period_after(clause, 24) or period_before(clause, 200)
        text = window_text(named) if named is not None and named.kind in ("year", "quarter", "month") else None
        if text is None or text.endswith(":"):
            return None
        window = text
    if is_this_year(clause, window):
        return "ytd"
    return None if window in ("1d", "now") else window


def _beyond(clause: Clause, series: str, leaf: str, figure: Figure) -> Ask | None:
    """"Finished above 40 on 60 days", "just 12 closes above 20 this year"."""
    level, counted = clause.previous, unit_is(clause, *_DAYS)
    if not (counted and _CLOSED.search(clause.before)):
        level = clause.following if unit_is(clause, "close", "finish") and _CLOSES.match(clause.after) else None
    side = _SIDE.match(level.text.lower()) if level is not None else None
    if level is None or side is None or level.quantity.low != level.quantity.high:
        return None
    if (level.quantity.unit == "percent") != is_rate(series) or not counted:
        return None
    metric, told = "closes_above" if side.group("above") else "closes_below", _CLOSED.search(clause.before)
    bound = level.quantity.low
    if told is not None and told.group("or"):
        bound += -_AT_IT if metric == "closes_above" else _AT_IT
    return ask_count(f"{metric}({leaf}, {bound:.10g})", figure.quantity.low)


def _sized(clause: Clause, leaf: str, figure: Figure) -> Ask | None:
    """"Moved by 1% or more on just 37 days", "its 12th decline of 2% or more this year"."""
    size, m = clause.previous, None
    if unit_is(clause, "day", "session", "occasion") or (unit_is(clause, "number") and _OF_THE.match(clause.after)):
        m = _SIZED.search(clause.before)
    elif unit_is(clause, "count"):
        m = _SIZED.search(clause.before) or _TIMES.search(clause.before)
    if m is None:
        size = clause.following
        m = _ON_DAYS.match(clause.after) if unit_is(clause, *_DAYS) else None
    if m is None and figure.kind == "ordinal":
        m = _NTH_OF_SIZE.match(clause.after)
    if m is None and _HAD.search(clause.before) and _OF_SIZE.match(clause.after):
        m = _COUNTED.match(clause.anchor.text.lower())
    number = spoken_number(clause.anchor.text) if figure.kind == "ordinal" else figure.quantity.low
    if m is None or size is None or size.quantity.unit != "percent" or number is None:
        return None
    if m.re is _ON_DAYS and _SO_MANY_OUT_OF.search(clause.before) and clause.previous is not None:
        number = clause.previous.quantity.low
    if m.re is _SIZED and clause.told and clause.told[-1].startswith(f"count_moves({leaf.partition('[')[0]}["):
        return ask_count(clause.told[-1], number)  # the size has told the span
    daily = re.search(r"\bday|daily|session", f"{clause.anchor.text} {clause.after[:16]}".lower())
    if m.re in (_COUNTED, _NTH_OF_SIZE) and not daily and (size.quantity.low > _IN_A_DAY or len(leaf) > _OF_A_YEAR):
        return None  # "11 retreats of 12% since 1950" took longer than a day
    told = m.groupdict()
    way = next((w for w in ("up", "down") if told.get(w)), "") if told.get("or") is None else ""
    option = f", '{way}'" if way else ""
    return ask_count(f"count_moves({leaf}, {size.quantity.low:g}{option})", number)


def _some_of(clause: Clause, leaf: str, figure: Figure) -> Ask | None:
    """"Rose on 14 of this year's 86 trading days": those that rose, and how many there were."""
    went = _WENT.search(clause.before)
    if went is not None and _OF_THE.match(clause.after) and unit_is(clause, "number", "session", "day"):
        return ask_count(f"count_moves({leaf}, 0, '{'up' if went.group('up') else 'down'}')", figure.quantity.low)
    told = next((t for t in reversed(clause.told) if t.startswith(f"count_moves({leaf}, 0")), None)
    if told is not None and _OUT_OF.search(clause.before) and unit_is(clause, "session", "day"):
        return ask_count(f"session_count({leaf})", figure.quantity.low, "session")
    return None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Nasdaq Composite moved by 1% or more on just 120 days in 2024.", "count_moves(IXIC['2024'], 1)"),
    ("The Dow fell 1% or more on 14 days last year.", "count_moves(DJI['2024'], 1, 'down')"),
    ("On 31 days last year the Russell 2000 rose or fell at least 2%.", "count_moves(RUT['2024'], 2)"),
    ("Tesla had 24 declines of 4% or more in 2024.", "count_moves(TSLA['2024'], 4, 'down')"),
    ("Gold rose on 138 of last year's 252 trading days.", "count_moves(GOLD['2024'], 0, 'up')"),
    ("The VIX closed above 20 on 26 days in 2024.", "closes_above(VIX['2024'], 20)"),
    ("The 10-year Treasury yield finished below 4% on 60 days in 2024.", "closes_below(DGS10['2024'], 4)"),
    ("The VIX finished at or below 15 on 140 sessions in 2024.", "closes_below(VIX['2024'], 15.001)"),
    ("The S&P 500 has had 11 retreats of 12% since 1950.", None),
    ("The VIX fell 6.4% in five days in 2024.", None),
    ("The VIX has closed above 20 on five straight days.", None),
    ("Tesla sold cars on 24 days in 2024.", None),
    ("The Dow fell 1% on Friday for the 14th time.", None),
)
