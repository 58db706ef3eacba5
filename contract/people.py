"""What people add to what machines see: ratings by a rubric, and corrections after an appeal. None of it is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .words import Status


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rater's rating of one item of one unit, in the rubric's levels from 0 up; no value: the rater could not judge.

    `rater` is the id that the organiser chose (甲, R1); nothing else of a person is kept. `asked` is how many raters were
    given that unit. The latest `at` of a rater counts.
    """

    unit: str
    metric: str
    period: str
    rater: str
    value: float | None
    note: str
    sheet: str  # sha256 of the workbook it was read in
    cell: str  # its sheet and place there, as 首页布局清晰!B12
    at: datetime  # when it was taken in
    asked: int = 1
    pages: tuple[str, ...] = ()  # ids of the pages that the rater was shown


@dataclass(frozen=True, slots=True)
class Override:
    """A correction that counts in the place of an observation, which stays as it was measured. The latest `at` counts;
    one that is `withdrawn` lets the observation count again."""

    unit: str
    metric: str
    period: str
    value: float | None
    status: Status
    reason: str
    name: str  # who answers for it
    evidence: str  # sha256 of the file that shows it
    file: str  # that file's name
    at: datetime
    withdrawn: bool = False
