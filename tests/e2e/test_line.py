"""From registry to PDF on the stand-in internet, two provinces of it, by the package as it is installed elsewhere."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from openpyxl import load_workbook
from pypdf import PdfReader

from dsci import registry
from dsci.contract import FAILED, Observation, Page, Status
from dsci.replica.portal.site import profile_of
from dsci.replica.world import World
from dsci.store import open_store
from dsci.templates.words import FONTS

from . import told
from .line import dsci, typed

PROVINCES = ("宁夏", "海南")


@pytest.fixture(scope="module")
def demo(elsewhere: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    chosen = [option for name in PROVINCES for option in ("--province", name)]
    done = typed(elsewhere, "demo", *chosen, cwd=folder)
    return folder / "out", done.stdout


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_the_summary_says_what_was_found(demo: tuple[Path, str]) -> None:
    _out, said = demo
    assert "against the replica's truth: 0 observations differ" in said
    for word in ("looks", "coverage", "综合指数", "2 cards in", "seconds:"):
        assert word in said


def test_cards_open_and_print_the_numbers_of_the_csv(demo: tuple[Path, str]) -> None:
    out, _ = demo
    ranking = {(r["population"], r["code"], r["index"]): r for r in rows(out / "rankings.csv")}
    cards = sorted((out / "cards").glob("*.pdf"))
    assert [c.name for c in cards] == ["460000-2026-zh.pdf", "640000-2026-zh.pdf"]
    for card in cards:
        assert card.stat().st_size > 20_000
        reader = PdfReader(card)
        data = json.loads(reader.attachments["card.json"][0])
        text = "".join(page.extract_text() for page in reader.pages)
        code = card.name[:6]
        for head in data["headlines"]:
            row = ranking["level:province", code, head["node"]]
            assert (head["score"] is None) == (row["score"] == "")
            if head["score"] is not None:
                assert head["score"] == pytest.approx(float(row["score"]), rel=1e-12)
                assert head["rank"] == int(row["rank"])
                assert f"{float(row['score']):.1f}" in text
        for city in data["cities"]:
            row = ranking["level:prefecture", city["code"], "comprehensive"]
            assert ("" if city["score"] is None else str(city["score"])) == row["score"]


def test_no_glyph_is_missing_and_every_page_is_marked(demo: tuple[Path, str]) -> None:
    out, _ = demo
    with TTFont(FONTS / "NotoSansSC-Regular.ttf") as font:
        known = set(font.getBestCmap())
    for card in (out / "cards").glob("*.pdf"):
        for page in PdfReader(card).pages:
            text = page.extract_text()
            assert "模拟数据" in text
            assert "\ufffd" not in text
            assert {c for c in text if ord(c) not in known and not c.isspace()} == set()
        fonts = subprocess.run(["pdffonts", card], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert fonts and all("dsci-Sans" in line and " yes yes yes " in line for line in fonts)


def test_card_site_workbook_and_csv_tell_the_same(demo: tuple[Path, str]) -> None:
    out, _ = demo
    ranking = [r for r in told.rows(out / "rankings.csv") if r["population"] == "level:province"]
    for code in ("460000", "640000"):
        lines = told.card_lines(out / "cards" / f"{code}-2026-zh.pdf")
        of_csv = {r["index"]: told.ranked(r) for r in ranking if r["code"] == code and r["score"]}
        wanted = [of_csv[node] for node in ("comprehensive", "website", "dual_micro", "new_media")]
        assert told.card_indices(lines) == wanted
        assert told.site_indices(out / "site" / "u" / f"{code}.html") == wanted
        indicators = told.download_indicators(out / "site" / "d" / "indicators.csv", code)
        assert len(indicators) > 90
        shown = told.site_indicators(out / "site" / "u" / f"{code}.html")
        assert indicators - shown == set()
        printed = told.card_rows(out / "cards" / f"{code}-2026-zh.pdf")
        assert [indicator for indicator in sorted(indicators) if not told.on_lines(printed, indicator)] == []
        scores = told.workbook_scores(out / "site" / "d" / "dsci-2026.xlsx", "排名 省区")
        exact = next(float(r["score"]) for r in ranking if r["code"] == code and r["index"] == "comprehensive")
        assert scores[code] == pytest.approx(exact, rel=1e-12)


def test_xlsx_holds_the_same_ranking(demo: tuple[Path, str]) -> None:
    out, _ = demo
    sheet = load_workbook(out / "rankings.xlsx", read_only=True)["省区"]
    lines = list(sheet.iter_rows(values_only=True))
    wanted = [r for r in rows(out / "rankings.csv") if r["population"] == "level:province" and r["index"] == "comprehensive"]
    assert [line[0] for line in lines[1:]] == [r["code"] for r in wanted]
    for line, row in zip(lines[1:], wanted, strict=True):
        assert line[2] == (pytest.approx(float(row["score"]), rel=1e-12) if row["score"] else None)


def test_a_number_leads_back_to_its_bytes(demo: tuple[Path, str]) -> None:
    out, _ = demo
    store = open_store(str(out / "store"))
    row = next(o for o in store.rows(Observation, metric="website.footer_share", period="2026") if o.status is Status.OK)
    said = dsci("explain", row.unit, row.metric, "--store", str(out / "store"), cwd=out).stdout
    assert f"{row.value:g}" in said
    page = next(p for p in store.rows(Page, unit=row.unit) if p.purpose == "home" and p.status is Status.OK)
    assert page.sha256 in said and page.warc in said
    assert b"<html" in store.body(page).lower()


def test_a_failed_look_is_nobodys_zero(demo: tuple[Path, str]) -> None:
    out, _ = demo
    observations = open_store(str(out / "store")).rows(Observation, period="2026")
    failed = [o for o in observations if o.status in FAILED]
    assert failed, "the replica served no fault here: choose other provinces"
    assert all(o.value is None for o in failed)
    assert all(o.simulated for o in observations if o.status is not Status.NOT_TRIED)


def test_the_store_holds_together(demo: tuple[Path, str]) -> None:
    out, _ = demo
    assert "0 faults" in dsci("verify", "--store", str(out / "store"), cwd=out).stdout


def test_reading_the_evidence_again_changes_nothing(demo: tuple[Path, str]) -> None:
    out, _ = demo
    where = ("--store", str(out / "store"))
    before = dsci("export", "observations", *where, cwd=out).stdout
    moved = dsci("reparse", "--province", "宁夏", *where, cwd=out).stdout
    assert ", 0 of another status" in moved
    dsci("measure", "--period", "2026", "--province", "宁夏", *where, cwd=out)
    assert dsci("export", "observations", *where, cwd=out).stdout == before


def test_no_citizens_words_are_kept(demo: tuple[Path, str]) -> None:
    out, _ = demo
    store = open_store(str(out / "store"))
    letters = [p for p in store.rows(Page, purpose="letters") if p.offset is not None and p.status is Status.OK]
    assert letters
    world = World(tuple(registry.select(PROVINCES)), registry.portals(), "2026", reach_errors=registry.reach_errors())
    boxes = [box for unit in world.units if (box := profile_of(world, unit).letters)]
    titles = [letter.title.encode(code) for box in boxes for letter in box.letters for code in ("utf-8", "gb18030")]
    assert any(box.titles_on_home for box in boxes) and len(titles) > 200
    said = re.compile(b"|".join(map(re.escape, {*titles})))
    for page in store.rows(Page, channel="website"):
        if page.offset is not None and (found := said.search(store.body(page))):
            raise AssertionError(f"{page.unit} {page.purpose} {page.url}: {found[0]!r}")
    reviews = [p for p in store.rows(Page, purpose="reviews") if p.status is Status.OK]
    assert reviews
    for page in reviews:
        entries = json.loads(store.body(page))["feed"].get("entry", [])
        for entry in entries if isinstance(entries, list) else [entries]:
            assert entry.get("author", {}).get("name", {}).get("label", "") in ("", "■")
