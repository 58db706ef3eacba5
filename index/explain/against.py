"""Hypothetical rows of children's scores, valued as a branch values a unit: against the units as they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..arrays import Array, Axes, Mask
from ..engine.adjusting import full_of
from ..scheme.model import Branch
from ..scored import Scored
from ..steps import aggregate


def inner(scored: Scored, nodes: Sequence[str]) -> Array:
    """Scores of units x those nodes as they go up into their parents: on 0..100, before a full mark is put on them."""
    return _scaled(scored, scored.scores, nodes)


def inner_of(scored: Scored, unit: str, nodes: Sequence[str]) -> Array:
    """The same of one unit."""
    return _scaled(scored, scored.scores[scored.rows[unit]], nodes)


def before_rules(scored: Scored, nodes: Sequence[str]) -> Array:
    """As `inner`, before the rules for those nodes themselves."""
    return _scaled(scored, scored.aggregated, nodes)


def before_rules_of(scored: Scored, unit: str, nodes: Sequence[str]) -> Array:
    """The same of one unit."""
    return _scaled(scored, scored.aggregated[scored.rows[unit]], nodes)


def _scaled(scored: Scored, scores: Array, nodes: Sequence[str]) -> Array:
    factors = np.array([full_of(scored.scheme, node) for node in nodes])
    return np.asarray(scores[..., [scored.columns[node] for node in nodes]] / factors)


def valued(scored: Scored, branch: Branch, rows: Array) -> Array:
    """The branch's value of each of those rows (k x children, NaN where a child is missing); NaN where it gives none.

    A method that compares units holds a row against the table's units as they stand, itself among them as a tie, so that a
    unit's own row gives its own value. Where a mean cannot take a row that no unit has, it is 0, its limit at a child of 0.
    """
    weights = np.array(branch.weights, np.float64)
    if branch.aggregate in aggregate.AMONG:
        return aggregate.AMONG[branch.aggregate](rows, inner(scored, branch.children), weights)
    if branch.aggregate in aggregate.MEANS:
        return _mean(branch, rows, weights)
    return aggregate.method(branch.aggregate, branch.power)(rows, weights, Axes(["in between"] * len(rows), branch.children))


def _mean(branch: Branch, rows: Array, weights: Array) -> Array:
    mean = aggregate.mean_of(branch.aggregate, branch.power)
    refused: Mask = mean.refuses(rows) & (weights > 0)
    taken = np.where(refused, 1.0, rows)
    found = mean.over(taken, weights, Axes(["in between"] * len(rows), branch.children))
    return np.where(np.broadcast_to(refused, rows.shape).any(axis=1), 0.0, found)
