"""The index's input: units x indicators, each cell a value or the status that stands in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike

from ...contract import Observation, Status
from ..arrays import Array
from . import codes as coded
from .codes import Codes, Words

NAMED = 12  # columns that a refusal names


class TableError(ValueError):
    """A table that cannot be read: names the file, line and column, or the unit and metric."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a table was read from: its path, the SHA-256 of its bytes, each unit's line, each column's place (from 1)."""

    file: str
    sha256: str
    lines: Mapping[str, int]
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Values (units x indicators, NaN where none; a lower bound where CENSORED) with the status of each as a code.

    `groups`: columns of text by name, one label per unit. `source`: the file, where it came from one.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Array
    codes: Codes
    simulated: bool = False
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: Source | None = None

    @classmethod
    def of(
        cls,
        units: Sequence[str],
        indicators: Sequence[str],
        values: ArrayLike,
        statuses: ArrayLike | None = None,
        *,
        simulated: bool = False,
        groups: Mapping[str, Sequence[str]] | None = None,
    ) -> Table:
        """A table of plain arrays. Without statuses: OK where there is a number, NOT_TRIED where there is NaN."""
        array = np.asarray(values, np.float64)
        words = np.where(np.isnan(array), Status.NOT_TRIED.value, Status.OK.value) if statuses is None else statuses
        labels = {name: tuple(column) for name, column in (groups or {}).items()}
        return cls(tuple(units), tuple(indicators), array, coded.statuses(words), simulated, labels)

    @property
    def status(self) -> Words:
        """The statuses as words; a copy."""
        return coded.words(self.codes, coded.STATUS)

    def columns(self, names: Sequence[str]) -> tuple[Array, Codes]:
        """Values and statuses (codes) of those indicators. TableError names those that the table lacks."""
        place = {name: i for i, name in enumerate(self.indicators)}
        lacking = [name for name in names if name not in place]
        if lacking:
            said = f"the table lacks the columns {', '.join(lacking)}; it has {', '.join(self.indicators)}"
            wordy = [name for name in lacking if name in self.groups]
            raise TableError("; ".join([said, *(f"{n} holds words, as {max(self.groups[n])!r}" for n in wordy)]))
        chosen = [place[name] for name in names]
        return self.values[:, chosen], self.codes[:, chosen]

    def labels(self, name: str) -> tuple[str, ...]:
        """One label per unit: a column of text, else one of numbers as text, '' where there is none. TableError if unknown."""
        if name in self.groups:
            return self.groups[name]
        if name not in self.indicators:
            known = (*self.groups, *self.indicators)
            more = f" and {len(known) - NAMED} more" if len(known) > NAMED else ""
            raise TableError(f"the table has no column {name!r} to group by; it has {', '.join(known[:NAMED])}{more}")
        return tuple("" if np.isnan(v) else f"{v:g}" for v in self.columns((name,))[0][:, 0])

    def joined(self, other: Table) -> Table:
        """This table with the other's columns and groups beside, by unit; a unit that the other lacks is NOT_TRIED there.

        TableError where both have a column of one name, or where they have no unit in common.
        """
        twice = [name for name in other.indicators if name in self.indicators]
        if twice:
            raise TableError(f"both tables have the columns {', '.join(twice)}")
        place = {unit: i for i, unit in enumerate(other.units)}
        rows = np.array([place.get(unit, -1) for unit in self.units], int)
        if not (rows >= 0).any():
            file, some = other.source.file if other.source else "the other table", (", ".join(t.units[:3]) for t in (other, self))
            raise TableError("{} has none of the units: it names {} ..., here are {} ...".format(file, *some))
        values, status = blank(len(self.units), len(other.indicators))
        values[rows >= 0], status[rows >= 0] = other.values[rows[rows >= 0]], other.codes[rows[rows >= 0]]
        groups = {name: tuple(column[i] if i >= 0 else "" for i in rows) for name, column in other.groups.items()}
        return replace(
            self, indicators=(*self.indicators, *other.indicators), values=np.hstack([self.values, values]),
            codes=np.hstack([self.codes, status]), groups={**self.groups, **groups}, simulated=self.simulated or other.simulated,
        )  # fmt: skip


def from_observations(
    observations: Iterable[Observation],
    units: Sequence[str],
    metrics: Sequence[str],
    groups: Mapping[str, Sequence[str]] | None = None,
) -> Table:
    """The table of these units and metrics; a cell without observation is NOT_TRIED, other units' are left out."""
    rows, columns = ({name: i for i, name in enumerate(names)} for names in (units, metrics))
    values, status = blank(len(units), len(metrics))
    simulated, seen = False, np.zeros(values.shape, bool)
    for o in observations:
        if o.unit not in rows or o.metric not in columns:
            continue
        cell = rows[o.unit], columns[o.metric]
        if seen[cell]:
            raise TableError(f"unit {o.unit}: two observations of {o.metric} (second: period {o.period})")
        seen[cell] = True
        simulated |= o.simulated
        values[cell], status[cell] = _cell(o), coded.status(o.status.value)
    labels = {name: tuple(column) for name, column in (groups or {}).items()}
    return Table(tuple(units), tuple(metrics), values, status, simulated, labels)


def blank(units: int, indicators: int) -> tuple[Array, Codes]:
    """No values, and NOT_TRIED everywhere."""
    return np.full((units, indicators), np.nan), np.full((units, indicators), coded.status(Status.NOT_TRIED.value), np.uint8)


def _cell(o: Observation) -> float:
    value = o.bound if o.status is Status.CENSORED and o.value is None else o.value
    if (value is not None) != (o.status in (Status.OK, Status.CENSORED)):
        raise TableError(f"unit {o.unit}: {o.metric} is {o.status} with value {value}")
    return float("nan") if value is None else value
