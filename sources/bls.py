"""U.S. Bureau of Labor Statistics, API v2: consumer and producer prices, unemployment, payrolls, job openings.

The API gives the latest revision alone; what was first printed is not in it. Without a key it gives ten years a
question and 25 questions a day, with the user's own key twenty years and 500.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from .catalog import Entry
from .http import Request
from .live import Adapter, Row

_SERIES = {
    "CPI": "CUSR0000SA0", "CORECPI": "CUSR0000SA0L1E", "PPI": "WPSFD4", "UNRATE": "LNS14000000",
    "PAYEMS": "CES0000000001", "JOLTS": "JTS000000000000000JOL",
}


class LaborStatistics(Adapter):
    """Monthly series of the BLS, seasonally adjusted."""

    name = "bls"
    title = "U.S. Bureau of Labor Statistics: CPI, core CPI, PPI, unemployment, payrolls, job openings"
    address = "https://api.bls.gov"
    licence = "U.S. government work, public domain"
    note = "seasonally adjusted"
    takes = "key"
    stale = timedelta(hours=12)
    windowed = True
    probe = ("UNRATE", "close")

    def holds(self, entry: Entry, name: str) -> bool:
        """The catalogue's series of the BLS."""
        return entry.id in _SERIES and name in ("close", "value")

    def request(self, entry: Entry, name: str, as_of: datetime, first: date, today: date) -> Sequence[Request]:
        """Blocks of years, so that windows share answers."""
        width = 20 if self.settings.key else 10
        last = min(as_of.year, today.year)
        begin = max(min(first.year - 1, last), 1939)
        blocks = range(begin // width * width, last + 1, width)
        secrets = (("registrationkey", self.settings.key),) if self.settings.key else ()
        return tuple(
            Request(f"{self.base}/publicAPI/v2/timeseries/data/", key=f"{_SERIES[entry.id]} {y}-{y + width - 1}",
                    body={"seriesid": [_SERIES[entry.id]], "startyear": str(y),
                          "endyear": str(min(y + width - 1, today.year))},
                    secrets=secrets, settles=date(y + width + 5, 12, 31))  # seasonal factors move for five years
            for y in blocks
        )

    def label(self, requests: Sequence[Request]) -> str:
        """The name with the first year."""
        return f"{self.name} from {requests[0].key.split()[1][:4]}"

    def parse(self, raw: bytes, entry: Entry, name: str) -> list[Row]:
        """``{"status", "message", "Results": {"series": [{"seriesID", "data": [{"year", "period", "value"}]}]}}``."""
        found = self.json(raw)
        if not isinstance(found, dict) or found.get("status") != "REQUEST_SUCCEEDED":
            message = " ".join(map(str, found.get("message") or ())) if isinstance(found, dict) else ""
            raise self.broken(f"refuses the question: {message[:120]}" if message else "its answer has no status")
        try:
            (series,) = (s for s in found["Results"]["series"] if s["seriesID"] == _SERIES[entry.id])
            data = [(str(d["year"]), str(d["period"]), d["value"]) for d in series["data"]]
        except (KeyError, TypeError, ValueError) as error:
            raise self.broken("its answer has other columns than it had") from error
        return sorted(
            Row(self.day(f"{year}-{period[1:]}-01"), self.number(str(value).replace(",", "")))
            for year, period, value in data if period.startswith("M") and period != "M13" and value not in ("-", "")
        )
