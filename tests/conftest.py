"""What every test can lean on: the shared sets where they are, the command line in-process, no network."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("house", deadline=None, max_examples=50, derandomize=True, database=None)
settings.load_profile("house")


class Ran(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def shared() -> Path:
    """The folder ../shared; the test is skipped where a checkout has none."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: this test reads its articles in place")
    return SHARED


@pytest.fixture
def tapecheck(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs the command line in this process."""
    from tapecheck.cli import main

    def run(*args: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(list(args))
        out, err = capsys.readouterr()
        code = end.value.code
        return Ran(code if isinstance(code, int) else 0, out, err)

    return run


@pytest.fixture(autouse=True)
def _nobodys_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither the settings nor the cache of whoever runs the tests; no live source unless a test asks for it."""
    home = tmp_path_factory.getbasetemp() / "home"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.setenv("TAPECHECK_OFFLINE", "1")


os.environ["YF_DISABLE_CURL_CFFI"] = "1"  # curl opens its sockets behind Python's back, where nobody could forbid it


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("live"):
        return
    curl = sys.modules.get("curl_cffi")
    if curl is not None:

        def forbidden(*_: object, **__: object) -> None:
            raise AssertionError("a test tried to use curl")

        monkeypatch.setattr(curl.Curl, "perform", forbidden)
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not (isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1")):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes on standard input."""
    import io

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put
