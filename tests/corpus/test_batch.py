"""An archive becomes tables exactly once, whatever happens on the way."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tapecheck.check import check
from tapecheck.corpus.query import ask
from tapecheck.corpus.run import batch
from tapecheck.corpus.workers import Settings
from tapecheck.errors import InputError
from tapecheck.schemas import Article

from .conftest import article, tables, text

Archive = Callable[..., Path]


def rows(out: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(ask(out, sql).rows)


def test_the_tables_say_what_check_says(archive: Archive, tmp_path: Path) -> None:
    from tapecheck.nlp.articles import read_articles

    source = archive([article(i) for i in range(5)])
    batch([str(source)], tmp_path / "out")
    reports = [check(a) for a in read_articles(str(source))]
    claims = rows(tmp_path / "out", "select c.article, c.text, c.figure, c.expr, v.outcome, v.reason from claims c "
                                    "join verdicts v using (article, claim) order by c.article, c.claim")
    assert claims == [(i, c.text, c.figure.text, c.expr, c.outcome, c.reason)
                      for i, r in enumerate(reports) for c in r.claims]
    quotes = rows(tmp_path / "out", "select article, text, speaker from quotes order by article, quote")
    assert [(q[0], q[2]) for q in quotes] == [
        (i, q.speakers[0].name if q.speakers else None) for i, r in enumerate(reports) for q in r.quotes]
    spans = rows(tmp_path / "out", "select substr(a.body, f.start + 1, f.end - f.start), f.text from figures f "
                                   "join articles a using (article)")
    assert len(spans) == sum(len(r.figures) for r in reports)
    assert all(there == told for there, told in spans)


def test_twice_is_the_same_bytes_and_again_is_nothing(archive: Archive, tmp_path: Path) -> None:
    source = archive([article(i) for i in range(40)])
    first = batch([str(source)], tmp_path / "one")
    batch([str(source)], tmp_path / "two", size=2)
    assert tables(tmp_path / "one") == tables(tmp_path / "two")
    assert first.articles == {"read": 40}
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "one").rglob("*.parquet")}
    assert batch([str(source)], tmp_path / "one").worked == 0
    assert before == {p: p.stat().st_mtime_ns for p in (tmp_path / "one").rglob("*.parquet")}


def test_a_cluster_gives_the_same_rows(archive: Archive, tmp_path: Path) -> None:
    source = archive([article(i) for i in range(6)])
    batch([str(source)], tmp_path / "one")
    batch([str(source)], tmp_path / "two", size=1, dask="local")
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_copies_are_read_once_and_linked_and_likes_are_grouped(archive: Archive, tmp_path: Path) -> None:
    near = text(0) + "\nCorrection: an earlier version named another desk."
    records = [article(0), article(1), article(0, id="copy", outlet="Elsewhere"), article(0, id="near", body=near)]
    summary = batch([str(archive(records))], tmp_path / "out")
    assert summary.articles == {"duplicate": 1, "read": 3}
    assert summary.near_groups == 1
    found = rows(tmp_path / "out", "select id, status, duplicate_of, near from articles order by article")
    assert found == [("a0", "read", None, 0), ("a1", "read", None, 1), ("copy", "duplicate", 0, 0),
                     ("near", "read", None, 0)]
    assert rows(tmp_path / "out", "select distinct article from figures order by 1") == [(0,), (1,), (3,)]


def test_poison_harms_nobody_else(archive: Archive, tmp_path: Path, poison: Any) -> None:
    records = [article(i) for i in range(14)]
    at = dict(zip((2, 3, 6, 9, 12), poison.KINDS, strict=True))
    for i, kind in at.items():
        records[i]["body"] += f"\nPOISON-{kind}"
    settings = Settings(limit=3.0, memory=2048, guard=poison.guard)
    summary = batch([str(archive(records))], tmp_path / "out", settings, size=2)
    assert summary.articles == {"dead": 5, "read": 9}
    dead = rows(tmp_path / "out", "select a.id, d.kind from dead_letters d join articles a using (article) order by 1")
    assert dict(dead) == {"a2": "exception", "a3": "time", "a6": "time", "a9": "memory", "a12": "crash"}
    clean = [r for i, r in enumerate(records) if i not in at]
    batch([str(archive(clean, "clean.jsonl"))], tmp_path / "clean")
    sql = "select a.id, f.text, f.start from figures f join articles a using (article) order by all"
    assert rows(tmp_path / "out", sql) == rows(tmp_path / "clean", sql)


def test_a_worker_killed_by_a_stranger_loses_nothing(archive: Archive, tmp_path: Path, poison: Any) -> None:
    records = [article(i, tags=[str(tmp_path / "killed")]) for i in range(8)]
    batch([str(archive(records))], tmp_path / "out", Settings(guard=poison.kill_once))
    assert (tmp_path / "killed").exists()
    batch([str(archive(records))], tmp_path / "calm")
    assert tables(tmp_path / "out") == tables(tmp_path / "calm")


DRIVER = """
import os, signal, sys
from tapecheck.corpus import manifest, run
deadly = int(sys.argv[3])
count = 0
def counted(name):
    plain = getattr(manifest.Manifest, name)
    def call(self, *args):
        global count
        count += 1
        if count == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(self, *args)
    setattr(manifest.Manifest, name, call)
for name in ("begin", "commit", "publish", "took", "place"):
    counted(name)
run.CHUNK = 3
if __name__ == "__main__":
    run.batch([sys.argv[1]], sys.argv[2])
    print("whole")
"""


def test_a_driver_killed_anywhere_loses_and_doubles_nothing(archive: Archive, tmp_path: Path) -> None:
    source = archive([article(i % 10, id=f"a{i}") for i in range(12)])
    batch([str(source)], tmp_path / "calm")
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    for deadly in random.Random(8).sample(range(1, 36), 2):
        command = [sys.executable, str(script), str(source), str(tmp_path / "out"), str(deadly)]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert ran.returncode == -signal.SIGKILL or "whole" in ran.stdout, ran.stderr
    batch([str(source)], tmp_path / "out")
    assert tables(tmp_path / "out") == tables(tmp_path / "calm")


def test_other_data_are_checked_without_reading(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tapecheck.corpus import workers

    source = archive([article(i) for i in range(3)])
    batch([str(source)], tmp_path / "out")
    data = tmp_path / "prices"
    data.mkdir()
    (data / "SPX.csv").write_text("date,value\n2024-02-01,100\n2024-02-02,102.1\n")
    monkeypatch.setattr(workers, "read_all", None)  # a run that read again would fail of it
    summary = batch([str(source)], tmp_path / "out", Settings(data=str(data)))
    assert summary.worked == 3
    assert batch([str(source)], tmp_path / "out", Settings(data=str(data))).worked == 0


def test_more_articles_are_added_and_the_rest_stands(archive: Archive, tmp_path: Path) -> None:
    records = [article(i) for i in range(6)]
    batch([str(archive(records[:4]))], tmp_path / "out")
    assert batch([str(archive(records))], tmp_path / "out").worked == 2
    batch([str(archive(records))], tmp_path / "fresh")
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


def test_what_has_no_text_is_a_dead_letter_and_what_has_no_date_is_read(archive: Archive, tmp_path: Path) -> None:
    records: list[Any] = [article(0), {"id": "x"}, article(1, body="  "), [1], article(2, published=None)]
    summary = batch([str(archive(records))], tmp_path / "out")
    assert summary.articles == {"read": 2}
    assert summary.dead == {"no_text": 2, "unreadable": 1}
    assert rows(tmp_path / "out", "select row, article from dead_letters order by row") == [
        (2, None), (3, None), (4, None)]
    assert rows(tmp_path / "out", "select distinct month, outcome from verdicts order by 1 desc limit 1") == [
        ("none", "open")]


def test_two_runs_at_once_are_refused(archive: Archive, tmp_path: Path) -> None:
    from tapecheck.corpus.store import Store

    held = Store(tmp_path / "out")
    try:
        with pytest.raises(InputError, match="another run"):
            batch([str(archive([article(0)]))], tmp_path / "out")
    finally:
        held.close()


def test_ctrl_c_leaves_tables_that_can_be_asked(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tapecheck.corpus.run.CHUNK", 4)
    source = archive([article(i) for i in range(24)])

    def stop(progress: Any) -> None:
        if progress.articles and not progress.step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch([str(source)], tmp_path / "out", tell=stop)
    ((some,),) = rows(tmp_path / "out", "select count(*) from articles")
    assert 0 < some < 24
    batch([str(source)], tmp_path / "out")
    batch([str(source)], tmp_path / "calm")
    assert tables(tmp_path / "out") == tables(tmp_path / "calm")


def test_the_commands(
    archive: Archive, tmp_path: Path, tapecheck: Callable[..., Any]
) -> None:
    records = [{"story": {"words": text(i)}, "when": f"2024-0{i + 1}-05", "paper": {"name": "Daily"}} for i in range(3)]
    source, out = archive(records), str(tmp_path / "out")
    ran = tapecheck("batch", str(source), "-o", out, "--offline", "--field", "body=story.words", "--field",
                    "published=when", "--field", "outlet=paper", "--json", "--jsonl")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["articles"] == {"read": 3}
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["worked"] == 3
    lines = (tmp_path / "out" / "jsonl" / "articles" / "2024-02.jsonl").read_text().splitlines()
    assert [json.loads(line)["outlet"] for line in lines] == ["Daily"]
    ran = tapecheck("query", out, "select count(*) as n from articles", "--json")
    assert json.loads(ran.out) == {"n": 3}
    assert tapecheck("query", out, "outlets").out.splitlines()[1].startswith("Daily")
    assert tapecheck("query", out, "quotes", "--columns").out.startswith("quotes.article  int64")
    for wrong in ("drop table articles", "select 1; select 2", "select * from read_csv('/etc/hostname')", "nonsense"):
        ran = tapecheck("query", out, wrong)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
    assert tapecheck("batch", str(tmp_path / "nothing-*.txt"), "-o", out).code == 2
    assert tapecheck("batch", str(source), "-o", out, "--field", "words=x").code == 2
    assert tapecheck("query", str(tmp_path / "nowhere"), "tables").code == 2


def test_every_ready_question_has_an_answer(archive: Archive, tmp_path: Path) -> None:
    from tapecheck.corpus.query import QUESTIONS, bars

    one = "The S&P 500 rose {}% in 2024, a desk wrote. {}"
    records = [article(0), article(1, body=one.format("23.3", "It was a year of calm."), published="2025-01-02"),
               article(2, body=one.format("21.9", "Bonds told another tale in all."), published="2025-01-02")]
    batch([str(archive(records))], tmp_path / "out")
    for name in QUESTIONS:
        assert ask(tmp_path / "out", name).columns
    (found,) = ask(tmp_path / "out", "apart").rows
    assert {"23.3%", "21.9%"} <= set(found)
    assert {found[4], found[7]} == {"supported", "contradicted"}
    assert bars([1.0, -0.5, None], 8) == ["    │████", "  ▒▒│    ", "    │    "]


def test_the_worker_has_its_own_copy_of_an_article() -> None:
    from tapecheck.corpus.inputs import Record
    from tapecheck.corpus.intake import take

    taken = take(Record("x.txt", 1, "text", text(1).encode()), {})
    assert isinstance(taken.article, Article)
    assert len(taken.sketch) == 256
    assert os.path.basename(taken.article.path or "") == "x.txt"


def test_sentiment_is_read_where_it_is_asked_for(archive: Archive, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    source = archive([article(i) for i in range(3)])
    batch([str(source)], tmp_path / "plain")
    assert rows(tmp_path / "plain", "select count(*) from sentiments") == [(0,)]
    batch([str(source)], tmp_path / "told", Settings(sentiment=True))
    batch([str(source)], tmp_path / "twice", Settings(sentiment=True), size=2)
    assert tables(tmp_path / "told") == tables(tmp_path / "twice")
    sums = "select count(*) > 3, min(positive + negative + neutral) > 0.99 from sentiments"
    assert rows(tmp_path / "told", sums) == [
        (True, True)]
    assert ask(tmp_path / "told", "sentiment").rows
