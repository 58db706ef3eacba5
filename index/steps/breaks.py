"""Where sorted scores are cut into classes: per row of runs x scores, sorted from the highest, the places before which to cut."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..arrays import DIGITS, Array, StepError

Places = NDArray[np.int64]


def largest_gaps(ordered: Array, classes: int, least: int) -> Places:
    """Runs x (classes - 1) cuts, at the differences of neighbours that add up to the most.

    Every class keeps `least` scores or more, and no cut parts equals; where two ways add up to the same, the one that cuts
    higher up. StepError where there is no such way. That borders lie at relatively large differences: UESTC, summary of the 2023
    report; how large, how many at least and what decides ties are ours.
    """
    n = ordered.shape[1]
    gap = ordered[:, :-1] - ordered[:, 1:]
    gap = np.concatenate([np.full((len(gap), 1), -np.inf), np.where(gap > 0, gap, -np.inf)], axis=1)  # before the first: never
    sums = [np.where(np.arange(n) >= least, gap, -np.inf)]
    for _ in range(classes - 2):
        sums.append(np.round(gap + _best_above(sums[-1], least), DIGITS))
    limit, cuts = np.full(len(ordered), n - least), np.empty((len(ordered), classes - 1), np.int64)
    for place in reversed(range(classes - 1)):
        allowed = np.where(np.arange(n) <= limit[:, None], sums[place], -np.inf)
        cuts[:, place] = allowed.argmax(axis=1)
        if np.isneginf(allowed.max(axis=1)).any():
            raise StepError(f"{n} scores cannot be cut into {classes} classes of at least {least} at differences of neighbours")
        limit = cuts[:, place] - least
    return cuts


def _best_above(sums: Array, least: int) -> Array:
    """For each place the greatest sum of a cut at least so many places higher up."""
    best = np.full(sums.shape, -np.inf)
    best[:, least:] = np.maximum.accumulate(sums, axis=1)[:, : sums.shape[1] - least]
    return best


def natural_breaks(ordered: Array, classes: int) -> Places:
    """Runs x (classes - 1) cuts for which the squares within classes sum to the least; equals stay together.

    W. D. Fisher, On grouping for maximum homogeneity, Journal of the American Statistical Association 53, 1958 (as G. F. Jenks
    used it for maps). Where two ways sum to the same, the one that cuts higher up. StepError with fewer scores than classes.
    """
    return np.array([_natural(row, classes) for row in ordered], np.int64).reshape(len(ordered), classes - 1)


def _natural(row: Array, classes: int) -> list[int]:
    first = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    if len(first) < classes:
        raise StepError(f"{len(first)} different scores cannot be cut into {classes} classes")
    count = np.diff(np.r_[first, len(row)])
    value = row[first] - row.mean()
    n, total, squares = (np.r_[0, np.cumsum(count * value**power)] for power in (0, 1, 2))
    least = np.full((classes + 1, len(first) + 1), np.inf)
    start = np.zeros(least.shape, np.int64)
    least[0, 0] = 0
    for end in range(1, len(first) + 1):
        within = squares[end] - squares[:end] - (total[end] - total[:end]) ** 2 / (n[end] - n[:end])
        sums = np.round(least[:-1, :end] + within, DIGITS)
        start[1:, end] = sums.argmin(axis=1)
        least[1:, end] = sums.min(axis=1)
    cuts = [len(first)]
    for classed in range(classes, 1, -1):
        cuts.append(int(start[classed, cuts[-1]]))
    return [int(first[cut]) for cut in reversed(cuts[1:])]
