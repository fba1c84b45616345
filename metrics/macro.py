"""yoy, mom, diff: changes of a statistic from a year or a period before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from ..errors import DataError
from ..schemas import Ask, Clause, Period, Points
from .base import Arg, Compute, Metric, Result, Tape, at, exact, iso, series_arg, show
from .change import POINT_UNITS, percent
from .history import History
from .reading import month_window, period_after, series_of, unit_is
from .window import begins_late, end_index, row, shifted, span_of

_MONTHS = {"monthly": 1, "quarterly": 3}


def _end(tape: Tape, arg: Arg, metric: str) -> tuple[Points, int]:
    leaf = series_arg(arg, metric)
    points = tape.points(leaf, whole=True)
    return points, end_index(tape, points, span_of(tape, leaf, points))


def _before(points: Points, day: int, months: int) -> int:
    """Position of the row ``months`` before; for weekly and daily series one period, or a year, back."""
    if points.calendar in _MONTHS or months == 12:
        wanted = shifted(day, -months)
    else:
        wanted = int(points.days[points.index_at_or_before(day) - 1]) if points.index_at_or_before(day) else -1
    found = points.index_at_or_before(wanted)
    if found < 0:
        raise begins_late(points)
    if points.calendar in _MONTHS and int(points.days[found]) != wanted:
        raise DataError(f"{points.series} lacks {iso(wanted)}", "missing_sessions")
    return found


def _compute(metric: str, months: int, relative: bool) -> Compute:
    def compute(tape: Tape, arg: Arg) -> list[Result]:
        points, end = _end(tape, arg, metric)
        last = row(points, end)
        base = row(points, _before(points, last.day, months or _MONTHS.get(points.calendar, 1)))
        unit = "percent" if relative else POINT_UNITS.get(points.unit, points.unit)
        value = percent(base.value, last.value) if relative else last.value - base.value
        text = f"{at(base)} -> {at(last)}: {show(value)} {unit}"
        return [Result("", exact(value, unit), (text,), (base, last), note=points.vintage)]

    return compute


def _history(metric: str, months: int, relative: bool) -> Callable[..., History]:
    def history(tape: Tape, arg: Arg) -> History:
        import numpy as np

        points, end = _end(tape, arg, metric)
        per = _MONTHS.get(points.calendar, 1)
        lag = max((months or per) // per, 1) if points.calendar in _MONTHS else 1
        if end < lag:
            raise begins_late(points)
        last, base = points.values[lag : end + 1], points.values[: end + 1 - lag]
        values = (last / base - 1) * 100 if relative else last - base
        unit = "percent" if relative else POINT_UNITS.get(points.unit, points.unit)
        grain = {"monthly": "month", "quarterly": "quarter"}.get(points.calendar, "day")
        return History(points, points.days[lag : end + 1], np.asarray(values), unit, grain, note=points.vintage)

    return history


def _metric(name: str, unit: str, doc: str, months: int, relative: bool) -> Metric:
    return Metric(name, unit, "M[w]", doc, _compute(name, months, relative), _history(name, months, relative))


METRICS = (
    _metric("yoy", "percent", "The percent change of a statistic from the same period a year before.", 12, True),
    _metric("mom", "percent", "The percent change of a statistic from the month (quarter, week) before.", 0, True),
    _metric("diff", "", "The change of a statistic from the month (quarter, week) before, in its own unit.", 0, False),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 15
_YEAR = re.compile(
    r"\b(?:year (?:earlier|ago|before)|year[- ]over[- ]year|year[- ]on[- ]year|annual|annually|annual rate|12[- ]month|"
    r"past (?:12 months|year)|last 12 months|inflation|the rate)\b|higher in \{P\} than"
)
_YEAR_TO = re.compile(r"^(?: (?:in|over|for|during))? (?:the )?\{P\}")
_OF_A_YEAR = re.compile(
    r"(?:(?:in|over|for|during) )?(?:the )?(?:year|12 months|twelve months) (?:through|to|ended|ending|until|till)\b")
"""A year told by its end: "rose 3% in the year through September"."""
_PRICES = ("CPI", "CORECPI", "PCE", "COREPCE", "PPI")
_MONTH = re.compile(
    r"^ (?:from|in) (?:the )?(?:\{P\}|previous month|prior month|month before)|"
    r"^ (?:on|over|for) (?:the month|\{P\})|^ month[- ](?:over|on)[- ]month"
)
_FROM = re.compile(r"^ (?:from|over) \{P\}")
_ON = re.compile(r"^ (?:on|over|for) \{P\}")


_THE_SPAN = re.compile(r"(?:the )?(?:month|year|week)")
_BY = re.compile(r"\bby $")
_IN_MONTH = re.compile(r"^ (?:in|as of|back in|as recently as) \{P\}")
_LEADS = re.compile(r"^(?:(?:but|and|now|still) )?at $")
"""What a sentence is led by is so now: "at 4.2%, unemployment is up from 3.7% in January"."""
_BARELY = re.compile(r"^ in \{P\}")
_FROM_IT, _TOLD = re.compile(r"\{N\}(?:[^;{}]|\{P\})*\bfrom $"), re.compile(r"yoy|mom")
"""The same before: "rose 2.9% from a year earlier, up from 2.7% in July"."""
_NO_LEVEL = re.compile(r"\b(?:by|from) $")
_JOBS = re.compile(r"^ (?:\w+ )?(?:jobs|positions|workers)|^$|^ in \{P\}")
_INFLATION = re.compile(r"\b(?:rate|inflation)\b")
_FEWEST_CLAIMS = 10_000
"""Weekly claims are in the hundred thousands: a smaller figure is something else of theirs."""


def reads(clause: Clause) -> Ask | None:
    """Prints of official statistics: the inflation rate, the jobless rate, payrolls, claims, sentiment."""
    series = series_of(clause)
    if series is None or clause.figure is None or clause.assertion:
        return None
    if series in _PRICES and unit_is(clause, "percent"):
        return _prices(clause, series)
    if series in ("UNRATE", "UMCSENT", "PSAVERT") and unit_is(clause, "percent", "number", "index_point"):
        if _NO_LEVEL.search(clause.before):
            then = _IN_MONTH.match(clause.after) if clause.before.endswith("from ") else None
            if then is None:
                return None
        return Ask(expr=f"level({series}[{_when(clause)}])", unit="percent" if series == "UNRATE" else "index_point")
    if series == "PAYEMS" and (_JOBS.match(clause.after) or unit_is(clause, "job")):
        sign = -1 if clause.movement == "down" else 1
        return Ask(expr=f"diff(PAYEMS[{_when(clause)}])", unit="thousand_jobs", scale=0.001, sign=sign)
    if series == "ICSA" and not _BY.search(clause.before) and clause.figure.quantity.low > _FEWEST_CLAIMS:
        return Ask(expr=f"level(ICSA[{_when(clause)}])", unit="claims")
    return None


def _prices(clause: Clause, series: str) -> Ask | None:
    """Prices' change over the month, where the words say so, else over the year, where they say that."""
    before, after = clause.before, clause.after
    falling = clause.movement == "down" and "cooled" not in before and not _INFLATION.search(before)
    own, end = after.partition("{N}")[0], clause.following.start if clause.following is not None else clause.end
    ago = next((p for p in clause.periods if p.relation == "ago" and clause.anchor.end <= p.start < end), None)
    year_ago = ago is not None and ago.grain == "year"
    sure = True
    spoken = clause.window if _ON.match(after) else ""
    year = period_after(clause, 16) if _YEAR_TO.match(after) else None
    if year is not None and year.last is not None and _OF_A_YEAR.match(year.text.lower()):
        return Ask(expr=f"yoy({series}[{month_window(year.last)}])", unit="percent", sign=-1 if falling else 1)
    if spoken in ("mtd", "ytd"):
        metric = "mom" if spoken == "mtd" else "yoy"
    elif clause.window == "12m":
        metric = "yoy"
    elif _FROM_IT.search(before) and (told := _TOLD.match(clause.antecedent or "")) is not None:
        metric = told.group()
    elif _MONTH.match(after) and "year" not in own[:30] and not year_ago and not _INFLATION.search(before):
        metric = "mom"
        # "rose 3.7% in August" may be told of the year: another figure that is leaves this one the month's
        sure = not _BARELY.match(after) or bool(_YEAR.search(after)) or _a_year_ago(clause)
    elif year_ago or _YEAR.search(own) or _YEAR.search(before):
        metric = "yoy"
    else:
        return None
    return Ask(expr=f"{metric}({series}[{_when(clause)}])", unit="percent", sign=-1 if falling else 1, certain=sure)


def _a_year_ago(clause: Clause) -> bool:
    """Whether the sentence goes on to a comparison with a year before."""
    return any(p.relation == "ago" and p.grain == "year" and p.start > clause.anchor.end for p in clause.periods)


def _when(clause: Clause) -> str:
    """The month (or week) the print is for: the nearest one named, else the latest published."""
    if _LEADS.search(clause.before):
        return "now"
    claims = series_of(clause) == "ICSA"
    near = [
        p for p in clause.periods
        if p.first is not None and p.grain in ("month", "week", "day") and p.relation in ("on", "in", "to_date")
        and not _THE_SPAN.fullmatch(p.text.lower())
    ]
    if claims:
        near = [p for p in near if p.start < clause.anchor.end or not _ANOTHERS.search(_between(clause, p))]
    near = ([p for p in near if p.grain == "month"] or [p for p in near if p.kind == "day" and claims] or near)
    if not near:
        return "now"
    nearest = min(near, key=lambda p: abs(p.start - clause.anchor.start))
    first, last = nearest.first, nearest.last
    assert first is not None
    if nearest.grain == "month":
        after = nearest.start >= clause.anchor.end and _FROM.match(clause.after)
        return month_window(first + timedelta(days=31)) if after else month_window(first)
    return f"'{last or first}'" if claims else "now"


_ANOTHERS = re.compile(r"\{N\}|, (?:and|but|while)\b|;")


def _between(clause: Clause, period: Period) -> str:
    """What stands between the figure and a period behind it, as far as the slots tell."""
    behind = [p for p in clause.periods if clause.anchor.end <= p.start <= period.start]
    parts = clause.after.split("{P}")
    return "{P}".join(parts[: len(behind)])


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("Consumer prices rose 0.3% from October.", "mom(CPI['2024-11'])"),
    ("Consumer prices rose in November. Leaving out food and energy, prices climbed 3.3% from a year earlier.",
     "yoy(CORECPI[now])"),
    ("Leaving out food and energy, prices climbed 0.3% on the month.", None),
    ("The consumer price index rose 2.7% in November from a year earlier.", "yoy(CPI['2024-11'])"),
    ("Consumer prices rose 0.3% in November from the month before.", "mom(CPI['2024-11'])"),
    ("Consumer prices rose 0.3% in November, leaving them 2.7% higher than a year earlier.", "mom(CPI['2024-11'])"),
    ("Consumer prices rose 2.7% in November from a year earlier, up from 2.6% in October.", "yoy(CPI['2024-10'])"),
    ("The unemployment rate fell to 4.1% in December.", "level(UNRATE['2024-12'])"),
    ("Employers added 256,000 jobs in December.", "diff(PAYEMS['2024-12'])"),
    ("Nonfarm payrolls rose by 256,000 in December.", "diff(PAYEMS['2024-12'])"),
    ("Initial jobless claims fell to 201,000 in the week ended Jan. 4.", "level(ICSA['2025-01-04'])"),
    ("The University of Michigan's consumer sentiment index fell to 73.2 in January.", "level(UMCSENT['2025-01'])"),
    ("At 4.1%, the unemployment rate is up from 3.7% in January 2024.", "level(UNRATE['2024-01'])"),
    ("Consumer prices in Japan rose 2.9% from a year earlier.", None),
    ("Weekly jobless claims fell by 10,000.", None),
    ("The unemployment rate rose by 0.1 percentage point.", None),
)
