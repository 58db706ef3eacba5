"""The craft of a printed page: no sign is missing, no line begins wrongly, gaps, links, and thin cards that stay dignified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import page
import pytest
from lxml import html
from pypdf import PdfReader

from dsci.channels import channels
from dsci.index import scheme
from dsci.registry import units
from dsci.templates.charts import qr, ranges
from dsci.templates.near import near
from dsci.templates.phrases import LANGUAGES, phrases
from dsci.templates.render import Renderer
from dsci.templates.site.addresses import evidence_file
from dsci.templates.spacing import HAN, joined, spaced
from dsci.templates.words import held, printable, short_address

from .contexts import zhejiang
from .drawn_back import filled
from .thin import THIN, hangzhou

NEVER_FIRST = "，。、；：！？）”’』」》〉】％…"
NEVER_LAST = "（“‘『「《〈【"
MARK = "SIMULATED DATA 模拟数据"


def texts_of(lang: str) -> Iterator[str]:
    yield from phrases(lang).table.values()
    yield from (u.name if lang == "zh" else u.name_en for u in units().values())
    yield from (m.zh if lang == "zh" else m.en for c in channels().values() for m in c.table.metrics)
    for name in scheme.available():
        found = scheme.load(name)
        yield from (found.title if lang == "zh" else found.title_en, found.source)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_fonts_hold_every_name_phrase_and_title(lang: str) -> None:
    texts = list(texts_of(lang))
    assert len(texts) > 3_000
    missing = set(chain.from_iterable(texts)) - printable() - {"\n"}
    assert not missing, f"would print as boxes: {sorted(missing)}"


def test_chinese_phrases_have_the_marks_of_chinese() -> None:
    half = re.compile(rf"[{HAN}][,;:!?()]|[,;:!?(][{HAN}]")
    wrong = {k: v for k, v in phrases("zh").table.items() if half.search(v) and not k.startswith("script.")}
    assert not wrong, "half-width marks beside Han"


def wrong_lines(text: str) -> list[str]:
    """Lines that begin with a closing mark or end with an opening one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST]


def test_wrong_lines_are_seen() -> None:
    assert wrong_lines("一行\n，二行\n三（\n四行。") == ["，二行", "三（"]


@pytest.mark.parametrize(
    ("name", "lang", "most"),
    [("hangzhou", "zh", 2), ("county", "zh", 2), ("no_wechat", "zh", 6), ("blind", "en", 6), ("alone", "zh", 6)],
)
def test_thin_cards_and_a_city_s_are_whole(name: str, lang: str, most: int, renderer: Renderer, tmp_path: Path) -> None:
    context = THIN[name](lang)
    path = renderer.render_pdf(context, tmp_path / "card.pdf")
    pdf = PdfReader(path)
    pages = [p.extract_text() for p in pdf.pages]
    whole = "\n".join(pages)
    assert len(pages) <= most
    assert all((MARK in text) == context.simulated for text in pages)
    assert [line for text in pages for line in wrong_lines(text)] == []
    assert not re.search(r"\b(?:None|nan|Undefined)\b", whole)
    assert all(c.title in whole for c in context.channels), "a channel that was not seen is named all the same"
    for profile in ("3a", "ua1"):
        report = page.validate_pdf(str(path), profile=profile)
        assert report.is_compliant, report.failures
    named = set(pdf.named_destinations)
    notes = [a.get_object() for p in pdf.pages for a in p.get("/Annots", ())]
    inner = [str(a["/A"]["/D"]) for a in notes if "/D" in a.get("/A", {})]
    assert set(inner) <= named, "a link inside leads nowhere"
    if name == "hangzhou":
        links = [a["/A"]["/URI"] for p in pdf.pages for a in p.get("/Annots", ()) if "/URI" in a.get("/A", {})]
        assert "https://example.org/dsci/e/330100.html" in links
        own = next(c for c in context.cities if c.code == "330100")
        assert f"浙江省列第 {own.rank}，共 11 个" in whole.replace("\n", "")


def test_a_square_code_only_where_an_address_is_set(renderer: Renderer) -> None:
    assert "二维码，指向 https://example.org/dsci/e/330100.html" in renderer.render_html(hangzhou())
    assert "二维码" not in renderer.render_html(zhejiang())


def test_a_card_leads_to_the_pages_of_its_language(renderer: Renderer) -> None:
    for lang, root in (("zh", "https://example.org/dsci/"), ("en", "https://example.org/dsci/en/")):
        for whole in (hangzhou(lang), replace(filled(zhejiang(lang)), evidence_base="https://example.org/dsci/")):
            tree = html.fromstring(renderer.render_html(whole))
            pages = {a.partition("#")[0] for a in tree.xpath("//a/@href") if a.startswith("https://example.org/dsci/")}
            leaders = {e.code for e in whole.exemplars if e.code and e.evidence}
            assert pages and pages <= {root + evidence_file(code) for code in {whole.unit.code, *leaders}}


def test_a_square_code_has_its_three_corners_and_its_margin() -> None:
    size, drawn = qr.code("https://example.org/dsci/e/330000.html")
    dark = {
        (int(x) + step, int(y)) for x, y, long in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn) for step in range(int(long))
    }
    eye = {(x, y) for x in range(7) for y in range(7) if max(abs(x - 3), abs(y - 3)) != 2}
    far = size - 7 - 4

    def at(left: int, top: int) -> set[tuple[int, int]]:
        return {(x - left, y - top) for x, y in dark if 0 <= x - left < 7 and 0 <= y - top < 7}

    assert at(4, 4) == at(far, 4) == at(4, far) == eye != at(far, far)
    assert {v for point in dark for v in point} <= set(range(4, size - 4))


@pytest.mark.parametrize(
    ("given", "set_out"),
    [
        ("支持IPv6", "支持 IPv6"),
        ("2026年第3名", "2026 年第 3 名"),
        ("覆盖率94%以上", "覆盖率 94% 以上"),
        ("指数(开放测评)2026", "指数（开放测评）2026"),
        ("自拟, 结构依此", "自拟，结构依此"),
        ("来信(html), 339 天: 未答复; 2026-11-01, 见 https://a.cn/x", "来信（html），339 天：未答复；2026-11-01，见 https://a.cn/x"),
        ("“App”与微信", "“App”与微信"),
        ("已有 空格", "已有 空格"),
        ("plain text (same)", "plain text (same)"),
    ],
)
def test_han_and_latin_stand_apart(given: str, set_out: str) -> None:
    assert spaced(given) == set_out == spaced(set_out)


def test_no_space_stays_behind_a_full_width_mark() -> None:
    page = '<p>得 1 分。\n  <b>其次</b>、\nApp<span class="held">不计。</span> 又。</p> <p>三</p>'
    tight = '<p>得 1 分。<b>其次</b>、App<span class="held">不计。</span>又。</p> <p>三</p>'
    assert joined(page, "zh") == tight and joined(page, "en") == page


@pytest.mark.parametrize(
    ("given", "tail"),
    [
        ("没有成功的访问只降低覆盖率。", "覆盖率。"),
        ("<在第 6 到第 13 之间。", "13 之间。"),
        ("it is never a zero and only lowers the coverage.", "the coverage."),
    ],
)
def test_the_end_of_a_paragraph_stays_together(given: str, tail: str) -> None:
    assert f'<span class="held">{tail}</span>' in held(given)
    assert re.sub(r"</?span[^>]*>", "", str(held(given))).replace("&lt;", "<").replace("&gt;", ">") == given


def test_addresses_are_cut_in_the_middle() -> None:
    assert short_address("https://www.gd.gov.cn/") == "www.gd.gov.cn"
    cut = short_address("https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&album_id=2941234567890", 30)
    assert len(cut) == 30 and cut.startswith("mp.weixin.qq.com/mp/a…") and cut.endswith("34567890")


def test_a_city_sees_the_best_and_its_neighbours() -> None:
    rows = hangzhou().cities
    assert [c.rank for c in near(rows, rows[6].code)] == [1, 5, 6, 7, 8, 9]
    assert [c.rank for c in near(rows, rows[0].code)] == [1, 2, 3, 4, 5]
    assert [c.rank for c in near(rows, rows[-1].code)] == [1, 7, 8, 9, 10, 11]
    assert near((), "330100") == []


def test_a_range_chart_s_scale_holds_its_scores() -> None:
    assert ranges.scale([23.4, None, 71.0]) == (20, 80)
    assert ranges.scale([40.0, 40.0]) == (40, 50) and ranges.scale([100.0]) == (90, 100)
    assert ranges.scale([0.0]) == (0, 10) and ranges.scale([]) == (0, 100)
    assert ranges.at(50, 20, 80, 300) == 150 and ranges.at(99, 20, 80, 300) == 300
    assert ranges.ticks(20, 80) == [20, 30, 40, 50, 60, 70, 80] and ranges.ticks(0, 100) == [0, 20, 40, 60, 80, 100]
