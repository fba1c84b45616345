"""last_move, sessions_since_move: how long it is since a session moved by so much."""

from __future__ import annotations

import re
from datetime import date

from ..schemas import Ask, Clause, Points
from .base import Arg, Metric, Result, Row, Tape, at, dated, exact, iso, number_arg, series_arg, show, word_arg
from .drought import sessions_in
from .reading import ask_date, dates_meant, is_market, is_rate, leaf_now, series_of, unit_is
from .window import end_index, every_session, row, span_of, unbroken
from .wording import FALL_NOUN, FALL_VERBS, MOVE_NOUN, RISE_NOUN, RISE_VERBS

_ROUNDING = 1e-9


def _last(tape: Tape, metric: str, arg: Arg, size: Arg, direction: Arg) -> tuple[Points, Row | None, Row]:
    """The last session before the window's last one that moved so much, if any, and the last one."""
    import numpy as np

    leaf, x = series_arg(arg, metric), number_arg(size, metric)
    way = word_arg(direction, metric, ("up", "down", "either"))
    points = tape.points(leaf, whole=True)
    end = end_index(tape, points, span_of(tape, leaf, points))
    every_session(points)
    change = np.diff(points.values[: end + 1]) / points.values[:end] * 100.0
    hits = np.abs(change) >= x - _ROUNDING
    if way != "either":
        hits &= change > 0 if way == "up" else change < 0
    found = np.flatnonzero(hits[:-1]) + 1
    last = row(points, end)
    return points, row(points, int(found[-1])) if len(found) else None, last


def compute_date(tape: Tape, arg: Arg, size: Arg, direction: Arg = "either") -> list[Result]:
    """The last session before the window's end that moved ``size`` percent or more."""
    points, found, last = _last(tape, "last_move", arg, size, direction)
    if found is None:
        first = int(points.days[0])
        return [Result("", dated(first), (), (), "short_history", f"none in data since {iso(first)}")]
    unbroken(tape, points, found.day, last.day)
    return [Result("", dated(found.day), (f"last moved so much: {at(found)}",), (found, last))]


def compute_sessions(tape: Tape, arg: Arg, size: Arg, direction: Arg = "either") -> list[Result]:
    """Sessions since one moved ``size`` percent or more, with and without the window's last."""
    points, found, last = _last(tape, "sessions_since_move", arg, size, direction)
    if found is None:
        first = int(points.days[0])
        return [Result("", None, (), (), "short_history", f"none in data since {iso(first)}")]
    unbroken(tape, points, found.day, last.day)
    count = sessions_in(tape, points, found.day, last.day)
    text = f"{at(found)}; {count} sessions after it up to {iso(last.day)}"
    return [
        Result("counting the last session", exact(count, "session"), (text,), (found, last)),
        Result("between the two", exact(count - 1, "session"), (text,), (found, last)),
    ]


_WAY = "S[w], x, 'up'|'down'|'either'"
METRICS = (
    Metric("last_move", "date", _WAY, "The last earlier session that changed by x percent or more at the close.",
           compute_date, None, (), 2, 3),
    Metric("sessions_since_move", "session", _WAY,
           "The sessions since one that changed by x percent or more at the close.", compute_sessions, None,
           ("counting the last session", "between the two"), 2, 3),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 17
_A_DAY = r"(?: (?:in|over|on) (?:(?:a|one|any) (?:single )?(?:day|session)|\{[PN]\})| at a close| in either direction)*"
_MOVED = rf"(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})|(?:moved|swung|changed|moving|swinging))"
_HAS_NOT = re.compile(
    rf"(?:\bnot|n't|\bnever) (?:once )?(?:{_MOVED}|had an?|seen an?|suffered an?|posted an?)"
    r"(?: (?:by|of|at least|as much as|more than|even|daily|single-day|one-day))* \{N\}(?: or more)?"
    rf"(?: (?:(?P<upn>{RISE_NOUN})|(?P<downn>{FALL_NOUN})|move|swing))?{_A_DAY} since(?: the)?\s*$"
)
_WITHOUT = re.compile(
    rf"^ without (?:an? |any |another )?(?:{_MOVED}|(?:(?:daily|single-day|one-day|closing) )*"
    rf"(?:(?P<upn>{RISE_NOUN})|(?P<downn>{FALL_NOUN})|{MOVE_NOUN}) of)?"
    r"(?: (?:by|of|at least|as much as|more than|even))* ?\{N\}(?: or more)?(?: (?:daily|single-day|one-day))?"
    rf"(?: (?:(?P<upm>{RISE_NOUN})|(?P<downm>{FALL_NOUN})|move|swing))?"
)
_NO_SUCH_DAY = re.compile(
    r"(?:\bnot|n't|\bnever) (?:once )?(?:had|seen|suffered|posted|enjoyed|recorded|logged|managed) (?:an?|one|"
    r"a single|another|so much as a) (?:(?P<up>up|winning|positive|rising|green|gaining)|(?P<down>down|losing|"
    r"negative|falling|red|"
    r"declining)) (?:day|session|close|finish) since(?: the)?\s*$|"
    r"(?:\bnot|n't|\bnever) (?:(?:closed|ended|finished|settled) (?P<lower>lower|down|in the red)|"
    r"(?:closed|ended|finished|settled) (?P<higher>higher|up|in the black|in the green)|(?P<fell>fallen|declined|"
    r"dropped|lost ground|slipped)|(?P<rose>risen|gained|advanced|climbed))(?: (?:in|on) a (?:single )?(?:day|"
    r"session))? since"
    r"(?: the)?\s*$"
)
"""The last day that went the other way: "has not had a down day since Oct. 26"."""
_FEW = 30.0


def reads(clause: Clause) -> Ask | None:
    """"Has not fallen 2% in a day since Sept. 3", "has gone 64 sessions without a 2% decline"."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_rate(series):
        return None
    if clause.assertion == "since":
        return _since(clause, series, dates_meant(clause))
    m, step = _WITHOUT.match(clause.after), clause.following
    if m is None or step is None or step.quantity.unit != "percent" or not unit_is(clause, "session", "day"):
        return None
    leaf = leaf_now(clause, series)
    return Ask(expr=f"sessions_since_move({leaf}, {step.quantity.low:g}, '{_way(m)}')", unit="session")


def _since(clause: Clause, series: str, days: tuple[date, date] | None) -> Ask | None:
    other = _NO_SUCH_DAY.search(clause.lead)
    if other is not None and days is not None:
        told = other.groupdict()
        way = "up" if told["up"] or told["higher"] or told["rose"] else "down"
        return ask_date(f"last_move({leaf_now(clause, series)}, 0, '{way}')", *days, relation="since")
    m, step = _HAS_NOT.search(clause.lead), clause.previous
    if m is None or step is None or days is None or step.quantity.unit != "percent" or step.quantity.low > _FEW:
        return None
    leaf = leaf_now(clause, series)
    return ask_date(f"last_move({leaf}, {show(step.quantity.low)}, '{_way(m)}')", *days, relation="since")


def _way(m: re.Match[str]) -> str:
    """The direction that the verb or noun names."""
    told = {name.rstrip("nm") for name, text in m.groupdict().items() if text}
    return "up" if told == {"up"} else "down" if told & {"down", "dow"} else "either"


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 has not fallen 2% in a day since Dec. 18.", "last_move(SPX[now], 2, 'down')"),
    ("The Dow hasn't had an up day since Jan. 6.", "last_move(DJI[now], 0, 'up')"),
    ("The VIX has not closed lower since Dec. 31.", "last_move(VIX[now], 0, 'down')"),
    ("Apple has not had a slow day since Jan. 6.", None),
    ("The S&P 500 hasn't had a 2% decline since Dec. 18.", "last_move(SPX[now], 2, 'down')"),
    ("The S&P 500 has gone 14 sessions without a decline of 2% or more.", "sessions_since_move(SPX[now], 2, 'down')"),
    ("The S&P 500 has gone 14 sessions without a 2% decline.", "sessions_since_move(SPX[now], 2, 'down')"),
    ("The Dow has gone 14 days without moving 1% in either direction.", "sessions_since_move(DJI[now], 1, 'either')"),
    ("Apple has gone 14 days without a record.", None),
    ("The S&P 500 has risen 2% since Dec. 18.", None),
    ("Apple has not raised prices by 2% since Dec. 18.", None),
)
