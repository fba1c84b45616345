"""The files of a run below ``OUT/state``: what was taken in, what was read, what was checked, a file a chunk.

Each is written whole or not at all, so that a chunk can be done again at any time; ``state`` can be dropped once no
more articles are to come, and the tables stay.
"""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..schemas import Article
from ..sources.cache import write_whole
from .intake import Refused, Taken
from .manifest import Placed
from .rows import Rows
from .tables import schemas

_EPOCH = (1980, 1, 1, 0, 0, 0)
Entry = tuple[Placed, Taken] | Refused
"""One record of a chunk."""


class Store:
    """The folder of an archive. Raises :class:`InputError` where it cannot be made or another run holds it."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.state = out / "state"
        self.tables = out / "tables"
        try:
            for name in ("intake", "readings", "checked"):
                (self.state / name).mkdir(parents=True, exist_ok=True)
            self._lock = open(self.state / "lock", "a+b")  # noqa: SIM115 (held as long as the run)
        except OSError as error:
            raise InputError(f"{out} cannot be written ({(error.strerror or '').lower()})") from error
        if not _locked(self._lock.fileno()):
            self._lock.close()
            raise InputError(f"another run is writing {out}; wait for it, or give another folder with -o")

    def close(self) -> None:
        """Let another run have the folder."""
        self._lock.close()

    def _path(self, kind: str, chunk: int, suffix: str) -> Path:
        folder = self.state / kind / f"{chunk // 1000:04d}"
        folder.mkdir(exist_ok=True)
        return folder / f"{chunk:08d}{suffix}"

    def put_intake(self, chunk: int, entries: Sequence[Entry]) -> None:
        """Keep what a chunk took in."""
        lines = [json.dumps(_plain(entry), ensure_ascii=False) for entry in entries]
        write_whole(self._path("intake", chunk, ".jsonl.zst"), _packed("\n".join(lines).encode("utf-8")))

    def intake(self, chunk: int) -> list[Entry]:
        """What a chunk took in."""
        raw = _unpacked(self._path("intake", chunk, ".jsonl.zst").read_bytes())
        return [_entry(json.loads(line)) for line in raw.decode("utf-8").split("\n") if line]

    def put_readings(self, chunk: int, results: Mapping[int, Any]) -> None:
        """Keep the readings of a chunk, and why some documents have none, by article number."""
        lines: list[str] = []
        for number in sorted(results):
            found = results[number]
            if isinstance(found, Refused):
                lines.append(f"{number}\t!{json.dumps(_plain(found)['refused'])}")
            else:
                lines.append(f"{number}\t{found.reading}")
        write_whole(self._path("readings", chunk, ".zst"), _packed("\n".join(lines).encode("utf-8")))

    def readings(self, chunk: int) -> tuple[dict[int, str], dict[int, Refused]]:
        """The readings of a chunk as JSON, and the documents without one, by article number."""
        raw = _unpacked(self._path("readings", chunk, ".zst").read_bytes()).decode("utf-8")
        found: dict[int, str] = {}
        dead: dict[int, Refused] = {}
        for line in filter(None, raw.split("\n")):
            number, text = line.split("\t", 1)
            if text.startswith("!"):
                dead[int(number)] = Refused(*json.loads(text[1:]))
            else:
                found[int(number)] = text
        return found, dead

    def put_checked(self, chunk: int, parts: Sequence[tuple[str, Rows]]) -> None:
        """Keep the rows of a chunk: (month, rows) of each article, in order."""
        import pyarrow as pa

        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
            for name, schema in schemas().items():
                rows = [(month, row) for month, found in parts for row in found.get(name, ())]
                if not rows:
                    continue
                columns = zip(*(row for _, row in rows), strict=True)
                arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
                table = pa.Table.from_arrays([*arrays, pa.array([m for m, _ in rows])],
                                             schema=schema.append(pa.field("month", pa.string())))
                sink = io.BytesIO()
                with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as out:
                    out.write_table(table)
                file.writestr(zipfile.ZipInfo(name, _EPOCH), sink.getvalue())
        write_whole(self._path("checked", chunk, ".zip"), buffer.getvalue())

    def checked(self, chunk: int, table: str) -> Any:
        """The rows of a chunk in one table, an Arrow table with ``month``; None where there are none."""
        import pyarrow as pa

        with zipfile.ZipFile(self._path("checked", chunk, ".zip")) as file:
            if table not in file.namelist():
                return None
            with pa.ipc.open_stream(file.read(table)) as stream:
                return stream.read_all()


def _locked(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # no such locks on this system: two runs at once are the user's affair
        return True
    with contextlib.suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _packed(raw: bytes) -> bytes:
    import zstandard

    packed: bytes = zstandard.ZstdCompressor(level=3).compress(raw)
    return packed


def _unpacked(raw: bytes) -> bytes:
    import zstandard

    plain: bytes = zstandard.ZstdDecompressor().decompress(raw)
    return plain


def _plain(entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Refused):
        return {"refused": [entry.source, entry.row, entry.stage, entry.kind, entry.reason]}
    placed, taken = entry
    return {"placed": [placed.number, placed.duplicate_of, placed.near], "article": taken.article.model_dump_json(),
            "rest": [taken.outlet, taken.url, taken.row, taken.key]}


def _entry(plain: dict[str, Any]) -> Entry:
    if "refused" in plain:
        return Refused(*plain["refused"])
    article = Article.model_validate_json(plain["article"])
    outlet, url, row, key = plain["rest"]
    return Placed(*plain["placed"]), Taken(article, outlet, url, row, key, b"")
