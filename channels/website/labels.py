"""Labels and what stands beside or below them, as service guides print their elements."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from .page import Element, bare, squeeze, text_of

_NUMBER = re.compile(r"^[【（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})?[】）)、.．：:]{0,2}")
_END = re.compile(r"[：:】]+$")
_WORD = re.compile(r"\w")
NOTHING = frozenset({"暂无", "无内容", "暂无内容", "暂无数据"})
MAX_LABEL = 12
PICTURE = "▣"  # stands for a picture where a value is looked for
CELLS = ("td", "th")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b"})


def label(text: str | None) -> str:
    """The words of a label without number, brackets and colon; '' for a longer text."""
    words = bare(text or "")
    return _END.sub("", _NUMBER.sub("", words, count=1)) if 0 < len(words) <= MAX_LABEL else ""


def labelled(elements: Iterable[Element], known: Container[str]) -> Iterator[tuple[str, str]]:
    """Each known label among the elements, and the value that stands beside or below it; '' where none does."""
    for element in elements:
        text = element.text or ""
        name = label(text)
        if name in known:
            yield name, _says_after(element) or _value(_outermost(element), known)
            continue
        name, mark, rest = text[: MAX_LABEL + 300].replace("：", ":").partition(":")
        if mark and label(name) in known:
            yield label(name), _said(rest) or _says_after(element)


def _outermost(element: Element) -> Element:
    """The largest element around that holds the label and nothing else."""
    own = bare(element.text or "")
    while (parent := element.getparent()) is not None and parent.tag not in ("tr", "dl", "ul", "table", "tbody", "body"):
        if element.tag in CELLS or bare(text_of(parent)) != own or bare(text_of(element)) != own:
            break
        element = parent
    return element


def _value(element: Element, known: Container[str]) -> str:
    if element.tag in CELLS:
        return _beside(element, known)
    if said := _said(element.tail):
        return said
    for sibling in element.itersiblings():
        if _alike(element, sibling):
            return ""
        if said := _filled(sibling) or _said(sibling.tail):
            return said
    return ""


def _says_after(element: Element) -> str:
    """The inline value that follows in the same element: 办理地点：<b>市民中心</b>."""
    return next((said for child in element if (said := _filled(child) or _said(child.tail))), "")


def _beside(cell: Element, known: Container[str]) -> str:
    """A cell's value is the cell after it, or the one below where the next is a label too."""
    after = cell.getnext()
    value = after if after is not None and not _is_label(after, known) else _below(cell)
    return _filled(value) if value is not None and not _is_label(value, known) else ""


def _below(cell: Element) -> Element | None:
    row = cell.getparent()
    if row is None:
        return None
    under = next(row.itersiblings("tr"), None)
    if under is None and (part := row.getparent()) is not None:
        under = next((r for body in part.itersiblings("tbody") for r in body.iterchildren("tr")), None)
    cells = [c for c in under if c.tag in CELLS] if under is not None else []
    place = sum(1 for _ in cell.itersiblings(*CELLS, preceding=True))
    return cells[place] if place < len(cells) else None


def _is_label(cell: Element, known: Container[str]) -> bool:
    return cell.tag == "th" or "label" in (cell.get("class") or "") or label(text_of(cell)) in known


def _alike(label: Element, other: Element) -> bool:
    """True where another element is a label too: the same heading, or the same box that begins with the same tag."""
    if label.tag != other.tag:
        return False
    return label.tag in HEADINGS or ((label.get("class"), _first(label)) == (other.get("class"), _first(other)))


def _first(element: Element) -> str:
    return str(element[0].tag) if len(element) and not (element.text or "").strip() else ""


def _filled(element: Element) -> str:
    """The words of an element; PICTURE where it holds only one."""
    picture = element.tag == "img" or next(element.iter("img"), None) is not None
    return _said(text_of(element)) or (PICTURE if picture else "")


def _said(text: str | None) -> str:
    words = squeeze(text or "")
    return words if _WORD.search(words) and bare(words) not in NOTHING else ""
