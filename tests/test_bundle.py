"""Evidence that replays: the flagship from a folder, from live sources on the loopback, and from its bundle."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tapecheck.check import check
from tapecheck.corpus.bundle import Recorder, read_bundle, replay, write_bundle
from tapecheck.errors import InputError
from tapecheck.schemas import Article, Points, Report
from tapecheck.sources import Market, open_market

NY = ZoneInfo("America/New_York")
SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "samples" / "election-week.txt"


def verdicts(report: Report) -> list[tuple[str, str | None, str | None]]:
    return [(c.outcome, c.reason, c.expr) for c in report.claims]


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Report]:
    recorder = Recorder(open_market())
    report = check(SAMPLE, market=recorder)
    write_bundle(tmp_path / "e.zip", [report], recorder, datetime(2025, 1, 1, tzinfo=UTC))
    return tmp_path / "e.zip", report


def test_a_bundle_gives_the_same_verdicts(written: tuple[Path, Report]) -> None:
    path, report = written
    found = replay(path)
    assert len(found) == len(report.claims)
    assert {r.how for r in found} == {"same"}
    assert [(r.again.outcome, r.again.derivation, r.again.evidence, r.again.diagnosis) for r in found] == \
        [(c.outcome, c.derivation, c.evidence, c.diagnosis) for c in report.claims]
    assert sum(r.again.outcome == "contradicted" for r in found) == 2


def test_the_recorder_changes_nothing(written: tuple[Path, Report]) -> None:
    assert written[1] == check(SAMPLE)


def test_it_holds_article_hash_report_and_rows(written: tuple[Path, Report]) -> None:
    import hashlib
    import zipfile

    with zipfile.ZipFile(written[0]) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert Report.model_validate_json(archive.read("reports.jsonl")) == written[1]
        for name, sha256 in manifest["files"].items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == sha256
    assert manifest["articles"][0]["sha256"] == hashlib.sha256(written[1].article.body.encode()).hexdigest()
    assert any(n.startswith("rows/") for n in manifest["files"])


def test_the_same_run_gives_the_same_file(written: tuple[Path, Report], tmp_path: Path) -> None:
    recorder = Recorder(open_market())
    write_bundle(tmp_path / "f.zip", [check(SAMPLE, market=recorder)], recorder, datetime(2025, 1, 1, tzinfo=UTC))
    assert (tmp_path / "f.zip").read_bytes() == written[0].read_bytes()


def test_one_changed_bit_is_told(written: tuple[Path, Report], tmp_path: Path) -> None:
    raw = written[0].read_bytes()
    chance = random.Random(7)
    places = [0, 7, len(raw) * 8 - 1, len(raw) * 8 - 600, *(chance.randrange(len(raw) * 8) for _ in range(200))]
    bad = tmp_path / "bad.zip"
    for at in places:
        changed = bytearray(raw)
        changed[at // 8] ^= 1 << at % 8
        bad.write_bytes(bytes(changed))
        with pytest.raises(InputError, match=r"bad\.zip"):
            read_bundle(bad)


def test_what_is_no_bundle(tmp_path: Path) -> None:
    for content in (b"", b"PK", SAMPLE.read_bytes()):
        (tmp_path / "x.zip").write_bytes(content)
        with pytest.raises(InputError, match=r"x\.zip"):
            replay(tmp_path / "x.zip")
    with pytest.raises(InputError):
        replay(tmp_path / "none.zip")


class Closed:
    """A source whose terms forbid passing its rows on."""

    name = "closed"

    def at(self, wanted: Any, name: str, as_of: datetime, first: date) -> list[Points]:
        import numpy as np

        if wanted.id != "SPX" or name != "close":
            return []
        day = date(2024, 1, 2).toordinal()
        days = np.array([d for d in range(day, day + 400) if date.fromordinal(d).weekday() < 5], dtype=np.int64)
        return [Points("SPX", "close", days, 4700.5 + np.arange(len(days)), "index_point", source="closed",
                       licence="no passing on", url="https://example.org/SPX", keep=False)]


def test_closed_rows_leave_a_reference(tmp_path: Path) -> None:
    recorder = Recorder(Market(open_market().sources, (Closed(),)))
    body = "The S&P 500 closed at 4,712.50 on Jan. 12, 2024. The Fed's target range was 5.25% to 5.5%."
    article = Article(id="a", body=body, published=datetime(2024, 1, 16, 8, 0, tzinfo=NY))
    report = check(article, market=recorder)
    assert any(e.source == "closed" for c in report.claims for e in c.evidence)
    write_bundle(tmp_path / "e.zip", [report], recorder, datetime(2025, 1, 1, tzinfo=UTC))
    reports, market = read_bundle(tmp_path / "e.zip")
    kept = [e for c in reports[0].claims for e in c.evidence if e.source == "closed"]
    assert kept
    assert all(e.rows == () and e.url == "https://example.org/SPX" for e in kept)
    assert "4708.5" not in json.dumps(market.answers) + "".join(r.decode() for r in market.rows.values())
    found = replay(tmp_path / "e.zip")
    withheld = [r for r in found if r.how == "withheld"]
    assert {r.sources for r in withheld} == {("closed",)}
    assert all("SPX" in (r.claim.expr or "") for r in withheld)
    assert {r.how for r in found if r not in withheld} <= {"same"}


def test_the_commands(tapecheck: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "e.zip"
    assert tapecheck("check", str(SAMPLE), "--bundle", str(path), "--offline").code == 1
    ran = tapecheck("replay", str(path))
    assert ran.code == 0
    assert "0 differ, 0 cannot be repeated; the seal holds" in ran.out
    lines = [json.loads(text) for text in tapecheck("replay", str(path), "--json").out.splitlines()]
    assert {text["how"] for text in lines} == {"same"}
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 4
    path.write_bytes(bytes(raw))
    ran = tapecheck("replay", str(path))
    assert ran.code == 2
    assert "changed" in ran.err
    assert tapecheck("check", str(SAMPLE), "--bundle", str(tmp_path / "no" / "e.zip"), "--offline").code == 2


def test_rows_of_other_values_give_other_verdicts(written: tuple[Path, Report]) -> None:
    """The replay computes; it does not repeat what the report says."""
    reports, market = read_bundle(written[0])
    for name, raw in market.rows.items():
        rows = [row.split(b",") for row in raw.splitlines()]
        market.rows[name] = b"".join(b"%s,%a\n" % (day, float(value) + int(day) % 7) for day, value in rows)
    assert verdicts(check(SAMPLE, market=market)) != verdicts(reports[0])
