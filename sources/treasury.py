"""U.S. Treasury: daily par yields, nominal and real, one CSV a calendar year, posted in the afternoon of the day."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

from .catalog import Entry
from .http import Request
from .live import Adapter, Row

_NOMINAL, _REAL = "daily_treasury_yield_curve", "daily_treasury_real_yield_curve"
_COLUMNS = {
    "DGS3MO": (_NOMINAL, "3 mo"), "DGS1": (_NOMINAL, "1 yr"), "DGS2": (_NOMINAL, "2 yr"), "DGS5": (_NOMINAL, "5 yr"),
    "DGS10": (_NOMINAL, "10 yr"), "DGS30": (_NOMINAL, "30 yr"), "DFII10": (_REAL, "10 yr"),
}
_FIRST = {_NOMINAL: 1990, _REAL: 2003}


class Treasury(Adapter):
    """Par yields of the Treasury."""

    name = "treasury"
    title = "U.S. Department of the Treasury: par yields, nominal and 10-year real"
    address = "https://home.treasury.gov"
    licence = "U.S. government work, public domain"
    note = "par yield, New York afternoon"
    windowed = True
    probe = ("DGS10", "close")

    def holds(self, entry: Entry, name: str) -> bool:
        """Constant-maturity yields by their usual ids."""
        return entry.id in _COLUMNS and name in ("close", "value")

    def request(self, entry: Entry, name: str, as_of: datetime, first: date, today: date) -> Sequence[Request]:
        """A file for each year from ``first`` to the moment's."""
        kind, _ = _COLUMNS[entry.id]
        years = range(max(first.year, _FIRST[kind], as_of.year - 60), min(as_of.year, today.year) + 1)
        place = f"{self.base}/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv"
        return tuple(
            Request(f"{place}/{year}/all", key=f"{kind} {year}", settles=date(year, 12, 31),
                    params=(("type", kind), ("field_tdr_date_value", str(year)), ("page", ""), ("_format", "csv")))
            for year in years
        )

    def label(self, requests: Sequence[Request]) -> str:
        """The name with the first year, since later windows begin later."""
        return f"{self.name} from {requests[0].key[-4:]}"

    def parse(self, raw: bytes, entry: Entry, name: str) -> list[Row]:
        """``Date,"1 Mo",...,"10 Yr",...`` with dates as 09/12/2025, the newest first; a maturity may be blank."""
        try:
            rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
        except (UnicodeDecodeError, csv.Error) as error:
            raise self.broken("its CSV cannot be read") from error
        if not rows or not rows[0] or rows[0][0].strip() != "Date":
            raise self.broken("answers with something else than its CSV")
        names = [n.strip().lower() for n in rows[0]]
        column = _COLUMNS[entry.id][1]
        if column not in names:
            raise self.broken(f"its CSV has no column {column}")
        at = names.index(column)
        found: list[Row] = []
        for row in rows[1:]:
            if not any(row):
                continue
            if len(row) != len(names):
                raise self.broken("its CSV breaks off")
            if row[at].strip() not in ("", "N/A"):
                found.append(Row(self._day(row[0]), self.number(row[at])))
        return sorted(found)

    def _day(self, text: str) -> int:
        month, _, rest = text.partition("/")
        day, _, year = rest.partition("/")
        return self.day(f"{year}-{month:0>2}-{day:0>2}")
