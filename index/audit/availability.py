"""How much of what a node should rest on was seen: shares of indicators, whatever they weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...contract import Status
from ..arrays import Array, Mask
from ..scored import Scored
from ..table import codes


@dataclass(frozen=True, slots=True)
class Availability:
    """`shares` of units x nodes, 0..1: indicators observed of those that apply; NaN where none applies."""

    units: tuple[str, ...]
    nodes: tuple[str, ...]
    shares: Array

    def means(self) -> dict[str, float | None]:
        """Each node's mean over the units to which it applies; None where it applies to nobody."""
        there = ~np.isnan(self.shares)
        totals = np.where(there, self.shares, 0).sum(axis=0)
        counts = there.sum(axis=0)
        return {node: float(t / n) if n else None for node, t, n in zip(self.nodes, totals, counts, strict=True)}


def shares(present: Mask, applies: Mask, groups: Mapping[str, Sequence[int]]) -> Array:
    """Units x groups: how many of the group's columns are present, of those that apply; NaN where none applies."""
    found = np.full((len(present), len(groups)), np.nan)
    for column, members in enumerate(groups.values()):
        of = applies[:, members].sum(axis=1)
        np.divide((present & applies)[:, members].sum(axis=1), of, out=found[:, column], where=of > 0)
    return found


def availability(scored: Scored) -> Availability:
    """Every node that has indicators below it, each unit.

    What counts as zero was observed, what is imputed was not; a value whose denominator is missing was.
    """
    nodes = tuple(node for node in scored.columns if node not in scored.leaf_columns)
    groups = {node: [scored.leaf_columns[leaf] for leaf in scored.below(node)] for node in nodes}
    known = scored.status_codes == codes.status(Status.OK.value)
    present = known | codes.are(scored.codes, "value", "bound", "zero")
    return Availability(scored.table.units, nodes, shares(present, ~codes.are(scored.codes, "exclude"), groups))
