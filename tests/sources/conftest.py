"""A server on the loopback that answers what a test puts in it, and a network layer whose clock no one waits for."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tapecheck.sources.http import Http, Limits

Write = Callable[[Any], None]


@dataclass
class Answer:
    """One answer: status, body and headers; ``length`` replaces the true Content-Length, ``write`` the writing."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    write: Write | None = None


@dataclass
class Asked:
    """A question as it arrived."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


class Loopback:
    """``answers`` are given in turn, the last one again and again; ``routes`` answer by path first."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.routes: dict[str, Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()}, dict(self.headers), raw)
                outer.asked.append(asked)
                route = next((r for p, r in outer.routes.items() if parts.path.startswith(p)), None)
                answer = route(asked) if route else outer.answers[0]
                if not route and len(outer.answers) > 1:
                    outer.answers.pop(0)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
                self.send_header("Connection", "close")
                self.end_headers()
                with contextlib.suppress(OSError):  # the asker may have hung up, as it should
                    (answer.write or self.wfile.write)(self.wfile if answer.write else answer.body)
                self.close_connection = True

            do_GET = do_POST = _serve

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Clock:
    """A clock that moves only when somebody sleeps by it, or when told."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    server = Loopback()
    yield server
    server.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def http(clock: Clock) -> Http:
    """Short limits, and no real waiting between tries."""
    limits = Limits(connect=2.0, read=0.3, total=5.0, size=1_000_000)
    return Http("tapecheck test", limits, clock=clock, sleep=clock.sleep, chance=lambda: 0.5)


@pytest.fixture
def answer() -> type[Answer]:
    return Answer
