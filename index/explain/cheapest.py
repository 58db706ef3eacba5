"""The smallest set of indicators that, brought to their goals, lifts a unit into the next class.

Fewest first; of as few, those whose own scores have the least to rise in all (our choice). Sets are sifted by the tree's
sums with the scales as they are, and what comes through is scored again with the whole table before it is called a way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from ..arrays import HAIR, Array, StepError
from ..scored import Scored
from ..tiering import has_tiers, places
from .against import before_rules_of
from .gains import Gain, Standing, gains, standing
from .game import Game
from .goals import Goal, rescored
from .rows import Side, branches_below, row_of
from .ruled import points_of

SETS = 50_000  # ours: up to so many sets of a size all are sifted; beyond that the greatest rises are taken one by one
SIZE = 1_000  # steps of the longest set that is looked for: all there are
TRIED = 40  # ours: sets of a size that are scored again


@dataclass(frozen=True, slots=True)
class Way:
    """The indicators to bring to their goals (none where no set does), and where the unit stands then.

    `tier` is the class to reach, `wanted` the score at which it begins today. `all_of_them`: where the unit would stand with
    every goal reached. `fewest`: all smaller sets were sifted; `least`: all of this size too. Else it was the greatest first.
    """

    tier: str
    wanted: float
    gains: tuple[Gain, ...]
    then: Standing | None
    all_of_them: Standing
    fewest: bool = True
    least: bool = True


def cheapest(
    scored: Scored,
    unit: str,
    node: str,
    goals: Mapping[str, Goal],
    members: Sequence[str],
    single: Sequence[Gain] | None = None,
    search: tuple[int, int] = (SETS, SIZE),
) -> Way:
    """The way to the next class. ValueError where there is none: no classes, or the unit is in the highest; StepError where the
    members' scores cannot be parted into the classes. `single`: the gains towards the same goals, where they are known;
    `search`: how many sets of a size are all sifted, and the longest set that is looked for."""
    aim = _Aim(scored, unit, node, tuple(m for m in dict.fromkeys((*members, unit)) if m in scored.rows))
    tier, wanted = aim.next_class()
    single = gains(scored, unit, node, goals, members) if single is None else single
    whole = rescored(scored, unit, goals)
    all_of_them = standing(whole, unit, node, members)
    if aim.reached(whole):
        now = standing(scored, unit, node, members).tier
        for gain in sorted((gain for gain in single if gain.then.tier != now), key=lambda gain: gain.effort):
            if aim.reached(rescored(scored, unit, {leaf: goals[leaf] for leaf in gain.leaves})):  # borders move with the unit
                return Way(tier, wanted, (gain,), gain.then, all_of_them)
        for chosen, fewest, least in _sets(scored, unit, node, single, whole, wanted, search):
            after = rescored(scored, unit, {leaf: goals[leaf] for gain in chosen for leaf in gain.leaves})
            if aim.reached(after):
                return Way(tier, wanted, chosen, standing(after, unit, node, members), all_of_them, fewest, least)
    return Way(tier, wanted, (), None, all_of_them)


@dataclass(frozen=True, slots=True)
class _Aim:
    """A class above the present one, among these members."""

    scored: Scored
    unit: str
    node: str
    members: tuple[str, ...]

    def next_class(self) -> tuple[str, float]:
        scheme = self.scored.scheme
        if not has_tiers(scheme, self.node):
            raise ValueError(f"{scheme.id} has no tiers in {self.node}")
        own, scores = self._place(self.scored), self._scores(self.scored)
        if own == 0:
            raise ValueError(f"unit {self.unit} is in the highest tier of {self.node} already")
        if scheme.tiering.method == "bands":
            return scheme.tiers[own - 1].label, scheme.tiers[own - 1].floor
        classes = places(scheme, scores)
        above = max(int(c) for c in classes if 0 <= c < own)
        return scheme.tiers[above].label, float(scores[classes == above].min())

    def reached(self, after: Scored) -> bool:
        """Not where the scores, as they would be, cannot be parted into the classes."""
        try:
            return 0 <= self._place(after) < self._place(self.scored)
        except StepError:
            return False

    def _scores(self, scored: Scored) -> Array:
        return scored.scores[[scored.rows[m] for m in self.members], scored.columns[self.node]]

    def _place(self, scored: Scored) -> int:
        return int(places(scored.scheme, self._scores(scored))[self.members.index(self.unit)])


def _sets(
    scored: Scored, unit: str, node: str, single: Sequence[Gain], whole: Scored, wanted: float, search: tuple[int, int]
) -> Iterator[tuple[tuple[Gain, ...], bool, bool]]:
    """Sets that the tree's sums lift to the score wanted, fewest first, then the least to rise; whether all smaller ones, and
    all of the size, were sifted."""
    sums = _Sums(scored, unit, node, [gain.leaves for gain in single], whole)
    effort = np.array([gain.effort for gain in single])
    fewest = True
    most, longest = search
    for size in range(2, min(len(single), longest) + 1):  # one alone was scored again each
        complete = comb(len(single), size) <= most
        sets = np.array(list(combinations(range(len(single)), size))) if complete else np.array([sums.greatest(size)])
        enough = sets[sums.scores(sets) >= wanted - HAIR]
        order = np.argsort(effort[enough].sum(axis=1), kind="stable")[:TRIED]
        for chosen in enough[order]:
            yield tuple(single[i] for i in chosen), fewest, complete
        fewest &= complete


class _Sums:
    """A unit's score in a node with some indicators at their goals, by the sums and rules as they are today."""

    def __init__(self, scored: Scored, unit: str, node: str, steps: Sequence[Sequence[str]], whole: Scored) -> None:
        side = row_of(Side(scored, unit), node)
        self.game = Game(scored, branches_below(scored, node), node)
        self.now, self.steps = dict(side.leaves), steps
        self.rules = points_of(self.game, side.rules)
        self.then = {leaf: before_rules_of(whole, unit, [leaf])[0] for leaves in steps for leaf in leaves}
        self.taken: list[int] = []

    def scores(self, sets: NDArray[np.int64]) -> Array:
        """The node's score for each set of places in `steps`. What is withheld today stays so."""
        held = np.zeros((len(sets), len(self.steps)), bool)
        np.put_along_axis(held, sets, True, axis=1)
        at = {leaf: np.full(len(sets), score) for leaf, score in self.now.items()}
        for i, leaves in enumerate(self.steps):
            at.update({leaf: np.where(held[:, i], self.then[leaf], at[leaf]) for leaf in leaves if leaf in at})
        return self.game.many(at, self.rules)

    def greatest(self, size: int) -> list[int]:
        """So many places: step by step that of the indicator which lifts the score most."""
        while len(self.taken) < size:
            rest = [i for i in range(len(self.steps)) if i not in self.taken]
            lifted = self.scores(np.array([[*self.taken, i] for i in rest]))
            self.taken.append(rest[int(np.argmax(lifted))])
        return self.taken[:size]
