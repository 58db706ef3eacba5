"""A page without citizens' words: every text that is not named as kept becomes ■, every attribute but structure goes."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from lxml import etree

from .page import SILENT, Doc, Element, bare
from .trs import page_calls
from .urls import resolve, wordless
from .vocabulary import NEXT, NOTHING

MARK = "■"
KEPT_ATTRIBUTES = ("class", "colspan", "rowspan")


def redacted(doc: Doc, kept: Iterable[Element]) -> bytes:
    """The page in UTF-8 with its mark, so that no declaration is believed against it. Changes the tree: read it before.

    Elements `kept` keep their words, and so do the links to further pages and the words for an empty list.
    """
    keep = {inner for element in kept for inner in element.iter()}
    for element in doc.root.iter():
        _strip(doc, element)
        if element.tag == "script":
            element.text = page_calls(element.text or "")
        elif element.tag in SILENT:
            element.text = None
        elif element not in keep and (covered := _cover(element.text)):
            element.text = covered
        if element.getparent() not in keep and (covered := _cover(element.tail)):
            element.tail = covered
    return codecs.BOM_UTF8 + etree.tostring(doc.root, method="html", encoding="utf-8")


def _strip(doc: Doc, element: Element) -> None:
    kept = [(name, element.get(name)) for name in KEPT_ATTRIBUTES]
    href = element.get("href")
    element.attrib.clear()
    for name, value in kept:
        if value and value.isprintable():
            element.set(name, value)
    if href is not None:
        element.set("href", wordless(resolve(doc.base, href)) or "#")


def _cover(text: str | None) -> str:
    """What to write over a text: ■, or no more of it than tells an empty page; '' where it may stay."""
    words = bare(text or "")
    if not words or NEXT.fullmatch(words):
        return ""
    nothing = NOTHING.search(words)
    return nothing[0] if nothing else MARK
