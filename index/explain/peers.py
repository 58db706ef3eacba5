"""The nearest units that do better: who is like this one, and ahead of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..scored import Scored
from .exemplars import Ahead, ahead
from .parts import explain, indicators

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
    own = scored.score(unit, node)
    if own is None:
        raise ValueError(f"unit {unit} has no score in {node}: {scored.reason(unit, node)}")
    weights, profile = _profile(scored, unit, node)
    found = []
    for other in among:
        score = scored.score(other, node) if other in scored.rows and other != unit else None
        if score is None or score <= own:
            continue
        gap = profile - _profile(scored, other, node)[1]
        both = ~np.isnan(gap)
        common = float(weights[both].sum() / weights.sum())
        if common >= COMMON:
            distance = float(np.sqrt(np.average(gap[both] ** 2, weights=weights[both])))
            found.append(Peer(other, score, distance, common, tuple(ahead(scored, unit, other, node, shown))))
    return sorted(found, key=lambda peer: (peer.distance, -peer.score, peer.unit))[:most]


def _profile(scored: Scored, unit: str, node: str) -> tuple[np.ndarray, np.ndarray]:
    parts = indicators(explain(scored, unit, node))
    scores = [np.nan if p.score is None or p.handling == "impute" else p.score for p in parts]
    return np.array([p.weight for p in parts]), np.array(scores)
