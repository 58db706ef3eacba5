"""Many runs of one tree at once: the scores of every node, runs x units, as matrix products."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array, Axes, Mask
from ..scheme.model import Branch
from ..steps import aggregate
from .held import Held, Term, mean_for, term_of

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class TreeRule:
    """What the rules make of a node's own scores, and of those of the nodes that they look at."""

    looks: tuple[str, ...]
    after: Callable[[Array, Mapping[str, Array]], Array]


@dataclass(frozen=True, slots=True)
class Filled:
    """Drawn scores (runs x those units) of one indicator's gaps."""

    units: Places
    scores: Array


Gaps = Mapping[str, Filled]


@dataclass(frozen=True)
class Tree:
    """A scheme's branches over fixed indicator scores (units x indicators, NaN where none).

    `withheld`: units that get no score in a node. `rules`: what changes a node's own scores. What varies from run to run is
    handed to `scores`.
    """

    branches: Sequence[Branch]
    units: Sequence[str]
    leaves: Mapping[str, int]
    x: Array
    withheld: Mapping[str, Mask]
    rules: Mapping[str, TreeRule]

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Per branch of a quasi-arithmetic mean what its indicators put into the sum. StepError for a score it cannot take."""
        found = ((b, mean_for(b)) for b in self.branches)
        return {b.id: term_of(b, mean, self.leaves, self.x, self.units) for b, mean in found if mean}

    def scores(
        self, weights: Mapping[str, Array], gaps: Gaps, omitted: NDArray[np.int64] | None, nodes: Sequence[str]
    ) -> dict[str, Array]:
        """Runs x units of those nodes, NaN where a unit has none. `weights` are runs x children, up to a factor per run.

        `omitted`: the indicator (column) that a run leaves out, -1 for none. StepError for a score that a mean cannot take.
        """
        held: dict[str, Held] = {}
        for branch in self.branches:
            given = self._without(weights[branch.id], branch, omitted)
            own = (self._mean if branch.id in self.terms else self._other)(branch, given, gaps, held)
            held[branch.id] = self._ruled(branch.id, own, gaps, held)
        runs = len(next(iter(weights.values())))
        return {node: self._scores(node, gaps, held, runs) for node in nodes}

    def _without(self, weights: Array, branch: Branch, omitted: NDArray[np.int64] | None) -> Array:
        """The weights with 0 for the indicator left out."""
        if omitted is None:
            return weights
        own = np.array([self.leaves.get(child, -2) for child in branch.children])
        return np.where(own == omitted[:, np.newaxis], 0, weights)

    def _mean(self, branch: Branch, weights: Array, gaps: Gaps, held: Mapping[str, Held]) -> Held:
        """Σ w f(x) / Σ w: the indicators by one product, inner nodes one after another."""
        term, total = self.terms[branch.id], weights.sum(axis=1, keepdims=True)
        weights = weights / np.where(total > 0, total, 1)
        filled = [(i, gaps[branch.children[i]]) for i in term.places if branch.children[i] in gaps]
        inner = [(i, held[child]) for i, child in enumerate(branch.children) if child not in self.leaves]
        values = weights[:, term.places] @ term.values
        for i, gap in filled:
            values[:, gap.units] += weights[:, i, np.newaxis] * term.mean.forward(gap.scores)
        for i, child in inner:
            values += weights[:, i, np.newaxis] * child.under(term.mean, branch.children[i], self.units)
        if term.there is None and (total > 0).all() and all(child.there is None for _, child in inner):
            return Held(term.mean, values, None)
        own = weights[:, term.places]
        mass = np.repeat(own.sum(axis=1, keepdims=True), len(self.units), axis=1) if term.there is None else own @ term.there
        for i, gap in filled:
            mass[:, gap.units] += weights[:, i, np.newaxis]
        for i, child in inner:
            mass += weights[:, i, np.newaxis] * (1 if child.there is None else child.there)
        return Held(term.mean, np.divide(values, mass, out=np.zeros(mass.shape), where=mass > 0), mass > 0)

    def _other(self, branch: Branch, weights: Array, gaps: Gaps, held: Mapping[str, Held]) -> Held:
        """What is no such mean, by its step, run by run."""
        below = np.stack([self._scores(child, gaps, held, len(weights)) for child in branch.children], axis=-1)
        method = aggregate.method(branch.aggregate, branch.power)
        return Held.of(method(below, weights[:, np.newaxis, :], Axes(self.units, branch.children)))

    def _ruled(self, node: str, own: Held, gaps: Gaps, held: Mapping[str, Held]) -> Held:
        rule, withheld = self.rules.get(node), self.withheld.get(node)
        if rule:
            scores = own.scores()
            seen = (name for name in rule.looks if name in held or name in self.leaves)
            own = Held.of(rule.after(scores, {name: self._scores(name, gaps, held, len(scores)) for name in seen}))
        return own if withheld is None else own.without(withheld)

    def _scores(self, node: str, gaps: Gaps, held: Mapping[str, Held], runs: int) -> Array:
        if node in held:
            return held[node].scores()
        scores = np.broadcast_to(self.x[:, self.leaves[node]], (runs, len(self.units)))
        if node in gaps:
            scores = scores.copy()
            scores[:, gaps[node].units] = gaps[node].scores
        return scores
