"""How much of an output's variance comes from each factor: Sobol indices, their confidence, and when not to believe them.

Sources: A. Saltelli et al., Computer Physics Communications 181 (2010) 259-270, table 2: (b) for first order; M. J. W. Jansen,
Computer Physics Communications 117 (1999) 35-43, for total order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array

WIDE = 0.1  # ours: an interval wider than this says that the sample is too small
FEW = 100  # ours: with fewer base runs the bootstrap itself is no guide


@dataclass(frozen=True, slots=True)
class Index:
    """A factor's share of the variance: alone (first) and with all its interactions (total), each with its interval."""

    factor: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float
    warnings: tuple[str, ...] = ()


def sobol(y_a: Array, y_b: Array, y_ab: Array) -> tuple[Array, Array]:
    """First and total order of each factor: S = mean(yB (yAB - yA))/V, ST = Σ(yA - yAB)²/(2 N V).

    `y_ab` is of factors x N: run i with that factor taken from B. V is the variance (n - 1) of yA and yB together.
    ValueError where V is 0.
    """
    first, total = _terms(y_a, y_b, y_ab)
    return _over(first.mean(axis=1), y_a, y_b), _over(total.mean(axis=1), y_a, y_b)


def _terms(y_a: Array, y_b: Array, y_ab: Array) -> tuple[Array, Array]:
    """What each run adds to the two numerators, factors x N."""
    return y_b * (y_ab - y_a), (y_a - y_ab) ** 2 / 2


def _over(numerator: Array, y_a: Array, y_b: Array) -> Array:
    variance = float(np.var(np.concatenate([y_a, y_b]), ddof=1))
    if not variance > 0:
        raise ValueError("the output is the same in every run: there is no variance to share out")
    return np.asarray(numerator / variance)


def indices(
    names: Sequence[str], y_a: Array, y_b: Array, y_ab: Array, *, confidence: float = 0.9, resamples: int = 1000, seed: int = 2026
) -> tuple[Index, ...]:
    """The indices of each factor with percentile intervals from a bootstrap over the base runs, and the warnings due.

    The mean of yA and yB is taken off all outputs first: it changes no index, but takes most of the sampling error away.
    """
    middle = float(np.mean([y_a, y_b]))
    y_a, y_b, y_ab = y_a - middle, y_b - middle, y_ab - middle
    first, total = sobol(y_a, y_b, y_ab)
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    spans = [np.quantile(drawn, tails, axis=0) for drawn in _bootstrap(y_a, y_b, y_ab, resamples, seed)]
    rows = zip(names, first, *spans[0], total, *spans[1], strict=True)
    return tuple(_index(name, len(y_a), *map(float, row)) for name, *row in rows)


def _bootstrap(y_a: Array, y_b: Array, y_ab: Array, resamples: int, seed: int) -> tuple[Array, Array]:
    """Both indices (resamples x factors) with the base runs drawn anew; a drawing without variance is left out."""
    n = len(y_a)
    times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), resamples).astype(float)
    variance = (times @ (y_a**2 + y_b**2) - (times @ (y_a + y_b)) ** 2 / (2 * n)) / (2 * n - 1)
    varied = variance > 0
    first, total = (times[varied] @ term.T / n / variance[varied, np.newaxis] for term in _terms(y_a, y_b, y_ab))
    return first, total


def _index(name: str, runs: int, s: float, s_low: float, s_high: float, t: float, t_low: float, t_high: float) -> Index:
    wide = max(s_high - s_low, t_high - t_low)
    return Index(name, s, s_low, s_high, t, t_low, t_high, tuple(_warnings(runs, s, s_high, t, wide)))


def _warnings(runs: int, first: float, highest: float, total: float, wide: float) -> Iterator[str]:
    if runs < FEW:
        yield f"{runs} base runs: want at least {FEW}"
    if first > total:
        yield f"first order {first:.3f} above total order {total:.3f}: that is sampling error"
    if highest < 0:
        yield f"first order {first:.3f} and all of its interval below 0: that is sampling error"
    if wide > WIDE:
        yield f"the interval is {wide:.2f} wide, more than {WIDE}: take more base runs"
