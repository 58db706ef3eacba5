"""What a book of rules is made of, as frozen records. `rulebook.load` makes one from its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..condition import Condition

PASS, FAIL, NOT_DECIDED, NOT_APPLICABLE = "pass", "fail", "not_decided", "not_applicable"
OUTCOMES = (FAIL, NOT_DECIDED, PASS, NOT_APPLICABLE)
EFFECTS = ("veto", "deduction", "bonus", "advice", "flag")
HARMLESS = ("bonus", "flag")  # a bonus not earned and a flag for a person to look at fail nothing
# published: read in the document or a copy · own: this project's check, no official text · unverified: known by hearsay only
STATUSES = ("published", "own", "unverified")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, and how it is looked at: by a check, by a metric, or (neither) by a person."""

    id: str
    part: str
    item: str
    wording: str
    effect: str
    status: str
    window: str = ""
    threshold: str = ""
    subject: str = "website"  # the channel that it inspects
    indicator: str = ""  # whose points it takes or gives
    points: float | None = None  # for each failing finding; of a bonus: given once
    cap: float | None = None  # the most that it takes
    least: int = 1  # fewer failing findings than this are no failure
    check: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
    metric: str = ""
    fails: Condition | None = None  # of the metric's value
    step: float | None = None  # points are taken for each whole step past the limit
    absent: str = NOT_APPLICABLE  # outcome where the unit has no such thing
    empty: str = NOT_APPLICABLE  # outcome where there is nothing in it to judge
    note: str = ""
    line: int = 1  # of the file

    @property
    def judged(self) -> bool:
        """False where only a person can tell."""
        return bool(self.check or self.metric)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What rules share points in. `points`: the most that its deductions take; None where none is published."""

    id: str
    title: str
    status: str
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """How findings become a verdict. Nothing but a list to work off where `full` is None."""

    full: float | None = None
    passing: float | None = None  # below it: fails
    passing_status: str = "published"
    bonus_above: float | None = None  # bonus counts only above it
    bonus_most: float | None = None
    services: str = ""  # the indicator that units without outward services are not inspected in


@dataclass(frozen=True)
class Book:
    """A whole book."""

    id: str
    title: str
    title_en: str
    source: str
    frame: Frame
    indicators: tuple[Indicator, ...]
    rules: tuple[Rule, ...]

    @property
    def by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @property
    def ranking(self) -> tuple[Rule, ...]:
        """The rules that units can be ranked by: judged, and no flags, which are for a person to look at."""
        return tuple(rule for rule in self.rules if rule.judged and rule.effect != "flag")
