"""The tables: one Parquet file a table and month, written from what the chunks of that month hold.

The bytes depend on the rows alone, neither on how they were cut into chunks nor on who worked on them: rows stand in
the order of the articles, row groups have a fixed size, and the writer's settings are fixed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from .manifest import Manifest
from .store import Store
from .tables import schemas

GROUP, GROUP_ARTICLES = 10_000, 1_000
"""Rows of a row group, and what is held of a month in memory at most; an article's row holds its text."""
AT_ONCE = 32
"""Months written side by side; more take another pass."""


def publish(store: Store, manifest: Manifest, jsonl: bool, step: Callable[[str], None] = lambda _: None) -> int:
    """Write the tables of every month that is not as its chunks have it; returns how many months that were."""
    months = manifest.stale()
    for start in range(0, len(months), AT_ONCE):
        some = months[start : start + AT_ONCE]
        chunks = manifest.done_chunks(some)
        for table in schemas():
            step(table)
            _write(store, table, some, chunks)
        manifest.publish(some)
    if jsonl:
        _lines(store)
    return len(months)


def _write(store: Store, table: str, months: Sequence[str], chunks: Sequence[int]) -> None:
    writers = {month: _Writer(store.tables / table / f"month={month}" / "part-0.parquet", table) for month in months}
    try:
        for chunk in chunks:
            rows = store.checked(chunk, table)
            if rows is not None:
                _route(rows, writers)
        for writer in writers.values():
            writer.close()
    except BaseException:
        for writer in writers.values():
            writer.drop()
        raise


def _route(rows: Any, writers: dict[str, _Writer]) -> None:
    import pyarrow.compute as pc

    for month in pc.unique(rows["month"]).to_pylist():
        if month in writers:
            mine = rows.filter(pc.equal(rows["month"], month))
            writers[month].add(mine.drop_columns(["month"]))


class _Writer:
    """One Parquet file in the making; it is there once it is whole, and not at all where it has no rows."""

    def __init__(self, path: Path, table: str) -> None:
        self.path = path
        self._schema = schemas()[table]
        self._group = GROUP_ARTICLES if table == "articles" else GROUP
        self._held: list[Any] = []
        self._count = 0
        self._part = path.with_name(path.name + ".part")
        self._file: Any = None

    def add(self, rows: Any) -> None:
        """Append rows."""
        self._held.append(rows)
        self._count += len(rows)
        while self._count >= self._group:
            self._flush(self._group)

    def _flush(self, count: int) -> None:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = ParquetWriter(
                self._part, self._schema, compression="zstd", compression_level=3, version="2.6",
                write_statistics=True, use_dictionary=True, data_page_size=1 << 20)
        rows = pa.concat_tables(self._held)
        self._file.write_table(rows.slice(0, count).combine_chunks(), row_group_size=count)
        rest = rows.slice(count)
        self._held, self._count = ([rest] if len(rest) else []), len(rest)

    def close(self) -> None:
        """Put the file in its place."""
        if self._count:
            self._flush(self._count)
        if self._file is None:
            with suppress(OSError):  # rows there were, and are no more: a document that failed is read now
                os.unlink(self.path)
                self.path.parent.rmdir()
            return
        self._file.close()
        with open(self._part, "rb") as written:
            os.fsync(written.fileno())
        os.replace(self._part, self.path)

    def drop(self) -> None:
        """Forget it."""
        if self._file is not None:
            self._file.close()
            with suppress(OSError):
                os.unlink(self._part)


def _lines(store: Store) -> None:
    """The tables once more as JSON lines, below ``OUT/jsonl``, where they are not there or older."""
    from pyarrow.parquet import ParquetFile

    for table in schemas():
        for source in sorted((store.tables / table).glob("month=*/part-0.parquet")):
            month = source.parent.name.removeprefix("month=")
            path = store.out / "jsonl" / table / f"{month}.jsonl"
            if path.exists() and path.stat().st_mtime_ns >= source.stat().st_mtime_ns:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(path.name + ".part")
            with open(part, "w", encoding="utf-8") as out:
                for batch in ParquetFile(source).iter_batches(batch_size=1000):
                    for row in batch.to_pylist():
                        out.write(json.dumps(row, ensure_ascii=False, default=_text) + "\n")
            os.replace(part, path)


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)

