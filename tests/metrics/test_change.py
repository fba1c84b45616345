"""Changes over every kind of window, their bases and readings."""

from __future__ import annotations

import pytest

# sessions of August and September 2025: Aug 25-29 (five), Sep 2-5 (four), Sep 8-12 (five)
CLOSES = [100.0, 101, 102, 103, 110, 108, 109, 111, 112, 113, 114, 115, 116, 121]


@pytest.mark.parametrize(
    ("expr", "moment", "value"),
    [
        ("change(AAPL[now])", "2025-09-12 17:00", (121 / 116 - 1) * 100),
        ("change(AAPL[now])", "2025-09-12 11:00", (116 / 115 - 1) * 100),
        ("change(AAPL['2025-09-09'])", "2025-09-12 11:00", (114 / 113 - 1) * 100),
        ("change(AAPL[mtd])", "2025-09-12 11:00", (116 / 110 - 1) * 100),
        ("change(AAPL['2025-09'])", "2025-09-12 11:00", (116 / 110 - 1) * 100),
        ("change(AAPL[wtd])", "2025-09-13 11:00", (121 / 112 - 1) * 100),
        ("change(AAPL['2025-W36'])", "2025-09-12 11:00", (112 / 110 - 1) * 100),
        ("change(AAPL[3d])", "2025-09-12 17:00", (121 / 114 - 1) * 100),
        ("change(AAPL[1w])", "2025-09-12 17:00", (121 / 112 - 1) * 100),
        ("change(AAPL['2025-08-29'], AAPL['2025-09-05'])", "2025-09-12 17:00", (112 / 110 - 1) * 100),
        ("change(AAPL['2025-08-31'], AAPL[now])", "2025-09-12 17:00", (121 / 110 - 1) * 100),
        ("change_points(AAPL[now])", "2025-09-12 17:00", 5),
        ("change_points(AAPL.high['2025-09-12'])", "2025-09-12 17:00", 7),
        ("multiple(AAPL[mtd])", "2025-09-12 17:00", 1.1),
        ("outperformance(AAPL[mtd], MSFT[mtd])", "2025-09-12 17:00", 10.0),
        ("ratio(change(AAPL[mtd]), 2)", "2025-09-12 17:00", 5.0),
        ("level(AAPL[now])", "2025-09-07 12:00", 112),
        ("level(AAPL['2025-09-07'])", "2025-09-12 12:00", 112),
        ("level(AAPL['2025-08'])", "2025-09-12 12:00", 110),
        ("above_average(AAPL[now], 2)", "2025-09-12 17:00", (121 / 118.5 - 1) * 100),
    ],
)
def test_value(write, run, expr: str, moment: str, value: float) -> None:
    write("AAPL", "2025-08-25", CLOSES, spread=2)
    write("MSFT", "2025-08-25", [50.0] * 14)
    found = run(expr, moment)
    assert found.reason is None
    assert found.value.low == found.value.high == pytest.approx(value)
    assert found.derivation
    assert found.evidence
    assert found.evidence[0].sha256


def test_since_a_day_is_from_its_close_or_the_one_before(write, run) -> None:
    write("AAPL", "2025-08-25", CLOSES)
    readings = run("change(AAPL['2025-09-02':])", "2025-09-12 17:00").readings
    assert [r.name for r in readings] == ["from the close of 2025-09-02", "from the close of 2025-08-29"]
    assert [r.value.low for r in readings] == pytest.approx([(121 / 108 - 1) * 100, (121 / 110 - 1) * 100])


def test_since_a_month_is_from_the_close_before_or_its_first(write, run) -> None:
    write("AAPL", "2025-08-25", CLOSES)
    readings = run("change_points(AAPL['2025-09':])", "2025-09-12 17:00").readings
    assert [(r.name, r.value.low) for r in readings] == [
        ("from the close of 2025-08-29", 11),
        ("from the close of 2025-09-02", 13),
    ]


def test_readings_of_a_ratio_go_together(write, run) -> None:
    write("AAPL", "2025-08-25", CLOSES)
    write("MSFT", "2025-08-25", [c * 2 for c in CLOSES])
    readings = run("ratio(change(MSFT['2025-09':]), change(AAPL['2025-09':]))", "2025-09-12 17:00").readings
    assert [r.value.low for r in readings] == pytest.approx([1, 1])


@pytest.mark.parametrize(
    ("expr", "moment", "reason"),
    [
        ("change(AAPL['2025-09-12'])", "2025-09-12 15:59", "not_yet_published"),
        ("level(AAPL['2025-10'])", "2025-09-12 17:00", "not_yet_published"),
        ("change(AAPL[ytd])", "2025-09-12 17:00", "short_history"),
        ("change(AAPL[30d])", "2025-09-12 17:00", "short_history"),
        ("level(AAPL[now])", "2025-09-15 17:00", "missing_sessions"),
        ("change(AAPL[mtd])", "2026-02-02 17:00", "missing_sessions"),
        ("change(AAPL['2025-09-06'])", "2025-09-12 17:00", "ambiguous"),
        ("change_bp(AAPL[now])", "2025-09-12 17:00", "ambiguous"),
        ("change(ORCL[now])", "2025-09-12 17:00", "no_source"),
        ("level(AAPL[now])", "1850-01-01 12:00", "short_history"),
        ("change(AAPL[now]@intraday)", "2025-09-15 12:00", "no_bars"),
    ],
)
def test_what_cannot_be_decided_says_why(write, run, expr: str, moment: str, reason: str) -> None:
    write("AAPL", "2025-08-25", CLOSES)
    found = run(expr, moment)
    assert (found.value, found.reason) == (None, reason)


def test_a_hole_at_either_end_is_not_filled_from_the_row_beside_it(write, run) -> None:
    write("AAPL", "2025-08-25", CLOSES, skip=("2025-08-29", "2025-09-10"))
    for expr in ("change(AAPL[mtd])", "change(AAPL['2025-09-11'])", "change(AAPL[3d])", "level(AAPL['2025-09-10'])"):
        assert run(expr, "2025-09-12 17:00").reason == "missing_sessions", expr
    assert run("change(AAPL['2025-09-09'])", "2025-09-12 17:00").reason is None


def test_rates_move_in_points_and_basis_points(write, run) -> None:
    write("FRED_DGS10", "2025-09-08", [4.05, 4.08, 4.04, 4.01])
    write("FRED_DGS2", "2025-09-08", [3.50, 3.54, 3.54, 3.52])
    assert run("change_bp(DGS10[now])", "2025-09-11 17:00").value.low == pytest.approx(-3)
    assert run("change_points(DGS10[now])", "2025-09-11 17:00").value.unit == "percentage_point"
    assert run("spread_bp(DGS10[now], DGS2[now])", "2025-09-11 17:00").value.low == pytest.approx(49)
    assert run("peak(spread(DGS10['2025-W37'], DGS2['2025-W37']))", "2025-09-11 17:00").value.low == pytest.approx(0.55)


def test_the_day_under_way_only_bounds_a_value(write, run) -> None:
    write("AAPL", "2025-09-08", [100.0, 100, 100, 110], spread=5)
    [only] = run("change(AAPL[now]@intraday)", "2025-09-11 12:00").readings
    assert only.wide
    assert (only.value.low, only.value.high) == pytest.approx((5.0, 15.0))
    assert run("change(AAPL[now])", "2025-09-11 12:00").value.low == 0


def test_bars_give_a_reading_each(write, run, tmp_path) -> None:
    write("AAPL", "2025-09-08", [100.0, 100, 100, 110], spread=5)
    rows = "".join(
        f"2025-09-11 {h:02d}:{m:02d}:00-04:00,1,9,0,{100 + h}\n" for h in (10, 11, 12) for m in range(0, 60, 5)
    )
    (tmp_path / "AAPL_5m.csv").write_text("date,open,high,low,close\n" + rows)
    readings = run("change(AAPL[now]@intraday)", "2025-09-11 12:00").readings
    assert [readings[0].name, readings[-1].name] == ["bar 12:00", "bar 10:35"]
    assert [readings[0].value.low, readings[-1].value.low] == pytest.approx([11, 10])
    assert not readings[0].wide
