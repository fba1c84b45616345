"""last_way, way_since: the last earlier day, week, ... that went the same way ("its first weekly loss since May")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..schemas import Ask, Clause
from .base import Arg, Metric, Result, Row, Tape, dated, exact, iso, series_arg, word_arg
from .reading import ask_count, ask_date, dates_meant, is_market, series_of
from .streak import check, ends_of, grain_of, signs_of
from .streak_grain import grain_of_window, grain_of_word, is_one
from .window import begins_late, end_of, row, start_of
from .wording import FALL_NOUN, RISE_NOUN, spoken_number


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The last earlier period that went that way: its days, how many periods ago, and the rows it rests on."""

    first: int
    last: int
    ago: int
    rows: tuple[Row, ...]


def _earlier(tape: Tape, metric: str, arg: Arg, freq: Arg, direction: Arg) -> _Earlier | None:
    """None where the window's own period went the other way."""
    import numpy as np

    grain, way = grain_of(freq, metric), 1 if word_arg(direction, metric, ("up", "down")) == "up" else -1
    points, ends = ends_of(tape, series_arg(arg, metric), grain)
    signs = signs_of(points.values[ends])
    if len(signs) == 0 or signs[-1] != way:
        return None
    found = np.flatnonzero(signs[:-1] == way)
    if not len(found):
        raise begins_late(points)
    at = int(found[-1])
    check(tape, points, ends[at:], grain)
    day = int(points.days[ends[at + 1]])
    rows = tuple(row(points, int(ends[i])) for i in (at, at + 1, len(ends) - 2, len(ends) - 1))
    return _Earlier(start_of(grain, day), end_of(grain, day), len(signs) - 1 - at, rows)


def compute_date(tape: Tape, arg: Arg, freq: Arg, direction: Arg) -> list[Result]:
    """The days of the last earlier period that went the same way."""
    found = _earlier(tape, "last_way", arg, freq, direction)
    if found is None:
        return [Result("", exact(0, "date"), (f"the last {freq} did not go {direction}",))]
    text = f"the last {freq} before it to go {direction}: {iso(found.first)} to {iso(found.last)}"
    return [Result("", dated(found.first, found.last), (text,), found.rows)]


def compute_count(tape: Tape, arg: Arg, freq: Arg, direction: Arg) -> list[Result]:
    """How many periods ago that was, and how many lie between."""
    found = _earlier(tape, "way_since", arg, freq, direction)
    if found is None:
        return [Result("", exact(0, "count"), (f"the last {freq} did not go {direction}",))]
    text = f"{found.ago} {freq}s after that of {iso(found.last)}, the last before it to go {direction}"
    return [
        Result("counting the last", exact(found.ago, "count"), (text,), found.rows),
        Result("strictly between", exact(found.ago - 1, "count"), (text,), found.rows),
    ]


_ARGS = "S[w], 'day'|'week'|'month'|'quarter'|'year', 'up'|'down'"
METRICS = (
    Metric("last_way", "date", _ARGS, "The last earlier day, week, ... that rose (fell), where the last one did.",
           compute_date, None, ("0 where the last one went the other way",), 3, 3),
    Metric("way_since", "count", _ARGS, "How many days, weeks, ... ago one rose (fell) as the last one did.",
           compute_count, None, ("counting the last", "strictly between"), 3, 3),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 19
_SPAN = r"day|session|week|month|quarter|year"
_FIRST = re.compile(
    r"\bfirst (?:(?:full|real|outright|such) )?(?:(?P<freq>daily|one-day|weekly|monthly|quarterly|annual|yearly) )?"
    rf"(?:(?:(?P<up>{RISE_NOUN})|(?P<down>{FALL_NOUN}))|(?:(?P<good>up|winning|positive|rising)|(?P<bad>down|losing|"
    rf"negative|falling)) (?P<span>{_SPAN}))(?: (?:for|in|by) (?:the )?\{{[SRG]\}})?,? "
    r"(?:since|in)(?: (?:at least|more than|over|about|nearly|almost|roughly|some))?(?: the)?\s*$"
)
_INSIDE = re.compile(r"change\w*\((?P<series>[\w.]+)\[(?P<window>[^\]]+)\]\)")


def reads(clause: Clause) -> Ask | None:
    """"Its first weekly loss since April", "the first gain in four sessions"."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.in_session:
        return None
    if clause.assertion == "since":
        m = _FIRST.search(clause.lead)
    elif clause.assertion is None and clause.figure is not None and clause.figure.quantity.unit == "number":
        m = _FIRST.search(clause.before)
    else:
        return None
    if m is None:
        return None
    grain, window = _period(clause, series, m)
    business = clause.subject is not None and clause.subject.kind == "company" and grain in ("quarter", "year")
    if grain is None or business:
        return None  # "its first quarterly loss since 2001" is one of a company's books
    way = "up" if m.group("up") or m.group("good") else "down"
    leaf = f"{series}[{'now' if window in (None, '1d') else window}]"
    ask = _counted(clause, leaf, grain, way) or _since(clause, leaf, grain, way)
    told = window is not None or grain == "day"
    return ask.model_copy(update={"certain": told and grain != "year"}) if ask is not None else None


def _period(clause: Clause, series: str, m: re.Match[str]) -> tuple[str | None, str | None]:
    """The unit that is compared, and the window of the last one where a move over one such has just been told."""
    told = _INSIDE.fullmatch(clause.antecedent or "")
    inside = told.group("window") if told is not None and told.group("series") == series else None
    word = m.group("freq") or m.group("span")
    grain = grain_of_word(word) if word else None
    own = clause.window if not clause.inherited else None
    windows = ["1d" if w == "now" else w for w in (inside, own) if w is not None]
    if grain is None:
        grain = next((g for w in windows if (g := grain_of_window(w)) is not None), None)
    if grain is None:
        unit = clause.figure.quantity.unit if clause.figure is not None else ""
        grain = "day" if unit in ("day", "session") else None
    window = next((w for w in windows if grain is not None and is_one(w, grain)), None)
    return grain, window


def _counted(clause: Clause, leaf: str, grain: str, way: str) -> Ask | None:
    """"In six weeks": so many of the same unit."""
    if clause.figure is None:
        return None
    unit = clause.figure.quantity.unit
    own = grain_of_word(unit)
    number = spoken_number(clause.figure.text)
    if number is None or clause.figure.bound or clause.figure.hedge or own not in (grain, "number"):
        return None
    return ask_count(f"way_since({leaf}, '{grain}', '{way}')", number)


def _since(clause: Clause, leaf: str, grain: str, way: str) -> Ask | None:
    days = dates_meant(clause) if clause.assertion == "since" else None
    return ask_date(f"last_way({leaf}, '{grain}', '{way}')", *days, relation="since") if days is not None else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow lost 1.9% this week, its second weekly loss and the first weekly decline since Dec. 20.",
     "last_way(DJI[wtd], 'week', 'down')"),
    ("The S&P 500 fell 1.9% for the week, its first weekly loss in two weeks.", "way_since(SPX[wtd], 'week', 'down')"),
    ("The VIX rose 8%, its first gain in four sessions.", "way_since(VIX[now], 'day', 'up')"),
    ("Gold fell 0.4% on Friday, its first decline since Monday.", "last_way(GOLD['2025-01-10'], 'day', 'down')"),
    ("The Russell 2000 lost 8.4% in December, its first monthly decline since October.",
     "last_way(RUT['2024-12'], 'month', 'down')"),
    ("The S&P 500 is headed for a gain, the first loss of nerve since May aside.", None),
    ("Apple reported its first decline in profit since 2022.", None),
    ("Apple had its first quarterly loss since 2001.", None),
    ("The Fed made its first cut since 2020.", None),
)
