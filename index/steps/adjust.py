"""Rules on top of a node's score, over ... units: veto gate, deduction, bonus, re-basing. A missing score stays missing.

What is not known (NaN) takes nothing off and adds nothing; the caller says for whom that was.
"""

from __future__ import annotations

import numpy as np

from ..arrays import DIGITS, Array, Axes, Mask


def gate(scores: Array, fails: Mask, score: float) -> Array:
    """At most `score` for the units that fail, whatever the rest of them is worth."""
    return np.where(fails, np.minimum(scores, score), scores)


def deduct(scores: Array, counts: Array, axes: Axes, each: float = 1, free: float = 0, cap: float = np.inf) -> Array:
    """Scores less `each` for what is counted beyond `free`, at most `cap` off. StepError names a count below 0."""
    axes.refuse((counts < 0)[..., None], "below 0, where it counts faults")
    return np.asarray(scores - np.minimum(np.maximum(np.where(np.isnan(counts), 0, counts) - free, 0) * each, cap))


def bonus(scores: Array, counts: Array, axes: Axes, each: float = 1, above: float = -np.inf, cap: float = np.inf) -> Array:
    """Scores and `each` for what is counted, at most `cap`, where the score is greater than `above`. StepError as `deduct`."""
    axes.refuse((counts < 0)[..., None], "below 0, where it counts merits")
    extra = np.minimum(np.where(np.isnan(counts), 0, counts) * each, cap)
    return np.where(np.round(scores, DIGITS) > above, scores + extra, scores)


def rebase(scores: Array, attainable: Array, axes: Axes, full: float = 100) -> Array:
    """Scores x full / what the unit could attain at most: 60 of 75 is 80. StepError where that is not above 0."""
    axes.refuse((~(attainable > 0) & ~np.isnan(scores))[..., None], "nothing could be attained")
    return np.asarray(scores * full / np.where(attainable > 0, attainable, 1))
