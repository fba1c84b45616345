"""FRED and ALFRED, with the user's own key: any catalogue series that names a FRED file, in the vintage of the day.

The terms of use restrict keeping and passing on: answers stay in memory, and an evidence bundle holds a reference in
place of the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from .catalog import NEW_YORK, Entry
from .http import Request
from .live import Adapter, Row


class Fred(Adapter):
    """Series of the Federal Reserve Bank of St. Louis as they stood on a day."""

    name = "fred"
    title = "FRED and ALFRED: rates, prices, jobs, activity, in the vintage of the day"
    address = "https://api.stlouisfed.org"
    licence = "FRED terms of use: own key, no keeping, no passing on"
    needs = "key"
    keeps = False
    bundles = False
    vintages = True
    pause = 0.6
    probe = ("UNRATE", "close")

    def holds(self, entry: Entry, name: str) -> bool:
        """Catalogue series with a ``FRED_`` file."""
        return bool(self._series(entry, name))

    def request(self, entry: Entry, name: str, as_of: datetime, first: date, today: date) -> Sequence[Request]:
        """The whole series as it stood that day; before the hour of the release, as it stood the day before."""
        local = as_of.astimezone(NEW_YORK)
        vintage = local.date() - timedelta(days=0 if local.time() >= entry.close else 1)
        vintage = min(vintage, today)
        series = self._series(entry, name)
        return (Request(
            f"{self.base}/fred/series/observations", key=f"{series} {vintage}",
            secrets=(("api_key", self.settings.key),),
            params=(("series_id", series), ("file_type", "json"), ("realtime_start", vintage.isoformat()),
                    ("realtime_end", vintage.isoformat())),
        ),)

    def parse(self, raw: bytes, entry: Entry, name: str) -> list[Row]:
        """``{"observations": [{"realtime_start", "realtime_end", "date", "value"}]}``, "." where there is none."""
        found = self.json(raw)
        observations = found.get("observations") if isinstance(found, dict) else None
        if not isinstance(observations, list):
            raise self.broken("its answer has no observations")
        try:
            return sorted(Row(self.day(o["date"]), self.number(o["value"])) for o in observations if o["value"] != ".")
        except (KeyError, TypeError) as error:
            raise self.broken("its observations have other columns than they had") from error

    def _series(self, entry: Entry, name: str) -> str:
        if name == "value" and not entry.fields:
            name = "close"
        if name != "close" and name not in entry.fields:
            return ""
        return next((s.removeprefix("FRED_") for s, _ in entry.files(name) if s.startswith("FRED_")), "")
