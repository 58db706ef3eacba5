"""Units compared two by two, by the children that both have and that have a weight.

Values are equal where they are the same number, as in COINr: its own example has two that part by their last digit only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ..arrays import HAIR, Array, Axes, Mask, StepError

CELLS = 1 << 21  # comparisons held at once

# runs x rows x others: the weight of the children in which the row is above less that in which it is below; that of all compared
Compared = tuple[Array, Array]
Score = Callable[[Array, Array], Array]


def shares(margin: Array, both: Array) -> Array:
    """The weighted share in which the row is above, ties half; NaN where nothing is compared."""
    part = np.divide(margin, both, out=np.full(margin.shape, np.nan), where=both > 0)
    return np.asarray(0.5 + 0.5 * part)


def each(x: Array, weights: Array, axes: Axes, score: Score) -> Array:
    """The scores for every leading index of x and weights; many weights over one x are compared once."""
    if weights.ndim > 1 and weights.shape[-2] != 1:
        raise ValueError("units that are compared want the same weights")
    own = weights if weights.ndim == 1 else weights[..., 0, :]
    lead = np.broadcast_shapes(x.shape[:-2], own.shape[:-1])
    own = np.broadcast_to(own, (*lead, x.shape[-1]))
    if x.ndim == 2:
        return np.asarray(_runs(x, own.reshape(-1, x.shape[-1]), axes, score)).reshape(*lead, len(x))
    tables = np.broadcast_to(x, lead + x.shape[-2:])
    return np.array([_runs(tables[at], own[at][None], axes, score)[0] for at in np.ndindex(lead)]).reshape(*lead, x.shape[-2])


def _runs(x: Array, weights: Array, axes: Axes, score: Score) -> Array:
    """Runs x units; the weights are runs x children."""
    scores = np.empty((len(weights), len(x)))
    at_once = max(1, CELLS // max(1, len(x) ** 2))
    for run in range(0, len(weights), at_once):
        chosen = weights[run : run + at_once]
        for start, (margin, both) in blocks(x, x, chosen):
            rows = np.arange(margin.shape[1])
            margin[:, rows, start + rows] = both[:, rows, start + rows] = 0
            there = _there(x[start + rows], chosen)
            _refuse_alone(there & ~(both > 0).any(axis=-1), axes.units[start : start + len(rows)])
            scores[run : run + at_once, start + rows] = _where(there, margin, both, score)
    return scores


def among(rows: Array, sample: Array, weights: Array, score: Score) -> Array:
    """The scores of rows x children, each held against the whole sample as it stands; NaN without a child that has a weight."""
    rows, scores = snapped(rows, sample), [np.empty(0)]
    for start, (margin, both) in blocks(rows, sample, weights[None]):
        there = _there(rows[start : start + margin.shape[1]], weights[None])
        scores.append(_where(there, margin, both, score)[0])
    return np.concatenate(scores)


def snapped(rows: Array, sample: Array) -> Array:
    """Rows with each value that is a unit's own but for rounding put to it: units are compared to the last bit."""
    found = rows.copy()
    for column, values in zip(found.T, sample.T, strict=True):
        known = np.unique(values[~np.isnan(values)])
        if known.size:
            above = np.searchsorted(known, column).clip(0, known.size - 1)
            below = (above - 1).clip(0)
            near = np.where(np.abs(known[above] - column) < np.abs(known[below] - column), known[above], known[below])
            np.copyto(column, near, where=np.abs(near - column) <= HAIR)
    return found


def _there(x: Array, weights: Array) -> Mask:
    """Runs x units that have a child with a weight."""
    return np.asarray((~np.isnan(x)).astype(float) @ (weights > 0).T > 0).T


def _where(there: Mask, margin: Array, both: Array, score: Score) -> Array:
    scores = np.full(there.shape, np.nan)
    scores[there] = score(margin[there], both[there])
    return scores


def _refuse_alone(alone: Mask, units: Sequence[str]) -> None:
    if alone.any():
        unit = units[int(np.argwhere(alone)[0][-1])]
        raise StepError("no other unit has a child in common with it to compare them by", unit=unit)


def blocks(rows: Array, others: Array, weights: Array) -> Iterator[tuple[int, Compared]]:
    """Blocks of rows from the top, each with its first row's place."""
    gaps = bool(np.isnan(rows).any() or np.isnan(others).any())
    at_once = max(1, CELLS // max(1, len(others) * max(weights.shape)))
    for start in range(0, len(rows), at_once):
        block = rows[start : start + at_once, None]
        margin = np.subtract(block > others, block < others, dtype=np.float64) @ weights.T
        both = (~np.isnan(block) & ~np.isnan(others)) @ weights.T if gaps else np.broadcast_to(weights.sum(axis=1), margin.shape)
        yield start, (np.moveaxis(margin, -1, 0), np.moveaxis(np.array(both), -1, 0))
