"""Aggregation by comparing units two by two: Copeland's balance and the mean share of the outranking matrix."""

from __future__ import annotations

import numpy as np

from ..arrays import HAIR, Array, Axes
from .compared import among, blocks, each, shares


def outrank_matrix(x: Array, weights: Array) -> Array:
    """Units x units: the weighted share of children in which the row's unit is above the column's, ties half.

    0 on the diagonal; NaN where two units share no child. The outranking matrix of G. Munda and M. Nardo, Noncompensatory/
    nonlinear composite indicators for ranking countries, Applied Economics 41(12), 2009.
    """
    matrix = np.concatenate([shares(*compared)[0] for _, compared in blocks(x, x, weights[None])])
    np.fill_diagonal(matrix, 0)
    return matrix


def copeland(x: Array, weights: Array, axes: Axes) -> Array:
    """Units outranked less units that outrank, -(n - 1)..n - 1: a share above a half is +1, below it -1, a half 0.

    A pair without a common child counts 0. StepError where a unit can be compared with no other.
    """
    return each(x, weights, axes, _balance)


def outranking(x: Array, weights: Array, axes: Axes) -> Array:
    """Mean of the unit's shares over the units it can be compared with, x 100. StepError where there is none."""
    return each(x, weights, axes, _mean_share)


def copeland_among(rows: Array, sample: Array, weights: Array) -> Array:
    """What each of rows x children would get against the sample as it stands. The unit itself is in it, as a tie."""
    return among(rows, sample, weights, _balance)


def outranking_among(rows: Array, sample: Array, weights: Array) -> Array:
    """The same of `outranking`: the tie with itself is taken out of the mean. NaN where that leaves nobody."""
    return among(rows, sample, weights, _share_of_others)


def _balance(margin: Array, both: Array) -> Array:
    edge = 2 * HAIR * both
    return np.asarray((margin > edge).sum(axis=-1, dtype=float) - (margin < -edge).sum(axis=-1))


def _share_of_others(margin: Array, both: Array) -> Array:
    known = both > 0
    total, others = np.where(known, shares(margin, both), 0).sum(axis=-1) - 0.5, known.sum(axis=-1) - 1
    return np.asarray(np.divide(total * 100, others, out=np.full(total.shape, np.nan), where=others > 0))


def _mean_share(margin: Array, both: Array) -> Array:
    known = both > 0
    return np.asarray(np.where(known, shares(margin, both), 0).sum(axis=-1) / known.sum(axis=-1) * 100)
