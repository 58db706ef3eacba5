"""A service hall: the number of items it prints, the guides it leads to."""

from __future__ import annotations

import re

from ...contract import Extract, Hall, Status, Target, fact
from .page import Doc
from .urls import path

_N = r"[:：]?\s{0,2}(\d[\d,，]{0,11})\s{0,2}"
# the plainest wording first: a department's own 共12项 may stand before the total
_COUNTS = tuple(
    re.compile(words)
    for words in (
        rf"事项总数{_N}",
        rf"可办(?:理)?事项(?:总数)?{_N}",
        rf"共有?{_N}(?:个|项)(?:政务服务|办事|服务)?(?:事项|服务)",
        rf"共有?{_N}项",
    )
)
GUIDES = 60


def read_hall(doc: Doc) -> Extract:
    """The hall, and its guides to look at in page order."""
    return Extract(Status.OK, (fact(Hall, doc.page, doc.key, items=items(doc.lines)),), tuple(guides(doc)))


def items(text: str) -> int | None:
    """The largest number printed in the plainest wording there is."""
    for pattern in _COUNTS:
        numbers = [int(re.sub(r"[,，]", "", found[1])) for found in pattern.finditer(text)]
        if numbers:
            return max(numbers)
    return None


def guides(doc: Doc) -> list[Target]:
    """Links that look like guides by address or words."""
    found: dict[str, str] = {}
    for anchor in doc.anchors:
        where = path(anchor.url)
        if ("/guide/" in where or "/bszn/" in where or "办事指南" in anchor.text) and anchor.key != doc.key:
            found.setdefault(anchor.key, anchor.url)
    return [Target(url, "guide", place) for place, url in enumerate(list(found.values())[:GUIDES])]
