"""A user's folder: CSV in every plain dress, Parquet, and files that are not what they seem."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.errors import DataError, InputError
from tapecheck.schemas import Points
from tapecheck.sources.catalog import entry
from tapecheck.sources.folder import Folder

BARS = "date,open,high,low,close\n2025-09-10,1,4,0.5,2\n2025-09-11,2,5,1.5,3\n2025-09-12,3,6,2.5,4\n"


def load(folder: Path, series: str, field: str = "close") -> Points:
    return Folder(folder).points(entry(series), field)[0]


def test_a_price_file_serves_every_field(tmp_path: Path) -> None:
    (tmp_path / "SPX.csv").write_text(BARS)
    assert load(tmp_path, "SPX").values.tolist() == [2, 3, 4]
    assert load(tmp_path, "SPX", "high").values.tolist() == [4, 5, 6]
    assert load(tmp_path, "SPX").unit == "index_point"
    assert len(load(tmp_path, "SPX").sha256) == 64


def test_any_stem_is_served_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "MINE.csv").write_text("Date,Value\n2025-01-01,1.5\n2025-02-01,.\n2025-03-01,2.5\n2025-04-01,3\n")
    points = load(tmp_path, "MINE")
    assert points.values.tolist() == [1.5, 2.5, 3.0]
    assert points.calendar == "monthly"


@pytest.mark.parametrize(
    "text",
    [
        BARS.replace("\n", "\r\n"),
        "\ufeff" + BARS,
        BARS.replace("2025-09-12,3,6,2.5,4", '2025-09-12,3,6,2.5,"4"'),
        BARS.rstrip("\n"),
        BARS + "\n\n",
        BARS.replace("\n2025-09-12", "\n\n2025-09-12"),
    ],
)
def test_dresses_of_csv_read_alike(tmp_path: Path, text: str) -> None:
    (tmp_path / "SPX.csv").write_text(text, newline="", encoding="utf-8")
    assert load(tmp_path, "SPX").values.tolist() == [2, 3, 4]


def test_rows_out_of_order_are_sorted(tmp_path: Path) -> None:
    (tmp_path / "SPX.csv").write_text("date,close\n2025-09-12,4\n2025-09-10,2\n2025-09-11,3\n")
    assert load(tmp_path, "SPX").values.tolist() == [2, 3, 4]


def test_a_close_repeated_on_a_holiday_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "DJI.csv").write_text("date,close\n2025-07-03,10\n2025-07-04,10\n2025-07-05,10\n2025-07-07,11\n")
    (tmp_path / "GOLD_FUT.csv").write_text("date,close\n2025-07-03,10\n2025-07-04,10\n2025-07-07,11\n")
    assert load(tmp_path, "DJI").values.tolist() == [10, 11]
    assert load(tmp_path, "GOLD").values.tolist() == [10, 11]


def test_units_are_whole_jobs_and_dollars(tmp_path: Path) -> None:
    (tmp_path / "FRED_PAYEMS.csv").write_text("date,value\n2025-07-01,159000\n2025-08-01,159022\n")
    assert load(tmp_path, "PAYEMS").values.tolist() == [159_000_000, 159_022_000]


def test_columns_of_one_file_are_fields(tmp_path: Path) -> None:
    (tmp_path / "COT_TFF_RTY.csv").write_text("date,lev_money_long,lev_money_short,lev_money_net\n2025-09-09,1,3,-2\n")
    assert load(tmp_path, "COT_RTY", "lev_net").values.tolist() == [-2]


def test_parquet_reads_like_csv(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pyarrow.table({"date": ["2025-09-10", "2025-09-11"], "close": [2.0, 3.0]})
    parquet.write_table(table, tmp_path / "SPX.parquet")
    assert load(tmp_path, "SPX").values.tolist() == [2, 3]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"date,close\n",
        b"date,close\nsoon,1\n",
        b"date,close\n2025-09-10,many\n",
        b"\xff\xfe\x00\x01",
        b"date\n1\n",
    ],
)
def test_a_bad_file_is_a_failed_source(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "SPX.csv").write_bytes(content)
    with pytest.raises(DataError) as error:
        load(tmp_path, "SPX")
    assert error.value.reason == "source_failed"
    assert "\n" not in str(error.value)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    import os

    file = tmp_path / "SPX.csv"
    file.write_text("date,close\n2025-09-10,1\n")
    assert load(tmp_path, "SPX").values.tolist() == [1]
    file.write_text("date,close\n2025-09-10,2\n")
    os.utime(file, ns=(1, 1))
    assert load(tmp_path, "SPX").values.tolist() == [2]


def test_a_folder_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Folder(tmp_path / "nowhere")
