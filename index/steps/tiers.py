"""Scores to classes, 0 the best, along the last axis; -1 where there is no score. The unit at each border is named.

A score that is a border belongs to the upper class: ours, where a source does not say it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np

from ..arrays import DIGITS, HAIR, Array
from .breaks import Places, largest_gaps, natural_breaks
from .rank import competition


@dataclass(frozen=True, slots=True)
class Border:
    """Between the class `above` and the next that has units: the rows of its last unit and the first below, their scores."""

    above: int
    last: int
    first: int
    high: float
    low: float


def bands(scores: Array, floors: Sequence[float]) -> Places:
    """The first band whose floor a score reaches, floors from the highest; -1 below all of them."""
    reached = np.round(scores, DIGITS)[..., None] >= np.asarray(floors, float)
    return np.where(reached.any(axis=-1), reached.argmax(axis=-1), -1)


def gaps(scores: Array, classes: int, least: float = 0.0) -> Places:
    """Classes with borders at the largest differences of sorted scores: see `largest_gaps`.

    `least` is the smallest class as a share of the scores, rounded up to whole units.
    """
    return _cut(scores, lambda ordered: largest_gaps(ordered, classes, max(1, ceil(least * ordered.shape[1] - HAIR))))


def natural(scores: Array, classes: int) -> Places:
    """Classes by natural breaks: see `natural_breaks`."""
    return _cut(scores, lambda ordered: natural_breaks(ordered, classes))


def _cut(scores: Array, cut: Callable[[Array], Places]) -> Places:
    """Each run's places by the cuts of its sorted scores; runs with as many scores go together."""
    keys = -np.round(np.atleast_2d(scores).reshape(-1, scores.shape[-1]), DIGITS)
    order = np.argsort(keys, axis=1, kind="stable")
    ordered = -np.take_along_axis(keys, order, axis=1)
    count = (~np.isnan(keys)).sum(axis=1)
    found = np.full(keys.shape, -1, np.int64)
    for n in np.unique(count[count > 0]):
        rows = np.flatnonzero(count == n)
        cuts = cut(ordered[rows, :n])
        classed = (np.arange(n) >= cuts[:, :, None]).sum(axis=1)
        found[rows[:, None], order[rows, :n]] = classed
    return found.reshape(scores.shape)


def sublevels(scores: Array, places: Places, parts: int = 3, split: str = "score", whole: int = 1, classes: int = 0) -> Places:
    """Each class parted evenly, 0 the best part; -1 where there is no class and in the `whole` lowest classes, which stay whole.

    `classes` is how many there are, 0 for those that have units: the lowest band stays whole though nobody is in it.
    `score`: the range from the class's highest to its lowest score in equal lengths. `count`: as many units each, those left
    over to the upper parts; equals stay in the upper part. UESTC 2023: A, B, C "根据得分情况平均划分" in three, D not.
    """
    found = np.full(scores.shape, -1, np.int64)
    for place in range((classes or int(places.max(initial=-1)) + 1) - whole):
        inside = places == place
        own = np.where(inside, scores, np.nan)
        found = np.where(inside, SPLITS[split](own, parts), found)
    return found


def _by_score(own: Array, parts: int) -> Places:
    gap = np.isnan(own)
    high, low = np.where(gap, -np.inf, own).max(axis=-1, keepdims=True), np.where(gap, np.inf, own).min(axis=-1, keepdims=True)
    width = np.where(high > low, high - low, 1)
    down = np.ceil(np.round(np.where(gap, 0, (high - own) / width) * parts, DIGITS)) - 1
    return np.asarray(np.clip(down, 0, parts - 1), np.int64)


def _by_count(own: Array, parts: int) -> Places:
    n = np.maximum((~np.isnan(own)).sum(axis=-1, keepdims=True), 1)
    return np.asarray((competition(own) - 1) * parts // n, np.int64)


def borders(scores: Array, places: Places) -> tuple[Border, ...]:
    """Every border of one run's classes, from the top. Of equal units at a border the last or first in the table's order."""
    there = [int(place) for place in np.unique(places) if place >= 0]
    return tuple(_border(scores, places, above, below) for above, below in pairwise(there))


def _border(scores: Array, places: Places, above: int, below: int) -> Border:
    upper, lower = np.flatnonzero(places == above), np.flatnonzero(places == below)
    last = int(upper[::-1][np.argmin(scores[upper][::-1])])
    first = int(lower[np.argmax(scores[lower])])
    return Border(above, last, first, float(scores[last]), float(scores[first]))


SPLITS: dict[str, Callable[[Array, int], Places]] = {"score": _by_score, "count": _by_count}
METHODS = ("bands", "gaps", "natural")


def places(scores: Array, method: str, classes: int = 0, least: float = 0.0, floors: Sequence[float] = ()) -> Places:
    """The classes by one of METHODS, with what it needs. ValueError where there is none of that name."""
    if method not in METHODS:
        raise ValueError(f"no tiers by {method!r}; there are {', '.join(METHODS)}")
    if method == "bands":
        return bands(scores, floors)
    return natural(scores, classes) if method == "natural" else gaps(scores, classes, least)
