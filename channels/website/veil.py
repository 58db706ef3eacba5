"""Pages that only mention letters: the titles that citizens gave them are covered, all else stays as it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from lxml import etree

from .dates import MOMENT, moment, read_date
from .letter_heads import letter_table
from .letter_slots import MARK
from .letter_words import BUTTON
from .page import SILENT, Anchor, Doc, Element, bare, squeeze, text_of, writable
from .urls import address, is_article, path, resolve, wordless

ROW_TAGS = frozenset({"li", "tr", "dd"})
LONG = 20  # characters: no name of a button is longer
ROW_LINKS = 3
ROW_ELEMENTS = 60
MAX_LINKS = 3000
_PLACES = re.compile(
    r"/(?:letters?|mailbox|xin(?:jian|xiang)|szxx|sjxx|xzxx|ldxx|lyb|liuyan\w{0,8}|guestbook|zxts)(?:[/_]|\.jsp|$)"
    r"|(?:consult|sugges|complain|letter|mail)(?:Detail|Show|View|Info)\b",
    re.I,
)
_SHARED = re.compile(r"/(?:hd|hdjl|hudong|zmhd|gzcy|jlhd|hdpt|interact\w{0,4})/$", re.I)  # folders of other columns too
_ITEM = re.compile(r"\d{3}|[0-9a-f]{16}", re.I)
_FOLDER = re.compile(r"[^/?]*(?:\?.*)?$")
_DAY = re.compile(r"(?<![\d-])\d{2}(?:-\d{2}|月\d{2}日?)(?![\d-])")
_WORD = re.compile(r"\w")
_SAYING = frozenset({"href", "src", "class", "id", "style", "target", "rel", "colspan", "rowspan", "width", "height", "type"})


def cover_letters(doc: Doc, boxes: Iterable[str]) -> bytes | None:
    """The whole page in UTF-8 with the titles of letters covered; None where it shows none. Changes the tree.

    `boxes` are the addresses of letter boxes that the page leads to: what lies below them is a letter. What the page says
    is to be read after this (or again): links, rows and lines are then those of the covered page.
    """
    known = {address(url) for url in boxes}
    table = letter_table(doc.body)
    found = [*(_row(doc, link, known) for link in _links(doc, known)), *(table.rows if table else ())]
    if not found:
        return None
    for element in found:
        _cover(doc, element)
    for form in doc.body.iter("form"):  # asked again, the search is asked in the page's own encoding
        form.set("accept-charset", form.get("accept-charset") or doc.encoding)
    for name in ("anchors", "lines", "words"):
        doc.__dict__.pop(name, None)
    return codecs.BOM_UTF8 + etree.tostring(doc.root, method="html", encoding="utf-8")


def _links(doc: Doc, boxes: set[str]) -> Iterator[Anchor]:
    """The links of the page that lead to a letter."""
    folders = tuple(folder for box in boxes if (folder := _FOLDER.sub("", box)).count("/") > 1)
    for anchor in islice(doc.anchors, MAX_LINKS):
        if anchor.key not in boxes and _below(anchor, folders) and _is_item(anchor):
            yield anchor


def _below(anchor: Anchor, folders: tuple[str, ...]) -> bool:
    if _PLACES.search(path(anchor.url)):
        return True
    rests = (anchor.key.removeprefix(folder) for folder in folders if anchor.key.startswith(folder))
    return any("/" not in rest or not _SHARED.search(anchor.key.removesuffix(rest)) for rest in rests)


def _is_item(anchor: Anchor) -> bool:
    """True for one letter, not for a button or a further column: dated, or numbered, or longer than a button's name."""
    words = bare(anchor.text)
    if _dated(anchor.element) or is_article(anchor.url):
        return True
    if BUTTON.fullmatch(words):
        return False
    return len(words) > LONG or bool(_ITEM.search("/".join(wordless(anchor.url).split("/")[3:][-2:])))


def _dated(link: Element) -> bool:
    return bool(MOMENT.search(words := text_of(_around(link))) or _DAY.search(words))


def _around(link: Element) -> Element:
    """The list item or table row of a link; the link itself where it is in none, or in one with much else."""
    box = next((e for e in islice(link.iterancestors(), 4) if e.tag in ROW_TAGS), link)
    links = list(islice(box.iter("a"), ROW_LINKS + 1))
    return link if len(links) > ROW_LINKS or len(list(islice(box.iter(), ROW_ELEMENTS + 1))) > ROW_ELEMENTS else box


def _row(doc: Doc, link: Anchor, boxes: set[str]) -> Element:
    """What is covered of a link's row: all of it where it leads to letters only, else the link."""
    box = _around(link.element)
    return link.element if any(address(resolve(doc.base, a.get("href") or "")) in boxes for a in box.iter("a")) else box


def _cover(doc: Doc, row: Element) -> None:
    """Every word of the row becomes ■; days stay."""
    seen_at = doc.page.seen_at
    for element in row.iter():
        element.text = None if element.tag in SILENT else _veiled(element.text, seen_at)
        if element is not row:
            element.tail = _veiled(element.tail, seen_at)
        for name, value in element.attrib.items():
            if name == "href":
                element.set(name, _address(doc, value))
            elif name not in _SAYING and not (value.isascii() and value.isidentifier()):
                element.set(name, _veiled(value, seen_at) or "")


def _address(doc: Doc, href: str) -> str:
    """The address as it stands where it holds no words."""
    url = resolve(doc.base, href)
    clean = wordless(url)
    return writable(href) if clean == url and url else clean or "#"


def _veiled(text: str | None, seen_at: datetime) -> str | None:
    """The text with a mark a character, so that it is as long as it was; days stay, and so does what is one."""
    text = writable(text or "")
    if not text or read_date(squeeze(text), seen_at):
        return text or None
    kept, at = [], 0
    for day in MOMENT.finditer(text):
        if moment(*day.groups()):
            kept += [_WORD.sub(MARK, text[at : day.start()]), day[0]]
            at = day.end()
    return "".join((*kept, _WORD.sub(MARK, text[at:])))
