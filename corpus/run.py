"""An archive to tables, exactly once: the driver.

Records are taken in by chunks, in the order of the inputs; a chunk is kept, then read and checked, then kept again,
and each step is one transaction of the manifest. Whatever is killed whenever, a chunk is done or it is not, and one
that is not is done again. Chunks know nothing of one another; the tables are written from all of them at the end.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from ..nlp.sentiment import sentiment_model
from . import keys, workers
from .inputs import File, Meter, Record, files, records
from .intake import Refused, Taken
from .manifest import Manifest, Placed
from .pool import Pool, death, open_pool
from .publish import publish
from .rows import Rows, article_row, dead_row, month
from .store import Entry, Store
from .summary import Summary, summarise, write_summary

CHUNK = 32
"""Records of a chunk."""
CHUNK_BYTES = 400_000
"""Bytes from which a chunk is full before."""
PIECE = 50_000
"""Characters of articles that are read in one go: some seconds, so that workers end at much the same time."""
TRIES = 3
"""How often a document may kill its worker before it is a dead letter: once may be somebody else's kill."""
_AHEAD = 3
"""Chunks in hand for each worker."""


@dataclass(slots=True)
class Progress:
    """How far a run has come. ``share`` is of the inputs' bytes, None where they cannot be known."""

    articles: int = 0
    seconds: float = 0.0
    share: float | None = None
    step: str = ""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds if self.seconds > 0 else 0.0


@dataclass(slots=True)
class _Task:
    """Items of one chunk for one function; ``tries`` counts the workers that a single item has killed."""

    kind: Literal["take", "read", "check"]
    chunk: int
    at: tuple[int, ...]
    items: tuple[Any, ...]
    tries: int = 0


@dataclass(slots=True)
class _Batch:
    """Records on their way in: their files with the rows that are in once these are."""

    records: tuple[tuple[File, int, Record], ...]
    marks: tuple[tuple[File, int, bool], ...]
    found: list[Any] = field(default_factory=list)
    open: int = 0


@dataclass(slots=True)
class _Chunk:
    """A chunk at work: what it took in, whether its readings are there, the results, and how many are to come."""

    entries: list[Entry]
    there: bool
    results: dict[int, Any] = field(default_factory=dict)
    open: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it; see :func:`batch`."""

    size: int = 1
    dask: str | None = None
    jsonl: bool = False
    again: bool = False


class Run:
    """One run of :func:`batch`."""

    def __init__(
        self, inputs: Sequence[str], store: Store, manifest: Manifest, settings: workers.Settings,
        tell: Callable[[Progress], None], options: Options,
    ) -> None:
        self.inputs, self.store, self.manifest, self.settings = inputs, store, manifest, settings
        self.tell, self.options = tell, options
        self.read = f"{keys.reader()}{'+' if settings.sentiment else ''}"
        self.checked = keys.checker(settings.data, settings.offline, settings.due)
        self.progress = Progress()
        self._tasks: deque[_Task] = deque()
        self._at: dict[Future[Any], _Task] = {}
        self._batches: dict[int, _Batch] = {}
        self._chunks: dict[int, _Chunk] = {}
        self._first = self._last = 0
        self._meter = Meter()
        self._pool: Pool | None = None
        self._began = time.monotonic()

    def work(self, total: int) -> None:
        """Do whatever is to do; returns when everything is done. ``total`` is the bytes of the inputs."""
        queue = self._queue()
        more = True
        while more or self._at or self._tasks:
            while len(self._at) < (self._pool.size if self._pool else 1) * _AHEAD:
                if not self._tasks and more:
                    more = next(queue, None) is not None
                if not self._tasks:
                    break
                self._submit(self._tasks.popleft())
            if self._at:
                done, _ = wait(self._at, timeout=0.5, return_when=FIRST_COMPLETED)
                for future in done:
                    self._settle(self._at.pop(future), future)
            self._report(total=total)

    def _report(self, step: str = "", total: int = 0) -> None:
        self.progress.seconds = time.monotonic() - self._began
        self.progress.share = min(1.0, self._meter.bytes / total) if total else None
        self.progress.step = step
        self.tell(self.progress)

    def close(self, now: bool) -> None:
        """Let the workers go; ``now``: whatever they are at."""
        if self._pool is not None:
            self._pool.close(now)

    def publish(self) -> int:
        """Write the tables of what is done; returns how many months changed."""
        return publish(self.store, self.manifest, self.options.jsonl, self._report)

    def _queue(self) -> Iterator[bool]:
        """Each step puts tasks in hand: first what an earlier run or another version left, then the inputs."""
        for chunk, there in self.manifest.undone(self.read, self.checked, self.options.again):
            self._begin(chunk, self.store.intake(chunk), there)
            yield True
        for batch in self._gather():
            number, self._last = self._last, self._last + 1
            self._batches[number] = batch
            batch.found = [None] * len(batch.records)
            items = tuple(record for _, _, record in batch.records)
            batch.open = len(items)
            if items:
                self._tasks.append(_Task("take", number, tuple(range(len(items))), items))
            else:
                self._admit()
            yield True

    def _gather(self) -> Iterator[_Batch]:
        """The records that are not in yet, by chunks."""
        found: list[tuple[File, int, Record]] = []
        marks: dict[str, tuple[File, int, bool]] = {}
        size = 0
        for file in files(self.inputs):
            skip = self.manifest.taken(file)
            if skip is None:
                self._meter.done += file.size
                continue
            row = 0
            for row, record in enumerate(records(file, self._meter), 1):
                if row <= skip:
                    continue
                found.append((file, row, record))
                marks[file.name] = (file, row, False)
                size += len(record.data)
                if len(found) >= CHUNK or size >= CHUNK_BYTES:
                    yield _Batch(tuple(found), tuple(marks.values()))
                    found, marks, size = [], {}, 0
            marks[file.name] = (file, row, True)
        yield _Batch(tuple(found), tuple(marks.values()))

    def _submit(self, task: _Task) -> None:
        functions: dict[str, Callable[..., Any]] = {
            "take": workers.take_all, "read": workers.read_all, "check": workers.check_all}
        if self._pool is None:  # where nothing is to do, no worker is started
            self._pool = open_pool(self.options.size, self.options.dask)
        self._at[self._pool.submit(functions[task.kind], list(task.items), self.settings)] = task

    def _settle(self, task: _Task, future: Future[Any]) -> None:
        """Take a task's results, or hand in again what a worker died of."""
        error = future.exception()
        if error is None:
            self._keep(task, future.result())
            return
        died = death(error)
        if died is None:
            raise error
        if len(task.items) > 1:
            half = len(task.items) // 2
            self._tasks.extendleft([
                replace(task, at=task.at[half:], items=task.items[half:]),
                replace(task, at=task.at[:half], items=task.items[:half])])
        elif task.tries + 1 < (2 if died[0] == "time" else TRIES):
            self._tasks.appendleft(replace(task, tries=task.tries + 1))
        else:
            self._keep(task, [_refusal(task, *died)])

    def _keep(self, task: _Task, results: Sequence[Any]) -> None:
        if task.kind == "take":
            batch = self._batches[task.chunk]
            for at, found in zip(task.at, results, strict=True):
                batch.found[at] = found
            batch.open -= len(results)
            self._admit()
            return
        chunk = self._chunks[task.chunk]
        chunk.results.update(zip(task.at, results, strict=True))
        chunk.open -= len(results)
        self.progress.articles += len(results)
        if chunk.open == 0:
            self._finish(task.chunk, self._chunks.pop(task.chunk))

    def _admit(self) -> None:
        """Number the articles of the batches that are complete, in the order of the inputs, and set them to work."""
        while self._first in self._batches and self._batches[self._first].open == 0:
            batch = self._batches.pop(self._first)
            self._first += 1
            entries: list[Entry] = []
            number = None
            self.manifest.begin()
            try:
                for (file, row, _), found in zip(batch.records, batch.found, strict=True):
                    if isinstance(found, Refused):
                        if self.manifest.first(file, row, found.reason.encode()):
                            entries.append(found)
                    elif (placed := self.manifest.place(file, row, found)) is not None:
                        entries.append((placed, found))
                for mark in batch.marks:
                    self.manifest.took(*mark)
                if entries:
                    number = self.manifest.add_chunk(
                        sum(not isinstance(e, Refused) for e in entries), [_month(e) for e in entries])
                    self.store.put_intake(number, entries)
            except BaseException:
                self.manifest.rollback()
                raise
            self.manifest.commit()
            if number is not None:
                self._begin(number, entries, there=False)

    def _begin(self, number: int, entries: list[Entry], there: bool) -> None:
        """Set a chunk to work: reading it, or checking it alone where its readings are there."""
        chunk = self._chunks[number] = _Chunk(entries, there)
        own = [(p.number, t) for e in entries if not isinstance(e, Refused) for p, t in (e,) if p.duplicate_of is None]
        items: list[Any] = list(own)
        if there:
            readings, dead = self.store.readings(number)
            chunk.results.update(dead)
            items = [(n, readings[n], t.article.path or "", t.row) for n, t in own if n in readings]
        chunk.open = len(items)
        self.progress.articles += len(entries) - len(items)
        if not items:
            self._finish(number, self._chunks.pop(number))
            return
        for piece in [items] if there else _pieces(own):
            self._tasks.append(_Task("check" if there else "read", number, tuple(item[0] for item in piece),
                                     tuple(piece)))

    def _finish(self, number: int, chunk: _Chunk) -> None:
        """Keep a chunk's results."""
        if not chunk.there:
            self.store.put_readings(number, chunk.results)
        dead = sum(isinstance(found, Refused) for found in chunk.results.values())
        self.store.put_checked(number, [_rows(entry, chunk.results) for entry in chunk.entries])
        self.manifest.finish(number, self.read, self.checked, dead)


def _pieces(items: Sequence[tuple[int, Taken]]) -> Iterator[list[tuple[int, Taken]]]:
    """A chunk's articles in the same parts however many workers there are: what is parsed together stays so."""
    piece: list[tuple[int, Taken]] = []
    size = 0
    for item in items:
        piece.append(item)
        size += len(item[1].article.body)
        if size >= PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _month(entry: Entry) -> str:
    return "none" if isinstance(entry, Refused) else month(entry[1].article.published)


def _rows(entry: Entry, results: dict[int, Any]) -> tuple[str, Rows]:
    """(month, rows) of one record."""
    if isinstance(entry, Refused):
        return "none", {"dead_letters": [dead_row(None, entry)]}
    placed, taken = entry
    found = results.get(placed.number)
    if isinstance(found, workers.Done):
        return found.month, {"articles": [_article(placed, taken, "read")], **found.rows}
    if isinstance(found, Refused):
        return _month(entry), {"articles": [_article(placed, taken, "dead")],
                               "dead_letters": [dead_row(placed.number, found)]}
    return _month(entry), {"articles": [_article(placed, taken, "duplicate")]}


def _article(placed: Placed, taken: Taken, status: str) -> tuple[Any, ...]:
    return article_row(placed.number, taken, status, placed.duplicate_of, placed.near)


def _refusal(task: _Task, kind: str, reason: str) -> Refused:
    item = task.items[0]
    if task.kind == "take":
        return Refused(item.source, item.row, "intake", kind, reason)
    if task.kind == "read":
        return Refused(item[1].article.path or "", item[1].row, "read", kind, reason)
    return Refused(item[2], item[3], "check", kind, reason)


def batch(
    inputs: Sequence[str], out: str | Path, settings: workers.Settings | None = None, *, size: int = 1,
    dask: str | None = None, jsonl: bool = False, again: bool = False,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Take in, read and check whatever of ``inputs`` is not in ``out`` yet, and write its tables.

    ``size`` workers on this machine, or a Dask cluster at ``dask`` ("local": one of our own). ``again`` tries dead
    letters once more. On Ctrl-C the tables are written of what is done, and ``KeyboardInterrupt`` goes on. Raises
    :class:`~tapecheck.errors.InputError` for inputs that are not there and folders that cannot be written,
    :class:`~tapecheck.errors.TapecheckError` where sentiment is asked for and its model is missing.
    """
    if settings is not None and settings.sentiment:
        sentiment_model()
    total = sum(file.size for file in files(inputs))  # a name that is wrong is told before anything is done
    store = Store(Path(out))
    try:
        manifest = Manifest(store.state / "manifest.sqlite")
        try:
            settings = settings or workers.Settings()
            if settings.data is not None:  # workers need not start where the driver did
                settings = replace(settings, data=str(Path(settings.data).resolve()))
            run = Run(inputs, store, manifest, settings, tell, Options(size, dask, jsonl, again))
            return _run(run, total)
        finally:
            manifest.close()
    finally:
        store.close()


def _run(run: Run, total: int) -> Summary:
    stopped = True
    try:
        run.work(total)
        stopped = False
    finally:
        run.close(now=stopped)
        changed = run.publish()
    summary = summarise(run.store.tables, run.progress.articles, run.progress.seconds)
    if changed or not (run.store.out / "summary.json").exists():
        write_summary(run.store.out, summary)
    return summary
