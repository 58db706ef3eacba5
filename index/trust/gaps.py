"""Scores drawn for what is missing, from those that were observed of the same indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array, Mask
from ..scheme.model import Scheme
from .tree import Filled, Places

GAPS = ("drop", "impute")  # how a missing cell may have been handled


@dataclass(frozen=True, slots=True)
class Pool:
    """The units without a score of an indicator, their places among the root's, and the scores that were observed, sorted."""

    leaf: str
    units: Places
    places: Places
    observed: Array


@dataclass(frozen=True, slots=True)
class Missing:
    """The gaps under each root. A unit's gaps under one root share one quantile, so that a channel not seen is good or bad as a
    whole: the wider assumption."""

    roots: Sequence[tuple[int, Sequence[Pool]]]  # units with a gap, pools

    @property
    def count(self) -> int:
        """How many quantiles a run needs."""
        return sum(units for units, _ in self.roots)

    def filled(self, quantiles: Array) -> dict[str, Filled]:
        """Per indicator the drawn scores; `quantiles` are runs x count, from 0 to below 1."""
        found, start = {}, 0
        for units, pools in self.roots:
            own = quantiles[:, start : start + units]
            start += units
            for pool in pools:
                at = (own[:, pool.places] * len(pool.observed)).astype(np.intp)
                found[pool.leaf] = Filled(pool.units, pool.observed[at])
        return found


def missing(scheme: Scheme, leaves: Mapping[str, int], x: Array, gap: Mask) -> Missing:
    """What is to be drawn: units x leaves of scores, and which of them are gaps. Nobody's observed: it stays as it is."""
    below = ([node.id for node in root.walk() if node.metric] for root in scheme.roots)
    return Missing([found for names in below if (found := _root(names, leaves, x, gap))[0]])


def _root(names: Sequence[str], leaves: Mapping[str, int], x: Array, gap: Mask) -> tuple[int, Sequence[Pool]]:
    parts = list(_observed(names, leaves, x, gap))
    units = np.unique(np.concatenate([np.empty(0, np.intp), *(rows for _, rows, _ in parts)]))
    return len(units), [Pool(leaf, rows, np.searchsorted(units, rows), scores) for leaf, rows, scores in parts]


def _observed(names: Sequence[str], leaves: Mapping[str, int], x: Array, gap: Mask) -> Iterator[tuple[str, Places, Array]]:
    """Indicators with gaps: the units that have one, and what was observed."""
    for leaf in names:
        scores, out = x[:, leaves[leaf]], gap[:, leaves[leaf]]
        observed = np.sort(scores[~out & ~np.isnan(scores)])
        if out.any() and len(observed):
            yield leaf, np.flatnonzero(out), observed
