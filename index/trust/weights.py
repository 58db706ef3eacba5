"""Weights of many runs: drawn around those that a scheme's branches use, or given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..scheme.model import COMPOSITE, Branch
from .alternatives import FactorError

LEAST = np.finfo(float).tiny  # a variate that is 0 by rounding would leave a branch without any weight


@dataclass(frozen=True, slots=True)
class Dirichlet:
    """Weights from Dirichlet(concentration x weights): at 100 (ours) a weight of 0.2 has a standard deviation of 0.04."""

    concentration: float = 100.0

    def __post_init__(self) -> None:
        if not 0 < self.concentration < float("inf"):
            raise FactorError(f"concentration {self.concentration}: want a number above 0")

    def variates(self, shares: Array, rng: np.random.Generator, runs: int) -> Array:
        """Runs x shares of gamma variates: scaled to sum to 1 they are Dirichlet's."""
        drawn = rng.standard_gamma(self.concentration * shares, (runs, len(shares)))
        return np.where(shares > 0, np.maximum(drawn, LEAST), 0)


@dataclass(frozen=True, slots=True)
class PlusMinus:
    """Each weight times a number from 1 - share to 1 + share, uniformly; then scaled to sum to 1.

    So does COINr's `get_noisy_weights`, whose own example takes 0.25.
    """

    share: float = 0.25

    def __post_init__(self) -> None:
        if not 0 < self.share < 1:
            raise FactorError(f"weights ±{self.share}: want a share above 0 and below 1")

    def variates(self, shares: Array, rng: np.random.Generator, runs: int) -> Array:
        """Runs x shares of weights, up to a factor."""
        return shares * rng.uniform(1 - self.share, 1 + self.share, (runs, len(shares)))


Spread = Dirichlet | PlusMinus


def fixed_weights(branches: Sequence[Branch], runs: int) -> dict[str, Array]:
    """Per branch its own weights (runs x children), the same in every run."""
    return {b.id: np.broadcast_to(np.array(b.weights), (runs, len(b.weights))) for b in branches}


def draw_weights(
    branches: Sequence[Branch], roots: Mapping[str, float], spread: Spread, rng: np.random.Generator, runs: int
) -> dict[str, Array]:
    """Per branch the weights of each run (runs x children), up to a factor. `roots` are the shares of the tops of the tree.

    A variate is drawn per node, so that composites which take their weights from the tree vary together.
    """
    shares = _tree(branches, roots)
    drawn = spread.variates(np.array(list(shares.values())), rng, runs)
    found = {b.id: _columns(b, drawn, shares) for b in branches}
    for branch in branches:
        if _own(branch, shares):
            found[branch.id] = spread.variates(np.array(branch.weights), rng, runs)
    return found


def weights_of(branches: Sequence[Branch], roots: Mapping[str, float], sets: Mapping[str, Array]) -> dict[str, Array]:
    """Per branch the weights (runs x children) where each node's are given, one a run; where there is none it keeps its own."""
    shares = _tree(branches, roots)
    runs = len(next(iter(sets.values())))
    own = np.broadcast_to(np.array(list(shares.values())), (runs, len(shares)))
    wanted = np.stack([sets.get(node, np.full(runs, np.nan)) for node in shares], axis=-1)
    given = np.where(np.isnan(wanted), own, wanted)
    fixed = fixed_weights(branches, runs)
    return {b.id: fixed[b.id] if _own(b, shares) else _columns(b, given, shares) for b in branches}


def _tree(branches: Sequence[Branch], roots: Mapping[str, float]) -> dict[str, float]:
    """Each node's share within its parent."""
    below = {c: share for b in branches if b.kind != COMPOSITE for c, share in zip(b.children, b.weights, strict=True)}
    return dict(roots) | below


def _columns(branch: Branch, values: Array, shares: Mapping[str, float]) -> Array:
    place = {node: i for i, node in enumerate(shares)}
    return values[:, [place[child] for child in branch.children]]


def _own(branch: Branch, shares: Mapping[str, float]) -> bool:
    """Whether it is a composite with weights of its own, not the tree's."""
    own = np.array([shares[child] for child in branch.children])
    return branch.kind == COMPOSITE and not np.allclose(branch.weights, own / own.sum())
