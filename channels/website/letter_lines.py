"""The letters that a page lists, a line each: from a table with a head, or from rows that print days and statuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from .dates import MOMENT, read_date
from .letter_heads import MAX_LETTERS, Table
from .letter_slots import Kept, Slot, Told, kept_value, slots, told
from .letter_words import ANSWERED, OPEN, SATISFIED
from .page import Doc, Element, squeeze, text_of
from .urls import resolve, wordless

ROWS = frozenset({"li", "tr", "dl"})
STOPS = frozenset({"body", "html", "main", "form", "table", "tbody"})
MAX_SLOTS = 20_000
CLIMB = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One letter of a list. `replied`: its status says so, and no day is printed; `decided`: the list tells if it is answered."""

    asked: datetime
    answered: datetime | None
    replied: bool = False
    decided: bool = True
    kind: str = ""
    department: str = ""
    code: str = ""
    url: str = ""
    satisfaction: str = ""

    @property
    def about(self) -> str:
        """What the list says of the letter, handed on with the look at its own page."""
        days = (each.isoformat() if each else "" for each in (self.asked, self.answered))
        return "\t".join((*days, self.kind, self.department, self.satisfaction, "replied" if self.replied else ""))


def listed(about: str) -> Line | None:
    """What the list said of a letter; None where nothing was handed on."""
    parts = about.split("\t")
    if len(parts) != 6:
        return None
    try:
        asked, answered = (datetime.fromisoformat(part) if part else None for part in parts[:2])
    except ValueError:
        return None
    kind, department, satisfaction, replied = parts[2:]
    return Line(asked, answered, bool(replied), True, kind, department, satisfaction=satisfaction) if asked else None


@dataclass(frozen=True, slots=True)
class Lines:
    """The letters of a page, what may be kept of it, the columns that it prints."""

    lines: tuple[Line, ...]
    kept: Kept
    rows: frozenset[Element]


def table_lines(doc: Doc, table: Table) -> Lines:
    """The letters of a table with a head."""
    kept: Kept = {s: s.text for cell, role in zip(table.head, table.roles, strict=True) if role for s in slots(cell)}
    lines = []
    for row in table.rows:
        said = Told(roles=set(table.roles))
        for cell, role in zip(row, table.roles, strict=True):
            value = kept_value(role, text_of(cell), doc.page.seen_at)
            if value:
                said.values.setdefault(role, value)
                kept |= {slot: value if place == 0 else "" for place, slot in enumerate(slots(cell))}
        if line := _line(doc, row, said):
            lines.append(line)
    return Lines(tuple(lines), kept, frozenset(table.rows))


def row_lines(doc: Doc) -> Lines:
    """The letters of list items, or of boxes alike, that print the day asked and whether it was answered."""
    lines: dict[Element, Line] = {}
    kept: Kept = {}
    for row in islice(_rows(doc), MAX_LETTERS):
        said = told(slots(row), doc.page.seen_at, unlabelled=True)
        line = _line(doc, row, said)
        if line and lines.keys().isdisjoint(islice(row.iterancestors(), CLIMB)):
            lines[row] = line
            kept |= said.kept
    return Lines(tuple(lines.values()), kept, frozenset(lines))


def _rows(doc: Doc) -> Iterator[Element]:
    """The rows that print a day, every one once."""
    seen: set[Element] = set()
    links: dict[Element, int] = {}
    for slot in islice(slots(doc.body), MAX_SLOTS):
        words = squeeze(slot.text[:200])
        if slot.in_link or not (MOMENT.search(words) or read_date(words, doc.page.seen_at)):
            continue
        row = _row(slot, links)
        if row is not None and row not in seen:
            seen.add(row)
            yield row


def _row(slot: Slot, links: dict[Element, int]) -> Element | None:
    """The list item around a text, else the largest box around it with one link. `links` remembers how many boxes hold."""
    start = slot.element.getparent() if slot.tail else slot.element
    best = None
    for element in islice((start, *start.iterancestors()) if start is not None else (), CLIMB):
        if element not in links:
            links[element] = len(list(islice(element.iter("a"), 2)))
        if links[element] > 1 or element.tag in STOPS:
            break
        item = element.tag in ROWS
        best = element if links[element] or (item and best is None) else best
        if links[element] and item:
            break
    return best


def _line(doc: Doc, row: Element, said: Told) -> Line | None:
    """The letter, where the day asked is told, and whether it was answered."""
    seen_at, values = doc.page.seen_at, said.values
    asked, answered = (read_date(values.get(role, ""), seen_at) for role in ("asked", "answered"))
    if not asked and said.days and len(said.days) <= 2:
        asked, answered = min(said.days), answered or (max(said.days) if len(said.days) == 2 else None)
    status = values.get("status", "")
    decided = answered or "answered" in said.roles or ANSWERED.fullmatch(status) or OPEN.fullmatch(status)
    if not asked or not decided:
        return None
    urls = (wordless(resolve(doc.base, a.get("href") or "")) for a in row.iter("a"))
    return Line(
        asked,
        answered,
        not answered and bool(ANSWERED.fullmatch(status)),
        True,
        values.get("kind", ""),
        values.get("department", ""),
        values.get("code", ""),
        next(filter(None, urls), ""),
        SATISFIED.get(values.get("satisfaction", ""), ""),
    )
