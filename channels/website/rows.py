"""Rows of list pages: links with the dates beside them, whatever the layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from .dates import MOMENT, moment, read_date
from .page import Anchor, Doc, Element, bare, classes, parse, pieces, squeeze, text_of
from .urls import is_article, resolve
from .vocabulary import MORE, NEXT

# a row's box never grows beyond these
STOPS = frozenset({"ul", "ol", "table", "tbody", "body", "html", "nav", "form", "main", "section"})
LISTS = frozenset({"ul", "ol", "tbody", "table", "dl"})
INLINE = frozenset({"a", "b", "em", "font", "i", "span", "strong"})
CELLS_AND_ROWS = frozenset({"td", "tr"})
FRAME = frozenset({"nav", "header", "footer"})
ASIDE = FRAME | {"aside"}
_NAMED = r"(?:^|\s)(?!with|has|no-)(?:{})(?=\s|$)"
_FRAME = r"[\w-]*(?:nav|menu|footer|header|crumbs?|topbar)|(?:[\w-]*[-_])?(?:foot|copyright)"
_BESIDE = r"[\w-]*sidebar|(?:[\w-]*[-_])?(?:hot|rank|recommend|aside|pagination)|friend[\w-]*"
_MENU = re.compile(_NAMED.format(_FRAME), re.I)
_ASIDE = re.compile(_NAMED.format(f"{_FRAME}|{_BESIDE}"), re.I)
_DIGITS = re.compile(r"\d\d\s?[-/.年月－／．]\s?\d")
_EDGE = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
_AT_EDGE = re.compile(rf"^[\[(（]?{_EDGE}[\])）]?\s|\s?[\[(（]?{_EDGE}[\])）]?$")
_FOOT = re.compile(r"ICP备|公网安备|版权所有|主办单位|承办单位|技术支持|客户端|小程序|微信|微博|抖音")
MAX_ROWS = 2000
BOX_ELEMENTS = 40
DEPTH = 30
SHORTEST = 5
LABEL = 12
TITLE = 8  # characters from which undated words may be a title


Block = tuple[Element, str]


class Row(NamedTuple):
    """One line of a list. `block` is the list it belongs to: an element, and the class of the lists under it."""

    anchor: Anchor
    title: str
    published: datetime | None
    box: Element
    block: Block


def rows(doc: Doc) -> list[Row]:
    """Every line with a link, outside the page's head, foot and menus."""
    return _rows(doc.anchors, doc.page.seen_at)


def fragment(html: str, base: str, seen_at: datetime) -> list[Row]:
    """The lines of a piece of a page, as feeds hand it over."""
    links = ((resolve(base, a.get("href") or ""), a) for a in parse(html).iter("a"))
    return _rows((Anchor(url, text_of(a), a) for url, a in links if url), seen_at)


def _rows(anchors: Iterable[Anchor], seen_at: datetime) -> list[Row]:
    boxes: dict[Element, Anchor] = {}
    outside: dict[Block, bool] = {}
    for anchor in islice(anchors, MAX_ROWS):
        box = _box(anchor.element) if len(anchor.text) >= SHORTEST else anchor.element
        if len(anchor.text) >= SHORTEST and (box not in boxes or len(anchor.text) > len(boxes[box].text)):
            boxes[box] = anchor
    found = (_row(box, anchor, seen_at) for box, anchor in boxes.items())
    return [row for row in found if not _aside(row.block, outside)]


def main_rows(found: list[Row], known: Container[str] = ()) -> list[Row]:
    """The lines of the page's main list: the block with most dated lines, then most that read like titles. Where its menus
    lead (`known`) is no title, however long its name."""
    dated = Counter(row.block for row in found if row.published)
    plain = Counter(row.block for row in found if _titled(row) and row.anchor.key not in known)
    block = max((row.block for row in found), key=lambda b: (dated[b], plain[b]), default=None)
    return [row for row in found if row.block == block and (dated[row.block] or plain[row.block])]


def _titled(row: Row) -> bool:
    """True for a line that may be an article's without any date beside it."""
    return is_article(row.anchor.url) or (len(row.title) >= TITLE and not _FOOT.search(row.title))


def menus(doc: Doc) -> set[str]:
    """Where the page's menus, its head and its foot lead: keys of addresses that every page of the portal links to."""
    return {a.key for a in doc.anchors[:MAX_ROWS] if any(map(_menu, islice(a.element.iterancestors(), DEPTH)))}


def next_page(doc: Doc) -> str:
    """The address of the following page, '' if the page links to none."""
    for anchor in reversed(doc.anchors):
        if len(anchor.text) <= LABEL and NEXT.fullmatch(bare(anchor.text)) and anchor.key != doc.key:
            return anchor.url
    return ""


def _box(link: Element) -> Element:
    """The largest element that holds this link and no other of length; the list item or table row where there is one."""
    box = link
    for parent in islice(link.iterancestors(), 5):
        if parent.tag in ("li", "tr"):
            return parent
        if parent.tag in STOPS or _crowded(parent):
            break
        box = parent
    return box


def _crowded(element: Element) -> bool:
    links = (a for a in islice(element.iter("a"), 8) if a.get("href"))
    return sum(len("".join(a.itertext()).strip()) > 5 for a in links) > 1


def _row(box: Element, anchor: Anchor, seen_at: datetime) -> Row:
    full = squeeze(anchor.element.get("title") or "")
    published, title = _dated(box, anchor, seen_at)
    return Row(anchor, full if len(full) > len(title) else title, published, box, _block(box))


def _dated(box: Element, anchor: Anchor, seen_at: datetime) -> tuple[datetime | None, str]:
    """The row's date, and the link's words without it. A date within the title's own words is none."""
    texts = [squeeze(text) for text in pieces(box, BOX_ELEMENTS) if _DIGITS.search(text)]
    if not texts:
        return None, anchor.text
    own = {squeeze(text) for text in pieces(anchor.element, BOX_ELEMENTS)}
    for text in texts:
        if published := read_date(text, seen_at):
            return published, squeeze(anchor.text.replace(text, "")) or anchor.text
    for text in texts:
        if text not in own and len(text) < 60 and (found := MOMENT.search(text)):
            return moment(*found.groups()), anchor.text
    if edge := _AT_EDGE.search(anchor.text):
        digits = [g for g in edge.groups() if g]
        return moment(*digits), squeeze(anchor.text[: edge.start()] + anchor.text[edge.end() :])
    return None, anchor.text


def _block(box: Element) -> Block:
    """The parent of the ul or table, so that a list in portions is one, and their class, so that a menu beside it is another.

    Lists of one row lie each in its own table on old pages, in the row before it where nobody closed that.
    """
    inner, parent, style = box, box.getparent(), ""
    while parent is not None and (_holds(parent, inner) or (parent.tag in CELLS_AND_ROWS and not _crowded(parent))):
        style = parent.get("class") or style if parent.tag in LISTS else style
        inner, parent = parent, parent.getparent()
    return (parent if parent is not None else box), style


def _holds(parent: Element, inner: Element) -> bool:
    return parent.tag in LISTS or parent.tag in INLINE or (parent.tag == "li" and inner.tag in INLINE)


def _aside(block: Block, known: dict[Block, bool]) -> bool:
    if block not in known:
        around = (e for e in (block[0], *islice(block[0].iterancestors(), DEPTH)) if e.tag not in ("body", "html"))
        known[block] = bool(_ASIDE.search(block[1])) or any(aside(e) for e in around)
    return known[block]


def aside(element: Element) -> bool:
    """True for a box of menus, of the head or foot, or of what is read most."""
    return element.tag in ASIDE or _ASIDE.search(classes(element)) is not None


def _menu(element: Element) -> bool:
    """True for a box of menus, of the head or foot: the same on all pages."""
    return element.tag in FRAME or (element.tag not in ("body", "html") and _MENU.search(classes(element)) is not None)


def is_more(text: str) -> bool:
    """True for the words of a link that only says `more`."""
    return bool(MORE.fullmatch(text))
