"""The queue behind the local page: one article at a time, results in memory for a while, nothing on disk."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from ..errors import InputError, TapecheckError
from ..schemas import Report

State = Literal["waiting", "reading", "checking", "done", "failed"]
Step = Callable[[State], None]
Work = Callable[[bytes, str, datetime | None, Step], Report]
_KEPT_SECONDS = 900.0
_KEPT_CHARS = 4_000_000
"""Characters of finished articles that are kept; the oldest go first."""


class Busy(TapecheckError):
    """The queue is full."""


class Gone(TapecheckError):
    """There is no such brief, or it was taken or has expired."""


@dataclass(slots=True)
class Job:
    """One article on its way. ``ahead`` is how many were before it when it came."""

    id: str
    number: int
    state: State = "waiting"
    report: Report | None = None
    error: str = ""
    finished: float | None = None
    future: Future[None] = field(default_factory=Future)


class Desk:
    """Takes articles and works on them in order, in one thread. ``work`` makes a report, ``clock`` is monotonic."""

    def __init__(self, work: Work, most_waiting: int = 256, clock: Callable[[], float] = time.monotonic) -> None:
        self.work, self.most_waiting, self.clock = work, most_waiting, clock
        self.jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._number = self._ended = 0
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tapecheck")

    def take(self, data: bytes, name: str, as_of: datetime | None) -> Job:
        """Queue one article. Raises :class:`Busy` when too many wait."""
        with self._lock:
            self._sweep()
            if self._number - self._ended >= self.most_waiting:
                raise Busy(f"{self.most_waiting} articles are waiting; try again in a minute")
            self._number += 1
            job = Job(id=secrets.token_urlsafe(18), number=self._number)
            self.jobs[job.id] = job
        job.future = self._pool.submit(self._run, job, data, name, as_of)
        return job

    def find(self, ident: str) -> Job:
        """The job of that id. Raises :class:`Gone`."""
        with self._lock:
            self._sweep()
            job = self.jobs.get(ident)
        if job is None:
            raise Gone("there is no such brief; it may have expired")
        return job

    def ahead(self, job: Job) -> int:
        """How many articles are still before it."""
        return max(0, job.number - self._ended - 1)

    def drop(self, job: Job) -> None:
        """Forget a job and its article."""
        with self._lock:
            self.jobs.pop(job.id, None)

    def close(self) -> None:
        """Work on nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _run(self, job: Job, data: bytes, name: str, as_of: datetime | None) -> None:
        def step(state: State) -> None:
            job.state = state

        try:
            job.report = self.work(data, name, as_of, step)
            job.state = "done"
        except TapecheckError as error:
            job.error, job.state = str(error), "failed"
        except Exception as error:  # one article must not stop the page for the next
            job.error, job.state = f"internal error, please report it: {type(error).__name__}", "failed"
        finally:
            job.finished = self.clock()
            with self._lock:
                self._ended += 1

    def _sweep(self) -> None:
        """Forget what is old, and the oldest where the articles kept are too many characters."""
        now = self.clock()
        done = sorted((j.finished, j.number, j) for j in self.jobs.values() if j.finished is not None)
        size = sum(len(j.report.article.body) for _, _, j in done if j.report)
        for since, _, job in done:
            if now - since > _KEPT_SECONDS or size > _KEPT_CHARS:
                size -= len(job.report.article.body) if job.report else 0
                del self.jobs[job.id]


def finished(job: Job) -> Report:
    """The report of a job that is done. Raises :class:`InputError` with what went wrong, or that it is not done."""
    if job.report is None:
        raise InputError(job.error or "not done yet")
    return job.report
