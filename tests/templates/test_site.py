"""The site as files: links lead somewhere, nothing comes from outside, figures are those of the records, text stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from dsci.commands.shown.swapped import WRITTEN
from dsci.contract import CardContext, SiteContext, Standing
from dsci.templates.phrases import phrases
from dsci.templates.site import (
    Press,
    press,
    write_assets,
    write_data,
    write_evidence,
    write_findings,
    write_overview,
    write_rankings,
    write_unit,
    write_unit_data,
)
from dsci.templates.site.addresses import slug

from . import drawn_site
from .contexts import hostile, sichuan, thin
from .drawn_book import book

SHOWN = ("110000", "330000", "510000")
LANGS = ("zh", "en")
T = phrases("zh")
Page = tuple[Path, html.HtmlElement]


def small(lang: str) -> SiteContext:
    """The drawn site with pages of three units only."""
    whole = drawn_site.site_context(lang, book(lang))
    return replace(whole, units=tuple(u for u in whole.units if u.code in SHOWN), base="https://example.org/dsci")


def cards(lang: str) -> list[CardContext]:
    """A full one, one with nothing seen, one that attacks; under the codes of the units that have pages."""
    full = drawn_site.unit_card(sichuan(lang).unit, lang)
    bare, bad = (replace(c, unit=replace(c.unit, code=code)) for c, code in ((thin(lang), "110000"), (hostile(lang), "330000")))
    return [known(c) for c in (full, bare, bad)]


def known(card: CardContext) -> CardContext:
    """The card with no look named that the drawn evidence lacks."""
    exemplars = tuple(replace(e, evidence="") for e in card.exemplars)
    findings = tuple(replace(f, evidence=card.indicators[2].evidence) for f in card.findings)
    return replace(card, exemplars=exemplars, findings=findings)


def written(out: Path, lang: str) -> Press:
    printer = press(out, small(lang))
    every = cards(lang)
    look = every[0].indicators[0].evidence + "0" * 22
    led = ((leader, leader.look) for leader in book(lang).leaders)
    leaders = tuple(replace(a, code=every[0].unit.code, look=replace(b, id=look) if b else None) for a, b in led)
    write_overview(printer, replace(book(lang), leaders=leaders), ())
    write_rankings(printer)
    rule = drawn_site.rules(lang == "en")[0]
    failing = tuple(replace(f, evidence=every[0].indicators[0].evidence) for f in rule.failed)
    write_findings(printer, (replace(rule, failed=failing),), book(lang).finding_counts)
    write_data(printer, book(lang).definitions)
    for card in every:
        write_unit(printer, card, drawn_site.places(card, printer.site))
        write_unit_data(printer, card)
        write_evidence(printer, drawn_site.evidence(card))
    return printer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    write_assets(out)
    for lang in LANGS:
        written(out, lang)
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Page]:
    return [(path, html.fromstring(path.read_bytes())) for path in sorted(site.rglob("*.html"))]


def page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path).read_bytes())


def cells(row: html.HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in row]


def links(pages: list[Page]) -> Iterator[tuple[Path, str, str]]:
    """Page, attribute and address of everything that refers to something."""
    for path, tree in pages:
        for element, attribute, address, _ in tree.iterlinks():
            if element.get("rel") not in ("canonical",):
                yield path, f"{element.tag} {attribute}", address


def test_no_name_at_the_root_is_taken_for_anothers(site: Path) -> None:
    assert {path.name for path in site.iterdir()} <= WRITTEN


def test_every_link_leads_to_a_page_or_place_of_the_site(site: Path, pages: list[Page]) -> None:
    ids = {path.resolve(): set(tree.xpath("//@id")) for path, tree in pages}
    lost = []
    for path, where, address in links(pages):
        parts = urlsplit(address)
        if parts.scheme:
            assert where == "a href" and parts.scheme in ("http", "https"), f"{path.relative_to(site)} loads {address}"
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
        if not target.is_file() or (parts.fragment and parts.fragment not in ids.get(target, ())):
            lost.append(f"{path.relative_to(site)}: {address}")
    assert lost == []


def test_each_language_has_the_same_pages_and_leads_to_the_other(site: Path, pages: list[Page]) -> None:
    every = {str(path.relative_to(site)) for path, _ in pages}
    english = {name.removeprefix("en/") for name in every if name.startswith("en/")}
    assert english == {name for name in every if not name.startswith("en/")}
    for path, tree in pages:
        other = tree.xpath("//nav[@data-kind='language']/a[not(@aria-current)]/@href")
        here = path.relative_to(site)
        there = here.relative_to("en") if here.parts[0] == "en" else Path("en") / here
        assert [(path.parent / a).resolve() for a in other] == [(site / there).resolve()]


def test_every_page_is_built_for_readers_of_all_kinds(pages: list[Page]) -> None:
    for path, tree in pages:
        lang = "en" if "en" in path.parts else "zh-CN"
        ids = tree.xpath("//@id")
        assert tree.get("lang") == lang and len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1, path
        assert len(ids) == len(set(ids)), f"{path}: {sorted(i for i in ids if ids.count(i) > 1)}"
        assert tree.xpath("//body/a[1]/@href") == ["#main"]
        assert not tree.xpath("//table[not(caption)] | //th[not(@scope)] | //img[not(@alt)]"), path
        assert not tree.xpath("//*[local-name()='svg'][not(*[local-name()='title'])]"), path
        assert "SIMULATED DATA" in tree.xpath("string(//p[@class='simulated'])"), path
        assert not tree.xpath("//script[not(@src)] | //*[@onclick or @onload or @onerror]"), path


def test_a_units_page_shows_the_figures_of_its_card(site: Path) -> None:
    card, tree = cards("zh")[0], page(site, "u/510000.html")
    rows = [cells(r) for r in tree.xpath("//table[@id='indices']/tbody/tr")]
    assert [r[:3] for r in rows] == [[h.title, T.score(h.score), T.rank(h.rank, h.of)] for h in card.headlines]
    shown = [cells(r) for r in tree.xpath("//table[contains(@class, 'indicators')]//tr[td]")]
    for found, row in zip(shown, card.indicators, strict=True):
        assert found[0].removesuffix(" ↓") == row.title
        value = T(f"status.{row.status}") if row.value is None else T.value(row.value, row.unit, row.bound)
        assert found[1].startswith(value)
        assert (found[2], found[3]) == (T.score(row.score), T.whole(row.percentile))
        assert found[7].startswith(row.evidence)


def test_what_was_not_seen_is_never_a_zero(site: Path) -> None:
    tree = page(site, "u/110000.html")
    rows = [cells(r) for r in tree.xpath("//table[@id='indices']/tbody/tr")]
    assert {r[1] for r in rows} == {"—"} and {r[7] for r in rows} == {"0%"}
    assert T("front.nothing") in tree.xpath("string(//p[@class='nothing'])")


def test_hostile_text_is_text(site: Path) -> None:
    for path in ("u/330000.html", "en/u/330000.html"):
        raw, tree = (site / path).read_text("utf-8"), page(site, path)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in raw and "<script>" not in raw
        assert not tree.xpath("//a[starts-with(@href, 'javascript') or starts-with(@href, 'file') or starts-with(@href, 'data')]")
        assert not tree.xpath("//img") and "{{ 7*7 }}" in raw and "\u202e" not in raw
        assert len(raw) < 120_000
    data = (site / "data/u/330000.js").read_text("ascii")
    assert "</script" not in data and data.startswith("window.dsci=")


def test_data_for_scripts_are_the_cards_numbers(site: Path) -> None:
    card = cards("zh")[0]
    text = (site / "data/u/510000.js").read_text("ascii")
    held = json.loads(text[text.index("]=") + 2 :].rstrip().rstrip(";"))
    assert held["score"] == pytest.approx(card.headlines[0].score, abs=1e-4)
    for row in card.indicators:
        value, shown, score, _why, evidence = held["values"][row.metric]
        assert (value is None) == (row.value is None) and evidence == row.evidence
        assert shown == T.value(row.value, row.unit, row.bound)
        assert score is None if row.score is None else score == pytest.approx(row.score, abs=1e-4)


def test_switches_change_one_thing_at_a_time(site: Path) -> None:
    tree = page(site, "r/dsci-2026-2026-provincial.html")

    def to(kind: str) -> list[str]:
        return tree.xpath(f"//nav[@data-kind='{kind}']/a/@href")

    assert to("scheme") == ["../r/dsci-2026-2026-provincial.html", "../r/nju-2023-2026-provincial.html"]
    assert to("period") == ["../r/dsci-2026-2026-provincial.html", "../r/dsci-2026-2025-provincial.html"]
    assert to("population")[0] == "../r/dsci-2026-2026-provincial.html" and len(to("population")) == 3
    only = page(site, "r/dsci-2026-2026-prefecture.html")  # a population that the other scheme lacks: its first
    assert only.xpath("//nav[@data-kind='scheme']/a/@href")[1] == "../r/nju-2023-2026-provincial.html"


def test_rankings_hold_every_unit_once_in_order(site: Path) -> None:
    standing: Standing = small("zh").standings[0]
    rows = page(site, "r/dsci-2026-2026-provincial.html").xpath("//table[@id='ranking']/tbody/tr")
    assert [r.get("data-code") for r in rows] == [x.code for x in standing.ranking.lines]
    first, shown = standing.ranking.lines[0], cells(rows[0])
    assert shown[0] == T.whole(first.rank) and shown[3 : 3 + len(first.scores)] == [T.score(s) for s in first.scores]


def test_names_of_files() -> None:
    assert slug("media-2.weibo") == "media-2.weibo" and slug("../a b/模式").startswith("a-b-")
    assert len({slug(text) for text in ("我的", "你的", "..", "x", "a_b", "a-b", "-a-b")}) == 7
