"""What the metrics' ``reads`` functions share: windows, dates and kinds of series, seen from a clause."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from ..schemas import Ask, Clause, Period
from .base import yyyymmdd
from .period_window import window_text

_RATE = re.compile(r"^(?:DGS|DFII|T\d+YIE|SOFR$|DFF$|IORB$)")
MACRO = frozenset(
    ("CPI CORECPI PCE COREPCE PPI UNRATE PAYEMS ICSA JOLTS GDP INDPRO PSAVERT UMCSENT MICH FEDTARGET COT_RTY "
     "WALCL").split()
)
_INDEX = frozenset("RUT SPX IXIC NDX SOX DJI DJT VIX N225 MOVE DXY".split())
_SO_FAR = re.compile(r"1d|now|[wmqy]td|\d+[dwmy]|'.*':")
CROSSED = re.compile(r"(?:above|below|over|under|past)\b")
"""How a figure begins that is crossed or not, and is neither a move nor a level: "below 35"."""
DAYS_IN = {"day": 1.0, "session": 1.45, "week": 7.0, "month": 30.44, "quarter": 91.3, "year": 365.25, "decade": 3652.5}
"""Calendar days of a counted unit of time."""
_LONGEST = 400 * 366
"""Days past which a length of time is no date in any series."""
_LONG_AGO = date(1800, 1, 1)
_HEDGES = ("nearly", "almost", "more than", "over", "at least", "about", "around")


QUOTE_SLACK = 0.011
"""Percentage points by which a note's yield as quoted differs from the Treasury's par curve on the same afternoon."""


def series_of(clause: Clause) -> str | None:
    """Series id of the clause's subject; None when the subject is unknown or has no series."""
    return clause.subject.series if clause.subject else None


def is_rate(series: str) -> bool:
    """Whether the series is a yield or rate, quoted in percent."""
    return bool(_RATE.match(series))


def is_market(series: str | None) -> bool:
    """Whether the series trades, so that "rose 2%" speaks of its price."""
    return series is not None and series not in MACRO


def is_priced(series: str) -> bool:
    """Whether the series is a price in money, not the level of an index or a rate."""
    return series not in _INDEX and not is_rate(series)


def moment(window: str) -> str:
    """The window of a value at a moment: a span that ends now, or a default session, is ``now``."""
    return "now" if _SO_FAR.fullmatch(window) else window


def leaf_now(clause: Clause, series: str, field: str = "") -> str:
    """The series at the clause's moment, as an expression: ``SPX[now]``, ``SPX.high['2024-12-04']``."""
    return f"{series}{field}[{moment(clause.window)}]"


def unit_is(clause: Clause, *units: str) -> bool:
    """Whether the clause has a figure in one of ``units``; ``$`` stands for any currency per anything."""
    if clause.figure is None:
        return False
    unit = clause.figure.quantity.unit
    return unit in units or ("$" in units and bool(re.match(r"[A-Z]{3}(?:/|$)", unit)))


_WORTH = 1e6
"""Dollars from which a sum is what a company is worth, and no price of a share, an ounce or a coin."""


def is_worth(clause: Clause) -> bool:
    """Whether the figure is a sum of money too large for a price."""
    return clause.figure is not None and unit_is(clause, "$") and clause.figure.quantity.high >= _WORTH


def fraction(clause: Clause) -> bool:
    """Whether the figure is a plain fraction of something ("a third", "nearly half")."""
    figure = clause.figure
    if figure is None or figure.kind != "fraction":
        return False
    return figure.quantity.unit in ("number", "multiple", "fraction")


def dates_meant(clause: Clause) -> tuple[date, date] | None:
    """The days a "since" may mean: the named day, month or year; a length ("in five months") counts back from
    publication, give or take half of the last counted unit. None where nothing is named or the length is absurd."""
    period = clause.period
    named = period is not None and period.relation not in ("for", "ago")
    if named and period is not None and period.first is not None and period.last is not None:
        exact = period.grain == "day" and not period.approximate
        return period.first, period.first if exact else period.last
    if period is not None and period.kind == "duration" and period.count is None and clause.published is not None:
        return _vaguely(clause.published, period)
    length = _length(clause, period)
    if length is None or clause.published is None:
        return None
    low, high = length
    if high >= clause.published.toordinal():
        return None
    return clause.published - timedelta(days=high), clause.published - timedelta(days=low)


def _vaguely(published: date, period: Period) -> tuple[date, date] | None:
    """The days that "in years" or "in decades" may mean: all before the least that the plural allows."""
    if period.grain not in DAYS_IN or not period.text.lower().endswith("s"):
        return None
    return _LONG_AGO, published - timedelta(days=int(1.5 * DAYS_IN[period.grain]))


def _length(clause: Clause, period: Period | None) -> tuple[int, int] | None:
    """Fewest and most days that a counted length may mean."""
    figure = clause.figure
    if figure is not None and figure.quantity.unit in DAYS_IN:
        count, unit = figure.quantity.low, figure.quantity.unit
        hedge, open_ended = figure.hedge or "", figure.bound in ("more_than", "at_least")
    elif period is not None and period.count and period.grain in DAYS_IN:
        count, unit = period.count, period.grain
        words = period.text.lower()
        hedge = next((h for h in _HEDGES if h in words), "")
        open_ended = hedge in ("more than", "over", "at least")
    else:
        return None
    size = DAYS_IN[unit]
    if not abs(count) * size < _LONGEST:
        return None
    if open_ended:
        return int(count * size), int((count + 1) * size)
    if hedge in ("nearly", "almost"):
        return int((count - 0.6) * size), int(count * size) + 3
    return int((count - 0.5) * size), int((count + 0.5) * size)


def month_window(day: date) -> str:
    """The window of the calendar month that holds ``day``."""
    return f"'{day.year}-{day.month:02d}'"


def is_this_year(clause: Clause, window: str | None) -> bool:
    """Whether the window is the calendar year that is under way as the article is published: its year to date."""
    return clause.published is not None and window == f"'{clause.published.year}'"


def year_before(day: date) -> date:
    """The same day a year earlier (28 February for 29 February)."""
    return day.replace(year=day.year - 1, day=min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))


def ask_truth(expr: str, value: bool = True) -> Ask:
    """An ask for a truth (1) or its denial (0)."""
    number = 1.0 if value else 0.0
    return Ask(expr=expr, unit="truth", relation="holds", low=number, high=number)


def ask_date(expr: str, first: date, last: date, relation: str = "equals") -> Ask:
    """An ask for a date between ``first`` and ``last``."""
    low, high = yyyymmdd(first.toordinal()), yyyymmdd(last.toordinal())
    return Ask(expr=expr, unit="date", relation=relation, low=low, high=high)


def ask_count(expr: str, number: float, unit: str = "count") -> Ask:
    """An ask for an exact count."""
    return Ask(expr=expr, unit=unit, low=number, high=number)


def of_one_session(clause: Clause) -> bool:
    """Whether the clause speaks of a single session: a day named, or the one it is told on."""
    return clause.window in ("1d", "now") or len(clause.window) == 12


def period_after(clause: Clause, reach: int = 90) -> Period | None:
    """The first period that starts within ``reach`` characters after the figure."""
    end = clause.anchor.end
    return next((p for p in clause.periods if end <= p.start <= end + reach), None)


def period_before(clause: Clause, reach: int = 60) -> Period | None:
    """The last period that ends within ``reach`` characters before the figure."""
    start = clause.anchor.start
    return next((p for p in reversed(clause.periods) if start - reach <= p.end <= start), None)


_MARK_TAIL = re.compile(
    r"^[^;{}]{0,40}?(?:\{N\})?,?(?: (?:that|which))?(?: (?:it|they|the \w+|\{[SRG]\}))?(?: (?:had|has|was))?"
    r"(?: (?:set|reached|hit|touched|notched|posted|recorded|made|logged))?(?: as recently as| back)?(?: on| in| of|"
    r" from)? \{P\}"
)


_OF_A_SPAN = re.compile(r"^ (?:of|for) (?:the |this )?\{P\}")


def mark_window(clause: Clause, mark_end: int) -> str | None:
    """The window of the high or low that the figure is measured against: "its Dec. 4 record" -> '2024-12-04'.

    ``mark_end`` is where the mark's noun ends in ``clause.after``; a date counts only inside its noun phrase or right
    after it ("the record close of 2442.74 it set on Nov. 8, 2021").
    """
    inside = "{P}" in clause.after[:mark_end] or _OF_A_SPAN.match(clause.after[mark_end:])
    if not inside and not _MARK_TAIL.match(clause.after[mark_end:]):
        return None
    text = window_text(period_after(clause, 110))
    if text in ("wtd", "mtd", "qtd", "ytd") and inside:
        return text
    if text is None or not text.startswith("'"):
        return None
    return text.rstrip(":")


def mark_window_before(clause: Clause) -> str | None:
    """The window of a low named before the figure: "since the April 8 low, it has climbed 958 points"."""
    text = window_text(period_before(clause, 90))
    return text.rstrip(":") if text is not None and text.startswith("'") else None


@lru_cache(maxsize=1)
def readers() -> tuple[Callable[[Clause], Ask | None], ...]:
    """Every metric's ``reads``, the most particular wording first (``PRIORITY``, low comes first)."""
    package = __package__ or "tapecheck.metrics"
    found: list[tuple[int, str, Callable[[Clause], Ask | None]]] = []
    for module in iter_modules(import_module(package).__path__):
        loaded = import_module(f"{package}.{module.name}")
        if hasattr(loaded, "reads"):
            found.append((getattr(loaded, "PRIORITY", 50), module.name, loaded.reads))
    return tuple(read for _, _, read in sorted(found, key=lambda f: f[:2]))


@lru_cache(maxsize=256)
def phrasings(metric: str) -> tuple[tuple[str, str], ...]:
    """(sentence, expression) for every phrasing, in any metric's file, that yields the metric of that name."""
    package = __package__ or "tapecheck.metrics"
    called = re.compile(rf"\b{re.escape(metric)}\(")
    return tuple(
        (text, expr)
        for module in iter_modules(import_module(package).__path__)
        for text, expr in getattr(import_module(f"{package}.{module.name}"), "PHRASINGS", ())
        if expr is not None and called.search(expr)
    )
