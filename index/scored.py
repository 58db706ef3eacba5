"""What scoring gives: every stage kept, every missing score with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ..contract import Status
from .arrays import Array
from .scheme.model import Scheme
from .table import Statuses, Table

STAGES = ("raw", "status", "handling", "normalised", "aggregated", "coverage")


@dataclass(frozen=True)
class Scored:
    """Scores and coverage of units x nodes (composites first, then the tree), NaN where there is none.

    `raw`, `status` and `handling` (value, zero, bound, drop, impute, exclude) are of units x leaves. `notes` record what
    was decided on the way. Coverage is the share of the weight below a node that was observed, NaN where nothing applies.
    """

    scheme: Scheme
    table: Table
    raw: Array
    status: Statuses
    handling: Statuses
    scores: Array
    coverage: Array
    notes: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Column of each node in `scores` and `coverage`."""
        return {node: i for i, node in enumerate(self.scheme.kinds)}

    @cached_property
    def leaf_columns(self) -> Mapping[str, int]:
        """Column of each indicator in `raw`, `status` and `handling`."""
        return {leaf.id: i for i, leaf in enumerate(self.scheme.leaves)}

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {unit: i for i, unit in enumerate(self.table.units)}

    @property
    def normalised(self) -> Array:
        """Scores of units x leaves."""
        return self.scores[:, [self.columns[leaf.id] for leaf in self.scheme.leaves]]

    def score(self, unit: str, node: str) -> float | None:
        """0..100 (or as the scheme's values are given); None where there is none, see `reason`."""
        return plain(self.scores[self.rows[unit], self.columns[node]])

    def covered(self, unit: str, node: str) -> float:
        """Share of the weight below a node that was observed; 0 where nothing applies."""
        return plain(self.coverage[self.rows[unit], self.columns[node]]) or 0.0

    def reason(self, unit: str, node: str) -> str:
        """Why a node has no score; '' where it has one."""
        row, column = self.rows[unit], self.columns[node]
        share = self.coverage[row, column]
        if not np.isnan(self.scores[row, column]):
            return ""
        if np.isnan(share):
            return "does not apply"
        if share > 0:
            return f"{share:.0%} observed, {self.scheme.thresholds.get(self.scheme.kinds[node], 0):.0%} wanted"
        found = Counter(str(self.status[row, self.leaf_columns[leaf]]) for leaf in self.below(node))
        return "not observed: " + ", ".join(f"{status} x{n}" for status, n in found.most_common() if status != Status.OK)

    def below(self, node: str) -> list[str]:
        """The indicators under a node, or the node itself where it is one."""
        members: Sequence[str] = next((c.nodes for c in self.scheme.composites if c.id == node), (node,))
        return [n.id for member in members for n in self.scheme.nodes[member].walk() if n.metric]

    def frame(self, stage: str) -> pd.DataFrame:
        """One stage as a table of units x indicators, or x nodes for `aggregated` and `coverage`. Stages: see STAGES."""
        if stage not in STAGES:
            raise ValueError(f"no stage {stage!r}; there are {', '.join(STAGES)}")
        data = self.scores if stage == "aggregated" else getattr(self, stage)
        names = self.columns if stage in ("aggregated", "coverage") else self.leaf_columns
        return pd.DataFrame(data, index=pd.Index(self.table.units, name="unit"), columns=list(names))


def plain(value: float) -> float | None:
    """A number of Python's own, None for NaN."""
    return None if np.isnan(value) else float(value)
