"""The network layer against a server that misbehaves in every way it can."""

from __future__ import annotations

import gzip
import threading
from typing import Any

import pytest

from tapecheck.errors import DataError
from tapecheck.sources.http import Http, Limits, Request


def ask(url: str, **more: Any) -> Request:
    return Request(url, "k", **more)


def failure(http: Http, request: Request) -> str:
    with pytest.raises(DataError) as error:
        http.fetch(request, "bank")
    assert error.value.reason == "source_failed"
    assert str(error.value).startswith("bank: ")
    return str(error.value)


def test_an_answer_is_given_as_it_came(loopback: Any, http: Http, answer: Any) -> None:
    loopback.answers = [answer(b'{"a": 1}')]
    raw = http.fetch(ask(loopback.url + "/x", params=(("q", "a b"),), secrets=(("key", "s3cret"),)), "bank")
    assert raw == b'{"a": 1}'
    asked = loopback.asked[0]
    assert (asked.path, asked.query) == ("/x", {"q": "a b", "key": "s3cret"})
    assert asked.headers["User-Agent"] == "tapecheck test"


def test_a_secret_is_shown_nowhere() -> None:
    request = ask("https://example.org/x", params=(("q", "1"),), secrets=(("key", "s3cret"),))
    assert "s3cret" not in repr(request) + request.shown


def test_a_packed_answer_is_unpacked(loopback: Any, http: Http, answer: Any) -> None:
    loopback.answers = [answer(gzip.compress(b"rows"), headers={"Content-Encoding": "gzip"})]
    assert http.fetch(ask(loopback.url), "bank") == b"rows"
    loopback.answers = [answer(gzip.compress(b"rows" * 99)[:-20], headers={"Content-Encoding": "gzip"})]
    assert "bank: " in failure(http, ask(loopback.url))


def test_a_bad_moment_is_waited_out(loopback: Any, http: Http, answer: Any, clock: Any) -> None:
    loopback.answers = [answer(status=503), answer(status=500), answer(b"rows")]
    assert http.fetch(ask(loopback.url), "bank") == b"rows"
    assert clock.slept == [0.5, 1.0]


def test_a_bad_day_is_not(loopback: Any, http: Http, answer: Any) -> None:
    loopback.answers = [answer(status=502)]
    assert "status 502" in failure(http, ask(loopback.url))
    assert "not asked again" in failure(http, ask(loopback.url + "/other"))
    assert len(loopback.asked) == 3


def test_429_means_stop_for_the_run(loopback: Any, http: Http, answer: Any, clock: Any) -> None:
    loopback.answers = [answer(status=429, headers={"Retry-After": "999999999"})]
    failure(http, ask(loopback.url))
    failure(http, ask(loopback.url))
    assert len(loopback.asked) == 1
    assert clock.slept == []


def test_a_refusal_is_not_repeated(loopback: Any, http: Http, answer: Any) -> None:
    loopback.answers = [answer(status=404), answer(b"rows")]
    assert "status 404" in failure(http, ask(loopback.url))
    assert http.fetch(ask(loopback.url), "bank") == b"rows"


def test_questions_keep_their_distance(loopback: Any, http: Http, answer: Any, clock: Any) -> None:
    loopback.answers = [answer(b"rows")]
    for _ in range(3):
        http.fetch(ask(loopback.url), "bank", pause=2.0)
    assert clock.slept == [2.0, 2.0]


def test_a_redirect_stays_on_its_host(loopback: Any, http: Http, answer: Any) -> None:
    loopback.answers = [answer(status=302, headers={"Location": "/there"}), answer(b"rows")]
    assert http.fetch(ask(loopback.url), "bank") == b"rows"
    loopback.answers = [answer(status=302, headers={"Location": "http://127.0.0.1:1/there"})]
    assert "another host" in failure(http, ask(loopback.url))
    loopback.answers = [answer(status=302, headers={"Location": "/again"})]
    assert "circles" in failure(http, ask(loopback.url))


def test_too_much_is_refused(loopback: Any, http: Http, answer: Any) -> None:
    loopback.answers = [answer(b"x" * 1_100_000)]
    assert "more than 1000000 bytes" in failure(http, ask(loopback.url))
    loopback.answers = [answer(gzip.compress(b"0" * 50_000_000), headers={"Content-Encoding": "gzip"})]
    failure(http, ask(loopback.url))
    assert len(loopback.asked) == 1


def test_a_packed_bomb_is_refused(loopback: Any, http: Http, answer: Any) -> None:
    loopback.answers = [answer(gzip.compress(b"0" * 50_000_000), headers={"Content-Encoding": "gzip"})]
    assert "more than" in failure(http, ask(loopback.url))


def test_less_than_announced_is_no_answer(loopback: Any, http: Http, answer: Any) -> None:
    loopback.answers = [answer(b'{"a": 1}', length=500)]
    assert "breaks off" in failure(http, ask(loopback.url))


def test_silence_in_the_middle_is_no_answer(loopback: Any, answer: Any) -> None:
    http = Http("t", Limits(read=0.1, tries=1))
    done = threading.Event()

    def stop(file: Any) -> None:
        file.write(b'{"a"')
        file.flush()
        done.wait(2)

    loopback.answers = [answer(length=500, write=stop)]
    assert "in the middle" in failure(http, ask(loopback.url))
    done.set()


def test_a_slow_drip_is_cut_off(loopback: Any, answer: Any, clock: Any) -> None:
    """Each packet comes in time and the whole never would: the total decides, by the injected clock."""

    def drip(file: Any) -> None:
        for _ in range(2000):
            clock.now += 1.0
            file.write(b" ")
            file.flush()

    loopback.answers = [answer(length=100_000, write=drip)]
    http = Http("t", Limits(read=2.0, total=30.0, tries=1), clock=clock, sleep=clock.sleep)
    assert "more than 30 seconds" in failure(http, ask(loopback.url))


def test_only_safe_addresses(http: Http) -> None:
    for url in ("http://example.org/x", "ftp://example.org/x", "file:///etc/passwd"):
        assert "only https" in failure(http, ask(url))


def test_nobody_there(http: Http, loopback: Any) -> None:
    port = loopback.server.server_port
    loopback.server.server_close()
    assert "cannot be reached" in failure(http, ask(f"http://127.0.0.1:{port}/"))
