"""A server on the loopback that answers what a test puts in it, and a network layer whose clock no one waits for."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from tapecheck.sources.http import Http, Limits

Write = Callable[[Any], None]


@dataclass
class Answer:
    """One answer: status, body and headers; ``length`` replaces the true Content-Length, ``write`` the writing."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    write: Write | None = None


@dataclass
class Asked:
    """A question as it arrived."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


class Loopback:
    """``answers`` are given in turn, the last one again and again; ``routes`` answer by path first."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.routes: dict[str, Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()}, dict(self.headers), raw)
                outer.asked.append(asked)
                route = next((r for p, r in outer.routes.items() if parts.path.startswith(p)), None)
                answer = route(asked) if route else outer.answers[0]
                if not route and len(outer.answers) > 1:
                    outer.answers.pop(0)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
                self.send_header("Connection", "close")
                self.end_headers()
                with contextlib.suppress(OSError):  # the asker may have hung up, as it should
                    (answer.write or self.wfile.write)(self.wfile if answer.write else answer.body)
                self.close_connection = True

            do_GET = do_POST = _serve

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Clock:
    """A clock that moves only when somebody sleeps by it, or when told."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    server = Loopback()
    yield server
    server.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def http(clock: Clock) -> Http:
    """Short limits, and no real waiting between tries."""
    limits = Limits(connect=2.0, read=1.0, total=5.0, size=1_000_000)
    return Http("tapecheck test", limits, clock=clock, sleep=clock.sleep, chance=lambda: 0.5)


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


class Replies:
    """Answers of each publisher's real shape, made of numbers of our own."""

    EFFR = (("2025-09-10", 4.33, 4.25, 4.5), ("2025-09-11", 4.33, 4.25, 4.5), ("2025-09-12", 4.33, 4.25, 4.5),
            ("2025-09-17", 4.33, 4.25, 4.5), ("2025-09-18", 4.08, 4.0, 4.25), ("2025-09-19", 4.08, 4.0, 4.25))

    @staticmethod
    def nyfed(rows: Any = EFFR) -> bytes:
        return json.dumps({"refRates": [
            {"effectiveDate": d, "type": "EFFR", "percentRate": rate, "percentPercentile1": rate - 0.02,
             "percentPercentile99": rate + 0.04, "targetRateFrom": low, "targetRateTo": high, "volumeInBillions": 100,
             "revisionIndicator": ""} for d, rate, low, high in rows[::-1]]}).encode()

    @staticmethod
    def treasury(year: int = 2025) -> bytes:
        return (f'Date,"1 Mo","2 Mo","3 Mo","1 Yr","2 Yr","5 Yr","10 Yr","30 Yr"\n'
                f"09/12/{year},4.2,4.19,4.08,3.66,3.56,3.63,4.06,4.68\n09/11/{year},4.22,4.2,4.1,3.65,3.52,3.59,,4.65\n"
                f"09/10/{year},4.21,4.2,4.1,3.66,3.54,3.6,4.04,4.69\n").encode()

    @staticmethod
    def bls(series: str = "LNS14000000", rows: Any = (("2025", "M08", "4.3"), ("2025", "M07", "4.2"))) -> bytes:
        return json.dumps({"status": "REQUEST_SUCCEEDED", "responseTime": 120, "message": [], "Results": {"series": [
            {"seriesID": series, "data": [
                {"year": y, "period": p, "periodName": "x", "latest": "true", "value": v, "footnotes": [{}]}
                for y, p, v in rows]}]}}).encode()

    @staticmethod
    def cftc(rows: Any = (("2025-09-02", 100, 150), ("2025-09-09", 110, 170), ("2025-09-16", 90, 90))) -> bytes:
        return json.dumps([
            {"report_date_as_yyyy_mm_dd": f"{d}T00:00:00.000", "open_interest_all": "500",
             "lev_money_positions_long": str(long), "lev_money_positions_short": str(short),
             "asset_mgr_positions_long": "7", "asset_mgr_positions_short": "6", "dealer_positions_long_all": "5",
             "dealer_positions_short_all": "4"} for d, long, short in rows]).encode()

    @staticmethod
    def tickers() -> bytes:
        return json.dumps({"0": {"cik_str": 320193, "ticker": "AAPL", "title": "Apple Inc."}}).encode()

    @staticmethod
    def sec(rows: Any = (("2025-03-30", "2025-06-28", 1.5, "10-Q", "2025-08-01"),
                         ("2025-03-30", "2025-06-28", 1.4, "10-Q/A", "2025-11-03"),
                         ("2024-09-29", "2025-06-28", 5.5, "10-Q", "2025-08-01"))) -> bytes:
        facts = [{"start": s, "end": e, "val": v, "accn": "0000320193-25-000073", "fy": 2025, "fp": "Q3", "form": form,
                  "filed": filed, "frame": "CY2025Q2"} for s, e, v, form, filed in rows]
        return json.dumps({"cik": 320193, "entityName": "Apple Inc.", "facts": {"dei": {}, "us-gaap": {
            "EarningsPerShareDiluted": {"label": "x", "units": {"USD/shares": facts}}}}}).encode()

    @staticmethod
    def fred(rows: Any = (("2025-06-01", "4.2"), ("2025-07-01", "."), ("2025-08-01", "4.4"))) -> bytes:
        return json.dumps({"realtime_start": "2025-09-12", "count": len(rows), "limit": 100000, "observations": [
            {"realtime_start": "2025-09-12", "realtime_end": "2025-09-12", "date": d, "value": v}
            for d, v in rows]}).encode()

    @staticmethod
    def yahoo(
        rows: Any = (("2025-09-10", 10.1), ("2025-09-11", 10.2), ("2025-09-12", 10.3)), step: str = "1d",
        spread: float = 0.5,
    ) -> bytes:
        """The chart answer; a date is a session's, a longer text a bar's start in New York."""
        stamps = [int(datetime.fromisoformat(d if len(d) > 10 else f"{d} 09:30").replace(
            tzinfo=ZoneInfo("America/New_York")).timestamp()) for d, *_ in rows]
        close = [r[1] for r in rows]
        high = [r[2] if len(r) > 2 else r[1] + spread for r in rows]
        low = [r[3] if len(r) > 3 else r[1] - spread for r in rows]
        period = {"timezone": "EDT", "start": stamps[-1] if stamps else 0, "end": (stamps[-1] if stamps else 0) + 23400,
                  "gmtoffset": -14400}
        meta: dict[str, Any] = {
                "currency": "USD", "symbol": "^X", "exchangeName": "X", "instrumentType": "INDEX", "priceHint": 2,
                "firstTradeDate": 0, "regularMarketTime": period["end"], "gmtoffset": -14400, "timezone": "EDT",
                "exchangeTimezoneName": "America/New_York", "regularMarketPrice": close[-1] if close else 0,
                "chartPreviousClose": 1.0, "dataGranularity": step, "range": "", "validRanges": ["1d", "max"],
                "currentTradingPeriod": {"pre": period, "regular": period, "post": period}}
        if step != "1d":
            first, last = (stamps[0] // 86400 * 86400 + hour * 3600 for hour in (12, 22))
            meta["tradingPeriods"] = [[{**period, "start": first, "end": last}]]
        quote = {"open": close, "high": high, "low": low, "close": close, "volume": [0] * len(close)}
        return json.dumps({"chart": {"result": [{"meta": meta, "timestamp": stamps, "indicators": {
            "quote": [quote], "adjclose": [{"adjclose": close}]}}], "error": None}}).encode()


@pytest.fixture
def replies() -> type[Replies]:
    return Replies


@pytest.fixture
def yahoo_session(loopback: Loopback, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A session for yfinance that brings every question to the loopback, whatever its address."""
    requests = pytest.importorskip("requests")
    yfinance = pytest.importorskip("yfinance")
    from requests.adapters import HTTPAdapter

    class ToLoopback(HTTPAdapter):
        def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
            parts = urlsplit(request.url)
            request.url = f"{loopback.url}{parts.path}" + (f"?{parts.query}" if parts.query else "")
            return super().send(request, *args, **{**kwargs, "proxies": {}})

    yfinance.set_tz_cache_location(str(tmp_path / "tz"))
    session = requests.Session()
    session.trust_env = False
    session.mount("https://", ToLoopback())
    session.mount("http://", ToLoopback())
    yield session
    session.close()
