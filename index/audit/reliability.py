"""Whether the columns of a branch measure one thing: Cronbach's alpha, principal components."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..arrays import Array


@dataclass(frozen=True, slots=True)
class Components:
    """Principal components of the correlation matrix, largest first; `loadings` is columns x components, each of length 1.

    Computed on the `units` that have every column. A component's sign means nothing: it is set so that its
    loadings sum to 0 or more.
    """

    columns: tuple[str, ...]
    variances: tuple[float, ...]
    loadings: Array
    units: int

    @property
    def shares(self) -> tuple[float, ...]:
        """Share of the whole variance that each component explains; they sum to 1."""
        return tuple(v / len(self.columns) for v in self.variances)

    @property
    def weights(self) -> tuple[float, ...]:
        """The first component's loadings: the weights that keep most of the variance; some may be negative."""
        return tuple(float(w) for w in self.loadings[:, 0])

    @property
    def dimensions(self) -> int:
        """How many components have a variance above 1, more than one column's own (Kaiser, Educ. Psychol. Meas. 20, 1960)."""
        return sum(v > 1 + 1e-9 for v in self.variances)


def alpha(x: Array) -> float | None:
    """Cronbach's alpha, k/(k-1) (1 - Σ var/Σ cov) (Psychometrika 16, 1951), of covariances over pairwise complete units.

    None for one column, or where the covariances sum to 0 or cannot be had. It is 1 at most and may be negative.
    """
    k = x.shape[1]
    covariances = pd.DataFrame(x).cov().to_numpy()
    total = float(covariances.sum())
    if k < 2 or np.isnan(total) or total == 0:
        return None
    return float(k / (k - 1) * (1 - np.trace(covariances) / total))


def components(x: Array, columns: Sequence[str]) -> Components | None:
    """The principal components of those columns; None for one column, under three whole units, or a column that does not vary."""
    whole = x[~np.isnan(x).any(axis=1)]
    if len(columns) < 2 or len(whole) < 3 or (np.ptp(whole, axis=0) == 0).any():
        return None
    values, vectors = np.linalg.eigh(np.corrcoef(whole, rowvar=False))
    order = np.argsort(-values)
    loadings = vectors[:, order]
    loadings = loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    return Components(tuple(columns), tuple(float(max(v, 0.0)) for v in values[order]), loadings, len(whole))
