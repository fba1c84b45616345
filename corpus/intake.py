"""Records to articles: in a worker, with what tells copies apart."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from ..errors import InputError
from ..nlp.articles import FIELDS, from_object, from_page, from_text, load_json
from ..nlp.decode import decode
from ..schemas import Article
from .inputs import Record

NAMES = (*FIELDS, "outlet", "url")
"""What ``--field NAME=COLUMN`` can map."""
_OUTLETS = ("outlet", "publisher", "source", "site", "site_name")
_URLS = ("url", "link", "canonical_url")
_SITE = re.compile(r"""<meta[^>]{0,200}?og:site_name["'][^>]{0,200}?content=["']([^"'<>]{1,120})""", re.IGNORECASE)
_CANONICAL = re.compile(r"""<link[^>]{0,200}?rel=["']canonical["'][^>]{0,200}?href=["']([^"'<>\s]{1,500})""", re.I)
_WORD = re.compile(r"\w+")
SHINGLE, PERMUTATIONS = 4, 64
"""Words a shingle, and numbers a sketch."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An article taken in. ``key`` is the hash of its text, ``sketch`` its MinHash (64 numbers of 4 bytes)."""

    article: Article
    outlet: str
    url: str
    row: int
    key: str
    sketch: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A record, or a document later on, that is none: at which ``stage``, of what ``kind``, and why."""

    source: str
    row: int
    stage: str
    kind: str
    reason: str


def take(record: Record, fields: Mapping[str, str]) -> Taken | Refused:
    """The article of a record; ``fields`` maps our names to the record's, nested ones with dots."""
    if record.kind == "bad":
        return Refused(record.source, record.row, "intake", "unreadable", record.data.decode("utf-8", "replace"))
    try:
        article, outlet, url = _article(record, fields)
    except InputError as error:
        kind = "no_text" if "no text" in str(error) or "is empty" in str(error) else "unreadable"
        return Refused(record.source, record.row, "intake", kind, str(error))
    url = record.url or url
    key = hashlib.blake2b(article.body.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Taken(article, (outlet or _host(url))[:200], url[:2000], record.row, key, sketch(article.body))


def _article(record: Record, fields: Mapping[str, str]) -> tuple[Article, str, str]:
    where = f"{record.source} row {record.row}"
    stem = os.path.basename(record.source.rstrip("/")).split(".")[0] or "article"
    text, notes = decode(record.data, record.source if record.kind != "json" else where)
    if record.kind == "text":
        return from_text(text, record.source, record.source, stem, notes), "", ""
    if record.kind == "page":
        site, link = _SITE.search(text[:100_000]), _CANONICAL.search(text[:100_000])
        page = from_page(text, record.source, record.source, stem, notes)
        return page, site[1].strip() if site else "", link[1] if link else ""
    value = load_json(text, where)
    if not isinstance(value, dict):
        raise InputError(f"{where} is not an article but {json.dumps(value)[:40]}")
    mapped = {name: found for name, path in fields.items() if (found := _dig(value, path)) is not None}
    for name in FIELDS:
        if name in mapped:
            value = {**{k: v for k, v in value.items() if k not in FIELDS[name]}, FIELDS[name][0]: mapped[name]}
    article = from_object(value, record.source, where, f"{stem}#{record.row}", notes)
    return article, _said(mapped, value, "outlet", _OUTLETS), _said(mapped, value, "url", _URLS)


def _dig(value: Any, path: str) -> Any:
    """The member at a dotted path; a name that holds dots itself comes first."""
    if isinstance(value, dict) and path in value:
        return value[path]
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _said(mapped: Mapping[str, Any], value: Mapping[str, Any], name: str, usual: tuple[str, ...]) -> str:
    for found in (mapped.get(name), *(value.get(n) for n in usual)):
        said = (found.get("name") or found.get("title")) if isinstance(found, dict) else found
        if isinstance(said, str) and said.strip():
            return said.encode("utf-8", "replace").decode().strip()
    return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _blank() -> Any:
    try:
        from datasketch import MinHash
    except ImportError as error:
        raise InputError("archives need datasketch; run: pip install 'tapecheck[archive]'") from error
    return MinHash(num_perm=PERMUTATIONS, seed=1, gpu_mode="disable", scheme="affine32")


def sketch(text: str) -> bytes:
    """The MinHash of a text's shingles of words, in lower case: like texts have like sketches."""
    words = _WORD.findall(text.lower())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    mine = _blank().copy()
    mine.update_batch([s.encode("utf-8", "surrogatepass") for s in sorted(shingles)])
    raw: bytes = mine.hashvalues.astype("<u4").tobytes()
    return raw


def alike(one: bytes, other: bytes) -> float:
    """The share of shingles that two texts have in common, as their sketches tell it."""
    import numpy as np

    return float((np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")).mean())


def bands(of: bytes) -> list[int]:
    """Sixteen numbers of a sketch: texts that are alike share at least one of them, nearly always."""
    size = len(of) // 16
    return [
        int.from_bytes(hashlib.blake2b(bytes((i,)) + of[i * size : (i + 1) * size], digest_size=8).digest(), "big",
                       signed=True)
        for i in range(16)
    ]
