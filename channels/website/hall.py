"""A service hall: the numbers it prints, what it offers, the guides and ratings it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...contract import Extract, Hall, Status, Target, fact
from .features import link_names, offers
from .page import Anchor, Doc
from .urls import path, within
from .vocabulary import kind_of

Wordings = tuple[re.Pattern[str], ...]
_N = r"[:：]?\s{0,2}(\d[\d,，]{0,11})\s{0,2}"
_MARK = r"[”」』\"）)]{0,3}"
# the plainest wording first: a department's own 共12项 may stand before the total
ITEMS: Wordings = (
    re.compile(rf"事项总数{_N}"),
    re.compile(rf"可办(?:理)?事项(?:总数)?{_N}"),
    re.compile(rf"共有?{_N}(?:个|项)(?:政务服务|办事|服务)?(?:事项|服务)"),
    re.compile(rf"共有?{_N}项"),
)
DEPARTMENTS: Wordings = (
    re.compile(rf"[入进]驻(?:部门|单位)(?:总?数)?{_N}"),
    re.compile(rf"部门总?数{_N}"),
    re.compile(rf"(?:[入进]驻|接入)了?{_N}[个家](?:部门|单位)"),
)
ONE_THINGS: Wordings = (re.compile(rf"一件事{_MARK}(?:一次办|集成服务|主题服务|主题|服务|事项|套餐|专区)?{_MARK}{_N}[项个件类]"),)
NUMBERS = {"items": ITEMS, "departments": DEPARTMENTS, "one_things": ONE_THINGS}
_SIGNS = re.compile(r"办事|办理|办件|事项|政务服务|服务大厅")
GUIDES = 60


def read_hall(doc: Doc) -> Extract:
    """The hall, its guides in page order and its ratings to look at; a page without number, guide or word of services is none."""
    found = guides(doc)
    numbers = {name: largest(doc.lines, words) for name, words in NUMBERS.items()}
    if not (found or any(numbers.values()) or _SIGNS.search(doc.words)):
        return Extract(Status.CHANGED_SHAPE, reason="no word of services")
    offered = offers(link_names(doc, {anchor.element for anchor in found}))
    once: dict[str, str] = {}
    for anchor in found:
        once.setdefault(anchor.key, anchor.url)
    looks = [Target(url, "guide", place) for place, url in enumerate([*once.values()][:GUIDES])]
    return Extract(Status.OK, (fact(Hall, doc.page, doc.key, **numbers, offers=offered),), (*looks, *ratings(doc)))


def largest(text: str, wordings: Wordings) -> int | None:
    """The largest number printed in the plainest wording there is."""
    for pattern in wordings:
        numbers = [int(re.sub(r"[,，]", "", found[1])) for found in pattern.finditer(text)]
        if numbers:
            return max(numbers)
    return None


def guides(doc: Doc) -> list[Anchor]:
    """Links that look like guides by address or words."""
    return [anchor for anchor in doc.anchors if _is_guide(path(anchor.url), anchor.text) and anchor.key != doc.key]


def ratings(doc: Doc) -> Iterator[Target]:
    """The first link named 好差评, not to the State Council's own site."""
    named = (a.url for a in doc.anchors if kind_of(a.text) == "rating" and a.key != doc.key)
    url = next((url for url in named if not within(url, "www.gov.cn")), "")
    if url:
        yield Target(url, "rating")


def _is_guide(where: str, words: str) -> bool:
    return "/guide/" in where or "/bszn/" in where or "办事指南" in words
