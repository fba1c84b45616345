"""Runs the local page: checks what it was told, binds one socket, says where, serves until it is ended."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import limits
import uvicorn

from ..errors import InputError
from ..sources import open_market
from .serve import app_of
from .serve_guard import LOOPBACK
from .serve_worker import Worker


def run(
    data: str | None, host: str, port: int, names: tuple[str, ...], keep: str | None, rate: str, offline: bool,
    told: Callable[[str], None],
) -> None:
    """Serve until interrupted; ``told`` gets the address. Raises :class:`InputError` for what cannot be served."""
    folder = Path(keep) if keep else None
    if folder is not None and not folder.is_dir():
        raise InputError(f"{keep} is not a folder; make it first")
    try:
        limits.parse(rate)
    except ValueError as error:
        raise InputError(f"--rate {rate[:20]!r} is no rate; write e.g. 600/minute") from error
    market = open_market(data, offline=offline)
    sock = bound(host, port)
    answered = (*LOOPBACK, *names) if _loopback(host) else (*LOOPBACK, host, *names)
    worker = Worker(data, offline)
    app = app_of(market, offline=offline, keep=folder, rate=rate, names=answered, work=worker)
    worker.start()
    shown = f"[{host}]" if ":" in host else host
    told(f"http://{shown}:{sock.getsockname()[1]}/")
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False,
                            proxy_headers=False, timeout_keep_alive=5, limit_concurrency=None)
    try:
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[sock])
    finally:
        worker.close()


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises :class:`InputError` where it cannot."""
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(512)  # the address is told next, and who knows it may connect
    except OSError as error:
        sock.close()
        raise InputError(f"cannot listen on {host} port {port}: {(error.strerror or str(error)).lower()}; "
                         "give another --port") from error
    return sock


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
