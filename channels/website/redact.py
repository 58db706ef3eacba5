"""A page without citizens' words: every text that is not named as kept becomes ■, every attribute but structure goes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from lxml import etree

from .beijing import list_call
from .letter_slots import MARK, Kept, Slot
from .page import SILENT, Doc, Element, bare, writable
from .trs import page_calls
from .urls import resolve, wordless
from .vocabulary import NEXT, NOTHING

KEPT_ATTRIBUTES = ("class", "colspan", "rowspan")
_NAME = re.compile(r"[a-z][a-z0-9:-]{0,30}", re.ASCII)
_STRUCTURE = re.compile(r"[\w :-]{1,120}", re.ASCII)
Marks = Mapping[Element, Mapping[str, str]]


def redacted(doc: Doc, kept: Kept, marks: Marks | None = None) -> bytes:
    """The page in UTF-8 with its mark, so that no declaration is believed against it. Changes the tree: read it before.

    `kept` is what stands in place of a text, `marks` the attributes that an element is given: what was read there and must
    be read again. The links to further pages and the words for an empty list stay.
    """
    for element in doc.root.iter():
        _strip(doc, element, (marks or {}).get(element, {}))
        if element.tag == "script":
            element.text = ";".join(filter(None, (page_calls(element.text or ""), list_call(element.text or ""))))
        elif element.tag in SILENT:
            element.text = None
        elif element.text:
            element.text = kept.get(Slot(element, False)) or _cover(element.text)
        if element.tail:
            element.tail = kept.get(Slot(element, True)) or _cover(element.tail)
    return codecs.BOM_UTF8 + etree.tostring(doc.root, method="html", encoding="utf-8")


def _strip(doc: Doc, element: Element, marks: Mapping[str, str]) -> None:
    kept = [(name, value) for name in KEPT_ATTRIBUTES if _STRUCTURE.fullmatch(value := element.get(name) or "")]
    if not _NAME.fullmatch(str(element.tag)):
        element.tag = "x"  # as unknown to a parser as what it was
    href = element.get("href")
    element.attrib.clear()
    for name, value in (*kept, *marks.items()):
        if value and value.isprintable():
            element.set(name, value)
    if href is not None:
        element.set("href", wordless(resolve(doc.base, href)) or "#")


def _cover(text: str) -> str:
    """What to write over a text: ■, or no more of it than tells an empty page; the text where it may stay."""
    words = bare(text)
    if not words or NEXT.fullmatch(words):
        return writable(text)
    nothing = NOTHING.search(words)
    return nothing[0] if nothing else MARK
