"""A half day's settlement counts as the last one where the series has it, and is not asked for where it has none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tapecheck.evaluate import evaluate
from tapecheck.sources import open_market


def folder(at: Path, days: dict[str, float]) -> Path:
    rows = "\n".join(f"{day},{value}" for day, value in days.items())
    (at / "GOLD_FUT.csv").write_text(f"date,close\n{rows}\n")
    return at


@pytest.mark.parametrize(("with_friday", "found"), [(True, 110.0), (False, 105.0)])
def test_day_after_thanksgiving(tmp_path: Path, with_friday: bool, found: float) -> None:
    days = {"2025-11-24": 101.0, "2025-11-25": 102.0, "2025-11-26": 105.0}
    if with_friday:
        days["2025-11-28"] = 110.0
    market = open_market(folder(tmp_path, days))
    value = evaluate("level(GOLD[now])", datetime(2025, 11, 28, 22, 30, tzinfo=UTC), market).value
    assert value is not None
    assert value.low == found
