"""Xiaomi's store: the plain HTML page of one App. Never recorded; labels and classes as others have seen them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...contract import Answer, AppListing, Extract, Page, Status
from ..answers import query
from ..counts import Count
from ..shapes import Node, ShapeError
from .listings import android, stars

MAX_BYTES = 2_000_000
HOME = "手机游戏应用商店"  # how the title of the home page begins, which stands in for an unknown App
LABELS = ("版本号", "更新时间", "开发者", "包名")
HALF_STARS = re.compile(r"star1-(\d{1,2})", re.ASCII)
RATED = re.compile(r"\(\s{0,9}([\d.,万亿]{1,12}\+?)\s{0,9}次评分\s{0,9}\)")
PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def xiaomi(answer: Answer) -> Extract:
    """The listing of the package asked for. The store answers for an unknown one with its home page."""
    root = _parsed(answer.body[:MAX_BYTES])
    if _text(next(root.iter("title"), None)).startswith(HOME):
        return Extract(Status.EMPTY, reason="not in this store: the home page came instead")
    intro = next((div for div in root.iter("div") if "intro-titles" in (div.get("class") or "").split()), None)
    name = _text(next(intro.iter("h3"), None)) if intro is not None else ""
    if intro is None or not name:
        raise ShapeError("intro-titles", "missing")
    package = query(answer.page.asked or answer.page.url).get("id", "")
    return Extract(Status.OK, (_listing(answer.page, package, name, intro, _cells(root)),))


def _listing(page: Page, package: str, name: str, intro: etree._Element, cells: dict[str, str]) -> AppListing:
    for label in ("版本号", "更新时间"):
        if not cells.get(label):
            raise ShapeError(label, "missing")
    if cells.get("包名", package) != package:
        raise ShapeError("包名", "another App than the one asked for")
    ratings = _ratings(intro)
    return android(
        page,
        "xiaomi",
        package,
        name=name,
        seller=cells.get("开发者", ""),
        version=cells["版本号"],
        updated=Node(cells["更新时间"], "更新时间").time(page.seen_at),
        rating=_stars(intro, ratings),
        ratings=ratings.value if ratings else None,
    )


def _ratings(intro: etree._Element) -> Count | None:
    shown = next((e for e in intro.iter("span") if e.get("class") == "app-intro-comment"), None)
    found = RATED.search(_text(shown))
    return Node(found[1], "app-intro-comment").count() if found else None


def _stars(intro: etree._Element, ratings: Count | None) -> float | None:
    """The stars that are drawn: their class counts halves."""
    for div in intro.iter("div"):
        kinds = (div.get("class") or "").split()
        found = next((m for kind in kinds if (m := HALF_STARS.fullmatch(kind))), None)
        if found and "star1-hover" in kinds:
            return stars(Node(int(found[1]) / 2, "star1-hover"), ratings)
    return None


def _cells(root: etree._Element) -> dict[str, str]:
    """Label -> what stands in the element after it, first come."""
    cells: dict[str, str] = {}
    for element in _elements(root):
        label = (element.text or "").strip().rstrip("：:")
        after = element.getnext() if label in LABELS else None
        if after is not None:
            cells.setdefault(label, _text(after))
    return cells


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    for name in ("div", "li", "td", "dt", "span"):
        yield from root.iter(name)


def _parsed(body: bytes) -> etree._Element:
    try:
        root = etree.fromstring(body.replace(b"\0", b""), PARSER)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ShapeError("html", "no page")
    return root


def _text(element: etree._Element | None) -> str:
    """Its words, one blank between them, at most 1,000 characters."""
    if element is None:
        return ""
    return Node(" ".join("".join(map(str, element.itertext())).split())[:1000], "html").text()
