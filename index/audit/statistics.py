"""Each column of data in numbers: spread, shape, how many values, how many of them zero or the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..steps.outliers import moments


@dataclass(frozen=True, slots=True)
class Limits:
    """What is remarkable. The numbers are COINr's (`get_stats` and `Treat`, version 1.1.14); shares are below, shape is above."""

    available: float = 0.65
    nonzero: float = 0.5
    unique: float = 0.5
    skewness: float = 2.0
    kurtosis: float = 3.5


@dataclass(frozen=True, slots=True)
class Statistics:
    """One column. `available` of all units have a value; the shares of `nonzero`, `unique`, `same` are of those.

    `same`: how often the commonest value occurs. Numbers are None where too few values define them (of the shape: under four, or
    all the same); the kurtosis is the excess.
    """

    indicator: str
    least: float | None
    most: float | None
    mean: float | None
    median: float | None
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    units: int
    available: int
    nonzero: int
    unique: int
    same: int
    few: bool
    zeros: bool
    repeated: bool
    outliers: bool
    limits: Limits

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """Shares 0..1: available of all units, nonzero, unique and same of the available."""
        of = max(self.available, 1)
        return self.available / max(self.units, 1), self.nonzero / of, self.unique / of, self.same / of


def statistics(x: Array, columns: Sequence[str], limits: Limits | None = None) -> list[Statistics]:
    """One record per column of units x columns; NaN is no value."""
    shape = moments(x)
    return [_of_column(name, x[:, i], *shape.of(i), limits or Limits()) for i, name in enumerate(columns)]


def _of_column(name: str, column: Array, skewness: float | None, kurtosis: float | None, limits: Limits) -> Statistics:
    values = column[~np.isnan(column)]
    units, n = len(column), len(values)
    nonzero, counts = int(np.count_nonzero(values)), np.unique(values, return_counts=True)[1]
    return Statistics(
        indicator=name, least=_some(values, np.min), most=_some(values, np.max),
        mean=_some(values, np.mean), median=_some(values, np.median),
        deviation=float(np.std(values, ddof=1)) if n > 1 else None, skewness=skewness, kurtosis=kurtosis,
        units=units, available=n, nonzero=nonzero, unique=len(counts), same=int(counts.max(initial=0)),
        few=n < limits.available * units, zeros=nonzero < limits.nonzero * n, repeated=len(counts) < limits.unique * n,
        outliers=skewness is not None and kurtosis is not None
        and abs(skewness) > limits.skewness and kurtosis > limits.kurtosis,
        limits=limits,
    )  # fmt: skip


def _some(values: Array, of: Callable[[Array], float]) -> float | None:
    return float(of(values)) if len(values) else None
