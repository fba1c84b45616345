"""Every series tapecheck has a name for: its unit, calendar, close and the files that may hold it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from .sessions import HALF_DAY_CLOSE, is_half_day

NEW_YORK = ZoneInfo("America/New_York")
_HALF_DAY_CLOSES = {"XNYS": HALF_DAY_CLOSE, "bonds": time(14, 0), "futures": time(13, 30)}
"""When a half day's rows count as done: the exchange's own rule, SIFMA's early close, NYMEX's early settlement."""
_LATE = {
    # the lapses in appropriations of 2013 and 2025: the Bureau of Labor Statistics' revised release dates
    ("employment", "2013-09"): "2013-10-22", ("prices", "2013-09"): "2013-10-30",
    ("employment", "2025-09"): "2025-11-20", ("employment", "2025-10"): "2025-12-16",
    ("employment", "2025-11"): "2025-12-16", ("prices", "2025-09"): "2025-10-24", ("prices", "2025-10"): "2025-12-18",
    ("prices", "2025-11"): "2025-12-18",
}
_REPORT = {"UNRATE": "employment", "PAYEMS": "employment", "CPI": "prices", "CORECPI": "prices"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One series. Times are New York's.

    ``close``: when a session's row counts as done. ``release``: "" (at the close), ``lag:N`` (N days after the row's
    day, or after its period's end), ``friday`` (the first Friday after the month), ``announced`` (the row's day is
    when a rate takes effect; it is public at ``close`` of the day before). ``scale`` turns the file's numbers into
    ``unit``. ``stems`` are file names without suffix, the preferred first; ``fields`` maps a field to (stem, column).
    """

    id: str
    name: str
    unit: str
    calendar: str = "XNYS"
    close: time = time(16, 0)
    release: str = ""
    scale: float = 1.0
    stems: tuple[str, ...] = ()
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    revised: bool = False

    def files(self, name: str) -> tuple[tuple[str, str], ...]:
        """(file stem, column) pairs that may hold field ``name``, the preferred first."""
        if name in self.fields:
            return (self.fields[name],)
        return tuple((stem, name) for stem in self.stems)

    def cut(self, as_of: datetime) -> int:
        """Ordinal of the last row that can be public at ``as_of`` (aware): rows after it must not be seen."""
        local = as_of.astimezone(NEW_YORK)
        today = local.date()
        if self.release == "announced":
            return today.toordinal() + (1 if local.time() >= self.close else 0)
        if self.calendar in ("monthly", "quarterly"):
            return next(p for p in _periods_back(today, self.calendar) if self._out(p) <= local).toordinal()
        if self.release.startswith("lag:"):
            lag = int(self.release[4:])
            return today.toordinal() - lag - (0 if local.time() >= self.close else 1)
        return today.toordinal() - (0 if local.time() >= self.closes(today) else 1)

    def closes(self, day: date) -> time:
        """When the row of ``day`` counts as done: earlier on half days."""
        early = _HALF_DAY_CLOSES.get(self.calendar) if is_half_day(day) else None
        return min(self.close, early) if early is not None else self.close

    def _out(self, period: date) -> datetime:
        """The earliest moment at which the print of a period can be public."""
        late = _LATE.get((_REPORT.get(self.id, ""), f"{period:%Y-%m}"))
        if late:
            return datetime.combine(date.fromisoformat(late), self.close, NEW_YORK)
        end = _next_period(period, self.calendar) - timedelta(days=1)
        if self.release == "friday":
            first = end + timedelta(days=1)
            day = first + timedelta(days=(4 - first.weekday()) % 7)
            if day.month == 1 and day.day <= 3:  # the turn of the year moves the report by a week
                day += timedelta(days=7)
        else:
            day = end + timedelta(days=int(self.release[4:] or 0) if self.release.startswith("lag:") else 1)
        return datetime.combine(day, self.close, NEW_YORK)


def _next_period(start: date, calendar: str) -> date:
    month = start.month - 1 + (3 if calendar == "quarterly" else 1)
    return date(start.year + month // 12, month % 12 + 1, 1)


def _periods_back(today: date, calendar: str) -> Iterator[date]:
    step = 3 if calendar == "quarterly" else 1
    index = today.year * 12 + today.month - 1
    index -= index % step
    while True:
        yield date(index // 12, index % 12 + 1, 1)
        index -= step


def _fields(text: str) -> dict[str, tuple[str, str]]:
    out: dict[str, tuple[str, str]] = {}
    for item in text.split():
        name, _, place = item.partition("=")
        stem, _, column = place.partition(":")
        out[name] = (stem, column or name)
    return out


@lru_cache(maxsize=1)
def catalog() -> dict[str, Entry]:
    """All entries by id, read once from ``catalog.csv`` beside this file."""
    out: dict[str, Entry] = {}
    with Path(__file__).with_name("catalog.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            out[row["id"]] = Entry(
                id=row["id"], name=row["name"], unit=row["unit"], calendar=row["calendar"],
                close=time.fromisoformat(row["close"]), release=row["release"], scale=float(row["scale"]),
                stems=tuple(row["stems"].split()), fields=_fields(row["fields"]), revised=row["vintage"] == "revised",
            )
    return out


def entry(series_id: str) -> Entry:
    """The catalogue's entry, or for an id it does not know one that reads a file of that name as daily closes."""
    known = catalog().get(series_id)
    if known is not None:
        return known
    return Entry(id=series_id, name=series_id, unit="number", calendar="unknown", stems=(series_id,))
