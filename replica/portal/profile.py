"""A portal as outcomes: what it offers, how fresh, how complete. Pages are rendered from this, and the truth reads this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ...contract import Account, Status


class Fault(StrEnum):
    """What goes wrong on a portal: on the whole of it, or with its letters or its search only."""

    NONE = "none"
    HTTP412 = "http412"
    HTTP521 = "http521"
    HTTP403 = "http403"
    CHALLENGE = "challenge"
    TIMEOUT = "timeout"
    DROPPED = "dropped"
    HTTP503 = "http503"
    ROBOTS = "robots"
    LOOP = "loop"
    LETTERS_503 = "letters_503"
    LETTERS_TIMEOUT = "letters_timeout"
    SEARCH_TIMEOUT = "search_timeout"


WHOLE = {
    Fault.HTTP412: Status.BLOCKED,
    Fault.HTTP521: Status.BLOCKED,
    Fault.HTTP403: Status.BLOCKED,
    Fault.CHALLENGE: Status.BLOCKED,
    Fault.TIMEOUT: Status.TIMEOUT,
    Fault.DROPPED: Status.REFUSED,
    Fault.HTTP503: Status.THROTTLED,
    Fault.ROBOTS: Status.ROBOTS_DENIED,
    Fault.LOOP: Status.REDIRECT_LOOP,
}
LETTERS = {Fault.LETTERS_503: Status.HTTP_ERROR, Fault.LETTERS_TIMEOUT: Status.TIMEOUT}
SEARCH = {Fault.SEARCH_TIMEOUT: Status.TIMEOUT}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list and the article behind it: the 47号 tags that it fills; what a reader sees, of `time` and `source`."""

    title: str
    address: str
    published: date
    clock: str
    source: str
    meta: tuple[str, ...]
    shows: tuple[str, ...]
    gone: bool = False
    pinned: bool = False

    @property
    def elsewhere(self) -> bool:
        return "://" in self.address


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A list of entries, `size` on a page. `stamp` is how it prints dates, '' if it prints none."""

    kind: str  # news | notice | policy | consult | other
    type: str  # its ColumnType
    name: str
    address: str
    stamp: str
    size: int
    entries: tuple[Entry, ...]
    meta: tuple[str, ...]

    @property
    def first_page(self) -> tuple[Entry, ...]:
        return self.entries[: self.size]

    @property
    def more(self) -> bool:
        return len(self.entries) > self.size

    @property
    def pages(self) -> int:
        return -(-len(self.entries) // self.size)


@dataclass(frozen=True, slots=True)
class Letter:
    number: str
    title: str
    kind: str
    department: str
    asked: date
    answered: date | None


@dataclass(frozen=True, slots=True)
class LetterBox:
    """A column of letters: at most two pages of `SIZE`, newest first."""

    name: str
    address: str
    next_address: str
    heads: tuple[str, ...]  # its words for title, kind, department, asked, answered, state
    stamp: str
    pending: str  # what it prints for no answer yet
    letters: tuple[Letter, ...]

    SIZE = 15


@dataclass(frozen=True, slots=True)
class Guide:
    """A service guide. `lines` are its labels with their values, '' where a label stands alone; `forms` are file names."""

    title: str
    address: str
    elements: tuple[str, ...]  # of GUIDE_ELEMENTS, those with a value
    lines: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hall:
    """A service hall. `printed` is its sentence on how many items it has, '' if it says nothing."""

    name: str
    address: str
    items: int
    printed: str
    guides: tuple[Guide, ...]


@dataclass(frozen=True, slots=True)
class SearchBox:
    """A search form. `finds`: matching | nothing | unrelated."""

    address: str
    input: str
    finds: str


@dataclass(frozen=True, slots=True)
class HomeLink:
    """A link in the first block of the home page, and the HTTP status behind it."""

    title: str
    address: str
    http: int


@dataclass(frozen=True, eq=False)
class PortalProfile:
    """Everything that can be known about one portal in one period."""

    code: str
    family: str
    portal: str  # scheme and host
    host: str
    name: str
    place: str
    short: str
    office: str
    id_code: str
    as_of: datetime
    columns: tuple[ListColumn, ...]
    letters: LetterBox | None
    hall: Hall | None
    search: SearchBox | None
    links: tuple[HomeLink, ...]  # in page order, before any other link to the own host that is no column
    meta: tuple[str, ...]  # of META_HOME, those filled
    footer: tuple[str, ...]
    access: tuple[str, ...]
    innovation: tuple[str, ...]
    named: tuple[Account, ...]  # the accounts that it names as its own
    traits: tuple[str, ...]  # soft404, secure_only, slow, lower_tags, doubled_tags, no_robots, decoy_foot
    fault: Fault
