"""A folder of small series whose every number is known, and a short way to evaluate on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tapecheck.evaluate import Evaluation, evaluate
from tapecheck.sources import open_market
from tapecheck.sources.sessions import is_session

NY = ZoneInfo("America/New_York")
Write = Callable[..., None]
Run = Callable[..., Evaluation]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes closes, one a session from ``first``, as NAME.csv; ``spread`` is how far high and low lie from them."""

    def put(
        name: str, first: str, closes: list[float], *, spread: float | None = None, skip: tuple[str, ...] = ()
    ) -> None:
        day, rows = date.fromisoformat(first), []
        for close in closes:
            while not is_session(day):
                day += timedelta(1)
            if day.isoformat() not in skip:
                rows.append(
                    f"{day},{close}" if spread is None else f"{day},{close},{close + spread},{close - spread},{close}"
                )
            day += timedelta(1)
        head = "date,close" if spread is None else "date,open,high,low,close"
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *rows]) + "\n")

    return put


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Evaluates an expression on the written series at a New York time."""

    def go(expr: str, moment: str) -> Evaluation:
        return evaluate(expr, datetime.fromisoformat(moment).replace(tzinfo=NY), open_market(tmp_path))

    return go
