"""gap, gap_pct: how far a series stands from a level that is named: "520 points short of 30,000"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .base import Arg, Compute, Metric, Result, Tape, at, exact, number_arg, series_arg, show
from .distance import NEAREST, WITHIN
from .reading import is_market, is_rate, leaf_now, series_of, unit_is
from .window import end_index, row, span_of


def _gap(metric: str, in_percent: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, level: Arg) -> list[Result]:
        leaf, x = series_arg(arg, metric), number_arg(level, metric)
        points = tape.points(leaf)
        found = row(points, end_index(tape, points, span_of(tape, leaf, points)))
        off = found.value - x
        text = f"{at(found)}, from {show(x)}: {show(off)}"
        if not in_percent:
            return [Result("", exact(off, points.unit), (text,), (found,))]
        return [
            Result("of the level", exact(100.0 * off / x, "percent"), (text,), (found,)),
            Result("of where it stands", exact(100.0 * off / found.value, "percent"), (text,), (found,)),
        ]

    return compute


_NOTE = ("negative below the level", "in percent: of the level, and of where the series stands")
METRICS = (
    Metric("gap", "series", "S[w], x", "How far the window's last close is from the level x, in the series' own unit.",
           _gap("gap", False), None, _NOTE[:1], 2, 2),
    Metric("gap_pct", "percent", "S[w], x", "How far the window's last close is from the level x, in percent.",
           _gap("gap_pct", True), None, _NOTE, 2, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 47
_SHORT = r"(?:below|beneath|under|short of|shy of|away from|from|off)"
_MARK = r"(?:the )?(?:[a-z]+ )?\$?\{N\}(?! (?:on|in|of|at|that|it|where|reached|set|hit)\b)"
_FIRST = (
    r"(?:a|its|the) (?:first[- ]ever |first |maiden )?(?:close|finish|trip|visit|reading|settlement) "
    r"(?:(?:above|over|at|to|beyond|past) )?"
)
_OFF = re.compile(
    rf"^(?: points?)? (?:(?:(?P<short>short of|shy of)|{_SHORT}|(?:to|still to) (?:reach|hit|touch|get to|regain)|"
    rf"(?P<up>above|over|clear of|past|beyond)) {_MARK}|{_SHORT} {_FIRST}{_MARK})"
)
_STANDS = re.compile(
    r"(?:,|\b(?:is|are|was|were|stands?|stood|sits?|remains?|left|leav\w+|put\w*|clos\w+|end\w*|finish\w*|settl\w+|fell|"
    r"stopped|stopping|falling|still|now|just|only|some|about|needs?|needed|comes?|came)) "
    r"(?:(?:still|now|just|only|some|about|within|a mere|nearly|almost|roughly|another|it|them) )*$"
)
"""What is so far off is where it stands: a move from a level ("fell 30 points from 4,000") is none."""
_MOVED = re.compile(r"\b(?:fell|dropped|slid|rose|climbed|gained|lost|down|up|off|declined|sank|tumbled) (?:\w+ )?$")
_FELL_SHORT = re.compile(r"\bfell (?:just |only |some |about |a mere )?$")
_AT_ITS = re.compile(r"\bat (?:its|the|their) (?:[a-z]+ )?(?:best|worst|high\w*|low\w*|peak|trough|top|bottom|nadir)\b")
"""Of a moment, and not of a close."""
_OF = re.compile(rf"^ of {_MARK}")


def reads(clause: Clause) -> Ask | None:
    """"Stands 520 points short of 30,000", "within 300 points of 30,000", "3% below 4,000"."""
    series, mark, figure = series_of(clause), clause.following, clause.figure
    if series is None or not is_market(series) or is_rate(series) or figure is None or clause.assertion:
        return None
    if _AT_ITS.search(clause.before):
        return None
    if mark is None or mark.quantity.unit not in ("number", "index_point", "$") or mark.quantity.low <= 0:
        return None
    metric = "gap_pct" if unit_is(clause, "percent") else "gap" if unit_is(clause, "index_point", "$") else None
    if metric is None or mark.quantity.low < 2 * figure.quantity.high:
        return None
    expr = f"{metric}({leaf_now(clause, series)}, {mark.quantity.low:.10g})"
    unit = "percent" if metric == "gap_pct" else figure.quantity.unit
    if WITHIN.search(clause.before) and _OF.match(clause.after):
        far = figure.quantity.high
        return Ask(expr=expr, unit=unit, relation="at_most", sign=-1, low=-far, high=-NEAREST * far, slack=0.5)
    m = _OFF.match(clause.after)
    if m is None or not _STANDS.search(clause.before) or (_moves(clause) and not m.group("short")):
        return None
    return Ask(expr=expr, unit=unit, sign=1 if m.group("up") else -1, certain=not _moves(clause))


def _moves(clause: Clause) -> bool:
    """Whether a move is told before the distance, which is then as likely that of the move."""
    if _FELL_SHORT.search(clause.before):
        return not re.match(r"(?: points?)? (?:short|shy) of", clause.after)
    return bool(_MOVED.search(clause.before))


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow closed 520 points short of 45,000.", "gap(DJI[now], 45000)"),
    ("The S&P 500 ended 13 points above 6,000.", "gap(SPX[now], 6000)"),
    ("The Nasdaq Composite is within 300 points of 20,000.", "gap(IXIC[now], 20000)"),
    ("The Dow fell 193 points short of a first close above 45,000.", "gap(DJI[now], 45000)"),
    ("The S&P 500 stands 2.8% below 6,000.", "gap_pct(SPX[now], 6000)"),
    ("The Dow fell 300 points from 45,000.", None),
    ("The target is 300 points above 6,000.", None),
)
