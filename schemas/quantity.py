"""Numbers with their units, and the figures that state them in a text."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from .base import Span, Value

Bound = Literal["at_least", "more_than", "at_most", "less_than"]
Direction = Literal["up", "down", "flat"]
FigureKind = Literal["number", "range", "multiple", "fraction", "ordinal", "superlative", "step"]


class Quantity(Value):
    """An interval ``[low, high]`` of one unit; a plain number has ``low == high``.

    Units are lower-case singular words: ``percent``, ``percentage_point``, ``basis_point``, ``index_point``,
    ``multiple`` (five times as much), ``price_earnings`` (16 times earnings), ``count`` (24 times, how often),
    ``rank``, ``session``, ``day``, ``week``, ``month``, ``quarter``, ``year``, ``share``, ``contract``, ``job``,
    ``barrel``, ``tonne``, ``number`` (no unit), ``date`` (``low`` and ``high`` as ``yyyymmdd``), ordinary nouns, and
    ISO 4217 codes in capitals, with ``/barrel``, ``/ounce``, ``/share`` and the like after any of them.
    """

    low: float
    high: float
    unit: str

    @model_validator(mode="after")
    def _ordered(self) -> Quantity:
        if not self.low <= self.high:
            raise ValueError(f"an interval needs low <= high, got {self.low}..{self.high}")
        return self


class Figure(Span):
    """One number as the text states it.

    ``quantity`` holds the size as printed (a printed minus sign makes it negative; "fell 2%" stays 2);
    ``direction`` holds the way it moved. ``step`` is the unit of the last printed digit in the quantity's own unit
    (0.1 for "2.3%", 1e11 for "$1.2 trillion"), None where no digit was printed. ``hedge`` is the hedging word in
    lower case, ``bound`` the open side. ``each`` is the size of one step for counted steps ("three quarter-point
    cuts": quantity 3, each 0.25 percentage_point). ``noun`` is the word counted or ranked ("constituents", "streak").
    ``move`` links the faces of one move ("rose 64.06 points, or 1.4%, to 4,577.10"): equal numbers belong together.
    ``core`` is the number itself inside ``text``, without hedge and bound words.
    """

    quantity: Quantity
    kind: FigureKind = "number"
    step: float | None = None
    hedge: str | None = None
    bound: Bound | None = None
    direction: Direction | None = None
    each: Quantity | None = None
    noun: str | None = None
    scope: str | None = None
    move: int | None = None
    core: Span | None = None
