"""Article files to articles: text as a page gives it, saved pages, JSON, JSON lines, or standard input.

The body of a text file is the whole file, and the body of a JSON article the given body, unchanged: offsets everywhere
count its characters. What had to be assumed (an encoding, a zone) is kept in ``Article.notes``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from ..errors import InputError
from ..schemas.article import Article
from .dateline import read_head
from .decode import decode
from .moments import FIRST_YEAR, LAST_YEAR, find_moment, parse_moment

MAX_BYTES = 10_000_000
"""The largest file, or line of a JSON-lines file, that is read as one article."""
MAX_CHARS = 1_000_000
"""The longest body: more than any article, and about a minute of parsing."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "published": ("published", "date", "datetime", "publishedAt", "datePublished", "published_at", "pubDate"),
    "title": ("title", "headline"),
    "body": ("body", "text", "content", "articleBody"),
    "byline": ("byline", "author", "authors"),
    "tags": ("tags", "keywords"),
}
"""The names under which a JSON article may hold each field; others are ignored."""

_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|article|div|meta)\b", re.I | re.S)
_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>")
_SURROGATE = re.compile("[\ud800-\udfff]")

OnError = Callable[[InputError], None]


def read_articles(path: str, *, as_of: datetime | None = None, on_error: OnError | None = None) -> Iterator[Article]:
    """The articles in ``path`` (``-``: standard input), one at a time.

    ``as_of`` stands in for a date of publication that the file does not give. A line of a JSON-lines file, or a member
    of a JSON list, that is no article is handed to ``on_error`` and the rest is read; without ``on_error`` it raises.
    Raises :class:`InputError` for a file that cannot be read at all.
    """
    def fail(error: InputError) -> None:
        if on_error is None:
            raise error
        on_error(error)

    if as_of is not None and as_of.tzinfo is None:
        raise InputError("as_of needs an offset from UTC, e.g. 2025-09-12T11:18:00-04:00")
    name = "standard input" if path == "-" else path
    try:
        with _open(path) as stream:
            for article in _from_stream(stream, path, name, fail):
                yield _dated(article, as_of)
    except OSError as error:
        raise InputError(f"{name}: {_why(error)}") from error


def read_bytes(data: bytes, name: str = "pasted.txt", *, as_of: datetime | None = None) -> Article:
    """The one article in ``data``; the ending of ``name`` tells its kind, as a file's does; nothing is opened.

    Raises :class:`InputError` where it holds none or several.
    """
    def fail(error: InputError) -> None:
        raise error

    name = name.replace("\\", "/").rpartition("/")[2].replace("\0", "")[:120] or "pasted.txt"
    found = [_dated(article, as_of) for article in _from_stream(BytesIO(data), name, name, fail)]
    if len(found) != 1:
        raise InputError(f"{name} holds {len(found)} articles; give one at a time")
    return found[0]


def _open(path: str) -> AbstractContextManager[IO[bytes]]:
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    if "\0" in path:
        raise InputError("a path cannot hold a NUL character")
    if Path(path).is_dir():
        raise InputError(f"{path} is a folder; name its files, e.g. {path.rstrip('/')}/*.txt")
    return open(path, "rb")


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file; give the path of a .txt, .html, .json or .jsonl article, or - for standard input"
    if isinstance(error, PermissionError):
        return "may not be read; check the file's permissions"
    return f"cannot be read ({(error.strerror or type(error).__name__).lower()})"


def _from_stream(stream: IO[bytes], path: str, name: str, fail: Callable[[InputError], None]) -> Iterator[Article]:
    suffix = "" if path == "-" else Path(path).suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        yield from _lines(stream, path, name, fail, b"")
        return
    data = stream.read(1 << 16)
    if suffix == "" and _is_json_lines(data):
        yield from _lines(stream, path, name, fail, data)
        return
    data += stream.read(MAX_BYTES + 1 - len(data))
    if len(data) > MAX_BYTES:
        raise InputError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB, too large for one article; split it, "
                         "or give many articles as .jsonl, one a line")
    text, notes = decode(data, name)
    kind = suffix if suffix in (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".json") else _sniff(text)
    ident = "stdin" if path == "-" else Path(path).stem
    if kind == ".json":
        yield from _members(load_json(text, name), path, name, ident, notes, fail)
    elif kind in (".html", ".htm", ".xhtml") and _TAG.search(text):
        yield from_page(text, path, name, ident, notes)
    else:
        yield from_text(text, path, name, ident, notes)


def _is_json_lines(data: bytes) -> bool:
    first, newline, rest = data.lstrip().partition(b"\n")
    if not (newline and first.startswith(b"{") and rest.lstrip().startswith(b"{")):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _sniff(text: str) -> str:
    start = text.lstrip()[:1]
    if start == "{" or (start == "[" and re.match(r"\s*\[\s*[{\]]", text)):
        return ".json"
    return ".html" if _HTML.match(text[:4096]) else ".txt"


def from_text(text: str, path: str, name: str, ident: str, notes: tuple[str, ...]) -> Article:
    """The article of a text file; ``name`` is what errors call it."""
    _check_body(text, name)
    head = read_head(text)
    notes = (*notes, head.note) if head.note else notes
    return Article(id=ident, path=path, title=head.title, published=head.published, byline=head.byline, tags=head.tags,
                   body=text, notes=notes)


def from_page(text: str, path: str, name: str, ident: str, notes: tuple[str, ...]) -> Article:
    """The article of a saved page. Raises :class:`InputError` where it holds none."""
    from .html import read_page

    try:
        page = read_page(text)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    if not page.paragraphs:
        raise InputError(f"{name} holds no article text that can be told from the page around it; "
                         "save the text alone as .txt")
    body = "\n".join([page.title, *page.paragraphs] if page.title else page.paragraphs)
    _check_body(body, name)
    notes = (*notes, page.note) if page.note else notes
    return Article(id=ident, path=path, title=page.title, published=page.published, byline=page.byline, tags=page.tags,
                   body=body, notes=notes)


def _lines(
    stream: IO[bytes], path: str, name: str, fail: Callable[[InputError], None], ahead: bytes
) -> Iterator[Article]:
    """One article a line; a bad line is reported with its number, and the rest is read."""
    stem = "stdin" if path == "-" else Path(path).stem
    number = seen = 0
    for raw in raw_lines(stream, ahead):
        number += 1
        if raw is not None and not raw.strip():
            continue
        where = f"{name} line {number}"
        seen += 1
        try:
            if raw is None:
                raise InputError(f"{where} is longer than {MAX_BYTES // 1_000_000} MB, too long for one article")
            text, notes = decode(raw.rstrip(b"\r\n"), where)
            yield from_object(load_json(text, where), path, where, f"{stem}#{number}", notes)
        except InputError as error:
            fail(error)
    if not seen:
        raise InputError(f"{name} is empty; it should hold one article a line")


def raw_lines(stream: IO[bytes], ahead: bytes = b"") -> Iterator[bytes | None]:
    """Lines of ``ahead`` and the stream after it; None for a line over the limit, which is never held whole."""
    *whole, rest = ahead.split(b"\n")
    yield from whole
    while True:
        line = rest + stream.readline(MAX_BYTES + 1 - len(rest))
        rest = b""
        if not line:
            return
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while (more := stream.readline(1 << 20)) and not more.endswith(b"\n"):
                pass
            yield None
        else:
            yield line


def load_json(text: str, where: str) -> Any:
    """JSON as Python values. Raises :class:`InputError` naming ``where``."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}" if "\n" in text else f"column {error.colno}"
        raise InputError(f"{where} is not JSON: {error.msg[:1].lower()}{error.msg[1:]} at {place}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is not JSON that can be read: nested too deeply, or a number is too long") from error


def _members(
    value: Any, path: str, name: str, ident: str, notes: tuple[str, ...], fail: Callable[[InputError], None]
) -> Iterator[Article]:
    if isinstance(value, dict) and isinstance(value.get("articles"), list) and not _pick(value, "body"):
        value = value["articles"]
    if not isinstance(value, list):
        yield from_object(value, path, name, ident, notes)
        return
    if not value:
        raise InputError(f"{name} is an empty list; it should hold articles")
    for number, member in enumerate(value, start=1):
        try:
            yield from_object(member, path, f"{name} article {number}", f"{ident}#{number}", notes)
        except InputError as error:
            fail(error)


def from_object(value: Any, path: str, where: str, ident: str, notes: tuple[str, ...]) -> Article:
    """The article of a JSON object, under the names of ``FIELDS``. Raises :class:`InputError` where it is none."""
    if not isinstance(value, dict):
        raise InputError(f'{where} is not an article; it should be an object like {{"published": "2025-09-12T11:18:00'
                         '-04:00", "title": "...", "body": "..."}')
    body = _pick(value, "body")
    if not isinstance(body, str):
        raise InputError(f"{where} has no text; give it as a string under {' or '.join(FIELDS['body'][:3])}")
    if _SURROGATE.search(body):
        body = _SURROGATE.sub("\ufffd", body)
        notes = (*notes, "half characters in the text were replaced")
    _check_body(body, where)
    published, note = _json_moment(_pick(value, "published"))
    head = read_head(body)
    if published is None and head.published is not None:
        published, note = head.published, head.note
    given = _pick(value, "id")
    return Article(
        id=_SURROGATE.sub("\ufffd", str(given)) if isinstance(given, str | int) and given != "" else ident,
        path=path,
        title=_string(_pick(value, "title")) or head.title,
        published=published,
        byline=" and ".join(_strings(_pick(value, "byline"))) or head.byline,
        tags=_strings(_pick(value, "tags")),
        body=body,
        notes=(*notes, note) if note else notes,
    )


def _pick(value: Mapping[str, Any], what: str) -> Any:
    return next((value[key] for key in FIELDS[what] if value.get(key) is not None), None)


def _string(value: Any) -> str:
    return _SURROGATE.sub("\ufffd", value).strip() if isinstance(value, str) else ""


def _strings(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") if isinstance(v, dict) else v for v in values]
    return tuple(text for name in names if (text := _string(name)))


def _json_moment(value: Any) -> tuple[datetime | None, str]:
    """A publication moment as JSON gives it: ISO text (UTC where it has no zone), another date, or Unix seconds."""
    if value is None:
        return None, ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            moment = datetime.fromtimestamp(value / 1000 if abs(value) > 1e11 else value, UTC)
        except (OverflowError, ValueError, OSError):
            moment = datetime.min.replace(tzinfo=UTC)
        if FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment, ""
        return None, f"the number {value:.15g} is not taken for a date of publication; give --as-of"
    text = _string(value)
    found = parse_moment(text, default_zone="UTC") or find_moment(text[:200], default_zone="UTC")
    if found is None:
        return None, f"the date of publication cannot be read from {text[:40]!r}; give --as-of"
    return found.when, found.note


def _check_body(body: str, where: str) -> None:
    if not body.strip():
        raise InputError(f"{where} has no text")
    if len(body) > MAX_CHARS:
        raise InputError(f"{where} is longer than {MAX_CHARS:,} characters, too long for one article; split it")


def _dated(article: Article, as_of: datetime | None) -> Article:
    if article.published is not None or as_of is None:
        return article
    notes = tuple(note for note in article.notes if "--as-of" not in note)
    notes = (*notes, "the file has no date of publication; taken from as-of")
    return article.model_copy(update={"published": as_of, "notes": notes})
