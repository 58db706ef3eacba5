"""The full mark of a node: what its score is where every indicator below it is full."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..arrays import Axes
from ..engine.adjusting import full_of
from ..scheme.model import Branch, Node, Normalise
from ..scored import Scored
from ..steps import aggregate

ENDLESS = ("given", "zscore", "rank", "borda", "dist_to_reference")  # scores of these have no end that a scheme states
SHARES = ("outranking", "topsis")  # 100 is the most that they give


def full_marks(scored: Scored) -> dict[str, float | None]:
    """Every node's full mark on the scale that its scores are shown on; None where the scheme states none.

    What a node states (`full`) is taken for it where nothing below says how far a score can go: values that are given as they
    stand may lie on any scale. z-scores, places, Copeland's balance and distances to a reference unit have no full mark.
    """
    branches = {branch.id: branch for branch in scored.branches}
    found: dict[str, float | None] = {}
    for node in scored.columns:
        inner, stated = _inner(scored, branches, node), _stated(scored, node)
        mark = stated if inner is None else inner * full_of(scored.scheme, node)
        found[node] = mark if mark is None or mark > 0 else None
    return found


def _stated(scored: Scored, node: str) -> float | None:
    scheme = scored.scheme
    return scheme.nodes[node].full if node in scheme.nodes else next(c.full for c in scheme.composites if c.id == node)


def _inner(scored: Scored, branches: Mapping[str, Branch], node: str) -> float | None:
    """The most as it goes up into the parent, before a full mark of its own."""
    branch = branches.get(node)
    if branch is None:
        return _end(scored.scheme.nodes[node])
    if branch.aggregate in SHARES:
        return 100.0
    below = [_inner(scored, branches, child) for child in branch.children]
    if branch.aggregate == "copeland" or None in below:
        return None
    most, weights = np.array([below], float), np.array(branch.weights, float)
    how = aggregate.method(branch.aggregate, branch.power)
    return float(how(most, weights, Axes(["full"], branch.children))[0])


def _end(leaf: Node) -> float | None:
    how: Normalise = leaf.normalise
    if how.method == "steps":
        return max(points for _, points in how.steps)
    if how.method in ENDLESS:
        return None
    return 100.0 if how.high is None else how.high
