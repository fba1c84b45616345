"""rank_high, rank_low: a value's place among all earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import DataError, ExprError
from .base import Arg, Compute, Metric, Result, Row, Tape, exact, iso, show
from .history import ROLLING, History, history_of
from .window import named

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def _kept(h: History, since: int | None, like: bool) -> npt.NDArray[np.int64]:
    """Positions of the periods to compare: all, those ending since a day, or those of the same time of the year."""
    import numpy as np

    keep = np.ones(len(h.ends), dtype=bool)
    if since is not None:
        keep &= h.ends >= since
    if like and h.grain in ("month", "quarter"):
        months = (h.ends - 719163).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
        size = 1 if h.grain == "month" else 3
        keep &= months // size == months[-1] // size
    keep[-1] = True
    return np.flatnonzero(keep)


def _compute(metric: str, highest: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, *options: Arg) -> list[Result]:
        h = history_of(tape, arg)
        if h.grain == ROLLING:
            raise DataError("overlapping stretches cannot be ranked", "no_metric")
        if not h.points.complete:
            raise DataError(f"the facts at hand do not hold every session of {h.points.series}", "missing_sessions")
        since = next((named(o)[1] for o in options if isinstance(o, str) and o != "same"), None)
        if any(not isinstance(o, str) for o in options):
            raise ExprError(f"{metric} is written {metric}(S[w], '1990', 'same')")
        kept = _kept(h, since, "same" in options)
        low, high = h.bounds
        earlier = h.values[kept[:-1]]
        best, worst = (
            1 + int((earlier > v).sum() if highest else (earlier < v).sum()) for v in ((high, low) if highest else (low, high))
        )
        first = int(h.ends[kept[0]])
        if missing := tape.gaps(h.points, first, int(h.ends[-1])):
            if since is not None:
                raise DataError(f"{h.points.series} lacks {iso(missing[0])}", "missing_sessions")
        top = int(kept[(h.values[kept].argmax() if highest else h.values[kept].argmin())])
        text = (f"{show(float(h.values[-1]))} {h.unit} is number {best} of {len(kept)} since {iso(first)}; "
                f"the {'highest' if highest else 'lowest'} is {show(float(h.values[top]))} of {iso(int(h.ends[top]))}")
        rows = tuple(Row(h.points, int(h.ends[i]), float(h.points.values[h.points.index_at_or_before(int(h.ends[i]))]))
                     for i in (top, -1))
        value = exact(best, "rank").model_copy(update={"high": float(worst)})
        return [Result("", value, (text,), rows, note=f"in data since {iso(first)}", wide=best != worst)]

    return compute


_OPTIONS = ("'1931': only periods that end since then", "'same': only the same month or quarter of each year")
METRICS = (
    Metric("rank_high", "rank", "S[w] or change(S[w]) ..., '1931', 'same'",
           "The value's place from the top among all earlier ones; 1 is the highest.", _compute("rank_high", True),
           None, _OPTIONS, 1, 3),
    Metric("rank_low", "rank", "S[w] or change(S[w]) ..., '1931', 'same'",
           "The value's place from the bottom among all earlier ones; 1 is the lowest.", _compute("rank_low", False),
           None, _OPTIONS, 1, 3),
)
