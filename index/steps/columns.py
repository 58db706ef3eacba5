"""What normalising asks of an indicator besides its values, and what all methods share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps

import numpy as np
from numpy.typing import NDArray

from ..arrays import RELATIVE, Array, Axes, Mask
from ..condition import Condition

Steps = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Per indicator: direction (1 more is better, -1 less) and the parameters of its method, NaN where it has none.

    `worst` and `best` are goalposts, or the own range of `scaled`; `low` and `high` the ends of the scale, or mean and
    standard deviation of a z-score; `reference` the row of the unit measured against, -1 where none; `clip` whether scores
    are held on the scale; `steps` pairs of a value and the points from there on; `yes` the condition for a full score.
    A parameter left out (None) means the method's default in all columns.
    """

    axes: Axes
    direction: Array
    worst: Array
    best: Array
    log: Mask
    low: Array | None = None
    high: Array | None = None
    target: Array | None = None
    reference: NDArray[np.int64] | None = None
    clip: Mask | None = None
    steps: Sequence[Steps] = ()
    yes: Sequence[Condition | None] = ()

    @classmethod
    def plain(cls, units: Sequence[str], names: Sequence[str], direction: Sequence[int]) -> Columns:
        """Columns without parameters."""
        none = np.full(len(names), np.nan)
        return cls(Axes(units, names), np.asarray(direction, float), none, none, np.zeros(len(names), bool))

    def ends(self, low: float, high: float) -> tuple[Array, Array]:
        """The two ends of the scale per column, with these where a column has none."""
        return self.filled(self.low, low), self.filled(self.high, high)

    def filled(self, given: Array | None, default: float | Array) -> Array:
        """A parameter of all columns, with the default where it has no value."""
        if given is None:
            return np.broadcast_to(np.asarray(default, float), (len(self.axes.columns),))
        return np.where(np.isnan(given), default, given)

    def scaled(self, share: Array, clip: bool = False) -> Array:
        """Shares, 0 worst and 1 best, on the scale of each column (0..100 where none is stated)."""
        low, high = self.ends(0, 100)
        held = np.full(len(self.axes.columns), clip) if self.clip is None else self.clip
        if held.any():
            share = np.where(held, np.clip(share, 0, 1), share)
        return low + share * (high - low)


Method = Callable[[Array, Columns], Array]
CONSTANT = "all values are the same, so that it cannot be scaled by its sample"


def guarded(method: Method) -> Method:
    """The method with StepErrors for an infinite value, and for a score that would be no finite number."""

    @wraps(method)
    def checked(x: Array, by: Columns) -> Array:
        by.axes.refuse(np.isinf(x), "an infinite value")
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            scores = method(x, by)
        by.axes.refuse(~np.isfinite(scores) & ~np.isnan(x), f"{method.__name__} gives no finite score")
        return scores

    return checked


def spread(x: Array) -> tuple[Array, Array]:
    """Least and greatest value per column; (inf, -inf) where there is none."""
    gap = np.isnan(x)
    return np.where(gap, np.inf, x).min(axis=0), np.where(gap, -np.inf, x).max(axis=0)


def constant(x: Array) -> Mask:
    """Columns whose values are all the same but for rounding: they tell no units apart."""
    least, most = spread(x)
    with np.errstate(over="ignore", invalid="ignore"):
        width = most - least
        same: Mask = (width >= 0) & (width <= RELATIVE * np.maximum(np.abs(least), np.abs(most)))
    return same
