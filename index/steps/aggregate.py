"""Children's scores to the parent's: plain functions over ... units x children, found by name.

A missing child (NaN) drops out and the others' weights are scaled up; without any child that has a weight the parent is NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from ..arrays import HAIR, Array, Axes
from .means import MEANS as MEANS
from .means import mean_of as mean_of
from .pairwise import copeland, copeland_among, outranking, outranking_among
from .topsis import topsis, topsis_among

Method = Callable[[Array, Array, Axes], Array]
FULL = 100 - HAIR  # a full child but for rounding


def arithmetic(x: Array, weights: Array, axes: Axes) -> Array:
    """Σ w x / Σ w over the children that are there."""
    return mean_of("arithmetic").over(x, weights, axes)


def geometric(x: Array, weights: Array, axes: Axes) -> Array:
    """exp(Σ w ln x / Σ w). StepError where a child is 0 or below."""
    return mean_of("geometric").over(x, weights, axes)


def harmonic(x: Array, weights: Array, axes: Axes) -> Array:
    """Σ w / Σ (w / x). StepError where a child is 0 or below."""
    return mean_of("harmonic").over(x, weights, axes)


def power(x: Array, weights: Array, axes: Axes, power: float = 2.0) -> Array:
    """(Σ w x^p / Σ w)^(1/p). StepError where a child is below 0, or 0 with p below 0."""
    return mean_of("power", power).over(x, weights, axes)


def minimum(x: Array, weights: Array, axes: Axes) -> Array:
    """The least child that has a weight."""
    least = np.where(np.isnan(x) | (weights <= 0), np.inf, x).min(axis=-1)
    return np.where(np.isinf(least), np.nan, least)


def ladder(x: Array, weights: Array, axes: Axes) -> Array:
    """How many children from the first on are full (100), 0..n: the rung that a unit stands on. Weights do not matter.

    A child that is known not to be full ends the climb. NaN where a missing child comes before such a one: the rung is not known.
    """
    rungs = (x >= FULL).cumprod(axis=-1).sum(axis=-1)
    next_up = np.take_along_axis(x, np.minimum(rungs, x.shape[-1] - 1)[..., None], axis=-1)[..., 0]
    return np.where((rungs < x.shape[-1]) & np.isnan(next_up), np.nan, rungs)


METHODS: dict[str, Method] = {
    f.__name__: f for f in (arithmetic, geometric, harmonic, power, minimum, copeland, outranking, topsis, ladder)
}
AMONG = {"copeland": copeland_among, "outranking": outranking_among, "topsis": topsis_among}  # rows against a sample
OF_SAMPLE = tuple(AMONG)  # they compare a unit with the others


def method(name: str, exponent: float | None = None) -> Method:
    """The function of that name, with the exponent that `power` needs. KeyError, ValueError where there is none such."""
    if name == "power":
        mean_of("power", exponent)
        return partial(power, power=2.0 if exponent is None else exponent)
    return METHODS[name]
