"""What gates, deductions and bonuses at a node and below it give to the node's score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..arrays import Array, StepError
from ..engine.adjusting import full_of
from ..scored import Adjustment
from .game import At, Game
from .shapley import before


def of_rules(game: Game, leaves: At, rules: Sequence[Adjustment]) -> Iterator[tuple[str, str, float]]:
    """Node, title and points of each rule, by Shapley's value; they sum to the score with all rules less that with none.

    All of them in one line at the top where a state with only some of them has no value.
    """
    if not rules:
        return
    try:
        shares = [_share(game, leaves, rules, i) for i in range(len(rules))]
    except StepError:
        shares = [np.nan]
    if np.isnan(shares).any():
        together = game.total(leaves, points_of(game, rules)) - game.total(leaves)
        yield game.top, "；".join(rule.title for rule in rules), together
        return
    yield from ((rule.node, rule.title, share) for rule, share in zip(rules, shares, strict=True))


def _share(game: Game, leaves: At, rules: Sequence[Adjustment], own: int) -> float:
    chosen = before(len(rules), own)
    gains: Array = np.array([_gain(game, leaves, rules, own, set(np.flatnonzero(held))) for held in chosen.sets])
    return float(gains @ chosen.shares)


def _gain(game: Game, leaves: At, rules: Sequence[Adjustment], own: int, held: set[int]) -> float:
    without = [rule for i, rule in enumerate(rules) if i in held]
    return game.total(leaves, points_of(game, [*without, rules[own]])) - game.total(leaves, points_of(game, without))


def points_of(game: Game, rules: Sequence[Adjustment]) -> dict[str, float]:
    """Points that those rules add to each node, on 0..100."""
    found: dict[str, float] = {}
    for rule in rules:
        found[rule.node] = found.get(rule.node, 0.0) + rule.points / full_of(game.scored.scheme, rule.node)
    return found
