"""A process of its own that reads and checks, so that an article that takes too long can be given up."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any

from ..errors import TapecheckError
from ..schemas import Report
from .serve_desk import Step

LIMIT = 120.0
"""Seconds one article may take."""


class Worker:
    """Makes reports in another process, started when first needed; one article at a time. Arguments as for
    :func:`~tapecheck.sources.open_market`."""

    def __init__(self, data: str | None, offline: bool | None, limit: float = LIMIT) -> None:
        self.data, self.offline, self.limit = data, offline, limit
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def start(self) -> None:
        """Start the process, so that the first article need not wait for the language model."""
        context = multiprocessing.get_context("spawn")
        self._line, far = context.Pipe()
        self._process = context.Process(target=_serve, args=(far, self.data, self.offline), daemon=True)
        self._process.start()
        far.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def __call__(self, data: bytes, name: str, as_of: datetime | None, step: Step) -> Report:
        """The report on one article. Raises :class:`TapecheckError` with what went wrong, or that it took too long."""
        if self._process is None or not self._process.is_alive():
            self.close()
            self.start()
        assert self._line is not None
        end = monotonic() + self.limit
        try:
            self._line.send((data, name, as_of))
            while self._line.poll(max(0.0, end - monotonic())):
                said, value = self._line.recv()
                if said == "done":
                    return Report.model_validate_json(value)
                if said == "failed":
                    raise TapecheckError(value)
                step(value)
        except (EOFError, OSError) as error:
            self.close()
            raise TapecheckError("the article could not be read: the process that read it ended") from error
        self.close()
        raise TapecheckError(f"the article took longer than {self.limit:.0f} seconds; is it one?")


def _serve(line: Connection, data: str | None, offline: bool | None) -> None:
    """The other process: articles in, reports out, until the line is cut."""
    from ..nlp.parse import pipeline
    from ..nlp.starting import ours
    from ..sources import open_market
    from .serve import report_on

    market = open_market(data, offline=offline)
    ours()
    pipeline(None)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            given: tuple[bytes, str, datetime | None] = line.recv()
            answer: tuple[str, Any]
            try:
                report = report_on(*given, lambda state: line.send(("state", state)), market, offline)
                answer = ("done", report.model_dump_json())
            except TapecheckError as error:
                answer = ("failed", str(error))
            except Exception as error:  # one article must not stop the next
                answer = ("failed", f"internal error, please report it: {type(error).__name__}")
            line.send(answer)
