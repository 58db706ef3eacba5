"""What each element counts: its weight in the whole, and what becomes of the ranks without it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..scored import Scored
from ..steps import rank
from .without import summed_again, without


@dataclass(frozen=True, slots=True)
class Removal:
    """The top without one element. `shift`: mean of |rank - rank before| over the units that keep a score; None where none does.

    `largest` is the greatest such shift, and `unit` whose; `lost` how many units have no score without it. `scores` are the
    top's, in the table's order of units.
    """

    node: str
    title: str
    kind: str
    shift: float | None
    largest: int
    unit: str
    lost: int
    scores: Array


def effective(scored: Scored, top: str) -> dict[str, float]:
    """Each node's share in the top, by the weights used: the product of shares on the way down (a node met twice: their sum).

    The influence of a weight holds only for arithmetic means; see the removals for what an element really moves.
    """
    below = {b.id: dict(zip(b.children, b.weights, strict=True)) for b in scored.branches}
    found: dict[str, float] = {}

    def down(node: str, share: float) -> None:
        found[node] = found.get(node, 0.0) + share
        for child, weight in below.get(node, {}).items():
            down(child, share * weight)

    down(top, 1.0)
    return found


def removals(scored: Scored, top: str, kinds: Collection[str] | None = None) -> list[Removal]:
    """What each element below the top does to its ranks among these units, level by level; `kinds` chooses levels."""
    order = rank.METHODS[scored.scheme.ranking]
    before = summed_again(scored).scores[:, scored.columns[top]]
    below = [node for node in effective(scored, top) if node != top]
    chosen = [node for node in scored.columns if node in below and (kinds is None or scored.scheme.kinds[node] in kinds)]
    return [_removal(scored, node, top, before, order(before)) for node in chosen]


def _removal(scored: Scored, node: str, top: str, before: Array, ranks: rank.Ranks) -> Removal:
    left = without(scored, node)
    scores = left.scores[:, left.columns[top]] if left and top in left.columns else np.full(len(before), np.nan)
    both = ~(np.isnan(before) | np.isnan(scores))
    moved = np.where(both, np.abs(rank.METHODS[scored.scheme.ranking](scores) - ranks), 0)
    most = int(np.argmax(moved))
    shift = float(moved[both].mean()) if both.any() else None
    return Removal(
        node, scored.scheme.title_of(node), scored.scheme.kinds[node], shift, int(moved[most]),
        scored.table.units[most] if moved[most] else "", int(np.count_nonzero(~np.isnan(before) & np.isnan(scores))), scores,
    )  # fmt: skip
