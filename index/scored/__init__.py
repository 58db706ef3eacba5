"""What scoring gives: every stage kept, every missing score with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from ...contract import Status
from ..arrays import Array, Mask
from ..scheme.model import Branch, Scheme
from ..table import Table
from ..table import codes as coded
from ..table.codes import Codes, Words
from .records import Adjustment as Adjustment
from .records import Change as Change

LEAVES = ("raw", "denominated", "screened", "imputed", "treated", "normalised")  # stages of units x indicators
STAGES = (*LEAVES, "status", "handling", "aggregated", "adjusted", "coverage")


@dataclass(frozen=True)
class Scored:
    """Scores and coverage of units x nodes (composites first, then the tree), NaN where there is none.

    `stages`: units x leaves, by the names in LEAVES; `codes`: what was done with each cell (value, bound, zero, drop,
    exclude, impute). `branches`: every sum that was done, with the weights it was done with. `aggregated`: each node before
    the rules for it. `kept`: units that were not screened out. `why`: per indicator what treatment did, where it did.
    `notes` record what was decided on the way. Coverage is the share of the weight below a node that was observed, NaN where
    nothing applies.
    """

    scheme: Scheme
    table: Table
    branches: tuple[Branch, ...]
    codes: Codes
    stages: Mapping[str, Array]
    scores: Array
    coverage: Array
    aggregated: Array
    kept: Mask
    notes: tuple[str, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Column of each node in `scores` and `coverage`."""
        return {node: i for i, node in enumerate(self.scheme.kinds)}

    @cached_property
    def leaf_columns(self) -> Mapping[str, int]:
        """Column of each indicator in the stages, `status` and `handling`."""
        return {leaf.id: i for i, leaf in enumerate(self.scheme.leaves)}

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {unit: i for i, unit in enumerate(self.table.units)}

    @property
    def raw(self) -> Array:
        """Values of units x leaves as they were given; a lower bound where CENSORED."""
        return self.stages["raw"]

    @property
    def normalised(self) -> Array:
        """Scores of units x leaves, with what stands in for missing ones, before a full mark of their own."""
        return self.stages["normalised"]

    @cached_property
    def status_codes(self) -> Codes:
        """Statuses of units x leaves as codes."""
        return self.table.columns([leaf.metric for leaf in self.scheme.leaves])[1]

    @cached_property
    def status(self) -> Words:
        """Statuses of units x leaves as words."""
        return coded.words(self.status_codes, coded.STATUS)

    @cached_property
    def handling(self) -> Words:
        """What was done with each cell of units x leaves, as words."""
        return coded.words(self.codes, coded.HANDLING)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every cell that imputation or treatment changed."""
        from .changes import changes

        return changes(self)

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
        if not self.kept[row]:
            return next((why for who, _, why in self._left_out if who == unit or who.startswith(f"{unit} ")), "left out")
        if np.isnan(share):
            return "does not apply"
        branch = next((b for b in self.branches if b.id == node and b.of == "children"), None)
        if branch and share > 0:
            there = sum(self.score(unit, child) is not None for child in branch.children)
            return f"{there} of {len(branch.children)} below it have a score, {branch.threshold:.0%} wanted"
        if share > 0:
            return f"{share:.0%} observed, {self.scheme.thresholds.get(self.scheme.kinds[node], 0):.0%} wanted"
        found = Counter(str(self.status[row, self.leaf_columns[leaf]]) for leaf in self.below(node))
        return "not observed: " + ", ".join(f"{status} x{n}" for status, n in found.most_common() if status != Status.OK)

    @property
    def _left_out(self) -> list[tuple[str, str, str]]:
        return [note.partition(": ") for note in self.notes if ": left out, " in note]

    def below(self, node: str) -> list[str]:
        """The indicators under a node, or the node itself where it is one."""
        members: Sequence[str] = next((c.nodes for c in self.scheme.composites if c.id == node), (node,))
        return [n.id for member in members for n in self.scheme.nodes[member].walk() if n.metric]

    def frame(self, stage: str) -> pd.DataFrame:
        """One stage as a table of units x indicators, or x nodes for aggregated, adjusted and coverage. Stages: see STAGES."""
        if stage not in STAGES:
            raise ValueError(f"no stage {stage!r}; there are {', '.join(STAGES)}")
        data = self.stages[stage] if stage in LEAVES else self.scores if stage == "adjusted" else getattr(self, stage)
        names = self.columns if stage in ("aggregated", "adjusted", "coverage") else self.leaf_columns
        return pd.DataFrame(data, index=pd.Index(self.table.units, name="unit"), columns=list(names))


def plain(value: float) -> float | None:
    """A number of Python's own, None for NaN."""
    return None if np.isnan(value) else float(value)
