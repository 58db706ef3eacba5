"""Weights by which children count as much as wished in their parent, measured by correlation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from ..arrays import Array, Axes, Mask, StepError

FEWEST = 3  # units: with two every correlation is 1 or -1


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights that sum to 1, in the children's order, and what is to be known about them ('' where nothing is)."""

    values: Array
    note: str = ""


def fewest(x: Array, rows: Mask, names: Sequence[str]) -> None:
    """StepError where too few units have every child; it names the child that most units lack."""
    if rows.sum() < FEWEST:
        lacking = np.isnan(x).sum(axis=0)
        most = names[int(np.argmax(lacking))] if len(names) and lacking.any() else ""
        raise StepError(f"only {rows.sum()} units have every child, {FEWEST} are wanted to weigh by the data", most)


def balanced(x: Array, axes: Axes, targets: Array | None = None, bounded: bool = True) -> Weights:
    """Weights for which the children's correlations with Σ w x stand as the targets do (default: equal); x has no gaps.

    With covariances C and deviations s the correlations are (C w / s) / sd(Σ w x), so w = C⁻¹(s t), the aim of COINr's
    get_opt_weights. Where that needs a weight below 0, `bounded` holds weights at 0 or above and makes the angle between
    correlations and targets the least (ours); the note says which are held at 0. StepError where children are constant or
    repeat each other.
    """
    axes.refuse_columns(np.ptp(x, axis=0) == 0, "the same for every unit, so that nothing correlates with it")
    wished = np.ones(x.shape[1]) if targets is None else targets
    deviation = x.std(axis=0, ddof=1)
    pull = np.asarray(np.corrcoef(x, rowvar=False))  # on x / s: the weights there are w s
    if np.linalg.matrix_rank(pull) < x.shape[1]:
        raise StepError(f"the children {', '.join(axes.columns)} repeat each other, so that their weights are not settled")
    free = np.linalg.solve(pull, wished)
    if not bounded or (free >= 0).all():
        return Weights(_of_one(free / deviation, axes))
    held, _ = nnls(pull, wished)
    at_zero = [name for name, weight in zip(axes.columns, held, strict=True) if weight == 0]
    return Weights(_of_one(held / deviation, axes), f"held at 0, as the unbounded optimum is below 0: {', '.join(at_zero)}")


def _of_one(weights: Array, axes: Axes) -> Array:
    if weights.sum() <= 0:
        raise StepError(f"no weights of {', '.join(axes.columns)} that sum to 1 give those correlations")
    return np.asarray(weights / weights.sum())
