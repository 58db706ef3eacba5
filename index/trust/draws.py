"""Weights drawn around a scheme's own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..arrays import Array
from ..scheme.model import COMPOSITE, Branch, Scheme


def draw_weights(scheme: Scheme, rng: np.random.Generator, draws: int, concentration: float | None) -> dict[str, Array]:
    """Per branch the weights (draws x children) from Dirichlet(concentration x weights), up to a factor; None: the scheme's own.

    Gamma variates are drawn per node, so that composites which take their weights from the tree vary together.
    """
    if concentration is None:
        return {b.id: np.broadcast_to(np.array(b.weights), (draws, len(b.weights))) for b in scheme.branches}
    of_node = {node: rng.standard_gamma(concentration * share, draws) for node, share in scheme.weights.items()}
    return {branch.id: _of_branch(branch, scheme.weights, of_node, rng, draws, concentration) for branch in scheme.branches}


def _of_branch(
    branch: Branch,
    tree: Mapping[str, float],
    of_node: Mapping[str, Array],
    rng: np.random.Generator,
    draws: int,
    concentration: float,
) -> Array:
    shares = np.array([tree[child] for child in branch.children])
    if branch.kind == COMPOSITE and not np.allclose(branch.weights, shares / shares.sum()):
        return rng.standard_gamma(concentration * np.array(branch.weights), (draws, len(branch.weights)))
    return np.stack([of_node[child] for child in branch.children], axis=-1)
