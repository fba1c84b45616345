"""One conformance suite over all sources: real client code against a loopback that replays answers of real shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tapecheck.errors import DataError
from tapecheck.schemas import Points
from tapecheck.sources.bls import LaborStatistics
from tapecheck.sources.cache import Cache
from tapecheck.sources.catalog import catalog, entry
from tapecheck.sources.cftc import Commitments, published
from tapecheck.sources.config import ADAPTERS
from tapecheck.sources.fred import Fred
from tapecheck.sources.live import Adapter, Live, Settings
from tapecheck.sources.nyfed import NewYorkFed
from tapecheck.sources.sec import CompanyFacts
from tapecheck.sources.treasury import Treasury
from tapecheck.sources.yahoo import Yahoo

NY = ZoneInfo("America/New_York")
NOON = datetime(2025, 9, 26, 12, 0, tzinfo=NY)
NOW = datetime(2025, 10, 1, 12, 0, tzinfo=UTC)
CASES: list[tuple[type[Adapter], str, str, list[tuple[str, float]]]] = [
    (NewYorkFed, "FEDTARGET", "high", [("2025-09-12", 4.5), ("2025-09-16", 4.5), ("2025-09-18", 4.25)]),
    (NewYorkFed, "DFF", "close", [("2025-09-14", 4.33), ("2025-09-19", 4.08)]),
    (Treasury, "DGS10", "close", [("2025-09-10", 4.04), ("2025-09-12", 4.06)]),
    (LaborStatistics, "UNRATE", "close", [("2025-07-01", 4.2), ("2025-08-01", 4.3)]),
    (Commitments, "COT_RTY", "lev_net", [("2025-09-02", -50), ("2025-09-09", -60), ("2025-09-16", 0)]),
    (Commitments, "COT_RTY", "open_interest", [("2025-09-09", 500)]),
    (CompanyFacts, "AAPL.eps", "close", [("2025-06-28", 1.5)]),
    (Fred, "UNRATE", "close", [("2025-06-01", 4.2), ("2025-08-01", 4.4)]),
    (Yahoo, "SPX", "close", [("2025-09-10", 10.1), ("2025-09-12", 10.3)]),
    (Yahoo, "SPX", "high", [("2025-09-10", 10.6)]),
]
IDS = [f"{a.name} {s}.{f}" for a, s, f, _ in CASES]
ONE_EACH = [next(c for c in CASES if c[0] is a) for a in ADAPTERS]
NAMES = [a.name for a in ADAPTERS]


class Desk:
    """A source on the loopback whose answer a test chooses."""

    def __init__(self, kind: type[Adapter], loopback: Any, http: Any, session: Any, cache: Cache | None, now: datetime):
        self.adapter = kind(Settings(url=loopback.url, key="s3cret", contact="me@example.org"))
        if isinstance(self.adapter, Yahoo):
            self.adapter.session = session
        self.loopback, self.http, self.cache, self.now = loopback, http, cache, now
        self.live = self.again()

    def again(self, offline: bool = False) -> Live:
        """The source as another run would see it."""
        self.live = Live(self.adapter, self.http, self.cache, offline=offline, now=lambda: self.now)
        return self.live

    def at(self, series: str, field: str, as_of: datetime = NOON, first: date = date(2025, 1, 1)) -> Points:
        (points,) = self.live.at(entry(series), field, as_of, first)
        return points


@pytest.fixture
def desk(
    loopback: Any, http: Any, yahoo_session: Any, replies: Any, answer: Any, tmp_path: Path
) -> Callable[..., Desk]:
    def build(kind: type[Adapter], body: bytes | None = None, now: datetime = NOW, keep: bool = False) -> Desk:
        loopback.routes = {
            "/files/company_tickers": lambda _: answer(replies.tickers()),
            "/v1/test/getcrumb": lambda _: answer(b"crumb"),
        }
        loopback.answers = [answer(getattr(replies, kind.name)() if body is None else body)]
        return Desk(kind, loopback, http, yahoo_session, Cache(tmp_path / "kept") if keep else None, now)

    return build


def rows(points: Points) -> dict[str, float]:
    return {date.fromordinal(int(d)).isoformat(): float(v) for d, v in zip(points.days, points.values, strict=True)}


@pytest.mark.parametrize(("kind", "series", "field", "wanted"), CASES, ids=IDS)
def test_right_rows(kind: type[Adapter], series: str, field: str, wanted: Any, desk: Any) -> None:
    points = desk(kind).at(series, field)
    found = rows(points)
    assert {d: found.get(d) for d, _ in wanted} == dict(wanted)
    assert (points.series, points.field, points.unit) == (series, field, entry(series).unit)
    assert points.licence
    assert points.source.startswith(kind.name)
    assert len(points.sha256) == 64
    assert "2025-10-01" in points.note
    assert list(points.days) == sorted(set(points.days))


@pytest.mark.parametrize(("kind", "series", "field", "_"), ONE_EACH, ids=NAMES)
@pytest.mark.parametrize(
    "trouble", ["429", "500", "404", "cut", "page", "empty", "columns", "length", "nothing", "numbers", "bytes"])
def test_the_right_error_each_time(
    kind: type[Adapter], series: str, field: str, _: Any, trouble: str, desk: Any, loopback: Any, answer: Any,
    replies: Any,
) -> None:
    whole = getattr(replies, kind.name)()
    columns = (b"targetRate", b"10 Yr", b"2 Yr", b'"value"', b"lev_money", b'"end"', b'"close"')
    changed = whole
    for name in columns:
        changed = changed.replace(name, b'"other"' if name.startswith(b'"') else b"other")
    numbers = whole
    for number in (b"4.25", b"4.5", b"4.06", b'"4.3"', b'"150"', b" 1.5", b'"4.2"', b" 10.2"):
        numbers = numbers.replace(number, b"many" if kind is Treasury else b'"many"')
    bad = {
        "429": answer(b"slow down", status=429), "500": answer(b"oops", status=500), "404": answer(b"", status=404),
        "cut": answer(whole[: len(whole) * 2 // 3]), "page": answer(b"<!DOCTYPE html><html>Sign in</html>"),
        "empty": answer(b""), "columns": answer(changed), "length": answer(whole, length=len(whole) + 50),
        "nothing": answer(b"{}"), "numbers": answer(numbers), "bytes": answer(b"\xff\xfe\x00\xd8" * 20),
    }[trouble]
    there = desk(kind)
    loopback.answers = [bad]
    with pytest.raises(DataError) as error:
        there.at(series, field)
    assert error.value.reason in ("source_failed", "short_history")
    assert str(error.value).startswith(f"{kind.name}: ")
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(("kind", "series", "field", "_"), ONE_EACH, ids=NAMES)
def test_an_empty_window_is_no_failure_of_the_format(
    kind: type[Adapter], series: str, field: str, _: Any, desk: Any, replies: Any
) -> None:
    body = replies.treasury().split(b"\n")[0] + b"\n" if kind is Treasury else \
        replies.bls(rows=()) if kind is LaborStatistics else getattr(replies, kind.name)(())
    with pytest.raises(DataError) as error:
        desk(kind, body).at(series, field)
    assert error.value.reason == ("source_failed" if kind is Yahoo else "short_history")


@pytest.mark.parametrize(("kind", "series", "field", "_"), ONE_EACH, ids=NAMES)
def test_kept_where_the_terms_allow_and_then_offline(
    kind: type[Adapter], series: str, field: str, _: Any, desk: Any, tmp_path: Path, loopback: Any
) -> None:
    there = desk(kind, keep=True)
    first = there.at(series, field)
    asked = len(loopback.asked)
    there.again()
    kept = b"".join(p.read_bytes() for p in (tmp_path / "kept").iterdir()) if (tmp_path / "kept").is_dir() else b""
    assert b"s3cret" not in kept
    if kind.keeps:
        assert rows(there.at(series, field)) == rows(first)
        assert len(loopback.asked) == asked
        there.again(offline=True)
        assert there.at(series, field).sha256 == first.sha256
    else:
        assert kept == b""
        assert there.again(offline=True).at(entry(series), field, NOON, date(2025, 1, 1)) == []
        assert len(loopback.asked) == asked


def test_what_is_stale_is_asked_for_again_and_serves_when_nobody_answers(
    desk: Any, loopback: Any, answer: Any, replies: Any
) -> None:
    there = desk(NewYorkFed, keep=True, now=NOON.astimezone(UTC))
    there.at("FEDTARGET", "low")
    there.now += timedelta(days=1)
    loopback.answers = [answer(replies.nyfed([*replies.EFFR, ("2025-09-25", 4.1, 4.0, 4.25)]))]
    there.again()
    assert "2025-09-25" in rows(there.at("FEDTARGET", "low"))
    there.now += timedelta(days=1)
    loopback.answers = [answer(status=503)]
    there.again()
    assert "2025-09-25" in rows(there.at("FEDTARGET", "low", there.now))


def test_a_lying_clock_is_not_believed(desk: Any, loopback: Any) -> None:
    there = desk(NewYorkFed, keep=True, now=NOW + timedelta(days=4000))
    there.at("FEDTARGET", "low")
    there.now = NOW
    there.again()
    asked = len(loopback.asked)
    there.at("FEDTARGET", "low")
    assert len(loopback.asked) == asked + 1


def test_a_source_that_lacks_its_key_or_contact_is_not_asked(http: Any, loopback: Any) -> None:
    for kind, series in ((Fred, "UNRATE"), (CompanyFacts, "AAPL.eps")):
        source = Live(kind(Settings(url=loopback.url)), http, None)
        assert source.at(entry(series), "close", NOON, date(2025, 1, 1)) == []
    assert loopback.asked == []


@pytest.mark.parametrize("kind", ADAPTERS, ids=NAMES)
def test_each_says_what_it_is(kind: type[Adapter]) -> None:
    adapter = kind(Settings(key="k", contact="c"))
    series, field = kind.probe
    assert kind.address.startswith("https://")
    assert kind.licence
    assert adapter.holds(entry(series), field)
    held = [e.id for e in catalog().values() if any(adapter.holds(e, f) for f in ("close", "high", "lev_net"))]
    assert held or kind is CompanyFacts
    assert not adapter.holds(entry("NO SUCH THING"), "close")
    for request in adapter.request(entry(series), field, NOON, date(2024, 1, 1), NOON.date()):
        assert request.url.startswith("https://")
        assert "k" not in dict(request.params).values()


def test_questions_are_the_publishers(desk: Any, loopback: Any) -> None:
    desk(Commitments).at("COT_RTY", "lev_net")
    assert loopback.asked[-1].path == "/resource/gpe5-46if.json"
    assert loopback.asked[-1].query["$where"] == "cftc_contract_market_code='239742'"
    desk(LaborStatistics).at("UNRATE", "close")
    body = json.loads(loopback.asked[-1].body)
    assert (body["seriesid"], body["registrationkey"]) == (["LNS14000000"], "s3cret")
    assert int(body["startyear"]) <= 2024
    desk(CompanyFacts).at("AAPL.eps", "close")
    assert loopback.asked[-1].path == "/api/xbrl/companyfacts/CIK0000320193.json"
    desk(Fred).at("UNRATE", "close")
    assert loopback.asked[-1].query["realtime_end"] == "2025-09-26"
    desk(NewYorkFed).at("FEDTARGET", "low")
    assert loopback.asked[-1].path == "/api/rates/unsecured/effr/search.json"
    desk(Treasury).at("DGS10", "close", first=date(2024, 1, 1))
    assert [a.path.split("/")[-2] for a in loopback.asked[-2:]] == ["2024", "2025"]


@pytest.mark.parametrize(
    ("tuesday", "moment"),
    [
        ("2025-09-09", "2025-09-12 15:30"),
        ("2025-07-01", "2025-07-07 15:30"),
        ("2025-06-17", "2025-06-23 15:30"),
        ("2025-09-02", "2025-09-05 15:30"),
        ("2025-11-10", "2025-12-12 15:30"),
        ("2023-02-07", "2023-03-24 15:30"),
        ("2025-04-15", "2025-04-18 15:30"),
        ("2023-11-07", "2023-11-13 15:30"),
        ("2021-12-28", "2022-01-03 15:30"),
        ("2024-12-24", "2024-12-30 15:30"),
    ],
)
def test_the_week_of_the_cftc_is_public_when_it_is_published(tuesday: str, moment: str) -> None:
    assert f"{published(date.fromisoformat(tuesday).toordinal()):%Y-%m-%d %H:%M}" == moment


def test_the_week_before_publication_is_not_seen(desk: Any) -> None:
    there = desk(Commitments)
    before = there.at("COT_RTY", "lev_net", datetime(2025, 9, 12, 15, 29, tzinfo=NY))
    after = there.at("COT_RTY", "lev_net", datetime(2025, 9, 12, 15, 30, tzinfo=NY))
    assert (list(rows(before))[-1], list(rows(after))[-1]) == ("2025-09-02", "2025-09-09")


def test_a_restated_figure_counts_from_its_filing(desk: Any) -> None:
    there = desk(CompanyFacts)
    assert rows(there.at("AAPL.eps", "close", datetime(2025, 11, 3, 17, 29, tzinfo=NY))) == {"2025-06-28": 1.5}
    assert rows(there.at("AAPL.eps", "close", datetime(2025, 11, 3, 17, 30, tzinfo=NY))) == {"2025-06-28": 1.4}
    with pytest.raises(DataError) as error:
        there.at("AAPL.eps", "close", datetime(2025, 8, 1, 9, 0, tzinfo=NY))
    assert error.value.reason == "not_yet_published"


def test_a_macro_figure_is_read_in_the_vintage_of_the_day(desk: Any, loopback: Any, answer: Any, replies: Any) -> None:
    """First print 4.2, later revised to 4.1: each moment sees its own, and before the hour that of the day before."""
    there = desk(Fred)
    loopback.routes["/fred/"] = lambda asked: answer(replies.fred(
        (("2025-08-01", "4.2" if asked.query["realtime_end"] < "2025-10-03" else "4.1"),)))
    assert rows(there.at("UNRATE", "close", datetime(2025, 9, 5, 8, 30, tzinfo=NY)))["2025-08-01"] == 4.2
    assert loopback.asked[-1].query["realtime_end"] == "2025-09-05"
    there.now = datetime(2025, 10, 4, tzinfo=UTC)
    assert rows(there.at("UNRATE", "close", datetime(2025, 10, 3, 8, 29, tzinfo=NY)))["2025-08-01"] == 4.2
    late = there.at("UNRATE", "close", datetime(2025, 10, 3, 8, 31, tzinfo=NY))
    assert rows(late)["2025-08-01"] == 4.1
    assert late.vintage == "as of 2025-10-03"
    assert not late.keep


def test_bars_carry_their_end_in_new_york(desk: Any, replies: Any, loopback: Any) -> None:
    bars = replies.yahoo((("2025-09-26 09:30", 10.0), ("2025-09-26 09:35", 11.0)), "5m")
    there = desk(Yahoo, bars)
    found, sha256 = there.live.bars(entry("SPX"), date(2025, 9, 26).toordinal())
    assert [(f"{b.end:%H:%M}", b.close) for b in found] == [("09:31", 10.0), ("09:36", 11.0)]
    assert len(sha256) == 64
    there.now = NOW + timedelta(days=20)
    found, _ = there.again().bars(entry("SPX"), date(2025, 9, 26).toordinal())
    assert f"{found[0].end:%H:%M}" == "09:35"
    assert loopback.asked[-1].query["interval"] == "5m"
    there.now = NOW + timedelta(days=900)
    assert there.again().bars(entry("SPX"), date(2025, 9, 26).toordinal()) == ((), "")


def test_rows_of_a_day_to_come_are_not_believed(desk: Any, replies: Any) -> None:
    """A publisher whose clock runs ahead, or ours that runs behind."""
    there = desk(Yahoo, replies.yahoo((("2025-09-12", 1.0), ("2026-09-11", 2.0))))
    assert rows(there.at("SPX", "close", datetime(2026, 12, 1, tzinfo=NY))) == {"2025-09-12": 1.0}


def test_daylight_saving_moves_no_session(desk: Any, replies: Any) -> None:
    body = replies.yahoo((("2025-03-07", 1.0), ("2025-03-10", 2.0), ("2025-10-31", 3.0), ("2025-11-03", 4.0)))
    there = desk(Yahoo, body, now=datetime(2025, 11, 5, 12, 0, tzinfo=NY))
    found = rows(there.at("SPX", "close", there.now))
    assert found == {"2025-03-07": 1.0, "2025-03-10": 2.0, "2025-10-31": 3.0, "2025-11-03": 4.0}


@pytest.mark.parametrize(("kind", "series"), [(Treasury, "DGS10"), (LaborStatistics, "UNRATE")])
def test_a_source_asked_by_the_year_decides_no_record(kind: type[Adapter], series: str, desk: Any) -> None:
    there = desk(kind)
    window, whole = there.at(series, "close"), there.at(series, "close", first=date(1, 1, 1))
    assert window.complete
    assert not whole.complete
    assert window.source != whole.source


def test_the_price_of_a_session_under_way_is_no_close(desk: Any, loopback: Any, answer: Any, replies: Any) -> None:
    """Fetched at 15:50 and kept, asked again after the bell: neither the old answer nor its row counts as close."""
    there = desk(Yahoo, keep=True, now=datetime(2025, 9, 12, 15, 50, tzinfo=NY))
    assert "2025-09-12" not in rows(there.at("SPX", "close", there.now))
    assert "2025-09-12" in rows(there.at("SPX", "high", there.now))
    there.now = datetime(2025, 9, 12, 16, 30, tzinfo=NY)
    there.again()
    assert rows(there.at("SPX", "close", there.now))["2025-09-12"] == 10.3
    loopback.answers = [answer(replies.yahoo((("2025-09-12", 10.3), ("2025-09-15", 10.9))))]
    there.now = datetime(2025, 9, 15, 16, 5, tzinfo=NY)
    there.again()
    assert "2025-09-15" not in rows(there.at("SPX", "close", there.now))
    loopback.answers = [answer(status=503)]
    there.now = datetime(2025, 9, 15, 17, 0, tzinfo=NY)
    there.again()
    assert "2025-09-15" not in rows(there.at("SPX", "close", there.now))
