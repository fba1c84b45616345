"""Archives come in many wrappings; the same articles come out of all of them."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.corpus.inputs import Record, files, records
from tapecheck.corpus.intake import Refused, Taken, alike, bands, sketch, take
from tapecheck.errors import InputError

from .conftest import article, text

PAGE = """<!doctype html><html><head><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2024-03-01T12:00:00Z"><title>Note</title></head>
<body><nav>Home Markets Videos</nav><article><h1>Note</h1>{}</article><footer>All rights</footer></body></html>"""


def page(i: int) -> str:
    return PAGE.format("".join(f"<p>{line}</p>" for line in text(i).split("\n")[1:]))


def crawl(i: int, status: str) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{page(i)}".encode()
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.org/{i}\r\nWARC-Date: "
            "2025-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
            f"{len(answer)}\r\n\r\n")
    return head.encode() + answer + b"\r\n\r\n"


def taken(*inputs: Path | str) -> list[Taken | Refused]:
    return [take(r, {}) for f in files([str(i) for i in inputs]) for r in records(f)]


def bodies(*inputs: Path | str) -> list[str]:
    found = taken(*inputs)
    assert all(isinstance(t, Taken) for t in found), found
    return [t.article.body for t in found if isinstance(t, Taken)]


def test_every_wrapping_gives_the_same_articles(tmp_path: Path) -> None:
    rows = [article(i) for i in range(3)]
    lines = "".join(json.dumps(r) + "\n" for r in rows).encode()
    (tmp_path / "a.jsonl").write_bytes(lines)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(lines[:99]) + zstandard.compress(lines[99:]))
    (tmp_path / "a.json").write_text(json.dumps({"articles": rows}))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    with open(tmp_path / "a.csv", "w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as z:
        z.writestr("deep/a.jsonl.gz", gzip.compress(lines))
        z.writestr("deep/picture.png", b"\x89PNG")
    for name in ("a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.json", "a.parquet", "a.csv", "a.zip"):
        found = taken(tmp_path / name)
        assert [t.article.body for t in found if isinstance(t, Taken)] == [text(i) for i in range(3)], name
        first = found[0]
        assert isinstance(first, Taken)
        assert (first.article.id, first.outlet, str(first.article.published)) == (
            "a0", "Paper 0", "2024-01-01 21:30:00+00:00"), name


def test_pages_give_date_and_outlet_and_no_boilerplate(tmp_path: Path) -> None:
    (tmp_path / "note.html").write_text(page(1))
    (tmp_path / "crawl.warc.gz").write_bytes(
        b"".join(gzip.compress(crawl(i, status)) for i, status in ((1, "200 OK"), (2, "404 Not Found"))))
    saved, crawled = taken(tmp_path / "note.html"), taken(tmp_path / "crawl.warc.gz")
    assert len(saved) == len(crawled) == 1
    for found in (*saved, *crawled):
        assert isinstance(found, Taken)
        assert found.outlet == "The Daily"
        assert str(found.article.published) == "2024-03-01 12:00:00+00:00"
        assert "Ruiz" not in found.article.body
        assert "All rights" not in found.article.body
        assert "Tom Becker" in found.article.body
    assert isinstance(crawled[0], Taken)
    assert crawled[0].url == "https://www.example.org/1"


def test_folders_globs_and_urls(tmp_path: Path) -> None:
    for i in range(3):
        (tmp_path / f"n{i}.txt").write_text(text(i))
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "notes.docx").write_bytes(b"PK")
    expected = [text(i) for i in range(3)]
    assert bodies(tmp_path) == bodies(str(tmp_path / "n*.txt")) == bodies(f"file://{tmp_path}") == expected
    with pytest.raises(InputError, match="no such file"):
        list(files([str(tmp_path / "none.txt")]))
    with pytest.raises(InputError, match="no such file"):
        list(files([str(tmp_path / "*.html")]))


def test_what_breaks_in_the_middle_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps(article(i)) + "\n" for i in range(300)).encode()
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines)[:-200])
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 nothing of the kind")
    (tmp_path / "no.parquet").write_bytes(b"PAR1 nor this")
    found = taken(tmp_path / "cut.jsonl.gz")
    assert len(found) > 100
    assert [type(f) for f in found[:-1]] == [Taken] * (len(found) - 1)
    assert isinstance(found[-1], Refused)
    for name in ("no.zip", "no.parquet"):
        (refused,) = taken(tmp_path / name)
        assert isinstance(refused, Refused)
        assert refused.kind == "unreadable"


def test_likeness_is_told_by_sketches() -> None:
    near = alike(sketch(text(1)), sketch(text(1) + " A word more."))
    far = alike(sketch(text(1)), sketch(text(2)))
    assert near > 0.8
    assert far < 0.4
    assert set(bands(sketch(text(1)))) & set(bands(sketch(text(1) + " A word more.")))


@given(st.sampled_from(("json", "text", "page")), st.binary(max_size=300))
def test_whatever_a_record_holds_it_is_taken_or_refused(kind: str, data: bytes) -> None:
    found = take(Record("x", 1, kind, data), {"body": "a.b", "outlet": "c"})  # type: ignore[arg-type]
    assert isinstance(found, Taken | Refused)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_json_is_taken_or_refused(body: str, other: str) -> None:
    data = json.dumps({"a": {"b": body}, "c": other, "published": other}).encode()
    assert isinstance(take(Record("x", 1, "json", data), {"body": "a.b", "outlet": "c"}), Taken | Refused)
