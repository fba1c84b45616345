"""The user's own database, mapped by a small file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tapecheck.errors import DataError, InputError
from tapecheck.sources.catalog import entry
from tapecheck.sources.config import load_config
from tapecheck.sources.market import live_sources, open_market
from tapecheck.sources.sql import Database, read_mapping

NY = ZoneInfo("America/New_York")
FRIDAY = datetime(2025, 9, 12, 12, 0, tzinfo=NY)
ROWS = [("RUT", "2025-09-10", 10.0, 11.0, "2025-09-10T20:00:00+00:00"),
        ("RUT", "2025-09-11", 12.0, 13.0, "2025-09-13T20:00:00+00:00"),
        ("RUT", "2025-09-09", None, 13.0, "2025-09-09T20:00:00+00:00"),
        ("MINE", "2025-09-10", 7.0, 7.0, "2025-09-10T20:00:00+00:00"),
        ("MINE", "2025-09-10", 8.0, 8.0, "2025-09-11T20:00:00+00:00")]
MAP = """
licence = "our own"
[series.RUT]
table = "daily"
where = "symbol = 'RUT'"
date = "day"
columns = { close = "last", high = "high" }
[series.MINE]
query = "select * from daily where symbol = 'MINE'"
date = "day"
columns = { close = "last" }
unit = "widget"
calendar = "daily"
published = "released"
"""


@pytest.fixture(params=["sqlite", "duckdb", "sqlalchemy"])
def mapping(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    create = "create table daily (symbol varchar, day varchar, last double, high double, released varchar)"
    if request.param == "duckdb":
        duckdb = pytest.importorskip("duckdb")
        with closing(duckdb.connect(str(tmp_path / "prices.db"))) as base:
            base.execute(create)
            base.executemany("insert into daily values (?, ?, ?, ?, ?)", ROWS)
    else:
        with closing(sqlite3.connect(tmp_path / "prices.db")) as file:
            file.execute(create)
            file.executemany("insert into daily values (?, ?, ?, ?, ?)", ROWS)
            file.commit()
    if request.param == "sqlalchemy":
        pytest.importorskip("sqlalchemy")
    url = {"sqlite": "sqlite:///prices.db", "duckdb": "duckdb:///prices.db",
           "sqlalchemy": f"sqlite+pysqlite:///{tmp_path}/prices.db"}[request.param]
    path = tmp_path / "series.toml"
    path.write_text(f'url = "{url}"\n{MAP}')
    return path


def test_rows_fields_and_units(mapping: Path) -> None:
    source = Database(read_mapping(mapping))
    (close,) = source.at(entry("RUT"), "close", FRIDAY, date(2025, 1, 1))
    assert (close.values.tolist(), close.unit, close.calendar) == ([10, 12], "index_point", "XNYS")
    assert (close.licence, close.source) == ("our own", "sql series")
    (high,) = source.at(entry("RUT"), "high", FRIDAY, date(2025, 1, 1))
    assert high.values.tolist() == [13, 11, 13]
    assert source.at(entry("SPX"), "close", FRIDAY, date(2025, 1, 1)) == []
    assert source.at(entry("RUT"), "low", FRIDAY, date(2025, 1, 1)) == []


def test_what_was_public_when(mapping: Path) -> None:
    source = Database(read_mapping(mapping))
    early = source.at(entry("MINE"), "close", datetime(2025, 9, 11, 12, 0, tzinfo=NY), date(2025, 1, 1))
    late = source.at(entry("MINE"), "close", FRIDAY, date(2025, 1, 1))
    assert (early[0].values.tolist(), late[0].values.tolist(), late[0].unit) == ([7], [8], "widget")
    with pytest.raises(DataError) as error:
        source.at(entry("MINE"), "close", datetime(2025, 9, 1, 12, 0, tzinfo=NY), date(2025, 1, 1))
    assert error.value.reason == "not_yet_published"


def test_a_lag_of_days(mapping: Path) -> None:
    mapping.write_text(mapping.read_text().replace('where = "sym', 'lag = 2\nwhere = "sym'))
    source = Database(read_mapping(mapping))
    (points,) = source.at(entry("RUT"), "close", datetime(2025, 9, 12, 16, 0, tzinfo=NY), date(2025, 1, 1))
    assert points.values.tolist() == [10]


def test_it_is_asked_before_the_tape_and_offline_too(mapping: Path, tmp_path: Path) -> None:
    config = load_config({"TAPECHECK_CONFIG": str(_config(tmp_path)), "HOME": str(tmp_path),
                          "XDG_CACHE_HOME": str(tmp_path)})
    assert config.mapping == mapping
    points = open_market(offline=True, config=config).points("RUT", "close", FRIDAY)
    assert points.source == "sql series"
    assert [s.name for s in live_sources(config, offline=True)] == ["sql"]


def _config(folder: Path) -> Path:
    path = folder / "tapecheck.toml"
    path.write_text('[sources.sql]\nmap = "series.toml"\n')
    return path


def test_a_database_that_is_not_there(mapping: Path) -> None:
    mapping.write_text(mapping.read_text().replace("prices.db", "nothing/here.db"))
    with pytest.raises(DataError) as error:
        Database(read_mapping(mapping)).at(entry("RUT"), "close", FRIDAY, date(2025, 1, 1))
    assert error.value.reason == "source_failed"


def test_a_password_comes_from_the_environment_and_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.toml"
    path.write_text('url = "postgresql://me:${DB_WORD}@db.example/x"\n[series.RUT]\ntable = "t"\n')
    with pytest.raises(InputError, match="DB_WORD"):
        read_mapping(path)
    monkeypatch.setenv("DB_WORD", "s3cret")
    mapping = read_mapping(path)
    assert "s3cret" in mapping.url
    assert "s3cret" not in repr(mapping)
    assert Database(mapping, offline=True).at(entry("RUT"), "close", FRIDAY, date(2025, 1, 1)) == []


@pytest.mark.parametrize(
    "text",
    ["", "url = 3", 'url = "sqlite:///x"\nuser = "me"', 'url = "sqlite:///x"\n[series.A]\n', "url = [",
     'url = "sqlite:///x"\n[series.A]\ntable = "a; drop table b"',
     'url = "sqlite:///x"\n[series.A]\ntable = "a"\nquery = "b"', 'url = "sqlite:///x"\nseries = 3',
     'url = "sqlite:///x"\n[series.A]\ntable = "a"\nlag = "two"', 'url = "sqlite:///x"\n[series]\nA = 3',
     'url = "sqlite:///x"\n[series.A]\ntable = "a"\ncolumns = "close"',
     'url = "sqlite:///x"\n[series.A]\ntable = "a"\ncolumns = { close = "1 or" }'],
)
def test_a_mapping_that_cannot_be_meant(text: str, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(InputError):
        read_mapping(tmp_path / "m.toml")
