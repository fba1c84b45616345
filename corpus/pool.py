"""Where chunks are worked on: processes of this machine, or a Dask cluster. Both take the same functions.

A worker that dies takes nothing with it but what it was at: the driver hands that in again in halves until one
document is left, and only when that one has killed its worker three times is it given up.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from multiprocessing import forkserver
from typing import Any, Protocol

from ..errors import InputError
from . import workers


class Pool(Protocol):
    """Workers. A future ends with the function's value, or an exception where its worker died."""

    size: int

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """Have ``function`` run in a worker."""
        ...

    def close(self, now: bool) -> None:
        """Let the workers go; ``now``: whatever they are at."""
        ...


class Processes:
    """``size`` processes of this machine, forked from one that has the models loaded, so that they share them."""

    def __init__(self, size: int) -> None:
        try:
            from pebble import ProcessPool
        except ImportError as error:
            raise InputError("archives need pebble; run: pip install 'tapecheck[archive]'") from error
        self.size = size
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            context.set_forkserver_preload([f"{__package__}.warm"])
            with _single_threads():
                forkserver.ensure_running()
        self._pool: Any = ProcessPool(max_workers=size, context=context)

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """See :class:`Pool`."""
        future: Future[Any] = self._pool.submit(function, None, *args)
        return future

    def close(self, now: bool) -> None:
        """See :class:`Pool`."""
        if now:
            self._pool.stop()
        else:
            self._pool.close()
        self._pool.join()


@contextlib.contextmanager
def _single_threads() -> Iterator[None]:
    """Processes started within compute in one thread each: there are as many of them as there is work."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class Cluster:
    """A Dask cluster: the one at ``address``, or one of our own (``local``) that listens on the loopback alone.

    Raises :class:`InputError` where it cannot be reached or its workers run other versions of tapecheck.
    """

    def __init__(self, address: str, size: int) -> None:
        try:
            import dask
            import distributed
        except ImportError as error:
            raise InputError("--dask needs Dask; run: pip install 'tapecheck[dask]'") from error
        engine: Any = distributed
        self._cluster: Any = None
        try:
            if address == "local":
                dask.config.set({"distributed.scheduler.allowed-failures": 0})
                self._cluster = engine.LocalCluster(
                    n_workers=size, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, processes=True,
                    silence_logs=50)
            self._client: Any = engine.Client(self._cluster or address, timeout="20s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError(f"no Dask scheduler answers at {address[:80]}; start one, or give --dask local") from error
        self._check()
        self.size = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        self._executor = self._client.get_executor(pure=False, retries=0)

    def _check(self) -> None:
        mine = workers.versions()
        try:
            theirs = self._client.run(workers.versions)
        except Exception as error:
            self.close(now=True)
            raise InputError("the cluster's workers cannot run tapecheck; install this version of it there "
                             f"({type(error).__name__}: {str(error)[:100]})") from error
        others = sorted(name for name, found in theirs.items() if tuple(found) != mine)
        if others:
            self.close(now=True)
            raise InputError(f"{len(others)} of the cluster's workers run another version of tapecheck or of its model "
                             f"({others[0]}); install this one there")

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """See :class:`Pool`."""
        future: Future[Any] = self._executor.submit(function, *args)
        return future

    def close(self, now: bool) -> None:
        """See :class:`Pool`."""
        with contextlib.suppress(Exception):
            self._client.close()
        if self._cluster is not None:
            with contextlib.suppress(Exception):
                self._cluster.close()


def open_pool(size: int, dask: str | None) -> Pool:
    """The workers that a run asks for."""
    return Cluster(dask, size) if dask is not None else Processes(size)


def death(error: BaseException) -> tuple[str, str] | None:
    """(kind, reason) where an exception says that a worker died; None where the function itself failed."""
    name = type(error).__name__
    if name == "ProcessExpired":
        code = int(getattr(error, "exitcode", 0) or 0)
        if code == 1:  # what the watchdog of workers.py leaves
            return "time", "took longer than its limit, and could not be interrupted"
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return "crash", f"the interpreter died of it ({how})"
    if name in ("KilledWorker", "CommClosedError", "CancelledError", "FutureCancelledError"):
        return "crash", "the worker died of it"
    return None
