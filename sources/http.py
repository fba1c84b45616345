"""The one polite way onto the network: every adapter's bytes come through :class:`Http`.

urllib3 does the wire: it is installed with spaCy's requests anyway, checks Content-Length and certificates by
default, hands out what has arrived without waiting for a full buffer (so that a slow drip can be timed) and follows
no redirect unless told. Clock, sleep and chance are arguments; no test waits.
"""

from __future__ import annotations

import ipaddress
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from ..errors import DataError

if TYPE_CHECKING:
    import urllib3

_CHUNK = 65536
_RETRIED = frozenset({500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a source. ``key`` names its answer in the cache; the same question has the same key.

    ``settles`` is the day after which the answer will not change any more, for a question about a closed period.
    ``secrets`` are query parameters, or members of the JSON ``body``, that are sent but never shown, kept or hashed.
    """

    url: str
    key: str
    params: tuple[tuple[str, str], ...] = ()
    body: Mapping[str, object] | None = None
    settles: date | None = None
    secrets: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def shown(self) -> str:
        """The address with its parameters and without secrets."""
        return f"{self.url}?{urlencode(self.params)}" if self.params else self.url


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: seconds to connect, between two packets, and in all; bytes of an answer; tries."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 60.0
    size: int = 64 * 1024 * 1024
    tries: int = 3
    backoff: float = 0.5
    hops: int = 3


@dataclass(slots=True)
class _Host:
    """What is known of a host in this run: when it may be asked again, and why it must not be."""

    next_at: float = 0.0
    closed: str = ""


class Http:
    """Asks hosts one question at a time: rate-limited, retried, and no more after a 429 or repeated failure.

    A 429 closes the host for the run at once; so do an unknown name and a question that failed on every try, so
    that a network that is down costs one wait and not one a series. Threads may share an instance.
    """

    def __init__(
        self, agent: str = "tapecheck", limits: Limits | None = None, *,
        clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.agent = agent
        self.limits = limits or Limits()
        self._clock, self._sleep, self._chance = clock, sleep, chance
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._lost = 0
        """Hosts whose names were not found: after the second the network is taken to be down."""
        self._pools: dict[str, urllib3.PoolManager] = {}

    def fetch(self, request: Request, source: str, pause: float = 0.0) -> bytes:
        """The body of the answer. ``pause`` is the least number of seconds between two questions to the host.

        Raises :class:`DataError` (``source_failed``) whatever goes wrong on the way; the message names the source.
        """
        host = self._open(_checked(request.url, source), source)
        trouble = ""
        for attempt in range(self.limits.tries):
            if attempt:
                self._sleep(self.limits.backoff * 2 ** (attempt - 1) * (0.5 + self._chance()))
            self._wait(host, pause)
            try:
                return self._ask(request, source)
            except _PassingError as error:
                trouble = str(error)
                self._lost += isinstance(error, _NoNameError)
                if error.closes:
                    break
        host.closed = f"{trouble}; not asked again in this run"
        raise DataError(f"{source}: {trouble}", "source_failed")

    def turn(self, url: str, source: str, pause: float) -> None:
        """Wait for the turn of a client that asks by itself. Raises :class:`DataError` where its host is closed."""
        self._wait(self._open(_checked(url, source), source), pause)

    def close(self, url: str, why: str) -> None:
        """Ask a host no more in this run."""
        with self._lock:
            self._hosts.setdefault(urlsplit(url).netloc, _Host()).closed = f"{why}; not asked again in this run"

    def _open(self, netloc: str, source: str) -> _Host:
        with self._lock:
            host = self._hosts.setdefault(netloc, _Host())
        closed = host.closed or ("there is no network" if self._lost > 1 else "")
        if closed:
            raise DataError(f"{source}: {closed}", "source_failed")
        return host

    def _wait(self, host: _Host, pause: float) -> None:
        with self._lock:
            now = self._clock()
            at = max(now, host.next_at)
            host.next_at = at + pause
        if at > now:
            self._sleep(at - now)

    def _ask(self, request: Request, source: str) -> bytes:
        url = request.url
        started = self._clock()
        for _ in range(self.limits.hops + 1):
            status, target, raw = self._exchange(request, url, started)
            if status in _MOVED and target:
                url = _same_host(url, urljoin(url, target), source)
                continue
            if status == 429:
                raise _PassingError("asks for fewer questions (429)", closes=True)
            if status in _RETRIED:
                raise _PassingError(f"answers with status {status}")
            if status != 200:
                raise DataError(f"{source}: answers with status {status}", "source_failed")
            return raw
        raise DataError(f"{source}: redirects in circles", "source_failed")

    def _exchange(self, request: Request, url: str, started: float) -> tuple[int, str, bytes]:
        import json

        import urllib3
        from urllib3.exceptions import HTTPError, NameResolutionError

        secrets = dict(request.secrets)
        fields = {**dict(request.params), **(secrets if request.body is None else {})}
        headers = {"User-Agent": self.agent, "Accept-Encoding": "gzip", "Accept": "application/json, text/csv, */*"}
        body = None
        if request.body is not None:
            body = json.dumps({**request.body, **secrets}).encode()
            headers["Content-Type"] = "application/json"
        target = f"{url}?{urlencode(fields)}" if fields and "?" not in url else url
        try:
            answer = self._pool(url).request(
                "GET" if body is None else "POST", target, body=body, headers=headers, redirect=False, retries=False,
                preload_content=False, timeout=urllib3.Timeout(connect=self.limits.connect, read=self.limits.read))
            try:
                raw = self._body(answer, started)
            finally:
                answer.close()
        except NameResolutionError as error:
            raise _NoNameError("its host is not found", closes=True) from error
        except HTTPError as error:  # its text may hold the address, and with it a key
            raise _PassingError(_plain(error)) from error
        return answer.status, answer.headers.get("Location", ""), raw

    def _body(self, answer: urllib3.BaseHTTPResponse, started: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        while part := answer.read1(_CHUNK, decode_content=False):
            parts.append(part)
            size += len(part)
            if size > self.limits.size:
                raise _PassingError(f"sends more than {self.limits.size} bytes", closes=True)
            if self._clock() - started > self.limits.total:
                raise _PassingError(f"takes more than {self.limits.total:g} seconds")
        raw = b"".join(parts)
        return self._unpacked(raw) if answer.headers.get("Content-Encoding", "").lower() == "gzip" else raw

    def _unpacked(self, raw: bytes) -> bytes:
        """A gzip body as it was; urllib3 would take one that ends too early for whole."""
        import zlib

        unpack = zlib.decompressobj(wbits=31)
        try:
            plain = unpack.decompress(raw, self.limits.size)
        except zlib.error as error:
            raise _PassingError("sends bytes that do not unpack") from error
        if unpack.unconsumed_tail:
            raise _PassingError(f"sends more than {self.limits.size} bytes", closes=True)
        if not unpack.eof:
            raise _PassingError("breaks off its answer")
        return plain

    def _pool(self, url: str) -> urllib3.PoolManager:
        import urllib3

        parts = urlsplit(url)
        proxy = "" if proxy_bypass(parts.hostname or "") or _loopback(url) else getproxies().get(parts.scheme, "")
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]


class _PassingError(Exception):
    """A failure worth another try; with ``closes`` none in this run."""

    def __init__(self, message: str, closes: bool = False) -> None:
        super().__init__(message)
        self.closes = closes


class _NoNameError(_PassingError):
    """The host's name is unknown, or nobody is there to ask for it."""


def _plain(error: Exception) -> str:
    words = {
        "ConnectTimeoutError": "does not answer in time", "ReadTimeoutError": "stops in the middle of its answer",
        "NewConnectionError": "cannot be reached", "SSLError": "shows a certificate that does not hold",
        "ProtocolError": "breaks off its answer",
    }
    return next((words[c.__name__] for c in type(error).__mro__ if c.__name__ in words), "cannot be read")


def _loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked(url: str, source: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and _loopback(url)):
        raise DataError(f"{source}: only https addresses are asked", "source_failed")
    return parts.netloc


def _same_host(url: str, target: str, source: str) -> str:
    old, new = urlsplit(url), urlsplit(target)
    if (old.scheme, old.netloc) != (new.scheme, new.netloc):
        raise DataError(f"{source}: redirects to another host, which is not followed", "source_failed")
    return target
