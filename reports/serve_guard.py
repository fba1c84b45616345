"""What stands before the local page: names it answers to, whose forms it takes, how much and how often.

Written against hostile pages in the user's own browser: a page elsewhere must not reach this one by a name of its own
(DNS rebinding), post to it (cross-site forms) or show it in a frame.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from limits import RateLimitItem
    from limits.strategies import RateLimiter

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HEADERS = {
    b"cache-control": b"no-store", b"x-content-type-options": b"nosniff", b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin", b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
}


class TooLarge(Exception):
    """A body that grew past the limit while it was read."""


class Guard:
    """An ASGI application around another one. ``names`` are the hosts it answers to, ``rate`` such as
    ``600/minute`` a client may post, ``most`` the bytes of a body."""

    def __init__(
        self, app: App, names: tuple[str, ...] = LOOPBACK, rate: str = "600/minute", most: int = 500_000
    ) -> None:
        from limits import parse
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self.app, self.names, self.most = app, frozenset(n.lower() for n in names), most
        self.rate: RateLimitItem = parse(rate)
        self.limiter: RateLimiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refused(scope, headers)
        if refused is not None:
            await _say(send, *refused)
            return
        started = False
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                raise TooLarge
            return message

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                held = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((n, v) for n, v in _HEADERS.items() if n not in held)]
            await send(message)

        try:
            await self.app(scope, counted, dressed)
        except TooLarge:
            if not started:
                await _say(send, 413, f"an article may have {self.most} bytes", {})

    def _refused(self, scope: Message, headers: dict[bytes, str]) -> tuple[int, str, dict[str, str]] | None:
        """(status, reason, headers) where a request is not even looked at."""
        host = headers.get(b"host", "")
        if _name(host) not in self.names:
            return 421, "this is a local page; open it by the address that tapecheck serve printed", {}
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return None
        origin, site = headers.get(b"origin"), headers.get(b"sec-fetch-site", "none")
        elsewhere = origin is not None and _origin(origin) != host.lower()
        if elsewhere or site not in ("none", "same-origin"):
            return 403, "a page elsewhere may not post here", {}
        length = headers.get(b"content-length", "0")
        if not length.isdigit() or int(length) > self.most:
            return 413, f"an article may have {self.most} bytes", {}
        client = (scope.get("client") or ("unknown",))[0]
        if not self.limiter.hit(self.rate, client):
            reset = self.rate.get_expiry()
            return 429, f"more than {self.rate}; wait a little", {"retry-after": str(reset)}
        return None


def _name(host: str) -> str:
    """The name in a Host header, without its port, in lower case; "" for one that is malformed."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _origin(origin: str) -> str:
    """Name and port of an Origin header, in lower case; "" for one that is malformed, or ``null``."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


async def _say(send: Send, status: int, reason: str, more: dict[str, str]) -> None:
    body = json.dumps({"error": reason}).encode()
    headers = {b"content-type": b"application/json", b"content-length": str(len(body)).encode(), **_HEADERS,
               **{name.encode(): value.encode() for name, value in more.items()}}
    await send({"type": "http.response.start", "status": status, "headers": list(headers.items())})
    await send({"type": "http.response.body", "body": body})
