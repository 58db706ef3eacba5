"""What pages say, one record a kind; and the vocabularies of website facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .looks import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Fact):
    """A home page: who it says it is, what stands in its foot, which features it offers."""

    name: str
    domain: str
    id_code: str
    id_code_from: str  # meta | footer | jiucuo | ''
    title: str
    footer: tuple[str, ...]  # of FOOTER
    access: tuple[str, ...]  # of ACCESS
    innovation: tuple[str, ...]  # of INNOVATION
    columns: tuple[str, ...]  # kinds of column it leads to: news, notice, policy, other, consult, letters, hall
    search: bool
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(Fact):
    """47号 meta tags of one page: which of the required ones are there and not empty."""

    kind: str  # home | column | article
    present: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Fact):
    """A list page. `newest` is the newest date printed in it; `more` says that older items lie on a next page."""

    name: str
    kind: str  # news | notice | policy | consult | other
    items: int
    dated: int
    newest: datetime | None
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Fact):
    """One line of a list page. Key: its address, a space, its column's key. `position` counts from 0."""

    column: str
    kind: str
    title: str
    published: datetime | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Fact):
    """An article page. `*_from`: meta | text | url | ''."""

    title: str
    title_from: str
    published: datetime | None
    published_from: str
    source: str
    source_from: str
    index_number: str = ""
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Fact):
    """A letter by its dates, kind and department; never its words."""

    kind: str
    department: str
    asked: datetime | None
    answered: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Fact):
    """A service guide: which element classes are there, how many forms download."""

    title: str
    elements: tuple[str, ...]
    forms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall(Fact):
    """A service hall: the number of items it prints, if it prints one."""

    items: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Fact):
    """A query to the site's own search: results listed, and how many of them hold the words."""

    query: str
    results: int
    matching: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Fact):
    """A link that was tried. `state`: alive | dead | undecided."""

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Fact):
    """An account that a portal names in its head or foot: to be confirmed by a person."""

    of_channel: str
    platform: str
    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Fact):
    """An account's card. `censored` names the fields that are lower bounds (100万+)."""

    name: str
    description: str
    verified: bool | None
    verified_reason: str
    followers: int | None
    following: int | None
    posts: int | None
    likes: int | None
    censored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Fact):
    """A post, article or video of a government's own account."""

    published: datetime | None
    title: str
    original: bool | None
    pinned: bool
    reposts: int | None
    comments: int | None
    likes: int | None
    reads: int | None
    media: tuple[str, ...]  # picture, video, audio, miniprogram
    pictures: int | None
    censored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Fact):
    """One page of a list of posts: how far back it reaches, whether more follows."""

    items: int
    oldest: datetime | None
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppListing(Fact):
    """An App in a store. Sizes in bytes."""

    name: str
    seller: str
    version: str
    released: datetime | None
    updated: datetime | None
    rating: float | None
    ratings: int | None
    size: int | None
    languages: int | None
    min_os: str
    description: str
    release_notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Fact):
    """A review by its stars, version and date; never its words."""

    rating: int | None
    version: str
    written: datetime | None


# the vocabularies of website facts (国办发〔2017〕47号; 19号 veto 6)
FOOTER = ("id_code", "icp", "police", "badge", "jiucuo", "sitemap", "sponsor", "contact")
ACCESS = ("viewport", "accessible", "elder", "language")
INNOVATION = ("assistant", "account", "open_data", "one_thing", "mobile")
GUIDE_ELEMENTS = (
    "事项名称",
    "设定依据",
    "申请条件",
    "办理材料",
    "办理地点",
    "办理机构",
    "收费标准",
    "办理时间",
    "联系电话",
    "办理流程",
)
META_HOME = ("SiteName", "SiteDomain", "SiteIDCode")
META_COLUMN = (*META_HOME, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
META_ARTICLE = (*META_COLUMN, "ArticleTitle", "PubDate", "ContentSource")
