"""Federal Reserve Bank of New York: effective federal-funds rate with the target range, and SOFR.

One row a business day, dated by the day the rate was paid and published the next morning; each carries the range in
force that day, which was announced the day before it took effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from .catalog import Entry
from .http import Request
from .live import Adapter, Row, carried

_EFFR, _SOFR = "unsecured/effr", "secured/sofr"
_PLACES = {
    ("FEDTARGET", "low"): (_EFFR, "targetRateFrom"), ("FEDTARGET", "high"): (_EFFR, "targetRateTo"),
    ("DFF", "close"): (_EFFR, "percentRate"), ("DFF", "value"): (_EFFR, "percentRate"),
    ("SOFR", "close"): (_SOFR, "percentRate"), ("SOFR", "value"): (_SOFR, "percentRate"),
}
_FIRST = {_EFFR: "2000-07-03", _SOFR: "2018-04-02"}


class NewYorkFed(Adapter):
    """Reference rates of the New York Fed."""

    name = "nyfed"
    title = "Federal Reserve Bank of New York: federal-funds rate, target range, SOFR"
    address = "https://markets.newyorkfed.org"
    licence = "New York Fed terms of use: free, with attribution"
    probe = ("FEDTARGET", "high")

    def holds(self, entry: Entry, name: str) -> bool:
        """The target range, DFF and SOFR."""
        return (entry.id, name) in _PLACES

    def request(self, entry: Entry, name: str, as_of: datetime, first: date, today: date) -> Sequence[Request]:
        """The whole history in one answer."""
        path, _ = _PLACES[(entry.id, name)]
        return (Request(f"{self.base}/api/rates/{path}/search.json", key=path,
                        params=(("startDate", _FIRST[path]), ("endDate", today.isoformat()), ("type", "rate"))),)

    def parse(self, raw: bytes, entry: Entry, name: str) -> list[Row]:
        """``{"refRates": [{"effectiveDate", "percentRate", "targetRateFrom", "targetRateTo", ...}, ...]}``."""
        found = self.json(raw)
        rates = found.get("refRates") if isinstance(found, dict) else None
        if not isinstance(rates, list):
            raise self.broken("its answer has no refRates")
        column = _PLACES[(entry.id, name)][1]
        rows = [Row(self.day(r.get("effectiveDate")), self.number(r[column]))
                for r in rates if isinstance(r, dict) and r.get(column) not in (None, "", "NA")]
        if rates and not rows:
            raise self.broken(f"its rows have no {column}")
        rows.sort()
        return rows if entry.id == "SOFR" else carried(rows)
