"""Indicators per head, per area, per budget: values divided by another column."""

from __future__ import annotations

import numpy as np

from ..arrays import Array, Axes, Mask


def divide(x: Array, by: Array, axes: Axes) -> Array:
    """x / by, in the units of x per unit of by. StepError for an infinite number and a denominator of 0 or below.

    A value without a denominator is no value (NaN): the caller says so by `undivided`, its policy decides what then.
    """
    there = ~np.isnan(x)
    for faulty, problem in (
        (np.isinf(x), "an infinite value"),
        (np.isinf(by), "an infinite denominator"),
        (by == 0, "a denominator of 0"),
        (by < 0, "a denominator below 0"),
    ):
        axes.refuse(faulty & there, problem)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        divided: Array = np.where(there, x / by, np.nan)
    axes.refuse(np.isinf(divided), "too large a number when divided by its denominator")
    return divided


def undivided(x: Array, by: Array) -> Mask:
    """Cells whose value is lost because their denominator is missing."""
    lost: Mask = np.isnan(by) & ~np.isnan(x)
    return lost
