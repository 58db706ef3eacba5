"""The pages of the site in a browser, from a folder: sound, light, readable without scripts, safe, asking nobody."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dsci.templates.phrases import phrases

from ..conftest import ROOT
from .browsing import SIZES, TURNS_ON_WIDTH, grave, watched

SCRIPTS = sorted((ROOT / "templates" / "site").glob("*.js"))
RANKING = "r/dsci-2026-2026-provincial.html"
KINDS = (
    "index.html", "r/dsci-2026-2026-municipality.html", "u/330000.html", "e/330000.html", "compare.html?u=330000,510000&x=1",
    "x/website.html", "cases.html", "findings.html", "f/inspection-2019-veto-1.html", "schemes.html", "s/dsci-2026.html",
    "method.html", "downloads.html",
)  # fmt: skip
# elements with Chinese text and no font of ours behind the machine's own: boxes where the machine has none
WITHOUT_HAN = """[...document.querySelectorAll('body *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && /[一-鿿]/.test(n.data)))
  .filter(e => !getComputedStyle(e).fontFamily.includes('dsci Fallback')).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_every_kind_of_page_is_sound(chromium: Browser, site: Path, lang: str) -> None:
    seen_in_chinese = ("color-contrast",) if lang else ()  # half of the time, and the colours are the same
    with watched(chromium, site) as seen:
        for path in KINDS:
            for size, (wide, high) in SIZES.items():
                seen.page.set_viewport_size({"width": wide, "height": high})
                page = seen.open(lang + path) if size == "desktop" else seen.page
                page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
                assert grave(page, () if size == "desktop" else TURNS_ON_WIDTH, seen_in_chinese) == [], (path, size)
                assert page.evaluate("document.documentElement.scrollWidth") <= wide, (path, size)
            assert page.evaluate(WITHOUT_HAN) == [], path


def test_the_front_page_is_light(chromium: Browser, site: Path) -> None:
    with watched(chromium, site) as seen:
        page = seen.open("index.html")
        assert page.evaluate("document.fonts.load('1em \"dsci Fallback\"', '政').then(found => found.length)") == 1
        assert 20_000 < seen.weight() < 2_000_000


def test_pages_read_without_scripts(chromium: Browser, site: Path) -> None:
    with watched(chromium, site, java_script_enabled=False) as seen:
        page = seen.open(RANKING)
        expect(page.locator("#ranking tbody tr")).to_have_count(31)
        expect(page.locator("#controls")).to_be_hidden()
        page.get_by_role("link", name="南京大学 2023").click()
        page.get_by_role("link", name="浙江").last.click()
        expect(page.locator("h1")).to_contain_text("浙江")
        seen.open("compare.html")
        assert page.locator("main a[href*='u/']").count() == 31


def test_hostile_names_show_as_text(chromium: Browser, site: Path, tmp_path: Path) -> None:
    attack = "<img src=x onerror=alert(1)>"
    for folder in ("assets", "data"):
        shutil.copytree(site / folder, tmp_path / folder)
    shutil.copy(site / "compare.html", tmp_path)
    units = (tmp_path / "data" / "units.js").read_text("utf-8").replace(json.dumps("浙江"), json.dumps(attack))
    (tmp_path / "data" / "units.js").write_text(units, "utf-8")
    bad = (tmp_path / "data" / "u" / "330000.js").read_text("utf-8")
    (tmp_path / "data" / "u" / "330000.js").write_text(re.sub(r'(\[[\d.]+,)"[^"]*"', rf'\1"{attack}"', bad, count=1), "utf-8")
    with watched(chromium, tmp_path) as seen:
        page = seen.open("compare.html?u=330000,510000,%3Cscript%3E&channel=%22%3E%3Cimg%3E")
        expect(page.get_by_role("link", name=attack).first).to_be_visible()
        expect(page.locator("tr[data-metric] td").first).to_contain_text(attack)
        assert page.locator("main img").count() == 0


def test_scripts_are_small_and_say_only_phrases() -> None:
    whole = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    assert len(whole.encode()) < 40_000
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|fetch\(|[一-鿿]", whole)
    said = set(re.findall(r'\bsay\("([a-z_.]+)"', whole))
    held = {key.removeprefix("script.") for key in phrases("zh").table if key.startswith("script.")}
    controls = (ROOT / "templates" / "site" / "controls.j2").read_text("utf-8")
    assert said <= held
    unsaid = {key for key in held - said if f'"{key}"' not in whole and f"'script.{key}'" not in controls}
    assert {key for key in unsaid if not key.startswith(("by.", "level."))} == set()
