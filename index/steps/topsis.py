"""TOPSIS: nearness to the best of every child against the worst of every child; more is better in every child.

Children are divided by their length over the units (vector norm): C.-L. Hwang and K. Yoon, Multiple Attribute Decision Making,
1981. It compares units: what a unit gets changes with the sample.
"""

from __future__ import annotations

import numpy as np

from ..arrays import Array, Axes, Mask, StepError


def topsis(x: Array, weights: Array, axes: Axes) -> Array:
    """100 x distance from the worst / (distance from the worst + distance from the best). A missing child is left out of both.

    StepError where a child is 0 for every unit, or where all the children that a unit has are the same for all units.
    """
    length, best, worst = _measures(x)
    used = ~np.isnan(x) & (weights > 0)
    axes.refuse(used & (length == 0), "0 for every unit, so that it has no vector norm")
    scores, same = _nearness(x, weights, used, length, best, worst)
    if same.any():
        raise StepError("its children are the same for all units", unit=axes.units[int(np.argwhere(same)[0][-1])])
    return scores


def topsis_among(rows: Array, sample: Array, weights: Array) -> Array:
    """What each of rows x children would get by the sample's norms, best and worst as they stand; NaN where these are one."""
    return _nearness(rows, weights, ~np.isnan(rows) & (weights > 0), *_measures(sample))[0]


def _measures(x: Array) -> tuple[Array, Array, Array]:
    """Length, best and worst of every child over the units."""
    gap = np.isnan(x)
    length = np.sqrt((np.where(gap, 0, x) ** 2).sum(axis=-2, keepdims=True))
    return length, np.where(gap, -np.inf, x).max(axis=-2, keepdims=True), np.where(gap, np.inf, x).min(axis=-2, keepdims=True)


def _nearness(x: Array, weights: Array, used: Mask, length: Array, best: Array, worst: Array) -> tuple[Array, Mask]:
    """The scores, NaN for a unit without any child that has a weight, and for whom best and worst are one."""
    per = np.where(used, weights, 0) / np.where(length > 0, length, 1)
    held = np.where(used, x, 0)
    near, far = (
        np.sqrt(((per * (held - np.where(np.isinf(ideal), 0, ideal))) ** 2).sum(axis=-1)) for ideal in (best, worst)
    )
    total, there = near + far, used.any(axis=-1)
    scores = np.divide(far * 100, total, out=np.full(total.shape, np.nan), where=there & (total > 0))
    return scores, there & (total == 0)
