"""A portal as outcomes: what it offers, how fresh, how complete. Pages are rendered from this, and the truth reads this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ...contract import Account
from .charset import Charset
from .fault_kinds import Fault
from .network import Network
from .offered import Offer, Offers


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
    undated: bool = False  # its line prints no date
    form: str = "47号"  # how its PubDate is written: a key of tags.FORMS
    documents: tuple[tuple[str, str], ...] = ()  # title and address of the documents that its text links to

    @property
    def elsewhere(self) -> bool:
        return "://" in self.address


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A list of entries, `size` on a page. `stamp` is how it prints dates, '' if it prints none."""

    kind: str  # news | notice | policy | reading | consult | interview | response | other
    type: str  # its ColumnType
    name: str
    address: str
    stamp: str
    size: int
    entries: tuple[Entry, ...]
    meta: tuple[str, ...]
    feed: str = ""  # its number in the interface that fills the list, '' where the page holds it
    gone: bool = False  # linked, and not there

    @property
    def first_page(self) -> tuple[Entry, ...]:
        return self.entries[: self.size]

    @property
    def more(self) -> bool:
        return len(self.entries) > self.size

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.entries) // self.size))

    def dated(self, entry: Entry) -> bool:
        """Whether the list prints the date of an entry."""
        return bool(self.stamp) and not entry.undated


@dataclass(frozen=True, slots=True)
class Letter:
    number: str
    title: str
    kind: str
    department: str
    asked: date
    answered: date | None
    satisfaction: str = ""  # what it prints of the citizen's judgement
    text: str = ""
    answer: str = ""
    template: int | None = None  # answers of the same template say the same but for dates and numbers


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
    shape: str = "table"  # table | list | script: letters in a feed of their own
    promise: int | None = None  # days
    promised: str = ""  # the sentence that promises them
    followup: str = ""  # what shows it: '' | list | letter, the page where its words stand
    knowledge: str = ""  # the words of a link to 知识库
    rated: str = ""  # where it prints satisfaction: '' | list | letter
    rated_head: str = "满意度"
    linked: bool = True  # to the letters' own pages
    on_home: int = 0  # so many titles stand on the home page
    feed: str = ""  # the address of the letters, where they come from elsewhere

    SIZE = 15
    OPENED = 5  # letters' own pages that the default crawl looks at
    KINDS = ("咨询", "建议", "投诉")  # of letters with a page of their own beside a feed

    @property
    def read(self) -> tuple[Letter, ...]:
        """The letters that two looks see: two pages, or a page that is a script and the first page of its feed."""
        return self.letters[: self.SIZE if self.shape == "script" else 2 * self.SIZE]

    @property
    def titles_on_home(self) -> tuple[str, ...]:
        """Citizens' words that the home page prints."""
        return tuple(x.title for x in self.letters[: self.on_home])

    @property
    def opened(self) -> tuple[Letter, ...]:
        """The letters whose own pages are looked at: page by page of the list those answered, the newest answer first."""
        pages = (self.read[: self.SIZE], self.read[self.SIZE :])
        linked = [[(x.answered, x) for x in page if x.answered and self.links_to(x)] for page in pages]
        newest = [x for page in linked for _, x in sorted(page, key=lambda each: each[0], reverse=True)]
        return tuple(newest[: self.OPENED])

    def links_to(self, letter: Letter) -> bool:
        """Whether the list leads to a letter's own page; a feed does by the kind of letter."""
        return letter.kind in self.KINDS if self.shape == "script" else self.linked


@dataclass(frozen=True, slots=True)
class Guide:
    """A service guide. `lines` are its labels with their values, '' where a label stands alone; `forms` are file names."""

    title: str
    address: str
    elements: tuple[str, ...]  # of GUIDE_ELEMENTS, those with a value
    lines: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]
    promised: float | None = None  # days
    statutory: float | None = None


@dataclass(frozen=True, slots=True)
class Hall:
    """A service hall. `printed` is its sentence on how many items it has, '' if it says nothing."""

    name: str
    address: str
    items: int
    printed: str
    guides: tuple[Guide, ...]
    departments: int | None = None  # None: not printed
    one_things: int | None = None
    counts: tuple[str, ...] = ()  # its sentences on both
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchBox:
    """A search form. `finds`: matching | nothing | unrelated."""

    address: str
    input: str
    finds: str
    smart: tuple[str, ...] = ()  # of SMART, what its page of results has


@dataclass(frozen=True, slots=True)
class HomeLink:
    """A link of the home page's first blocks and its fate: what GET answers, what HEAD answers where it differs."""

    title: str
    address: str
    http: int = 200
    head: int = 0
    hangs: bool = False

    @property
    def elsewhere(self) -> bool:
        return "://" in self.address


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
    links: tuple[HomeLink, ...]
    meta: tuple[str, ...]  # of META_HOME, those filled
    footer: tuple[str, ...]
    access: tuple[str, ...]
    innovation: tuple[str, ...]
    named: tuple[Account, ...]  # the accounts that it names as its own
    traits: tuple[str, ...]  # of draw.TRAITS
    fault: Fault
    offers: Offers
    charset: Charset
    network: Network
    lines: int  # of every list on the home page
    language: str  # html lang
    named_pictures: float  # share of pictures with words in their alt
