"""A node's value as a game of what lies below it: what each difference between two rows does, sums exact.

Along the tree the value is nested (children of one parent change together): E. Winter, A value for cooperative games with
levels structure of cooperation, International Journal of Game Theory 18, 1989. Where all is a weighted arithmetic mean it is
weight times difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from ..arrays import Array
from ..engine.adjusting import full_of
from ..scheme.model import Branch
from ..scored import Scored
from .against import valued
from .shapley import before

At = Mapping[str, float]  # node -> its score; what is not named and has nothing named below is missing
Above = Callable[[Array], Array]  # a node's scores -> the top's, the others' states averaged out


@dataclass(frozen=True, slots=True)
class Slope:
    """The top moves by so much per point."""

    factor: float

    def __call__(self, y: Array) -> Array:
        return y * self.factor


@dataclass(frozen=True)
class Game:
    """The sums below a node, with one scoring's weights, methods and sample."""

    scored: Scored
    branches: Mapping[str, Branch]
    top: str

    def total(self, at: At, rules: At | None = None) -> float:
        """The top's score, on its own full mark, where these are the scores below and rules add those points to nodes."""
        return self.values(at, rules)[self.top] * self.factor

    @property
    def factor(self) -> float:
        """What the top's 0..100 is multiplied by to be shown."""
        return full_of(self.scored.scheme, self.top)

    def values(self, at: At, rules: At | None = None) -> dict[str, float]:
        """Every node's score (0..100) from the top down to those named; NaN where it has none."""
        found: dict[str, float] = {}
        self._value(self.top, at, rules or {}, found)
        return found

    def _value(self, node: str, at: At, rules: At, found: dict[str, float]) -> float:
        branch = None if node in at else self.branches.get(node)
        if branch is None:
            found[node] = at.get(node, nan) + rules.get(node, 0.0)
            return found[node]
        below = [self._value(child, at, rules, found) for child in branch.children]
        found[node] = self._sum(branch, below) + rules.get(node, 0.0)
        return found[node]

    def _sum(self, branch: Branch, below: Sequence[float]) -> float:
        there = [(x, weight) for x, weight in zip(below, branch.weights, strict=True) if not isnan(x)]
        if not there:
            return nan
        if branch.aggregate != "arithmetic":
            return float(valued(self.scored, branch, np.array([below]))[0])
        mass = sum(weight for _, weight in there)
        return sum(x * weight for x, weight in there) / mass if mass else nan

    def many(self, at: Mapping[str, Array], rules: At) -> Array:
        """The top's shown scores for many rows at once, those below and what rules add given as in `total`."""
        return self._many(self.top, at, rules) * self.factor

    def _many(self, node: str, at: Mapping[str, Array], rules: At) -> Array:
        size = len(next(iter(at.values())))
        branch = None if node in at else self.branches.get(node)
        if branch is None:
            return at.get(node, np.full(size, nan)) + rules.get(node, 0.0)
        below = np.stack([self._many(child, at, rules) for child in branch.children], axis=-1)
        there, found = ~np.isnan(below).all(axis=1), np.full(size, nan)
        found[there] = valued(self.scored, branch, below[there]) + rules.get(node, 0.0)
        return found

    def parts(self, one: At, other: At) -> dict[str, float]:
        """What each node named on either side gives to total(one) - total(other).

        The top alone where a state in between has no value.
        """
        sides = self.values(one), self.values(other)
        found = dict(self._walk(self.top, one, other, sides, Slope(self.factor)))
        if np.isnan(list(found.values())).any():
            return {self.top: (sides[0][self.top] - sides[1][self.top]) * self.factor}
        return found

    def _walk(self, node: str, one: At, other: At, sides: tuple[At, At], above: Above) -> Iterator[tuple[str, float]]:
        if node in one or node in other:
            yield node, _gap(above, one.get(node, nan), other.get(node, nan))
            return
        branch = self.branches[node]
        below = np.array([[side.get(child, nan) for child in branch.children] for side in sides])
        players = [i for i, child in enumerate(branch.children) if self._differs(child, one, other)]
        straight = self._straight(branch, below, players, above)
        for place, i in enumerate(players):
            step = straight[i] if straight else self._through(branch, below, players, place, above)
            yield from self._walk(branch.children[i], one, other, sides, step)

    def _straight(self, branch: Branch, sides: Array, players: Sequence[int], above: Above) -> list[Slope]:
        """A slope for each child where the children do not bend one another's; none where they do."""
        if not isinstance(above, Slope) or branch.aggregate != "arithmetic" or np.isnan(sides[:, players]).any():
            return []
        held = np.where(np.isnan(sides[0]), 0, branch.weights)
        return [Slope(factor) for factor in (above.factor * held / held.sum()).tolist()]

    def _differs(self, node: str, one: At, other: At) -> bool:
        if node in one or node in other:
            return one.get(node) != other.get(node)
        branch = self.branches.get(node)
        return branch is not None and any(self._differs(child, one, other) for child in branch.children)

    def _through(self, branch: Branch, sides: Array, players: Sequence[int], place: int, above: Above) -> Above:
        """A child's scores -> the top's: through its parent, whose other children stand on either side."""
        child = players[place]
        chosen = before(len(players), place)
        states = np.repeat(sides[:1], len(chosen.sets), axis=0)
        states[:, players] = np.where(chosen.sets, sides[0, players], sides[1, players])

        def step(y: Array) -> Array:
            rows = np.repeat(states[None], len(y), axis=0)
            rows[:, :, child] = y[:, None]
            own = valued(self.scored, branch, rows.reshape(-1, rows.shape[-1]))
            return np.asarray(above(own).reshape(len(y), -1) @ chosen.shares)

        return step


def _gap(above: Above, one: float, other: float) -> float:
    """What the top gains where a node goes from the other score to the one."""
    if isinstance(above, Slope):
        return (one - other) * above.factor
    ends = above(np.array([one, other]))
    return float(ends[0] - ends[1])
