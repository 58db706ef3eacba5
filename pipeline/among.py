"""One population of a scored period: middle, best and place of every node and indicator, each reckoned once.

Where only one unit has a score or value there is nobody to compare it with: no middle, no best, no place, no leader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..index.arrays import Array
from ..index.explain.exemplars import Leader, leaders, tops
from ..index.explain.goals import holders
from ..index.percentile import percentiles
from ..index.scored import Scored, plain
from ..index.trust.uncertainty import Intervals


@dataclass(frozen=True)
class Among:
    """The units that are compared with one another."""

    scored: Scored
    population: str
    units: Sequence[str]
    spans: Intervals
    directions: Mapping[str, int]  # of each indicator, by node: 1 more is better

    @cached_property
    def rows(self) -> list[int]:
        return [self.scored.rows[unit] for unit in self.units]

    def column(self, node: str) -> Array:
        """The scores in a node from the lowest up, those without one left out."""
        scores = self.scored.scores[self.rows, self.scored.columns[node]]
        return np.sort(scores[~np.isnan(scores)])

    @cached_property
    def sorted(self) -> dict[str, tuple[float, ...]]:
        """The scores in every node above the indicators, from the lowest up."""
        nodes = [node for node in self.scored.columns if node not in self.scored.leaf_columns]
        return {node: tuple(self.column(node).tolist()) for node in nodes}

    def middle(self, node: str) -> float | None:
        """The median score in a node above the indicators."""
        return float(np.median(self.sorted[node])) if len(self.sorted[node]) > 1 else None

    def best(self, node: str) -> float | None:
        """The highest score in a node above the indicators."""
        return self.sorted[node][-1] if len(self.sorted[node]) > 1 else None

    @cached_property
    def medians(self) -> Mapping[str, float | None]:
        """Per indicator the median of the values that there are."""
        return {leaf: self._median(column) for leaf, column in self.scored.leaf_columns.items()}

    @cached_property
    def shares(self) -> Mapping[str, float | None]:
        """Per indicator the mean of the values that there are: of a yes or no the share of those that have it."""
        return {leaf: self._mean(column) for leaf, column in self.scored.leaf_columns.items()}

    def _known(self, column: int) -> Array:
        raw = self.scored.raw[self.rows, column]
        return raw[~np.isnan(raw)]

    def _median(self, column: int) -> float | None:
        known = self._known(column)
        return float(np.median(known)) if known.size > 1 else None

    def _mean(self, column: int) -> float | None:
        known = self._known(column)
        return float(known.mean()) if known.size > 1 else None

    @cached_property
    def percentiles(self) -> Mapping[str, Mapping[str, float]]:
        """Per indicator the percentile of each unit that has a score, 100 above all others."""
        return {leaf: self._percentiles(leaf) for leaf in self.scored.leaf_columns}

    def _percentiles(self, leaf: str) -> dict[str, float]:
        found = percentiles(self.scored.scores[self.rows, self.scored.columns[leaf]])
        there = {unit: float(p) for unit, p in zip(self.units, found, strict=True) if not np.isnan(p)}
        return there if len(there) > 1 else {}

    @cached_property
    def bests(self) -> Mapping[str, tuple[float | None, tuple[str, ...]]]:
        """Per indicator the best value, by its direction, of those with the highest score, and who has it."""
        return {leaf: self._best(leaf) for leaf in self.scored.leaf_columns}

    def _best(self, leaf: str) -> tuple[float | None, tuple[str, ...]]:
        first, column = tops(self.scored, leaf, self.units), self.scored.leaf_columns[leaf]
        if len(self.percentiles[leaf]) < 2:
            return None, ()
        values = {unit: plain(self.scored.raw[self.scored.rows[unit], column]) for unit in first}
        seen = [value for value in values.values() if value is not None]
        if not seen:
            return None, tuple(first)
        best = max(seen) if self.directions[leaf] > 0 else min(seen)
        return best, tuple(unit for unit, value in values.items() if value == best)

    @cached_property
    def _holders(self) -> dict[str, Mapping[str, str]]:
        return {}

    def holders(self, node: str) -> Mapping[str, str]:
        """Who is best in each indicator below a node."""
        if node not in self._holders:
            self._holders[node] = holders(self.scored, node, self.units)
        return self._holders[node]

    @cached_property
    def leaders(self) -> Mapping[str, Leader]:
        """Who leads, per top node in which several have a score."""
        found = leaders(self.scored, self.population, self.units, self.spans)
        return {lead.node: lead for lead in found if lead.of > 1}
