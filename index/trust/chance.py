"""Where weights and the quantiles of missing values come from, run by run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator, SeedSequence, default_rng

from ..arrays import Array
from .runs import Runs, Setting
from .weights import Spread, draw_weights, fixed_weights, weights_of


@dataclass(frozen=True, slots=True)
class Fresh:
    """Every run draws anew. `spread` None: the scheme's own weights."""

    spread: Spread | None

    def weights(self, setting: Setting, runs: Runs, rng: Generator) -> Mapping[str, Array]:
        branches = setting.tree.branches
        if self.spread is None:
            return fixed_weights(branches, len(runs))
        return draw_weights(branches, setting.shares, self.spread, rng, len(runs))

    def quantiles(self, count: int, runs: Runs, rng: Generator) -> Array:
        return rng.random((len(runs), count))


@dataclass(frozen=True, slots=True)
class Numbered:
    """Runs share numbered draws, so that one factor can be held while others change.

    `spread`: the sets of weights are drawn around each setting's own; `sets`: per node its weight in each set (sets x nodes,
    NaN where it keeps its own) instead; neither: the scheme's own. Quantiles k come from a stream of their own.
    """

    spread: Spread | None
    sets: tuple[tuple[str, ...], Array] | None
    weight_set: Runs
    quantile_set: Runs
    seed: int
    kept: dict[str, dict[str, Array]] = field(default_factory=dict)

    def weights(self, setting: Setting, runs: Runs, rng: Generator) -> Mapping[str, Array]:
        branches = setting.tree.branches
        if self.sets is not None:
            nodes, values = self.sets
            return weights_of(branches, setting.shares, dict(zip(nodes, values[self.weight_set[runs]].T, strict=True)))
        if self.spread is None:
            return fixed_weights(branches, len(runs))
        if setting.name not in self.kept:
            drawn = draw_weights(branches, setting.shares, self.spread, self._rng(1, 0), int(self.weight_set.max()) + 1)
            self.kept[setting.name] = drawn
        return {branch: sets[self.weight_set[runs]] for branch, sets in self.kept[setting.name].items()}

    def quantiles(self, count: int, runs: Runs, rng: Generator) -> Array:
        numbers, place = np.unique(self.quantile_set[runs], return_inverse=True)
        return np.stack([self._rng(2, k).random(count) for k in numbers])[place]

    def _rng(self, kind: int, number: int) -> Generator:
        return default_rng(SeedSequence(self.seed, spawn_key=(kind, int(number))))
