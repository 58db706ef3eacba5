"""Raw values to 0..100, 100 best: plain functions over units x indicators, found by name. NaN stays NaN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..arrays import Array, Axes, Mask


@dataclass(frozen=True, slots=True)
class Columns:
    """Per indicator: direction (1 more is better, -1 less), goalposts (NaN where none), log scale or not."""

    axes: Axes
    direction: Array
    worst: Array
    best: Array
    log: Mask

    @classmethod
    def plain(cls, units: Sequence[str], names: Sequence[str], direction: Sequence[int]) -> Columns:
        """Columns without goalposts."""
        none = np.full(len(names), np.nan)
        return cls(Axes(units, names), np.asarray(direction, float), none, none, np.zeros(len(names), bool))


def spread(x: Array) -> tuple[Array, Array]:
    """Least and greatest value per column; (inf, -inf) where there is none."""
    gap = np.isnan(x)
    return np.where(gap, np.inf, x).min(axis=0), np.where(gap, -np.inf, x).max(axis=0)


def constant(x: Array) -> Mask:
    """Columns whose values are all the same: they tell no units apart."""
    least, most = spread(x)
    return np.equal(least, most)


def _varied(x: Array, by: Columns) -> Array:
    by.axes.refuse_columns(constant(x), "all values are the same, so that it cannot be scaled by its sample")
    return x * by.direction


def minmax(x: Array, by: Columns) -> Array:
    """(x - least)/(greatest - least) of the sample, x 100."""
    toward = _varied(x, by)
    least, most = spread(toward)
    return (toward - least) / (most - least) * 100


def percentile(x: Array, by: Columns) -> Array:
    """Share of the other units that are worse, x 100; ties share the lower place."""
    ranks = pd.DataFrame(_varied(x, by)).rank(method="min")
    return np.asarray((ranks - 1) / (ranks.count() - 1) * 100, dtype=np.float64)


def zscore(x: Array, by: Columns) -> Array:
    """50 + 10 standard deviations (n - 1) above the sample's mean. Not bounded."""
    toward = pd.DataFrame(_varied(x, by))
    return np.asarray(50 + 10 * (toward - toward.mean()) / toward.std(), dtype=np.float64)


def goalposts(x: Array, by: Columns) -> Array:
    """(x - worst)/(best - worst), held within 0..100; with `log` the same of ln(1 + x), as the WCI takes counts."""
    by.axes.refuse((x < 0) & by.log, "below 0 on a log scale")
    x, worst, best = (_log(a, by.log) for a in (x, by.worst, by.best))
    return np.clip((x - worst) / (best - worst), 0, 1) * 100


def _log(x: Array, where: Mask) -> Array:
    scaled = np.array(x, float)
    np.log1p(scaled, out=scaled, where=np.broadcast_to(where, x.shape))
    return scaled


def given(x: Array, by: Columns) -> Array:
    """The values as they are."""
    return x.copy()


METHODS: dict[str, Callable[[Array, Columns], Array]] = {f.__name__: f for f in (goalposts, minmax, percentile, zscore, given)}
OF_SAMPLE = ("minmax", "percentile", "zscore")  # they compare a unit with the others
