"""jpaas, Hanweb's younger system: units of a page are built by /api-gateway/jpaas-publish-server/front/page/build/unit."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from ...contract import Answer
from ..shapes import ShapeError, read_json
from .decode import decode
from .lists import Family, Feed, Listing, general, lines
from .page import Doc, Element
from .rows import fragment, main_rows
from .urls import parameter, resolve

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
PARAMETERS = ("webId", "pageId", "tplSetId", "parseType", "pageType", "tagId")
_PAIR = re.compile(r"[\"']?(\w{1,20})[\"']?\s*:\s*(?:'([^']{0,200})'|\"([^\"]{0,200})\"|(\w{1,200}))")
_LIST = re.compile(r"list|列表", re.I)
_PAGES = re.compile(r"(?<![A-Za-z_])(?:total_?pages?|page_?count)[\"'\\]{0,2}\s*[:=]\s*[\"'\\]{0,2}(\d{1,6})", re.I)
_LINES = re.compile(
    r"(?<![A-Za-z_])(?:total|count|total_?count|total_?records?)[\"'\\]{0,2}\s*[:=]\s*[\"'\\]{0,2}(\d{1,8})", re.I
)
_AFTER = re.compile(r"下一?页")


def recognises(doc: Doc) -> bool:
    """True where a unit says with what it is to be asked for."""
    return "jpaas" in doc.text and "querydata" in doc.text.lower()


def read(doc: Doc) -> Listing:
    """The lines built into the page, else the feed of its list."""
    units = [(element, _query(element)) for element in doc.root.iter() if element.get("querydata")]
    named = [(element, asked) for element, asked in units if asked.get("webId") and asked.get("pageId")]
    lists = [unit for unit in named if _LIST.search(unit[1].get("tagId", ""))] or named
    if not lists or any(next(element.iter("a"), None) is not None for element, _ in lists):
        return general(doc, "jpaas")
    asked = {name: value for name in PARAMETERS if (value := lists[0][1].get(name))}
    return Listing((), False, "jpaas", feed=resolve(doc.base, f"{UNIT}?{urlencode(asked)}"))


def read_feed(answer: Answer) -> Listing:
    """The lines of the HTML that the unit's answer wraps."""
    page = answer.page
    text = decode(answer.body, answer.content_type or page.content_type)[0]
    data = read_json(text.encode()).at("data")
    html = data.at("html").value
    if not isinstance(html, str):
        raise ShapeError("$.data.html", "not a text")
    found = lines(main_rows(fragment(html, page.url, page.seen_at)))
    here = FEED.place(page.url)
    more = bool(found) and _goes_on(text, here, len(found))
    return Listing(found, more, "jpaas", _next(page.url, here + 1) if more else "")


def _goes_on(text: str, here: int, size: int) -> bool:
    """By the number of pages that the answer prints, else by that of lines, else by a link to the next."""
    if pages := _PAGES.search(text):
        return int(pages[1]) > here
    if total := _LINES.search(text):
        return int(total[1]) > here * size
    return _AFTER.search(text) is not None


def _next(url: str, number: int) -> str:
    if parameter(url, frozenset({"pageno"})):
        return re.sub(r"\bpageNo=\d+", f"pageNo={number}", url)
    return f"{url}&pageNo={number}"


def _query(element: Element) -> dict[str, str]:
    return {f[1]: f[2] or f[3] or f[4] or "" for f in _PAIR.finditer((element.get("querydata") or "")[:2000])}


FEED = Feed("jpaas-publish-server", "pageNo", read_feed)
FAMILY = Family("jpaas", recognises, read, FEED)
