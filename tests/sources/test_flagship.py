"""The flagship's verdicts: the same from a data folder, from Yahoo and the New York Fed replayed, and from a bundle."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest

from tapecheck.check import check
from tapecheck.corpus.bundle import Recorder, replay, write_bundle
from tapecheck.corpus.due import due
from tapecheck.schemas import Report
from tapecheck.sources import Market, entry, open_market
from tapecheck.sources.config import Config, load_config
from tapecheck.sources.http import Http, Limits
from tapecheck.sources.market import live_sources
from tapecheck.sources.tape import Tape
from tapecheck.sources.yahoo import Yahoo

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
NY = ZoneInfo("America/New_York")
TICKERS = {"^RUT": "RUT", "^GSPC": "SPX"}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["date"][:10] <= "2025-10-03"]


def verdicts(report: Report) -> list[tuple[Any, ...]]:
    return [(c.figure.text, c.outcome, c.reason, c.expr, c.found) for c in report.claims]


@pytest.fixture
def online(
    shared: Path, loopback: Any, answer: Any, replies: Any, clock: Any, yahoo_session: Any, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Market]:
    """A market whose live sources give what the folder holds, in the publishers' own shapes."""
    held: dict[str, bytes] = {}
    patient = Limits(connect=30.0, read=30.0, total=60.0, size=20_000_000)
    http = Http("tapecheck test", patient, clock=clock, sleep=clock.sleep, chance=lambda: 0.5)

    def chart(asked: Any) -> Any:
        series = TICKERS.get(unquote(asked.path).rpartition("/")[2])
        step = asked.query["interval"]
        key = f"{series} {step}"
        if series is None or (step != "1d" and series != "RUT"):
            return answer(replies.yahoo(()))
        if key not in held:
            rows = table(shared / "market" / f"{series}{'' if step == '1d' else '_5m'}.csv")
            rows = [r for r in rows if step == "1d" or r["date"][:10] == "2025-09-12"]
            values = [(r["date"], *(float(r[n]) for n in ("close", "high", "low"))) for r in rows]
            held[key] = replies.yahoo(values, step)
        return answer(held[key])

    def effr(_: Any) -> Any:
        low, high = (table(shared / "market" / f"FRED_DFEDTAR{end}.csv") for end in "LU")
        return answer(replies.nyfed(tuple(
            (a["date"], 0.1, float(a["value"]), float(b["value"])) for a, b in zip(low, high, strict=True)
            if datetime.fromisoformat(a["date"]).weekday() < 5)))

    loopback.routes = {"/v8/finance/chart/": chart, "/api/rates/unsecured/effr": effr,
                       "/v1/test/getcrumb": lambda _: answer(b"crumb"),
                       "/resource/gpe5-46if": lambda _: answer(replies.cftc())}
    loopback.answers = [answer(status=404)]
    monkeypatch.setattr(Yahoo, "session", yahoo_session)
    urls = {f"TAPECHECK_{n.upper()}_URL": loopback.url for n in ("yahoo", "nyfed", "treasury", "bls", "cftc")}
    config: Config = load_config({**urls, "XDG_CONFIG_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)})

    def build(offline: bool = False) -> Market:
        return Market((Tape(),), live_sources(config, offline, http, now=lambda: NOW))

    return build


def test_the_same_from_folder_live_cache_and_bundle(
    shared: Path, online: Callable[..., Market], loopback: Any, tmp_path: Path
) -> None:
    article = shared / "seed" / "article.txt"
    folder = check(article, shared / "market")
    recorder = Recorder(online())
    live = check(article, market=recorder)
    assert verdicts(live) == verdicts(folder)
    assert sum(c.outcome == "supported" for c in live.claims) >= 8
    sources = {e.source for c in live.claims for e in c.evidence}
    assert {"yahoo", "nyfed"} <= sources
    asked = len(loopback.asked)
    assert verdicts(check(article, market=online(offline=True))) == verdicts(folder)
    assert len(loopback.asked) == asked
    write_bundle(tmp_path / "e.zip", [live], recorder, NOW)
    assert {r.how for r in replay(tmp_path / "e.zip")} == {"same"}


def test_the_record_of_the_coming_days_came_true(shared: Path, online: Callable[..., Market]) -> None:
    report = check(shared / "seed" / "article.txt", shared / "market")
    for market in (open_market(shared / "market"), online()):
        before = [r for r in due([report], datetime(2025, 9, 17, 17, 0, tzinfo=NY), market) if "record" in r.claim.text]
        assert [(r.status, str(r.due)) for r in before] == [("pending", "2025-09-19")]
        after = [r for r in due([report], datetime(2025, 9, 20, 9, 0, tzinfo=NY), market) if "record" in r.claim.text]
        assert [(r.status, str(r.on)) for r in after] == [("came_true", "2025-09-18")]


def test_before_and_after_the_bell(online: Callable[..., Market]) -> None:
    market = online()
    for clock, last in (((15, 59), "2025-09-11"), ((16, 0), "2025-09-12")):
        points = market.points("RUT", "close", datetime(2025, 9, 12, *clock, tzinfo=NY))
        assert datetime.fromordinal(int(points.days[-1])).date().isoformat() == last
    half = market.points("SPX", "close", datetime(2024, 11, 29, 13, 1, tzinfo=NY))
    assert datetime.fromordinal(int(half.days[-1])).date().isoformat() == "2024-11-29"


def test_a_session_left_out_is_missing(online: Callable[..., Market], loopback: Any, answer: Any, replies: Any) -> None:
    days = [date(2025, 9, 2) + timedelta(days=n) for n in range(10)]
    rows = [(f"{d:%Y-%m-%d}", 10.0 + n) for n, d in enumerate(days) if d.weekday() < 5 and d.day != 9]
    loopback.routes["/v8/finance/chart/"] = lambda _: answer(replies.yahoo(rows))
    market = online()
    points = market.points("DJI", "close", datetime(2025, 9, 12, 9, 0, tzinfo=NY))
    assert [datetime.fromordinal(d).day for d in market.gaps(points)] == [9]


def test_two_sources_that_disagree_are_both_shown(shared: Path, online: Callable[..., Market]) -> None:
    from dataclasses import replace

    market = online()

    class Other:
        name = "other"

        def at(self, wanted: Any, name: str, as_of: datetime, first: Any) -> Any:
            (points,) = market.live[0].at(wanted, name, as_of, first)
            values = points.values.copy()
            values[points.index_at_or_before(date(2025, 9, 11).toordinal())] = 2500.25
            keep = slice(len(values) - 40, None)
            return [replace(points, source="other", days=points.days[keep], values=values[keep])]

    day = date(2025, 9, 11).toordinal()
    both = Market((Tape(),), (Other(), *market.live))
    points = both.points("RUT", "close", datetime(2025, 9, 12, 12, 0, tzinfo=NY), (day - 4000, day))
    assert points.source == "yahoo"
    assert "other has 2500.25 on 2025-09-11" in points.note
    assert entry("RUT").id == points.series
