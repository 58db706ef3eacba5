"""How a branch's score is shared out among its children: points per point of each child."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..scheme.model import Branch
from ..scored import Scored
from ..steps import aggregate
from .against import inner
from .game import Game


@dataclass(frozen=True, slots=True)
class Slopes:
    """Slopes x children's scores, and the rest, sum to the branch's score."""

    slopes: Array
    rest: float = 0.0


def slopes(scored: Scored, branch: Branch, below: Array, own: float | None) -> Slopes:
    """Of one unit's children (0..100, NaN where missing) and its own score in the branch; all 0 where it has none."""
    held = np.where(np.isnan(below), 0, branch.weights)
    if own is None or not held.any():
        return Slopes(np.zeros(len(below)))
    if branch.aggregate in aggregate.MEANS:
        return Slopes(held / held.sum() * _steepness(branch, np.where(held > 0, below, own), own))
    if branch.aggregate == "minimum":
        least = (held > 0) & (below == np.where(held > 0, below, np.inf).min())
        return Slopes(least / least.sum())
    return _by_parts(scored, branch, below, own)


def _steepness(branch: Branch, below: Array, own: float) -> Array:
    """(x / M)^(p - 1): the slope of a power mean M of exponent p in x, over the weight. 1 for a mean of 0."""
    exponent = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}.get(branch.aggregate, branch.power)
    if exponent == 1 or own == 0:
        return np.ones(len(below))
    ratio = below / own
    return np.where(ratio == 0, 0, np.where(ratio == 0, 1, ratio) ** (exponent - 1))


def _by_parts(scored: Scored, branch: Branch, below: Array, own: float) -> Slopes:
    """Shapley values against the least of the sample in every child (of a ladder: against 0 in every child)."""
    there = [i for i in range(len(below)) if not np.isnan(below[i])]
    least = np.zeros(len(there))
    if branch.aggregate in aggregate.AMONG:
        least = np.nanmin(inner(scored, branch.children)[:, there], axis=0)
    game = Game(scored, {branch.id: branch}, branch.id)
    names = [branch.children[i] for i in there]
    found = game.parts(dict(zip(names, below[there], strict=True)), dict(zip(names, least, strict=True)))
    steep = np.zeros(len(below))
    for i, name in zip(there, names, strict=True):
        steep[i] = found.get(name, 0.0) / game.factor / below[i] if below[i] else 0.0
    return Slopes(steep, own - float(steep[there] @ below[there]))
