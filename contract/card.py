"""What a card prints: one frozen record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .cardparts import (
    Activity,
    ChannelScore,
    CityLead,
    CityRow,
    CitySpread,
    Exemplar,
    FindingCount,
    FindingRow,
    Headline,
    IndicatorRow,
    LookCount,
    Statement,
    Step,
    Way,
)
from .who import Unit


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
    population: str  # whom ranks are taken among: a level (phrase `population.<level>`)
    simulated: bool
    headlines: tuple[Headline, ...]
    channels: tuple[ChannelScore, ...]
    indicators: tuple[IndicatorRow, ...]
    cities_kind: str  # cities | districts | municipalities | none
    cities: tuple[CityRow, ...]
    cities_mean: float | None
    strengths: tuple[IndicatorRow, ...]
    weaknesses: tuple[IndicatorRow, ...]
    exemplars: tuple[Exemplar, ...]
    looks: tuple[LookCount, ...]
    unobserved: tuple[IndicatorRow, ...]
    weights: Mapping[str, float] = field(default_factory=dict)  # node -> weight within its parent
    content_hash: str = ""  # short hash over the observations shown
    peers_title: str = ""  # whom medians, bests and percentiles are taken among, where it is not the population
    before: str = ""  # the period that changes are against; '' where none was scored
    province: str = ""  # of a city: its province's name
    statements: tuple[Statement, ...] = ()
    activity: tuple[Activity, ...] = ()
    findings: tuple[FindingRow, ...] = ()  # vetoes met, and what is not decided
    finding_counts: tuple[FindingCount, ...] = ()
    way: Way | None = None
    gains: tuple[Step, ...] = ()  # single steps, the greatest gain first
    spread: tuple[CitySpread, ...] = ()  # of every province with cities, the highest mean first
    city_leads: tuple[CityLead, ...] = ()
    evidence_base: str = ""  # web address under which the site stands, for a QR code; '' for none
    version: str = ""  # of the program
    draws: int = 0  # that the rank intervals rest on
