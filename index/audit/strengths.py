"""Where each unit stands best and worst among the others, by its raw indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..arrays import Array
from ..scored import Scored


@dataclass(frozen=True, slots=True)
class Strength:
    """One indicator of one unit: `side` strength or weakness, `place` 1..5 on that side, best first on both."""

    unit: str
    side: str
    place: int
    indicator: str
    title: str
    branch: str
    rank: int
    value: float


def chosen(ranks: Array, branches: Sequence[str], most: int = 5) -> tuple[list[int], list[int]]:
    """The columns that are strengths and those that are weaknesses, of one unit's ranks (NaN: no value or no rank that tells).

    Sorted by rank; of equals first the branch whose name comes first, then the scheme's order. Fewer than 2 x `most` columns
    give the same one on both sides.
    """
    there = [i for i in range(len(ranks)) if not np.isnan(ranks[i])]
    order = sorted(there, key=lambda i: (ranks[i], branches[i], i))
    return order[:most], order[-most:] if order else []


def telling_ranks(directed: Array) -> Array:
    """Ranks of units in each column, 1 the greatest, equals the lower number; NaN where there is no value, or the worst rank.

    Who shares the worst rank of an indicator, often half the units at zero, says nothing by it (so does COINr's `get_str_weak`).
    """
    ranks = pd.DataFrame(directed).rank(ascending=False, method="min").to_numpy(dtype=float)
    worst = np.where(np.isnan(ranks), -np.inf, ranks).max(axis=0)
    return np.where(ranks == worst, np.nan, ranks)


def strengths(scored: Scored, most: int = 5) -> list[Strength]:
    """Every unit's strengths and weaknesses among the indicators, best first."""
    leaves = scored.scheme.leaves
    branches = [scored.scheme.parents[leaf.id] for leaf in leaves]
    ranks = telling_ranks(scored.raw * np.array([leaf.normalise.direction for leaf in leaves], float))
    found = []
    for row, unit in enumerate(scored.table.units):
        for side, columns in zip(("strength", "weakness"), chosen(ranks[row], branches, most), strict=True):
            for place, i in enumerate(columns, start=1):
                value, rank = float(scored.raw[row, i]), int(ranks[row, i])
                found.append(Strength(unit, side, place, leaves[i].id, leaves[i].title, branches[i], rank, value))
    return found
