"""Outliers drawn in, and what was done to each column: winsorising, then a log transform.

The steps are those of COINr 1.1 (W. Becker et al., Journal of Open Source Software 7(78), 4567, 2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array, Axes, Mask
from .columns import spread
from .outliers import Limits, Moments, moments
from .outliers import Treatment as Treatment
from .winsorise import Counts, winsorised

BLOCK = 20_000  # cells at a time: what stays in the processor's cache takes half as long
METHODS = ("none", "winsorise", "log", "winsorise_log")


@dataclass(frozen=True, slots=True)
class Record:
    """What was done to a column. Moments are None where there are fewer than four values, or all the same: left alone."""

    column: str
    skew_before: float | None
    kurtosis_before: float | None
    passed_before: bool
    points: int
    log: bool
    skew_after: float | None
    kurtosis_after: float | None
    passed_after: bool


@dataclass(frozen=True, slots=True)
class Treated:
    """The values, and a record of each column that was to be treated; the others are as they were."""

    values: Array
    records: tuple[Record, ...]


def treat(x: Array, how: Treatment | Sequence[Treatment], axes: Axes) -> Treated:
    """The values with outliers treated by one treatment, or by one per column.

    A column that fails is winsorised; where it still fails, or only a log is wanted, the untreated values become
    log(x - least + 0.01 (greatest - least)). StepError for an infinite value, or one too large for moments.
    """
    axes.refuse(np.isinf(x), "an infinite value")
    each = [how] * x.shape[1] if isinstance(how, Treatment) else list(how)
    chosen = np.array([i for i, one in enumerate(each) if one.method != "none"], np.intp)
    values = x.copy()
    if not values.size:
        return Treated(values, ())
    records: list[Record] = []
    for block in np.split(chosen, range(0, len(chosen), max(16, BLOCK // len(x)))[1:]):
        columns = Axes(axes.units, [axes.columns[i] for i in block])
        values[:, block], found = _treated(x[:, block], Limits.of([each[i] for i in block]), columns)
        records += found
    return Treated(values, tuple(records))


def _treated(x: Array, limits: Limits, axes: Axes) -> tuple[Array, tuple[Record, ...]]:
    every = np.arange(x.shape[1])
    before = _judged(x, axes)
    first = limits.passes(before, every)
    values, points = winsorised(x, before.skew >= 0, every[~first & limits.winsorise], limits)
    failing = ~limits.passes(moments(values), every)
    log = failing & limits.log
    values[:, log] = _logs(x[:, log])
    points[log] = 0
    after = _judged(values, axes)
    return values, _records(axes, before, first, points, log, after, limits.passes(after, every))


def _judged(x: Array, axes: Axes) -> Moments:
    with np.errstate(over="ignore", invalid="ignore"):
        found = moments(x)
    axes.refuse_columns(~np.isfinite(found.skew + found.kurtosis), "values too large for a skewness and kurtosis")
    return found


def _logs(x: Array) -> Array:
    least, most = spread(x)
    return np.asarray(np.log(x - least + 0.01 * (most - least)), dtype=np.float64)


def _records(
    axes: Axes, before: Moments, first: Mask, points: Counts, log: Mask, after: Moments, last: Mask
) -> tuple[Record, ...]:
    return tuple(
        Record(name, *before.of(i), bool(first[i]), int(points[i]), bool(log[i]), *after.of(i), bool(last[i]))
        for i, name in enumerate(axes.columns)
    )
