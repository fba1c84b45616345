"""The page as a reader meets it: in a browser, by keyboard, without scripts, in both themes, on a phone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tapecheck
from tapecheck.schemas import Article, Report
from tapecheck.sources import open_market

from ..reports.conftest import HOSTILE, felt
from .conftest import WIDTHS

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
Visit = Callable[..., Any]
CUT_OFF = """[...document.querySelectorAll('main svg text')].filter(text => {
    const [inner, outer] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
    return inner.right > outer.right + 1 || inner.left < outer.left - 1;
}).map(text => text.textContent)"""
ALL_LAYERS = "for (const box of document.querySelectorAll('[data-layer]')) if (!box.checked) box.click()"


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    samples = sorted((ROOT / "corpus" / "samples").glob("*.txt"))
    found = {p.stem: tapecheck.check(p) for p in samples}
    found["felt"] = felt(found["election-week"])
    found["hostile"] = tapecheck.check(Article(id="hostile", body=HOSTILE, title=HOSTILE.splitlines()[0],
                                               published=found["election-week"].article.published))
    if SHARED.is_dir():
        found["flagship"] = tapecheck.check(SHARED / "seed" / "article.txt", market=open_market(SHARED / "market"))
    return found


@pytest.fixture(scope="module")
def pages(reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    market = open_market(SHARED / "market") if SHARED.is_dir() else open_market(None)
    tape = open_market(None)
    found = {name: tapecheck.write_brief(r, folder / f"{name}.html", market if name == "flagship" else tape)
             for name, r in reports.items()}
    samples = [r for n, r in reports.items() if n not in ("felt", "hostile", "flagship")]
    found["all"] = tapecheck.write_brief(samples, folder / "all.html", tape)
    return found


def test_every_row_is_there_and_every_link_lands(
    visit: Visit, pages: dict[str, Path], reports: dict[str, Report]
) -> None:
    for name, report in reports.items():
        with visit(pages[name]) as page:
            assert page.locator("tr.claim").count() == len(report.claims)
            assert page.locator("tr.claim:visible").count() == len(report.claims)
            lost = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')).filter("
                                 "h => !h.startsWith('#') || !document.getElementById(h.slice(1)))")
            assert lost == []


def test_a_click_on_a_figure_lands_on_its_row_and_back(visit: Visit, pages: dict[str, Path]) -> None:
    with visit(pages["election-week"]) as page:
        page.locator(".body a.m-verdict", has_text="529.65 points").click()
        assert page.url.endswith("#a1-c8")
        assert page.locator("tr:target").inner_text().count("529.65 points") >= 1
        page.locator("tr:target td.what a").click()
        assert page.url.endswith("#a1-c8-t")
        assert page.locator("a:target").is_visible()


def test_layers_switch_and_what_is_off_is_not_reached(visit: Visit, pages: dict[str, Path]) -> None:
    with visit(pages["election-week"]) as page:
        figure = page.locator(".body a.m-verdict").first
        look = "e => getComputedStyle(e).borderBottomStyle + getComputedStyle(e, '::after').content"
        assert "✓" in figure.evaluate(look)
        page.get_by_role("checkbox", name="Verdicts").uncheck()
        assert "✓" not in figure.evaluate(look)
        assert figure.get_attribute("tabindex") == "-1"
        page.get_by_role("checkbox", name="Figures").check()
        assert figure.get_attribute("tabindex") == "0"
        name = page.locator(".body a.m-entity").first
        assert "dotted" not in name.evaluate(look)
        page.get_by_role("checkbox", name="Names").check()
        assert "dotted" in name.evaluate(look)
        assert page.locator(".qtag").first.is_visible()
        page.get_by_role("checkbox", name="Quotes").uncheck()
        assert not page.locator(".qtag").first.is_visible()


def test_a_mark_says_what_it_is_on_hover_and_on_focus(visit: Visit, pages: dict[str, Path]) -> None:
    with visit(pages["election-week"]) as page:
        mark = page.locator(".body a.m-verdict", has_text="529.65 points")
        mark.hover()
        tip = page.locator(".tip")
        assert "claim 8: contradicted, found 259.65 points" in tip.inner_text()
        page.keyboard.press("Escape")
        assert not tip.is_visible()
        mark.focus()
        assert tip.is_visible()


def test_the_table_sorts_filters_and_searches(visit: Visit, pages: dict[str, Path]) -> None:
    with visit(pages["election-week"]) as page:
        first = page.locator("tr.claim td.found strong")
        page.get_by_role("button", name="Found").click()
        assert first.first.inner_text() == "-2.736%"
        assert page.locator("th[aria-sort=ascending]").count() == 1
        page.get_by_role("button", name="Found").click()
        assert first.first.inner_text() == "43,988.99 points"
        assert page.locator("tr.claim td.found").last.inner_text() != "43,988.99 points"
        page.get_by_role("radio", name="Contradicted").check(force=True)
        assert page.locator("tr.claim:visible").count() == 2
        page.get_by_role("radio", name="All").check(force=True)
        page.get_by_role("searchbox").fill("nasdaq")
        assert page.locator("tr.claim:visible").count() == 2
        assert page.get_by_role("status").inner_text() == "2 of 32 claims shown"


def test_the_keyboard_reaches_all(visit: Visit, pages: dict[str, Path]) -> None:
    with visit(pages["year-of-sitting-still"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the brief"
        wanted = page.evaluate("[...document.querySelectorAll('a[href], button, summary, input')].filter("
                               "e => e.tabIndex >= 0 && e.checkVisibility()).length")
        groups = page.evaluate("new Set([...document.querySelectorAll('input[type=radio]')].map(e => e.name)).size")
        radios = page.locator("input[type=radio]").count()
        reached = 1
        while reached < wanted + 5:
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body || document.activeElement.className === 'skip'"):
                break
            reached += 1
        assert reached == wanted - radios + groups


def test_it_works_without_a_script(visit: Visit, pages: dict[str, Path], reports: dict[str, Report]) -> None:
    with visit(pages["election-week"], java_script_enabled=False) as page:
        assert page.locator("tr.claim:visible").count() == len(reports["election-week"].claims)
        assert not page.get_by_role("searchbox").is_visible()
        page.get_by_role("radio", name="Open").check(force=True)
        assert page.locator("tr.claim:visible").count() == 4
        page.get_by_role("checkbox", name="Quotes").uncheck()
        assert not page.locator(".qtag").first.is_visible()
        page.get_by_role("radio", name="All").check(force=True)
        page.locator("tr.claim:visible summary").first.click()
        assert page.locator("details[open] code").first.is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_the_page(visit: Visit, pages: dict[str, Path], width: int, theme: str) -> None:
    for name, place in pages.items():
        with visit(place, width, color_scheme=theme) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert page.evaluate(CUT_OFF) == [], name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, pages: dict[str, Path], axe: str, theme: str) -> None:
    for name, width in (("felt", 390), ("felt", 1600), ("hostile", 390), ("all", 1024), ("flagship", 1600)):
        if name in pages:
            with visit(pages[name], width, color_scheme=theme, bypass_csp=True) as page:
                page.evaluate(ALL_LAYERS)
                page.evaluate(axe)
                found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                grave = [(v["id"], v["impact"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found["violations"]
                         if v["impact"] in ("serious", "critical")]
                assert grave == [], json.dumps(grave, indent=1)


def test_the_reader_picks_the_theme(visit: Visit, pages: dict[str, Path]) -> None:
    with visit(pages["election-week"], color_scheme="light") as page:
        shade = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(shade)
        page.get_by_role("radio", name="Dark").check(force=True)
        assert page.evaluate(shade) != light


def test_hostile_text_runs_nothing(visit: Visit, pages: dict[str, Path]) -> None:
    with visit(pages["hostile"]) as page:
        assert page.locator("script").count() == 2
        assert page.locator("main img, main iframe").count() == 0
        assert "<script>alert(\"headline\")</script>" in page.locator("h1").inner_text()


def test_it_prints_whole(visit: Visit, pages: dict[str, Path]) -> None:
    with visit(pages["election-week"]) as page:
        page.emulate_media(media="print")
        assert not page.locator(".bar").is_visible()
        assert page.locator("tr.claim:visible").count() == 32
        assert page.locator("details code").first.evaluate("e => e.getBoundingClientRect().height") > 0
        assert len(page.pdf(format="A4")) > 10_000
