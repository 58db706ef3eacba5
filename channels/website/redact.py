"""A page without citizens' words: every text that is not named as kept becomes ■, every attribute but structure goes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from lxml import etree

from .page import SILENT, Doc, Element, bare
from .urls import resolve, wordless
from .vocabulary import NEXT, NOTHING

MARK = "■"
KEPT_ATTRIBUTES = frozenset({"href", "class", "colspan", "rowspan"})
_PAGES = re.compile(r"createPageHTML\w{0,20}\s?\([^()]{0,200}\)")


def redacted(doc: Doc, kept: Iterable[Element]) -> bytes:
    """The page in UTF-8 with its mark, so that no declaration is believed against it. Changes the tree: read it before.

    Elements `kept` keep their words, and so do the links to further pages and the words for an empty list.
    """
    keep = {inner for element in kept for inner in element.iter()}
    for element in doc.root.iter():
        _strip(doc, element)
        if element.tag == "script":
            element.text = ";".join(_PAGES.findall(element.text or ""))
        elif element not in keep:
            element.text = None if element.tag in SILENT else _covered(element.text)
        if element.getparent() not in keep:
            element.tail = _covered(element.tail)
    return codecs.BOM_UTF8 + etree.tostring(doc.root, method="html", encoding="utf-8")


def _strip(doc: Doc, element: Element) -> None:
    for name in [name for name in element.attrib if name not in KEPT_ATTRIBUTES]:
        del element.attrib[name]
    if "href" in element.attrib:
        element.set("href", wordless(resolve(doc.base, element.get("href") or "")) or "#")


def _covered(text: str | None) -> str | None:
    """■ for words; the space between blocks, and what tells an empty or a further page, as it is."""
    words = bare(text or "")
    if not words or NEXT.fullmatch(words):
        return text
    nothing = NOTHING.search(words)
    return nothing[0] if nothing else MARK
