"""What probably went wrong with a contradicted claim: named only when exactly one usual slip explains the figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .errors import ExprError
from .schemas import Claim, Quantity
from .schemas.claim import Stated

Value = Callable[[str], Quantity | None]
"""Gives the first value of an expression at the claim's moment, None where there is none."""
_SIBLINGS = ("SPX", "DJI", "IXIC", "RUT", "NDX")
_YIELDS = ("DGS2", "DGS10", "DGS30")
_WINDOWS = ("1d", "wtd", "mtd", "qtd", "ytd", "1w", "1m", "1y")
_DAY_MOVE = re.compile(r"change(?:_points|_bp)?\(\w[\w.]*\[(?:1d|'\d{4}-\d\d-\d\d')\]\)")
_TIMES_AS_LARGE = 8
"""How many times as large a day's move may be told by a slip of the pen."""
_DIGITS = 2
"""Significant digits from which a figure ten times too large is no chance."""
_INSIDE = re.compile(r"\[([^\]]+)\]")


def diagnose(claim: Claim, found: Quantity | None, value: Value) -> str | None:
    """The one usual slip that turns what the tape says into what the article says, in words; None for none or many.

    Looked for: wrong sign, digits transposed, the decimal point misplaced, points for percent and basis points for
    percent, another window, another index, the value of the session or week before.
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


def _elsewhere(expr: str, stated: Stated, value: Value) -> Iterator[str]:
    """Slips that another window, index or unit would explain."""
    for label, other in _variants(expr):
        try:
            found = value(other)
        except ExprError:
            continue
        if found is not None and found.low == found.high and _fits(stated, found.low):
            yield label


def _variants(expr: str) -> Iterator[tuple[str, str]]:
    inside = _INSIDE.findall(expr)
    series = re.search(r"\b([A-Z][A-Z0-9_]*)\[", expr)
    if expr.startswith("change(") and len(inside) == 1:
        for window in _WINDOWS:
            if window != inside[0]:
                yield f"another window: {_SPOKEN[window]}", expr.replace(f"[{inside[0]}]", f"[{window}]")
        yield "points told as percent", expr.replace("change(", "change_points(", 1)
    if expr.startswith("change_points("):
        yield "percent told as points", expr.replace("change_points(", "change(", 1)
    if series:
        family = _YIELDS if series.group(1) in _YIELDS else _SIBLINGS if series.group(1) in _SIBLINGS else ()
        for other in family:
            if other != series.group(1):
                yield f"another series: {other}", re.sub(rf"\b{series.group(1)}\[", f"{other}[", expr)


_SPOKEN = {
    "1d": "the day", "wtd": "the week so far", "mtd": "the month so far", "qtd": "the quarter so far",
    "ytd": "the year so far", "1w": "one week", "1m": "one month", "1y": "one year",
}
