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
    gap = np.isnan(x)
    length = np.sqrt((np.where(gap, 0, x) ** 2).sum(axis=-2, keepdims=True))
    used = ~gap & (weights > 0)
    axes.refuse(used & (length == 0), "0 for every unit, so that it has no vector norm")
    best, worst = np.where(gap, -np.inf, x).max(axis=-2, keepdims=True), np.where(gap, np.inf, x).min(axis=-2, keepdims=True)
    scores, same = _nearness(x, weights, used, length, best, worst)
    if same.any():
        raise StepError("its children are the same for all units", unit=axes.units[int(np.argwhere(same)[0][-1])])
    return scores


def topsis_among(rows: Array, others: Array, weights: Array) -> Array:
    """What a unit with those children would get among the others, for each of ... x children: norm and ideals move with it."""
    gap, other = np.isnan(rows), np.isnan(others)
    length = np.sqrt(np.where(gap, 0, rows) ** 2 + (np.where(other, 0, others) ** 2).sum(axis=0))
    best = np.fmax(rows, np.where(other, -np.inf, others).max(axis=0, initial=-np.inf))
    worst = np.fmin(rows, np.where(other, np.inf, others).min(axis=0, initial=np.inf))
    scores, same = _nearness(rows, weights, ~gap & (weights > 0) & (length > 0), length, best, worst)
    if same.any():
        raise StepError("its children are the same for all units")
    return scores


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
