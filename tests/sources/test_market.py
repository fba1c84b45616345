"""What was public when: the cut of every calendar, the order of sources, bars."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tapecheck.errors import DataError
from tapecheck.sources import catalog, entry, open_market

NY = ZoneInfo("America/New_York")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NY)


@pytest.mark.parametrize(
    ("series", "moment", "last"),
    [
        ("SPX", "2025-09-12 15:59", "2025-09-11"),
        ("SPX", "2025-09-12 16:00", "2025-09-12"),
        ("SPX", "2024-11-29 13:00", "2024-11-29"),
        ("SPX", "2024-11-29 12:59", "2024-11-28"),
        ("VIX", "2025-09-12 16:05", "2025-09-11"),
        ("WTI", "2025-09-12 14:30", "2025-09-12"),
        ("GOLD", "2025-09-12 13:29", "2025-09-11"),
        ("CPI", "2025-09-11 08:30", "2025-08-01"),
        ("CPI", "2025-09-09 12:00", "2025-07-01"),
        ("UNRATE", "2025-09-05 08:30", "2025-08-01"),
        ("UNRATE", "2025-09-05 08:29", "2025-07-01"),
        ("PAYEMS", "2025-01-03 12:00", "2024-11-01"),
        ("PAYEMS", "2025-01-10 08:30", "2024-12-01"),
        ("UMCSENT", "2024-01-22 06:30", "2024-01-01"),
        ("GDP", "2025-07-30 09:00", "2025-04-01"),
        ("UNRATE", "2025-11-19 12:00", "2025-08-01"),
        ("CPI", "2025-10-24 09:00", "2025-09-01"),
        ("COT_RTY", "2025-09-12 15:29", "2025-09-08"),
        ("COT_RTY", "2025-09-12 15:30", "2025-09-09"),
        ("FEDTARGET", "2018-12-19 13:59", "2018-12-19"),
        ("FEDTARGET", "2018-12-19 14:00", "2018-12-20"),
    ],
)
def test_cut(series: str, moment: str, last: str) -> None:
    assert date.fromordinal(entry(series).cut(at(moment))).isoformat() == last


def test_catalogue_holds_what_the_reader_names() -> None:
    wanted = (
        "RUT SPX IXIC NDX SOX DJI VIX N225 MOVE AAPL BRK.B WTI BRENT GOLD EURUSD DXY DGS10 FEDTARGET CPI UNRATE COT_RTY"
    )
    assert set(wanted.split()) <= set(catalog())


def test_a_folder_is_asked_before_the_tape(tmp_path: Path) -> None:
    (tmp_path / "SPX.csv").write_text("date,close\n2025-09-10,1\n2025-09-11,2\n2025-09-12,3\n")
    mine = open_market(tmp_path).points("SPX", "close", at("2025-09-12 12:00"))
    assert (mine.source, mine.values.tolist()) == ("SPX.csv", [1, 2])
    assert open_market().points("SPX", "close", at("2025-09-12 12:00")).source == "tape"


def test_the_file_that_covers_the_window_is_preferred(tmp_path: Path) -> None:
    (tmp_path / "WTI_FUT.csv").write_text("date,close\n2025-09-10,63\n2025-09-11,62\n")
    (tmp_path / "WTI_SPOT.csv").write_text("date,value\n2018-12-18,46\n2018-12-19,47\n2025-09-10,64\n")
    market = open_market(tmp_path)
    old, new = date(2018, 12, 19).toordinal(), date(2025, 9, 10).toordinal()
    assert market.points("WTI", "close", at("2025-09-11 20:00"), (new, new + 1)).note == "file WTI_FUT"
    assert market.points("WTI", "close", at("2025-09-11 20:00"), (old, old)).note == "file WTI_SPOT"


def test_reasons() -> None:
    market = open_market()
    with pytest.raises(DataError) as error:
        market.points("ORCL", "close", at("2025-09-12 12:00"))
    assert error.value.reason == "no_source"
    with pytest.raises(DataError) as error:
        market.points("SPX", "close", at("1990-01-01 12:00"))
    assert error.value.reason == "short_history"


def test_only_completed_bars_are_seen(tmp_path: Path) -> None:
    rows = "".join(f"2025-09-12 09:{m:02d}:00-04:00,1,2,0,{m}\n" for m in (30, 35, 40))
    (tmp_path / "RUT_5m.csv").write_text("date,open,high,low,close\n" + rows)
    bars, sha256 = open_market(tmp_path).bars("RUT", date(2025, 9, 12).toordinal(), at("2025-09-12 09:42"))
    assert [b.close for b in bars] == [30, 35]
    assert len(sha256) == 64
    assert open_market(tmp_path).bars("SPX", date(2025, 9, 12).toordinal(), at("2025-09-12 09:42")) == ((), "")


def test_a_folder_that_disagrees_with_the_tape_is_shown_beside_it(tmp_path: Path) -> None:
    (tmp_path / "DJI.csv").write_text("date,close\n2024-11-07,43729.34\n2024-11-08,43900.00\n", encoding="utf-8")
    points = open_market(tmp_path).points("DJI", "close", at("2024-11-08 17:00"))
    assert (points.source, float(points.values[-1])) == ("DJI.csv", 43900.0)
    assert "tape has 43988.99 on 2024-11-08" in points.note
