"""The book: its chapters stand where the contents say, its figures are the context's, nothing is promised that is not there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from dsci.contract import BookContext, Level
from dsci.registry import units
from dsci.templates.chapters import APPENDICES, chapters
from dsci.templates.charts import lines, tiles
from dsci.templates.render import Renderer
from dsci.templates.words import printable

from .drawn_book import book, lone
from .test_card import MARK, Text

BODY = ["summary", "ranking", "abilities", "trend", "regions", "tiers", "regional", "topics", "problems", "exemplars", "cases"]


@pytest.fixture(scope="module")
def pdf(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return renderer.render_pdf(book(few=True), tmp_path_factory.mktemp("book") / "book.pdf")


@pytest.fixture(scope="module")
def texts(pdf: Path) -> list[str]:
    return [p.extract_text() for p in PdfReader(pdf).pages]


def names(context: BookContext) -> list[str]:
    return [chapter.name for chapter in chapters(context)]


def test_chapters_are_those_that_have_something_to_say() -> None:
    assert names(book(few=True)) == [*BODY, *APPENDICES]
    assert names(book(chapters=(), few=True)) == [n for n in [*BODY, *APPENDICES] if n not in ("regional", "topics")]
    assert names(lone()) == ["summary", "ranking", "rankings", "measured"]
    found = chapters(book(few=True))
    assert [c.number for c in found] == [*map(str, range(1, 12)), *"ABCDE"]


def test_a_topic_alone_is_a_chapter_of_that_topic(renderer: Renderer) -> None:
    html = renderer.render_html(replace(book(few=True), chapters=("emergency",)))
    assert "应急信息" in html and "办事服务" not in html and "投诉" not in html


def test_the_contents_say_the_pages_and_lead_there(pdf: Path, texts: list[str]) -> None:
    reader = PdfReader(pdf)
    heads = {o["/Title"]: (reader.get_destination_page_number(o) or 0) + 1 for o in flat(reader.outline)}
    said = re.findall(r"^(\d+|[A-E])\s+(\S+) [ .]+(\d+)$", texts[1], re.M)
    assert len(said) == len(chapters(book(few=True)))
    assert {f"{number} {title}": int(at) for number, title, at in said}.items() <= heads.items()
    links = [a.get_object() for a in reader.pages[1]["/Annots"]]
    assert len(links) > len(said) and all("/Dest" in link or "/A" in link for link in links)


def flat(outline: list) -> list:  # type: ignore[type-arg]
    return [entry for part in outline for entry in (flat(part) if isinstance(part, list) else [part])]


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_archivable_and_accessible(profile: str, pdf: Path) -> None:
    report = page.validate_pdf(str(pdf), profile=profile)
    assert report.is_compliant, report.failures


def test_simulated_data_are_marked_on_every_page(texts: list[str]) -> None:
    assert all(MARK in text for text in texts)


def test_figures_and_names_are_the_context_s(texts: list[str]) -> None:
    context, text = book(few=True), "\n".join(texts)
    found = Counter(re.findall(r"\d+\.\d", text))
    wanted = Counter(f"{s:.1f}" for r in context.rankings for x in r.lines for s in x.scores if s is not None)
    shown = [a for a in context.overviews[0].abilities if a.kind != "capability"]
    wanted += Counter(f"{p.value:.1f}" for a in shown for p in a.history if p.value is not None)
    assert not wanted - found
    assert (wanted + Counter({"12.3": 1 + found["12.3"]})) - found, "the test does not see a wrong figure"
    joined = text.replace("\n", "")
    assert all(x.name in joined for r in context.rankings for x in r.lines)
    assert all(p.title.replace(" ", "") in joined.replace(" ", "") for p in context.problems)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sign_is_in_the_fonts_and_nothing_is_none(lang: str, renderer: Renderer) -> None:
    shown = "".join(Text(renderer.render_html(book(lang, few=True)) + renderer.render_html(lone(lang))).found)
    assert set(shown) - {"\n"} <= printable()
    assert not re.search(r"\b(None|nan|inf|Undefined)\b", shown)


def test_a_book_of_one_unit_is_short_and_not_marked(renderer: Renderer, tmp_path: Path) -> None:
    path = renderer.render_pdf(lone(), tmp_path / "one.pdf")
    pages = [p.extract_text() for p in PdfReader(path).pages]
    assert len(pages) == 6 and not any(MARK in text for text in pages)
    assert path.read_bytes() == Renderer().render_pdf(lone(), tmp_path / "again.pdf").read_bytes()


def test_text_that_attacks_is_only_text(renderer: Renderer) -> None:
    full, script = book(few=True), "<script>alert(1)</script>"
    first = full.rankings[0]
    bad = replace(first, lines=(replace(first.lines[0], name=script), *first.lines[1:]))
    where = replace(full.addresses[0], address="javascript:alert(1)", account="\u202e" + "长" * 9999)
    rule = replace(full.problems[0], title=script, better=(script,))
    html = renderer.render_html(
        replace(full, rankings=(bad,), addresses=(where,), problems=(rule,), tiles=(replace(full.tiles[0], name=script),))
    )
    assert "<script" not in html and "&lt;script&gt;" in html
    assert 'href="javascript' not in html and "长" * 100 not in html and "\u202e" not in html


def test_every_province_has_a_tile_of_its_own() -> None:
    provincial = {u.code for u in units().values() if u.level in (Level.MUNICIPALITY, Level.PROVINCE)}
    assert set(tiles.places()) == provincial
    cells = [*tiles.places().values(), *tiles.outside().values()]
    assert len(set(cells)) == len(cells) == 34
    assert all(0 <= column < tiles.COLUMNS and 0 <= row < tiles.ROWS for column, row in cells)


@pytest.mark.parametrize("wanted", [[10, 11, 12, 50], [0, 0, 0], [100, 99, 98], [40], [3, 97, 3, 97, 50], []])
def test_labels_stand_apart_in_order_and_inside(wanted: list[float]) -> None:
    found = lines.apart(wanted, 10, 100)
    by_place = sorted(found)
    assert all(later - earlier >= 9.9 for earlier, later in pairwise(by_place))
    assert all(0 <= place <= 100 for place in found)
    assert [i for i, _ in sorted(enumerate(wanted), key=lambda x: x[1])] == [
        i for i, _ in sorted(enumerate(found), key=lambda x: x[1])
    ]


def test_a_gap_breaks_a_line_and_scales_hold_their_values() -> None:
    assert lines.runs([0.0, None, 50.0, 100.0], (0, 100), 30, 10) == [[(0.0, 10.0)], [(20.0, 5.0), (30.0, 0.0)]]
    assert lines.bounds([41.2, None, 67.0]) == (40, 70)
    assert lines.bounds([60.0, 60.0]) == (60, 70) and lines.bounds([None]) == (0, 100)
    assert lines.columns([0.0, 100.0, 100.0], 50, 8, bins=2) == "M0 8v-4h21.5v4zM25 8v-8h21.5v8z"
