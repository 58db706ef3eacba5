"""The pages of a portal by their addresses (path and query)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from .families import Family
from .profile import Entry, Letter, LetterBox, ListColumn, PortalProfile

INFO = {"/gywm/": "关于我们", "/wzdt/": "网站地图", "/lxwm/": "联系我们", "/wzsm/": "网站声明"}
ENDLESS = ("/calendar/", "/tuji/")  # pages without end: `traps`
DEEPEST = 5  # pages of a TRS list that are there; what follows are stubs


@dataclass(frozen=True, slots=True)
class View:
    """A page: its template, what it is about, which page of a list it is."""

    template: str
    address: str
    item: object
    column: ListColumn | None = None
    number: int = 1
    status: int = 200
    head: int = 0  # what HEAD answers where it differs
    hangs: bool = False

    @property
    def serial(self) -> int:
        """A number of the page's own, 1 to 99999."""
        return crc32(self.address.encode()) % 99999 + 1

    @property
    def entries(self) -> tuple[Entry, ...] | tuple[Letter, ...]:
        """The lines of this page of a list."""
        if isinstance(self.item, LetterBox):
            return self.item.letters[LetterBox.SIZE * (self.number - 1) : LetterBox.SIZE * self.number]
        assert self.column
        return self.column.entries[self.column.size * (self.number - 1) : self.column.size * self.number]

    @property
    def near(self) -> tuple[Entry, ...]:
        """The articles before and after this one in its column."""
        assert self.column and isinstance(self.item, Entry)
        at = self.column.entries.index(self.item)
        return tuple(e for e in self.column.entries[max(0, at - 1) : at] + self.column.entries[at + 1 : at + 2] if not e.gone)


def letter_address(letter: Letter) -> str:
    return f"/hdjl/letter/{letter.number}.html"


def views(profile: PortalProfile, family: Family) -> dict[str, View]:
    """The pages of the portal's lists, articles and home page, and its links' pages."""
    pages: dict[str, View] = {}
    for view in (*lists(profile, family), *articles(profile), *own_pages(profile)):
        pages.setdefault(view.address, view)
    return pages


def lists(profile: PortalProfile, family: Family) -> Iterator[View]:
    for col in profile.columns:
        address = col.address.partition("#")[0]
        if col.gone:
            yield View("missing", address, col, col, status=404)
            continue
        for n in range(1, 1 if col.feed else col.pages + 1):
            stub = family.name == "trs" and n > DEEPEST
            yield View("stub" if stub else "column", family.page_address(address, n, col.pages), col, col, n)
        if col.feed:
            yield View("column", address, col, col)


def articles(profile: PortalProfile) -> Iterator[View]:
    for col in profile.columns:
        for e in col.entries:
            yield View("missing" if e.gone else "article", e.address, e, col, status=404 if e.gone else 200)


def own_pages(profile: PortalProfile) -> Iterator[View]:
    home = "home_old" if profile.family.startswith("plain") else "home"
    yield from (View(home, address, "") for address in ("/", "/index.html"))
    yield from (View("info", address, title) for address, title in INFO.items())
    for link in profile.links:
        if not link.elsewhere and not link.address.startswith(ENDLESS):
            template = "info" if link.http == 200 else "missing"
            yield View(template, link.address.partition(";")[0], link.title, status=link.http, head=link.head, hangs=link.hangs)
