"""What probably went wrong with a contradicted claim: named only when exactly one usual slip explains the figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from .errors import ExprError
from .schemas import Claim, Quantity
from .schemas.claim import Stated
from .sources.sessions import is_session


class Value(Protocol):
    """Gives the first value of an expression at the claim's moment, or as it was a day or more before the last close;
    None where there is none. Raises :class:`~tapecheck.errors.ExprError` for an expression that is none."""

    def __call__(self, expr: str, days_ago: int = 0) -> Quantity | None:
        """The value."""


_FAMILIES = (
    ("SPX", "DJI", "IXIC", "RUT", "NDX", "SOX"), ("DGS2", "DGS5", "DGS10", "DGS30", "DGS3MO"), ("WTI", "BRENT"),
    ("GOLD", "SILVER"), ("EURUSD", "GBPUSD"),
)
"""Series that are told beside each other and so taken for each other."""
_WINDOWS = ("1d", "wtd", "mtd", "qtd", "ytd", "1w", "1m", "1y")
_MOVES = ("change(", "change_points(", "change_bp(")
_DAY_MOVE = re.compile(r"change(?:_points|_bp)?\(\w[\w.]*\[(?:1d|'\d{4}-\d\d-\d\d')\]\)")
_TIMES_AS_LARGE = 8
"""How many times as large a day's move may be told by a slip of the pen."""
_DIGITS = 2
"""Significant digits from which a figure ten times too large is no chance."""
_INSIDE = re.compile(r"\[([^\]]+)\]")
_SERIES = re.compile(r"\b[A-Z][A-Z0-9_.]*(?=(?:\.[a-z]\w*)?\[)")
_STALE = ("level(", "spread(", "policy_range(", *_MOVES)
_LATEST, _A_DAY = re.compile(r"\[(?:now|1d|[wmqy]td)\]"), re.compile(r"'(\d{4}-\d\d-\d\d)'(?!:)")
_ORDERS = ("rank_", "up_periods(", "multiple(")
"""What many series have alike, so that another's having it explains nothing."""
_BACK = {1: "the value of the session before", 7: "the value of a week before"}
_A_STEP_AGO = 50
"""Days after a meeting on policy by which the next one has been."""
_IN_A_YEAR = re.compile(r"(?<=')(\d{4})(?=(?:-(?:Q\d|\d\d))?')")


def diagnose(claim: Claim, found: Quantity | None, value: Value) -> str | None:
    """The one usual slip that turns what the tape says into what the article says, in words; None for none or many.

    Looked for: wrong sign, digits transposed, the decimal point misplaced, points for percent and basis points for
    percent, another window, another index, the value of the session or week before, another year's.
    """
    stated = claim.stated
    if stated is None or found is None or claim.expr is None:
        return None
    one_sided = stated.accepted_high - stated.accepted_low > 1e6
    if claim.relation != "equals" or one_sided or stated.unit in ("date", "truth"):
        return None
    slips = list(dict.fromkeys(_plain(stated, found)))
    if not slips:
        slips = list(dict.fromkeys(_elsewhere(claim.expr, stated, value)))
    return slips[0] if len(slips) == 1 else None


def unlike(claim: Claim, found: Quantity | None, value: Value) -> bool:
    """Whether a day's move is so unlike the one stated that another day or thing is more likely meant than a slip made.

    It is where the day is not told beside the figure and the move has the other sign and another size, or is many
    times as large, and no plain slip turns one into the other.
    """
    stated = claim.stated
    if not claim.apart or stated is None or found is None or not _DAY_MOVE.fullmatch(claim.expr or ""):
        return False
    if next(_plain(stated, found), None) or _in_points(claim.expr or "", stated, value):
        return False
    small, large = sorted((abs(stated.low), abs(found.low)))
    return stated.low * found.low < 0 or large >= _TIMES_AS_LARGE * small


def plain_slip(claim: Claim, found: Quantity | None) -> bool:
    """Whether a slip of the pen alone (sign, digits, decimal point, unit) turns what the tape says into the figure."""
    return claim.stated is not None and found is not None and claim.stated.unit not in ("date", "truth") and (
        next(_plain(claim.stated, found), None) is not None)


def _in_points(expr: str, stated: Stated, value: Value) -> bool:
    """Whether the figure, told in percent, is the same move in points ("a 1.7% loss" of 1.74 points), or reversed."""
    if not expr.startswith(("change(", "change_points(")):
        return False
    other = expr.replace("change(", "change_points(", 1)
    other = expr.replace("change_points(", "change(", 1) if other == expr else other
    try:
        found = value(other)
    except ExprError:
        return False
    return found is not None and found.low == found.high and _fits(stated, found.low)


def _fits(stated: Stated, number: float) -> bool:
    return stated.accepted_low <= number <= stated.accepted_high


def _plain(stated: Stated, found: Quantity) -> Iterator[str]:
    """Slips that need no other data."""
    if _fits(stated, -found.low) and found.low != 0:
        yield "wrong sign"
    if _transposed(stated.low, found.low):
        yield "digits transposed"
    if _written(stated) >= _DIGITS and (_fits(stated, found.low * 10) or _fits(stated, found.low / 10)):
        yield "decimal point misplaced"
    if stated.unit == "basis_point" and (_fits(stated, found.low / 100) or _fits(stated, found.low / 10)):
        yield "basis points and percent confused"
    if stated.unit in ("percentage_point", "percent") and _fits(stated, found.low * 100):
        yield "basis points and percent confused"


def _written(stated: Stated) -> int:
    """How many significant digits the figure was printed with."""
    return len(f"{abs(stated.low):.10g}".replace(".", "").strip("0")) if stated.low == stated.high else 0


def _transposed(stated: float, found: float) -> bool:
    """Whether two neighbouring digits of the value, printed like the figure, were exchanged."""
    text = f"{abs(stated):.10g}"
    places = len(text.partition(".")[2])
    true = f"{abs(found):.{places}f}"
    if len(true) != len(text) or true == text:
        return False
    digits, wanted = true.replace(".", ""), text.replace(".", "")
    swaps = (digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1))
    return wanted in swaps


class _Slip(NamedTuple):
    """What a slip is called, and the expression (as of so many days ago) that gives the figure where it was made."""

    label: str
    expr: str
    days_ago: int = 0


def _elsewhere(expr: str, stated: Stated, value: Value) -> Iterator[str]:
    """Slips that another window, unit, series, day or year would explain; one label for all that lead to one value."""
    for variants in (_other_windows, _other_units, _other_series, _earlier, _other_years):
        fitting: dict[float, str] = {}
        for slip in variants(expr):
            try:
                found = value(slip.expr, slip.days_ago)
            except ExprError:
                continue
            if found is not None and _fits(stated, found.low) and found.high <= stated.accepted_high:
                fitting.setdefault(round(found.low, 6), slip.label)
        yield from fitting.values()


def _other_windows(expr: str) -> Iterator[_Slip]:
    inside = _INSIDE.findall(expr)
    if expr.startswith(_MOVES) and len(inside) == 1:
        for window in _WINDOWS:
            if window != inside[0]:
                yield _Slip(f"another window: {_SPOKEN[window]}", expr.replace(f"[{inside[0]}]", f"[{window}]"))


def _other_units(expr: str) -> Iterator[_Slip]:
    if expr.startswith("change("):
        yield _Slip("points told as percent", expr.replace("change(", "change_points(", 1))
    if expr.startswith("change_points("):
        yield _Slip("percent told as points", expr.replace("change_points(", "change(", 1))


def _other_series(expr: str) -> Iterator[_Slip]:
    """The same of each sibling; nothing where two series are told of."""
    told = set(_SERIES.findall(expr)) if not expr.startswith(_ORDERS) else set()
    family = next((f for f in _FAMILIES if told <= set(f)), ()) if len(told) == 1 else ()
    for other in family:
        if other not in told:
            yield _Slip(f"another series: {other}", _SERIES.sub(other, expr))


def _earlier(expr: str) -> Iterator[_Slip]:
    """The same a session and a week before the latest close, or before the one day that is named."""
    if not expr.startswith(_STALE):
        return
    if expr.startswith("policy"):
        yield _Slip("the target before its last step", expr, _A_STEP_AGO)
    elif _LATEST.search(expr):
        for back, label in _BACK.items():
            yield _Slip(label, expr, back)
    else:
        days = set(_A_DAY.findall(expr))
        for day in days if len(days) == 1 else ():
            for back, label in _BACK.items():
                yield _Slip(label, expr.replace(f"'{day}'", f"'{session_upto(date.fromisoformat(day), back)}'"))


def session_upto(day: date, days_ago: int) -> date:
    """The last session that is at least so many days before ``day``."""
    day -= timedelta(days_ago)
    while not is_session(day):
        day -= timedelta(1)
    return day


def _other_years(expr: str) -> Iterator[_Slip]:
    """The same a year before and after, where one month, quarter or year is named; this year's as the last one's."""
    told = set(_IN_A_YEAR.findall(expr)) if expr.startswith(_STALE) else set()
    for year in told if len(told) == 1 else ():
        for other in (int(year) - 1, int(year) + 1):
            yield _Slip(f"another year: {other}", _IN_A_YEAR.sub(str(other), expr))


_SPOKEN = {
    "1d": "the day", "wtd": "the week so far", "mtd": "the month so far", "qtd": "the quarter so far",
    "ytd": "the year so far", "1w": "one week", "1m": "one month", "1y": "one year",
}
