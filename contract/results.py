"""Metrics, observations with their evidence, and scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .words import Status


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
