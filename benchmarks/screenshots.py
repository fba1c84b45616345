"""The pictures in docs/: the brief of a sample of ours at three widths in both themes.

    python benchmarks/screenshots.py [OUT]

Wants the extra ``browser`` and Debian's chromium (make test-browser installs both).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "samples" / "election-week.txt"
ARGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync")
SHOTS = (
    # file, width, height, theme, what stands at the top
    ("brief-1600-light", 1600, 1000, "light", "body"), ("brief-1600-dark", 1600, 1000, "dark", "#a1-charts"),
    ("brief-1024-light", 1024, 900, "light", "#a1-text"), ("brief-1024-dark", 1024, 900, "dark", "body"),
    ("brief-390-light", 390, 844, "light", "body"), ("brief-390-dark", 390, 844, "dark", "#a1-c8"),
)


def main() -> int:
    """Take them all; 2 where there is no browser."""
    from playwright.sync_api import sync_playwright

    from tapecheck import check, write_brief
    from tapecheck.sources import open_market

    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium: apt-get install chromium", file=sys.stderr)
        return 2
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        report = check(SAMPLE)
        article = report.article.model_copy(update={"path": SAMPLE.relative_to(ROOT).as_posix()})
        page_file = write_brief(report.model_copy(update={"article": article}), Path(folder, "brief.html"),
                                open_market(None))
        browser = driver.chromium.launch(executable_path=chromium, args=list(ARGS))
        for name, width, height, theme, top in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme,
                                    reduced_motion="reduce")
            page.goto(page_file.as_uri())
            page.evaluate(f"document.querySelector('{top}').scrollIntoView()")
            page.screenshot(path=out / f"{name}.png")
            page.close()
            print(f"{name}.png: {(out / f'{name}.png').stat().st_size / 1000:.0f} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
