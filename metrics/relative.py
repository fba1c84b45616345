"""outperformance: how much better one series did than another over the same window."""

from __future__ import annotations

import re

from ..errors import DataError
from ..schemas import Ask, Clause
from ..schemas.expr import Call
from .base import Arg, Metric, Result, Tape, between, series_arg, show
from .history import History, history_of
from .ratio import paired
from .reading import is_market, is_priced, is_rate, series_of, unit_is
from .versus import ahead_of_another


def compute(tape: Tape, a: Arg, b: Arg) -> list[Result]:
    """Percent change of A less percent change of B."""
    first, second = (Call(metric="change", args=(series_arg(x, "outperformance"),)) for x in (a, b))
    out = []
    for x, y in paired(tape.results(first), tape.results(second)):
        if x.value is None or y.value is None:
            out.append(x if x.value is None else y)
            continue
        value = between(x.value.low - y.value.high, x.value.high - y.value.low, "percentage_point")
        text = f"difference: {show(value.low)} percentage points"
        out.append(Result(x.name, value, (*x.derivation, *y.derivation, text), x.rows + y.rows, wide=x.wide or y.wide))
    return out


def history(tape: Tape, a: Arg, b: Arg) -> History:
    """The difference over every earlier period that both series have."""
    import numpy as np

    first, second = (history_of(tape, Call(metric="change", args=(series_arg(x, "outperformance"),))) for x in (a, b))
    if first.grain != second.grain:
        raise DataError("the two windows differ", "ambiguous")
    ends, at, other = np.intersect1d(first.ends, second.ends, return_indices=True)
    if not len(ends) or ends[-1] != first.ends[-1]:
        raise DataError(f"{second.points.series} has no value for the end of the window", "missing_sessions")
    return History(first.points, ends, first.values[at] - second.values[other], "percentage_point", first.grain)


METRICS = (
    Metric("outperformance", "percentage_point", "A[w], B[w]",
           "The percent change of A less that of B, in percentage points; negative where A did worse.",
           compute, history, ("as for change, the same base for both",), 2, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 28
_BEAT = re.compile(
    r"\b(?P<way>beat|beats|beating|outperform\w*|outpac\w*|topped|led|ahead of|trail\w*|lag\w*|underperform\w*|"
    r"behind)\b(?P<mid>[^;]{0,50}?) by $"
)

_SMALL = re.compile(r"\bsmall(?:er)?[- ](?:caps?|stocks|companies|company stocks|capitalization stocks)\b")
_THESE = re.compile(
    r"\b(?:these|those|such) (?:stocks|shares|companies|names)\b|\b(?:the|this|that) group\b|\b(?:it|them)\b"
)


def reads(clause: Clause) -> Ask | None:
    """"The S&P 500 beat these stocks by three percentage points"."""
    series = series_of(clause)
    m = _BEAT.search(clause.before)
    if m is None and series is not None and ahead_of_another(clause):
        return _told_beside(clause, series)
    if m is None or series is None or not is_market(series) or not unit_is(clause, "percentage_point"):
        return None
    other = next((o.series for o in clause.others if o.series and o.end <= clause.anchor.start), None)
    if other is None:
        other = _pointed(clause, series, m.group("mid"))
    if other is None or other == series:
        return None
    window = clause.window
    if window == "1d":
        told = next((t for t in reversed(clause.told) if t.startswith(f"change({series}[") and t.endswith("])")), None)
        if told is None or clause.in_session:
            return None
        window = told.partition("[")[2][:-2]
    sign = -1 if re.match(r"trail|lag|under|behind", m.group("way")) else 1
    expr = f"outperformance({series}[{window}], {other}[{window}])"
    return Ask(expr=expr, unit="percentage_point", sign=sign)


def _told_beside(clause: Clause, series: str) -> Ask | None:
    """"Up 6.6% this year, 7.3 points better than the S&P 500": of the stretch of the move just told."""
    told = clause.told[-1] if clause.told else ""
    other = next((o.series for o in clause.others if o.series and o.start >= clause.anchor.end), None)
    own = told.startswith(f"change({series}[") and told.endswith("])") and told.count("[") == 1
    if not own or other is None or other == series or not unit_is(clause, "percentage_point", "index_point"):
        return None
    window = told.partition("[")[2][:-2]
    return Ask(expr=f"outperformance({series}[{window}], {other}[{window}])", unit="percentage_point",
               sign=ahead_of_another(clause))


def _pointed(clause: Clause, series: str, words: str) -> str | None:
    """The rival that "these stocks" or "small caps" stands for: the one other index just spoken of."""
    if _SMALL.search(words):
        return "RUT"
    rivals = [s for s in clause.recent if s != series and is_market(s) and not is_priced(s) and not is_rate(s)]
    return rivals[0] if _THESE.search(words) and len(rivals) == 1 else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 beat the Russell 2000 by 13 percentage points in 2024.", "outperformance(SPX['2024'], RUT['2024'])"),
    (
        "The Russell 2000 trailed the S&P 500 by 13 percentage points in 2024.",
        "outperformance(RUT['2024'], SPX['2024'])",
    ),
    ("The Russell 2000 rose 10% in 2024. The S&P 500 beat these stocks by 13 percentage points in 2024.",
     "outperformance(SPX['2024'], RUT['2024'])"),
    ("In 2024 the S&P 500 beat small caps by 13 percentage points.", "outperformance(SPX['2024'], RUT['2024'])"),
    ("On Friday the Russell 2000 lost 2.2%. It trailed the Dow by 0.6 percentage points.",
     "outperformance(RUT['2025-01-10'], DJI['2025-01-10'])"),
    ("The Russell 2000 fell 2.2% on Friday, 0.6 points worse than the Dow.",
     "outperformance(RUT['2025-01-10'], DJI['2025-01-10'])"),
    ("The Russell 2000 trailed the Dow by 0.6 percentage points.", None),
    ("The fund beat the S&P 500 by 20 points since 2014.", None),
    ("Apple beat estimates by two percentage points.", None),
)
