"""What the national book and the overview pages of the site print: one frozen record and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .cardparts import Beside, FindingCount, LookCount, Point, Statement
from .facts import AppListing, Profile
from .looks import Page


@dataclass(frozen=True, slots=True)
class RankLine:
    """A unit in a ranking: `scores` in the order of Ranking.nodes, None where there is none."""

    code: str
    name: str
    province: str  # name of the province of a city or county, else ''
    region: str  # east | central | west | northeast (phrase `region.<region>`)
    score: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    tier: str
    coverage: float
    change: float | None
    rank_change: int | None  # places won since the period before
    scores: tuple[float | None, ...]
    ranks: tuple[int | None, ...]  # in the same nodes


@dataclass(frozen=True, slots=True)
class Ranking:
    """A whole population, best first by the first node; units without a score stand last."""

    population: str  # level:province, level:prefecture …, a group's id, region:east, region:east:prefecture
    title: str  # a group's own; '' for levels and regions, which are phrases
    of: int  # with a score
    nodes: tuple[str, ...]  # the comprehensive index first, then the other indices and the channels
    node_titles: tuple[str, ...]
    lines: tuple[RankLine, ...]


@dataclass(frozen=True, slots=True)
class Ability:
    """One node (index, channel or capability) over a population."""

    node: str
    title: str
    kind: str  # composite | channel (a top node) | capability (any branch below one)
    parent: str  # title of the channel of a capability, else ''
    units: int  # with a score
    mean: float | None
    median: float | None
    deviation: float | None
    low: float | None
    high: float | None
    best: tuple[str, ...]  # names of the five best, best first
    best_scores: tuple[float, ...]
    all_scores: tuple[float, ...]
    history: tuple[Point, ...]  # mean score of up to five periods
    change: float | None  # mean over the units scored in both periods: not the difference of two means of other units
    both: int = 0  # how many those are; 0 where there is no change


@dataclass(frozen=True, slots=True)
class Overview:
    """A population's part of the book: summaries of every node, tiers, movers."""

    population: str
    title: str
    units: int
    abilities: tuple[Ability, ...]
    tiers: tuple[TierLine, ...]
    movers: tuple[Mover, ...]
    regions: tuple[RegionLine, ...]


@dataclass(frozen=True, slots=True)
class TierLine:
    """A tier: how many units now and before, and who they are now."""

    tier: str
    now: int
    before: int | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mover:
    """A unit that rose or fell most since the period before."""

    code: str
    name: str
    rank_before: int
    rank: int
    score_before: float
    score: float
    tier_before: str
    tier: str


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One region: mean, spread, its mean as a share of that of all, and the mean of each channel."""

    region: str
    units: int
    mean: float | None
    share: float | None
    deviation: float | None
    low: float | None
    high: float | None
    channels: tuple[float | None, ...]
    history: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the tile map."""

    code: str
    name: str  # short
    score: float | None
    rank: int | None
    tier: str
    cities_mean: float | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What many units lack: an indicator or a rule, how many of how many that were seen."""

    metric: str  # '' for a rule
    rule: str  # '' for an indicator
    title: str
    channel_title: str
    lacking: int
    seen: int
    unseen: int  # units of which it could not be told
    before: float | None  # share lacking in the period before
    better: tuple[str, ...]  # names of some that have it
    kind: str = "no"  # channel: has none of it | no: says no, or absent | half: under half of its scale | a rule's severity


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic of posts or letters: how many, and the share of all."""

    kind: str  # posts | letters
    topic: str
    title: str  # as portals print it; '' for topics of posts, which are phrases
    count: int
    share: float
    units: int
    most: tuple[str, ...] = ()  # names of the units with the most, with their counts
    most_counts: tuple[int, ...] = ()
    months: tuple[Point, ...] = ()  # counts by month of the period


@dataclass(frozen=True, slots=True)
class Captured:
    """A look that is to be pictured: the text of a web page, or the card or listing that was read in it."""

    page: Page
    text: str  # HTML, '' where the look shows as data
    card: Profile | AppListing | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A captured page as a picture: PNG bytes, size in pixels, and what it shows in words."""

    png: bytes
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class LookRef:
    """One look as evidence: enough to find the bytes."""

    id: str
    channel: str
    purpose: str
    url: str
    fetched_at: datetime
    status: str
    http_status: int
    sha256: str
    warc: str  # file in the archive; '' where no bytes came
    offset: int | None
    metrics: tuple[str, ...]  # ids of the indicators that rest on it


@dataclass(frozen=True, slots=True)
class Leader:
    """A channel's leader in a population: on which indicators, since when, and the page to look at."""

    population: str
    population_title: str
    channel: str
    channel_title: str
    code: str
    unit: str
    score: float
    certain: float | None  # share of the draws in which it leads
    since: str  # first of at least two periods in an unbroken run; '' where it leads in this one alone
    runner_up: str
    margin: float | None
    how: tuple[Beside, ...]  # `own` is the median's, `theirs` the leader's
    look: LookRef | None
    picture: Picture | None
    url: str = ""  # the page to look at


@dataclass(frozen=True, slots=True)
class Practice:
    """A case of the case library, written by people."""

    title: str
    unit: str  # code; '' where it is no unit of the registry
    unit_name: str
    category: str
    text: tuple[str, ...]  # its paragraphs
    links: tuple[str, ...]
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator's definition, for the appendix."""

    metric: str
    title: str
    channel: str
    channel_title: str
    group_title: str
    unit: str
    direction: int
    weight: float  # in the comprehensive index
    made_of: str
    source: str
    units: int  # that it was observed of


@dataclass(frozen=True, slots=True)
class Address:
    """Where a unit's channel was looked at."""

    code: str
    name: str
    channel: str
    address: str
    account: str


@dataclass(frozen=True, slots=True)
class BookContext:
    """Everything the book prints, and the site's overview pages show, of one scheme and period."""

    name: str
    lang: str
    period: str
    periods: tuple[str, ...]  # up to five that were scored, this one last
    as_of: datetime
    scheme: str
    scheme_title: str
    scheme_source: str
    simulated: bool
    content_hash: str
    version: str
    draws: int
    channels: tuple[str, ...]
    channel_titles: tuple[str, ...]
    coverage: float  # mean over all units
    units: int
    statements: tuple[Statement, ...]
    rankings: tuple[Ranking, ...]
    overviews: tuple[Overview, ...]
    tiles: tuple[Tile, ...]
    problems: tuple[Problem, ...]
    finding_counts: tuple[FindingCount, ...]  # over all units
    topics: tuple[TopicLine, ...]
    leaders: tuple[Leader, ...]
    practices: tuple[Practice, ...]
    definitions: tuple[Definition, ...]
    addresses: tuple[Address, ...]
    looks: tuple[LookCount, ...]
    weights: Mapping[str, float] = field(default_factory=dict)
    chapters: tuple[str, ...] = ()  # further ones that are switched on: topics, or a region
    evidence_base: str = ""
