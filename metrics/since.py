"""last_higher, last_lower: the last earlier time that a value was at least as extreme ("the most since ...")."""

from __future__ import annotations

import re
from datetime import date

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Compute, Metric, Result, Row, Tape, dated, iso, show
from .history import OPTIONS, History, history_of, kept
from .reading import ask_date, dates_meant, is_market, is_rate, leaf_now, series_of
from .window import begins_late, every_session, unbroken
from .wording import FALL_NOUN, RISE_NOUN, spoken_number

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
_LEVEL_NOUN = (
    r"(?:closes?|closing|finish|settlement|settle|levels?|readings?|point(?! \w)|price|yield|close|low|high|mark)"
)
_MOVE_NOUN = (
    rf"(?:day|session|week|month|quarter|year|performance|showing|start|run|stretch|return|{RISE_NOUN}|{FALL_NOUN}|"
    r"move|months|days)"
)
_SUPERLATIVES = (
    "best|worst|biggest|largest|smallest|strongest|weakest|highest|lowest|most|steepest|sharpest|narrowest|widest|"
    "greatest|fastest|deepest|poorest"
)
_SUPER = re.compile(rf"\b(?:{_SUPERLATIVES})\b")
_PHRASE = re.compile(
    rf"(?P<super>{_SUPERLATIVES})\b"
    r"(?P<rest>[^;]{0,70}?)\s*(?:\bsince|\bin|\bfor)?"
    r"(?: the| at least| about| more than)?\s*$"
)
_UP = ("best", "strongest", "highest", "widest", "fastest")
_DOWN = ("worst", "weakest", "lowest", "narrowest", "poorest")
_LEVEL_SUPER = ("highest", "lowest", "weakest", "strongest", "narrowest", "widest")
_FREQ = re.compile(
    r"\b(?:(?P<n>one|two|three|four|five|six)[- ])?(?P<f>day|daily|session|week|weekly|month|monthly|quarter|"
    r"quarterly|year|annual|months)\b"
)
_START = re.compile(r"\bstart to (?:a|the) (?P<f>year|month|quarter|week)\b")
_UNSEEN = re.compile(
    r"\b(?:levels?|prices?|mark|readings?) (?:it has |that (?:have|has) )?(?:not|n't) (?:been )?seen\b[^;{]{0,20}"
    r"\bsince(?: the)?\s*$"
)
_RELATIVE = re.compile(r"\b(?:compared (?:with|to)|relative to|versus|against)\b")
_POINTING = re.compile(r"^(?:that|this)(?:'s| is| was| would)\b")
_GRAIN = {"daily": "day", "session": "day", "weekly": "week", "monthly": "month", "months": "month",
          "quarterly": "quarter", "annual": "year"}
_ONE = {
    "day": re.compile(r"1d|'\d{4}-\d\d-\d\d'"), "week": re.compile(r"wtd|.*-W.*"),
    "month": re.compile(r"mtd|'\d{4}-\d\d'"), "quarter": re.compile(r"qtd|.*-Q.*"), "year": re.compile(r"ytd|'\d{4}'"),
}
"""How the window of one day, week, ... is written."""
_TO_DATE = {"day": "1d", "week": "wtd", "month": "mtd", "quarter": "qtd", "year": "ytd"}


def reads(clause: Clause) -> Ask | None:
    """"Its worst day since March 2020", "the lowest close in five months": the last time it was as extreme."""
    if clause.assertion != "since":
        return None
    m = _phrase(clause.lead)
    days = dates_meant(clause)
    if m is None and days is not None and _UNSEEN.search(clause.lead):
        return _unseen(clause, days)
    if m is None or days is None:
        return None
    if (_POINTING.match(clause.before) and clause.antecedent is None) or _RELATIVE.search(m.group("rest")):
        return None
    base = since_base(clause, m.group("super"), m.group("rest"))
    if base is None:
        return None
    expr, up = base
    option = ", 'start'" if _START.search(m.group("rest")) else ""
    return ask_date(f"last_{'higher' if up else 'lower'}({expr}{option})", *days, relation="since")


def _unseen(clause: Clause, days: tuple[date, date]) -> Ask | None:
    """"To finish at 45.31, a level not seen since April 2020": the way it moved says which side was not seen."""
    series, movement = series_of(clause), clause.antecedent_movement
    if movement == "none":
        movement = clause.movement
    if series is None or not is_market(series) or movement not in ("up", "down"):
        return None
    side = "higher" if movement == "up" else "lower"
    return ask_date(f"last_{side}({leaf_now(clause, series)})", *days, relation="since")


def _phrase(lead: str) -> re.Match[str] | None:
    """The last superlative of the lead and what follows it up to the date."""
    starts = [m.start() for m in _SUPER.finditer(lead)]
    return _PHRASE.match(lead, starts[-1]) if starts else None


def since_base(clause: Clause, word: str, rest: str) -> tuple[str, bool] | None:
    """The value that is compared, and whether higher ones are looked for."""
    series = series_of(clause)
    antecedent = clause.antecedent
    if word in ("narrowest", "widest"):
        return (antecedent, word == "widest") if antecedent and antecedent.startswith("spread") else None
    if antecedent and antecedent.startswith(("streak", "level(COT", "sessions", "record_drought")):
        return None
    move = re.search(rf"\b{_MOVE_NOUN}\b", rest)
    level = re.search(rf"\b{_LEVEL_NOUN}\b", rest)
    if level or (word in _LEVEL_SUPER and not move):
        if series is None or (not is_market(series) and series not in ("UNRATE", "UMCSENT", "ICSA")):
            return None
        if word not in _LEVEL_SUPER:
            return None
        return leaf_now(clause, series), word in ("highest", "strongest")
    if series is None or not is_market(series):
        return None
    up = _direction(clause, word, rest)
    if up is None:
        return None
    return _move(clause, series, rest), up


def _direction(clause: Clause, word: str, rest: str) -> bool | None:
    if word in _UP:
        return True
    if word in _DOWN:
        return False
    if re.search(rf"\b{FALL_NOUN}\b", rest):
        return False
    if re.search(rf"\b{RISE_NOUN}\b", rest):
        return True
    movement = clause.antecedent_movement if clause.antecedent_movement != "none" else clause.movement
    return {"up": True, "down": False}.get(movement)


def _move(clause: Clause, series: str, rest: str) -> str:
    """The change over the period the words name ("week"), else over the antecedent's."""
    metric = "change_points" if "in points" in rest or "point " in rest else "change"
    if is_rate(series):
        metric = "change_bp"
    freq = _FREQ.search(rest)
    if freq:
        window = _window(clause, freq.group("f"), spoken_number(freq.group("n") or "one") or 1)
        return f"{metric}({series}[{window}])"
    if clause.antecedent and clause.antecedent.startswith("change") and f"({series}[" in clause.antecedent:
        return clause.antecedent
    return f"{metric}({series}[{clause.window if clause.window != 'now' else '1d'}])"


def _window(clause: Clause, freq: str, count: int) -> str:
    """The window of ``count`` periods: the clause's or the antecedent's own where it is one such, else to date."""
    grain = _GRAIN.get(freq, freq)
    if count > 1:
        months = {"month": count, "quarter": 3 * count}.get(grain)
        if months is not None:
            return "qtd" if months == 3 else f"{months}m"
        return f"{count}{grain[0]}"
    inside = re.search(r"\[([^\]]+)\]", clause.antecedent or "")
    for window in (clause.window, inside.group(1) if inside else ""):
        if _ONE[grain].fullmatch(window):
            return window
    return _TO_DATE[grain]


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 fell 1.5% on Friday, its worst day since Dec. 18.", "last_lower(change(SPX['2025-01-10']))"),
    ("The Dow fell 697 points, its biggest one-day point drop since Dec. 18.", "last_lower(change_points(DJI[1d]))"),
    ("The S&P 500 dropped 1.9% this week, its worst week in a month.", "last_lower(change(SPX[wtd]))"),
    ("The S&P 500 closed at its lowest level since Nov. 5.", "last_lower(SPX[now])"),
    ("The 10-year Treasury yield ended at 4.76%, its highest since November 2023.", "last_higher(DGS10[now])"),
    ("The VIX jumped 8% to 19.54, a level not seen since Dec. 20.", "last_higher(VIX[now])"),
    ("The S&P 500 had its best start to a year since 2019.", "last_higher(change(SPX[ytd]), 'start')"),
    ("Apple's sales growth was the slowest since 2020.", None),
    ("The S&P 500 has risen 20% since 2023.", None),
)
