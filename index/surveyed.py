"""Shares of units with a yes, as published reports print them: counted here over observations, beside what was published."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..contract import Observation, Status
from .condition import Condition
from .rulebook.judging import GONE

FILE = Path(__file__).parent / "published" / "shares.toml"
COUNTS = {"yes": True, "no": False, "out": None}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every unit, and which shares were published of it (population -> share)."""

    id: str
    zh: str
    en: str
    metric: str
    yes: Condition
    absent: bool | None  # what a unit without such a thing counts as; None: not counted
    empty: bool | None
    why: str
    published: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Share:
    """A question over one population: `yes` of `observed` of `members`; the difference is in percentage points."""

    question: Question
    population: str
    yes: int
    observed: int
    members: int

    @property
    def value(self) -> float | None:
        return self.yes / self.observed if self.observed else None

    @property
    def published(self) -> float | None:
        return self.question.published.get(self.population)

    @property
    def difference(self) -> float | None:
        if self.value is None or self.published is None:
            return None
        return 100 * (self.value - self.published)


@cache
def published() -> tuple[str, int, tuple[Question, ...]]:
    """The report, its year, and its questions."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return str(table["source"]), int(table["year"]), tuple(_question(row) for row in table["share"])


def _question(row: Mapping[str, Any]) -> Question:
    known = {**row, "yes": Condition.parse(row["yes"]), "absent": COUNTS[row["absent"]], "empty": COUNTS[row["empty"]]}
    return Question(**known)


def says_yes(question: Question, row: Observation | None) -> bool | None:
    """Yes or no; None where the unit was not observed or is not counted."""
    if row is None:
        return None
    if row.status in GONE:
        return question.absent
    if row.status is Status.EMPTY:
        return question.empty
    if row.status is Status.CENSORED and row.bound is not None:
        return question.yes.from_bound(row.bound)
    return None if row.value is None else question.yes.holds(row.value)


def shares(rows: Iterable[Observation], populations: Mapping[str, Iterable[str]]) -> list[Share]:
    """Every question over every population (name -> codes of all its units)."""
    known = {(row.unit, row.metric): row for row in rows}
    found = []
    for question in published()[2]:
        for name, members in populations.items():
            codes = list(members)
            answers = [says_yes(question, known.get((code, question.metric))) for code in codes]
            found.append(Share(question, name, answers.count(True), len(answers) - answers.count(None), len(codes)))
    return found
