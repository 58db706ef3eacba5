"""What a card prints: one frozen record and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .who import Unit


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
    method: str = ""  # the roads that its evidence took
    measured: str = ""  # what was measured, where a correction counts in its place: status, and value if it had one

    @property
    def rated(self) -> bool:
        """True where people judged it by a rubric."""
        return self.method == "rating"

    @property
    def imported(self) -> bool:
        """True where an owner or a vendor handed the figures over."""
        return "import" in self.method


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
