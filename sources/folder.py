"""A user's folder of CSV or Parquet series: ``RUT.csv`` with ``date,open,high,low,close`` or ``date,value``.

Any file is served under its stem; the catalogue says which stems hold a series it knows (``WTI``: ``WTI_FUT``, then
``WTI_SPOT``). Files ``*_5m.csv`` hold five-minute bars, dated by the start of the bar with the exchange's offset.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DataError, InputError
from ..schemas import Points
from . import sessions
from .catalog import Entry

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ordinals = npt.NDArray[np.int64]

_EPOCH = date(1970, 1, 1).toordinal()
_JOINT = "\0"
_BLANK = {"", ".", "NA", "N/A", "NaN", "nan", "null", "None", "-"}


@dataclass(slots=True)
class Table:
    """A file as columns of text; numbers are made of a column when it is first asked for.

    A column is kept as one text, its cells joined by ``_JOINT``: as a list it would take five times the memory.
    """

    path: Path
    sha256: str
    dates: str
    columns: dict[str, str]
    numbers: dict[str, Floats] = field(default_factory=dict)
    ordinals: Ordinals | None = None

    def column(self, name: str) -> str | None:
        """The column that holds field ``name``: itself, or the only value column for a close."""
        if name in self.columns:
            return name
        if name in ("close", "value"):
            return next((c for c in ("close", "value", "adj_close", "price") if c in self.columns), self._only())
        return None

    def _only(self) -> str | None:
        return next(iter(self.columns)) if len(self.columns) == 1 else None

    def stamps(self) -> list[str]:
        """The rows' days or moments, as the file has them."""
        return self.dates.split(_JOINT) if self.dates else []

    def texts(self, column: str) -> list[str]:
        """A column's cells, as the file has them."""
        return self.columns[column].split(_JOINT) if self.dates else []

    def days(self) -> Ordinals:
        """Ordinals of the rows' days. Raises :class:`DataError` on a date that is none."""
        import numpy as np

        if self.ordinals is None:
            try:
                days = np.array([s[:10] for s in self.stamps()], dtype="datetime64[D]")
            except ValueError as error:
                raise DataError(f"{self.path.name}: not a date: {error}", "source_failed") from error
            self.ordinals = days.astype(np.int64) + _EPOCH
        return self.ordinals

    def values(self, column: str) -> Floats:
        """A column's numbers, NaN where the file has none."""
        import numpy as np

        if column not in self.numbers:
            texts = self.texts(column)
            try:
                numbers = np.array(list(map(float, texts)), dtype=np.float64)
            except ValueError:
                numbers = np.array([_number(t, self.path) for t in texts], dtype=np.float64)
            self.numbers[column] = numbers
        return self.numbers[column]


def _number(text: str, path: Path) -> float:
    if text.strip() in _BLANK:
        return float("nan")
    try:
        return float(text.replace(",", ""))
    except ValueError as error:
        raise DataError(f"{path.name}: not a number: {text[:30]!r}", "source_failed") from error


@lru_cache(maxsize=256)
def _table(path: Path, mtime_ns: int) -> Table:
    if path.suffix == ".parquet":
        return _parquet(path)
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name} is not UTF-8 text", "source_failed") from error
    header, _, body = text.replace("\r\n", "\n").partition("\n")
    names = [n.strip().strip('"').lower().replace(" ", "_") for n in header.split(",")]
    columns = _split(body, len(names)) or _rows(text, len(names))
    if not columns or len(names) < 2:
        raise DataError(f"{path.name} has no rows", "source_failed")
    at = next((names.index(n) for n in ("date", "datetime", "time", "timestamp") if n in names), 0)
    return Table(path, hashlib.sha256(raw).hexdigest(), _joined(columns[at]),
                 {n: _joined(c) for i, (n, c) in enumerate(zip(names, columns, strict=True)) if i != at})


def _split(body: str, width: int) -> list[list[str]]:
    """Columns of a body without quotes and ragged lines, in one pass; [] when it is not so plain."""
    if '"' in body or "\n\n" in body.rstrip("\n"):
        return []
    body = body.rstrip("\n")
    cells = body.replace("\n", ",").split(",")
    if not body or len(cells) != width * (body.count("\n") + 1):
        return []
    columns = [cells[i::width] for i in range(width)]
    return columns if all(len(s) >= 10 for s in columns[0]) else []


def _rows(text: str, width: int) -> list[list[str]]:
    rows = [r for r in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in r)][1:]
    return [[r[i] if i < len(r) else "" for r in rows] for i in range(width)] if rows else []


def _parquet(path: Path) -> Table:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(f"{path.name} needs pyarrow; run: pip install 'tapecheck[parquet]'") from error
    frame = parquet.read_table(path).to_pydict()
    names = [n for n in frame if n.lower() not in ("date", "datetime", "time", "timestamp")]
    stamp = next((n for n in frame if n not in names), None)
    if stamp is None:
        raise DataError(f"{path.name} has no date column", "source_failed")
    columns = {n.lower(): _joined("" if v is None else str(v) for v in frame[n]) for n in names}
    return Table(path, hashlib.sha256(path.read_bytes()).hexdigest(), _joined(map(str, frame[stamp])), columns)


def _joined(cells: Iterable[str]) -> str:
    return _JOINT.join(cell.replace(_JOINT, " ") for cell in cells)


class Folder:
    """A folder as a source."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.is_dir():
            raise InputError(f"{path} is not a folder of CSV or Parquet series")
        self.name = self.path.name or str(self.path)
        self.files = {p.stem: p for p in sorted(self.path.iterdir(), reverse=True)
                      if p.suffix.lower() in (".csv", ".parquet")}

    def _open(self, stem: str) -> Table | None:
        path = self.files.get(stem)
        try:
            return _table(path, path.stat().st_mtime_ns) if path else None
        except OSError as error:
            raise DataError(f"{stem}: {error.strerror}", "source_failed") from error

    def points(self, entry: Entry, name: str) -> list[Points]:
        """Every file's points for field ``name`` of a series, uncut, the preferred file first."""
        found: list[Points] = []
        for stem, column in entry.files(name):
            table = self._open(stem)
            held = table.column(column) if table else None
            if table and held:
                found.append(_points(table, held, entry, name, stem))
        return found

    def bars(self, series_id: str) -> Table | None:
        """The five-minute bars of a series, if the folder has them."""
        return self._open(f"{series_id}_5m")


def _points(table: Table, column: str, entry: Entry, name: str, stem: str) -> Points:
    import numpy as np

    days, values = table.days(), table.values(column)
    keep = ~np.isnan(values)
    calendar = entry.calendar if entry.calendar != "unknown" else _calendar(days)
    if calendar in ("XNYS", "futures"):
        keep &= ~_faults(days, values, calendar)
    if not keep.all():
        days, values = days[keep], values[keep]
    if len(days) > 1 and not (np.diff(days) > 0).all():
        days, first = np.unique(days, return_index=True)
        values = values[first]
    if entry.scale != 1:
        values = values * entry.scale
    if not len(days):
        raise DataError(f"{stem}: column {column} is empty", "source_failed")
    return Points(
        series=entry.id, field=name, days=days, values=values, unit=entry.unit, calendar=calendar, complete=True,
        source=table.path.name, url="", licence="the user's own file", sha256=table.sha256,
        vintage="latest revision" if entry.revised else "", note="" if stem == entry.id else f"file {stem}",
        variant=stem != entry.id,
    )


def _faults(days: Ordinals, values: Floats, calendar: str) -> npt.NDArray[np.bool_]:
    """Rows dated on a day without a session: vendors repeat the last close there."""
    import numpy as np

    faults = np.zeros(len(days), dtype=bool)
    suspect = np.flatnonzero((days + 6) % 7 >= 5)  # ordinal 1 was a Monday
    repeated = np.flatnonzero(np.diff(values, prepend=np.nan) == 0)
    for at in np.union1d(suspect, _on_holidays(days) if calendar == "XNYS" else repeated):
        faults[at] = sessions.is_vendor_fault(calendar, int(days[at]))
    return faults


def _on_holidays(days: Ordinals) -> npt.NDArray[np.int64]:
    import numpy as np

    first, last = date.fromordinal(int(days[0])).year, date.fromordinal(int(days[-1])).year
    years = range(max(first, sessions.FIRST_RULED.year), last + 1)
    closed = [d.toordinal() for y in years for d in sessions.holidays(y)]
    return np.flatnonzero(np.isin(days, np.array(closed, dtype=np.int64)))


def _calendar(days: Ordinals) -> str:
    """The calendar an unknown series seems to follow, from the usual step between its rows."""
    import numpy as np

    step = float(np.median(np.diff(days))) if len(days) > 2 else 1.0
    if step <= 4:
        return "daily" if bool(((days + 6) % 7 >= 5).any()) else "fx"
    return "weekly" if step <= 10 else "monthly" if step <= 45 else "quarterly"
