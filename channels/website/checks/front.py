"""The home page: what stands in its foot, what it is called, who can read it."""

from __future__ import annotations

import re
from collections.abc import Callable

from ....contract import Site
from ...table import View
from ..urls import host
from .known import home, page_of
from .outcome import FAIL, NOT_APPLICABLE, PASS, Outcome, check

ID_CODE = re.compile(r"\d{10}|[Bb][Mm]\d{8}")  # 网站标识码: ten digits, of ministries bm and eight
DOMAIN = re.compile(r"https?://www\.[a-z0-9-]+\.gov\.cn(?::\d+)?(?:/|$)", re.I)  # 47号: www.□□□.gov.cn
FOOT = {
    "id_code": "网站标识码", "icp": "ICP备案编号", "police": "公安机关备案标识", "badge": "党政机关网站标识",
    "jiucuo": "“我为政府网站找错”入口", "sitemap": "站点地图", "sponsor": "主办单位", "contact": "联系方式",
}  # fmt: skip
ACCESS_NAMES = {"viewport": "移动端适配", "accessible": "无障碍浏览", "elder": "适老版", "language": "其他语言或字体版本"}


@check
def footer_element(view: View, part: str) -> list[Outcome]:
    """Whether the foot of the home page holds that part of FOOTER."""
    return _front(view, lambda site: (part in site.footer, f"页脚{{}}{FOOT[part]}"))


@check
def access_feature(view: View, part: str) -> list[Outcome]:
    """Whether the home page has that one of ACCESS."""
    return _front(view, lambda site: (part in site.access, f"首页{{}}{ACCESS_NAMES[part]}"))


@check
def search_offered(view: View) -> list[Outcome]:
    """Whether the home page has a search form."""
    return _front(view, lambda site: (site.search, "首页{}站内搜索"))


@check
def language_declared(view: View) -> list[Outcome]:
    """Whether the home page declares its language."""
    return _front(view, lambda site: (bool(site.language), "首页{}语言声明(html lang)"))


@check
def domain_form(view: View) -> list[Outcome]:
    """Whether the portal answers at www.□□□.gov.cn."""
    front = home(view)
    if isinstance(front, list):
        return front
    page = page_of(view, front)
    url = page.url if page else ""
    fine = bool(DOMAIN.match(url))
    return [Outcome(PASS if fine else FAIL, f"域名 {host(url)}" + ("" if fine else ", 应为 www.□□□.gov.cn"), 1, front.page, url)]


@check
def declared_domain(view: View) -> list[Outcome]:
    """Whether SiteDomain is the domain at which the portal answers."""
    front = home(view)
    if isinstance(front, list):
        return front
    page = page_of(view, front)
    answers, told = host(page.url if page else ""), host("http://" + front.domain.split("//")[-1])
    if not told:
        return [Outcome(NOT_APPLICABLE, "未标 SiteDomain", page=front.page)]
    return [Outcome(PASS if told == answers else FAIL, f"SiteDomain 为 {told}, 实际域名 {answers}", 1, front.page)]


@check
def id_code_form(view: View) -> list[Outcome]:
    """Whether the identification code has the form that is given out: ten digits, or bm and eight."""
    front = home(view)
    if isinstance(front, list):
        return front
    if not front.id_code:
        return [Outcome(FAIL, "未见网站标识码", 1, front.page)]
    fine = bool(ID_CODE.fullmatch(front.id_code))
    return [Outcome(PASS if fine else FAIL, f"网站标识码 {front.id_code[:20]}({front.id_code_from})", 1, front.page)]


@check
def alt_texts(view: View) -> list[Outcome]:
    """Whether every image of the home page has words in its alt."""
    front = home(view)
    if isinstance(front, list):
        return front
    bare = front.images - front.named_images
    if not front.images:
        return [Outcome(NOT_APPLICABLE, "首页没有图片", page=front.page)]
    return [Outcome(FAIL if bare else PASS, f"首页图片 {front.images} 张, {bare} 张无替代文字", bare, front.page)]


def _front(view: View, asked: Callable[[Site], tuple[bool, str]]) -> list[Outcome]:
    """One outcome on the home page: whether something is there, and its name with {} for 有 or 未见."""
    front = home(view)
    if isinstance(front, list):
        return front
    there, told = asked(front)
    return [Outcome(PASS if there else FAIL, told.format("有" if there else "未见"), 1, front.page)]
