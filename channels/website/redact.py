"""A page without citizens' words: every text that is not named as kept becomes ■, every attribute but structure goes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from .page import SILENT, Doc, Element, bare
from .urls import wordless
from .vocabulary import NEXT, NOTHING

MARK = "■"
KEPT_ATTRIBUTES = frozenset({"href", "class", "colspan", "rowspan", "charset"})
_PAGES = re.compile(r"createPageHTML\w*\s*\([^()]{0,200}\)")


def redacted(doc: Doc, kept: Iterable[Element]) -> bytes:
    """The page as UTF-8 with its mark, so that no declaration is believed against it. `kept` elements keep their words."""
    root = doc.root.getroottree()
    paths = {root.getpath(element) for element in kept}
    copy = deepcopy(root)
    keep = {inner for path in paths for element in copy.xpath(path) for inner in element.iter()}
    for element in copy.iter():
        _clean(element, element in keep)
        if element.tail and bare(element.tail):
            inside = element.getparent() in keep
            element.tail = element.tail if inside else MARK
    return codecs.BOM_UTF8 + etree.tostring(copy, method="html", encoding="utf-8")


def _clean(element: Element, keep: bool) -> None:
    for name in list(element.attrib):
        if name not in KEPT_ATTRIBUTES:
            del element.attrib[name]
    href = element.get("href")
    if href:
        element.set("href", wordless(href) if not href.lower().lstrip().startswith("javascript") else "#")
    text = element.text or ""
    if element.tag == "script":
        element.text = ";".join(_PAGES.findall(text))
    elif element.tag in SILENT:
        element.text = None
    elif bare(text) and not keep and bare(text).lower() not in NEXT and not NOTHING.search(text):
        element.text = MARK
