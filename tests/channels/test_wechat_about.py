"""WeChat: the page of an account, and the addresses under gov.cn that texts name."""

from __future__ import annotations

import time

import pytest

from dsci.channels.guides import guides
from dsci.contract import Extract, Profile, Status

from .social import read
from .wechat_pages import BIZ, OTHER_BIZ, about_page

URL = f"https://mp.weixin.qq.com/mp/aboutbiz?__biz={BIZ}"
VERIFIED = (("公众号简介", "某市的事"), ("认证类型", "政府"), ("认证主体", "某市人民政府办公室"))


def about(*rows: tuple[str, str], biz: str = "") -> Profile:
    (card,) = read("wechat", "about", about_page(*rows, biz=biz), URL, account=BIZ).facts
    assert isinstance(card, Profile)
    return card


def test_a_verified_account() -> None:
    card = about(*VERIFIED, biz=BIZ)
    assert (card.key, card.name, card.description) == (BIZ, "", "某市的事")
    assert (card.verified, card.verified_reason) == (True, "政府 某市人民政府办公室")
    assert (card.followers, card.posts, card.likes) == (None, None, None)


def test_the_body_of_an_institution_stands_under_another_kind() -> None:
    card = about(("服务号简介", "x"), ("主体类型", "事业单位"), ("认证主体", "某市图书馆"))
    assert (card.verified, card.verified_reason) == (True, "事业单位 某市图书馆")


def test_an_account_that_is_only_registered_or_a_persons_is_not_verified() -> None:
    for rows in ([("账号类型", "企业"), ("账号主体", "某地传媒公司")], [("主体类型", "个人")]):
        card = about(("公众号简介", "x"), *rows)
        assert (card.verified, card.verified_reason) == (False, "")


def test_a_renamed_account_tells_its_name() -> None:
    names = "2025年03月01日 “某市政务”改名“某市发布” 2019年08月27日 注册“某市政务”"
    assert about(*VERIFIED, ("名称记录", names)).name == "某市发布"


def test_markup_in_a_row_is_no_part_of_it() -> None:
    assert about(("公众号简介", "第一行<br>第二行 &amp; 第三行"), *VERIFIED[1:]).description == "第一行 第二行 & 第三行"


def reading(body: str, url: str = URL, **fields: object) -> Extract:
    return read("wechat", "about", body, url, **fields)


@pytest.mark.parametrize(
    ("extract", "status", "reason"),
    [
        (
            reading('<div class="about-page"></div><script>'),
            Status.CHANGED_SHAPE,
            'class="about-page": neither 类型 nor 主体',
        ),
        (reading('<div class="about-page"></div>'), Status.CHANGED_SHAPE, 'class="about-page": without end'),
        (reading("<html></html>"), Status.CHANGED_SHAPE, "page: no title, no body"),
        (reading("<h4>请在微信客户端打开链接</h4>"), Status.LOGIN_REQUIRED, "请在微信客户端打开"),
        (reading("<p>此帐号已自主注销，内容无法查看</p>"), Status.DELETED, "账号已自主注销"),
        (reading(about_page(*VERIFIED), "https://mp.weixin.qq.com/mp/aboutbiz"), Status.CHANGED_SHAPE, "__biz: missing"),
        (
            reading(about_page(*VERIFIED, biz=OTHER_BIZ), account=BIZ),
            Status.CHANGED_SHAPE,
            f"biz: {OTHER_BIZ}, another account's page; wanted {BIZ}",
        ),
    ],
)
def test_what_is_no_page_of_the_account(extract: Extract, status: Status, reason: str) -> None:
    assert (extract.status, extract.reason, extract.facts) == (status, reason, ())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("见https://www.zj.gov.cn/a，和 www.hangzhou.gov.cn。", 2),
        ("浙江政务服务网（www.zjzwfw.gov.cn）办理", 1),
        ("登录www.zjzwfw.gov.cn办理，HTTPS://WWW.ZJZWFW.GOV.CN/ 同", 1),
        ('<a href="http://gov.cn/x?a=1&amp;b=2">gov.cn</a>', 2),
        ("http://www.gov.cn.example.com/x xgov.cn www.xgov.cn", 0),
        ("https://example.org/?u=https://www.zj.gov.cn/ http://weibo.cn/sinaurl?u=http%3A%2F%2Fwww.zj.gov.cn", 0),
        ("http://baike.example.com/item/gov.cn 12345@zj.gov.cn", 0),
        ("没有地址", 0),
    ],
)
def test_addresses_under_gov_cn(text: str, count: int) -> None:
    assert guides(text) == count
    assert guides("", text) == count


@pytest.mark.parametrize(
    "unit", ["a.", "gov.cn ", "http://", "-a.gov.cn", "a@", "https://a.gov.cn?", "&amp;", '<div class="item-info']
)
def test_floods_cost_no_time(unit: str) -> None:
    flood = unit * (1_000_000 // len(unit)) + "gov.cn"
    begun = time.process_time()
    guides(flood)
    reading('<div class="about-page">' + flood)
    reading(about_page(("公众号简介", flood), *VERIFIED))
    assert time.process_time() - begun < 3
