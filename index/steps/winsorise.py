"""Extreme values drawn in to the next one, until a column passes or enough points are done."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array, Mask
from .columns import spread
from .outliers import Indices, Limits, moments

Counts = NDArray[np.int64]


def winsorised(x: Array, upward: Mask, failing: Indices, limits: Limits) -> tuple[Array, Counts]:
    """The values, and how many points of each column were drawn in; `upward` says at which end a column begins.

    At the upper end (skewness not below 0) all points at the maximum take the next lower value, at the lower end the reverse;
    ties count as that many points, so that a column may end with more than its limit. No column is made constant.
    """
    values, upward = x.copy(), upward.copy()
    done = np.zeros((2, x.shape[1]), np.int64)
    active = failing[limits.points[failing] > 0]
    while len(active):
        end = upward[active]
        values[:, active], moved = _drawn_in(values[:, active], end)
        drawn = moved.any(axis=0)
        done[end.astype(int)[drawn], active[drawn]] = moved.sum(axis=0)[drawn]
        found = moments(values[:, active])
        upward[active] = found.skew >= 0
        active = active[drawn & ~limits.passes(found, active) & (done.sum(axis=0) < limits.points)[active]]
    return values, done.sum(axis=0)


def _drawn_in(x: Array, upward: Mask) -> tuple[Array, Mask]:
    """The outermost points of each column at the value next to them, and which these are."""
    least, most = spread(x)
    outermost = x == np.where(upward, most, least)
    lower, upper = spread(np.where(outermost, np.nan, x))
    moved: Mask = outermost & (lower < upper)
    return np.where(moved, np.where(upward, upper, lower), x), moved
