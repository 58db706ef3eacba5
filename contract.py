"""The words all rooms share: one frozen, typed record each. Imports nothing of ours.

A record is schema, CSV header and type at once: the store builds its tables from the fields
(`str`, `int`, `float`, `bool`, `datetime`, `tuple[str, ...]` and `| None` of these).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

CHINA = timezone(timedelta(hours=8), "CST")


class Status(StrEnum):
    """How a look, or an observation made of looks, ended. A value stands only beside OK and CENSORED."""

    OK = "OK"
    CENSORED = "CENSORED"  # at least `bound`, as in 10万+
    EMPTY = "EMPTY"  # there, and nothing in it
    ABSENT = "ABSENT"  # looked, or the registry says so: the unit has none
    DELISTED = "DELISTED"  # an App withdrawn from its store
    DELETED = "DELETED"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_DECIDED = "NOT_DECIDED"  # a rule that needs more looks
    BLOCKED = "BLOCKED"
    THROTTLED = "THROTTLED"
    ROBOTS_DENIED = "ROBOTS_DENIED"
    LOGIN_REQUIRED = "LOGIN_REQUIRED"
    TIMEOUT = "TIMEOUT"
    DNS = "DNS"
    TLS = "TLS"
    REFUSED = "REFUSED"
    HTTP_ERROR = "HTTP_ERROR"
    TOO_LARGE = "TOO_LARGE"
    REDIRECT_LOOP = "REDIRECT_LOOP"
    CHANGED_SHAPE = "CHANGED_SHAPE"
    NOT_TRIED = "NOT_TRIED"

    @property
    def failed(self) -> bool:
        """True for a finding about our look, never about a government: it must not become a score."""
        return self in FAILED


FAILED = frozenset(
    {
        Status.BLOCKED,
        Status.THROTTLED,
        Status.ROBOTS_DENIED,
        Status.LOGIN_REQUIRED,
        Status.TIMEOUT,
        Status.DNS,
        Status.TLS,
        Status.REFUSED,
        Status.HTTP_ERROR,
        Status.TOO_LARGE,
        Status.REDIRECT_LOOP,
        Status.CHANGED_SHAPE,
        Status.NOT_TRIED,
    }
)


class Method(StrEnum):
    """By which road something was seen."""

    PUBLIC_PAGE = "public_page"
    PUBLIC_API = "public_api"
    COOKIE_API = "cookie_api"
    IMPORT_OWNER = "import_owner"
    IMPORT_VENDOR = "import_vendor"
    RATING = "rating"
    REGISTRY = "registry"  # a row of accounts.csv that says `absent`


class Level(StrEnum):
    """Administrative level; the first two are provincial."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


# ---------------------------------------------------------------------------------- who


@dataclass(frozen=True, slots=True)
class Unit:
    """One government. `code` is its six digits of GB/T 2260, `groups` the ranking populations it is in."""

    code: str
    name: str
    name_en: str
    level: Level
    parent: str
    region: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One presence of a unit on a channel. Role `absent`: somebody looked and there is none (see source)."""

    unit: str
    channel: str
    platform: str
    id: str
    role: str = "main"  # main | further | absent
    name: str = ""
    url: str = ""
    source: str = ""
    checked: str = ""  # date
    valid_from: str = ""
    valid_to: str = ""
    simulated: bool = False


# --------------------------------------------------------------------------------- when


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, quarter or month in China time, as `2026`, `2026Q3`, `2026-09`. End is exclusive."""

    label: str
    start: datetime
    end: datetime

    @classmethod
    def parse(cls, label: str) -> Period:
        """The period of that label. ValueError names what was given."""
        found = re.fullmatch(r"(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?", label)
        if not found:
            raise ValueError(f"period {label!r}: want a year, quarter or month as 2026, 2026Q3, 2026-09")
        year, quarter, month = int(found[1]), found[2], found[3]
        first = int(month) if month else 3 * int(quarter) - 2 if quarter else 1
        months = 1 if month else 3 if quarter else 12
        last = first + months
        end = datetime(year + (last > 12), last - 12 * (last > 12), 1, tzinfo=CHINA)
        return cls(label, datetime(year, first, 1, tzinfo=CHINA), end)


def china_date(moment: datetime) -> date:
    """The calendar day of a moment in China."""
    return moment.astimezone(CHINA).date()


# -------------------------------------------------------------------------------- looks


@dataclass(frozen=True, slots=True)
class Page:
    """One look: one row per attempt, bytes or not.

    `purpose` says what was looked for (website: home, column, article ...; weibo: profile, timeline ...).
    `run` names the crawl; `seen_at` is its moment of observation (--as-of), `fetched_at` the wall clock.
    `sha256` is of the bytes as received. The bytes lie in `warc` at `offset`, `length` bytes long.
    """

    id: str
    url: str
    unit: str
    channel: str
    account: str
    purpose: str
    run: str
    attempt: int
    fetched_at: datetime
    seen_at: datetime
    status: Status
    http_status: int | None = None
    content_type: str = ""
    reason: str = ""
    sha256: str = ""
    warc: str = ""
    offset: int | None = None
    length: int | None = None
    method: Method = Method.PUBLIC_PAGE
    simulated: bool = False


def page_id(run: str, channel: str, unit: str, purpose: str, url: str, attempt: int = 0) -> str:
    """32 hex digits, the same for the same attempt of the same look, so that writing again changes nothing."""
    return sha256("\n".join((run, channel, unit, purpose, url, str(attempt))).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on one look, as `channels.<name>.extract` is handed it. Pure data, no clock."""

    page: Page
    body: bytes
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A look that a page proposes. Spiders choose among them within their budget, lowest `order` first."""

    url: str
    purpose: str
    order: int = 0
    account: str = ""
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Extract:
    """What one answer means: its status, the facts, the looks it proposes.

    `redacted` replaces the bytes in the archive where they carried citizens' words;
    extracting it must give the same facts again.
    """

    status: Status
    facts: tuple[Fact, ...] = ()
    follow: tuple[Target, ...] = ()
    reason: str = ""
    redacted: bytes | None = None


# -------------------------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one page says. `key` is the platform's own id; the latest per (kind, account, key) counts."""

    page: str
    unit: str
    channel: str
    account: str
    key: str
    seen_at: datetime


F = TypeVar("F", bound=Fact)


def fact(kind: type[F], page: Page, key: str, /, **fields: object) -> F:
    """A fact of that kind, seen on that page."""
    return kind(
        page=page.id,
        unit=page.unit,
        channel=page.channel,
        account=page.account,
        key=key,
        seen_at=page.seen_at,
        **fields,
    )


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


# -------------------------------------------------------------------------- observations


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured. Id `<channel>.<noun>_<measure>`; direction 1: more is better, -1: less is better."""

    id: str
    zh: str
    en: str
    unit: str
    direction: int
    group: str  # information | transaction | participation | delivery | innovation | influence
    needs: tuple[str, ...]  # purposes that must all have been seen
    made_of: str
    source: str

    @property
    def channel(self) -> str:
        return self.id.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Observation:
    """One metric of one unit in one period: a value, or the reason why there is none.

    `as_of` is the moment of the last look it rests on; `seen` of `wanted` looks succeeded.
    Its evidence is a table of (observation, page).
    """

    unit: str
    channel: str
    metric: str
    period: str
    as_of: datetime
    value: float | None
    status: Status
    bound: float | None = None
    reason: str = ""
    method: str = ""
    seen: int = 0
    wanted: int = 0
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One page that an observation rests on."""

    unit: str
    metric: str
    period: str
    page: str


# -------------------------------------------------------------------------------- result


@dataclass(frozen=True, slots=True)
class Result:
    """A node's score in a scheme, ranked within one population (`level:province`, or a group's name)."""

    scheme: str
    period: str
    population: str
    unit: str
    node: str
    kind: str  # composite | index | channel | capability | indicator
    score: float | None
    rank: int | None
    of: int
    tier: str
    coverage: float
    rank_low: int | None = None  # best rank of the 90 % interval
    rank_high: int | None = None  # worst
    simulated: bool = False


# ---------------------------------------------------------------------------------- card


@dataclass(frozen=True, slots=True)
class Headline:
    """One index on the front of a card: rank within level, and among all provincial units."""

    node: str
    title: str
    score: float | None
    rank: int | None
    of: int
    tier: str
    coverage: float
    rank_low: int | None
    rank_high: int | None
    group_rank: int | None
    group_of: int
    change: float | None  # against the period before, if it was scored


@dataclass(frozen=True, slots=True)
class ChannelScore:
    """One spoke of the radar. `status`: what is to be said where there is no score."""

    channel: str
    title: str
    score: float | None
    median: float | None
    best: float | None
    best_unit: str
    rank: int | None
    of: int
    coverage: float
    status: str
    accounts: tuple[str, ...]
    all_scores: tuple[float, ...]  # of the same population, for a strip


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One line of the indicator tables. `percentile` 0..100 within the population, 100 best."""

    metric: str
    channel: str
    channel_title: str
    group: str
    group_title: str
    title: str
    unit: str
    direction: int
    value: float | None
    bound: bool
    status: str
    reason: str
    score: float | None
    percentile: float | None
    median: float | None
    best: float | None
    best_unit: str
    evidence: str  # first 10 hex digits of the first page's id
    pages: int


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city of the province (or another municipality), ranked among those shown and in its level."""

    code: str
    name: str
    score: float | None
    rank: int | None
    level_rank: int | None
    level_of: int
    coverage: float
    channels: tuple[float | None, ...]  # in the order of CardContext.channels


@dataclass(frozen=True, slots=True)
class Exemplar:
    """Who leads a channel in the same level, how, and where to look."""

    channel: str
    channel_title: str
    unit: str
    score: float
    own_score: float | None
    strong_at: tuple[str, ...]  # titles of indicators where it leads this unit most
    url: str


@dataclass(frozen=True, slots=True)
class LookCount:
    """How many looks of one channel ended in one status."""

    channel: str
    status: str
    count: int


@dataclass(frozen=True, slots=True)
class CardContext:
    """Everything a card prints. The renderer is handed this and nothing else."""

    unit: Unit
    name: str  # in the card's language
    lang: str
    period: str
    as_of: datetime
    scheme: str
    scheme_title: str
    scheme_source: str
    population_title: str  # e.g. 省、自治区
    simulated: bool
    headlines: tuple[Headline, ...]
    channels: tuple[ChannelScore, ...]
    indicators: tuple[IndicatorRow, ...]
    cities_title: str
    cities: tuple[CityRow, ...]
    cities_mean: float | None
    strengths: tuple[IndicatorRow, ...]
    weaknesses: tuple[IndicatorRow, ...]
    exemplars: tuple[Exemplar, ...]
    looks: tuple[LookCount, ...]
    unobserved: tuple[IndicatorRow, ...]
    weights: Mapping[str, float] = field(default_factory=dict)  # node -> weight within its parent
    content_hash: str = ""  # short hash over the observations shown
    peers_title: str = ""  # whom medians, bests and percentiles are taken among, where it is not population_title


