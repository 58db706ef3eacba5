"""Children's scores to the parent's: plain functions over ... x children, found by name.

A missing child (NaN) drops out and the others' weights are scaled up; without any child the parent is NaN.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..arrays import Array, Axes


def arithmetic(x: Array, weights: Array, axes: Axes) -> Array:
    """Σ w x / Σ w over the children that are there."""
    return _mean(x, weights)


def geometric(x: Array, weights: Array, axes: Axes) -> Array:
    """exp(Σ w ln x / Σ w). StepError where a child is 0 or below."""
    axes.refuse(x <= 0, "0 or below under a geometric mean")
    return np.exp(_mean(np.log(x), weights))


def _mean(x: Array, weights: Array) -> Array:
    gap = np.isnan(x)
    if not gap.any():
        return np.asarray((x * weights).sum(axis=-1) / weights.sum(axis=-1))
    held = np.where(gap, 0, weights)
    total, mass = (np.where(gap, 0, x) * held).sum(axis=-1), held.sum(axis=-1)
    mean: Array = np.divide(total, mass, out=np.full(total.shape, np.nan), where=mass > 0)
    return mean


METHODS: dict[str, Callable[[Array, Array, Axes], Array]] = {f.__name__: f for f in (arithmetic, geometric)}
