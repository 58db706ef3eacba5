"""Where a score stands among others, 0..100."""

from __future__ import annotations

import numpy as np

from .arrays import Array
from .steps.rank import DIGITS


def percentile(score: float, scores: Array) -> float:
    """Share of the others that are below, ties by half, 0..100: 100 above all, 50 in the middle, and for one alone.

    `scores` are all that are compared, the own one among them, NaN where there is none. (The method `percentile` of
    normalising gives ties the lower place, as COINr does.)
    """
    known, own = np.round(scores[~np.isnan(scores)], DIGITS), round(score, DIGITS)
    others = known.size - 1
    below, same = np.count_nonzero(known < own), np.count_nonzero(known == own) - 1
    return float(100 * (below + same / 2) / others) if others > 0 else 50.0


def percentiles(scores: Array) -> Array:
    """The percentile of each of those scores among all of them, NaN where there is none."""
    known = np.sort(np.round(scores[~np.isnan(scores)], DIGITS))
    others, own = len(known) - 1, np.round(scores, DIGITS)
    if others < 1:
        return np.where(np.isnan(scores), np.nan, 50.0)
    below, upto = np.searchsorted(known, own, "left"), np.searchsorted(known, own, "right")
    return np.where(np.isnan(scores), np.nan, 100 * (below + (upto - below - 1) / 2) / others)
