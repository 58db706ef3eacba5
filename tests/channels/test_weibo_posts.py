"""One post by itself, and long ones in full."""

from __future__ import annotations

import json

import pytest

from dsci.contract import Extract, FullText, Post, Status

from .social import read
from .test_weibo import LIST, blog, page

M, AJAX = "https://m.weibo.cn", "https://weibo.com/ajax"
SHOW, DETAIL, AJAX_SHOW = f"{M}/statuses/show?id=7", f"{M}/detail/7", f"{AJAX}/statuses/show?id=7"
EXTEND = f"{M}/statuses/extend?id=7"


def html(*status: dict[str, object]) -> str:
    shown = json.dumps([{"status": each, "call": 1} for each in status], indent=2)
    return f"<!DOCTYPE html><html><script>var $render_data = {shown}[0] || {{}};var ok = {{}};</script></html>"


ROADS = [
    (SHOW, lambda b: {"ok": 1, "data": b}),
    (DETAIL, html),
    (AJAX_SHOW, lambda b: {"ok": 1} | b),
]  # fmt: skip


def same(first: Extract, url: str) -> None:
    """The redacted form gives the same again."""
    assert first.redacted is not None and "市民甲" not in json.dumps(first.redacted.decode("unicode_escape"))
    purpose = "post" if isinstance(first.facts[0], Post) else "longtext"
    again = read("weibo", purpose, first.redacted, url)
    assert (again.facts, again.status) == (first.facts, first.status)


# ------------------------------------------------------------------------------------- posts


@pytest.mark.parametrize(("url", "wrap"), ROADS)
def test_a_post_is_the_same_as_in_the_list(url: str, wrap) -> None:  # type: ignore[no-untyped-def]
    one = blog(7, pics=[{"pid": "a"}], page_info={"type": "video"}, user={"id": 1, "screen_name": "某地发布"})
    (found,) = read("weibo", "post", wrap(one), url).facts
    listed, _ = read("weibo", "timeline", page(one), LIST).facts
    assert isinstance(found, Post) and isinstance(listed, Post)
    assert all(getattr(found, f) == getattr(listed, f) for f in Post.__dataclass_fields__ if f != "page")
    assert read("weibo", "post", wrap(one), url).redacted is None


@pytest.mark.parametrize(("url", "wrap"), ROADS)
def test_a_repost_keeps_nobody_elses_words(url: str, wrap) -> None:  # type: ignore[no-untyped-def]
    one = blog(7, text="请看//@市民甲:住在某街", retweeted_status={"user": {"screen_name": "市民甲"}, "text": "x"})
    first = read("weibo", "post", wrap(one), url)
    assert first.facts[0].original is False  # type: ignore[attr-defined]
    same(first, url)


@pytest.mark.parametrize(("url", "wrap"), ROADS)
def test_a_post_of_somebody_else_is_not_read(url: str, wrap) -> None:  # type: ignore[no-untyped-def]
    extract = read("weibo", "post", wrap(blog(7, user={"id": 2})), url)
    assert (extract.status, extract.facts) == (Status.CHANGED_SHAPE, ()) and "another account" in extract.reason


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ({"ok": 0, "msg": "该微博不存在", "errno": "20101"}, SHOW),
        ({"ok": 0, "message": "该微博不存在", "error_code": 20101}, AJAX_SHOW),
        ({"ok": 0, "msg": "由于作者隐私设置，你没有权限查看此微博"}, SHOW),
        ({"ok": 1, "data": {"id": "7", "user": None, "text": "抱歉，此微博已被作者删除。查看帮助：x", "deleted": "1"}}, SHOW),
        ({"ok": 1, "data": {"id": "7", "text": "抱歉，作者已设置仅展示半年内微博，此微博已不可见。 "}}, SHOW),
        ('<html><p class="h5-4con">微博不存在或暂无查看权限!</p></html>', DETAIL),
    ],
)
def test_a_post_that_is_gone(body: object, url: str) -> None:
    extract = read("weibo", "post", body, url)
    assert (extract.status, extract.facts) == (Status.DELETED, ()) and extract.reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html></html>", "$render_data: missing"),
        ("<script>var $render_data = [{</script>", "$render_data: not JSON"),
        ("<script>var $render_data = " + "[" * 100_000, "$render_data: not JSON"),
        ("<script>var $render_data = [][0] || {};</script>", "$render_data: empty"),
        ('<script>var $render_data = [{"x": 1}][0]</script>', "$[0].status: missing"),
        ('<script>var $render_data = [{"status": {"text": NaN}}][0]</script>', "$: not JSON: NaN is no number"),
    ],
)
def test_a_page_of_another_shape(body: str, reason: str) -> None:
    extract = read("weibo", "post", body, DETAIL)
    assert (extract.status, extract.reason) == (Status.CHANGED_SHAPE, reason)


def test_the_visitor_page_in_place_of_a_post() -> None:
    assert read("weibo", "post", "<html><title>Sina Visitor System</title>", DETAIL).status is Status.LOGIN_REQUIRED


# -------------------------------------------------------------------------------- long texts


def full(text: object, url: str = EXTEND, **data: object) -> FullText:
    (found,) = read("weibo", "longtext", {"ok": 1, "data": {"ok": 1, "longTextContent": text} | data}, url).facts
    assert isinstance(found, FullText)
    return found


def test_length_without_tags_and_blanks() -> None:
    found = full("<a href='/n/x'>#通知#</a> 今起<br />可预约 \u200b\u200b")
    assert (found.key, found.length, found.guides) == ("7", 9, 0)


def test_the_key_is_the_number_whatever_the_address_says() -> None:
    short = f"{AJAX}/statuses/longtext?id=K3fnuEfZK"
    assert full("文", short).key == "4607741009594608"
    about = read("weibo", "longtext", {"ok": 1, "data": {"longTextContent": "文"}}, short, about="20110061812539159")
    assert about.facts[0].key == "20110061812539159"
    nowhere = read("weibo", "longtext", {"ok": 1, "data": {"longTextContent": "文"}}, f"{AJAX}/statuses/longtext")
    assert nowhere.status is Status.CHANGED_SHAPE


@pytest.mark.parametrize(
    ("html", "guides"),
    [
        ("办事指南见 https://www.hangzhou.gov.cn/col/a.html ，欢迎", 1),
        ("网址www.hangzhou.gov.cn，www.hangzhou.gov.cn/。", 1),
        ('<a href="https://www.zj.gov.cn/a">网页链接</a>和<a href="https://www.zj.gov.cn/b">网页链接</a>', 2),
        ('<a href="https://weibo.cn/sinaurl?u=https%3A%2F%2Fwww.zj.gov.cn%2Fa">网页链接</a>', 1),
        ('<a href="https://example.com/?u=https%3A%2F%2Fwww.zj.gov.cn%2Fa">网页链接</a>', 0),
        ("https://www.gov.cn.example.com/ https://xgov.cn/", 0),
        ('<a href="http://t.cn/A6abc">网页链接</a>', 0),
        ("请看//@市民甲: https://www.hangzhou.gov.cn/", 0),
    ],
)
def test_addresses_of_governments(html: str, guides: int) -> None:
    assert full(html).guides == guides


def test_short_links_count_where_the_answer_says_whereto() -> None:
    links = [
        {"short_url": "http://t.cn/A1", "long_url": "https://www.zj.gov.cn/a", "url_title": "网页链接"},
        {"short_url": "http://t.cn/A2", "ori_url": "https://www.zj.gov.cn/b", "long_url": ""},
        {"short_url": "http://t.cn/A3", "long_url": "https://www.zj.gov.cn/c"},
        {"short_url": "http://t.cn/A4", "long_url": "https://www.zj.gov.cn/d"},
    ]
    assert full("见 http://t.cn/A1 和 http://t.cn/A2 //@市民甲: http://t.cn/A3", url_struct=links).guides == 2


def test_a_long_text_keeps_nobody_elses_words() -> None:
    text = '回复<a href="/n/市民甲">@市民甲</a>:见<a href="https://www.zj.gov.cn/a?b=1&amp;c=2">这里</a>//<a>@市民甲</a>:多谢'
    first = read("weibo", "longtext", {"ok": 1, "data": {"longTextContent": text}}, EXTEND)
    assert first.facts[0].guides == 1  # type: ignore[attr-defined]
    same(first, EXTEND)
    assert read("weibo", "longtext", {"ok": 1, "data": {"longTextContent": "文"}}, EXTEND).redacted is None


@pytest.mark.parametrize("data", [[], None, {}])
def test_no_long_text(data: object) -> None:
    extract = read("weibo", "longtext", {"ok": 1, "data": data}, EXTEND)
    assert (extract.status, extract.facts) == ((Status.EMPTY if data != {} else Status.CHANGED_SHAPE), ())
