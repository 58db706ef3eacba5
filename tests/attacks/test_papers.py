"""Book and site of poisoned records: the elements of calm ones, no address but of the web, nothing opened, nothing run."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from pypdf import PdfReader

from dsci.contract import BookContext
from dsci.templates.render import Renderer
from dsci.templates.site import press, write_data, write_evidence, write_findings, write_overview, write_rankings
from dsci.templates.site.data import write_unit_data

from ..conftest import ROOT
from ..templates import drawn_site
from ..templates.contexts import sichuan
from ..templates.drawn_book import book, lone
from ..templates.test_hostile import Watch
from .poison import poisoned

Tree = html.HtmlElement
MAKING = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|javascript:")
STATEMENT = re.compile(r'window\.dsci=window\.dsci\|\|\{\};(?:dsci\.\w+|\(dsci\.u=dsci\.u\|\|\{\}\)\["\d{6}"\])=(.+);')
RUN = ("script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "input", "img", "use", "image")


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def dangerous(tree: Tree) -> Counter[str]:
    """How many elements there are that load or run something, with what they load, and attributes that do."""
    found = Counter(f"{e.tag} {e.get('src') or e.get('href') or e.get('content') or ''}"[:60] for e in tree.iter(*RUN))
    found.update(name for e in tree.iter() for name in e.attrib if name.startswith("on"))
    found.update("style" for e in tree.iter() if "url(" in (e.get("style") or "") or "@import" in (e.get("style") or ""))
    return found


def addresses(tree: Tree) -> set[str]:
    """The schemes of all addresses ('' of those without)."""
    return {urlsplit(address).scheme for element, _, address, _ in tree.iterlinks() if element.tag not in ("link", "script")}


def unseen(text: str) -> list[str]:
    """Signs that nobody sees or that turn the direction of writing."""
    return [c for c in text if unicodedata.category(c)[0] == "C" and c not in "\n\r\t"]


@pytest.mark.proves("markup-in-text", "references-in-text", "bidi-and-unseen")
def test_the_book_of_poisoned_records(renderer: Renderer) -> None:
    calm, bad = (html.fromstring(renderer.render_html(b)) for b in (book(few=True), poisoned(book(few=True))))
    text = renderer.render_html(poisoned(book(few=True)))
    assert "&lt;script&gt;alert(1)" in text and "{{ 7*7 }}" in text and "49" not in bad.xpath("string(//h1)") and not unseen(text)
    assert dangerous(calm) == dangerous(bad)
    assert addresses(bad) <= {"", "http", "https", "picture"} and not {a for a in bad.xpath("//@href") if "127.0.0.1" in a} - {
        "http://127.0.0.1:9/x"
    }


@pytest.mark.proves("references-in-text", "lone-surrogates")
def test_a_poisoned_document_opens_what_a_calm_one_opens(renderer: Renderer, tmp_path: Path) -> None:
    calm: Any = lone("zh")
    bad: BookContext = replace(poisoned(calm), practices=poisoned(book(few=True)).practices)
    watch, path = Watch(), tmp_path / "book.pdf"
    renderer.render_pdf(calm, path)
    opened = watch.opened_by(renderer, bad, path)
    assert opened and not [line for line in opened if re.search(r"socket|urllib|subprocess|exec|passwd", line)]
    links = [a["/A"]["/URI"] for p in PdfReader(path).pages for a in p.get("/Annots", ()) if "/URI" in a.get("/A", {})]
    assert not [link for link in links if not link.startswith(("http://", "https://"))]


def pages(out: Path) -> Iterator[tuple[str, Tree]]:
    for path in sorted(out.rglob("*.html")):
        yield path.relative_to(out).as_posix(), html.fromstring(path.read_bytes())


def written(out: Path, bad: bool) -> Path:
    """A small site in Chinese; of poisoned records if `bad`, the codes by which pages are named as they are."""
    whole, shown = book("zh", few=True), drawn_site.unit_card(sichuan("zh").unit, "zh")
    site, looks, rules = drawn_site.site_context("zh", book("zh")), drawn_site.evidence(shown), drawn_site.rules(0)
    units = tuple(u for u in site.units if u.code == shown.unit.code)
    site = replace(site, languages=("zh",), units=units, standings=drawn_site.standings(whole.rankings, 0))
    if bad:
        whole, shown, site, looks, rules = map(poisoned, (whole, shown, site, looks, rules))  # type: ignore[assignment]
    printer = press(out, site)
    write_overview(printer, whole, ())
    write_rankings(printer)
    write_findings(printer, rules, whole.finding_counts)
    write_data(printer, whole.definitions)
    write_evidence(printer, looks)
    write_unit_data(printer, shown)
    return out


@pytest.mark.proves("markup-in-text", "references-in-text", "bidi-and-unseen", "lone-surrogates")
def test_the_site_of_poisoned_records(tmp_path: Path) -> None:
    calm, bad = dict(pages(written(tmp_path / "calm", False))), dict(pages(written(tmp_path / "bad", True)))
    assert calm.keys() == bad.keys() and len(bad) > 12
    for name, tree in bad.items():
        assert dangerous(tree) - dangerous(calm[name]) == Counter(), name
        assert addresses(tree) <= {"", "http", "https"}, name
        assert not unseen((tmp_path / "bad" / name).read_text("utf-8")), name
        assert not tree.xpath("//script[not(@src)] | //style | //svg[@onload]"), name
    assert any("<script>alert(1)</script>" in tree.text_content() for tree in bad.values())


@pytest.mark.proves("markup-in-text")
def test_data_for_scripts_are_one_statement_each(tmp_path: Path) -> None:
    out = written(tmp_path / "bad", True)
    scripts = [*out.rglob("data/**/*.js")]
    assert len(scripts) >= 3
    for path in scripts:
        text = path.read_bytes().decode("ascii")
        assert "<" not in text, path.name
        for line in text.splitlines():
            found = STATEMENT.fullmatch(line)
            assert found and json.loads(found[1]), path.name


@pytest.mark.proves("markup-in-text")
def test_scripts_make_no_markup_of_text() -> None:
    for path in (ROOT / "templates" / "site").glob("*.js"):
        assert MAKING.findall(path.read_text("utf-8")) == [], path.name
