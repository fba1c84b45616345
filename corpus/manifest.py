"""What an archive's run knows of itself, in one SQLite file: what was taken in, and which chunks are done.

Every change is one transaction, so that a run killed at any moment leaves either the state before it or after it. The
index of texts lies on disk: memory does not grow with the archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from .inputs import File
from .intake import Taken, alike, bands

FORMAT = 1
NEAR = 0.7
"""The share of shingles in common from which two texts are near duplicates."""
_TABLES = """
create table if not exists meta(name text primary key, value text) without rowid;
create table if not exists inputs(name text primary key, stamp text, rows integer, done integer) without rowid;
create table if not exists places(input text, row integer, key blob, primary key(input, row)) without rowid;
create table if not exists texts(key blob primary key, article integer) without rowid;
create table if not exists bands(hash integer primary key, article integer);
create table if not exists sketches(article integer primary key, near integer, sketch blob);
create table if not exists chunks(id integer primary key, articles integer, read text, checked text, dead integer);
create table if not exists months(month text, chunk integer, primary key(month, chunk)) without rowid;
create table if not exists published(month text primary key) without rowid;
create index if not exists undone on chunks(read, checked);
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article stands: its number, the article whose text it repeats, the first of its near duplicates."""

    number: int
    duplicate_of: int | None
    near: int


class Manifest:
    """The manifest of the archive in ``folder``. Raises :class:`InputError` where it is another program's."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=60)
        try:
            self._db.execute("pragma journal_mode=wal")
            self._db.execute("pragma synchronous=normal")
            self._db.executescript(_TABLES)
            found = self._db.execute("select value from meta where name = 'format'").fetchone()
        except sqlite3.DatabaseError as error:
            raise InputError(f"{path} is no manifest of tapecheck; give another folder with -o") from error
        if found is None:
            self._db.execute("insert into meta values ('format', ?)", (str(FORMAT),))
        elif found[0] != str(FORMAT):
            raise InputError(f"{path} was written by another version of tapecheck; give another folder with -o")
        self.next_article = self._one("select coalesce(max(article) + 1, 0) from sketches")
        self.next_article = max(self.next_article, int(self._meta("next") or 0))
        self.next_chunk = self._one("select coalesce(max(id) + 1, 0) from chunks")

    def _one(self, query: str, *values: object) -> int:
        return int(self._db.execute(query, values).fetchone()[0])

    def _meta(self, name: str) -> str | None:
        row = self._db.execute("select value from meta where name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def begin(self) -> None:
        """Start a transaction; what follows counts from :meth:`commit` on."""
        self._db.execute("begin immediate")

    def commit(self) -> None:
        """End the transaction."""
        self._db.execute("insert or replace into meta values ('next', ?)", (str(self.next_article),))
        self._db.execute("commit")

    def rollback(self) -> None:
        """Forget the transaction."""
        self._db.execute("rollback")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def taken(self, file: File) -> int | None:
        """How many rows of a file have been taken in; None when all have been."""
        found = self._db.execute("select stamp, rows, done from inputs where name = ?", (file.name,)).fetchone()
        if found is None or found[0] != file.stamp:
            return 0
        return None if found[2] else int(found[1])

    def took(self, file: File, rows: int, done: bool) -> None:
        """Note that the first ``rows`` rows of a file are in."""
        self._db.execute("insert or replace into inputs values (?, ?, ?, ?)", (file.name, file.stamp, rows, int(done)))

    def place(self, file: File, row: int, taken: Taken) -> Placed | None:
        """Number an article; None where this very row was taken in before (its file was touched or has grown)."""
        key = bytes.fromhex(taken.key)
        if not self.first(file, row, key):
            return None
        number = self.next_article
        self.next_article += 1
        first = self._db.execute("select article from texts where key = ?", (key,)).fetchone()
        if first is not None:
            near = self._one("select near from sketches where article = ?", first[0])
            return Placed(number, int(first[0]), near)
        self._db.execute("insert into texts values (?, ?)", (key, number))
        return Placed(number, None, self._group(number, taken.sketch))

    def first(self, file: File, row: int, key: bytes) -> bool:
        """Note what a row holds; whether that is news."""
        was = self._db.execute("select key from places where input = ? and row = ?", (file.name, row)).fetchone()
        if was is not None and was[0] == key:
            return False
        self._db.execute("insert or replace into places values (?, ?, ?)", (file.name, row, key))
        return True

    def _group(self, number: int, sketch: bytes) -> int:
        marks = bands(sketch)
        slots = ",".join("?" * len(marks))
        likely = self._db.execute(
            f"select distinct b.article, s.near, s.sketch from bands b join sketches s using (article) "
            f"where b.hash in ({slots}) order by b.article", marks)
        near = next((int(group) for _, group, other in likely if alike(sketch, other) >= NEAR), number)
        self._db.execute("insert into sketches values (?, ?, ?)", (number, near, sketch))
        self._db.executemany("insert or ignore into bands values (?, ?)", [(mark, number) for mark in marks])
        return near

    def add_chunk(self, articles: int, months: Sequence[str]) -> int:
        """Note a chunk whose articles are kept; returns its id."""
        chunk = self.next_chunk
        self.next_chunk += 1
        self._db.execute("insert into chunks values (?, ?, null, null, 0)", (chunk, articles))
        self._db.executemany("insert into months values (?, ?)", [(m, chunk) for m in sorted(set(months))])
        return chunk

    def finish(self, chunk: int, read: str, checked: str, dead: int) -> None:
        """Note that a chunk is read and checked, by which versions, and how many documents it lost."""
        self.begin()
        self._db.execute("update chunks set read = ?, checked = ?, dead = ? where id = ?", (read, checked, dead, chunk))
        self._db.execute("delete from published where month in (select month from months where chunk = ?)", (chunk,))
        self.commit()

    def undone(self, read: str, checked: str, again: bool) -> Iterator[tuple[int, bool]]:
        """(chunk, whether its readings are there) of every chunk to do; ``again``: those with dead letters too."""
        rows = self._db.execute(
            "select id, read is ? and not (? and dead) from chunks where read is not ? or checked is not ? "
            "or (? and dead) order by id", (read, int(again), read, checked, int(again))).fetchall()
        return ((int(chunk), bool(there)) for chunk, there in rows)

    def counts(self) -> tuple[int, int]:
        """(chunks, articles) there are."""
        found = self._db.execute("select count(*), coalesce(sum(articles), 0) from chunks").fetchone()
        return int(found[0]), int(found[1])

    def done_chunks(self, months: Sequence[str]) -> list[int]:
        """The chunks with articles of these months that are done, in order."""
        slots = ",".join("?" * len(months))
        rows = self._db.execute(
            f"select distinct m.chunk from months m join chunks c on c.id = m.chunk "
            f"where m.month in ({slots}) and c.checked is not null order by m.chunk", list(months))
        return [int(chunk) for chunk, in rows]

    def stale(self) -> list[str]:
        """The months whose tables are not those of their done chunks."""
        rows = self._db.execute(
            "select distinct m.month from months m join chunks c on c.id = m.chunk "
            "where c.checked is not null and m.month not in (select month from published) order by m.month")
        return [str(month) for month, in rows]

    def publish(self, months: Sequence[str]) -> None:
        """Note that the tables of these months are written."""
        self.begin()
        self._db.executemany("insert or replace into published values (?)", [(month,) for month in months])
        self.commit()
