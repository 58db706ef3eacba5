"""Every unit's score and rank in every node: of all, and within a group of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ..scored import Scored, plain
from ..steps import rank


@dataclass(frozen=True, slots=True)
class UnitRank:
    """One unit in one node. `rank` 1 is best of the `of` units with a score; the same within its group, None without one."""

    unit: str
    node: str
    title: str
    score: float | None
    rank: int | None
    of: int
    group: str
    group_rank: int | None
    group_of: int


def nodes_by_level(scored: Scored) -> list[str]:
    """Every node, composites and the highest level first, in the scheme's order within a level."""
    levels = scored.scheme.levels
    height = {node: levels.index(kind) if kind in levels else -1 for node, kind in scored.scheme.kinds.items()}
    return sorted(scored.columns, key=lambda node: height[node])


def standings(scored: Scored, nodes: Collection[str] | None = None, groups: Sequence[str] | None = None) -> list[UnitRank]:
    """All units of all nodes (or those chosen), best first within a node; `groups` has one label per unit, '' for none."""
    labels = list(groups) if groups else [""] * len(scored.table.units)
    return [row for node in nodes_by_level(scored) if nodes is None or node in nodes for row in _of_node(scored, node, labels)]


def _of_node(scored: Scored, node: str, labels: Sequence[str]) -> list[UnitRank]:
    order, title = rank.METHODS[scored.scheme.ranking], scored.scheme.title_of(node)
    scores = scored.scores[:, scored.columns[node]]
    ranks, of = order(scores), int(np.count_nonzero(~np.isnan(scores)))
    within, count = np.zeros(len(scores), int), np.zeros(len(scores), int)
    for label in dict.fromkeys(filter(None, labels)):
        rows = np.array([i for i, own in enumerate(labels) if own == label])
        within[rows] = order(scores[rows])
        count[rows] = np.count_nonzero(~np.isnan(scores[rows]))
    rows_of = [
        UnitRank(unit, node, title, plain(scores[i]), int(ranks[i]) or None, of, labels[i], int(within[i]) or None, int(count[i]))
        for i, unit in enumerate(scored.table.units)
    ]
    return sorted(rows_of, key=lambda row: row.rank or len(scores) + 1)
