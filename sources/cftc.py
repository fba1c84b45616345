"""CFTC commitments of traders: financial futures by kind of trader, and the legacy report for commodities.

A report shows positions as of a Tuesday and is published the Friday after at 15:30 in New York; in a week with a
federal holiday from Wednesday to Friday on the next business day. Weeks published late are in :data:`_LATE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from .catalog import Entry
from .http import Request
from .live import Adapter, Row, new_york
from .sessions import holidays, observed

_TFF, _LEGACY = "gpe5-46if", "6dca-aqww"
_CONTRACTS = {
    "COT_RTY": (_TFF, "239742"), "COT_SPX": (_TFF, "13874A"), "COT_NDX": (_TFF, "209742"),
    "COT_GOLD": (_LEGACY, "088691"), "COT_WTI": (_LEGACY, "067651"),
}
_COLUMNS = {
    _TFF: {
        "lev_long": "lev_money_positions_long", "lev_short": "lev_money_positions_short",
        "asset_long": "asset_mgr_positions_long", "asset_short": "asset_mgr_positions_short",
        "dealer_long": "dealer_positions_long_all", "dealer_short": "dealer_positions_short_all",
        "open_interest": "open_interest_all",
    },
    _LEGACY: {
        "lev_long": "noncomm_positions_long_all", "lev_short": "noncomm_positions_short_all",
        "open_interest": "open_interest_all",
    },
}
_DAY = "report_date_as_yyyy_mm_dd"
_OUT = time(15, 30)
_LATE = {
    # the catch-up schedule that the CFTC announced on 2025-11-18, after the lapse in appropriations
    "2025-09-30": "2025-11-19", "2025-10-07": "2025-11-21", "2025-10-14": "2025-11-25", "2025-10-21": "2025-12-02",
    "2025-10-28": "2025-12-05", "2025-11-04": "2025-12-09", "2025-11-10": "2025-12-12", "2025-11-18": "2025-12-16",
    "2025-11-25": "2025-12-19", "2025-12-02": "2025-12-23", "2025-12-09": "2025-12-30", "2025-12-16": "2026-01-06",
    "2025-12-23": "2026-01-09", "2025-12-30": "2026-01-13", "2026-01-06": "2026-01-16", "2026-01-13": "2026-01-20",
}
_BACKLOGS = (
    # (first report held back, last one, day by which all were out): no row counts before that day
    ("2013-10-01", "2013-10-15", "2013-10-30"), ("2018-12-24", "2019-02-26", "2019-03-08"),
    ("2023-01-31", "2023-03-14", "2023-03-24"),
)


def published(day: int) -> datetime:
    """When the report on positions of ``day`` (an ordinal) came out, at the latest."""
    iso = date.fromordinal(day).isoformat()
    if iso in _LATE:
        return new_york(date.fromisoformat(_LATE[iso]).toordinal(), _OUT)
    for first, last, done in _BACKLOGS:
        if first <= iso <= last:
            return new_york(date.fromisoformat(done).toordinal(), _OUT)
    friday = day + (4 - date.fromordinal(day).weekday()) % 7
    week = [date.fromordinal(d) for d in (friday - 2, friday - 1, friday)]
    out = friday + 3 if any(_federal(d) for d in week) else friday
    return new_york(out + 1 if out > friday and _federal(date.fromordinal(out)) else out, _OUT)


def _federal(day: date) -> bool:
    """Whether federal offices rest: the exchange's holidays but Good Friday, with those on which it trades."""
    good_friday = day.weekday() == 4 and day.month in (3, 4)
    own = {observed(date(day.year, 11, 11)), observed(date(day.year + 1, 1, 1))}
    if day.year >= 2021:
        own.add(observed(date(day.year, 6, 19)))
    columbus = day.month == 10 and day.weekday() == 0 and 8 <= day.day <= 14
    return day in own or columbus or (day in holidays(day.year) and not good_friday)


class Commitments(Adapter):
    """Positions in futures, futures only."""

    name = "cftc"
    title = "CFTC: commitments of traders in equity-index, gold and crude futures"
    address = "https://publicreporting.cftc.gov"
    licence = "U.S. government work, public domain"
    stale = timedelta(hours=1)
    probe = ("COT_RTY", "lev_net")

    def holds(self, entry: Entry, name: str) -> bool:
        """The contracts listed above; ``lev_net`` is long less short."""
        if entry.id not in _CONTRACTS:
            return False
        columns = _COLUMNS[_CONTRACTS[entry.id][0]]
        return name in columns or name == "lev_net"

    def request(self, entry: Entry, name: str, as_of: datetime, first: date, today: date) -> Sequence[Request]:
        """All weeks of one contract in one answer."""
        table, code = _CONTRACTS[entry.id]
        columns = (_DAY, *_COLUMNS[table].values())
        return (Request(f"{self.base}/resource/{table}.json", key=f"{table} {code}",
                        params=(("$select", ",".join(columns)), ("$where", f"cftc_contract_market_code='{code}'"),
                                ("$order", _DAY), ("$limit", "50000"))),)

    def told(self, entry: Entry) -> str:
        """Whose positions they are."""
        legacy = _CONTRACTS[entry.id][0] == _LEGACY
        return "legacy report: non-commercial traders" if legacy else "traders in financial futures, futures only"

    def parse(self, raw: bytes, entry: Entry, name: str) -> list[Row]:
        """A list of rows whose numbers are strings."""
        found = self.json(raw)
        if not isinstance(found, list):
            message = found.get("message", "") if isinstance(found, dict) else ""
            raise self.broken(f"refuses the question: {message[:120]}" if message else "its answer is no list")
        columns = _COLUMNS[_CONTRACTS[entry.id][0]]
        wanted = (columns["lev_long"], columns["lev_short"]) if name == "lev_net" else (columns[name],)
        rows: list[Row] = []
        for row in found:
            if not isinstance(row, dict) or _DAY not in row:
                raise self.broken("its rows have other columns than they had")
            if not all(w in row for w in wanted):
                continue
            values = [self.number(row[w]) for w in wanted]
            day = self.day(row[_DAY])
            rows.append(Row(day, values[0] - values[1] if len(values) == 2 else values[0], published(day)))
        if found and not rows:
            raise self.broken(f"its rows have no {wanted[0]}")
        return sorted(rows)
