"""WeChat: albums, articles in both templates, the notices in their place."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from dsci.contract import Post, Profile, Status, Timeline

from .social import read

ALBUM = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz=MzA5==&album_id=12&count=20&f=json"
URL = "https://mp.weixin.qq.com/s/KDWh_qGpFN5Vu1TR9t30Mw"


def row(n: int, moment: str = "2026-10-30T08:00:00", **fields: object) -> dict[str, object]:
    seconds = int(datetime.fromisoformat(moment + "+08:00").timestamp())
    known = {
        "create_time": str(seconds),
        "title": f"标题{n}",
        "url": f"https://mp.weixin.qq.com/s/{n:022}",
        "msgid": "9",
        "itemidx": "1",
    }
    return known | fields


def album(rows: object, **fields: object) -> dict[str, object]:
    return {"base_resp": {"ret": 0}, "getalbum_resp": {"article_list": rows, "continue_flag": "0"} | fields}


def classic(body: str = "<p>文</p>", **fields: str) -> str:
    known = {
        "user_name": '"gh_0123456789ab"', "nickname": 'htmlDecode("某地发布")', "ct": '"1762747210"',
        "msg_title": "'标题&amp;副题\\x22一\\x22'.html(false)", "source_encode_biz": '""',
    } | fields  # fmt: skip
    script = "".join(f"    var {name} = {text};\n" for name, text in known.items())
    return f'<div class="x" id="js_content" style="y">{body}</div><script>\n{script}</script>'


def shared(**fields: str) -> str:
    known = {
        "user_name": "JsDecode('gh_0123456789ab')", "nick_name": "JsDecode('某地发布')", "title": "JsDecode('标题')",
        "content_noencode": "JsDecode('文')", "copyright_info": "{copyright_stat: '0' * 1}", "picture_page_info_list": "[]",
    } | fields  # fmt: skip
    own = {"type": "'8'", "ct": "'1762338600'"} | fields
    lines = "".join(f"                {name}: {text},\n" for name, text in known.items() if name not in ("ct", "type"))
    return (
        f"<script>window.item_show_type = {own['type']} || '';\nwindow.ct = {own['ct']} || '';</script>"
        f"<script>window.cgiDataNew = {{\n{lines}}};</script>"
    )


def article(body: object) -> Post:
    account, post = read("wechat", "article", body, URL).facts
    assert isinstance(account, Profile) and isinstance(post, Post)
    assert (account.key, account.name) == ("gh_0123456789ab", "某地发布")
    return post


# -------------------------------------------------------------------------------- albums


def test_an_album_lists_its_articles_and_proposes_the_newest_three_in_its_order() -> None:
    rows = [row(1, "2026-10-01T08:00:00"), row(2), row(3, "2026-10-31T08:00:00"), row(4, "2026-10-29T08:00:00")]
    extract = read("wechat", "album", album(rows), ALBUM)
    assert [(t.url[-1], t.purpose, t.order) for t in extract.follow] == [
        ("2", "article", 1),
        ("3", "article", 2),
        ("4", "article", 3),
    ]
    posts = [f for f in extract.facts if isinstance(f, Post)]
    assert [p.key for p in posts] == [f"album:{n:022}" for n in (1, 2, 3, 4)]
    assert next(p.published.isoformat() for p in posts if p.published) == "2026-10-01T08:00:00+08:00"


def test_a_single_article_is_no_list() -> None:
    extract = read("wechat", "album", album(row(1)), ALBUM)
    assert [type(f) for f in extract.facts] == [Post, Timeline] and len(extract.follow) == 1


def test_an_empty_album() -> None:
    for rows in ([], None):
        extract = read("wechat", "album", album(rows), ALBUM)
        (end,) = extract.facts
        assert extract.status is Status.EMPTY and isinstance(end, Timeline) and not end.more


def test_the_next_page_begins_at_the_last_article_and_proposes_no_articles() -> None:
    rows = [row(1), row(2, msgid="7", itemidx="3")]
    extract = read("wechat", "album", album(rows, continue_flag="1"), ALBUM)
    later = extract.follow[-1]
    assert later.url == ALBUM + "&begin_msgid=7&begin_itemidx=3" and later.purpose == "album"
    assert [t.purpose for t in read("wechat", "album", album(rows, continue_flag="1"), later.url).follow] == ["album"]


def test_paging_ends_at_an_old_article_but_not_in_a_list_that_begins_with_the_oldest() -> None:
    new, old = row(1), row(2, "2026-09-01T08:00:00")
    assert len(read("wechat", "album", album([new, old], continue_flag="1"), ALBUM + "&begin_msgid=1").follow) == 0
    ascending = read("wechat", "album", album([old, new], continue_flag="1"), ALBUM + "&begin_msgid=1")
    assert len(ascending.follow) == 1 and ascending.facts[-1].oldest is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("ret", "status"),
    [
        (-6, Status.THROTTLED),
        ("-6", Status.THROTTLED),
        (200013, Status.THROTTLED),
        (-3, Status.LOGIN_REQUIRED),
        (10001, Status.BLOCKED),
    ],
)
def test_an_album_that_is_refused(ret: object, status: Status) -> None:
    assert read("wechat", "album", {"base_resp": {"ret": ret}}, ALBUM).status is status


def test_an_article_elsewhere_is_listed_and_not_followed() -> None:
    for url in ("https://example.org/s/1", "http://[", "javascript:alert(1)"):
        extract = read("wechat", "album", album([row(1, url=url)]), ALBUM)
        assert extract.follow == () and extract.facts[0].key == f"album:{url}"


def test_long_and_short_addresses_name_an_article() -> None:
    long = "http://mp.weixin.qq.com/s?__biz=MzA5==&mid=22&idx=1&sn=ab&chksm=cd#rd"
    keys = [read("wechat", "album", album(row(1, url=u)), ALBUM).facts[0].key for u in (long, URL + "?from=x", URL + "#rd")]
    assert keys == ["album:MzA5==:22:1", "album:KDWh_qGpFN5Vu1TR9t30Mw", "album:KDWh_qGpFN5Vu1TR9t30Mw"]


# ------------------------------------------------------------------------------ articles


def test_the_classic_template() -> None:
    post = article(classic('<img class="a" data-src="x"><p>文<img data-src=\'y\'></p>'))
    assert (post.key, post.title) == ("KDWh_qGpFN5Vu1TR9t30Mw", '标题&副题"一"')
    assert post.published == datetime.fromisoformat("2025-11-10T12:00:10+08:00")
    assert (post.original, post.pictures, post.media) == (True, 2, ("picture",))


def test_a_repost_names_its_source() -> None:
    assert article(classic(source_encode_biz='"MzA4=="')).original is False


@pytest.mark.parametrize(
    ("html", "medium"),
    [
        ('<iframe class="video_iframe rich_pages" data-mpvid="wxv_1"></iframe>', "video"),
        ('<mpvideo class="video_iframe" data-mpvid="wxv_1"></mpvideo>', "video"),
        ('<section data-mpvid="wxv_1"></section>', "video"),
        ('<mp-common-videosnap data-id="1"></mp-common-videosnap>', "video"),
        ('<mp-common-mpaudio name="x"></mp-common-mpaudio>', "audio"),
        ('<mp-common-miniprogram data-miniprogram-appid="wx1"></mp-common-miniprogram>', "miniprogram"),
        ('<a class="weapp_text_link" data-miniprogram-appid="wx1">办</a>', "miniprogram"),
        ('<mp-miniprogram data-miniprogram-appid="wx1"></mp-miniprogram>', "miniprogram"),
    ],
)
def test_what_a_body_holds(html: str, medium: str) -> None:
    assert article(classic(f"<p>文</p>{html}")).media == (medium,)


def test_only_the_body_counts() -> None:
    outside = '<mp-common-miniprogram></mp-common-miniprogram><iframe class="video_iframe"></iframe><img data-src="x">'
    assert article(outside + classic() + outside).media == ()


def test_the_template_of_pictures() -> None:
    pictures = "[ {cdn_url: JsDecode('a}'), share_cover: {cdn_url: JsDecode('b')}, wxa_info: [{}]}, {cdn_url: JsDecode('c')} ]"
    post = article(shared(picture_page_info_list=pictures))
    assert (post.title, post.pictures, post.media, post.original) == ("标题", 2, ("picture",), True)
    assert post.published == datetime.fromisoformat("2025-11-05T18:30:00+08:00")


def test_the_template_of_texts_and_of_videos() -> None:
    text, video = article(shared(type="'10'")), article(shared(type="'5'"))
    assert (text.media, text.pictures) == ((), 0) and video.media == ("video",)


def test_a_shared_page_may_be_a_repost_or_carry_html() -> None:
    assert article(shared(copyright_info="{copyright_stat: '2' * 1}")).original is False
    html = article(shared(content_noencode="JsDecode('\\x3cp\\x3e\\x3cimg data-src=\\x22x\\x22\\x3e')"))
    assert html.pictures == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("<div>该内容已被发布者删除</div>", Status.DELETED),
        ("<div>The content has been deleted by the author.</div>", Status.DELETED),
        ("<div>此内容因违规无法查看</div>", Status.DELETED),
        ("<title>该内容暂时无法查看</title>", Status.BLOCKED),
        ("<h2>环境异常</h2>", Status.BLOCKED),
        ('<div class="weui-msg__title warn">从未见过的通知</div>', Status.CHANGED_SHAPE),
        ("<html></html>", Status.CHANGED_SHAPE),
        ("", Status.CHANGED_SHAPE),
    ],
)
def test_what_stands_in_an_articles_place(body: str, status: Status) -> None:
    extract = read("wechat", "article", body, URL)
    assert (extract.status, extract.facts) == (status, ()) and extract.reason


def test_an_article_may_speak_of_deleted_content() -> None:
    assert article(classic("<p>该内容已被发布者删除</p>")).title


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (shared(type="'99'"), "item_show_type: unknown template '99'"),
        ('<meta property="og:title" content="有题"><div>新模板</div>', "page: unknown template"),
        ("<html>" + " " * 32_000 + "</html>", "page: no title, no body"),
        (classic(msg_title="''", body="<p> </p>"), "page: no title, no body"),
        (classic(ct='"soon"'), "ct: 'soon', not a time"),
        (classic(nickname="null"), "var nickname: missing"),
        (classic().replace('id="js_content"', ""), "#js_content: missing"),
        (shared(picture_page_info_list="[ {"), "picture_page_info_list: list without end"),
    ],
)
def test_what_changed_is_named(body: str, reason: str) -> None:
    extract = read("wechat", "article", body, URL)
    assert (extract.status, extract.reason) == (Status.CHANGED_SHAPE, reason)


def test_what_a_page_does_not_say_is_not_known() -> None:
    assert article(classic().replace("var source_encode_biz", "var other")).original is None


def test_a_missing_article_is_deleted_and_a_missing_album_is_an_error() -> None:
    assert read("wechat", "article", "", URL, http_status=404).status is Status.DELETED
    assert read("wechat", "album", "", ALBUM, http_status=404).status is Status.HTTP_ERROR


@pytest.mark.parametrize("unit", ["<img ", "<iframe ", "var ct = '", 'title: "', "title: JsDecode('\\", "[{'", "\\x", "a" * 50])
def test_hostile_repetition_costs_no_time(unit: str) -> None:
    flood = unit * (1_000_000 // len(unit))
    begun = time.process_time()
    pages = (
        flood,
        classic(flood),
        classic() + flood,
        "<script>window.cgiDataNew = {" + flood,
        shared(content_noencode=f"'{flood}"),
    )
    for body in pages:
        read("wechat", "article", body, URL)
    assert time.process_time() - begun < 3
