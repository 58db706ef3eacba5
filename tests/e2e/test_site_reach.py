"""What answers on the site: filters, columns, switches, comparison, map and strips, by real clicks and keys."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from dsci.contract import Level
from dsci.registry import units
from dsci.templates.site import press, write_assets, write_data, write_rankings

from ..templates.drawn_book import book, ranking
from ..templates.drawn_ranks import NODES
from ..templates.drawn_site import LEADERS, provincial, site_context, unit_card
from .browsing import watched

RANKING = "r/dsci-2026-2026-provincial.html"


def scores(site: Path) -> dict[str, float]:
    """The scores of the units that have one, from the data that scripts load."""
    text = (site / "data" / "units.js").read_text("utf-8")
    units = json.loads(text[text.index("[") : text.rindex("]") + 1])
    return {u["code"]: u["score"] for u in units if u["score"] is not None}


def names(page: Page) -> list[str]:
    """Units of the ranking that are shown, in order."""
    return page.eval_on_selector_all("#ranking tbody tr:not([hidden])", "rows => rows.map(r => r.dataset.code)")


def column(page: Page, title: str) -> list[float]:
    """The numbers of a column in order; those without one stand last and are left out."""
    head = [text.strip() for text in page.locator("#ranking thead th").all_inner_texts()].index(title)
    cells = page.eval_on_selector_all("#ranking tbody tr:not([hidden])", f"rows => rows.map(r => r.cells[{head}].textContent)")
    known = [float(c) for c in cells if c.strip() != "—"]
    assert [c.strip() for c in cells[len(known) :]] == ["—"] * (len(cells) - len(known))
    return known


def test_narrowing_and_sorting_a_ranking(chromium: Browser, site: Path) -> None:
    with watched(chromium, site) as seen:
        page = seen.open(RANKING)
        find = page.get_by_label("查找")
        for text in ("浙江", "zhejiang", "Zhe Jiang", "330000"):
            find.fill(text)
            assert names(page) == ["330000"], text
        expect(page.get_by_role("status")).to_have_text("显示 1 个，共 31 个")
        find.fill("没有这个地方")
        expect(page.get_by_role("status")).to_have_text("没有符合条件的单位")
        find.fill("")
        page.get_by_label("地区").select_option(label="东北")
        assert sorted(names(page)) == ["210000", "220000", "230000"]

        head = page.get_by_role("columnheader", name="微博")
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", "descending")
        head.get_by_role("button").press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        assert column(page, "微博") == sorted(column(page, "微博")) and len(names(page)) == 3
        page.reload()
        expect(page.get_by_role("columnheader", name="微博")).to_have_attribute("aria-sort", "ascending")
        assert len(names(page)) == 3 and "region=northeast" in page.url

        page.get_by_role("button", name="重置").click()
        page.get_by_label("渠道").select_option(label="微信")
        assert column(page, "微信") == sorted(column(page, "微信"), reverse=True)
        expect(page.get_by_role("columnheader", name="微博")).to_be_hidden()
        assert 20 < len(column(page, "微信")) < 31
        first = next(line for line in book("zh").rankings[0].lines if line.code == names(page)[0])
        assert page.locator("#ranking tbody td").first.inner_text() == str(first.ranks[[n[0] for n in NODES].index("wechat")])


def test_switches_keep_what_was_chosen(chromium: Browser, site: Path) -> None:
    with watched(chromium, site) as seen:
        page = seen.open(RANKING)
        page.get_by_label("地区").select_option(label="西部")
        west = set(names(page))
        page.get_by_role("link", name="南京大学 2023").click()
        page.get_by_role("link", name="2025", exact=True).click()
        page.get_by_role("link", name="English").click()
        assert page.url.split("?")[0].endswith("en/r/nju-2023-2025-provincial.html")
        assert set(names(page)) == west and len(west) == 12
        expect(page.get_by_label("Region")).to_have_value("west")


def test_picked_units_are_compared(chromium: Browser, site: Path) -> None:
    with watched(chromium, site) as seen:
        page = seen.open(RANKING)
        for name in ("四川", "浙江"):
            page.get_by_role("checkbox", name=f"选择{name}进行对比").check()
        page.get_by_role("link", name="对比所选的 2 个单位").click()
        own, other = (unit_card(u, "zh") for c in re.findall(r"\d{6}", page.url) for u in provincial() if u.code == c)
        rows = page.locator("tr[data-metric]")
        expect(rows).to_have_count(len(own.indicators))
        mine, theirs = own.indicators[0], other.indicators[0]
        said = rows.first.inner_text()
        gap = (theirs.score or 0) - (mine.score or 0)
        assert f"{abs(gap):.1f}" in said and ("+" if gap > 0 else "−") in said
        page.locator("select[name=channel]").select_option(label="网站")
        expect(rows).to_have_count(sum(r.channel == "website" for r in own.indicators))
        rows.first.get_by_role("link").nth(1).click()
        assert page.url.endswith(f"e/{other.unit.code}.html#{theirs.evidence}")
        assert page.locator(f"[id='{theirs.evidence}']").count() == 1


def test_a_unit_beside_its_exemplars_by_keyboard(chromium: Browser, site: Path) -> None:
    with watched(chromium, site, "phone") as seen:
        page = seen.open("en/compare.html")
        expect(page.get_by_role("status")).to_contain_text("Choose one to four units")
        page.get_by_role("combobox", name="Add a unit").focus()
        page.keyboard.type("zhej")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        leader = page.locator(f"tbody[data-channel=website] a[href$='u/{LEADERS[0]}.html']")
        expect(leader).to_be_visible()
        page.keyboard.type("sichuan")
        page.keyboard.press("Enter")
        expect(page.locator("table.beside thead th")).to_have_count(3)
        expect(leader).to_have_count(0)
        assert page.url.endswith("compare.html?u=330000,510000")
        page.get_by_role("checkbox", name="exemplar").press("Space")
        expect(leader).to_be_visible()
        page.get_by_role("button", name="Remove Zhejiang").press("Enter")
        expect(page.get_by_role("button", name="Remove")).to_have_count(1)


def test_map_and_strips_answer_pointer_and_keys(chromium: Browser, site: Path) -> None:
    with watched(chromium, site, reduced_motion="reduce") as seen:
        page = seen.open("index.html")
        stops = page.locator("svg.tiles a[tabindex='0']")
        expect(stops).to_have_count(1)
        stops.focus()
        first = page.locator("#tip").inner_text()
        page.keyboard.press("End")
        page.keyboard.press("ArrowUp")
        assert page.locator("#tip").inner_text() not in (first, "")
        beijing = page.locator("svg.tiles a[data-code='110000']")
        beijing.focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#tip")).to_contain_text("天津")
        assert page.locator("svg.strip a.lit[data-code='120000']").count() > 0, "the same unit is lit in every strip"
        page.keyboard.press("Escape")
        expect(page.locator("#tip")).to_be_hidden()

        strip = page.locator("svg.strip").first
        strip.locator("a[tabindex='0']").focus()
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
        second = page.evaluate("document.activeElement.dataset.code")
        assert scores(site)[second] == sorted(scores(site).values())[-2]
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/u/{second}.html")
        seen.open("index.html")
        page.locator("svg.tiles a[data-code='510000']").hover()
        expect(page.locator("#tip")).to_contain_text("四川")
        assert page.eval_on_selector("svg.tiles a rect", "mark => getComputedStyle(mark).transitionDuration") == "0s"


def test_thousands_of_units_are_shown_by_and_by(chromium: Browser, tmp_path: Path) -> None:
    counties = [u for u in units().values() if u.level is Level.COUNTY][:1000]
    whole = site_context("zh", book("zh"))
    one = replace(whole.standings[0], ranking=ranking("level:county", "县级行政区", counties, "zh"))
    printer = press(tmp_path, replace(whole, standings=(one,), languages=("zh",)))
    write_assets(tmp_path)
    write_rankings(printer)
    write_data(printer, ())
    with watched(chromium, tmp_path, "phone") as seen:
        page = seen.open("r/dsci-2026-2026-county.html")
        assert len(names(page)) == 400
        page.get_by_role("button", name="再显示 400 个").click()
        assert len(names(page)) == 800
        page.get_by_label("查找").fill(counties[-1].name)
        assert counties[-1].code in names(page)
        expect(page.get_by_role("button", name="再显示")).to_be_hidden()
