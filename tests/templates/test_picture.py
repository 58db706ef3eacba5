"""Pictures of captured pages: of a stranger's page only its words are left, and nothing outside is opened for them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image

from dsci.contract import AppListing, Captured, Page, Profile, Status, fact
from dsci.templates import painter
from dsci.templates.fetcher import OwnFonts
from dsci.templates.painter import Painter
from dsci.templates.picture import LARGEST, Studio
from dsci.templates.readable import MOST_SHOWN, readable, title_of

SEEN = datetime(2026, 10, 31, 12, tzinfo=UTC)
PAGE = Page("a" * 32, "https://www.zj.gov.cn/", "330000", "website", "x", "home", "r", 0, SEEN, SEEN, Status.OK)
HOSTILE = """<!doctype html><html><head><title>省政府</title><base href="file:///etc/"><link href=http://a.example/x.css>
<style>@import url(file:///etc/passwd); body{background:url(http://a.example/b)}</style></head>
<body onload="steal()" style="width:999999999px;background:url(http://a.example/c)">
<script>document.write('脚本')</script><iframe src="file:///etc/passwd">框架</iframe><object data="http://a.example/o">物件</object>
<form action="http://a.example/"><input value="输入"><h2 style="position:fixed">要闻动态</h2></form>
<p style="display:none">看不见</p><img src="http://a.example/i.png" alt="图">
<ul><li><a href="javascript:alert(1)">首页</a></li><li><a href="file:///etc/hosts">政策</a></li><li>服务</li></ul>
<p>\u202e倒写 &lt;script&gt; 今日要闻</p><svg><text>矢量</text></svg></body></html>"""


def captured(text: str = HOSTILE, card: Profile | AppListing | None = None) -> Captured:
    return Captured(PAGE, text, card)


@pytest.mark.proves("archived-pages")
def test_of_a_page_only_its_words_are_left() -> None:
    made = readable(HOSTILE)
    assert [word for word in ("要闻动态", "首页", "今日要闻") if word not in made] == []
    hidden = ("脚本", "框架", "物件", "输入", "看不见", "矢量", "steal", "a.example", "file:", "javascript", "\u202e", "<script")
    assert [word for word in hidden if word in made] == []
    assert set(re.findall(r"\s([a-z]+)=", made)) == {"class"} and "&lt;script&gt;" in made
    assert title_of(HOSTILE) == "省政府"


EXTREME = (
    "<div>" * 50_000 + "深", "<p>" + "字" * 3_000_000, "<table>" * 3000, "", "<html>", "\0", "<ul>" + "<li>一二三" * 9000,
    "<p>正" + "<br>" * 80_000 + "文", "<p>" + "<br>字" * 80_000,
)  # fmt: skip


@pytest.mark.parametrize("text", EXTREME, ids=range(len(EXTREME)))
def test_no_page_is_too_large_too_deep_or_too_empty(text: str) -> None:
    assert len(readable(text)) < 20 * MOST_SHOWN


@pytest.mark.proves("archived-pages")
def test_a_picture_is_small_the_same_each_time_and_opens_nothing_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    fetch = OwnFonts.fetch
    monkeypatch.setattr(OwnFonts, "fetch", lambda self, url, headers=None: (asked.append(url), fetch(self, url, headers))[1])
    studio = Studio("zh")
    first, again, other = (studio.picture(captured(text)) for text in (HOSTILE, HOSTILE, HOSTILE.replace("今日要闻", "昨日旧闻")))
    assert first and other and first == again and first.png != other.png
    with Image.open(io.BytesIO(first.png)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "P", (first.width, first.height))
    assert len(first.png) <= LARGEST and first.alt == "省政府，2026-10-31 20:00 存档的页面"
    assert asked and all(url.endswith(".ttf") for url in asked)
    assert studio.picture(captured("<script>只有脚本</script>")) is None


def test_an_accounts_card_shows_what_was_read_in_it() -> None:
    about = {"name": "浙江发布", "description": "一句话", "verified_reason": "省政府新闻办", "followers": 1000000, "posts": 120}
    card = fact(Profile, PAGE, "1", **about, censored=("followers",))
    studio = Studio("zh")
    picture, fewer = studio.picture(captured("", card)), studio.picture(captured("", replace(card, posts=121)))
    assert picture and fewer and picture.png != fewer.png and picture.alt.startswith("浙江发布")


@pytest.mark.proves("archived-pages")
def test_a_page_that_ends_the_painter_costs_its_picture_and_nothing_else() -> None:
    with Painter("en") as paint:
        first = paint(captured())
        assert first and first.alt == "省政府, the page as archived at 2026-10-31 20:00"
        assert paint._process
        paint._process.kill()  # as the system does to one that takes too long or too much
        assert paint(captured()) is None
        assert paint(captured()) == first
    assert paint._process is None


def test_a_painter_that_dies_at_its_start_costs_pictures_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "_paint", print)
    with Painter("zh") as paint:
        assert paint(captured()) is None and paint._process is None


@pytest.mark.proves("references-in-text")
def test_a_document_serves_its_own_pictures_alone() -> None:
    fetcher = OwnFonts({"picture:ab": b"png"})
    assert fetcher.fetch("picture:ab").read() == b"png"
    for url in ("picture:cd", "data:image/png;base64,AAAA", "file:///etc/hosts", "https://www.gov.cn/"):
        with pytest.raises(ValueError, match="refused"):
            fetcher.fetch(url)
