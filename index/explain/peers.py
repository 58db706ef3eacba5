"""The nearest units that do better: who is like this one, and ahead of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..scored import Scored
from ..table.codes import are
from .against import inner
from .exemplars import Ahead, ahead
from .rows import branches_below

COMMON = 0.5  # least share of the node's weight that both must have been seen in; ours


@dataclass(frozen=True, slots=True)
class Peer:
    """A unit with a higher score. `distance`: root of the weighted mean square of the differences between the indicators'
    scores (0..100) that both have; `common`: the share of the node's weight that these stand for."""

    unit: str
    score: float
    distance: float
    common: float
    ahead: tuple[Ahead, ...]


def peers(scored: Scored, unit: str, node: str, among: Sequence[str], most: int = 5, shown: int = 3) -> list[Peer]:
    """The nearest of those units that have a higher score in the node, nearest first. The distance is ours.

    The nearer one is, the fewer things it does otherwise: where it is ahead is what a unit of this shape could do next. Units
    with which less than half of the weight is in common are passed over. ValueError where the unit has no score.
    """
    own = scored.must(unit, node)
    scores = scored.scores[:, scored.columns[node]]
    better = [other for other in among if other in scored.rows and other != unit and scores[scored.rows[other]] > own]
    distance, common = _distances(scored, unit, node, better)
    near = [(float(d), -float(scores[scored.rows[o]]), o, float(c)) for d, o, c in zip(distance, better, common, strict=True)]
    nearest = sorted(row for row in near if row[3] >= COMMON)[:most]
    return [Peer(o, -score, d, c, tuple(ahead(scored, unit, o, node, shown))) for d, score, o, c in nearest]


def _distances(scored: Scored, unit: str, node: str, others: Sequence[str]) -> tuple[Array, Array]:
    """Of each of the others the distance (NaN without anything in common) and the share of the weight in common."""
    leaves = scored.below(node)
    weights, profiles = _weights(scored, node, leaves), _profiles(scored, leaves)
    gap = profiles[[scored.rows[other] for other in others]] - profiles[scored.rows[unit]]
    there = ~np.isnan(gap)
    mass, square = there @ weights, np.where(there, gap, 0) ** 2 @ weights
    mean = np.divide(square, mass, out=np.full(len(gap), np.nan), where=mass > 0)
    return np.sqrt(mean), mass / weights.sum()


def _weights(scored: Scored, node: str, leaves: Sequence[str]) -> Array:
    """Each indicator's share in the node, with the weights that were used."""
    found = {node: 1.0}
    for branch in branches_below(scored, node).values():  # parents first
        found.update({child: found[branch.id] * share for child, share in zip(branch.children, branch.weights, strict=True)})
    return np.array([found[leaf] for leaf in leaves])


def _profiles(scored: Scored, leaves: Sequence[str]) -> Array:
    """Scores (0..100) of units x indicators, NaN where there is none or it was imputed."""
    imputed = are(scored.codes[:, [scored.leaf_columns[leaf] for leaf in leaves]], "impute")
    return np.where(imputed, np.nan, inner(scored, leaves))
