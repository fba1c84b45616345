"""Answers kept on disk: whole or not at all, by many processes at once, within bounds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tapecheck.sources.cache import STRAY_SECONDS, Cache, write_whole

NOW = datetime(2025, 9, 12, 15, 0, tzinfo=UTC)

WRITER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from tapecheck.sources.cache import Cache
cache = Cache(Path(sys.argv[1]), limit=int(sys.argv[3]))
mark = sys.argv[2].encode()
print("ready", flush=True)
for turn in range(int(sys.argv[4])):
    cache.put("bank", "shared", mark * 20000, "https://example.org", datetime.now(timezone.utc))
    kept = cache.get("bank", "shared")
    assert kept is None or len(set(kept.raw)) == 1 and len(kept.raw) == 20000, "torn"
"""


def writer(folder: Path, mark: str, limit: int, turns: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), mark, str(limit), str(turns)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_what_is_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "cache")
    assert cache.get("bank", "k") is None
    cache.put("bank", "k", b"line\nline\n", "https://example.org/x", NOW)
    kept = cache.get("bank", "k")
    assert kept is not None
    assert (kept.raw, kept.url, kept.retrieved_at) == (b"line\nline\n", "https://example.org/x", NOW)
    assert cache.get("bank", "other") is None
    assert cache.get("other", "k") is None


def test_any_damage_makes_it_no_answer(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("bank", "k", b"some rows", "", NOW)
    path = next(tmp_path.glob("*.kept"))
    whole = path.read_bytes()
    for at in range(0, len(whole) * 8, 7):
        raw = bytearray(whole)
        raw[at // 8] ^= 1 << at % 8
        path.write_bytes(bytes(raw))
        kept = cache.get("bank", "k")
        assert kept is None or kept.raw == b"some rows"
    for end in (0, 1, 20, len(whole) - 1):
        path.write_bytes(whole[:end])
        assert cache.get("bank", "k") is None


def test_bounded_and_the_longest_unread_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=10_000)
    for n in range(12):
        cache.put("bank", str(n), bytes(1000), "", NOW)
        path = max(tmp_path.glob("*.kept"), key=lambda p: p.stat().st_mtime_ns)
        os.utime(path, (n, n))
        cache.get("bank", "0")
    assert sum(p.stat().st_size for p in tmp_path.iterdir()) <= 10_000
    assert cache.get("bank", "0") is not None
    assert cache.get("bank", "1") is None
    assert cache.get("bank", "11") is not None


def test_strays_of_the_dead_are_removed(tmp_path: Path) -> None:
    stray, fresh = tmp_path / "a.part", tmp_path / "b.part"
    stray.write_bytes(b"half")
    fresh.write_bytes(b"half")
    old = stray.stat().st_mtime - STRAY_SECONDS - 60
    os.utime(stray, (old, old))
    Cache(tmp_path).put("bank", "k", b"rows", "", NOW)
    assert not stray.exists()
    assert fresh.exists()


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = Cache(tmp_path / "file")
    cache.put("bank", "k", b"rows", "", NOW)
    assert cache.get("bank", "k") is None


def test_eight_processes_share_it(tmp_path: Path) -> None:
    writers = [writer(tmp_path, mark, 50_000, 25) for mark in "abcdefgh"]
    assert [w.wait(60) for w in writers] == [0] * 8
    for w in writers:
        assert w.stdout is not None
        w.stdout.close()
    kept = Cache(tmp_path).get("bank", "shared")
    assert kept is not None
    assert len(kept.raw) == 20000


def test_kill_in_the_middle_of_writing(tmp_path: Path) -> None:
    for mark in "abcd":
        victim = writer(tmp_path, mark, 10**9, 10**6)
        assert victim.stdout is not None
        victim.stdout.readline()
        while not list(tmp_path.glob("*.kept")):
            assert victim.poll() is None
        victim.send_signal(signal.SIGKILL)
        victim.wait(10)
        victim.stdout.close()
        kept = Cache(tmp_path).get("bank", "shared")
        assert kept is not None
        assert len(set(kept.raw)) == 1


def test_answers_are_the_owners_and_other_files_as_usual(tmp_path: Path) -> None:
    Cache(tmp_path / "k").put("bank", "k", b"rows", "", NOW)
    assert next((tmp_path / "k").glob("*.kept")).stat().st_mode & 0o077 == 0
    (tmp_path / "usual").write_bytes(b"x")
    write_whole(tmp_path / "ours", b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []
