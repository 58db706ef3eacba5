"""Weights from pairwise comparisons: the analytic hierarchy process (T. L. Saaty, The Analytic Hierarchy Process, 1980)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ..arrays import Array

# mean consistency index of random reciprocal matrices of order 1..10 (Saaty 1980)
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
LARGEST_RATIO = 0.1  # above it judgements are to be revised (ibid.)


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights that sum to 1, in the matrix's order, and how consistent the judgements are."""

    weights: tuple[float, ...]
    eigenvalue: float
    index: float
    ratio: float


def number(cell: object) -> float:
    """A judgement given as number or as a fraction, '1/3'. ValueError where it is neither or not above 0."""
    try:
        value = float(Fraction(cell)) if isinstance(cell, str) else float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        value = 0.0
    if isinstance(cell, bool) or not 0 < value < float("inf"):
        raise ValueError(f"{cell!r} is no judgement: want a number above 0, or a fraction as '1/3'")
    return value


def matrix_of(rows: list[list[object]]) -> Array:
    """The matrix of those judgements. ValueError names the cell that breaks square, unit diagonal or reciprocity."""
    n = len(rows)
    if not 1 <= n <= len(RANDOM_INDEX):
        raise ValueError(f"{n} rows: want 1 to {len(RANDOM_INDEX)}")
    if any(len(row) != n for row in rows):
        raise ValueError(f"not square: {n} rows, but of {', '.join(str(len(r)) for r in rows)} columns")
    matrix = np.array([[number(cell) for cell in row] for row in rows])
    off = np.argwhere(~np.isclose(matrix * matrix.T, 1, rtol=1e-6))
    if len(off):
        i, j = (int(k) for k in off[0])
        raise ValueError(f"not reciprocal: row {i + 1} column {j + 1} is {rows[i][j]}, the mirror cell is {rows[j][i]}")
    return matrix


def priorities(matrix: Array) -> Priorities:
    """Weights by the principal eigenvector; consistency index (λ - n)/(n - 1), ratio to the random index."""
    n = len(matrix)
    values, vectors = np.linalg.eig(matrix)
    largest = int(np.argmax(values.real))
    vector = np.abs(vectors[:, largest].real)
    index = max(0.0, (float(values[largest].real) - n) / (n - 1)) if n > 1 else 0.0
    ratio = index / RANDOM_INDEX[n - 1] if n > 2 else 0.0
    weights = tuple(float(w) for w in vector / vector.sum())
    return Priorities(weights, float(values[largest].real), index, ratio)
