"""Inputs of an archive to raw records: folders, globs, files, compressed ones, zips, crawls; local paths and URLs.

A record is taken apart no further than it must be to be one record: what it says is read in a worker (``intake.py``),
where a page that hangs its parser costs that page alone.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, Literal, cast

from ..errors import InputError
from ..nlp.articles import MAX_BYTES, load_json, raw_lines
from ..nlp.decode import decode

Kind = Literal["json", "text", "page", "bad"]
TEXTS = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv", ".parquet")
PACKED = (".gz", ".zst")
KNOWN = (*TEXTS, *PAGES, *LINES, *TABLES, ".json", ".zip", ".warc")
LARGEST_LIST = 20 * MAX_BYTES
"""The largest .json file; larger lists are given as .jsonl, which is never held whole."""
_DEEPEST = 2
"""How deep an archive may lie in an archive."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an input: row ``row`` (from 1) of ``source``. A ``bad`` one holds in ``data`` why it is none."""

    source: str
    row: int
    kind: Kind
    data: bytes
    url: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the archive. ``stamp`` changes when its bytes do; ``size`` is in bytes."""

    name: str
    size: int
    stamp: str


@dataclass(slots=True)
class Meter:
    """How far reading has come: bytes of the files done and of the one at hand."""

    done: int = 0
    here: IO[bytes] | None = None

    @property
    def bytes(self) -> int:
        """Bytes read so far."""
        with suppress(OSError, ValueError):
            return self.done + (self.here.tell() if self.here is not None else 0)
        return self.done


def files(inputs: Sequence[str]) -> Iterator[File]:
    """The files of the inputs, each once a mention, folders in the order of their names.

    Raises :class:`InputError` for an input that is not there.
    """
    for text in inputs:
        found = False
        for name in _names(text):
            found = True
            yield _file(name)
        if not found:
            raise InputError(f"{text}: no such file or folder, or nothing in it that can be read "
                             f"({' '.join(KNOWN)}, each also as {' '.join(PACKED)})")


def _names(text: str) -> Iterator[str]:
    if "://" not in text and os.path.isdir(text):
        yield from _walk(text)
        return
    if "://" not in text and os.path.isfile(text):
        yield text
        return
    fs, path = _filesystem(text)
    prefix = text[: text.index("://") + 3] if "://" in text else ""
    if any(mark in path for mark in "*?["):
        yield from (prefix + p for p in sorted(fs.glob(path)) if not fs.isdir(p))
    elif fs.isdir(path):
        yield from (prefix + p for p in sorted(fs.find(path)) if _wanted(p))
    elif fs.exists(path):
        yield text


def _walk(folder: str) -> Iterator[str]:
    """Files below a folder that can be articles; one listing at a time is held."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        raise InputError(f"{folder} cannot be read ({(error.strerror or '').lower()})") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry.path)
        elif _wanted(entry.name):
            yield entry.path


def _wanted(name: str) -> bool:
    return _kind(name)[0] in KNOWN and not os.path.basename(name).startswith(".")


def _kind(name: str) -> tuple[str, str]:
    """(what the file holds, how it is packed) by its suffixes: (".jsonl", ".gz")."""
    stem, suffix = os.path.splitext(name.lower())
    if suffix in PACKED:
        return os.path.splitext(stem)[1], suffix
    return suffix, ""


def _filesystem(text: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise InputError("globs and URLs need fsspec; run: pip install 'tapecheck[archive]'") from error
    try:
        fs, path = url_to_fs(text)
    except (ValueError, ImportError) as error:
        raise InputError(f"{text}: {str(error).splitlines()[0]}") from error
    return fs, path


def _file(name: str) -> File:
    try:
        if "://" not in name:
            stat = os.stat(name)
            return File(name, stat.st_size, f"{stat.st_size} {stat.st_mtime_ns}")
        fs, path = _filesystem(name)
        info = fs.info(path)
    except OSError as error:
        raise InputError(f"{name} cannot be read ({(error.strerror or type(error).__name__).lower()})") from error
    told = next((str(info[k]) for k in ("ETag", "etag", "mtime", "LastModified", "updated") if info.get(k)), "")
    return File(name, int(info.get("size") or 0), f"{info.get('size')} {told}")


def _open(name: str) -> IO[bytes]:
    if "://" not in name:
        return open(name, "rb")
    fs, path = _filesystem(name)
    stream: IO[bytes] = fs.open(path, "rb")
    return stream


def records(file: File, meter: Meter | None = None) -> Iterator[Record]:
    """Every record of a file, in order. What goes wrong in the middle is the last record, a ``bad`` one."""
    row = 0
    try:
        with _open(file.name) as stream:
            if meter is not None:
                meter.here = stream
            for source, kind, data, url in _pieces(stream, file.name, file.name, 0):
                row += 1
                yield Record(source, row, kind, data, url)
    except InputError as error:
        yield Record(file.name, row + 1, "bad", str(error).encode())
    except Exception as error:  # decoders raise what they like, and the rows before the fault stand
        why = f"{file.name} cannot be read on from here ({type(error).__name__}: {error})"
        yield Record(file.name, row + 1, "bad", why.encode("utf-8", "replace"))
    finally:
        if meter is not None:
            meter.here = None
            meter.done += file.size


_Piece = tuple[str, Kind, bytes, str]


def _pieces(stream: IO[bytes], name: str, source: str, depth: int) -> Iterator[_Piece]:
    kind, packed = _kind(name)
    stream = _unpacked(stream, packed)
    if kind in LINES:
        for line in raw_lines(stream):
            if line is None:
                yield source, "bad", f"a line longer than {MAX_BYTES // 1_000_000} MB".encode(), ""
            elif line.strip():
                yield source, "json", line.rstrip(b"\r\n"), ""
    elif kind == ".json":
        yield from _json(stream, source)
    elif kind in (".csv", ".tsv"):
        yield from _csv(stream, source, "\t" if kind == ".tsv" else ",")
    elif kind == ".parquet":
        yield from _parquet(stream, source)
    elif kind == ".zip":
        yield from _zip(stream, source, depth)
    elif kind == ".warc":
        yield from _warc(stream, source)
    else:
        data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise InputError(f"{source} is larger than {MAX_BYTES // 1_000_000} MB, too large for one article")
        yield source, "page" if kind in PAGES else "text", data, ""


def _unpacked(stream: IO[bytes], packed: str) -> IO[bytes]:
    if packed == ".gz":
        return cast(IO[bytes], gzip.open(stream))
    if packed != ".zst":
        return stream
    try:
        import zstandard
    except ImportError as error:
        raise InputError(".zst files need zstandard; run: pip install 'tapecheck[archive]'") from error
    return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True))


def _json(stream: IO[bytes], source: str) -> Iterator[_Piece]:
    data = stream.read(LARGEST_LIST + 1)
    if len(data) > LARGEST_LIST:
        raise InputError(f"{source} is larger than {LARGEST_LIST // 1_000_000} MB; give it as .jsonl, one article a "
                         "line")
    value = load_json(decode(data, source)[0], source)
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    for member in value if isinstance(value, list) else [value]:
        yield source, "json", _dump(member), ""


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=_plain).encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def _csv(stream: IO[bytes], source: str, delimiter: str) -> Iterator[_Piece]:
    csv.field_size_limit(MAX_BYTES)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        for row in csv.DictReader(text, delimiter=delimiter):
            yield source, "json", _dump({k: v for k, v in row.items() if k is not None and v not in (None, "")}), ""
    finally:
        text.detach()  # the stream is closed by whoever opened it


def _parquet(stream: IO[bytes], source: str) -> Iterator[_Piece]:
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise InputError("Parquet files need pyarrow; run: pip install 'tapecheck[archive]'") from error
    for batch in ParquetFile(stream).iter_batches(batch_size=256):
        for row in batch.to_pylist():
            yield source, "json", _dump({k: v for k, v in row.items() if v is not None}), ""


def _zip(stream: IO[bytes], source: str, depth: int) -> Iterator[_Piece]:
    if depth >= _DEEPEST:
        raise InputError(f"{source} lies too deep in other archives; unpack it first")
    with zipfile.ZipFile(stream) as archive:
        for member in sorted(archive.namelist()):
            if member.endswith("/") or not _wanted(member):
                continue
            where = f"{source}!/{member}"
            try:
                with archive.open(member) as inside:
                    yield from _pieces(inside, member, where, depth + 1)
            except InputError as error:
                yield where, "bad", str(error).encode(), ""
            except (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile) as error:
                yield where, "bad", f"{where} cannot be read ({type(error).__name__}: {error})".encode(), ""


def _warc(stream: IO[bytes], source: str) -> Iterator[_Piece]:
    """The pages of a web crawl. When a page was fetched says nothing of when it was published."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise InputError("web crawls need warcio; run: pip install 'tapecheck[archive]'") from error
    for record in ArchiveIterator(stream):
        if record.rec_type != "response" or record.http_headers is None:
            continue
        kind = (record.http_headers.get_header("Content-Type") or "").lower()
        if record.http_headers.get_statuscode() != "200" or "html" not in kind:
            continue
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        data = record.content_stream().read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            yield f"{source}!/{url}", "bad", f"a page larger than {MAX_BYTES // 1_000_000} MB".encode(), url
        else:
            yield f"{source}!/{url}", "page", data, url
