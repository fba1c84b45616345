"""What the batch over an archive is measured by, as a table.

    python benchmarks/throughput.py [SHARED] [--only speed,workers,memory,kills,million,same] [--articles 192]

SHARED (default ``../shared``) holds ``archive`` and ``market``. Speeds that are compared are taken in turns within one
run, for the machine may have other work; ``speed`` is in seconds of CPU.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

TAPECHECK = [sys.executable, "-m", "tapecheck"]
YAHOO, REUTERS = "yahoo_2017_2020_dev.jsonl", "reuters_1987.jsonl"
MILLION = 1_000_000


def main() -> int:
    """Print the rows that are asked for; 2 where the archives are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--only", default="speed,workers,memory,kills,million,same")
    parser.add_argument("--articles", default=192, type=int)
    options = parser.parse_args()
    if not (options.shared / "archive" / YAHOO).is_file():
        print(f"{options.shared} holds no archive; give the folder of the shared sets", file=sys.stderr)
        return 2
    rows = {"speed": speed, "workers": workers, "memory": memory, "kills": kills, "million": million, "same": same}
    print("| measure | target | found |\n|---|---|---|")
    for name in options.only.split(","):
        with tempfile.TemporaryDirectory(prefix="throughput") as scratch:
            for measure, target, found in rows[name](options.shared.resolve(), Path(scratch), options.articles):
                print(f"| {measure} | {target} | {found} |", flush=True)
    return 0


Row = tuple[str, str, str]


def read_lines(path: Path) -> list[str]:
    """The lines of a file."""
    with open(path, encoding="utf-8") as stream:
        return stream.readlines()


def sample(shared: Path, name: str, count: int) -> list[str]:
    """``count`` lines of an archive with different texts, in order: stretches of neighbours from all over it."""
    lines = list({json.loads(line)["body"]: line for line in read_lines(shared / "archive" / name)}.values())
    stretch = 32
    starts = random.Random(8).sample(range(0, max(1, len(lines) - stretch), stretch),
                                     min(max(1, count // stretch), max(1, len(lines) // stretch - 1)))
    return [line for start in sorted(starts) for line in lines[start : start + stretch]][:count]


def speed(shared: Path, scratch: Path, count: int) -> Iterator[Row]:
    """The chunk functions beside the bare parser on the same texts, in turns of 32 articles."""
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded: one thread each
    import spacy

    from tapecheck.corpus.inputs import Record
    from tapecheck.corpus.workers import Settings, read_all, take_all, warm
    from tapecheck.nlp import parse

    bare = spacy.load(parse._installed(None))
    settings = Settings(data=str(shared / "market"))
    moody = replace(settings, sentiment=True)
    warm()
    for name in (YAHOO, REUTERS):
        lines = sample(shared, name, count)
        spent = {"bare": 0.0, "bare, batches of 8": 0.0, "all": 0.0, "all and sentiment": 0.0}
        for start in range(0, len(lines), 32):
            some = lines[start : start + 32]
            texts = [json.loads(line)["body"] for line in some]
            records = [Record(name, i, "json", line.encode()) for i, line in enumerate(some)]

            def everything(asked: Settings, records: list[Any] = records) -> None:
                parse.forget()
                read_all(list(enumerate(take_all(records, asked))), asked)  # type: ignore[arg-type]

            turns = [("bare", lambda t=texts: list(bare.pipe(t))),
                     ("bare, batches of 8", lambda t=texts: list(bare.pipe(t, batch_size=8))),
                     ("all", lambda e=everything: e(settings)), ("all and sentiment", lambda e=everything: e(moody))]
            for what, work in turns if start % 64 else reversed(turns):
                began = time.process_time()
                work()
                spent[what] += time.process_time() - began
        for what in ("bare", "bare, batches of 8"):
            yield (f"{name}, {len(lines)} articles: everything but sentiment, times the speed of {what}", ">= 1.0",
                   f"{spent[what] / spent['all']:.2f} ({len(lines) / spent['all']:.2f} against "
                   f"{len(lines) / spent[what]:.2f} articles a second of CPU)")
        yield (f"{name}: with sentiment, times the speed of bare", ">= 0.5",
               f"{spent['bare'] / spent['all and sentiment']:.2f}")


def run_batch(source: Path, out: Path, shared: Path, *more: str) -> subprocess.Popen[str]:
    """The command, started."""
    return subprocess.Popen(
        [*TAPECHECK, "batch", str(source), "-o", str(out), "--offline", "--data", str(shared / "market"), "--json",
         *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What it printed, once it has ended well."""
    out, err = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(err[-2000:])
    found: dict[str, Any] = json.loads(out)
    return found


def workers(shared: Path, scratch: Path, count: int) -> Iterator[Row]:
    """One worker and two, in turns."""
    source = scratch / "some.jsonl"
    source.write_text("".join(sample(shared, YAHOO, count)), encoding="utf-8")
    spent = {1: 0.0, 2: 0.0}
    for turn in range(2):
        for size in (1, 2) if turn else (2, 1):
            process = run_batch(source, scratch / f"{turn}-{size}", shared, "--workers", str(size))
            spent[size] += finished(process)["seconds"]
    yield (f"two workers, times the speed of one ({count} articles, twice, {os.cpu_count()} cores)", ">= 1.7",
           f"{spent[1] / spent[2]:.2f} ({2 * count / spent[1]:.2f} and {2 * count / spent[2]:.2f} a second; load "
           f"{os.getloadavg()[0]:.1f})")


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += tree(int(child))
    return found


def memory(shared: Path, scratch: Path, count: int) -> Iterator[Row]:
    """The largest resident set of driver and worker, over 1,000 articles and over all."""
    lines = read_lines(shared / "archive" / REUTERS)
    for some in (1000, len(lines)):
        source = scratch / f"{some}.jsonl"
        source.write_text("".join(lines[:some]), encoding="utf-8")
        process = run_batch(source, scratch / str(some), shared, "--workers", "2")
        peak: dict[str, int] = {"driver": 0, "worker": 0}
        while process.poll() is None:
            for pid in tree(process.pid):
                who = "driver" if pid == process.pid else "worker"
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                at = status.find("VmHWM:")
                peak[who] = max(peak[who], int(status[at + 6 :].split()[0]) if at >= 0 else 0)
            time.sleep(0.2)
        told = finished(process)
        yield (f"peak memory, {some} articles of 1987", "flat",
               f"driver {peak['driver'] >> 10} MB, largest worker {peak['worker'] >> 10} MB, "
               f"{told['articles_a_second']:.2f} a second with 2 workers")


def tables(out: Path) -> dict[str, bytes]:
    """Every file of the tables."""
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted((out / "tables").rglob("*.parquet"))}


def kills(shared: Path, scratch: Path, count: int) -> Iterator[Row]:
    """The driver killed at ten random moments, each run going on with what the one before left; then workers."""
    some = min(count, 128)
    source = scratch / "some.jsonl"
    source.write_text("".join(sample(shared, YAHOO, some)), encoding="utf-8")
    told = finished(run_batch(source, scratch / "calm", shared, "--workers", "2"))
    chance = random.Random(10)
    for whom in ("driver", "worker"):
        out = scratch / whom
        landed = 0
        while landed < 10:
            process = run_batch(source, out, shared, "--workers", "2")
            deadline = time.monotonic() + chance.uniform(0.5, 5 + told["seconds"] / 3)
            while time.monotonic() < deadline and process.poll() is None:
                time.sleep(0.05)
            below = [pid for pid in tree(process.pid) if pid != process.pid] if process.poll() is None else []
            victims = [process.pid] if whom == "driver" else [p for p in below if not tree(p)[1:]]
            if process.poll() is None and victims:
                os.kill(chance.choice(victims), signal.SIGKILL)
                landed += 1
            process.communicate()
            if whom == "worker" or process.returncode == 0:
                shutil.rmtree(out, ignore_errors=landed < 10) if landed < 10 else None
        finished(run_batch(source, out, shared, "--workers", "2"))
        yield (f"kill -9 of the {whom} at ten random moments ({some} articles)", "nothing lost or doubled",
               "the same bytes as an untroubled run" if tables(out) == tables(scratch / "calm") else "TABLES DIFFER")


def same(shared: Path, scratch: Path, count: int) -> Iterator[Row]:
    """One worker, two, and Dask; and twice."""
    source = scratch / "some.jsonl"
    source.write_text("".join(sample(shared, YAHOO, count)), encoding="utf-8")
    ways = {"one": ["--workers", "1"], "again": ["--workers", "1"], "two": ["--workers", "2"],
            "dask": ["--workers", "2", "--dask", "local"]}
    for name, more in ways.items():
        finished(run_batch(source, scratch / name, shared, *more))
    first = tables(scratch / "one")
    for name in ("again", "two", "dask"):
        yield (f"tables of {count} articles: one worker, and {name}", "equal bytes",
               f"equal, {len(first)} files" if tables(scratch / name) == first else "DIFFERENT")


def million(shared: Path, scratch: Path, count: int) -> Iterator[Row]:
    """A manifest of a million articles, and a file of a million rows of which the last ten are new."""
    from tapecheck.corpus import keys, run
    from tapecheck.corpus.inputs import files
    from tapecheck.corpus.manifest import Manifest
    from tapecheck.corpus.store import Store
    from tapecheck.corpus.workers import Settings

    source = scratch / "million.jsonl"
    with open(source, "w", encoding="utf-8") as out:
        for i in range(MILLION + 10):
            out.write(json.dumps({"id": i, "published": "2024-05-06", "body": f"Note {i} says nothing of any size."}))
            out.write("\n")
    store = Store(scratch / "out")
    Manifest(store.state / "manifest.sqlite").close()
    store.close()
    (file,) = files([str(source)])
    checked = keys.checker(None, True, None)
    db = sqlite3.connect(scratch / "out" / "state" / "manifest.sqlite")
    chance = random.Random(1)
    db.execute("insert into inputs values (?, ?, ?, 0)", (file.name, file.stamp, MILLION))
    db.executemany("insert into texts values (?, ?)",
                   ((key, i) for i, key in enumerate(sorted(chance.randbytes(16) for _ in range(MILLION)))))
    db.executemany("insert into sketches values (?, ?, ?)", ((i, i, b"\0" * 256) for i in range(MILLION)))
    db.executemany("insert or ignore into bands values (?, ?)",
                   ((mark << 38, mark % MILLION) for mark in range(16 * MILLION)))
    db.executemany("insert into chunks values (?, 32, ?, ?, 0)",
                   ((i, keys.reader(), checked) for i in range(MILLION // 32)))
    db.execute("insert or replace into meta values ('next', ?)", (str(MILLION),))
    db.commit()
    db.close()
    began = time.monotonic()
    started: list[float] = []

    class Timed(run.Run):
        def _submit(self, task: Any) -> None:
            started.append(time.monotonic() - began)
            super()._submit(task)

    run.Run = Timed  # type: ignore[misc]
    summary = run.batch([str(source)], scratch / "out", Settings())
    yield ("resume on a manifest of a million articles: until the first new row is in work", "<= 10 s",
           f"{started[0]:.1f} s; whole run with {sum(summary.articles.values())} new articles "
           f"{time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
