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
    group: str  # information | transaction | participation | delivery | innovation | influence | integrity (flags, never scored)
    needs: tuple[str, ...]  # purposes that must all have been seen
    made_of: str
    source: str

    @property
    def channel(self) -> str:
        return self.id.split(".", 1)[0]

    def title(self, lang: str) -> str:
        """What it is called in that language."""
        return self.en if lang == "en" else self.zh


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
class Completeness:
    """How much of what a crawl knew of an account it looked at, per purpose: proposed, looked at, answered."""

    unit: str
    channel: str
    account: str
    run: str
    purpose: str
    known: int
    looked: int
    answered: int
    ended: str = ""  # why it looked at no more: budget | pages | minutes | bytes | depth | throttled | ''


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome of one rule for one unit: on one page, or on the whole. `count` is how often what it names was seen."""

    unit: str
    book: str  # inspection-2019 | census-2015 | guide-2017 | flags-2026
    rule: str
    period: str
    outcome: str  # pass | fail | not_decided | not_applicable
    severity: str  # veto | deduction | bonus | advice | flag
    wording: str  # of the rule
    seen: str  # what was seen
    count: int = 0
    points: float | None = None  # taken or given, where the book says how many
    official: bool = True  # False: the check is this project's own
    page: str = ""  # id of the page it rests on
    url: str = ""
    sha256: str = ""
    number: int = 0  # tells findings of one rule apart
    simulated: bool = False


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
