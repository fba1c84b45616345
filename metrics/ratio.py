"""ratio and multiple: how many times as much."""

from __future__ import annotations

import re

from ..errors import DataError
from ..schemas import Ask, Clause, Series
from ..schemas.expr import Call
from .base import Arg, Metric, Result, Tape, at, between, exact, series_arg, show, undecided
from .distance import SINCE_LOW
from .period_window import window_text
from .reading import is_market, is_rate, mark_window, mark_window_before, period_after, series_of
from .window import frame
from .wording import FALL_NOUN, RISE_NOUN


def paired(first: tuple[Result, ...], second: tuple[Result, ...]) -> list[tuple[Result, Result]]:
    """Readings that go together: those of one name; where one side has a single reading it goes with all."""
    if len(first) == 1 or len(second) == 1:
        return [(x, y) for x in first for y in second]
    named = {r.name: r for r in second}
    same = [(x, named[x.name]) for x in first if x.name in named]
    if same:
        return same
    return list(zip(first, second, strict=False))


def operand(tape: Tape, arg: Arg) -> tuple[Result, ...]:
    """An argument's readings; a plain number is one."""
    if isinstance(arg, (Series, Call)):
        return tape.results(arg)
    if isinstance(arg, float):
        return (Result("", exact(arg, "number")),)
    raise DataError(f"a value is wanted, not {arg}", "ambiguous")


def compute_ratio(tape: Tape, x: Arg, y: Arg) -> list[Result]:
    """The first value divided by the second."""
    out = []
    for a, b in paired(operand(tape, x), operand(tape, y)):
        if a.value is None or b.value is None:
            out.append(a if a.value is None else b)
        elif b.value.low <= 0 <= b.value.high:
            out.append(undecided(DataError("no multiple of a value that may be zero", "ambiguous"), a.name))
        else:
            ends = [p / q for p in (a.value.low, a.value.high) for q in (b.value.low, b.value.high)]
            value = between(min(ends), max(ends), "multiple")
            text = f"ratio: {show(value.low)} times"
            steps = (*a.derivation, *b.derivation, text)
            out.append(Result(a.name or b.name, value, steps, a.rows + b.rows, wide=a.wide or b.wide))
    return out


def compute_multiple(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
    """The window's end value divided by its base; with two series, the first's value divided by the second's."""
    if other is not None:
        return compute_ratio(tape, series_arg(arg, "multiple"), series_arg(other, "multiple"))
    f = frame(tape, series_arg(arg, "multiple"))
    out = []
    for end in f.finals:
        for name, base in f.bases:
            if base.value == 0:
                raise DataError("no multiple of a base of zero", "ambiguous")
            value = between(end.low / base.value, end.high / base.value, "multiple")
            text = f"{at(base)} -> {end.text}: {show(value.low)} times"
            reading = ", ".join(n for n in (name, end.name) if n)
            out.append(Result(reading, value, (text,), (base, end.row), wide=end.wide))
    return out


METRICS = (
    Metric("ratio", "multiple", "x, y", "The value of one expression divided by that of another.", compute_ratio, None,
           ("readings of the same name go together",), 2, 2),
    Metric("multiple", "multiple", "S[w] or A[w], B[w]",
           "How many times its value before the window a series is worth at its end; or A's value in B's.",
           compute_multiple, None, ("the bases are those of change",), 1, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 45
_GAIN_OF = re.compile(
    rf"^ (?:the|that|those|as much as the) (?:{RISE_NOUN}|{FALL_NOUN}|of|pace|performance) ?(?:of|in|for)? ?"
    rf"(?:the )?\{{R\}}|^ that of (?:the )?\{{R\}}|^ (?:the )?\{{R\}}'s? \{{N\}}"
)
_ITS = re.compile(
    r"^ (?:of )?(?:(?:its|the) (?:\{N\}|\{P\} (?:(?:record|closing) )*(?:peak|close|high|low|record|finish)\b)|"
    r"(?:its |the )?\{P\}'s (?:(?:close|closing level|level|finish|settlement|reading)(?: of|,)? )?\$?\{N\})"
)
"""The level that something is a multiple of: "more than triple Monday's 17.08", "twice the 12.5 it closed at"."""
_MOVED = ("percent", "percentage_point", "basis_point")
"""Units of a move rather than of a level: "double Friday's 2%"."""
_TIMES = re.compile(r"\b(?:(?:double|triple|quadruple)\w*|halved)\b")
_WHAT_DOUBLED = re.compile(
    r"^ (?:down on )?(?:the|its|their|output|sales|his|her|what|that)\b(?! (?:value|price|share))"
)
"""What a company doubles is its own business: "doubled its staff"."""


def reads(clause: Clause) -> Ask | None:
    """"More than tripled over the week", "a third of its 25.42", "10 times the gain of the S&P 500"."""
    series = series_of(clause)
    if series is None or clause.figure is None or not is_market(series):
        return None
    if is_rate(series) and not (_TIMES.search(clause.anchor.text.lower()) and not clause.inherited):
        return None
    unit = clause.figure.quantity.unit
    if not (unit in ("multiple", "count") or clause.figure.kind in ("multiple", "fraction")):
        return None
    if _GAIN_OF.match(clause.after):
        other = next((o.series for o in clause.others if o.series and o.start > clause.anchor.end), None)
        if other is None:
            return None
        window = clause.window
        return Ask(expr=f"ratio(change({series}[{window}]), change({other}[{window}]))", unit="multiple",
                   certain=window != "1d")
    if _ITS.match(clause.after):
        period = period_after(clause, 80)
        text = window_text(period)
        if period is not None and period.relation == "ago" and period.first is not None:
            text = f"'{period.first}'"  # "nearly double the 27.56 of the day before"
        moved = clause.following is not None and clause.following.quantity.unit in _MOVED and "{N}" in clause.after[:40]
        if text is None or not text.startswith("'") or (moved and not is_rate(series)):
            return None
        return Ask(expr=f"multiple({series}[now], {series}[{text.rstrip(':')}])", unit="multiple")
    if "halved" in clause.anchor.text.lower():
        return _halved(clause, series)
    if _TIMES.search(clause.anchor.text.lower()) and not _WHAT_DOUBLED.match(clause.after):
        low = _mark(clause)
        if low:
            in_the_day = () if is_rate(series) or "clos" in clause.after[:40] else (
                f"multiple({series}[now], {series}.low[{low}])",)
            return Ask(expr=f"multiple({series}[now], {series}[{low}])", unit="multiple", rivals=in_the_day)
        return Ask(expr=f"multiple({series}[{clause.window}])", unit="multiple",
                   certain=not clause.inherited or clause.window not in ("1d", "now"))
    return None


def _halved(clause: Clause, series: str) -> Ask | None:
    """"Has more than halved since Oct. 28": to less than half, where doubling is to more than twice."""
    words = clause.anchor.text.lower()
    if _WHAT_DOUBLED.match(clause.after) or clause.window in ("1d", "now"):
        return None
    beyond, nearly = "more than" in words, re.search(r"\b(?:nearly|almost|just about|not quite)\b", words)
    low, high = (0.0, 0.5) if beyond else (0.5, 0.56) if nearly else (0.45, 0.55)
    return Ask(expr=f"multiple({series}[{clause.window}])", unit="multiple", low=low, high=high)


def _mark(clause: Clause) -> str | None:
    m = re.match(r"^ (?:since|from) (?:its|the) (?:\{P\} )?(?:low|close|bottom|trough)", clause.after)
    if m is not None:
        return mark_window(clause, m.end())
    return mark_window_before(clause) if SINCE_LOW.search(clause.before) else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The VIX has more than doubled this week.", "multiple(VIX[wtd])"),
    ("Nvidia has tripled since its August 7 low.", "multiple(NVDA[now], NVDA['2024-08-07'])"),
    (
        "In 2024 the Nasdaq Composite rose 29%, twice the gain of the Dow.",
        "ratio(change(IXIC['2024']), change(DJI['2024']))",
    ),
    ("Nvidia is up 171% this year, seven times the S&P 500's 23%.",
     "ratio(change(NVDA[ytd]), change(SPX[ytd]))"),
    ("Nvidia's revenue has doubled this year.", None),
    ("Nvidia doubled its staff last year.", None),
    ("The 10-year Treasury yield has doubled this year.", "multiple(DGS10[ytd])"),
    ("The 10-year Treasury yield has doubled.", None),
)
