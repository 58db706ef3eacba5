"""Hypothetical rows of children's scores, valued as a branch values a unit: against the units as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..arrays import Array, Axes, Mask
from ..engine.adjusting import full_of
from ..scheme.model import Branch
from ..scored import Scored
from ..steps import aggregate

HAIR = 1e-9  # what two ways of summing may differ by
CELLS = 2_000_000  # rows x units x children compared at once


def inner(scored: Scored, nodes: Sequence[str]) -> Array:
    """Scores of units x those nodes as they go up into their parents: on 0..100, before a full mark is put on them."""
    return _scaled(scored, scored.scores, nodes)


def before_rules(scored: Scored, nodes: Sequence[str]) -> Array:
    """The same before the rules for those nodes themselves."""
    return _scaled(scored, scored.aggregated, nodes)


def _scaled(scored: Scored, scores: Array, nodes: Sequence[str]) -> Array:
    factors = np.array([full_of(scored.scheme, node) for node in nodes])
    return np.asarray(scores[:, [scored.columns[node] for node in nodes]] / factors)


def valued(scored: Scored, branch: Branch, rows: Array) -> Array:
    """The branch's value of each of those rows (k x children, NaN where a child is missing); NaN where it gives none.

    A method that compares units holds a row against the table's units as they stand, itself among them as a tie, so that a
    unit's own row gives its own value. Where a mean cannot take a row that no unit has, it is 0, its limit at a child of 0.
    """
    weights = np.array(branch.weights, np.float64)
    if branch.aggregate in SAMPLED:
        sample = inner(scored, branch.children)
        size = max(1, CELLS // max(1, sample.size))
        blocks = [SAMPLED[branch.aggregate](rows[i : i + size], sample, weights) for i in range(0, len(rows), size)]
        return np.concatenate(blocks) if blocks else np.empty(0)
    if branch.aggregate in aggregate.MEANS:
        return _mean(branch, rows, weights)
    return aggregate.method(branch.aggregate, branch.power)(rows, weights, Axes(["in between"] * len(rows), branch.children))


def _mean(branch: Branch, rows: Array, weights: Array) -> Array:
    mean = aggregate.mean_of(branch.aggregate, branch.power)
    refused: Mask = mean.refuses(rows) & (weights > 0)
    taken = np.where(refused, 1.0, rows)
    found = mean.over(taken, weights, Axes(["in between"] * len(rows), branch.children))
    return np.where(np.broadcast_to(refused, rows.shape).any(axis=1), 0.0, found)


def _shares(rows: Array, sample: Array, weights: Array) -> Array:
    """Rows x units: weighted share of the children that both have in which the row is above, ties half; NaN without any."""
    own, other = _snapped(rows, sample)[:, None, :], sample[None, :, :]
    both = ~np.isnan(own) & ~np.isnan(other)
    above, mass = ((own > other) + 0.5 * (own == other)) @ weights, both @ weights
    return np.asarray(np.divide(above, mass, out=np.full(mass.shape, np.nan), where=mass > 0))


def _snapped(rows: Array, sample: Array) -> Array:
    """Rows with each score that is a unit's own but for rounding put to it: units are compared to the last bit."""
    found = rows.copy()
    for column, scores in zip(found.T, sample.T, strict=True):
        known = np.unique(scores[~np.isnan(scores)])
        if known.size:
            above = np.searchsorted(known, column).clip(0, known.size - 1)
            below = (above - 1).clip(0)
            near = np.where(np.abs(known[above] - column) < np.abs(known[below] - column), known[above], known[below])
            np.copyto(column, near, where=np.abs(near - column) <= HAIR)
    return found


def copeland(rows: Array, sample: Array, weights: Array) -> Array:
    """Units outranked less units that outrank."""
    over = _shares(rows, sample, weights) - 0.5
    found = (over > HAIR).sum(axis=1) - (over < -HAIR).sum(axis=1)
    return np.where(_there(rows, weights), found, np.nan)


def outranking(rows: Array, sample: Array, weights: Array) -> Array:
    """Mean share over the others, x 100: the tie with itself is taken out."""
    shares = _shares(rows, sample, weights)
    known = ~np.isnan(shares)
    total, others = np.where(known, shares, 0).sum(axis=1) - 0.5, known.sum(axis=1) - 1
    mean = np.divide(total * 100, others, out=np.full(len(rows), np.nan), where=others > 0)
    return np.where(_there(rows, weights), mean, np.nan)


def topsis(rows: Array, sample: Array, weights: Array) -> Array:
    """Nearness to the sample's best against its worst, by the sample's vector norms, x 100 (Hwang and Yoon 1981)."""
    length = np.sqrt((np.where(np.isnan(sample), 0, sample) ** 2).sum(axis=0))
    unit = weights / np.where(length == 0, 1, length)
    mine = ~np.isnan(rows) & (weights > 0)
    ideals = (np.where(np.isnan(sample), empty, sample) for empty in (np.inf, -np.inf))
    least, most = (of(ideal, axis=0) * unit for of, ideal in zip((np.min, np.max), ideals, strict=True))
    far, near = (np.sqrt((np.where(mine, rows * unit - ideal, 0) ** 2).sum(axis=1)) for ideal in (least, most))
    total = far + near
    return np.asarray(np.divide(far * 100, total, out=np.full(len(rows), np.nan), where=mine.any(axis=1) & (total > 0)))


def _there(rows: Array, weights: Array) -> Mask:
    return np.asarray((~np.isnan(rows) & (weights > 0)).any(axis=1))


SAMPLED: dict[str, Callable[[Array, Array, Array], Array]] = {f.__name__: f for f in (copeland, outranking, topsis)}
