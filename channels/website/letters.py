"""A list of citizens' letters: their dates, kinds and departments. Their words are taken out before anything is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from ...contract import Extract, Letter, Page, Status, Target, fact
from .dates import read_date
from .lists import next_page
from .page import Doc, Element, bare, pieces, text_of
from .redact import redacted
from .trs import more_pages
from .urls import address, resolve, wordless
from .vocabulary import LETTER_HEADS, NOTHING

CELLS = ("td", "th")
LONGEST = {"kind": 10, "department": 30, "code": 40, "status": 6}  # characters: longer cells hold somebody's words
MAX_LETTERS = 500


@dataclass(frozen=True, slots=True)
class Table:
    """A table of letters: its header row, what each column holds, the rows below."""

    head: Element
    roles: tuple[str, ...]
    rows: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One letter: its cells by what they hold, the address it links to."""

    cells: Mapping[str, Element]
    url: str
    seen_at: datetime

    def text(self, role: str) -> str:
        """The words of that cell; '' where it is missing or longer than what its column says can be."""
        text = text_of(self.cells[role]) if role in self.cells else ""
        return text if len(text) <= LONGEST[role] else ""

    def date(self, role: str) -> datetime | None:
        return read_date(text_of(self.cells[role]), self.seen_at)

    def kept(self) -> list[Element]:
        """The cells that are not a citizen's words."""
        said = [self.cells[role] for role in LONGEST if self.text(role)]
        return said + [self.cells[role] for role in ("asked", "answered") if self.date(role)]


def read_letters(doc: Doc) -> Extract:
    """The letters of the page, the page that follows, and the page without anybody's words."""
    found = table(doc)
    if found is None:
        empty = any(NOTHING.search(bare(text)) for text in pieces(doc.body))
        status, reason = (Status.EMPTY, "") if empty else (Status.CHANGED_SHAPE, "no table with days asked and answered")
        return Extract(status, reason=reason, redacted=redacted(doc, ()))
    lines = [each for each in (line(doc, row, found.roles) for row in found.rows) if each.date("asked")]
    letters = tuple(facts(doc.page, doc.key, lines))
    kept = [found.head, *(cell for each in lines for cell in each.kept())]
    after = next_page(doc) or more_pages(doc)
    follow = (Target(after, "letters", 1),) if after and letters else ()
    return Extract(Status.OK if letters else Status.EMPTY, letters, follow, redacted=redacted(doc, kept))


def table(doc: Doc) -> Table | None:
    """The first table whose header row names both the day asked and the day answered."""
    for row in doc.body.iter("tr"):
        roles = tuple(LETTER_HEADS.get(bare(text_of(cell)), "") for cell in row if cell.tag in CELLS)
        if {"asked", "answered"} <= set(roles):
            rows = (r for r in _table_rows(row) if len([c for c in r if c.tag in CELLS]) == len(roles))
            return Table(row, roles, tuple(islice(rows, MAX_LETTERS)))
    return None


def line(doc: Doc, row: Element, roles: tuple[str, ...]) -> Line:
    cells = [cell for cell in row if cell.tag in CELLS]
    urls = (wordless(resolve(doc.base, a.get("href") or "")) for a in row.iter("a"))
    return Line(dict(zip(roles, cells, strict=True)), next(filter(None, urls), ""), doc.page.seen_at)


def facts(page: Page, place: str, lines: list[Line]) -> Iterator[Letter]:
    """One letter per key: its address, else its code, else what is known of it with a running number."""
    seen: Counter[str] = Counter()
    for each in lines:
        asked, kind, department = each.date("asked"), each.text("kind"), each.text("department")
        known = address(each.url) if each.url else each.text("code")
        key = known or f"{place} {asked:%Y-%m-%d} {kind} {department}"
        seen[key] += 1
        if not known or seen[key] == 1:
            key = key if known else f"{key} {seen[key]}"
            yield fact(Letter, page, key, kind=kind, department=department, asked=asked, answered=each.date("answered"))


def _table_rows(head: Element) -> Iterator[Element]:
    outer = next(head.iterancestors("table"), None)
    found = outer.iter("tr") if outer is not None else iter(())
    for row in found:
        if row is head:
            break
    yield from found
