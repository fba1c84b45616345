"""Dated values of one series: what sources give and metrics compute on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ordinals = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Points:
    """One field of one series, already cut at the as-of moment.

    ``days``: proleptic ordinals (``date.toordinal``), strictly increasing; ``values``: same length, in ``unit``.
    ``calendar``: exchange calendar the days follow ("XNYS"), or "daily", "weekly", "monthly", "quarterly", "events".
    ``keep`` is False where the publisher's terms forbid keeping the rows or passing them on.
    ``complete``: every session between the first and last day is there, so records, streaks and extremes can be
    decided; False for hand-typed facts. ``variant``: of one of several files of a series that are apart by nature (spot
    and futures). ``note`` carries what a reader must know ("latest revision", "split-adjusted").
    """

    series: str
    field: str
    days: Ordinals
    values: Floats
    unit: str
    calendar: str = "XNYS"
    complete: bool = True
    source: str = ""
    url: str = ""
    licence: str = ""
    sha256: str = ""
    vintage: str = ""
    note: str = ""
    keep: bool = True
    variant: bool = False

    def __len__(self) -> int:
        return len(self.days)

    def index_at_or_before(self, day: date | int) -> int:
        """Position of the last point on or before ``day``; -1 when there is none."""
        import numpy as np

        ordinal = day if isinstance(day, int) else day.toordinal()
        return int(np.searchsorted(self.days, ordinal, side="right")) - 1
