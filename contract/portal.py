"""What the pages of portals say of themselves and what they publish, one record a kind; and their vocabularies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .looks import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Fact):
    """A home page: who it says it is, what stands in its foot, what it offers and where it leads."""

    name: str
    domain: str
    id_code: str
    id_code_from: str  # meta | footer | jiucuo | ''
    title: str
    footer: tuple[str, ...]  # of FOOTER
    access: tuple[str, ...]  # of ACCESS
    innovation: tuple[str, ...]  # of INNOVATION
    columns: tuple[str, ...]  # kinds of column and of page it leads to, of LEADS
    search: bool
    links: int
    offers: tuple[str, ...] = ()  # of OFFERS
    language: str = ""  # html lang
    images: int = 0
    named_images: int = 0  # with words in their alt


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(Fact):
    """47号 meta tags of one page: which of the required ones are there and not empty."""

    kind: str  # home | column | article
    present: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Fact):
    """A list, read from its page or from the feed that fills it. `newest` is the newest date printed in it; `more` says
    that older items lie on a next page. `family` is its content system, '' where the general reader read it."""

    name: str
    kind: str  # news | notice | policy | reading | consult | interview | response | other
    items: int
    dated: int
    newest: datetime | None
    more: bool
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Fact):
    """A further page of a list. Key: its address. `column` is the key of the list it goes on."""

    column: str
    items: int
    oldest: datetime | None
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Fact):
    """One line of a list. Key: its address, a space, its list's key. `position` counts from 0; on a home page kind is `home`."""

    column: str
    kind: str
    title: str
    published: datetime | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Fact):
    """An article page. `*_from`: meta | text | url | ''. `time_form`: how the page prints its time, of TIME_FORMS."""

    title: str
    title_from: str
    published: datetime | None
    published_from: str
    source: str
    source_from: str
    index_number: str = ""
    document_number: str = ""
    kind: str = ""  # of the column that led to it
    time_form: str = ""
    documents: int = 0  # links of its text to documents of the same or another gov.cn site: 解读 to its 政策


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Fact):
    """A query to the site's own search: results listed, how many of them hold the words, what helps to search (of SMART)."""

    query: str
    results: int
    matching: int
    smart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Fact):
    """An account that a portal names in its head or foot: to be confirmed by a person."""

    of_channel: str
    platform: str
    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class English(Fact):
    """A version in English: the share of Latin letters among the letters of its page."""

    latin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Fact):
    """A link that was tried. `state`: alive | dead | blocked | throttled | undecided."""

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Fact):
    """One availability visit. Key: its moment. `opened` is None where our look, not the site, failed."""

    opened: bool | None
    seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Fact):
    """A TLS handshake. `refused`: nothing listens; `valid`: the certificate verifies for the host; `fault`: why not."""

    refused: bool
    valid: bool
    expires: datetime | None
    issuer: str
    protocol: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Secure(Fact):
    """The headers of an answer over HTTPS: HSTS max-age in seconds, None without it."""

    hsts: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses(Fact):
    """What the name resolves to."""

    ipv4: int
    ipv6: int


# the vocabularies of website facts (国办发〔2017〕47号; 国办秘函〔2019〕19号)
FOOTER = ("id_code", "icp", "police", "badge", "jiucuo", "sitemap", "sponsor", "contact")
ACCESS = ("viewport", "accessible", "elder", "language")
INNOVATION = ("assistant", "account", "open_data", "one_thing", "mobile")
# kinds of list column, then of other pages that a home page leads to
LEADS = (
    *("news", "notice", "policy", "reading", "consult", "interview", "response", "other"),
    *("letters", "hall", "rating", "openness", "open_data", "english"),
)
# what a portal, its hall or its openness page offers by name: 知识库 权责清单 标准目录 电子证照 跨省通办 一件事 好差评
OFFERS = ("knowledge", "power_list", "standards", "licences", "cross_province", "one_thing", "rating")
SMART = ("suggest", "correct", "related", "facets", "services")  # 联想 纠错 相关搜索 分类筛选 服务直达
TIME_FORMS = ("47号", "seconds", "date", "other")  # YYYY-MM-DD HH:MM is 47号's
META_HOME = ("SiteName", "SiteDomain", "SiteIDCode")
META_COLUMN = (*META_HOME, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
META_ARTICLE = (*META_COLUMN, "ArticleTitle", "PubDate", "ContentSource")
