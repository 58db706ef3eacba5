"""Hostile text: shown or cut, never obeyed; nothing outside the fonts is opened."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint import HTML

from dsci.contract import CardContext
from dsci.templates.render import OwnFonts, Renderer
from dsci.templates.words import FONTS, clean, tidy, web_address

from .conftest import Printed
from .contexts import hostile, zhejiang
from .drawn_back import filled

REFUSED = [
    "file:///etc/passwd",
    "http://127.0.0.1:9/",
    "https://www.gov.cn/",
    "data:text/css,*{color:red}",
    "ftp://127.0.0.1/",
    (FONTS.parent / "print.css").as_uri(),
    FONTS.as_uri() + "/../print.css",
    FONTS.as_uri() + "/NotoSansSC-Regular.ttf?x",
]


class Watch:
    """Files and sockets that this process opens while it is on. An audit hook cannot be taken out, so there is one."""

    def __init__(self) -> None:
        self.on, self.seen = False, set[str]()
        sys.addaudithook(self.hook)

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        if self.on and (event == "open" or event.startswith(("socket.", "urllib.", "subprocess.", "os.exec"))):
            self.seen.add(f"{event} {args[0]}")

    def opened_by(self, renderer: Renderer, context: CardContext, path: Path) -> set[str]:
        path.unlink(missing_ok=True)  # else it is left as it is
        self.seen, self.on = set(), True
        try:
            renderer.render_pdf(context, path)
        finally:
            self.on = False
        return self.seen


@pytest.mark.proves("references-in-text")
def test_a_hostile_card_opens_what_a_plain_one_opens(renderer: Renderer, printed: Printed, tmp_path: Path) -> None:
    watch, path = Watch(), tmp_path / "card.pdf"
    printed("zhejiang", "zh")  # whatever is imported late is imported now
    plain = watch.opened_by(renderer, zhejiang(), path)
    assert watch.opened_by(renderer, hostile(), path) <= plain
    assert any("card.pdf" in line for line in plain), "the watch sees nothing"


@pytest.mark.proves("references-in-text")
@pytest.mark.parametrize("url", REFUSED)
def test_every_other_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="refused"):
        OwnFonts().fetch(url)


def test_a_refusal_stops_nothing(renderer: Renderer) -> None:
    html = "".join(f'<img src="{url}" alt=""><link rel="stylesheet" href="{url}">' for url in REFUSED)
    assert HTML(string=html, url_fetcher=renderer.fetcher).render().pages


def test_the_fonts_are_fetched() -> None:
    for path in FONTS.glob("*.ttf"):
        assert OwnFonts().fetch(path.as_uri()).read() == path.read_bytes()


@pytest.mark.proves("markup-in-text", "references-in-text")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markup_is_text(lang: str, renderer: Renderer, printed: Printed) -> None:
    html = renderer.render_html(hostile(lang))
    assert "&lt;script&gt;" in html and "<script" not in html and "<img" not in html and "<b>浙江" not in html
    pages = PdfReader(printed("hostile", lang)).pages
    assert "<script>alert(1)</script>" in "".join(p.extract_text() for p in pages)
    links = [a["/A"]["/URI"] for p in pages for a in p.get("/Annots", ()) if "/A" in a]
    assert not links, "an address of another scheme, a cut or a broken one became a link"
    assert len(pages) <= 6


def test_ordinary_addresses_are_links(printed: Printed) -> None:
    pages = PdfReader(printed("zhejiang", "zh")).pages
    links = [a["/A"]["/URI"] for p in pages for a in p.get("/Annots", ()) if "/A" in a]
    assert "https://www.gd.gov.cn/" in links and all(link.startswith("https://") for link in links)


@pytest.mark.proves("markup-in-text")
def test_back_pages_show_markup_as_text_and_link_to_the_web_only(renderer: Renderer, tmp_path: Path) -> None:
    full, script = filled(hostile()), "<script>alert(2)</script>\u202e" + "长" * 10_000
    assert full.way is not None
    steps = tuple(replace(s, title=script, goal_unit=script, unit="<td>") for s in full.gains)
    exemplars = tuple(replace(e, how=(replace(e.how[0], title=script), *e.how[1:]), code="../..") for e in full.exemplars)
    spread = tuple(replace(s, name=script) for s in full.spread)
    leads = tuple(replace(lead, unit=script) for lead in full.city_leads)
    bad = replace(
        full, gains=steps, way=replace(full.way, tier=script, steps=steps), exemplars=exemplars, spread=spread, city_leads=leads,
        province=script, evidence_base="javascript:alert(1)//",
    )  # fmt: skip
    html = renderer.render_html(bad)
    assert "&lt;script&gt;alert(2)" in html and "<script" not in html and "\u202e" not in html and "长" * 61 not in html
    assert 'href="javascript:' not in html and "<path d=\"M4 4h7" not in html, "a square code for what is no address of the web"
    pages = PdfReader(renderer.render_pdf(bad, tmp_path / "card.pdf")).pages
    assert not [a for p in pages for a in p.get("/Annots", ()) if "/URI" in a.get("/A", {})]


@pytest.mark.proves("bidi-and-unseen", "lone-surrogates")
def test_no_control_or_direction_mark_survives(renderer: Renderer) -> None:
    html = renderer.render_html(hostile())
    assert not [c for c in html if unicodedata.category(c)[0] == "C" and c != "\n"]
    assert "长" * 61 not in html and "W" * 61 not in html and "x" * 401 not in html


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("杭州市", "杭州市"),
        ("a\tb\n\u2028 c", "a b c"),
        ("市\u202e01\u2066\u0007\u0000\ud800名", "市01名"),
        ("浙\u200b江", "浙江"),
        ("e\u0301tat", "état"),
        ("\U0001f600", "〓"),
        ("", ""),
        ("字" * 61, "字" * 59 + "…"),
        ("\u202e" * 10_000 + "字", ""),
    ],
)
def test_clean(given: str, cleaned: str) -> None:
    assert clean(given) == cleaned


def test_tidy_leaves_numbers_and_kinds_alone() -> None:
    card = zhejiang()
    assert tidy(card) == card
    assert tidy(hostile()).indicators[0].value == hostile().indicators[0].value


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://[::1", "//x.cn/", "https://", "x…", ""])
def test_what_is_no_address_of_the_web(url: str) -> None:
    assert web_address(url) == ""
