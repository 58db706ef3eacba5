"""Two units indicator by indicator; two scorings rank by rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..arrays import Array
from ..scored import Scored
from ..steps import rank
from .difference import Line, Side, difference


@dataclass(frozen=True, slots=True)
class Shift:
    """One unit's ranks in two scorings, among the units that both score."""

    unit: str
    ranks: tuple[int, int]
    scores: tuple[float, float]


def units(scored: Scored, first: str, second: str, node: str) -> tuple[Line, ...]:
    """Lines that sum to the difference of the two units' scores. ValueError where one of them has no score there."""
    return difference(Side(scored, first), Side(scored, second), node)


def schemes(first: Scored, second: Scored, nodes: tuple[str, str], members: Sequence[str]) -> tuple[list[Shift], float]:
    """Ranks of one population in two scorings, best in the first on top, and Spearman's ρ (nan under two units or all tied)."""
    both = [u for u in members if _has(first, u, nodes[0]) and _has(second, u, nodes[1])]
    scores = [s.scores[[s.rows[u] for u in both], s.columns[n]] for s, n in zip((first, second), nodes, strict=True)]
    ranks = [rank.competition(column) for column in scores]
    rows = [
        Shift(unit, (int(ranks[0][i]), int(ranks[1][i])), (float(scores[0][i]), float(scores[1][i])))
        for i, unit in enumerate(both)
    ]
    return sorted(rows, key=lambda row: row.ranks), spearman(*scores)


def spearman(a: Array, b: Array) -> float:
    """Rank correlation, ties at their mean rank."""
    pair = pd.DataFrame({"a": a, "b": b}).round(rank.DIGITS).rank()
    return float(pair["a"].corr(pair["b"]))


def _has(scored: Scored, unit: str, node: str) -> bool:
    return unit in scored.rows and scored.score(unit, node) is not None
