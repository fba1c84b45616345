"""A run of weeks or months told before the last is over may count it or leave it out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tapecheck.evaluate import evaluate
from tapecheck.sources import open_market


def rows() -> str:
    """Months: down, up, down, down; and the fifth up."""
    day, out = date(2024, 4, 1), []
    slope = {4: 1.0, 5: -1.0, 6: 1.0, 7: -1.0, 8: -1.0, 9: 1.0}
    value = 1000.0
    while day < date(2024, 10, 1):
        if day.weekday() < 5:
            value += slope[day.month]
            out.append(f"{day},{value},{value},{value},{value}")
        day += timedelta(1)
    return "date,open,high,low,close\n" + "\n".join(out) + "\n"


@pytest.mark.parametrize(("day", "found"), [((2024, 9, 18), {1.0, -2.0}), ((2024, 9, 30), {1.0})])
def test_month_under_way(tmp_path: Path, day: tuple[int, int, int], found: set[float]) -> None:
    (tmp_path / "RUT.csv").write_text(rows())
    results = evaluate("streak(RUT[now], 'month')", datetime(*day, 21, 30, tzinfo=UTC), open_market(tmp_path)).readings
    assert {r.value.low for r in results if r.value is not None} == found
