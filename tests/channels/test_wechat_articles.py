"""WeChat: articles in all templates, the notices in their place."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from dsci.contract import FullText, Post, Profile, Status

from .social import read
from .wechat_pages import BIZ, OTHER_BIZ, URL, classic, passed_on, shared


def told(body: object) -> tuple[Post, FullText]:
    account, post, text = read("wechat", "article", body, URL).facts
    assert isinstance(account, Profile) and isinstance(post, Post) and isinstance(text, FullText)
    assert (account.key, account.name) == ("gh_0123456789ab", "某地发布") and text.key == post.key
    return post, text


def article(body: object) -> Post:
    return told(body)[0]


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


def test_somebody_elses_article_passed_on() -> None:
    post, text = told(passed_on("推荐：\\x0a网上办见www.zj.gov.cn"))
    assert (post.original, post.pictures, post.media, post.title) == (False, 0, (), '标题&副题"一"')
    assert (text.length, text.guides) == (len("推荐：网上办见www.zj.gov.cn"), 1), "not a word of the other's card"
    assert told(passed_on(""))[1].length == 0


def test_a_text_may_stand_in_the_title_alone() -> None:
    title = "JsDecode('全文在此 http://zj.gov.cn')"
    text = told(shared(type="'10'", content_noencode="JsDecode('')", title=title))[1]
    assert (text.length, text.guides) == (len("全文在此http://zj.gov.cn"), 1)
    assert told(shared(type="'8'", content_noencode="JsDecode('')", title=title))[1].length == 0


def test_what_an_article_says_in_full_and_where_it_leads() -> None:
    body = '<p>办 理&nbsp;指南</p><a href="https://www.zjzwfw.gov.cn/a">点此</a><img data-src="x" alt="不算">'
    assert (told(classic(body))[1].length, told(classic(body))[1].guides) == (6, 1)
    assert told(classic("<p>文</p>", msg_source_url="'http://www.hangzhou.gov.cn/x?a=1&amp;b=2'"))[1].guides == 1
    assert told(classic("<p>文</p>", msg_source_url="'http://example.org/?u=http://www.hangzhou.gov.cn/'"))[1].guides == 0
    assert told(shared(source_url="JsDecode('https://www.gov.cn/a')"))[1].guides == 1


@pytest.mark.parametrize("given", [f'"{BIZ}" || ""', f'"" || "{BIZ}"', f'"" || "" || "{BIZ}"'])
def test_an_article_of_another_account_is_none_of_this_one(given: str) -> None:
    for body in (classic(biz=given), shared() + f"<script>window.biz = {given};</script>"):
        extract = read("wechat", "article", body, URL, account=OTHER_BIZ)
        assert (extract.status, extract.facts) == (Status.CHANGED_SHAPE, ()) and BIZ in extract.reason
        assert read("wechat", "article", body, URL, account=BIZ).status is Status.OK
        assert read("wechat", "article", body, URL, account="gh_0123456789ab").status is Status.OK, "another kind of id"
    assert read("wechat", "article", classic(), URL, account=BIZ).status is Status.OK, "a page that does not say"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("<div>该内容已被发布者删除</div>", Status.DELETED),
        ("<div>The content has been deleted by the author.</div>", Status.DELETED),
        ("<div>此内容因违规无法查看</div>", Status.DELETED),
        ("<title>该内容暂时无法查看</title>", Status.BLOCKED),
        ("<h2>环境异常</h2>", Status.BLOCKED),
        ("<div>该公众号已迁移</div>", Status.DELETED),
        ("<p>此帐号已自主注销，内容无法查看</p>", Status.DELETED),
        ("<p>该账号已注销</p>", Status.DELETED),
        ("<p>此帐号已被屏蔽, 内容无法查看</p>", Status.DELETED),
        ("<p>此内容被投诉且经审核涉嫌侵权，无法查看。</p>", Status.DELETED),
        ("<p>此帐号处于帐号迁移流程中</p>", Status.BLOCKED),
        ("<h4>请在微信客户端打开链接</h4>", Status.LOGIN_REQUIRED),
        ("<p>访问过于频繁，请用微信扫描二维码进行访问</p>", Status.THROTTLED),
        ("<p>链接已过期</p>", Status.BLOCKED),
        ("<p>参数错误</p>", Status.HTTP_ERROR),
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
        (classic(item_show_type='"16"'), "item_show_type: unknown template '16'"),
        ('<meta property="og:title" content="有题"><div>新模板</div>', "page: unknown template"),
        ("<html>" + " " * 32_000 + "</html>", "page: no title, no body"),
        (classic(msg_title="''", body="<p> </p>"), "page: no title, no body"),
        (classic(ct='"soon"'), "ct: 'soon', not a time"),
        (classic(nickname="null"), "var nickname: missing"),
        (classic().replace('id="js_content"', ""), "#js_content: missing"),
        (shared().replace("picture_page_info_list", "other"), "picture_page_info_list: missing"),
        (shared().replace("content_noencode", "other"), "content_noencode: missing"),
        (shared(picture_page_info_list="[ {"), "picture_page_info_list: list without end"),
    ],
)
def test_what_changed_is_named(body: str, reason: str) -> None:
    extract = read("wechat", "article", body, URL)
    assert (extract.status, extract.reason) == (Status.CHANGED_SHAPE, reason)


def test_what_a_page_does_not_say_is_not_known() -> None:
    assert article(classic().replace("var source_encode_biz", "var other")).original is None


def test_a_missing_article_is_deleted() -> None:
    assert read("wechat", "article", "", URL, http_status=404).status is Status.DELETED


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
