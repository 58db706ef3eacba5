"""Pages that only mention letters: the titles are covered, and everything else is read as before."""

from __future__ import annotations

import pytest

from dsci.channels.website.page import Doc
from dsci.channels.website.veil import cover_letters
from dsci.contract import Answer

from .portal import HOME
from .social import look

BOX = HOME + "hd/szxx/index.html"
MENU = f'<ul class="nav"><li><a href="{BOX}">市长信箱</a></li><li><a href="/hd/szxx/write.html">我要写信</a></li></ul>'
NEWS = '<ul><li><a href="/xw/202610/t20261030_1.html" title="防汛会议召开">全市防汛会议召开</a><span>2026-10-30</span></li></ul>'
LETTERS = """<ul>
<li><a href="/hd/szxx/202610/t20261029_7.html" title="赵大力反映漏水13800000000">赵大力反映漏水</a><span>[10-29]</span></li>
<li><a href="/hd/szxx/show.jsp?id=9001&amp;t=%E8%B5%B5">钱小二求助</a></li>
</ul>"""


def doc(html: str | bytes, url: str = HOME) -> Doc:
    body = html.encode() if isinstance(html, str) else html
    return Doc(Answer(look("website", "home", url), body, "text/html"))


def covered(html: str | bytes, boxes: tuple[str, ...] = (BOX,)) -> str:
    kept = cover_letters(doc(html), boxes)
    assert kept is not None
    assert cover_letters(doc(kept), boxes) == kept
    return kept.decode("utf-8-sig")


def test_titles_of_letters_are_covered_and_nothing_else() -> None:
    page = covered(MENU + NEWS + LETTERS)
    assert not any(word in page for word in ("赵大力", "漏水", "13800000000", "钱小二", "%E8%B5%B5"))
    assert NEWS in page and MENU in page and "[10-29]" in page
    assert 'href="/hd/szxx/202610/t20261029_7.html"' in page and "show.jsp?id=9001" in page


def test_what_is_read_afterwards_is_read_from_the_covered_page() -> None:
    page = doc(MENU + LETTERS)
    assert "赵大力反映漏水" in page.lines and page.anchors[2].text == "赵大力反映漏水"
    assert cover_letters(page, [BOX]) is not None
    assert "赵大力" not in page.lines and [a.text for a in page.anchors[2:]] == ["■■■■■■■", "■■■■■"]


def test_a_page_without_letters_is_left_alone() -> None:
    page = doc(MENU + NEWS)
    before = page.lines
    assert cover_letters(page, [BOX]) is None
    assert page.lines == before
    assert cover_letters(doc(NEWS), []) is None
    assert cover_letters(doc(""), [BOX]) is None


@pytest.mark.parametrize(
    ("href", "is_letter"),
    [
        ("/letter/10231.html", True),
        ("/hudong/hdjl/com.web.consult.consultDetail.flow?originalId=AH261020", True),
        ("/xinxiang/2026/1.html", True),
        ("/hd/szxx/write.html", False),
        ("/newsletter/10231.html", False),
        ("/szxxgk/10231.html", False),
    ],
)
def test_letters_are_known_by_their_addresses_without_a_box(href: str, is_letter: bool) -> None:
    kept = cover_letters(doc(f'<p><a href="{href}">孙三多来问</a></p>'), [])
    assert (kept is not None) == is_letter


def test_a_box_in_a_folder_of_many_columns_does_not_cover_those() -> None:
    box = HOME + "hudong/index.html"
    page = (
        '<a href="/hudong/8001.html">李丽丽问入学</a>'
        + '<li><a href="/hudong/yjzj/8002.html">公交条例征求意见</a> 2026-10-01</li>'
    )
    found = covered(f'<a href="{box}">互动交流</a>{page}', (box,))
    assert "李丽丽" not in found and "公交条例征求意见" in found


def test_rows_of_a_table_of_letters_are_covered() -> None:
    table = "<table><tr><th>标题</th><th>写信人</th><th>来信时间</th><th>状态</th></tr>"
    rows = '<tr><td><a href="/x/1.html">周小四要求退费</a></td><td>周小四</td><td>2026-10-01</td><td>已回复</td></tr></table>'
    page = covered(table + rows, ())
    assert "周小四" not in page and "2026-10-01" in page and "来信时间" in page


def test_dates_stand_and_lengths_stay() -> None:
    page = covered(f'<li><a href="/hd/szxx/1001.html">吴某（2026-10-01）问路</a> 发布时间：2026-10-02</li>{MENU}')
    assert "■■（2026-10-01）■■" in page and "发布时间：2026-10-02" in page
