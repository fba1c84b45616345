"""Answers of sources kept on disk: one file an answer, written whole or not at all.

A file is one line of JSON (source, key, address, moment, sha256, size) and the bytes as they came. It is written
beside its place and moved there, so a reader in another process sees the old answer or the new one, and a process
killed in the middle leaves a stray file that the next clean-up removes. A file whose bytes do not hash to what its
first line says is no answer.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

STRAY_SECONDS = 3600
"""Age at which a half-written file belongs to a process that is no more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its bytes, the address without secrets, when it came (aware), and the bytes' sha256."""

    raw: bytes
    url: str
    retrieved_at: datetime
    sha256: str


class Cache:
    """A folder of answers, at most ``limit`` bytes; those not read for longest go first."""

    def __init__(self, folder: Path, limit: int = 512 * 1024 * 1024) -> None:
        self.folder = folder
        self.limit = limit

    def get(self, source: str, key: str) -> Kept | None:
        """The answer kept for a question, None when there is none or it is damaged."""
        path = self._path(source, key)
        try:
            line, _, raw = path.read_bytes().partition(b"\n")
            head = json.loads(line)
            kept = Kept(raw, head["url"], datetime.fromisoformat(head["retrieved_at"]), head["sha256"])
            same = (head["source"], head["key"]) == (source, key)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not same or kept.retrieved_at.tzinfo is None or hashlib.sha256(raw).hexdigest() != kept.sha256:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return kept

    def put(self, source: str, key: str, raw: bytes, url: str, retrieved_at: datetime) -> None:
        """Keep an answer. A disk that is full or read-only keeps none; the check goes on without."""
        head = {"source": source, "key": key, "url": url, "retrieved_at": retrieved_at.isoformat(),
                "sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)}
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._path(source, key), json.dumps(head).encode() + b"\n" + raw, private=True)
            self._tidy()

    def _path(self, source: str, key: str) -> Path:
        return self.folder / (hashlib.sha256(f"{source}\0{key}".encode()).hexdigest() + ".kept")

    def _tidy(self) -> None:
        """Remove strays, then the answers not read for longest until nine tenths of the limit are left."""
        files: list[tuple[float, int, Path]] = []
        for path in self.folder.iterdir():
            with contextlib.suppress(OSError):  # another process may have removed it
                state = path.stat()
                if path.suffix == ".part" and state.st_mtime < time.time() - STRAY_SECONDS:
                    path.unlink()
                elif path.suffix == ".kept":
                    files.append((state.st_mtime, state.st_size, path))
        size = sum(f[1] for f in files)
        if size <= self.limit:
            return
        for _, one, path in sorted(files):
            if size <= self.limit * 9 // 10:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                size -= one


def write_whole(path: Path, raw: bytes, private: bool = False) -> None:
    """Write a file so that it is there whole or not at all; ``private``: for its owner alone. Raises OSError."""
    handle, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
