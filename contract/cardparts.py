"""The parts that cards, book and site are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that a rule found worth saying: the phrase `statement.<kind>`, and what is filled in.

    Texts are in the document's language; numbers are raw (scores 0..100, ranks, shares 0..1).
    """

    kind: str
    values: Mapping[str, str | float | int | None]


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series; None is a gap, never zero."""

    label: str  # a period (2026) or a month (2026-03)
    value: float | None


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
    history: tuple[Point, ...] = ()  # of up to five periods, this one last
    median: float | None = None  # of the same level
    best: float | None = None
    all_scores: tuple[float, ...] = ()  # of the same level, from the lowest up
    tier_low: str = ""  # of whoever holds the best rank of the interval now
    tier_high: str = ""  # and the worst
    best_unit: str = ""  # who has the best; '' where nobody is compared
    parts: tuple[str, ...] = ()  # the channels that it is made of


@dataclass(frozen=True, slots=True)
class ChannelScore:
    """One channel beside the others' scores.

    `status`: what most of its indicators are where they have no value; ABSENT only of a channel without a point, else
    ABSENT_PARTLY; '' where most have one.
    """

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
    change: float | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What a channel published, month by month: dated things that the looks of the period showed.

    `least`: the lists that were seen end within the period, so that earlier months are at least so many.
    """

    channel: str
    title: str
    unit: str  # 条, 篇
    points: tuple[Point, ...]
    total: int
    status: str = ""  # why there is no series
    least: bool = False


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
    change: float | None = None  # of the score, against the period before
    share: float | None = None  # of those with a value, how many say yes; None for what is not a yes or no
    best_count: int = 0  # units that have the best value

    @property
    def rated(self) -> bool:
        """True where people judged it by a rubric."""
        return self.method == "rating"

    @property
    def imported(self) -> bool:
        """True where an owner or a vendor handed the figures over."""
        return "import" in self.method


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a rule of the state found: a veto met, or one that more looks must decide."""

    book: str
    book_title: str
    rule: str
    wording: str
    severity: str  # veto | deduction | bonus | advice | flag
    outcome: str  # fail | not_decided | pass | not_applicable
    seen: str
    count: int
    official: bool
    evidence: str  # first 10 hex digits of the page's id
    url: str


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many rules of one book and severity ended in each outcome."""

    book: str
    book_title: str
    severity: str
    failed: int
    passed: int
    not_decided: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator brought to a goal, all else unchanged: from which value to which, whose that is, and what it gives."""

    metric: str
    title: str
    channel_title: str
    unit: str
    value: float | None
    status: str
    goal: float
    goal_unit: str  # the unit that has it; '' for a target of the scheme
    gain: float  # points of the node's score
    rank: int | None  # then
    tier: str  # then


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest steps to the next tier; none where there is none, and `reason` says why (a phrase `way.<reason>`)."""

    node: str
    title: str
    tier: str  # the one aimed at
    short: float | None  # points that are missing
    steps: tuple[Step, ...]
    score: float | None  # then
    rank: int | None  # then
    reason: str = ""


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
    tier: str = ""
    change: float | None = None


@dataclass(frozen=True, slots=True)
class CityLead:
    """Which city leads in a channel."""

    channel: str
    channel_title: str
    code: str
    unit: str
    score: float
    level_rank: int | None


@dataclass(frozen=True, slots=True)
class CitySpread:
    """How far the cities of one province lie apart: scores 0..100, and the province's own."""

    code: str
    name: str
    cities: int  # with a score
    mean: float
    low: float
    high: float
    own: float | None


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator where somebody else is ahead: both values."""

    metric: str
    title: str
    unit: str
    own: float | None
    own_status: str
    theirs: float | None
    points: float  # of the channel's score


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
    code: str = ""
    since: str = ""  # first of the periods in an unbroken run that it has led; '' for a run of one
    how: tuple[Beside, ...] = ()
    evidence: str = ""  # first 10 hex digits of the look at that page


@dataclass(frozen=True, slots=True)
class LookCount:
    """How many looks of one channel ended in one status."""

    channel: str
    status: str
    count: int
