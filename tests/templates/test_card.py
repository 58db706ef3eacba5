"""The card as PDF: whole, valid, true to its numbers, and the same every time."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import asdict, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from zlib import compress, decompressobj

import page
import pydyf
import pytest
from pypdf import PdfReader

from dsci.contract import CardContext, IndicatorRow
from dsci.templates.archive import MISREAD, finish
from dsci.templates.render import Renderer, render_many
from dsci.templates.words import printable

from .conftest import Printed
from .contexts import ALL, thin, zhejiang
from .thin import county

CARDS = [(name, lang) for name in ALL for lang in ("zh", "en")]
MARK = "SIMULATED DATA 模拟数据"
every_card = pytest.mark.parametrize(("name", "lang"), CARDS)


@cache
def texts(path: Path) -> list[str]:
    """The text of each page."""
    return [p.extract_text() for p in PdfReader(path).pages]


def text_of(path: Path) -> str:
    return "\n".join(texts(path))


class Text(HTMLParser):
    """What a reader sees of a page, and its alternative texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@every_card
def test_no_glyph_is_missing(name: str, lang: str, renderer: Renderer, printed: Printed) -> None:
    shown = set("".join(Text(renderer.render_html(ALL[name](lang))).found)) - {"\n"}
    assert shown <= printable(), f"not in the fonts: {sorted(shown - printable())}"
    fonts = {f["/BaseFont"] for p in PdfReader(printed(name, lang)).pages for f in p["/Resources"]["/Font"].values()}
    assert {f.split("+")[-1] for f in fonts} == {"dsci-Sans", "dsci-Sans-Bold"}, "a font of the system stepped in"
    assert "\ufffd" not in text_of(printed(name, lang))


@every_card
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_archivable_and_accessible(name: str, lang: str, profile: str, printed: Printed) -> None:
    report = page.validate_pdf(str(printed(name, lang)), profile=profile)
    assert report.is_compliant, report.failures


def test_a_stream_that_would_be_misread_stays_as_it_is() -> None:
    text = next("a" * n for n in range(256) if compress(b"a" * n).endswith(b"\r"))
    pdf, stream, other = pydyf.PDF(), pydyf.Stream([text], compress=True), pydyf.Stream([f"{text}a"], compress=True)
    pdf.add_object(stream)
    pdf.add_object(other)
    finish(None, pdf, spare=2)
    assert not stream.compress and other.compress
    assert len(pdf.objects) == len(pydyf.PDF().objects) + 4


def test_a_picture_that_would_be_misread_has_a_line_behind_it() -> None:
    """Its pixels come compressed, and their check sum ends as it does: one picture in 256."""
    pixels = next(bytes([n, 0, 0]) for n in range(256) if compress(bytes([n, 0, 0])).endswith(b"\r"))
    pdf, picture = pydyf.PDF(), pydyf.Stream([compress(pixels)], {"Subtype": "/Image", "Filter": "/FlateDecode"})
    pdf.add_object(picture)
    assert picture.data.endswith(MISREAD)
    finish(None, pdf)
    assert not picture.data.endswith(MISREAD)
    assert decompressobj().decompress(b"\n".join(picture.stream)) == pixels


def test_a_document_that_no_attempt_makes_readable_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Renderer, "written", lambda *_: MISREAD)
    monkeypatch.setattr(Renderer, "lay_out", lambda *_: None)
    with pytest.raises(ValueError, match=r"card\.pdf: after 32 attempts"):
        Renderer().render_pdf(ALL["zhejiang"]("zh"), tmp_path / "card.pdf")
    assert not list(tmp_path.iterdir())


@every_card
def test_no_stream_s_end_is_misread(name: str, lang: str, printed: Printed) -> None:
    assert MISREAD not in printed(name, lang).read_bytes()


@every_card
def test_simulated_data_are_marked_on_every_page_and_only_they(name: str, lang: str, printed: Printed) -> None:
    marked = [MARK in text for text in texts(printed(name, lang))]
    assert all(marked) if ALL[name](lang).simulated else not any(marked)


def expected(context: CardContext) -> Counter[str]:
    """Figures that must stand on the card, as often as they must at least; written here without the renderer's help."""
    figures = [f"{h.score:.1f}" for h in context.headlines if h.score is not None]
    figures += [f"{s:.1f}" for c in context.channels for s in (c.score, c.median, c.best) if s is not None]
    figures += [f"{s:.1f}" for c in context.cities for s in (c.score, *c.channels) if s is not None]
    for row in context.indicators:
        figures += [f"{row.score:.1f}"] if row.score is not None else []
        figures += [f"{100 * row.value:.1f}%"] if row.value is not None and row.unit == "share" else []
        figures += [f"{row.value:,.0f}"] if row.value is not None and row.value >= 1000 else []
    return Counter(figures)


@every_card
def test_figures_are_the_context_s(name: str, lang: str, printed: Printed) -> None:
    context = ALL[name](lang)
    found = Counter(re.findall(r"\d[\d,.]*%?", text_of(printed(name, lang))))
    missing = expected(context) - found
    assert not missing
    if name != "thin":
        wrong = replace(context, cities=(replace(context.cities[0], score=1234.56), *context.cities[1:]))
        assert expected(wrong) - found, "the test does not see a wrong figure"


@every_card
def test_names_are_there(name: str, lang: str, printed: Printed) -> None:
    context, text = ALL[name](lang), text_of(printed(name, lang)).replace("\n", " ")
    if name != "hostile":
        assert all(word in text for word in (context.name, context.scheme_title, *(c.title for c in context.channels)))
        assert all(c.name.split()[-1] in text for c in context.cities)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_observed_is_never_zero(lang: str, printed: Printed) -> None:
    text = text_of(printed("thin", lang))
    assert not re.search(r"\b0\.0\b|None|nan", text)
    assert text.count("—") >= len(thin(lang).headlines) + len(thin(lang).channels)
    assert ("无得分" if lang == "zh" else "no score") in text


@pytest.mark.parametrize("name", list(ALL))
def test_attachments_are_the_context(name: str, printed: Printed) -> None:
    context = ALL[name]("zh")
    attached = PdfReader(printed(name, "zh")).attachments
    plain = json.loads(json.dumps(asdict(context), default=lambda d: d.isoformat()))
    assert json.loads(attached["card.json"][0]) == plain
    rows = list(csv.DictReader(io.StringIO(attached["indicators.csv"][0].decode("utf-8-sig"))))
    assert [r["metric"] for r in rows] == [r.metric for r in context.indicators]
    assert [float(r["value"]) if r["value"] else None for r in rows] == [r.value for r in context.indicators]
    assert [r["status"] for r in rows] == [r.status for r in context.indicators]


def test_a_formula_in_a_text_is_only_text(renderer: Renderer, tmp_path: Path) -> None:
    card = county()
    rows = (replace(card.indicators[0], best_unit="=HYPERLINK(1)", value=-2.5), *card.indicators[1:])
    path = renderer.render_pdf(replace(card, indicators=rows), tmp_path / "card.pdf")
    text = PdfReader(path).attachments["indicators.csv"][0].decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(text)))
    assert (first["best_unit"], first["value"]) == ("'=HYPERLINK(1)", "-2.5")


def test_the_document_says_what_it_is(printed: Printed) -> None:
    pdf = PdfReader(printed("zhejiang", "zh"))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "浙江省数字政府服务报告卡 2026" and pdf.metadata.author == "dsci"
    assert pdf.metadata.creation_date == zhejiang().as_of
    assert pdf.trailer["/Root"]["/Lang"] == "zh-CN"
    assert [o["/Title"] for o in pdf.outline if not isinstance(o, list)] == ["浙江省"]
    assert PdfReader(printed("zhejiang", "en")).trailer["/Root"]["/Lang"] == "en"


def test_same_numbers_same_bytes_in_another_process(printed: Printed, tmp_path: Path) -> None:
    cards = [zhejiang(), thin("en")]
    paths = list(render_many(cards, tmp_path / "cards", workers=2))
    assert [p.name for p in paths] == ["330000-2026-zh.pdf", "510000-2026-en.pdf"]
    assert paths[0].read_bytes() == printed("zhejiang", "zh").read_bytes()
    assert paths[1].read_bytes() == printed("thin", "en").read_bytes()
    assert sorted(paths[0].parent.iterdir()) == sorted(paths), "something unfinished is left behind"


def test_contexts_are_taken_a_few_at_a_time(tmp_path: Path) -> None:
    taken: list[CardContext] = []
    cards = (taken.append(c) or c for c in [thin()] * 12)
    first = next(render_many(cards, tmp_path, workers=1))
    assert first.exists() and len(taken) <= 4


def test_a_failing_card_names_its_unit(tmp_path: Path) -> None:
    broken = replace(zhejiang(), indicators=(replace(zhejiang().indicators[0], value=None, status="NO_SUCH"),))
    with pytest.raises(KeyError, match=r"status\.NO_SUCH") as caught:
        list(render_many([broken], tmp_path))
    assert any("330000-2026-zh.pdf: 浙江省" in note for note in caught.value.__notes__)
    assert not list(tmp_path.iterdir())


def test_the_row_type_is_the_csv_heading(printed: Printed) -> None:
    heading = PdfReader(printed("thin", "zh")).attachments["indicators.csv"][0].decode("utf-8-sig").splitlines()[0]
    assert tuple(heading.split(",")) == IndicatorRow.__slots__
