"""The embedded tape: single published facts, each with its publisher, so that tapecheck works without a file.

``levels.csv``, ``macro.csv``  ``date,series,field,value,note``: a close, a print
``policy.csv``                 ``date,low,high,note``: the federal-funds target range from the day it took effect
``records.csv``                ``series,value,date,until,note``: a record close, its day, and the last day up to which
                               nothing closed above it (empty where it was still the record when this was written)
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import DataError
from ...schemas import Points

if TYPE_CHECKING:
    from ..catalog import Entry

HERE = Path(__file__).parent
_FILES = ("levels.csv", "macro.csv")
_NOTE = "single published facts"


@dataclass(frozen=True, slots=True)
class RecordFact:
    """A record close: ``value`` on ``day``, not exceeded at any close up to ``until`` (both ordinals)."""

    series: str
    value: float
    day: int
    until: int


class Tape:
    """The embedded facts as a source."""

    name = "tape"

    def __init__(self, folder: Path = HERE) -> None:
        self.folder = folder
        self._facts: dict[tuple[str, str], dict[int, float]] | None = None
        self._sha256: dict[tuple[str, str], str] = {}
        self._read: dict[str, tuple[list[dict[str, str]], str]] = {}
        self._records: tuple[RecordFact, ...] | None = None

    def points(self, entry: Entry, name: str) -> list[Points]:
        """The facts of one field as incomplete points; the target range day by day."""
        key = (entry.id, name if name != "value" else "close")
        facts = self.facts().get(key)
        if not facts:
            return []
        import numpy as np

        days = np.array(sorted(facts), dtype=np.int64)
        values = np.array([facts[int(d)] for d in days], dtype=np.float64)
        steps = entry.calendar == "events"
        if steps:
            every = np.arange(days[0], days[-1] + 1)
            values = values[np.searchsorted(days, every, side="right") - 1]
            days = every
        return [Points(
            series=entry.id, field=name, days=days, values=values * entry.scale, unit=entry.unit,
            calendar=entry.calendar, complete=steps, source="tape", licence="facts", sha256=self._sha256[key],
            vintage="latest revision" if entry.revised else "", note=_NOTE,
        )]

    def facts(self) -> dict[tuple[str, str], dict[int, float]]:
        """(series, field) -> ordinal -> value, read once."""
        if self._facts is None:
            self._facts = {}
            for file in _FILES:
                for row in self._rows(file):
                    self._add(file, row["series"], row["field"], row["date"], row["value"])
            for row in self._rows("policy.csv"):
                for end in ("low", "high"):
                    self._add("policy.csv", "FEDTARGET", end, row["date"], row[end])
            for fact in self.records():
                self._add("records.csv", fact.series, "close", date.fromordinal(fact.day).isoformat(), str(fact.value))
        return self._facts

    def records(self) -> tuple[RecordFact, ...]:
        """The table of record closes, read once."""
        if self._records is None:
            self._records = tuple(
                RecordFact(r["series"], float(r["value"]), date.fromisoformat(r["date"]).toordinal(),
                           date.fromisoformat(r["until"]).toordinal() if r["until"] else date.max.toordinal())
                for r in self._rows("records.csv")
            )
        return self._records

    def _add(self, file: str, series: str, name: str, day: str, value: str) -> None:
        assert self._facts is not None
        key = (series, name or "close")
        self._facts.setdefault(key, {})[date.fromisoformat(day).toordinal()] = float(value)
        self._sha256.setdefault(key, self._held(file)[1])

    def _rows(self, file: str) -> list[dict[str, str]]:
        return self._held(file)[0]

    def _held(self, file: str) -> tuple[list[dict[str, str]], str]:
        """The rows with a value of one file, and its sha256; read once."""
        if file not in self._read:
            try:
                raw = (self.folder / file).read_bytes()
            except FileNotFoundError as error:
                raise DataError(f"the embedded tape lacks {file}", "source_failed") from error
            wanted = "low" if file == "policy.csv" else "value"
            rows = [r for r in csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")) if r[wanted]]
            self._read[file] = rows, hashlib.sha256(raw).hexdigest()
        return self._read[file]
