"""The local page and its API: what it answers, whom it refuses, what it keeps."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tapecheck.errors import InputError, TapecheckError
from tapecheck.reports.page import policy
from tapecheck.reports.serve import app_of
from tapecheck.reports.serve_desk import Busy, Desk, Gone, Step
from tapecheck.reports.serve_worker import Worker
from tapecheck.schemas import Article, Report
from tapecheck.sources import Market

from .conftest import HOSTILE, SAMPLES

TEXT = "The S&P 500 gained 23.3% in 2024."
URL = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def client(market: Market) -> Iterator[TestClient]:
    with TestClient(app_of(market, rate="100000/minute"), base_url=URL) as found:
        yield found


def quick(data: bytes, name: str, as_of: datetime | None, step: Step) -> Report:
    step("checking")
    if data.startswith(b"bad"):
        raise InputError("no article")
    if data.startswith(b"fault"):
        raise RuntimeError(data.decode())
    return Report(article=Article(id=name, body=data.decode()))


def test_a_check_is_the_report(client: TestClient) -> None:
    answer = client.post("/api/check", json={"text": TEXT, "as_of": "2025-01-02"})
    assert answer.status_code == 200
    report = Report.model_validate_json(answer.text)
    assert [c.outcome for c in report.claims] == ["supported"]


def test_a_brief_is_the_brief(client: TestClient, report: Report) -> None:
    answer = client.post("/api/brief", json={"text": report.article.body})
    assert [c["outcome"] for c in answer.json()["claims"]] == [c.outcome for c in report.claims]


def test_a_queued_brief_is_told_taken_in_every_format_and_forgotten(client: TestClient) -> None:
    queued = client.post("/api/briefs", json={"text": TEXT, "as_of": "2025-01-02"})
    assert queued.status_code == 202
    place = f"/api/briefs/{queued.json()['id']}"
    state = "waiting"
    while state not in ("done", "failed"):
        standing = client.get(place).json()
        state = standing["state"]
        assert client.get(f"{place}/html").status_code in (200, 409)
    assert (state, standing["ahead"], standing["error"]) == ("done", 0, "")
    for form, start in (("html", "<!doctype html>"), ("md", "# pasted"), ("json", "{"), ("csv", "article,"),
                        ("claimreview", "{"), ("annotations", "{"), ("text", "─")):
        answer = client.get(f"{place}/{form}")
        assert answer.status_code == 200
        assert answer.text.startswith(start)
    assert client.delete(place).status_code == 204
    assert client.get(place).status_code == 404


def test_the_page_takes_a_paste_and_shows_the_brief(client: TestClient) -> None:
    home = client.get("/")
    assert 'action="/briefs"' in home.text
    sent = client.post("/briefs", data={"text": SAMPLES[0].read_text(), "as_of": ""}, follow_redirects=False,
                       headers={"origin": URL, "sec-fetch-site": "same-origin"})
    assert sent.status_code == 303
    shown = client.get(sent.headers["location"])
    while "data-job" in shown.text:
        assert '<meta http-equiv="refresh"' in shown.text
        shown = client.get(sent.headers["location"])
    assert shown.text.count('class="claim ') == 29
    assert shown.headers["content-security-policy"].startswith(policy())


def test_a_dropped_file_is_read_by_its_ending(client: TestClient) -> None:
    page = f"<html><body><article><h1>A Headline of Its Own</h1>{'<p>' + TEXT + '</p>' * 6}</article></body></html>"
    sent = client.post("/briefs", files={"file": ("../../page.html", page.encode())}, data={"as_of": "2025-01-02"})
    while "data-job" in sent.text:
        sent = client.get(sent.url)
    assert "page.html" in sent.text
    assert "../" not in sent.text


@pytest.mark.parametrize(("body", "said"), [
    ({"text": ""}, "text: String should have at least 1 character"), ({"text": " \n"}, "there is no text"),
    ({"text": TEXT, "as_of": "tomorrow"}, "tomorrow"), ({"text": TEXT, "as_of": "0001-01-01"}, "year"),
    ({"text": "x" * 60_001}, "at most 60000 characters"), ({"text": TEXT, "more": 1}, "more: Extra inputs"),
    ({"text": TEXT, "name": "../x"}, "name: "), ({"text": "[1]", "name": "x.json"}, "is not an article"), ([], "body"),
    ({"text": "\ud800"}, "text"),
])
def test_what_is_no_article_gets_one_line(client: TestClient, body: Any, said: str) -> None:
    answer = client.post("/api/check", content=json.dumps(body), headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert set(answer.json()) == {"error"}
    assert "\n" not in answer.json()["error"]


def test_a_browser_is_told_on_a_page(client: TestClient) -> None:
    for answer in (client.post("/briefs", data={"text": "  "}, headers={"accept": "text/html"}),
                   client.get("/briefs/none", headers={"accept": "text/html"})):
        assert answer.status_code in (404, 422)
        assert "<h1>Not checked</h1>" in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "localhost@evil.example:80"])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "tapecheck serve" in answer.json()["error"]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_loopback_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("headers", [
    {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://["}, {"sec-fetch-site": "cross-site"},
    {"origin": "http://127.0.0.1:1"}, {"sec-fetch-site": "same-site"},
])
def test_a_page_elsewhere_may_not_post(client: TestClient, headers: dict[str, str]) -> None:
    for path in ("/briefs", "/api/check", "/api/briefs"):
        assert client.post(path, data={"text": TEXT}, headers=headers).status_code == 403


def test_a_simple_form_is_no_json(client: TestClient) -> None:
    answer = client.post("/api/check", content=json.dumps({"text": TEXT}), headers={"content-type": "text/plain"})
    assert answer.status_code == 422


def test_too_much_is_refused_with_and_without_a_length(client: TestClient) -> None:
    assert client.post("/api/check", content=b"x" * 2_100_000).status_code == 413

    def streamed() -> Iterator[bytes]:
        for _ in range(21):
            yield b"x" * 100_000

    for path in ("/api/check", "/briefs"):
        assert client.post(path, content=streamed()).status_code in (400, 413, 422)


def test_too_fast_is_refused(market: Market) -> None:
    with TestClient(app_of(market, rate="2/minute", desk=Desk(quick)), base_url=URL) as client:
        codes = [client.post("/api/check", json={"text": "x"}).status_code for _ in range(4)]
        assert codes == [200, 200, 429, 429]
        assert client.get("/").status_code == 200
        assert int(client.post("/api/check", json={"text": "x"}).headers["retry-after"]) > 0


def test_every_answer_is_closed(client: TestClient) -> None:
    for answer in (client.get("/"), client.get("/docs"), client.get("/openapi.json"), client.get("/nowhere"),
                   client.get("/", headers={"host": "x"}), client.post("/api/check", json={})):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "server" not in answer.headers


def test_the_documentation_asks_nothing_of_anybody(client: TestClient) -> None:
    docs = client.get("/docs").text
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths) == {"/api/check", "/api/brief", "/api/briefs", "/api/briefs/{ident}",
                          "/api/briefs/{ident}/{form}"}
    assert all(path in docs for path in paths)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', docs)


def test_an_articles_fault_is_told_without_the_article_and_the_next_is_done(market: Market) -> None:
    with TestClient(app_of(market, desk=Desk(quick)), base_url=URL) as client:
        bad = client.post("/api/check", json={"text": "fault secret"})
        assert (bad.status_code, bad.json()) == (422, {"error": "internal error, please report it: RuntimeError"})
        assert client.post("/api/check", json={"text": "bad"}).json() == {"error": "no article"}
        assert client.post("/api/check", json={"text": "good"}).status_code == 200


def test_two_hundred_at_once_each_get_their_own(market: Market) -> None:
    desk = Desk(quick)
    with TestClient(app_of(market, rate="100000/minute", desk=desk), base_url=URL) as client:
        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(lambda n: client.post("/api/check", json={"text": f"article {n}"}), range(200)))
        assert [a.status_code for a in answers] == [200] * 200
        assert [a.json()["article"]["body"] for a in answers] == [f"article {n}" for n in range(200)]
    assert not desk.jobs


def test_a_full_queue_asks_to_wait(market: Market) -> None:
    gate = threading.Event()

    def slow(data: bytes, name: str, as_of: datetime | None, step: Step) -> Report:
        gate.wait(30)
        return quick(data, name, as_of, step)

    with TestClient(app_of(market, desk=Desk(slow, most_waiting=2)), base_url=URL) as client:
        first, second = (client.post("/api/briefs", json={"text": "x"}).json() for _ in range(2))
        assert (first["ahead"], second["ahead"]) == (0, 1)
        full = client.post("/api/briefs", json={"text": "x"})
        assert (full.status_code, full.headers["retry-after"]) == (429, "60")
        assert client.get(f"/api/briefs/{second['id']}/html").status_code == 409
        gate.set()


def test_finished_briefs_are_forgotten_in_time_and_when_they_are_too_many() -> None:
    now = [0.0]
    desk = Desk(quick, clock=lambda: now[0])
    old = desk.take(b"old", "old.txt", None)
    old.future.result(10)
    now[0] = 1000.0
    with pytest.raises(Gone):
        desk.find(old.id)
    large = [desk.take(b"x" * 1_500_000, "x.txt", None) for _ in range(3)]
    for job in large:
        job.future.result(10)
    with pytest.raises(Gone):
        desk.find(large[0].id)
    assert desk.find(large[2].id) is large[2]
    desk.close()
    with pytest.raises(RuntimeError):
        desk.take(b"x", "x.txt", None)


def test_the_queue_counts_what_waits() -> None:
    gate = threading.Event()
    desk = Desk(lambda data, name, as_of, step: (gate.wait(30), quick(data, name, as_of, step))[1], most_waiting=1)
    desk.take(b"x", "x", None)
    with pytest.raises(Busy, match="1 articles are waiting"):
        desk.take(b"x", "x", None)
    gate.set()
    desk.close()


def test_nothing_is_stored_unless_a_folder_was_named(
    market: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for keep in (None, tmp_path):
        with TestClient(app_of(market, keep=keep), base_url=URL) as client:
            assert client.post("/api/check", json={"text": TEXT, "as_of": "2025-01-02"}).status_code == 200
        assert [p.suffix for p in tmp_path.iterdir()] == ([".html"] if keep else [])


def test_hostile_text_comes_back_as_text(client: TestClient) -> None:
    queued = client.post("/api/briefs", json={"text": HOSTILE}).json()
    shown = client.get(f"/briefs/{queued['id']}")
    while "data-job" in shown.text:
        shown = client.get(f"/briefs/{queued['id']}")
    assert shown.text.count("<script") == 2
    assert "<img" not in shown.text


def test_an_article_that_takes_too_long_is_given_up_and_the_next_is_done() -> None:
    worker = Worker(None, True, limit=0.0)
    try:
        with pytest.raises(TapecheckError, match="took longer than 0 seconds"):
            worker(TEXT.encode(), "pasted.txt", None, lambda _: None)
        worker.limit = 120.0
        steps: list[str] = []
        report = worker(TEXT.encode(), "pasted.txt", datetime.fromisoformat("2025-01-02T12:00:00-05:00"), steps.append)
        assert [c.outcome for c in report.claims] == ["supported"]
        assert steps == ["reading", "checking"]
        with pytest.raises(TapecheckError, match=r"x\.json"):
            worker(b"[1]", "x.json", None, lambda _: None)
    finally:
        worker.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.dictionaries(st.sampled_from(["text", "name", "as_of", "x"]), st.one_of(
    st.none(), st.integers(), st.text(max_size=30), st.lists(st.text(max_size=3), max_size=2)))))
def test_no_request_makes_it_fall(client: TestClient, body: Any) -> None:
    for path in ("/api/check", "/api/brief", "/api/briefs", "/briefs"):
        answer = client.post(path, content=json.dumps(body), headers={"content-type": "application/json"})
        assert answer.status_code < 500
