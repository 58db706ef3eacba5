"""Which runs a sensitivity analysis makes: Saltelli's design over a low-discrepancy sequence."""

from __future__ import annotations

import numpy as np

from ..arrays import Array


def saltelli(base: int, factors: int, seed: int) -> Array:
    """Points in 0..1, base x (factors + 2) rows by factors: A, B, then A with column i from B, factor by factor.

    A. Saltelli et al., Computer Physics Communications 181 (2010) 259-270. A and B are halves of a scrambled Sobol' sequence,
    which needs far fewer runs than independent numbers; powers of 2 suit it best.
    """
    from scipy.stats import qmc  # takes a second to import, and only this needs it

    drawn = qmc.Sobol(2 * factors, rng=np.random.default_rng(seed)).random_base2(max(0, (base - 1).bit_length()))[:base]
    a, b = drawn[:, :factors], drawn[:, factors:]
    mixed = np.broadcast_to(a, (factors, base, factors)).copy()
    for i in range(factors):
        mixed[i, :, i] = b[:, i]
    return np.concatenate([a, b, mixed.reshape(-1, factors)])


def chosen(points: Array, among: int) -> np.ndarray:
    """0..among - 1 for points in 0..1, each as likely."""
    return np.minimum((points * among).astype(np.int64), among - 1)


def parted(y: Array, base: int) -> tuple[Array, Array, Array]:
    """Outputs of that design as those of A, of B, and factors x base of A with one column from B."""
    return y[:base], y[base : 2 * base], y[2 * base :].reshape(-1, base)
