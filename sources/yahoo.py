"""Yahoo Finance by way of yfinance (extra ``[yahoo]``): daily rows, and bars of hours and minutes for recent days.

Prices are adjusted for splits backwards and for dividends not at all. Yahoo leaves whole sessions out at times;
the market's calendar finds them. yfinance asks by itself, so its turn is taken in the one network layer and what it
hands back is turned into a small CSV, which is what is kept and parsed.
"""

from __future__ import annotations

import csv
import io
import logging
import math
import re
import warnings
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from typing import Any

from ..errors import DataError
from .catalog import NEW_YORK, Entry
from .http import Http, Request
from .live import Adapter, Bar, Row

_TICKERS = {
    "RUT": "^RUT", "SPX": "^GSPC", "IXIC": "^IXIC", "NDX": "^NDX", "SOX": "^SOX", "DJI": "^DJI", "DJT": "^DJT",
    "VIX": "^VIX", "MOVE": "^MOVE", "N225": "^N225", "SAMSUNG": "005930.KS", "SKHYNIX": "000660.KS", "WTI": "CL=F",
    "BRENT": "BZ=F", "GOLD": "GC=F", "SILVER": "SI=F", "COPPER": "HG=F", "NATGAS": "NG=F", "EURUSD": "EURUSD=X",
    "GBPUSD": "GBPUSD=X", "USDJPY": "JPY=X", "DXY": "DX-Y.NYB", "BTCUSD": "BTC-USD",
}
_FIELDS = ("open", "high", "low", "close")
_BARS = ((6, "1m", 1), (58, "5m", 5), (728, "60m", 60))
"""(age of a day up to which Yahoo has such bars, interval, minutes)."""
_LOST = re.compile(r"Could not resolve host|NameResolutionError")


class Yahoo(Adapter):
    """Prices of indices, stocks, futures and currencies."""

    name = "yahoo"
    title = "Yahoo Finance: indices, stocks, futures, currencies; daily, and recent bars"
    address = "https://query2.finance.yahoo.com"
    licence = "Yahoo terms of service: personal use, no redistribution"
    extra = "yahoo"
    note = "split-adjusted, not dividend-adjusted, by the exchange's day"
    pause = 0.5
    stale = timedelta(hours=1)
    delay = timedelta(minutes=20)
    probe = ("SPX", "close")
    session: Any = None
    """A session for yfinance to use in place of its own; tests put one here that stays on the loopback."""

    @property
    def ready(self) -> bool:
        """Whether yfinance is installed."""
        return find_spec("yfinance") is not None

    def holds(self, entry: Entry, name: str) -> bool:
        """The indices and futures listed above, and stocks by their ticker."""
        return name in _FIELDS and bool(_ticker(entry))

    def request(self, entry: Entry, name: str, as_of: datetime, first: date, today: date) -> Sequence[Request]:
        """All daily rows there are."""
        return (self._request(_ticker(entry), "1d", (("period", "max"),)),)

    def bar_request(self, entry: Entry, day: date, today: date) -> Request | None:
        """The finest bars that Yahoo still has of a day."""
        ticker = _ticker(entry)
        interval = next((i for age, i, _ in _BARS if 0 <= (today - day).days <= age), None)
        if not ticker or interval is None:
            return None
        span = (("start", day.isoformat()), ("end", (day + timedelta(days=1)).isoformat()))
        return self._request(ticker, interval, span)

    def fetch(self, http: Http, request: Request) -> bytes:
        """What yfinance gives, as CSV. A refusal for too many questions closes Yahoo for the run."""
        http.turn(request.url, self.name, self.pause)
        import yfinance
        from yfinance.exceptions import YFRateLimitError

        yfinance.config.debug.hide_exceptions = False
        logging.getLogger("yfinance").setLevel(logging.CRITICAL)  # what it would log is raised, and said once
        options = dict(request.params)
        try:
            with warnings.catch_warnings():  # it leans on behaviour that newer pandas deprecates
                warnings.simplefilter("ignore")
                ticker = yfinance.Ticker(request.url.rpartition("/")[2], session=self.session)
                frame = ticker.history(**options, auto_adjust=False, actions=True, timeout=http.limits.read)
        except YFRateLimitError as error:
            http.close(request.url, "asks for fewer questions (429)")
            raise self.broken("asks for fewer questions (429); not asked again in this run") from error
        except Exception as error:  # yfinance lets every kind of error of its own and its clients' through
            if type(error).__name__ == "DNSError" or _LOST.search(str(error)):
                http.close(request.url, "its host is not found")
                raise self.broken("its host is not found") from error
            raise self.broken(f"gives no rows of {request.key} ({type(error).__name__})") from error
        if not len(frame) or not {f.title() for f in _FIELDS} <= set(frame.columns):
            raise self.broken(f"gives no rows of {request.key}")
        return _csv(frame, options["interval"])

    def parse(self, raw: bytes, entry: Entry, name: str) -> list[Row]:
        """``date,open,high,low,close``; a session without a price is left out."""
        return [Row(self.day(r["date"]), self.number(r[name])) for r in self._table(raw) if r[name]]

    def parse_bars(self, raw: bytes) -> list[Bar]:
        """The same with the start of each bar as its date; ``minutes`` is how long it lasts."""
        bars: list[Bar] = []
        for r in self._table(raw):
            if all(r[f] for f in _FIELDS):
                end = datetime.fromisoformat(r["date"]).astimezone(NEW_YORK) + timedelta(minutes=int(r["minutes"]))
                bars.append(Bar(end, *(self.number(r[f]) for f in ("high", "low", "close"))))
        return bars

    def _request(self, ticker: str, interval: str, span: tuple[tuple[str, str], ...]) -> Request:
        start = f" {span[0][1]}" if span[0][0] == "start" else ""
        return Request(f"{self.base}/v8/finance/chart/{ticker}", key=f"{ticker} {interval}{start}",
                       params=(("interval", interval), *span))

    def _table(self, raw: bytes) -> list[dict[str, str]]:
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8", "replace"))))
        if not rows or not {"date", *_FIELDS} <= set(rows[0]):
            raise DataError(f"{self.name}: its rows have other columns than they had", "source_failed")
        return rows


def _ticker(entry: Entry) -> str:
    if entry.id in _TICKERS:
        return _TICKERS[entry.id]
    stock = entry.calendar in ("XNYS", "unknown") and re.fullmatch(r"[A-Z]{1,5}(\.[A-Z])?", entry.id)
    return entry.id.replace(".", "-") if stock else ""


def _csv(frame: Any, interval: str) -> bytes:
    """Yahoo sends 32-bit floats: seven digits hold all they say, and the rest is noise."""
    minutes = next((m for _, i, m in _BARS if i == interval), 0)
    out = [",".join(("date", *_FIELDS, "minutes"))]
    for stamp, *values in frame[[f.title() for f in _FIELDS]].itertuples():
        when = stamp.isoformat() if minutes else stamp.date().isoformat()
        cells = ("" if math.isnan(v) else f"{float(f'{v:.7g}'):.10g}" for v in values)
        out.append(",".join((when, *cells, str(minutes))))
    return ("\n".join(out) + "\n").encode()
