"""Scores that depend on the unit alone: plain functions over units x indicators. NaN stays NaN."""

from __future__ import annotations

import numpy as np

from ..arrays import Array, Mask, StepError
from .columns import CONSTANT, Columns, constant, guarded, spread


@guarded
def goalposts(x: Array, by: Columns) -> Array:
    """(x - worst)/(best - worst) on the scale, held on it; with `log` the same of ln(1 + x), as the WCI takes counts."""
    by.axes.refuse((x < 0) & by.log, "below 0 on a log scale")
    _refuse_ends(by, by.worst, by.best)
    x, worst, best = (_log(a, by.log) for a in (x, by.worst, by.best))
    return by.scaled((x - worst) / (best - worst), clip=True)


def _refuse_ends(by: Columns, worst: Array, best: Array) -> None:
    by.axes.refuse_columns(np.isnan(worst) | np.isnan(best), "has no worst and best")
    by.axes.refuse_columns(np.equal(worst, best), "worst and best are the same")


def _log(x: Array, where: Mask) -> Array:
    scaled = np.array(x, float)
    np.log1p(scaled, out=scaled, where=np.broadcast_to(where, x.shape))
    return scaled


@guarded
def logarithmic(x: Array, by: Columns) -> Array:
    """(ln x - ln worst)/(ln best - ln worst) on the scale, held on it, as the HDI takes income (UNDP, technical notes).

    Without worst and best the ends are those of the sample: see `normalise.relative`. StepError at 0 and below.
    """
    by.axes.refuse(x <= 0, "0 or below has no logarithm")
    least, most = spread(x)
    up = by.direction > 0
    worst, best = by.filled(by.worst, np.where(up, least, most)), by.filled(by.best, np.where(up, most, least))
    by.axes.refuse_columns((np.isnan(by.worst) | np.isnan(by.best)) & constant(x), CONSTANT)
    seen = np.isfinite(worst) & np.isfinite(best)
    by.axes.refuse_columns(seen & ((worst <= 0) | (best <= 0)), "worst and best are not above 0")
    by.axes.refuse_columns(np.equal(worst, best), "worst and best are the same")
    return by.scaled((np.log(x) - np.log(worst)) / (np.log(best) - np.log(worst)), clip=True)


@guarded
def scaled(x: Array, by: Columns) -> Array:
    """(x - worst)/(best - worst) on the scale, not held on it; the range is 0 to 100 x direction where none is stated."""
    worst, best = by.filled(by.worst, 0), by.filled(by.best, 100 * by.direction)
    _refuse_ends(by, worst, best)
    return by.scaled((x - worst) / (best - worst))


@guarded
def steps(x: Array, by: Columns) -> Array:
    """The points of the last step that a value reaches, as the table states them. StepError below the first step."""
    points = np.full(x.shape, np.nan)
    for column, table in enumerate(by.steps):
        starts = [start for start, _ in table]
        if not starts or starts != sorted(set(starts)):
            raise StepError("its steps do not rise", by.axes.columns[column])
        reached = np.searchsorted(starts, x[:, column], side="right") - 1
        below = np.zeros(x.shape, bool)
        below[:, column] = reached < 0
        by.axes.refuse(below, f"below the first step, {starts[0]:g}")
        points[:, column] = np.where(np.isnan(x[:, column]), np.nan, np.array([p for _, p in table])[reached])
    return points


@guarded
def yes(x: Array, by: Columns) -> Array:
    """The upper end of the scale where the condition holds, the lower where not."""
    share = np.full(x.shape, np.nan)
    for column, condition in enumerate(by.yes):
        if condition is None:
            raise StepError("has no condition", by.axes.columns[column])
        share[:, column] = np.where(np.isnan(x[:, column]), np.nan, condition.holding(x[:, column]))
    return by.scaled(share)


@guarded
def given(x: Array, by: Columns) -> Array:
    """The values as they are."""
    return x.copy()
