"""last_higher, last_lower: the last earlier time that a value was at least as extreme ("the most since ...")."""

from __future__ import annotations

import re

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Compute, Metric, Result, Row, Tape, dated, iso, show
from .change_sign import priced_in_it
from .history import OPTIONS, History, history_of, kept
from .reading import dates_meant, series_of
from .since_denied import no_other, not_so, unseen
from .since_told import ask_since, season, since_base
from .window import begins_late, every_session, unbroken
from .within_day import compared_within
from .wording import BEST, HUMBLEST, LOFTIEST, SIZED, WORST

_SLACK = 1e-9


def _found(h: History, value: float, higher: bool, strict: bool) -> int:
    """Position of the last earlier period at least as high (low) as ``value``; -1 when there is none."""
    import numpy as np

    earlier = h.values[:-1]
    edge = _SLACK * max(1.0, abs(value)) * (1 if strict else -1)
    hits = np.flatnonzero(earlier > value + edge if higher else earlier < value - edge)
    return int(hits[-1]) if len(hits) else -1


def _result(tape: Tape, h: History, name: str, index: int, higher: bool, value: float) -> Result:
    last = Row(h.points, int(h.ends[-1]), float(h.values[-1]))
    word = "high" if higher else "low"
    if index < 0:
        first = int(h.ends[0])
        note = f"none in data since {iso(int(h.points.days[0]))}"
        text = f"{show(value)} {h.unit} on {iso(last.day)}; none as {word} before, in data since {iso(first)}"
        return Result(name, dated(first), (text,), (), "short_history", note)
    start, stop = h.period(index)
    unbroken(tape, h.points, start, last.day)
    stop = min(stop, last.day)
    day = iso(start) if start == stop else f"{iso(start)} to {iso(stop)}"
    text = f"{show(value)} {h.unit} on {iso(last.day)}; last as {word} {day}: {show(float(h.values[index]))}"
    rows = (Row(h.points, int(h.ends[index]), _level(h, index)), Row(h.points, last.day, _level(h, -1)))
    return Result(name, dated(start, stop), (text,), rows, note=h.note)


def _level(h: History, index: int) -> float:
    at = h.points.index_at_or_before(int(h.ends[index]))
    return float(h.points.values[at])


def _compute(metric: str, higher: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, *options: Arg) -> list[Result]:
        h = kept(history_of(tape, arg), options, metric)
        every_session(h.points)
        if len(h.values) < 2:
            raise begins_late(h.points)
        low, high = h.bounds
        if _found(h, low, higher, False) != _found(h, high, higher, False):
            raise DataError(f"{arg} lies between {show(low)} and {show(high)}", "too_wide")
        loose, strict = _found(h, low, higher, False), _found(h, low, higher, True)
        out = [_result(tape, h, f"at least as {'high' if higher else 'low'}", loose, higher, low)]
        if strict != loose:
            out.append(_result(tape, h, "higher" if higher else "lower", strict, higher, low))
        return out

    return compute


_CONVENTIONS = (
    "at least as high (low): an equal value ends the search", "higher (lower): only a more extreme value does",
    "a week, month, quarter or year to date is held against whole ones", *OPTIONS,
    "nothing found: the first day of the data, with short_history",
)
METRICS = (
    Metric("last_higher", "date", "S[w] or change(S[w]) ..., '1990', 'same', 'start'",
           "The last earlier day (or week, month ...) on which the value was at least as high.",
           _compute("last_higher", True), None, _CONVENTIONS, 1, 4),
    Metric("last_lower", "date", "S[w] or change(S[w]) ..., '1990', 'same', 'start'",
           "The last earlier day (or week, month ...) on which the value was at least as low.",
           _compute("last_lower", False), None, _CONVENTIONS, 1, 4),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 20
_SUPERLATIVES = "|".join((*BEST, *WORST, *SIZED, *LOFTIEST, *HUMBLEST, "narrowest", "widest", "longest", "least"))
_SUPER = re.compile(rf"\b(?:{_SUPERLATIVES})\b")
_PHRASE = re.compile(
    rf"(?P<super>{_SUPERLATIVES})\b"
    r"(?P<rest>[^;]{0,70}?)\s*(?:\bsince|\bin|\bfor)?"
    r"(?: the| at least| about| more than)?\s*$"
)
_START = re.compile(r"\bstart to (?:a|the) (?P<f>year|month|quarter|week)\b")
_WOULD = re.compile(r"\bwould (?:\w+ )?(?:be|mark|make|rank|stand|represent|become|amount|go)\b[^,;]*$")
_IF = re.compile(r"\b(?:if|unless|were|until|once|should)\b")
_RELATIVE = re.compile(r"\b(?:compared (?:with|to)|relative to|versus|against)\b")
_WAS_THAT = re.compile(r"\b(?:day|session|week|month|quarter|year)\b[^;]{0,30} was(?: on| in)? *$")
_SEVERAL = re.compile(r"\b(?:back-to-back|two-year|three-year|combined)\b(?! (?:day|session|win|loss))")
"""Of several years or quarters together: no stretch that the comparison could be made of."""
_POINTING = re.compile(r"^(?:that|this)(?:'s| is| was| would)\b")
_OTHER_WAY = {"last_higher": "last_lower", "last_lower": "last_higher"}
_TURNED = re.compile("|".join(_OTHER_WAY))
"""Of the money that a series is told in: the weaker it is, the higher the series stands."""
_ROLLING = re.compile(r"\[(?!1d)\d+d\]")
"""A move over some sessions, that begins anywhere."""


def reads(clause: Clause) -> Ask | None:
    """"Its worst day since March 2020", "the lowest close in five months": the last time it was as extreme."""
    ask = _told(clause)
    if ask is not None and priced_in_it(clause, series_of(clause) or ""):
        ask = ask.model_copy(update={"expr": _TURNED.sub(lambda m: _OTHER_WAY[m.group()], ask.expr)})
    return compared_within(clause, ask) if ask is not None else None


def _told(clause: Clause) -> Ask | None:
    """The comparison as its words tell it, at the close where they name no other moment."""
    if clause.assertion != "since":
        return None
    days = dates_meant(clause)
    if days is None:
        return None
    denied = no_other(clause, days) or not_so(clause, days)
    if _WAS_THAT.search(clause.lead):
        return None  # which one it was, and not how far back one must look
    m = _phrase(clause.lead)
    if denied is not None or m is None:
        return denied or unseen(clause, days)
    if (_POINTING.match(clause.before) and clause.antecedent is None) or _RELATIVE.search(m.group("rest")):
        return None
    if _SEVERAL.search(m.group("rest")):
        return None
    rest = m.group("rest")
    if "{N}" in rest and clause.previous is not None:
        rest = rest.replace("{N}", clause.previous.text.lower())
    base = since_base(clause, m.group("super"), rest)
    if base is None:
        return None
    expr, up = base
    option = ", 'start'" if _START.search(rest) else season(clause, rest)
    ask = ask_since(f"{expr}{option}", up, days)
    if _ROLLING.search(expr):
        ask = ask.model_copy(update={"certain": False})  # held against runs of any length as well as of its own
    return ask.model_copy(update={"settled": True}) if _so_far(clause, expr) else ask


def _so_far(clause: Clause, expr: str) -> bool:
    """Whether "would be" speaks of a move just told, as it stands: "up 8.8% this quarter, which would be its best"."""
    told = clause.antecedent is not None and clause.antecedent.startswith("change")
    to_date = re.search(r"\[[wmqy]td\]", expr)
    return bool(told and to_date and _WOULD.search(clause.before) and not _IF.search(clause.before + clause.after))


def _phrase(lead: str) -> re.Match[str] | None:
    """The last superlative of the lead and what follows it up to the date."""
    starts = [m.start() for m in _SUPER.finditer(lead)]
    return _PHRASE.match(lead, starts[-1]) if starts else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow fell 697 points, its ugliest session since Dec. 18.", "last_lower(change(DJI[1d]))"),
    ("The VIX closed at 19.54, its loftiest close since Dec. 19.", "last_higher(VIX[now])"),
    ("The VIX closed at 19.54, a level last bettered on Dec. 19.", "last_higher(VIX[now])"),
    ("The VIX is as high as it has been since Dec. 19.", "last_higher(VIX[now])"),
    ("The VIX has not been higher since Dec. 19.", "last_higher(VIX[now])"),
    ("The 2s10s spread ended at 37 basis points, the most inverted since March 2020.",
     "last_lower(spread(DGS10[now], DGS2[now]))"),
    ("The Dow fell 697 points, its quietest session since Dec. 18.", None),
    ("The S&P 500 fell 1.5% on Friday, its worst day since Dec. 18.", "last_lower(change(SPX['2025-01-10']))"),
    ("The Dow fell 697 points, its biggest one-day point drop since Dec. 18.", "last_lower(change_points(DJI[1d]))"),
    ("The S&P 500 dropped 1.9% this week, its worst week in a month.", "last_lower(change(SPX[wtd]))"),
    ("The S&P 500 closed at its lowest level since Nov. 5.", "last_lower(SPX[now])"),
    ("The 10-year Treasury yield ended at 4.76%, its highest since November 2023.", "last_higher(DGS10[now])"),
    ("The VIX jumped 8% to 19.54, a level not seen since Dec. 20.", "last_higher(VIX[now])"),
    ("The S&P 500 had its best start to a year since 2019.", "last_higher(change(SPX[ytd]), 'start')"),
    ("The S&P 500 fell 1.5% on Friday, its worst day since the early days of the pandemic.",
     "last_lower(change(SPX['2025-01-10']))"),
    ("The S&P 500 fell 6%, its steepest drop since the depths of the financial crisis.", "last_lower(change(SPX[1d]))"),
    ("The S&P 500 fell 6%, its worst day since the crash of October 1987.", "last_lower(change(SPX[1d]))"),
    ("The S&P 500 has lost 0.9% this month, its worst January since 2022.", "last_lower(change(SPX[mtd]), 'same')"),
    ("The S&P 500 has lost 0.9% this month, and no January since 2022 has been worse.",
     "last_lower(change(SPX[mtd]), 'same')"),
    ("The S&P 500 fell 1.9% this week. It has not had a worse week since November.", "last_lower(change(SPX[wtd]))"),
    ("The S&P 500 has not closed this low since Nov. 5.", "last_lower(SPX[now])"),
    ("The VIX jumped 8% to 19.54, a level last seen on Dec. 20.", "last_higher(VIX[now])"),
    ("The S&P 500 fell 1.5%, a drop not seen since Dec. 18.", "last_lower(change(SPX[1d]))"),
    ("The Dow fell for a 10th straight session, the longest such run since 1974.",
     "last_higher(streak(DJI[now], 'day'))"),
    ("The S&P 500 is up 4% this quarter, which would be its best quarter since 2023.", "last_higher(change(SPX[qtd]))"),
    ("The VIX touched 65.73 on Friday, the highest since March 2020.", "last_higher(VIX.high['2025-01-10'])"),
    ("The S&P 500 rose 4% this month, its biggest gain in years.", "last_higher(change(SPX[mtd]))"),
    ("It was the worst Friday since 2022 for the S&P 500.", None),
    ("Apple's bonds have had no worse month since 2022.", None),
    ("No chief executive since 1997 has done worse.", None),
    ("Apple's sales growth was the slowest since 2020.", None),
    ("The S&P 500 has risen 20% since 2023.", None),
    ("The Dow fell 697 points to 41,938.45, its poorest close since Nov. 4.", "last_lower(DJI[now])"),
    ("Gold settled at $2,715, its firmest since Dec. 11.", "last_higher(GOLD[now])"),
)
