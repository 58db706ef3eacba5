"""Weights out of the data: plain functions over units x children, found by name. More is better in every child.

They are reckoned from the units that have every child; a child that nobody has gets weight 0. Both are said in the note.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import numpy as np

from ..arrays import Array, Axes, StepError
from .influence import Weights as Weights
from .influence import balanced, fewest

Method = Callable[[Array, Axes, Array | None], Weights]
Reckoned = Callable[[Array, Axes, Array], Weights]
NOTHING = 1e-12  # contrast that is none but for rounding


def equal(x: Array, axes: Axes, direction: Array | None = None) -> Weights:
    """The same for all, whatever the data."""
    return Weights(np.full(x.shape[-1], 1 / x.shape[-1]))


def _complete(method: Reckoned) -> Method:
    """That method over the units that have every child, of the children that anybody has."""

    @wraps(method)
    def weigh(x: Array, axes: Axes, direction: Array | None = None) -> Weights:
        empty = np.asarray(np.isnan(x).all(axis=0), bool)
        held = x[:, ~empty]
        rows = np.asarray(~np.isnan(held).any(axis=1), bool)
        names = [name for name, out in zip(axes.columns, empty, strict=True) if not out]
        fewest(held, rows, names)
        way = np.ones(x.shape[1]) if direction is None else direction
        some = Axes([unit for unit, kept in zip(axes.units, rows, strict=True) if kept], names)
        found = method(held[rows], some, way[~empty]) if len(names) > 1 else Weights(np.ones(1))
        values = np.zeros(x.shape[1])
        values[~empty] = found.values
        said = [f"from {rows.sum()} of {len(rows)} units, which have every child"] if not rows.all() else []
        said += [f"{name}: no unit has it, weight 0" for name, out in zip(axes.columns, empty, strict=True) if out]
        return Weights(values, "; ".join([found.note, *said] if found.note else said))

    return weigh


@_complete
def entropy(x: Array, axes: Axes, direction: Array) -> Weights:
    """By 1 - entropy of each child's shares in its sum over the units, as Hwang and Yoon 1981. StepError below 0."""
    part = _parts(x, axes, "entropy")
    disorder = -np.where(part > 0, part * np.log(np.where(part > 0, part, 1)), 0).sum(axis=0) / np.log(len(x))
    return _shared(np.maximum(1 - disorder, 0))


@_complete
def gini(x: Array, axes: Axes, direction: Array) -> Weights:
    """By each child's Gini coefficient: mean difference of all pairs of units / (2 x mean). StepError below 0.

    G. Li and G. Chi, A new determining objective weights method: Gini coefficient weight, ICISE 2009, 3726-3729.
    """
    return _shared(gini_of(_parts(x, axes, "Gini weights")))


def gini_of(parts: Array) -> Array:
    """Gini's coefficient of every column, its parts summing to 1: Σ_i Σ_j |x_i - x_j| / (2 n² mean), which is, from sorted x,
    Σ (2i - n - 1) x_i / (n Σ x) (Gini 1912; Sen, On Economic Inequality, 1973, p. 31)."""
    n = len(parts)
    return np.asarray((2 * np.arange(1, n + 1) - n - 1) @ np.sort(parts, axis=0) / n)


@_complete
def merec(x: Array, axes: Axes, direction: Array) -> Weights:
    """By how much the units' overall performance moves when the child is removed. StepError where a child is 0 or below.

    M. Keshavarz-Ghorabaee et al., Determination of objective weights using a new method based on the removal effects of
    criteria (MEREC), Symmetry 13(4), 2021; every child is taken as a benefit.
    """
    axes.refuse(x <= 0, "0 or below under MEREC's logarithm: it wants a scale from above 0, such as 1 to 100")
    size = np.abs(np.log(x.min(axis=0) / x)) / x.shape[1]
    whole = size.sum(axis=1, keepdims=True)
    return _shared(np.abs(np.log1p(whole - size) - np.log1p(whole)).sum(axis=0))


@_complete
def critic_directed_population(x: Array, axes: Axes, direction: Array) -> Weights:
    """CRITIC of the children as they are handed in, more being better, with the population's standard deviation.

    D. Diakoulaki et al., Determining objective weights in multiple criteria problems: the CRITIC method, Computers & Operations
    Research 22(7), 1995: deviation of the child on 0..1 x sum of 1 - correlation. The variant of scikit-criteria.
    """
    return _critic(x, axes, ddof=0)


@_complete
def critic_minmax_ddof1(x: Array, axes: Axes, direction: Array) -> Weights:
    """CRITIC on values that are not turned by their direction, with the sample's standard deviation. The variant of pymcdm.

    Children of `direction` -1 are turned back first; where none is -1 it gives the same as the other variant.
    """
    return _critic(x * direction, axes, ddof=1)


@_complete
def equal_influence(x: Array, axes: Axes, direction: Array) -> Weights:
    """Weights of 0 or above; the children's correlations with their weighted sum are as equal as can be: see `balanced`."""
    return balanced(x, axes)


def _critic(x: Array, axes: Axes, ddof: int) -> Weights:
    axes.refuse_columns(np.ptp(x, axis=0) == 0, "the same for every unit, so that CRITIC has no correlation of it")
    scaled = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    return _shared(scaled.std(axis=0, ddof=ddof) * (1 - np.corrcoef(scaled, rowvar=False)).sum(axis=0))


def _parts(x: Array, axes: Axes, method: str) -> Array:
    axes.refuse(x < 0, f"below 0 under {method}")
    axes.refuse_columns(x.sum(axis=0) == 0, f"0 for every unit under {method}")
    return np.asarray(x / x.sum(axis=0))


def _shared(contrast: Array) -> Weights:
    if contrast.sum() < NOTHING:
        raise StepError("no child tells the units apart from what the others tell, so that there is nothing to weigh by")
    return Weights(contrast / contrast.sum())


METHODS: dict[str, Method] = {
    "equal": equal, "entropy": entropy, "gini": gini, "merec": merec, "critic_minmax_ddof1": critic_minmax_ddof1,
    "critic_directed_population": critic_directed_population, "equal_influence": equal_influence,
}  # fmt: skip
