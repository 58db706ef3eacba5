"""What scoring gives: every stage kept, every missing score with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from ...contract import Status
from ..arrays import Array, Mask
from ..arrays import plain as plain
from ..scheme.model import Branch, Scheme
from ..table import Table
from ..table import codes as coded
from ..table.codes import Codes, Words
from .changes import changes
from .records import Adjustment as Adjustment
from .records import Change as Change
from .records import Note as Note

LEAVES = ("raw", "denominated", "screened", "imputed", "treated", "normalised")  # stages of units x indicators
STAGES = (*LEAVES, "status", "handling", "aggregated", "adjusted", "coverage")


@dataclass(frozen=True)
class Scored:
    """Scores and coverage of units x nodes (composites first, then the tree), NaN where there is none.

    `stages`: units x leaves, by the names in LEAVES; `codes`: what was done with each cell (value, bound, zero, drop,
    exclude, impute). `branches`: every sum that was done, with the weights it was done with. `aggregated`: each node before
    the rules for it. `kept`: units that were not screened out; `left_out`: why each of the others was. `why`: per indicator
    what treatment did, where it did.
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
    notes: tuple[Note, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)

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
        return changes(self.scheme, self.table.units, self.stages, self.status, self.why)

    @cached_property
    def adjustments_of(self) -> Mapping[str, tuple[Adjustment, ...]]:
        """The adjustments of each unit that has any."""
        found: dict[str, list[Adjustment]] = {}
        for adjustment in self.adjustments:
            found.setdefault(adjustment.unit, []).append(adjustment)
        return {unit: tuple(own) for unit, own in found.items()}

    def score(self, unit: str, node: str) -> float | None:
        """From 0 to the node's full mark, 100 where the scheme states none (or on the scale that its values are given in);
        None where there is none, see `reason`."""
        return plain(self.scores[self.rows[unit], self.columns[node]])

    def known(self, units: Iterable[str]) -> list[str]:
        """Those of the units that were scored, in the order given."""
        return [unit for unit in units if unit in self.rows]

    def column(self, node: str, units: Sequence[str]) -> Array:
        """The scores of those units in a node, NaN where there is none. KeyError for a unit that was not scored."""
        return np.asarray(self.scores[[self.rows[unit] for unit in units], self.columns[node]])

    def must(self, unit: str, node: str) -> float:
        """The score; ValueError with the reason where there is none."""
        found = self.score(unit, node)
        if found is None:
            raise ValueError(f"unit {unit} has no score in {node}: {self.reason(unit, node)}")
        return found

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
            return self.left_out[unit]
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
