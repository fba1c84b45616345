"""The user's own database: a DuckDB or SQLite file, or any address that SQLAlchemy knows (extra ``[sql]``).

A small TOML file says what is where::

    url = "duckdb:///prices.duckdb"          # sqlite:///file, postgresql://user:${DB_PASSWORD}@host/db
    licence = "our own"

    [series.RUT]
    table = "daily"                          # or: query = "select * from daily where symbol = 'RUT'"
    where = "symbol = 'RUT'"                 # optional
    date = "day"
    columns = { close = "px_last", high = "px_high", low = "px_low" }
    unit = "index_point"                     # optional where the catalogue knows the series, as is calendar
    calendar = "XNYS"
    lag = 0                                  # days after its own at which a row is public, at 16:00 in New York
    published = "released_at"                # optional: the column with the moment at which a row was public

Paths are relative to the file; ``${NAME}`` is taken from the environment, so that a password need not be written down.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ..errors import DataError, InputError
from ..schemas import Points
from .catalog import NEW_YORK, Entry
from .config import read_toml
from .live import Row, new_york

_NAME = re.compile(r'[\w."]+')
_KNOWN = {"url", "licence", "series"}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where one series lies in the database."""

    query: str
    date: str
    columns: dict[str, str]
    unit: str = ""
    calendar: str = ""
    lag: int | None = None
    published: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file: the database, its licence, its series. ``url`` may hold a password and is never shown."""

    path: Path
    url: str = field(repr=False)
    licence: str
    series: dict[str, Mapped]

    @property
    def kind(self) -> str:
        """The database's kind: ``duckdb``, ``sqlite``, ``postgresql``, ..."""
        return self.url.partition(":")[0].partition("+")[0]

    @property
    def local(self) -> bool:
        """Whether it is a file, and so is asked offline too."""
        return self.kind in ("duckdb", "sqlite")


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file. Raises :class:`InputError` that names what is wrong in it."""
    given = read_toml(path)
    if set(given) - _KNOWN or not isinstance(given.get("url"), str) or not isinstance(given.get("series", {}), dict):
        raise InputError(f"{path}: wants url, licence and [series.NAME] tables alone")
    series = {name: _mapped(path, name, table) for name, table in given.get("series", {}).items()}
    return Mapping(path, _expanded(given["url"], path), str(given.get("licence", "the user's own database")), series)


def _mapped(path: Path, name: str, table: Any) -> Mapped:
    known = {"table", "query", "where", "date", "columns", "unit", "calendar", "lag", "published"}
    if not isinstance(table, dict) or set(table) - known or ("table" in table) == ("query" in table):
        raise InputError(f"{path}: [series.{name}] wants table or query, and of the rest {', '.join(sorted(known))}")
    columns, lag = table.get("columns", {"close": "close"}), table.get("lag")
    if not isinstance(columns, dict) or not (lag is None or type(lag) is int):
        raise InputError(f"{path}: [series.{name}]: columns is a table of field = column, lag a number of days")
    stamp, published = str(table.get("date", "date")), str(table.get("published", ""))
    for text in (stamp, *columns.values(), *(t for t in (published, table.get("table")) if t)):
        if not _NAME.fullmatch(str(text)):
            raise InputError(f"{path}: [series.{name}]: {str(text)[:40]!r} is no name of a table or column")
    query = table.get("query") or f"select * from {table['table']}"
    if "where" in table:
        query = f"select * from ({query}) as given where {table['where']}"
    return Mapped(query, stamp, dict(columns), str(table.get("unit", "")), str(table.get("calendar", "")),
                  lag, published)


def _expanded(url: str, path: Path) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in os.environ:
            raise InputError(f"{path}: ${{{match[1]}}} is not set in the environment")
        return os.environ[match[1]]

    return re.sub(r"\$\{(\w+)\}", value, url)


class Database:
    """A mapped database as a source of the market."""

    name = "sql"

    def __init__(self, mapping: Mapping, offline: bool = False) -> None:
        self.mapping = mapping
        self._silent = offline and not mapping.local

    def at(self, entry: Entry, name: str, as_of: datetime, first: date) -> list[Points]:
        """The field as it was public at ``as_of``; [] when the mapping does not name it.

        Raises :class:`DataError` (``source_failed``) when the database cannot be read.
        """
        mapped = self.mapping.series.get(entry.id)
        column = mapped.columns.get(name) if mapped else None
        if mapped is None or column is None or self._silent:
            return []
        kept = ", ".join(dict.fromkeys(c for c in (mapped.date, column, mapped.published) if c))
        answer = self._ask(f"select {kept} from ({mapped.query}) as mapped where {column} is not null")
        rows = [row for row in (_row(r, mapped) for r in answer) if row.public is None or row.public <= as_of]
        if not rows:
            raise DataError(f"sql: nothing of {entry.id} was public that early", "not_yet_published")
        return [self._points(entry, name, mapped, rows)]

    def _points(self, entry: Entry, name: str, mapped: Mapped, rows: list[Row]) -> Points:
        import numpy as np

        latest: dict[int, Row] = {}
        for row in sorted(rows, key=lambda r: (r.day, r.public or datetime.min.replace(tzinfo=NEW_YORK))):
            latest[row.day] = row
        days = sorted(latest)
        values = [latest[d].value for d in days]
        digest = hashlib.sha256(repr(list(zip(days, values, strict=True))).encode()).hexdigest()
        calendar = mapped.calendar or (entry.calendar if entry.calendar != "unknown" else "daily")
        return Points(
            series=entry.id, field=name, days=np.array(days, dtype=np.int64), values=np.array(values, dtype=np.float64),
            unit=mapped.unit or entry.unit, calendar=calendar, source=f"sql {self.mapping.path.stem}",
            licence=self.mapping.licence, sha256=digest,
        )

    def _ask(self, query: str) -> list[Any]:
        url = self.mapping.url
        place = self.mapping.path.parent / url.partition(":///")[2]
        try:
            if self.mapping.kind == "sqlite":
                with closing(sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True)) as file:
                    return file.execute(query).fetchall()
            if self.mapping.kind == "duckdb":
                import duckdb

                with closing(duckdb.connect(str(place), read_only=True)) as base:
                    return list(base.execute(query).fetchall())
            import sqlalchemy

            with sqlalchemy.create_engine(url).connect() as connection:
                return list(connection.execute(sqlalchemy.text(query)))
        except ImportError as error:
            raise InputError(f"{self.mapping.path}: {self.mapping.kind} wants: pip install 'tapecheck[sql]'") from error
        except Exception as error:  # every driver has errors of its own, and their text may hold the address
            raise DataError(f"sql: {self.mapping.path.name}: {type(error).__name__}", "source_failed") from error


def _row(answer: Any, mapped: Mapped) -> Row:
    try:
        day = _day(answer[0])
        value = float(answer[1])
    except (TypeError, ValueError) as error:
        raise DataError(f"sql: row {mapped.date} {str(answer[0])[:20]!r} cannot be read", "source_failed") from error
    if mapped.published:
        return Row(day, value, _moment(answer[-1]))
    return Row(day, value, new_york(day + mapped.lag, time(16, 0)) if mapped.lag else None)


def _day(value: Any) -> int:
    if isinstance(value, date):  # a datetime is one too
        return value.toordinal()
    return date.fromisoformat(str(value)[:10]).toordinal()


def _moment(value: Any) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.replace(tzinfo=NEW_YORK) if moment.tzinfo is None else moment
