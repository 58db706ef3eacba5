"""The index engine's work in plain numpy, for one kind of scheme only: what the engine is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Tree:
    """Indicators in pillars, pillars in one index. `pillar`: that of each indicator."""

    pillar: NDArray[np.int64]

    @property
    def count(self) -> int:
        return int(self.pillar.max()) + 1


def build(x: Array, tree: Tree, points: int = 5) -> Array:
    """Units' scores: mean for gaps, outliers treated, 0..100, arithmetic means of equal weights."""
    return index(minmax(treated(imputed(x), points)), tree, np.ones(x.shape[1]), np.ones(tree.count))


def imputed(x: Array) -> Array:
    gap = np.isnan(x)
    return np.where(gap, np.where(gap, 0, x).sum(axis=0) / (~gap).sum(axis=0), x)


def passes(x: Array) -> bool:
    d, n = x - x.mean(), len(x)
    s2, s3, s4 = (float((d**k).sum()) for k in (2, 3, 4))
    if abs(np.sqrt(n) * s3 / s2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)) < 2:
        return True
    return ((n + 1) * (n * s4 / s2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)) < 3.5


def treated(x: Array, points: int) -> Array:
    return np.stack([winsorised(column, points) for column in x.T], axis=1)


def winsorised(x: Array, points: int) -> Array:
    now = x.copy()
    while not (fine := passes(now)) and np.count_nonzero(now != x) < points:
        high = ((now - now.mean()) ** 3).sum() >= 0
        end = now == (now.max() if high else now.min())
        now[end] = now[~end].max() if high else now[~end].min()
    return now if fine else np.log(x - x.min() + 0.01 * (x.max() - x.min()))


def minmax(x: Array, low: float = 0, high: float = 100) -> Array:
    least = x.min(axis=0)
    return (x - least) / (x.max(axis=0) - least) * (high - low) + low


def zscore(x: Array, mean: float, deviation: float) -> Array:
    return (x - x.mean(axis=0)) / x.std(axis=0, ddof=1) * deviation + mean


def index(x: Array, tree: Tree, leaves: Array, pillars: Array) -> Array:
    """Units' scores by weights of indicators and pillars; runs in front (runs x weights) give runs x units."""
    family = np.arange(tree.count)[:, np.newaxis] == tree.pillar
    shares = leaves / (leaves @ family.T)[..., tree.pillar] * (pillars / pillars.sum(axis=-1, keepdims=True))[..., tree.pillar]
    return shares @ x.T


def ranks(scores: Array) -> NDArray[np.int64]:
    """From 1, runs x units; without regard to ties."""
    order, found = np.argsort(-scores, axis=-1), np.empty(scores.shape, np.int64)
    np.put_along_axis(found, order, np.arange(1, scores.shape[-1] + 1)[np.newaxis], axis=-1)
    return found


def uncertainty(x: Array, tree: Tree, runs: int, block: int = 500) -> tuple[Array, Array]:
    """5 % and 95 % quantiles of each unit's rank, all weights from Dirichlet of concentration 100; memory of a block of runs."""
    rng, found = np.random.default_rng(1), np.empty((runs, len(x)), np.uint16)
    size = np.bincount(tree.pillar)[tree.pillar]
    for start in range(0, runs, block):
        n = min(block, runs - start)
        leaves = rng.standard_gamma(100 / size, (n, len(size)))
        pillars = rng.standard_gamma(np.full(tree.count, 100 / tree.count), (n, tree.count))
        found[start : start + n] = ranks(index(x, tree, leaves, pillars))
    found.sort(axis=0)
    return found[int(0.05 * runs)], found[int(np.ceil(0.95 * runs)) - 1]


def analysis(x: Array, tree: Tree, design: Sequence[tuple[int, bool, int, bool]], sets: tuple[Array, Array]) -> Array:
    """Scores, runs x units: points winsorised, z-score or min-max, number of a set of weights, geometric or arithmetic."""
    normal = {}
    for points in {run[0] for run in design}:
        values = treated(x, points)
        normal |= {(points, False): minmax(values, 1, 100), (points, True): zscore(values, 10, 2)}
    found = np.empty((len(design), len(x)))
    for kind in {(p, z, g) for p, z, _, g in design}:
        rows = np.array([i for i, (p, z, _, g) in enumerate(design) if (p, z, g) == kind])
        which = np.array([design[i][2] for i in rows])
        values, geometric = normal[kind[:2]], kind[2]
        own = index(np.log(values) if geometric else values, tree, sets[0][which], sets[1][which])
        found[rows] = np.exp(own) if geometric else own
    return found
