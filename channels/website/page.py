"""A page, parsed once; what readers ask of it is worked out when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from lxml import etree

from ...contract import Answer
from .decode import decode
from .urls import address, host, resolve

MAX_BYTES = 2_000_000
MAX_PIECES = 200  # text nodes of a cell, link or heading; what goes beyond is not one
MAX_TEXT = 500  # characters of the same
SILENT = frozenset({"script", "style"})
UNREAD = ("noscript", "template", "textarea", "select")
BLOCKS = frozenset(
    {"address", "article", "aside", "body", "blockquote", "center", "dl", "dt", "div", "fieldset", "figure", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"}
    | {"table", "tbody", "thead", "tfoot", "tr", "ul"}
)
CELLS = frozenset({"td", "th", "dd"})
# the parser's own marks for the start of a block and of a cell: control characters never reach the tree
_BLOCK, _CELL = "\x02", "\x01"
_CONTROLS = "".join(map(chr, (*range(9), 11, *range(14, 32), 127)))
_TO_SPACES = bytes.maketrans(_CONTROLS.encode(), b" " * len(_CONTROLS))
_CONTROL = re.compile(f"[{_CONTROLS}]")
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile(r"[\x00\x03-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u2002\u2003\u3000]+")
_AROUND_BLOCKS = re.compile(f"(?<![ {_CELL}])[ {_CELL}]*{_BLOCK}[ {_BLOCK}{_CELL}]*")  # a run is tried at its start only
_AROUND_CELLS = re.compile(f" ?{_CELL} ?")

Element = etree._Element


class Anchor(NamedTuple):
    """A link of a page: its absolute address, its words."""

    url: str
    text: str
    element: Element

    @property
    def key(self) -> str:
        return address(self.url)


class Doc:
    """One parsed page."""

    def __init__(self, answer: Answer) -> None:
        self.page = answer.page
        self.text, self.encoding = decode(answer.body[:MAX_BYTES], answer.content_type or answer.page.content_type)
        self.root = parse(self.text)
        base = next(self.root.iter("base"), None)
        self.base = resolve(self.page.url, (base.get("href") or "") if base is not None else "") or self.page.url
        self.key = address(self.page.url)
        self.host = host(self.page.url)

    @cached_property
    def body(self) -> Element:
        return next(self.root.iter("body"), self.root)

    @cached_property
    def metas(self) -> dict[str, str]:
        """Lower-case name of a meta tag -> its first content that is not empty."""
        found: dict[str, str] = {}
        for tag in self.root.iter("meta"):
            name = squeeze(tag.get("name") or "").lower()
            if name and not found.get(name):
                found[name] = squeeze(tag.get("content") or "")[:MAX_TEXT]
        return found

    @cached_property
    def title(self) -> str:
        """The words of the title tag."""
        tag = next(self.root.iter("title"), None)
        return text_of(tag) if tag is not None else ""

    @cached_property
    def anchors(self) -> list[Anchor]:
        """The links of the body in page order, http(s) only."""
        found = []
        for element in self.body.iter("a"):
            url = resolve(self.base, element.get("href") or "")
            if url:
                found.append(Anchor(url, _words(element), element))
        return found

    @cached_property
    def lines(self) -> str:
        """The visible text: a line per block, cells of a row parted by tabs."""
        return lines_of([self.body])

    @cached_property
    def words(self) -> str:
        """The visible text without any space."""
        return bare(self.lines)

    @cached_property
    def scripts(self) -> list[str]:
        """The source of the page's inline scripts."""
        return [tag.text for tag in self.root.iter("script") if tag.text]


def parse(text: str) -> Element:
    """The tree of that HTML; an empty one for nothing."""
    data = text.encode("utf-8", "replace").translate(_TO_SPACES)
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.LxmlError:
        root = None
    if root is None:
        return etree.Element("html")
    etree.strip_elements(root, *UNREAD, with_tail=False)
    return root


def writable(text: str) -> str:
    """The text as lxml lets it be written: what it reads and then refuses becomes a blank."""
    return _REFUSED.sub(" ", text)


def squeeze(text: str) -> str:
    """The text with every run of spaces made one, and nothing in it that cannot be seen."""
    words = " ".join(text.split())
    if words.isprintable():
        return words
    return "".join(c for c in " ".join(_CONTROL.sub(" ", words).split()) if c.isprintable())


def bare(text: str) -> str:
    """The text without spaces."""
    return "".join(text.split())


def text_of(element: Element) -> str:
    """The words of an element of moderate size, spaces squeezed."""
    if not len(element):
        return squeeze(element.text or "")[:MAX_TEXT]
    return squeeze("".join(islice(element.itertext(), MAX_PIECES)))[:MAX_TEXT]


def pieces(element: Element, limit: int | None = None) -> Iterator[str]:
    """The text nodes within an element (of at most `limit` elements), scripts and styles left out; in no strict order."""
    for inner in islice(element.iter(), limit):
        if inner.text and inner.tag not in SILENT:
            yield inner.text
        if inner.tail and inner is not element:
            yield inner.tail


def lines_of(elements: Iterable[Element]) -> str:
    """The visible text of these elements: a line per block, cells of a row parted by tabs."""
    text = _SPACES.sub(" ", _UNSEEN.sub("", "".join(mark for element in elements for mark in _marked(element))))
    return _AROUND_CELLS.sub("\t", _AROUND_BLOCKS.sub("\n", text)).strip("\n ")


def onward(element: Element) -> Iterator[Element]:
    """The element and all that follows it on the page, as the largest elements."""
    yield element
    for start in (element, *element.iterancestors()):
        yield from start.itersiblings()


def _words(link: Element) -> str:
    """The words of a link, up to the next one where nobody closed it."""
    swallowed = next(link.iterdescendants("a", "li"), None) if len(link) else None
    if swallowed is None:
        return text_of(link)
    around = {link, *swallowed.iterancestors()}
    before = takewhile(lambda inner: inner is not swallowed, islice(link.iter(), MAX_PIECES))
    texts = ((inner.text or "") + ("" if inner in around else inner.tail or "") for inner in before)
    return squeeze("".join(texts))[:MAX_TEXT]


def classes(element: Element) -> str:
    """Its class and id as one text."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:200]


def _marked(root: Element) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in SILENT:
                walk.skip_subtree()
                continue
            yield _BLOCK if tag in BLOCKS else _CELL if tag in CELLS else " " if tag == "br" else ""
            yield element.text or ""
        else:
            yield (_BLOCK if tag in BLOCKS and tag != "dt" else "") + (element.tail or "")
