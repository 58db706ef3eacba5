"""A table of letters by its head: the row that names what its columns hold, and the rows below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .dates import MOMENT
from .letter_words import LABELS, MAX_LABEL
from .page import Element, bare, text_of

MAX_LETTERS = 500
MAX_CELLS = 20
MAX_HEADS = 200  # words like a head's that are looked at


@dataclass(frozen=True, slots=True)
class Table:
    """A table of letters: its header row, what each column holds, the rows below."""

    head: Element
    roles: tuple[str, ...]
    rows: tuple[Element, ...]


def letter_table(body: Element) -> Table | None:
    """The first table, of whatever elements, whose head names the day asked and the day answered or the status."""
    tried: set[Element] = set()
    named = (element for element in body.iter() if LABELS.get(_name(element.text)) == "asked")
    for element in islice(named, MAX_HEADS):
        row = _cell(element).getparent()
        if row is None or row in tried or len(row) > MAX_CELLS:
            continue
        tried.add(row)
        roles = tuple(LABELS.get(_name(text_of(cell)), "") for cell in row)
        if "asked" in roles and not {"answered", "status"}.isdisjoint(roles) and not MOMENT.search(text_of(row)):
            rows = (r for r in _after(row) if len(r) == len(roles) and LABELS.get(_name(text_of(r[0]))) is None)
            return Table(row, roles, tuple(islice(rows, MAX_LETTERS)))
    return None


def _name(text: str | None) -> str:
    """The words of a head; '' for what is too long to be one."""
    return bare(text or "") if len(text or "") <= MAX_LABEL + 40 else ""


def _cell(element: Element) -> Element:
    """The largest element around that says no more than this one."""
    own = bare(element.text or "")
    while (parent := element.getparent()) is not None and element.tag not in ("td", "th", "li") and bare(text_of(parent)) == own:
        element = parent
    return element


def _after(head: Element) -> Iterator[Element]:
    """The elements of the head's tag that follow it in its table; without a table, in the box around its box."""
    table = next(head.iterancestors("table"), None)
    parent = head.getparent()
    box = table if table is not None else parent.getparent() if parent is not None and parent.getparent() is not None else parent
    found = box.iter(str(head.tag)) if box is not None else iter(())
    for row in found:
        if row is head:
            break
    yield from found
