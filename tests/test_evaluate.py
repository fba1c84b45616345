"""Running an expression: the front door of the arithmetic half."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tapecheck.errors import ExprError, InputError
from tapecheck.evaluate import evaluate
from tapecheck.schemas import Series
from tapecheck.sources import open_market

FRIDAY = datetime(2025, 9, 12, 15, 18, tzinfo=UTC)


def test_a_value_comes_with_its_steps_and_rows() -> None:
    found = evaluate("change(RUT[mtd])", FRIDAY)
    assert found.value is not None
    assert found.value.unit == "percent"
    assert "2025-08-29" in found.derivation[0]
    assert [day for day, _ in found.evidence[0].rows] == ["2025-08-29", "2025-09-11"]


def test_a_bare_series_is_its_level_and_a_tree_is_as_good_as_text() -> None:
    assert (
        evaluate("SPX[now]", FRIDAY).value
        == evaluate(Series(id="SPX"), FRIDAY).value
        == evaluate("level(SPX[now])", FRIDAY).value
    )


@pytest.mark.parametrize(
    "expr",
    [
        "",
        "nothing(SPX[now])",
        "change()",
        "change(3)",
        "change(SPX[now]",
        "streak(SPX[now], 'fortnight')",
        "last_higher(3)",
    ],
)
def test_nonsense_is_the_callers_error(expr: str) -> None:
    with pytest.raises(ExprError):
        evaluate(expr, FRIDAY)


def test_the_moment_needs_an_offset() -> None:
    with pytest.raises(InputError):
        evaluate("SPX[now]", FRIDAY.replace(tzinfo=None))
    with pytest.raises(InputError):
        evaluate("SPX[now]", datetime(1500, 1, 1, tzinfo=UTC))


def test_one_file_serves_every_leaf_of_a_series(tmp_path: Path) -> None:
    (tmp_path / "WTI_FUT.csv").write_text("date,close\n2025-09-10,63\n2025-09-11,62\n")
    (tmp_path / "WTI_SPOT.csv").write_text(
        "date,value\n2024-06-27,80\n2024-06-28,81\n2025-09-09,64\n2025-09-10,64\n2025-09-11,63\n"
    )
    found = evaluate("change_points(WTI['2024-06-28'], WTI[now])", FRIDAY, data=tmp_path)
    assert found.value is not None
    assert found.value.low == 63 - 81
    assert {e.note for e in found.evidence} == {"file WTI_SPOT"}


def test_moments_are_forgotten_in_turn() -> None:
    market = open_market()
    for minute in range(30):
        evaluate("SPX[now]", FRIDAY.replace(minute=minute), market)
    assert len(market.memo["moments"]) < 10
