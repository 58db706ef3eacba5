"""When a column counts as free of outliers: its skewness and kurtosis against two limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array, Mask
from .columns import constant

Indices = NDArray[np.intp]
FEWEST = 4  # values that an excess kurtosis needs


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a column's outliers are treated. It passes below the skewness (absolute) or below the excess kurtosis.

    The limits 2 and 3.5 are those of the JRC's audits and the defaults of COINr 1.1, which also draws in 5 points at most.
    """

    method: str = "none"
    points: int = 5
    skew: float = 2.0
    kurtosis: float = 3.5


@dataclass(frozen=True, slots=True)
class Moments:
    """Skewness and excess kurtosis per column, where `there`: of four or more values that are not all the same."""

    there: Mask
    skew: Array
    kurtosis: Array

    def of(self, column: int) -> tuple[float | None, float | None]:
        """Both of one column, None where they are not there."""
        return (float(self.skew[column]), float(self.kurtosis[column])) if self.there[column] else (None, None)


def moments(x: Array) -> Moments:
    """Both with the correction for small samples that spreadsheets use (SKEW, KURT); 0 where they are not there.

    G1 and G2 of D. N. Joanes and C. A. Gill, The Statistician 47(1), 1998, 183-189.
    """
    gap = np.isnan(x)
    count = len(x) - gap.sum(axis=0)
    there: Mask = (count >= FEWEST) & ~constant(x)
    apart = x - np.where(gap, 0, x).sum(axis=0) / np.maximum(count, 1)
    apart[gap | ~there] = 0
    apart /= np.where(there, np.abs(apart).max(axis=0, initial=0), 1)  # else a fourth power may exceed what a float holds
    n = np.where(there, count, FEWEST).astype(float)
    square = apart * apart
    second = np.where(there, square.sum(axis=0), 1)
    third, fourth = np.einsum("ij,ij->j", square, apart), np.einsum("ij,ij->j", square, square)
    skew = np.sqrt(n) * third / second**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    kurtosis = ((n + 1) * (n * fourth / second**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return Moments(there, np.where(there, skew, 0), np.where(there, kurtosis, 0))


@dataclass(frozen=True, slots=True)
class Limits:
    """The treatments of columns as arrays."""

    winsorise: Mask
    log: Mask
    points: NDArray[np.int64]
    skew: Array
    kurtosis: Array

    @classmethod
    def of(cls, how: Sequence[Treatment]) -> Limits:
        return cls(
            np.array(["winsorise" in t.method for t in how], bool),
            np.array(["log" in t.method for t in how], bool),
            np.array([t.points for t in how], np.int64),
            np.array([t.skew for t in how], float),
            np.array([t.kurtosis for t in how], float),
        )

    def passes(self, found: Moments, columns: Indices) -> Mask:
        """Which of those columns pass; one without moments does."""
        passed: Mask = ~found.there | (np.abs(found.skew) < self.skew[columns]) | (found.kurtosis < self.kurtosis[columns])
        return passed
