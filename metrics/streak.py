"""streak, streak_vs, up_periods: runs of gains and losses."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ..errors import DataError
from ..schemas import Ask, Clause, Points, Series
from .base import Arg, Metric, Result, Tape, exact, iso, key, number_arg, series_arg, word_arg
from .history import History, period_ends
from .reading import ask_count, is_market, series_of
from .streak_grain import AS_IT_STANDS, AS_MANY, FREQ, UNSAID, grain_of_word, grain_told, no_row_of_moves, so_much_again
from .streak_snapped import before_it, last_leaf, run_over, snapped
from .streak_versus import ask_versus, did_better
from .window import Grain, begins_late, end_index, end_of, finals, row, span_of, start_of, unbroken
from .wording import FALL_NOUN, FALL_VERBS, RISE_NOUN, RISE_VERBS, spoken_number

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

FREQS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")


def grain_of(word: Arg, metric: str) -> Grain:
    """The unit of time that a metric's argument names."""
    found = word_arg(word, metric, FREQS)
    return next(g for g in FREQS if g == found)


def ends_of(tape: Tape, leaf: Series, freq: Grain) -> tuple[Points, Ints]:
    """Positions of the last row of every period up to the leaf's end; a running period counts as the last."""
    import numpy as np

    points = tape.points(leaf, whole=True)
    if not points.complete:
        points = tape.points(leaf)
    end = end_index(tape, points, span_of(tape, leaf, points))
    if freq == "day":
        return points, np.arange(end + 1)
    return points, period_ends(points, freq, end)


def _run(signs: Ints) -> int:
    """Length of the run of equal signs at the end, signed; 0 where the last is neither up nor down."""
    last = int(signs[-1])
    if last == 0:
        return 0
    import numpy as np

    breaks = np.flatnonzero(signs != last)
    return last * (len(signs) - 1 - int(breaks[-1]) if len(breaks) else len(signs))


def _results(tape: Tape, points: Points, ends: Ints, signs: Ints, freq: Grain, what: str) -> list[Result]:
    if len(signs) == 0:
        raise begins_late(points)
    length = _run(signs)
    first = max(len(ends) - 1 - max(abs(length), 1) - 1, 0)
    check(tape, points, ends[first:], freq)
    if abs(length) == len(signs):
        raise DataError(f"the run of {points.series} is as long as its history", "short_history")
    shown = ends[-abs(length) - 2 :]
    rows = tuple(row(points, int(i)) for i in shown)
    text = f"{abs(length)} {what}{'' if length >= 0 else ' (down)'} to {iso(rows[-1].day)}: " + ", ".join(
        f"{iso(r.day)} {r.value:.10g}" for r in rows[-8:]
    )
    unit = "session" if freq == "day" else freq
    return [Result("", exact(length, unit), (text,), rows)]


def check(tape: Tape, points: Points, ends: Ints, freq: Grain) -> None:
    """Raises ``missing_sessions`` unless every session (of single facts: every period's last) is there."""
    days = [int(d) for d in points.days[ends]]
    if not points.complete:
        for a, b in pairwise(days):
            if freq != "day" and start_of(freq, b) > end_of(freq, a) + 1:
                raise DataError(f"the facts at hand skip a {freq} of {points.series}", "missing_sessions")
            if tape.expected(points, a, b - 1 if freq == "day" else end_of(freq, a)):
                raise DataError(f"the facts at hand do not hold every {freq} of {points.series}", "missing_sessions")
    unbroken(tape, points, days[0], days[-1])


def signs_of(values: Floats) -> Ints:
    """Which way each value went from the one before: 1, 0 or -1."""
    import numpy as np

    return np.sign(np.diff(values)).astype(np.int64)


def compute_streak(tape: Tape, arg: Arg, freq: Arg = "day") -> list[Result]:
    """Consecutive gains (+n) or losses (-n) that end with the window."""
    leaf, grain = series_arg(arg, "streak"), grain_of(freq, "streak")
    if leaf.basis == "intraday":
        return [_under_way(tape, leaf, grain)]
    points, ends = ends_of(tape, leaf, grain)
    signs = tape.memo(("signs", key(points), grain, int(ends[-1])), lambda: signs_of(points.values[ends]))
    found = _results(tape, points, ends, signs, grain, f"{grain}s in a row")
    if grain != "day" and len(signs) > 1 and _still_runs(tape, points, int(points.days[ends[-1]]), grain):
        whole = _results(tape, points, ends[:-1], signs[:-1], grain, f"whole {grain}s in a row")
        found += [replace(r, name=f"without the {grain} under way") for r in whole]
    return found


def _still_runs(tape: Tape, points: Points, day: int, grain: Grain) -> bool:
    """Whether sessions of the period that holds ``day`` are still to come: "three weeks in a row" told on a Tuesday,
    or "two months running" told on the 20th, may leave the one under way out."""
    return bool(tape.expected(points, day, end_of(grain, day)))


def _under_way(tape: Tape, leaf: Series, grain: Grain) -> Result:
    """The run if the session under way ended where its last ninety minutes were."""
    points = tape.points(leaf, whole=True)
    end, ends = finals(tape, leaf, points, span_of(tape, leaf, points))
    last = row(points, end)
    ways = {(v > last.value) - (v < last.value) for f in ends for v in (f.low, f.high)}
    if grain != "day" or len(ways) > 1:
        raise DataError(f"{leaf} may yet end either way", "too_wide")
    [before] = compute_streak(tape, leaf.model_copy(update={"window": f"'{iso(last.day)}'", "basis": "close"}))
    run, way = before.value.low if before.value else 0.0, float(ways.pop())
    length = run + way if run * way > 0 else way
    text = f"{ends[0].text} against {last.value:.10g} at the close of {iso(last.day)}"
    return Result("if the session ends that way", exact(length, "session"), (*before.derivation, text),
                  (*before.rows, ends[0].row))


def _versus(tape: Tape, a: Arg, b: Arg, freq: Arg) -> tuple[Points, Ints, Ints, Grain]:
    import numpy as np

    grain = grain_of(freq, "streak_vs")
    points, ends = ends_of(tape, series_arg(a, "streak_vs"), grain)
    other, _ = ends_of(tape, series_arg(b, "streak_vs"), grain)
    at = np.searchsorted(other.days, points.days[ends], side="right") - 1
    begun = int(np.searchsorted(at, 0))
    if len(ends) - begun < 2 or tape.expected(other, int(other.days[at[-1]]), int(points.days[ends[-1]])):
        raise DataError(f"{other.series} has no value for the end of the window", "missing_sessions")
    ends, at = ends[begun:], at[begun:]
    lead = np.diff(points.values[ends]) / points.values[ends][:-1] - np.diff(other.values[at]) / other.values[at][:-1]
    return points, ends, np.sign(lead).astype(np.int64), grain


def compute_versus(tape: Tape, a: Arg, b: Arg, freq: Arg = "day") -> list[Result]:
    """Consecutive periods in which A did better (+n) or worse (-n) than B."""
    points, ends, signs, grain = _versus(tape, a, b, freq)
    return _results(tape, points, ends, signs, grain, f"{grain}s ahead of {series_arg(b, 'streak_vs').id}")


def _runs(points: Points, ends: Ints, signs: Ints, grain: str) -> History:
    """Every finished run of the same direction as the last one, dated by its end; the last run comes last."""
    import numpy as np

    unit = "session" if grain == "day" else grain
    stops = np.append(np.flatnonzero(np.diff(signs)), len(signs) - 1)
    lengths = np.diff(np.append(-1, stops))
    same = signs[stops] == signs[-1]
    return History(points, points.days[ends[1:][stops[same]]], lengths[same].astype(np.float64), unit, "day",
                   note="runs, by their last day")


def history_streak(tape: Tape, arg: Arg, freq: Arg = "day") -> History:
    """Earlier runs in the same direction."""
    grain = grain_of(freq, "streak")
    points, ends = ends_of(tape, series_arg(arg, "streak"), grain)
    return _runs(points, ends, signs_of(points.values[ends]), grain)


def history_versus(tape: Tape, a: Arg, b: Arg, freq: Arg = "day") -> History:
    """Earlier runs of doing better (or worse) than B."""
    return _runs(*_versus(tape, a, b, freq))


def compute_up(tape: Tape, arg: Arg, freq: Arg, count: Arg) -> list[Result]:
    """How many of the last so many periods rose."""
    grain, n = grain_of(freq, "up_periods"), int(number_arg(count, "up_periods"))
    points, ends = ends_of(tape, series_arg(arg, "up_periods"), grain)
    if n < 1 or len(ends) < n + 1:
        raise begins_late(points)
    found = [_ups(tape, points, ends[-n - 1 :], grain, "")]
    if grain != "day" and len(ends) > n + 1 and _still_runs(tape, points, int(points.days[ends[-1]]), grain):
        found.append(_ups(tape, points, ends[-n - 2 : -1], grain, f"without the {grain} under way"))
    return found


def _ups(tape: Tape, points: Points, part: Ints, grain: Grain, name: str) -> Result:
    check(tape, points, part, grain)
    ups, n = int((signs_of(points.values[part]) > 0).sum()), len(part) - 1
    rows = tuple(row(points, int(i)) for i in part)
    text = f"{ups} of {n} {grain}s rose: " + ", ".join(f"{iso(r.day)} {r.value:.10g}" for r in rows)
    return Result(name, exact(ups, "count"), (text,), rows, note=f"of {n}")


METRICS = (
    Metric("streak", "", "S[w], 'day'|'week'|'month'|'quarter'|'year'",
           "Consecutive gains (+n) or losses (-n) at the close, ending with the window; a flat close ends a run.",
           compute_streak, history_streak, ("a running week, month, quarter or year counts as the last, or is left out",
            "intraday: as if the session ended where it stands"), 1, 2),
    Metric("streak_vs", "", "A[w], B[w], 'day'|...",
           "Consecutive periods in which A did better (+n) or worse (-n) than B.",
           compute_versus, history_versus, (), 2, 3),
    Metric("up_periods", "count", "S[now], 'week', 12", "How many of the last so many periods closed higher.",
           compute_up, None, ("a running week or month counts as the last, or is left out",), 3, 3),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 30
_GAINS = rf"(?:{RISE_NOUN}|up|wins?|victor(?:y|ies))"
_LOSSES = rf"(?:{FALL_NOUN}|down|defeats?)"
_FIRST_NOUN = re.compile(
    rf"\b(?:(?P<up>{_GAINS}|winning|advancing|positive)|(?P<down>{_LOSSES}|losing|declining|negative))\b")
_IN_A_ROW = (
    r"(?:in a row|on the trot|on the bounce|in succession|on end|without a break|back to back|consecutively|running)"
)
_STRAIGHT = re.compile(
    r"^ (?P<s>straight|consecutive|successive)?,? ?(?:(?:full|winning|losing) )?(?P<freq>daily|weekly|monthly|"
    r"quarterly|annual|yearly|day|session|week|month|quarter|year|trading day)?s?,? ?(?:of )?"
    rf"(?:(?P<up>{_GAINS}|advancing|winning|win)|(?P<down>{_LOSSES}|declining|losing))?s?(?P<row> in a row)?"
)
_DAY_STREAK = re.compile(
    r"^[- ](?P<freq>day|session|week|month|quarter|year)s? (?P<dir>winning|losing)? ?(?:streak|run|slide|rally|skid|"
    r"slump|advance|losing streak|winning streak)"
)
_RUN_OF = re.compile(
    r"\b(?:run|streak|string) of (?P<freq>daily|weekly|monthly)? ?(?P<up>gains|advances|wins|increases)?"
    r"(?P<down>losses|declines|drops)? to $"
)
_STREAK_TO = re.compile(
    r"\b(?P<dir>winning|losing) (?:streak|run|string)(?: (?:for|on) the \w+)? (?:to|has reached|reached|is now|"
    r"now stands at|stands at|grew to|stretched to|hit)(?: (?:a|its))? $"
)
"""How long a named streak has become: "extended its winning streak to five sessions"."""
_AFTER_DAYS = re.compile(
    r"^ of (?:(?:straight|consecutive) )?(?:(?P<up>gains|advances|increases)|(?P<down>losses|declines|drops))\b"
)
_RIDING = re.compile(r"\b(?:on|amid|riding|enjoying|suffering) (?:an?|its|their) $")
_MONTH_END = 26
_AHEAD = re.compile(
    r"\b(?:on track|on pace|heading|headed|on course|poised|set|on (?:its|their) way|bound|in line|looking at|facing|"
    r"staring at|closing in on|would be|about to (?:post|log|notch|suffer))\b"
)


_OWN = re.compile(r"\b(session|day|week|month|quarter|year|trading day)s?\b")
_ROW = re.compile(rf"^ (?:{_IN_A_ROW}|running|straight)\b")
_THEN_MOVED = re.compile(
    rf"^ {_IN_A_ROW},? (?:the )?(?:\{{[SRG]\}}|it|they) (?:has |have |had )?(?:(?P<up>{RISE_VERBS})|"
    rf"(?P<down>{FALL_VERBS}))\b"
)
"""The move behind its run: "for six sessions on end the index has slipped"."""
_ROW_NEAR = re.compile(rf"^[^,;{{}}]{{0,30}} {_IN_A_ROW}\b")
_STRUNG = re.compile(
    r"\b(?:str[iu]ng\w*|put|putting|piec\w*|reel\w*|rattl\w*|rack\w*|chalk\w*|ripp\w*|knock\w*|ran|runn\w*|link\w*) "
    r"(?:together|off|up) $"
)
"""A row told by its verb: "strung together four weekly gains"."""
_STRUNG_KIND = re.compile(
    r"\b(?P<freq>daily|weekly|monthly|quarterly|annual|yearly)\b"
    rf"[^,;]*?\b(?:(?P<up>{_GAINS})|(?P<down>{_LOSSES}))\b"
)
_FOR_A = re.compile(r"\bfor (?:an?|the) $")
_NTH_DAY = re.compile(
    r"^ (?P<freq>day|session|week|month|quarter)\b(?! (?:this|of|in (?!a row)|when|since))|"
    r"^ time in as many (?P<many>day|session|week|month)s\b"
)
"""Idioms of an unbroken run: "rose for a fourth day", "for the fifth time in as many sessions"."""
_UNDER_CONDITION = re.compile(
    r"^ (?:straight |consecutive |successive )?(?:\w+ )?(?:in a row |running )?"
    r"(?:in which|on which|when|where|that (?!ha))"
)
"""What is counted is told by a clause of its own: "the sixth straight session in which it swung by 4%"."""
_UNBROKEN = re.compile(rf"straight|consecutive|{_IN_A_ROW}")
_UNBROKEN_AFTER = re.compile(r"^ (?:straight|consecutive|successive)\b")


def reads(clause: Clause) -> Ask | None:
    """"Its seventh straight daily decline", "for 11 sessions in a row", "a run of daily gains to six"."""
    series = series_of(clause)
    if series is None or clause.figure is None or not is_market(series):
        return None
    ended = snapped(clause, series)
    if ended is not None:
        return ended
    number, found = spoken_number(clause.figure.text), _found(clause)
    if number is None or found is None or no_row_of_moves(clause):
        return None
    freq, up = found
    grain = grain_told(clause) if freq == UNSAID else grain_of_word(freq)
    better = did_better(clause)
    if better is not None:
        return ask_versus(clause, series, better, spoken_number(clause.anchor.text), grain)
    if up is None or _UNDER_CONDITION.match(clause.after):
        return None
    ahead = bool(_AHEAD.search(clause.before[-40:]))
    if ahead and clause.in_session and grain == "day":
        number -= 1
    ask = ask_count(f"streak({last_leaf(clause, series)}, '{grain}')", number if up else -number)
    if grain != "day" and not clause.in_session and AS_IT_STANDS.search(clause.before):
        ask = ask.model_copy(update={"settled": True})
    over = clause.before.endswith("after ")
    if (turned := run_over(clause, up)) is not None:
        return before_it(clause, series, ask, grain, turned)
    if clause.in_session and grain == "day" and not (ahead or over) and clause.window in ("1d", "now"):
        ask = ask.model_copy(update={"certain": False})  # with the session under way or without it
    if so_much_again(clause):
        ask = ask.model_copy(update={"certain": False})
    if freq != UNSAID:
        return ask
    others = [g for g in ("day", "week", "month") if g != grain]
    if clause.in_session and _AHEAD.search(clause.before[-40:]) and clause.published is not None:
        # of the session under way, unless the week or the month ends with it as well
        ending = {"week": clause.published.weekday() == 4, "month": clause.published.day >= _MONTH_END}
        others = [g for g in others if ending.get(g)]
    return ask.model_copy(update={"rivals": tuple(f"streak({series}[now], '{g}')" for g in others)})


def _found(clause: Clause) -> tuple[str, bool | None] | None:
    """(frequency, rising?) when the words tell of a streak."""
    text, after = clause.anchor.text.lower(), clause.after
    movement = clause.movement if clause.movement != "none" else clause.antecedent_movement
    moved = {"up": True, "down": False}.get(movement)
    run = _RUN_OF.search(clause.before)
    if run:
        up = _way(run)
        return run.group("freq") or "day", moved if up is None else up
    row, unit = _STREAK_TO.search(clause.before), _OWN.search(text)
    if row is not None and (unit is not None or not re.search(r"%|\$", text)):
        return (unit.group(1) if unit is not None else "day"), row.group("dir") == "winning"
    strung = _STRUNG_KIND.search(f"{text}{after[:30]}") if _STRUNG.search(clause.before) else None
    if strung is not None:
        return strung.group("freq"), bool(strung.group("up"))
    nth = _NTH_DAY.match(after) if _FOR_A.search(clause.before) else None
    if nth is not None and moved is not None:
        return nth.group("freq") or nth.group("many"), moved
    if many := AS_MANY.match(after):
        return many.group("many"), bool(many.group("up"))
    own = _OWN.search(text)
    if own and _ROW.match(after):
        then = _THEN_MOVED.match(after)
        return own.group(1), moved if then is None else bool(then.group("up"))
    if _UNBROKEN.search(text) or _UNBROKEN_AFTER.match(after) or _ROW_NEAR.match(after):
        m = _STRAIGHT.match(f" straight {after}" if own else after)
        return _straight(m, f"{text} {after[:40]}", moved) if m is not None else None
    days = _AFTER_DAYS.match(after)
    if own and days and clause.before.endswith("after "):
        return own.group(1), bool(days.group("up"))
    streak = _DAY_STREAK.match(f"-{own.group(1)}{after}" if own else after)
    if streak and (not own or _RIDING.search(clause.before)):
        return streak.group("freq"), {"winning": True, "losing": False}.get(streak.group("dir") or "", moved)
    return None


def _straight(m: re.Match[str], words: str, moved: bool | None) -> tuple[str, bool | None]:
    """Frequency and direction of "seventh straight daily decline": by its noun, else any noun near, else the move."""
    freq = FREQ.search(words)
    up = _way(m)
    if up is None:
        noun = _FIRST_NOUN.search(words)
        up = _way(noun) if noun is not None else moved
    return (freq.group(1) if freq else UNSAID), up


def _way(m: re.Match[str]) -> bool | None:
    """Rising, falling or unsaid, by the groups ``up`` and ``down``."""
    return True if m.group("up") else False if m.group("down") else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 strung together nine weekly gains through Dec. 6.", "streak(SPX['2024-12-06'], 'week')"),
    ("The Nasdaq Composite fell for the third session on the trot.", "streak(IXIC[now], 'day')"),
    ("The Dow extended its losing streak to four sessions.", "streak(DJI[now], 'day')"),
    ("The Nasdaq Composite put an end to three weeks of losses.", "streak(IXIC['2025-W01'], 'week')"),
    ("Apple put an end to three weeks of talks.", None),
    ("The S&P 500 put together a portfolio of nine stocks.", None),
    ("It was the S&P 500's third straight daily decline.", "streak(SPX[now], 'day')"),
    ("The Dow has climbed for 11 days in a row.", "streak(DJI[now], 'day')"),
    ("Friday's slide was the Dow's second loss in as many days.", "streak(DJI[now], 'day')"),
    ("The S&P 500 has risen for two consecutive years.", "streak(SPX[now], 'year')"),
    ("The S&P 500 recorded its sixth consecutive weekly gain.", "streak(SPX[now], 'week')"),
    ("The S&P 500 is on a six-day winning streak.", "streak(SPX[now], 'day')"),
    ("The Nasdaq Composite extended its run of daily gains to six.", "streak(IXIC[now], 'day')"),
    ("The Russell 2000 trailed the S&P 500 for the fourth straight year.", "streak_vs(RUT[now], SPX[now], 'year')"),
    ("The Nasdaq Composite broke a run of two weekly advances.", "streak(IXIC['2025-W01'], 'week')"),
    ("The Russell 2000 snapped out of a five-day sulk.", None),
    ("The Dow rose after a five-day slide.", None),
    ("Apple raised its dividend for the 12th consecutive year.", None),
)
