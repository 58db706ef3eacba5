"""What many runs say of each unit's place: its 90 % interval, its classes, who is before whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array

LOW, HIGH = 0.05, 0.95  # the quantiles of the ranks that COINr's `get_sensitivity` tells
MOST = 400  # ours: for more units the matrix of pairs is not made
Places = NDArray[np.unsignedinteger]


@dataclass(frozen=True)
class Standing:
    """One node's runs for the units that have a score in it. `rank` is the published one.

    `ranks` are units x runs, 0 where a run left a unit without a score; `classes` are units x runs, numbers of
    `labels` from 1, 0 for none; None where the node has no classes.
    """

    node: str
    units: tuple[str, ...]
    rank: NDArray[np.int64]
    ranks: Places
    labels: tuple[str, ...]
    classes: Places | None

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {unit: i for i, unit in enumerate(self.units)}

    @cached_property
    def unranked(self) -> Array:
        """Per unit the share of runs in which it had no score."""
        return np.asarray((self.ranks == 0).mean(axis=1))

    @cached_property
    def _sorted(self) -> Places:
        """Each unit's ranks from the best, those it lacks last."""
        top = np.iinfo(self.ranks.dtype).max
        return np.sort(np.where(self.ranks == 0, top, self.ranks) if (self.ranks == 0).any() else self.ranks, axis=1)

    @cached_property
    def _counts(self) -> NDArray[np.int64]:
        return np.asarray(np.maximum(np.count_nonzero(self.ranks, axis=1), 1), np.int64)

    def _at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.take_along_axis(self._sorted, places[:, np.newaxis], axis=1)[:, 0].astype(np.int64)

    @cached_property
    def low(self) -> NDArray[np.int64]:
        """Best rank of the interval: the 5 % quantile (a rank that occurred), or the published rank where that is better."""
        return np.minimum(self.rank, self._at((LOW * self._counts).astype(np.int64)))

    @cached_property
    def high(self) -> NDArray[np.int64]:
        """Worst rank of the interval: the 95 % quantile, or the published rank where that is worse."""
        last = self._at(np.ceil(HIGH * self._counts).astype(np.int64) - 1)
        return np.maximum(self.rank, np.where(self.unranked == 1, self.rank, last))

    @cached_property
    def median(self) -> Array:
        """Median rank over the runs in which the unit had one; NaN where it never had."""
        middle = (self._at((self._counts - 1) // 2) + self._at(self._counts // 2)) / 2
        return np.where(self.unranked == 1, np.nan, middle)

    @cached_property
    def mean(self) -> Array:
        """Mean rank over the runs in which the unit had one; NaN where it never had."""
        return np.where(self.unranked == 1, np.nan, self.ranks.sum(axis=1, dtype=np.int64) / self._counts)

    @cached_property
    def first(self) -> Array:
        """Per unit the share of runs in which it was first; ties are first together."""
        return np.asarray((self.ranks == 1).mean(axis=1))

    @cached_property
    def tiers(self) -> Array:
        """Units x labels: the share of runs in which the unit was in that class; of no label where there are no classes."""
        if self.classes is None:
            return np.empty((len(self.units), 0))
        return np.stack([(self.classes == i).mean(axis=1) for i in range(1, len(self.labels) + 1)], axis=1)

    def beats(self, one: str, other: str) -> float:
        """Share of runs in which one was before the other; a tie counts for neither."""
        return float(self._ahead(self.rows[one], np.array([self.rows[other]]))[0])

    def pairs(self) -> Array:
        """Units x units: share of runs in which the row was before the column. ValueError for more than MOST units."""
        if len(self.units) > MOST:
            raise ValueError(f"{len(self.units)} units: the matrix is made for at most {MOST}; ask for pairs")
        every = np.arange(len(self.units))
        return np.stack([self._ahead(i, every) for i in range(len(self.units))])

    def _ahead(self, row: int, others: NDArray[np.intp]) -> Array:
        """A unit without a score in a run is before nobody, and behind everybody who has one."""
        own, theirs = self.ranks[row] - 1, self.ranks[others] - 1  # unsigned: 0, no rank, becomes the greatest number
        return np.asarray((own < theirs).mean(axis=1))


def holder(units: int, runs: int) -> Places:
    """Room for ranks: units x runs in the smallest type that holds them."""
    return np.zeros((units, runs), np.uint16 if units < 65_535 else np.uint32)

