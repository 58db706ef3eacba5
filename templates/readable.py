"""A stranger's web page made safe to lay out: its words, headings, lists and tables, and nothing else of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from markupsafe import Markup

from .words import clean

MOST_READ = 400_000  # characters of a page that are parsed
MOST_SHOWN = 2_400  # characters that are laid out: ours, more than a picture holds
MOST_MADE = 600  # elements that are laid out: ours, several times what a picture holds
DEEPEST = 60  # elements within each other
LONGEST = 300  # characters of one run of text
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (*HEADINGS, "p", "ul", "ol", "li", "table", "tbody", "tr", "td", "th", "dl", "dt", "dd", "div", "section", "br",
          "a", "b", "strong")  # fmt: skip
SILENT = frozenset({
    "script", "style", "noscript", "template", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input",
    "select", "option", "textarea", "button", "svg", "math", "canvas", "video", "audio", "map", "head", "link", "meta",
})  # fmt: skip
KEPT_OF = {"form": "div"}  # a portal may wrap its whole page in one
SHORT = 9  # characters of an entry of a menu, on average: ours
HIDDEN = re.compile(r"display\s*:\s*none", re.I)
NUMBER = re.compile(r"[\d\s<>|·.…]*")


def title_of(text: str) -> str:
    """The page's own title, '' where it has none."""
    found = re.search(r"<title[^>]{0,200}>([^<]{1,300})<", text[:MOST_READ], re.I)
    return clean(found[1], 60) if found else ""


def readable(text: str) -> Markup:
    """The page as plain HTML of our own making: no attribute, address, script, style or form of it is left."""
    body = _parsed(text[:MOST_READ])
    made = etree.Element("div")
    if body is not None:
        _Copy().into(made, body, 0)
    _tidied(made)
    return Markup(etree.tostring(made, encoding="unicode", method="html"))


def _parsed(text: str) -> HtmlElement | None:
    try:
        root = lxml.html.document_fromstring(re.sub(r"<\?xml[^>]{0,300}\?>", "", text).replace("\0", ""))
    except (etree.ParserError, ValueError):  # nothing in it
        return None
    found: HtmlElement | None = root.find("body")
    return found


class _Copy:
    """Copies what is kept until enough text was taken."""

    def __init__(self) -> None:
        self.left, self.made = MOST_SHOWN, 0

    def into(self, made: etree._Element, node: etree._Element, depth: int) -> None:
        """The node's text and children, below the element that was made for it."""
        self._say(made, node.text)
        for child in node:
            if self.left <= 0 or self.made >= MOST_MADE or depth > DEEPEST:
                return
            name = KEPT_OF.get(child.tag, child.tag) if isinstance(child.tag, str) else ""
            if name == "img" and len(node) == 1 and not "".join(node.itertext()).strip():  # a link that is a picture alone
                self._say(made, child.get("alt"))
            elif name and name not in SILENT and not HIDDEN.search(child.get("style") or ""):
                self.into(self._below(made, name), child, depth + 1)
            self._say(made, child.tail)

    def _below(self, made: etree._Element, name: str) -> etree._Element:
        """An element of that name, or the same where it is none of ours, or a second break of the line."""
        last = made[-1] if len(made) else None
        if name not in BLOCKS or (name == "br" and last is not None and last.tag == "br" and not last.tail):
            return made
        self.made += 1
        return etree.SubElement(made, name)

    def _say(self, made: etree._Element, text: str | None) -> None:
        said = clean(text or "", min(LONGEST, max(self.left, 1)))
        if not said or self.left <= 0:
            return
        self.left -= len(said)
        last = made[-1] if len(made) else None
        if last is None:
            made.text = f"{made.text or ''} {said}".strip()
        else:
            last.tail = f"{last.tail or ''} {said}"


def _tidied(made: etree._Element) -> None:
    """Takes out what is empty, and marks lists of short entries as menus."""
    for node in list(_upwards(made)):
        whole = "".join(node.itertext())
        parent = node.getparent()
        if parent is not None and node.tag != "br" and NUMBER.fullmatch(whole):
            _drop(parent, node)
        elif node.tag in ("ul", "ol", "tr") and len(node) > 2 and len(whole) / len(node) <= SHORT:
            node.set("class", "menu")


def _upwards(made: etree._Element) -> Iterator[etree._Element]:
    for child in made:
        yield from _upwards(child)
    yield made


def _drop(parent: etree._Element, node: etree._Element) -> None:
    tail, before = node.tail or "", node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)
