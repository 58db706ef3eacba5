"""Scores to ranks along the last axis, 1 = highest; 0 where there is no score. Plain functions found by name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..arrays import DIGITS as DIGITS
from ..arrays import Array, Mask

Ranks = NDArray[np.int64]


def competition(scores: Array) -> Ranks:
    """1, 2, 2, 4: equals share the best rank, the next ranks are left out."""
    order, first = _sorted(scores)
    return _placed(np.maximum.accumulate(np.where(first, np.arange(scores.shape[-1]), 0), axis=-1) + 1, order, scores)


def dense(scores: Array) -> Ranks:
    """1, 2, 2, 3: equals share a rank, no rank is left out."""
    order, first = _sorted(scores)
    return _placed(np.cumsum(first, axis=-1), order, scores)


def _sorted(scores: Array) -> tuple[Ranks, Mask]:
    """The order from the highest (NaN last), and which places differ from the one before."""
    keys = -np.round(scores, DIGITS)
    order = np.argsort(keys, axis=-1)
    ordered = np.take_along_axis(keys, order, axis=-1)
    first = np.ones(scores.shape, bool)
    first[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    return order, first


def _placed(ranks: Ranks, order: Ranks, scores: Array) -> Ranks:
    placed = np.empty(scores.shape, np.int64)
    np.put_along_axis(placed, order, ranks, axis=-1)
    placed[np.isnan(scores)] = 0
    return placed


METHODS: dict[str, Callable[[Array], Ranks]] = {f.__name__: f for f in (competition, dense)}
