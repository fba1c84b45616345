"""A browser, where there is one: Debian's Chromium, driven by Playwright; `make test-browser` installs both."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ARGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync")
WIDTHS = (390, 1024, 1600)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless browser; the tests are skipped where it or its driver is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no Playwright here: make test-browser installs it")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium here: make test-browser installs it")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(ARGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any) -> Callable[..., Any]:
    """Opens a file or an address in a page of its own; leaving it says what went wrong meanwhile."""

    @contextmanager
    def opened(address: str | Path, width: int = 1024, **more: Any) -> Iterator[Any]:
        if isinstance(address, Path):
            address = address.as_uri()
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **more)
        page = context.new_page()
        trouble: list[str] = []
        asked: list[str] = []
        page.on("console", lambda m: trouble.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: trouble.append(f"error: {e}"))
        page.on("dialog", lambda d: (trouble.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("request", lambda r: asked.append(r.url))
        page.goto(address)
        yield page
        context.close()
        origin = address.split("#")[0] if address.startswith("file:") else "/".join(address.split("/")[:3])
        assert not trouble
        assert [url for url in asked if not url.startswith((origin, "data:"))] == []

    return opened


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's own script."""
    package = pytest.importorskip("axe_playwright_python", reason="no axe here: make test-browser installs it")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
