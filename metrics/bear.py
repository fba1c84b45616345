"""to_drawdown: how far a series would have to fall for a bear market or a correction."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause, Series
from .base import Arg, Compute, Metric, Result, Tape, at, between, number_arg, series_arg, show
from .peak import extreme
from .reading import is_market, is_priced, is_rate, series_of, unit_is
from .window import finals, span_of


def _compute(metric: str, percent: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, share: Arg) -> list[Result]:
        leaf, fall = series_arg(arg, metric), number_arg(share, metric)
        points = tape.points(leaf)
        top = extreme(tape, Series(id=leaf.id, window=":now"), True).row
        mark = top.value * (1.0 - fall / 100.0)
        out = []
        for end in finals(tape, leaf, points, span_of(tape, leaf, points))[1]:
            low, high = end.low - mark, end.high - mark
            if percent:
                low, high = low / end.low * 100.0, high / end.high * 100.0
            unit = "percent" if percent else end.row.points.unit
            value = between(low, high, unit)
            text = f"{show(fall)}% below {at(top)} is {show(mark)}; {end.text} is {show(value.low)} {unit} above it"
            out.append(Result(end.name, value, (text,), (top, end.row), wide=end.wide))
        return out

    return compute


_NOTE = ("measured from the highest close of the whole history",)
METRICS = (
    Metric("to_drawdown", "", "S[now], 20",
           "How many points S would have to fall to close so many percent below its record close.",
           _compute("to_drawdown", False), None, _NOTE, 2, 2),
    Metric("to_drawdown_pct", "percent", "S[now], 20",
           "How many percent S would have to fall to close so many percent below its record close.",
           _compute("to_drawdown_pct", True), None, _NOTE, 2, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 18
_STATE = r"(?P<state>bear[- ]market|correction)"
_AWAY = re.compile(
    rf"^ (?:points? )?(?:away |short |shy |clear )?(?:from|of|above) (?:(?:a|an|the|its|of|for|that|would|mark|marks|"
    rf"being|in|into|falling|slipping|sliding|entering|official|threshold|level|line|definition|territory|new|so-called|"
    rf"technical) )*{_STATE}\b(?!-| (?:closing )?(?:low|trough|bottom|rall|of|in|that|loss))"
)
_FURTHER = re.compile(
    r"\b(?:(?:fall|drop|decline|slide|slip|loss|retreat|slump)(?: of)?(?: by)?|lose|shed|another|a further|give up)"
    r"(?: (?:a further|another|an additional|a|only|just|about))* $"
)
_NEEDED = re.compile(r"\b(?:would|needs?|needed|must|has to|have to|needs to|takes?|take|another|further|away)\b")
_TO_BE = re.compile(
    rf"^(?: (?:more|further|from here|from \{{P\}}'s close|drop|decline|fall|slide))*,? (?:to|would|and|before|for)\b"
    rf"[^;.]{{0,60}}\b{_STATE}\b(?! (?:low|high)s?\b)"
)
_SIZE = {"bear": 20, "corr": 10}


def reads(clause: Clause) -> Ask | None:
    """"It would take a fall of a further 159 points to leave it in a bear market", "3.1% from a correction"."""
    series = series_of(clause) or next((o.series for o in clause.others if o.start >= clause.anchor.end), None)
    if series is None or not is_market(series) or is_rate(series) or clause.figure is None or clause.assertion:
        return None
    away, to_be = _AWAY.match(clause.after), _TO_BE.match(clause.after)
    needed = to_be and _FURTHER.search(f"{clause.before}") and _NEEDED.search(f"{clause.before} {clause.after[:30]}")
    found = away or (to_be if needed or "another" in clause.anchor.text.lower() else None)
    if found is None:
        return None
    size = _SIZE[found.group("state")[:4]]
    if unit_is(clause, "percent"):
        return Ask(expr=f"to_drawdown_pct({series}[now], {size})", unit="percent", settled=True)
    if unit_is(clause, "index_point", "number") or (unit_is(clause, "$") and is_priced(series)):
        return Ask(expr=f"to_drawdown({series}[now], {size})", unit="index_point", settled=True)
    return None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("It would take a fall of a further 159 points to leave the S&P 500 in a bear market.",
     "to_drawdown(SPX[now], 20)"),
    ("The S&P 500 is 159 points from a bear market.", "to_drawdown(SPX[now], 20)"),
    ("The S&P 500 would need to fall another 3.1% to enter a bear market.", "to_drawdown_pct(SPX[now], 20)"),
    ("Another 159 points would put the S&P 500 in a bear market.", "to_drawdown(SPX[now], 20)"),
    ("The S&P 500 closed 3.1% above the threshold for a correction.", "to_drawdown_pct(SPX[now], 10)"),
    ("The Russell 2000 is 2% away from correction territory.", "to_drawdown_pct(RUT[now], 10)"),
    ("The S&P 500 has gained 35% from its bear-market low.", None),
    ("The S&P 500 fell 10% to enter a correction.", None),
    ("Apple needs to sell 3% more phones to avoid a bear market.", None),
)
