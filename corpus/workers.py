"""What runs in a worker: the same three functions on this machine's processes and on a cluster's.

Each takes a list and gives a list of the same length; a document that fails is a :class:`Refused` in its place. A
worker touches no file but the user's data. What kills the worker itself is the driver's affair (``pool.py``).
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from traceback import extract_tb
from typing import Any

from ..check import check
from ..extractors.gazetteer.register import register
from ..nlp.parse import parse_many
from ..nlp.starting import ours
from ..read import read
from ..schemas import Article, Reading
from ..sources.market import Market, open_market
from .due import due
from .inputs import Record
from .intake import Refused, Taken, sketch, take
from .rows import Rows, month, report_rows

PATIENCE = 1.5
"""How many times its limit a document has before its worker is ended from outside."""

_NEW = 10_000
"""New objects from which the collector looks for cycles: at Python's 700 it takes a tenth of the time and finds few."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are worked on. ``limit`` is in seconds a document, ``memory`` in MB a worker.

    ``guard`` is called in the worker with each article before it is read; what it raises makes a dead letter.
    ``sentiment`` asks for a sentiment of every sentence and target.
    """

    data: str | None = None
    offline: bool | None = True
    due: datetime | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    sentiment: bool = False
    limit: float = 60.0
    memory: int = 4096
    guard: Callable[[Article], None] | None = None


class TooLong(Exception):
    """A document that took longer than its limit."""


@dataclass(frozen=True, slots=True)
class Done:
    """An article's result: its reading as JSON (None where it was there already) and its rows."""

    reading: str | None
    month: str
    rows: Rows


def take_all(records: Sequence[Record], settings: Settings) -> list[Taken | Refused]:
    """Records to articles."""
    _prepare(settings.memory)
    return [_guarded(partial(take, r, settings.fields), r.source, r.row, "intake", settings.limit) for r in records]


def read_all(articles: Sequence[tuple[int, Taken]], settings: Settings) -> list[Done | Refused]:
    """Articles to readings and rows. They go through the parser together, and alone where that fails."""
    _prepare(settings.memory)
    admitted = [_admitted(taken, settings) for _, taken in articles]
    parsed: list[Any] = [None] * len(articles)
    chosen = [i for i, refused in enumerate(admitted) if refused is None]
    with contextlib.suppress(Exception), _limited(settings.limit * (1 + len(chosen) / 8)):
        for i, words in zip(chosen, parse_many([articles[i][1].article.body for i in chosen]), strict=True):
            parsed[i] = words

    def one(number: int, taken: Taken, words: Any) -> Done:
        reading = read(taken.article, parsed=words, sentiment=settings.sentiment)
        return _checked(number, reading, settings, reading.model_dump_json())

    return [
        refused or _guarded(partial(one, n, t, w), t.article.path or "", t.row, "read", settings.limit)
        for (n, t), w, refused in zip(articles, parsed, admitted, strict=True)
    ]


def _admitted(taken: Taken, settings: Settings) -> Refused | None:
    """Why the guard turns an article away, if it does."""
    guard = settings.guard
    if guard is None:
        return None
    found = _guarded(partial(guard, taken.article), taken.article.path or "", taken.row, "read", settings.limit)
    return found if isinstance(found, Refused) else None


def check_all(readings: Sequence[tuple[int, str, str, int]], settings: Settings) -> list[Done | Refused]:
    """(number, reading as JSON, source, row) of articles to rows: data and arithmetic, no language."""
    _prepare(settings.memory)
    return [_guarded(partial(_again, n, text, settings), source, row, "check", settings.limit)
            for n, text, source, row in readings]


def _again(number: int, text: str, settings: Settings) -> Done:
    return _checked(number, Reading.model_validate_json(text), settings, None)


def _checked(number: int, reading: Reading, settings: Settings, kept: str | None) -> Done:
    market = _market(settings.data, settings.offline)
    report = check(reading, market=market)
    later = list(due([report], settings.due, market)) if settings.due is not None else []
    return Done(kept, month(report.article.published), report_rows(number, report, later))


@lru_cache(maxsize=1)
def _market(data: str | None, offline: bool | None) -> Market:
    """One market a worker: each series is read once."""
    return open_market(data, offline=offline)


def _guarded(work: Callable[[], Any], source: str, row: int, stage: str, limit: float) -> Any:
    """What ``work`` gives, or why it gave nothing."""
    try:
        with _limited(limit):
            return work()
    except TooLong:
        return Refused(source, row, stage, "time", f"took longer than {limit:g} seconds")
    except MemoryError:
        return Refused(source, row, stage, "memory", "wanted more memory than a worker may have (--memory)")
    except Exception as error:
        place = extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        return Refused(source, row, stage, "exception", said.encode("utf-8", "replace").decode())


@contextlib.contextmanager
def _limited(limit: float) -> Iterator[None]:
    """Raise :class:`TooLong` after ``limit`` seconds; end the process where even that does not help."""
    main = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    faulthandler.dump_traceback_later(limit * PATIENCE if main else limit, exit=True, file=_nowhere())
    if main:
        before = signal.signal(signal.SIGALRM, _too_long)
        signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        if main:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        faulthandler.cancel_dump_traceback_later()


def _too_long(*_: object) -> None:
    raise TooLong


@lru_cache(maxsize=1)
def _nowhere() -> Any:
    return open(os.devnull, "w")


@lru_cache(maxsize=1)
def _prepare(memory: int) -> None:
    """Once a worker: no more memory than it may have. How many threads it computes in is the pool's affair."""
    gc.set_threshold(_NEW)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def warm() -> None:
    """Load what every worker needs, before workers are made of this process."""
    ours()
    read(Article(id="warm", body="The index rose 1.2% on Monday, Ms. Smith said."))
    register()
    sketch("warm")
    _market(None, True)
    gc.collect()
    gc.freeze()  # what is there stays: the collector need not look through it, nor touch pages that workers share


def versions() -> tuple[str, str]:
    """The versions of the code at hand, for a driver to compare with its own."""
    from . import keys

    return keys.reader(), keys.checker(None, True, None)

