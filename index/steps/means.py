"""Quasi-arithmetic means: back(Σ w forward(x) / Σ w). Whoever runs many weights does `forward` once and multiplies matrices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..arrays import Array, Axes, Mask, StepError

MEANS = ("arithmetic", "geometric", "harmonic", "power")


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean's two ways, which values it cannot take, and the words for that."""

    forward: Callable[[Array], Array]
    back: Callable[[Array], Array]
    refuses: Callable[[Array], Mask]
    problem: str

    def over(self, x: Array, weights: Array, axes: Axes) -> Array:
        """The mean along the last axis. StepError where a child that has a weight cannot be taken."""
        refused = self.refuses(x)
        if refused.any():
            axes.refuse(refused & (weights > 0), self.problem)
            x = np.where(refused, np.nan, x)
        return self.back(weighted(self.forward(x), weights))


def weighted(x: Array, weights: Array) -> Array:
    """Σ w x / Σ w over the children that are there; NaN where none that has a weight is. StepError where all weights are 0."""
    if (weights.sum(axis=-1) <= 0).any():
        raise StepError("the weights of its children sum to 0")
    gap = np.isnan(x)
    if not gap.any():
        return np.asarray((x * weights).sum(axis=-1) / weights.sum(axis=-1))
    held = np.where(gap, 0, weights)
    total, mass = (np.where(gap, 0, x) * held).sum(axis=-1), held.sum(axis=-1)
    mean: Array = np.divide(total, mass, out=np.full(total.shape, np.nan), where=mass > 0)
    return mean


def mean_of(name: str, power: float | None = None) -> Mean:
    """The mean of that name, one of MEANS; `power` is the exponent of "power". ValueError where there is none such."""
    if name == "power":
        return _power(power)
    if name not in FIXED:
        raise ValueError(f"{name!r} is no quasi-arithmetic mean; there are {', '.join(MEANS)}")
    return FIXED[name]


def _power(p: float | None) -> Mean:
    if p is None or p == 0 or not np.isfinite(p):
        raise ValueError(f"power = {p}: want a number that is not 0 (the limit at 0 is geometric)")

    def forward(x: Array) -> Array:
        with np.errstate(over="ignore", under="ignore"):
            raised: Array = x**p
        return raised

    def refuses(x: Array) -> Mask:
        low = (x <= 0) if p < 0 else (x < 0)
        raised = forward(np.where(low, 1, x))
        return np.asarray(low | np.isinf(raised) | ((raised == 0) & (x != 0)))  # beyond what a float holds

    low = "0 or below" if p < 0 else "below 0"
    return Mean(forward, lambda m: np.asarray(m ** (1 / p)), refuses, f"{low} or too large for a power mean of {p:g}")


def _positive(x: Array) -> Mask:
    return np.asarray(x <= 0)


FIXED = {
    "arithmetic": Mean(lambda x: x, lambda m: m, lambda x: np.zeros(1, bool), ""),
    "geometric": Mean(np.log, np.exp, _positive, "0 or below under a geometric mean"),
    "harmonic": Mean(np.reciprocal, np.reciprocal, _positive, "0 or below under a harmonic mean"),
}
