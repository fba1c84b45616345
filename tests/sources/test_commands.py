"""``tapecheck sources``, ``sources test`` and ``data pull`` against the loopback."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tapecheck.sources import open_market
from tapecheck.sources.config import ADAPTERS
from tapecheck.sources.yahoo import Yahoo

NY = ZoneInfo("America/New_York")


@pytest.fixture
def world(
    loopback: Any, answer: Any, replies: Any, yahoo_session: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Any:
    """Every publisher on the loopback, by the environment alone."""
    monkeypatch.setattr(Yahoo, "session", yahoo_session)
    for kind in ADAPTERS:
        monkeypatch.setattr(kind, "pause", 0.0)
    monkeypatch.setenv("TAPECHECK_OFFLINE", "0")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("yahoo", "nyfed", "treasury", "bls", "cftc", "sec", "fred"):
        monkeypatch.setenv(f"TAPECHECK_{name.upper()}_URL", loopback.url)
    loopback.answers = [answer(status=404)]
    loopback.routes = {
        "/v8/finance/chart/": lambda _: answer(replies.yahoo()), "/v1/test/getcrumb": lambda _: answer(b"crumb"),
        "/api/rates/": lambda _: answer(replies.nyfed()), "/resource-center": lambda _: answer(replies.treasury()),
        "/publicAPI": lambda _: answer(replies.bls()), "/resource/": lambda _: answer(replies.cftc()),
        "/fred/": lambda _: answer(replies.fred()), "/files/": lambda _: answer(replies.tickers()),
        "/api/xbrl": lambda _: answer(replies.sec()),
    }
    return loopback


def test_the_list(tapecheck: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPECHECK_FRED_KEY", "s3cret")
    ran = tapecheck("sources")
    assert ran.code == 0
    for word in "yahoo nyfed treasury bls cftc sec fred tape TAPECHECK_CONTACT".split():
        assert word in ran.out
    assert "s3cret" not in ran.out
    rows = [json.loads(text) for text in tapecheck("sources", "--json").out.splitlines()]
    assert {r["name"]: r["ready"] for r in rows}["fred"]
    assert "FEDTARGET" in next(r for r in rows if r["name"] == "nyfed")["series"]


def test_each_is_tried(tapecheck: Callable[..., Any], world: Any, answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tapecheck("sources", "test")
    assert ran.code == 0, ran.out
    assert "nyfed: well; " in ran.out
    assert "fred: not asked: wants a key" in ran.out
    monkeypatch.setenv("TAPECHECK_FRED_KEY", "s3cret")
    monkeypatch.setenv("TAPECHECK_CONTACT", "me@example.org")
    world.routes["/publicAPI"] = lambda _: answer(b"<html>down</html>")
    ran = tapecheck("sources", "test", "--json")
    rows = {r["name"]: r for r in map(json.loads, ran.out.splitlines())}
    assert ran.code == 2
    assert not rows["bls"]["well"]
    assert "a page in place of JSON" in rows["bls"]["said"]
    assert rows["fred"]["well"]
    assert rows["sec"]["well"]
    assert "s3cret" not in ran.out
    assert any("me@example.org" in a.headers.get("User-Agent", "") for a in world.asked)


def test_a_store_is_filled_and_read_again(tapecheck: Callable[..., Any], world: Any, tmp_path: Path) -> None:
    store = tmp_path / "prices"
    ran = tapecheck("data", "pull", "RUT", "FEDTARGET", "COT_RTY", "UNRATE", "--from", "2016", "--to", str(store))
    assert ran.code == 0, ran.out + ran.err
    head, first, *_ = (store / "RUT.csv").read_text().splitlines()
    assert (head, first) == ("date,close,high,low,open", "2025-09-10,10.1,10.6,9.6,10.1")
    market = open_market(store)
    noon = datetime(2025, 9, 26, 12, 0, tzinfo=NY)
    assert market.points("RUT", "high", noon).values.tolist() == [10.6, 10.7, 10.8]
    assert market.points("FEDTARGET", "high", noon).values[-1] == 4.25
    assert market.points("COT_RTY", "lev_net", noon).values.tolist() == [-50, -60, 0]
    assert market.points("UNRATE", "close", noon).values.tolist() == [4.2, 4.3]
    assert "yahoo" in ran.out


def test_what_cannot_be_pulled_is_said(
    tapecheck: Callable[..., Any], world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAPECHECK_FRED_KEY", "s3cret")
    ran = tapecheck("data", "pull", "GDP", "NO_SUCH", "--to", str(tmp_path / "p"))
    assert ran.code == 2
    assert "GDP: the terms of fred forbid keeping" in ran.out
    assert "NO_SUCH: no source at hand has it" in ran.out
    assert not list((tmp_path / "p").iterdir())
    assert tapecheck("data", "pull", "RUT").code == 2
    assert tapecheck("data", "pull", "RUT", "--from", "soon", "--to", str(tmp_path / "p")).code == 2


def test_check_asks_unless_told_not_to(tapecheck: Callable[..., Any], world: Any) -> None:
    command = ("eval", "level(COT_RTY.lev_net[now])", "--as-of", "2025-09-13T12:00:00-04:00")
    assert "no source" in tapecheck(*command, "--offline").out
    assert world.asked == []
    assert "-60" in tapecheck(*command).out
    asked = len(world.asked)
    assert "-60" in tapecheck(*command, "--offline").out
    assert len(world.asked) == asked


def test_a_filed_figure_is_evaluated(
    tapecheck: Callable[..., Any], world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAPECHECK_CONTACT", "me@example.org")
    for when, value in (("2025-09-01", "1.5"), ("2025-12-01", "1.4")):
        ran = tapecheck("eval", "level(AAPL.eps['2025-06-28'])", "--as-of", when)
        assert f"AAPL.eps 2025-06-28 {value}" in ran.out
