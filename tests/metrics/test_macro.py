"""Statistics: yearly and monthly changes of what was out."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def cpi(tmp_path: Path) -> None:
    months = [f"{y}-{m:02d}-01" for y in (2023, 2024, 2025) for m in range(1, 13)][:32]
    rows = [f"{month},{300 + n}" for n, month in enumerate(months)]
    (tmp_path / "FRED_CPIAUCSL.csv").write_text("date,value\n" + "\n".join(rows) + "\n")


@pytest.mark.usefixtures("cpi")
@pytest.mark.parametrize(
    ("expr", "value"),
    [
        ("yoy(CPI[now])", (331 / 319 - 1) * 100),
        ("yoy(CPI['2025-07'])", (330 / 318 - 1) * 100),
        ("mom(CPI[now])", 100 / 330),
        ("diff(CPI[now])", 1),
        ("level(CPI[now])", 331),
        ("last_higher(yoy(CPI[now]))", 20250701),
        ("change(CPI['2025-07'])", 100 / 329),
        ("streak(CPI[now], 'month')", 31),
    ],
)
def test_value(run, expr: str, value: float) -> None:
    found = run(expr, "2025-09-11 09:00")
    if expr.startswith("streak"):
        assert found.reason == "short_history"
    else:
        assert found.value.low == pytest.approx(value)
        assert found.evidence == () or found.evidence[0].vintage == "latest revision"


@pytest.mark.usefixtures("cpi")
def test_a_print_is_not_known_before_its_release(run) -> None:
    assert run("level(CPI[now])", "2025-09-09 12:00").value.low == 330
    assert run("yoy(CPI['2025-08'])", "2025-09-09 12:00").reason == "not_yet_published"
    assert run("yoy(CPI['2023-06'])", "2025-09-09 12:00").reason == "short_history"
    assert run("level(CPI[now])", "2026-03-15 12:00").reason == "missing_sessions"


def test_weekly_positions_are_public_on_friday_afternoon(run, tmp_path: Path) -> None:
    rows = "2025-08-26,1,9,-8\n2025-09-02,2,8,-6\n2025-09-09,3,7,-4\n"
    (tmp_path / "COT_TFF_RTY.csv").write_text("date,lev_money_long,lev_money_short,lev_money_net\n" + rows)
    assert run("level(COT_RTY.lev_net[now])", "2025-09-12 15:00").value.low == -6
    assert run("level(COT_RTY.lev_net[now])", "2025-09-12 15:30").value.low == -4
    assert run("last_higher(COT_RTY.lev_short[now])", "2025-09-12 15:30").value.low == 20250902
