"""Bytes to text, with a word on what was assumed; whatever is no text is refused with a line that says what to do."""

from __future__ import annotations

import codecs
import re

from ..errors import InputError

_ARCHIVES = (
    (b"PK\x03\x04", "a ZIP archive (or an office document)"), (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"), (b"\xfd7zXZ", "compressed with xz"), (b"(\xb5/\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"%PDF", "a PDF"), (b"PAR1", "a Parquet file"), (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"\x7fELF", "a program"), (b"{\\rtf", "a rich-text file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_ALLOWED_CONTROLS = frozenset(b"\t\n\r\f\x1b\x08\x0b")


def decode(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """``data`` as text and notes on its encoding. Raises :class:`InputError` naming ``where`` when it is no text."""
    if not data.strip():
        raise InputError(f"{where} is empty")
    for magic, kind in _ARCHIVES:
        if data.startswith(magic):
            raise InputError(f"{where} is {kind}, not an article; take the article's text out of it first")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where), () if encoding == "utf-8" else (f"read as {encoding}",)
    if b"\0" in data:
        raise InputError(f"{where} is not text (it holds NUL bytes); save the article as UTF-8 text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _other(data, where)
    return _text(text, data, where), ()


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{where} begins as {encoding} but is not; save the article as UTF-8 text") from error
    if "\0" in text:
        raise InputError(f"{where} is not text (it holds NUL characters); save the article as UTF-8 text")
    if not text.strip():
        raise InputError(f"{where} is empty")
    return text


def _other(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """Text that is not UTF-8: in the encoding a page declares, else as Western European, which must look like it."""
    declared = _DECLARED.search(data[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    for name in [*names, "cp1252", "latin-1"]:
        try:
            codec = codecs.lookup(name)
            text = data.decode(codec.name)
        except (LookupError, ValueError, TypeError):
            continue
        if name not in names and sum(byte > 127 for byte in data) * 4 > len(data):
            break
        return _text(text, data, where), (f"not UTF-8; read as {codec.name}",)
    raise InputError(f"{where} is in no encoding that can be told; save the article as UTF-8 text")


def _text(text: str, data: bytes, where: str) -> str:
    controls = sum(data.count(bytes((byte,))) for byte in range(32) if byte not in _ALLOWED_CONTROLS)
    if controls * 50 > len(data):
        raise InputError(f"{where} is not text (it is full of control characters); save the article as UTF-8 text")
    return text
