"""Scores as a quasi-arithmetic mean holds them, so that means of means need no way back and forth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array, Axes, Mask, StepError
from ..scheme.model import Branch
from ..steps.means import MEANS, Mean, mean_of

PLAIN = mean_of("arithmetic")


@dataclass(frozen=True, slots=True)
class Held:
    """A node's scores (runs x units) before `mean.back`, 0 where `there` is not; `there` None: everybody has one."""

    mean: Mean
    values: Array
    there: Mask | None

    @classmethod
    def of(cls, scores: Array) -> Held:
        gap = np.isnan(scores)
        return cls(PLAIN, np.where(gap, 0, scores), ~gap) if gap.any() else cls(PLAIN, scores, None)

    def under(self, mean: Mean, node: str, units: Sequence[str]) -> Array:
        """The same as another mean holds it. StepError for a score that it cannot take."""
        if mean is self.mean:
            return self.values
        scores = self._back()
        refused = mean.refuses(scores) & (True if self.there is None else self.there)
        if refused.any():
            raise StepError(mean.problem, node, units[int(np.argwhere(refused)[0][-1])])
        if self.there is None:
            return mean.forward(scores)
        return np.where(self.there, mean.forward(np.where(self.there, scores, 1)), 0)

    def _back(self) -> Array:
        if self.there is None:
            return self.mean.back(self.values)
        with np.errstate(divide="ignore"):  # of the zeros where no score is
            return self.mean.back(self.values)

    def without(self, units: Mask) -> Held:
        """None of those units has a score."""
        there = ~units if self.there is None else self.there & ~units
        return Held(self.mean, np.where(units, 0, self.values), there)

    def scores(self) -> Array:
        """NaN where there is none."""
        own = self._back()
        return own if self.there is None else np.where(self.there, own, np.nan)


@dataclass(frozen=True, slots=True)
class Term:
    """What the indicators of a branch put into its sum: children x units, 0 where there is no score, and where there is one.

    `there` is None where all have one.
    """

    mean: Mean
    places: NDArray[np.intp]
    values: Array
    there: Array | None


def mean_for(branch: Branch) -> Mean | None:
    """The branch's mean, one object for all branches of that mean; None where it is no quasi-arithmetic one."""
    return _mean(branch.aggregate, branch.power) if branch.aggregate in MEANS else None


@cache
def _mean(name: str, power: float) -> Mean:
    return mean_of(name, power)


def term_of(branch: Branch, mean: Mean, leaves: Mapping[str, int], x: Array, units: Sequence[str]) -> Term:
    """StepError for a score that the mean cannot take."""
    places = np.array([i for i, child in enumerate(branch.children) if child in leaves], np.intp)
    below = x[:, [leaves[branch.children[i]] for i in places]]
    there = ~np.isnan(below)
    refused = mean.refuses(below) & there
    Axes(units, [branch.children[i] for i in places]).refuse(refused & (np.array(branch.weights)[places] > 0), mean.problem)
    usable = there & ~refused
    values = np.where(usable, mean.forward(np.where(usable, below, 1)), 0)
    seen = None if there.all() else np.ascontiguousarray(there.T, float)
    return Term(mean, places, np.ascontiguousarray(values.T), seen)
