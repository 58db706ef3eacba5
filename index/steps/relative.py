"""Scores that compare a unit with the others of the sample: plain functions over units x indicators. NaN stays NaN.

Directed values are values times direction. Names and formulas are those of COINr 1.1 (W. Becker et al., Journal of Open
Source Software 7(78), 4567, 2022), on a scale that may be chosen.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..arrays import Array, Mask, StepError
from .columns import CONSTANT, Columns, constant, guarded, spread


def _varied(x: Array, by: Columns) -> Array:
    by.axes.refuse_columns(constant(x), CONSTANT)
    return x * by.direction


@guarded
def minmax(x: Array, by: Columns) -> Array:
    """(x - least)/(greatest - least) of the directed sample, on 0..100 or the scale given."""
    toward = _varied(x, by)
    least, most = spread(toward)
    return by.scaled((toward - least) / (most - least))


@guarded
def dist_to_max(x: Array, by: Columns) -> Array:
    """1 - (greatest - x)/(greatest - least), on the scale: the gap to the best unit. StepError as min-max."""
    toward = _varied(x, by)
    least, most = spread(toward)
    return by.scaled(1 - (most - toward) / (most - least))


@guarded
def zscore(x: Array, by: Columns) -> Array:
    """Mean `low` (50) plus `high` (10) for each standard deviation (n - 1) above the sample's mean. Not bounded."""
    toward = pd.DataFrame(_varied(x, by))
    mean, deviation = by.ends(50, 10)
    return np.asarray(mean + deviation * ((toward - toward.mean()) / toward.std()).to_numpy(), dtype=np.float64)


@guarded
def percentile(x: Array, by: Columns) -> Array:
    """Share of the other units that are worse, on the scale; ties share the lower place."""
    places = _places(x, by)
    return by.scaled((places - 1) / ((~np.isnan(x)).sum(axis=0) - 1))


@guarded
def rank(x: Array, by: Columns) -> Array:
    """1 for the worst unit up to n for the best, ties the lower rank; no scale is applied."""
    return _places(x, by)


@guarded
def borda(x: Array, by: Columns) -> Array:
    """Rank less 1: how many units are worse; no scale is applied."""
    return _places(x, by) - 1


def _places(x: Array, by: Columns) -> Array:
    """Values are compared as they stand, as in COINr: 3/10 and 0.9/3 are two. See `normalise.cautions`."""
    return np.asarray(pd.DataFrame(_varied(x, by)).rank(method="min"), dtype=np.float64)


@guarded
def dist_to_reference(x: Array, by: Columns) -> Array:
    """1 - (r - x)/(r - least) on the scale, r the reference unit's value. StepError where r is missing or the least."""
    toward, row = _varied(x, by), by.reference
    if row is None or (row < 0).any():
        missing = 0 if row is None else int(np.argmax(row < 0))
        raise StepError("has no reference unit", by.axes.columns[missing])
    reference = toward[row, np.arange(x.shape[1])]
    least, _ = spread(toward)
    _refuse_reference(np.isnan(reference) & np.isfinite(least), "the reference unit has no value", by)
    _refuse_reference(reference <= least, "the reference unit has the worst value, so that nothing can be measured by it", by)
    return by.scaled(1 - (reference - toward) / (reference - least))


def _refuse_reference(faulty: Mask, problem: str, by: Columns) -> None:
    if faulty.any() and by.reference is not None:
        column = int(np.argmax(faulty))
        raise StepError(problem, by.axes.columns[column], by.axes.units[by.reference[column]])


@guarded
def dist_to_target(x: Array, by: Columns) -> Array:
    """(x - least)/(target - least) on the scale. StepError where the target is missing or not better than the worst value."""
    target = by.filled(by.target, np.nan) * by.direction
    by.axes.refuse_columns(np.isnan(target), "has no target")
    toward = _varied(x, by)
    least, _ = spread(toward)
    by.axes.refuse_columns(np.isfinite(least) & (target <= least), "the target is not better than the worst value")
    return by.scaled((toward - least) / (target - least))


@guarded
def fraction_of_max(x: Array, by: Columns) -> Array:
    """x / greatest of the directed sample, on the scale. StepError names the unit whose greatest value is 0.

    As in COINr. Where all directed values are below 0 the best unit has the LEAST score: see `normalise.cautions`.
    """
    toward = _varied(x, by)
    _, most = spread(toward)
    by.axes.refuse((toward == most) & (most == 0), "the greatest directed value is 0, nothing is a fraction of it")
    return by.scaled(toward / most)
