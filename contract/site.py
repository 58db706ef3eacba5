"""What the pages of the site print besides cards and the book: frozen records, in the language of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .book import LookRef, Ranking


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit that the site has a page of."""

    code: str
    name: str
    other: str  # its name in the other language
    level: str
    region: str
    province: str  # name of the province of a city or county, else ''
    score: float | None
    rank: int | None
    of: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One ranking of the site: a page of its own."""

    scheme: str
    scheme_title: str
    period: str
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one unit stands in one of the rankings."""

    scheme: str
    scheme_title: str
    period: str
    population: str
    title: str
    score: float | None
    rank: int | None
    of: int
    tier: str


@dataclass(frozen=True, slots=True)
class Failing:
    """A unit that fails a rule: what was seen, and the look it rests on."""

    code: str
    name: str
    seen: str
    count: int
    evidence: str  # first 10 hex digits of the page's id
    url: str


@dataclass(frozen=True, slots=True)
class RuleFound:
    """A rule of the state over all units that the site shows: who fails it, of how many it is not decided."""

    book: str
    book_title: str
    rule: str
    wording: str
    severity: str  # veto | deduction | bonus | advice | flag
    official: bool
    failed: tuple[Failing, ...]
    not_decided: int


@dataclass(frozen=True, slots=True)
class SchemeNode:
    """A line of a scheme: `weight` is its share within its parent, `share` that of the whole tree."""

    node: str
    title: str
    kind: str
    depth: int
    weight: float
    share: float
    origin: str  # whose weight it is
    metric: str
    unit: str
    direction: int
    method: str  # of normalisation, by its name in the scheme language
    made_of: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class SchemeTop:
    """A composite index: the titles of what it is made of, and their shares."""

    node: str
    title: str
    parts: tuple[str, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SchemePage:
    """A scheme set out: its tree, what each status does, its tiers, and whose each part is."""

    scheme: str
    scheme_title: str
    source: str
    structure: str
    weights: str
    normalisation: str
    bindings: str
    tiers_source: str
    tops: tuple[SchemeTop, ...]
    nodes: tuple[SchemeNode, ...]
    statuses: tuple[str, ...]
    policies: tuple[str, ...]  # what a scheme does with the status at the same place
    tiers: tuple[str, ...]
    floors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class UnitLooks:
    """The evidence of one unit: every look of the period. `metrics` and `titles` go together."""

    code: str
    name: str
    looks: tuple[LookRef, ...]
    metrics: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site: its address under the site's root, what it holds (phrase `download.<kind>`), size in bytes, lines."""

    file: str
    kind: str
    size: int
    lines: int


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What every page of the site in one language shares."""

    lang: str
    languages: tuple[str, ...]  # the first lies at the root, the others in folders of their name
    base: str  # web address of the site, '' where it has none
    scheme: str  # the one that units' pages show
    scheme_title: str
    period: str
    as_of: datetime
    simulated: bool
    content_hash: str
    version: str
    channels: tuple[str, ...]
    channel_titles: tuple[str, ...]
    units: tuple[Listed, ...]
    standings: tuple[Standing, ...]  # the one that is shown first stands first
    schemes: tuple[SchemePage, ...]
    cases: bool  # there is a case library
