"""How far a value may lie from the printed figure and still be what the figure says. One table, one file.

A figure is right when the value rounds to it: half of the last printed digit on either side. A hedge widens that, a
bound opens one side. Widths were fitted on the development articles: they let a fair rounding pass and still catch a
figure that was changed. Values that lie beyond an open bound by more than ``BOUND_REACH`` are not called supported by
it ("more than 1%" is no way to tell of 40%).
"""

from __future__ import annotations

from dataclasses import dataclass

from ..schemas import Figure, Quantity

ROUNDING = 0.505
"""Half a printed step, and a little for the rounding of the series itself."""
CUT_OFF, CUT = 1000.0, 0.995
"""From where on whole index points are as often cut off as rounded: 9,492.73 is told as 9,492."""
FEW = 20.0
"""Points up to which a number in words is exact to the point ("eight points")."""
BOUND_REACH = 0.35
"""Share of the figure by which a value may run past an open bound."""
HEDGES: dict[str, tuple[float, float]] = {
    # word: (steps, share of the value) allowed on either side, whichever is larger
    "about": (1.0, 0.03), "around": (1.0, 0.03), "roughly": (1.0, 0.04), "approximately": (1.0, 0.03),
    "some": (1.0, 0.03), "circa": (1.0, 0.03), "near": (1.0, 0.02), "just": (1.0, 0.0), "only": (0.6, 0.0),
    "more or less": (1.0, 0.04), "or so": (1.0, 0.04), "close to": (1.0, 0.04), "merely": (0.6, 0.0),
}
SPELLED = 0.15
"""Share of a hedged size in words ("about a percentage point", "about half a point") that it may be off."""
MULTIPLIED = 0.09
"""Share by which what "has doubled" may have run past twice."""
BELOW = (
    "nearly", "almost", "just under", "just below", "close to", "not quite", "approaching", "just shy of", "shy of",
)
"""Hedges that put the value a little under the figure."""
ABOVE = ("just over", "just above", "slightly more than", "a little more than", "a bit more than", "slightly above")
BELOW_REACH = (0.6, 0.08)
"""Steps and share of the value that "nearly" may fall short."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The accepted interval of an unsigned figure."""

    low: float
    high: float


def accepted(figure: Figure, quantity: Quantity | None = None, step: float | None = None) -> Accepted:
    """Accepted interval of ``figure`` in its own unit, or of ``quantity`` where the words mean another number.

    >>> # "2.3%" -> 2.25..2.35; "around 2.3%" -> 2.2..2.4; "nearly 3%" -> 2.4..3.0; "more than 50%" -> 50..67.5
    """
    q = quantity or figure.quantity
    step = step if step is not None else figure.step
    if step is None and q.low == q.high <= FEW and q.low == int(q.low) and q.unit in ("index_point", "basis_point"):
        step = 1.0
    half = ROUNDING * (step or 0.0)
    low, high = q.low - half, q.high + half
    size = max(abs(q.low), abs(q.high))
    if step == 1.0 and q.unit in ("index_point", "number") and q.low == q.high >= CUT_OFF:
        high = q.high + CUT
    hedge = (figure.hedge or "").lower()
    if step is None and not hedge:
        low, high = q.low - 0.04 * size, q.high + (MULTIPLIED if q.unit == "multiple" else 0.04) * size
    if hedge in BELOW:
        reach = max(BELOW_REACH[0] * (step or 0.0), BELOW_REACH[1] * size * (0.4 if size >= 100 else 1.0))
        low, high = q.low - reach, q.high + (half if step else 0.01 * size)
    elif hedge in ABOVE:
        reach = max(BELOW_REACH[0] * (step or 0.0), BELOW_REACH[1] * size)
        low, high = q.low - 0.1 * (step or 0.0), q.high + reach
    elif hedge:
        steps, share = HEDGES.get(hedge, (1.0, 0.03))
        share = max(share, 0.05) if figure.kind == "fraction" else share
        share = max(share, SPELLED) if step is None and q.unit == "percentage_point" else share
        share = share / 5 if size >= 1000 else share
        low = q.low - max(steps * (step or 0.0), share * size, half)
        high = q.high + max(steps * (step or 0.0), share * size, half)
    if figure.bound in ("more_than", "at_least"):
        low = q.low - (half if figure.bound == "at_least" else 0.05 * (step or 0.0))
        high = max(high, q.high + max(BOUND_REACH * size, 2 * (step or 0.0)))
    elif figure.bound in ("less_than", "at_most"):
        high = q.high + (half if figure.bound == "at_most" else 0.05 * (step or 0.0))
        low = min(low, q.low - max(BOUND_REACH * size, 2 * (step or 0.0)))
        low = max(low, 0.0) if q.low >= 0 else low
    return Accepted(low, high)
