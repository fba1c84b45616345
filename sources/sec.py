"""SEC EDGAR company facts: revenue, net income and earnings a share as filed, each with the day of its filing.

Series are ``AAPL.eps``, ``AAPL.revenue``, ``AAPL.net_income`` for quarters and the same with ``_year`` for fiscal
years, dated by the period's last day. A restated figure is a second fact of the same period filed later; the latest
filed before the article counts. Fourth quarters are filed with the year alone and are not made up from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from .catalog import Entry
from .http import Http, Request
from .live import Adapter, Row, Settings, new_york

_CONCEPTS = {
    "revenue": ("USD", ("RevenueFromContractWithCustomerExcludingAssessedTax", "Revenues", "SalesRevenueNet")),
    "net_income": ("USD", ("NetIncomeLoss",)),
    "eps": ("USD/shares", ("EarningsPerShareDiluted",)),
}
_ID = re.compile(r"([A-Z]{1,5}(?:\.[A-Z])?)\.(revenue|net_income|eps)(_year)?")
_CLOSED = time(17, 30)
"""EDGAR dates what it accepts up to this hour with the day itself, and what comes later with the next."""


class CompanyFacts(Adapter):
    """Figures of companies that file with the SEC."""

    name = "sec"
    title = "SEC EDGAR company facts: AAPL.revenue, AAPL.net_income, AAPL.eps (a year: AAPL.eps_year)"
    address = "https://data.sec.gov"
    licence = "U.S. government work, public domain"
    needs = "contact"
    note = "as filed"
    vintages = True
    pause = 0.2
    probe = ("AAPL.eps", "close")

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._ciks: dict[str, int] = {}
        place = self.settings.url or "https://www.sec.gov"
        self._tickers = Request(f"{place.rstrip('/')}/files/company_tickers.json", key="tickers")

    def holds(self, entry: Entry, name: str) -> bool:
        """Ids that end in one of the three names."""
        return name in ("close", "value") and _ID.fullmatch(entry.id) is not None

    def calendar(self, entry: Entry) -> str:
        """Periods end when a company's do."""
        return "events"

    def request(self, entry: Entry, name: str, as_of: datetime, first: date, today: date) -> Sequence[Request]:
        """All facts of one company."""
        ticker = self._parts(entry)[0]
        return (Request(f"{self.base}/api/xbrl/companyfacts/{ticker}", key=f"facts {ticker}"),)

    def fetch(self, http: Http, request: Request) -> bytes:
        """The facts, after the SEC's own list has told the company's number."""
        if not self._ciks:
            listed = self.json(http.fetch(self._tickers, self.name, self.pause))
            try:
                self._ciks = {str(row["ticker"]): int(row["cik_str"]) for row in listed.values()}
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise self.broken("its list of tickers has other columns than it had") from error
        place, _, ticker = request.url.rpartition("/")
        cik = self._ciks.get(ticker.replace(".", "-"))
        if cik is None:
            raise self.broken(f"lists no company under {ticker}")
        return http.fetch(Request(f"{place}/CIK{cik:010d}.json", key=request.key), self.name, self.pause)

    def parse(self, raw: bytes, entry: Entry, name: str) -> list[Row]:
        """``{"facts": {"us-gaap": {concept: {"units": {unit: [{"start", "end", "val", "form", "filed"}]}}}}}``."""
        found = self.json(raw)
        facts = found.get("facts", {}).get("us-gaap") if isinstance(found, dict) else None
        if not isinstance(facts, dict):
            raise self.broken("its answer has no us-gaap facts")
        _, what, yearly = self._parts(entry)
        unit, concepts = _CONCEPTS[what]
        low, high = (340, 380) if yearly else (75, 105)
        rows: list[Row] = []
        try:
            for concept in concepts:  # companies moved from one to the next with the standards
                known = {row.day for row in rows}
                for fact in facts.get(concept, {}).get("units", {}).get(unit, ()):
                    end = self.day(fact["end"])
                    filing = str(fact["form"]).startswith(("10-", "8-K"))
                    if filing and end not in known and low <= end - self.day(fact["start"]) <= high:
                        rows.append(Row(end, self.number(fact["val"]), new_york(self.day(fact["filed"]), _CLOSED)))
        except (AttributeError, KeyError, TypeError) as error:
            raise self.broken("its facts have other columns than they had") from error
        return sorted(rows)

    def _parts(self, entry: Entry) -> tuple[str, str, bool]:
        match = _ID.fullmatch(entry.id)
        if match is None:
            raise self.broken(f"{entry.id} is none of its series")
        return match[1], match[2], match[3] is not None
