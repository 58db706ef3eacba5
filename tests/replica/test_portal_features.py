"""No page says more, or less, than its profile: the vocabulary of features, read on every healthy home page."""

from __future__ import annotations

import html
import re

import pytest

from dsci.replica.portal.families import FAMILIES
from dsci.replica.portal.profile import PortalProfile

from .portals import healthy, hrefs, source, visible

FOOT = {
    "id_code": r"网站标识码[：: ]*\d{10}",
    "icp": "ICP备",
    "police": "公网安备",
    "badge": r"bszs\.conac\.cn|党政机关",
    "jiucuo": r"zfwzgl\.www\.gov\.cn/exposure/jiucuo|pucha\.kaipuyun",
    "sitemap": "网站地图|站点地图",
    "sponsor": "主办",
    "contact": "联系电话|联系我们|联系方式",
}
ACCESS = {
    "viewport": r'<meta [^>]*name="viewport"',
    "accessible": "无障碍",
    "elder": "适老|长者|关怀版|老年",
    "language": r">(?:繁体|English|EN)</a>",
}
INNOVATION = {
    "assistant": "智能问答|智能客服|机器人",
    "account": "登录|个人中心|用户中心",
    "open_data": "数据开放|开放数据",
    "one_thing": "一件事",
    "mobile": "手机版|移动端|小程序|App下载|APP",
}
COLUMNS = {
    "news": "要闻|动态|新闻",
    "notice": "通知公告|公示公告",
    "policy": "政策文件|政府文件|规范性文件",
    "reading": "政策解读",
    "consult": "意见征集|民意征集|征集调查|网上调查",
    "interview": "访谈",
    "response": "回应关切|热点回应|主动回应",
    "other": "数据发布|人事信息|规划计划|财政信息|重点领域",
}
OFFERS = "信息公开|好差评|数据开放|开放数据|领导信箱|[市省区县]长信箱|来信|留言选登|咨询投诉|办事服务|政务服务|服务大厅|办事大厅"


def said(vocabulary: dict[str, str], text: str) -> set[str]:
    return {name for name, pattern in vocabulary.items() if re.search(pattern, text)}


@pytest.mark.parametrize("family", FAMILIES)
def test_home_pages_say_what_their_profiles_say(family: str) -> None:
    for p in healthy(family):
        home = source(p, "/")
        foot = home.rpartition(foot_mark(p))[2]
        assert said(FOOT, foot) == set(p.footer), p.code
        assert said(ACCESS, home) == set(p.access), p.code
        assert said(INNOVATION, visible(home)) == set(p.innovation), p.code


def foot_mark(p: PortalProfile) -> str:
    return "<!--底部开始-->" if p.family.startswith("plain") else "<!-- Footer -->"


@pytest.mark.parametrize("family", FAMILIES)
def test_short_link_texts_with_a_column_name_lead_to_that_column(family: str) -> None:
    """Only titles of articles, never shorter than eight characters, hold such a word without being a column."""
    for p in healthy(family):
        links = re.findall(r'(?is)<a [^>]*href="?([^"> ]+)[^>]*>(.*?)</a>', source(p, "/").partition("</head>")[2])
        told = {html.unescape(address).removeprefix(p.portal): visible(text).strip() for address, text in reversed(links)}
        kinds = {c.address: c.kind for c in p.columns}
        offers = {x.address for x in (p.letters, p.hall, p.offers.openness, p.offers.data) if x}
        offers |= {x.address for x in p.offers.named if x.name == "rating"}
        for address, text in told.items():
            if address in kinds:
                assert said(COLUMNS, text) == {kinds[address]}, (p.code, text)
            elif address in offers:
                assert re.search(OFFERS, text), (p.code, text)
            else:
                assert len(text) >= 8 or not (said(COLUMNS, text) or re.search(OFFERS, text)), (p.code, text)


def test_every_look_of_the_default_crawl_has_its_address_on_the_home_page() -> None:
    for p in healthy():
        named = {a.removeprefix(p.portal) for a in hrefs(source(p, "/"))}
        assert {c.address for c in p.columns} | {x.address for x in (p.letters, p.hall) if x} <= named
