"""Openness: what the law says must be told."""

from __future__ import annotations

from ....contract import OFFERS, Openness
from ...table import View
from .known import home, latest, page_of, part
from .outcome import FAIL, NOT_DECIDED, PASS, Outcome, check

SECTIONS = {
    "guide": "政府信息公开指南", "rules": "政府信息公开制度", "content": "法定主动公开内容", "report": "政府信息公开年度报告",
    "application": "依申请公开",
}  # fmt: skip
OFFER_NAMES = dict(zip(OFFERS, ("知识库", "权责清单", "公开标准目录", "电子证照", "跨省通办", "一件事", "好差评"), strict=True))


@check
def openness_section(view: View, section: str) -> list[Outcome]:
    """Whether the page of 政府信息公开 leads to that section of OPENNESS."""
    missing = part(view, "openness", ("openness",))
    if missing:
        return missing
    found = latest(view, Openness)
    if not found:
        return [Outcome(NOT_DECIDED, "信息公开页面未能读出")]
    page = next((o for o in found if section in o.sections), None)
    look = page_of(view, page or found[0])
    told = f"信息公开页面{'有' if page else '未见'}{SECTIONS[section]}"
    return [Outcome(PASS if page else FAIL, told, 1, (page or found[0]).page, look.url if look else "")]


@check
def offered(view: View, offer: str) -> list[Outcome]:
    """Whether the home page or the page of 政府信息公开 offers that one of OFFERS."""
    front = home(view)
    if isinstance(front, list):
        return front
    there = offer in front.offers or any(offer in o.offers for o in latest(view, Openness))
    name = OFFER_NAMES[offer]
    return [Outcome(PASS if there else FAIL, f"首页与信息公开页面{'有' if there else '未见'}{name}", 1, front.page)]
