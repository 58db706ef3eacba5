"""List pages: rows with a link and a date, read by the content system's own reader or else by the general one.

A reader of a content system is a module of this folder with a `FAMILY`; it is found by that name.
"""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from itertools import islice
from typing import NamedTuple

from . import __name__ as _package
from . import __path__ as _folder
from .dates import MOMENT, moment, read_date
from .page import Anchor, Doc, Element, bare, classes, pieces, squeeze
from .urls import is_article
from .vocabulary import MORE, NEXT

# a row's box never grows beyond these
STOPS = frozenset({"ul", "ol", "table", "tbody", "body", "html", "nav", "form", "main", "section"})
ASIDE = frozenset({"nav", "header", "footer", "aside"})
_ASIDE = re.compile(
    r"(?:^|\s)(?!with|has|no-)(?:[\w-]*(?:nav|menu|footer|header|crumbs?|topbar|sidebar)"
    r"|(?:[\w-]*[-_])?(?:hot|rank|recommend|aside|foot|pagination)|friend[\w-]*)(?=\s|$)",
    re.I,
)
_DIGITS = re.compile(r"\d\d\s?[-/.年月]\s?\d")
_EDGE = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
_AT_EDGE = re.compile(rf"^[\[(（]?{_EDGE}[\])）]?\s|\s?[\[(（]?{_EDGE}[\])）]?$")
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


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list page lists; `more`: older lines lie on a further page."""

    rows: tuple[Row, ...]
    more: bool
    family: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A content system: how to know its pages, how to read their lists."""

    name: str
    recognises: Callable[[Doc], bool]
    read: Callable[[Doc], Listing]


@cache
def families() -> tuple[Family, ...]:
    """The content systems with a reader of their own."""
    modules = (import_module(f"{_package}.{m.name}") for m in pkgutil.iter_modules(_folder))
    return tuple(module.FAMILY for module in modules if hasattr(module, "FAMILY"))


def listing(doc: Doc) -> Listing:
    """What the page lists, read by the first content system that knows it."""
    family = next((f for f in families() if f.recognises(doc)), None)
    return family.read(doc) if family else general(doc)


def general(doc: Doc) -> Listing:
    """The main list of any page."""
    return Listing(tuple(main_rows(rows(doc))), next_page(doc) != "")


def rows(doc: Doc, anchors: Iterable[Anchor] | None = None) -> list[Row]:
    """Every line with a link, outside the page's head, foot and menus."""
    boxes: dict[Element, Anchor] = {}
    outside: dict[Block, bool] = {}
    for anchor in islice(doc.anchors if anchors is None else anchors, MAX_ROWS):
        box = _box(anchor.element) if len(anchor.text) >= SHORTEST else anchor.element
        if len(anchor.text) >= SHORTEST and (box not in boxes or len(anchor.text) > len(boxes[box].text)):
            boxes[box] = anchor
    found = (_row(box, anchor, doc.page.seen_at) for box, anchor in boxes.items())
    return [row for row in found if not _aside(row.block, outside)]


def main_rows(found: list[Row]) -> list[Row]:
    """The lines of the page's main list: the block with most dated lines, then most that read like titles."""
    dated = Counter(row.block for row in found if row.published)
    plain = Counter(row.block for row in found if is_article(row.anchor.url) or len(row.title) >= TITLE)
    block = max((row.block for row in found), key=lambda b: (dated[b], plain[b]), default=None)
    return [row for row in found if row.block == block and (dated[row.block] or plain[row.block])]


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
    """The parent of the ul or table, so that a list in portions is one, and their class, so that a menu beside it is another."""
    parent, style = box.getparent(), ""
    while parent is not None and parent.tag in ("ul", "ol", "tbody", "table", "dl"):
        style = parent.get("class") or ""
        parent = parent.getparent()
    return (parent if parent is not None else box), style


def _aside(block: Block, known: dict[Block, bool]) -> bool:
    if block not in known:
        around = (e for e in (block[0], *islice(block[0].iterancestors(), DEPTH)) if e.tag not in ("body", "html"))
        known[block] = bool(_ASIDE.search(block[1])) or any(e.tag in ASIDE or _ASIDE.search(classes(e)) for e in around)
    return known[block]


def is_more(text: str) -> bool:
    """True for the words of a link that only says `more`."""
    return bool(MORE.fullmatch(text))
