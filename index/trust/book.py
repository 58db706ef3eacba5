"""Where a node's runs are written down: ranks and classes, each run in a column of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array
from ..scheme.model import Scheme
from ..scored import Scored
from ..steps import rank, tiers
from ..tiering import has_tiers, places
from .runs import Runs
from .standing import Places, Standing, holder


@dataclass(frozen=True)
class Book:
    """`columns`: the units' places in a run's scores. `classes` are numbered as `labels_of` numbers them."""

    node: str
    scheme: Scheme
    units: tuple[str, ...]
    columns: NDArray[np.intp]
    published: Array
    ranks: Places
    classes: Places | None

    @classmethod
    def of(cls, scored: Scored, node: str, members: Sequence[str], runs: int, place: Mapping[int, int], classes: bool) -> Book:
        """For those members that have a score in the node; `place`: column of each of the table's rows in a run."""
        column = scored.columns[node]
        units = tuple(unit for unit in members if not np.isnan(scored.scores[scored.rows[unit], column]))
        rows = [scored.rows[unit] for unit in units]
        room = holder(len(units), runs)
        classed = np.zeros(room.shape, np.uint8) if classes and has_tiers(scored.scheme, node) else None
        columns = np.array([place[row] for row in rows], np.intp)
        return cls(node, scored.scheme, units, columns, scored.scores[rows, column], room, classed)

    def take(self, runs: Runs, scores: Array) -> None:
        """Writes down what those runs scored, runs x units."""
        own = scores[:, self.columns]
        self.ranks[:, runs] = rank.METHODS[self.scheme.ranking](own).T
        if self.classes is not None:
            self.classes[:, runs] = _classes(self.scheme, own).T

    def standing(self) -> Standing:
        published = rank.METHODS[self.scheme.ranking](self.published)
        return Standing(self.node, self.units, published, self.ranks, labels_of(self.scheme), self.classes)


def labels_of(scheme: Scheme) -> tuple[str, ...]:
    """Every class's label, from the best, each before its sublevels. They are numbered from 1."""
    return tuple(tier.label + part for tier in scheme.tiers for part in ("", *scheme.tiering.sublevels))


def _classes(scheme: Scheme, scores: Array) -> NDArray[np.int64]:
    """Number of each score's label, 0 where it has none."""
    how, own = scheme.tiering, places(scheme, scores)
    width = len(how.sublevels)
    part = tiers.sublevels(scores, own, width, how.split, how.whole, len(scheme.tiers)) if width else -1
    return np.where(own < 0, 0, own * (width + 1) + part + 2)
