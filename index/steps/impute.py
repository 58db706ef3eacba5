"""Values for gaps: plain functions found by name. Only wanted cells change; one that cannot be filled stays NaN."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ..arrays import Array, Mask, StepError
from .columns import constant as constant_columns
from .columns import spread
from .gaps import Gaps, Method
from .panel import constant, last, linear


def mean(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps take the mean of the indicator's values."""
    return _filled(x, wanted, _means(x, axis=0)[None, :])


def median(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps take the median of the indicator's values."""
    return _filled(x, wanted, _medians(x)[None, :])


def group_mean(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps take the mean among the units of the same group; a unit of no group is not filled."""
    return _by_group(x, wanted, by, lambda part: _means(part, axis=0))


def group_median(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps take the median among the units of the same group; a unit of no group is not filled."""
    return _by_group(x, wanted, by, _medians)


def row(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps take the unit's mean over its other indicators of the branch, each on 0..1 between worst and best of the sample.

    The mean is then put on the indicator's own range. An indicator whose values are all the same says nothing about the
    others, and its own gaps take that value.
    """
    toward, same = x * by.direction, constant_columns(x)
    least, most = spread(np.where(np.isnan(x).all(axis=0), 0, toward))  # an empty column is not asked
    width = most - least
    share = np.divide(toward - least, width, out=np.full(x.shape, np.nan), where=(width > 0) & ~same)
    means = np.full(x.shape, np.nan)
    for branch in dict.fromkeys(by.family):
        columns = [i for i, name in enumerate(by.family) if name == branch]
        means[:, columns] = _means(share[:, columns], axis=1)[:, None]
    found = np.where(same, least, least + means * width) * by.direction
    return _filled(x, wanted, np.where(np.isnan(x).all(axis=0), np.nan, found))


def value(x: Array, wanted: Mask, by: Gaps) -> Array:
    """Gaps take the number stated for the column. StepError where none is."""
    stated = np.full(x.shape[1], np.nan) if by.value is None else by.value
    by.axes.refuse_columns(wanted.any(axis=0) & np.isnan(stated), "no value is stated for its gaps")
    return _filled(x, wanted, stated[None, :])


def _filled(x: Array, wanted: Mask, values: Array) -> Array:
    return np.where(wanted & np.isnan(x), values, x)


def _by_group(x: Array, wanted: Mask, by: Gaps, middle: Callable[[Array], Array]) -> Array:
    if by.groups is None:
        raise StepError("no groups are stated, so that gaps cannot be filled by group")
    labels, values = np.array([str(label) for label in by.groups]), np.full(x.shape, np.nan)
    for label in dict.fromkeys(by.groups):
        if label:
            values[labels == label] = middle(x[labels == label])
    return _filled(x, wanted, values)


def _means(x: Array, axis: int) -> Array:
    there = ~np.isnan(x)
    count = there.sum(axis=axis)
    total = np.where(there, x, 0).sum(axis=axis)
    means: Array = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    return means


def _medians(x: Array) -> Array:
    columns = (x[~np.isnan(x[:, i]), i] for i in range(x.shape[1]))
    return np.array([np.median(column) if len(column) else np.nan for column in columns])


METHODS: Mapping[str, Method] = {
    f.__name__: f for f in (mean, median, group_mean, group_median, row, value, last, linear, constant)
}
ALONG_TIME = ("last", "linear", "constant")
BY_GROUP = ("group_mean", "group_median")

__all__ = ["ALONG_TIME", "BY_GROUP", "METHODS", "Gaps", "group_mean", "group_median", "mean", "median", "row", "value"]
