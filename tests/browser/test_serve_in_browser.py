"""The local page in a browser: an article is pasted, dropped, waited for, read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tapecheck.reports.serve import app_of
from tapecheck.sources import open_market

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "election-week.txt"
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page on a free port of the loopback."""
    import uvicorn

    from tapecheck.reports.serve_run import bound

    sock = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app_of(open_market(None)), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{sock.getsockname()[1]}/"
    server.should_exit = True
    thread.join(20)
    sock.close()


def test_a_paste_becomes_a_brief(visit: Visit, address: str) -> None:
    with visit(address) as page:
        page.get_by_label("The article").fill(SAMPLE.read_text(encoding="utf-8"))
        page.get_by_role("button", name="Check it").click()
        page.locator("tr.claim").first.wait_for()
        assert page.locator("tr.claim").count() == 32
        page.get_by_role("radio", name="Contradicted").check(force=True)
        assert page.locator("tr.claim:visible").count() == 2


def test_a_file_becomes_a_brief_without_a_script(visit: Visit, address: str) -> None:
    with visit(address, java_script_enabled=False) as page:
        page.locator("input[type=file]").set_input_files(str(SAMPLE))
        page.get_by_role("button", name="Check it").click()
        page.locator("tr.claim").first.wait_for()
        assert page.locator("tr.claim").count() == 32


def test_a_dropped_file_is_taken(visit: Visit, address: str) -> None:
    with visit(address) as page:
        page.evaluate("""() => {
            const data = new DataTransfer();
            data.items.add(new File(["The S&P 500 gained 23.3% in 2024."], "note.txt", {type: "text/plain"}));
            const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
            document.querySelector("textarea").dispatchEvent(drop);
        }""")
        page.locator("input[name=as_of]").fill("2025-01-02")
        page.get_by_role("button", name="Check it").click()
        page.locator("tr.claim").first.wait_for()
        assert "Supported" in page.locator("tr.claim").first.inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "docs"])
def test_axe_finds_nothing_serious(visit: Visit, address: str, axe: str, path: str, theme: str) -> None:
    with visit(address + path, 390, color_scheme=theme, bypass_csp=True) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == []
