"""What would move a score: each indicator brought to a goal, the whole table scored again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...contract import Status
from ..scored import Scored
from ..steps import rank
from ..tiering import classed
from .goals import Goal, rescored
from .openings import steps

NEAR = 1e-6  # a score that comes out of its own table but for rounding


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's score in a node, its rank among the members that have one, and its class.

    Without a class that is '' and `why` says why these scores cannot be parted ('' too where the scheme has no classes there).
    """

    score: float
    rank: int
    of: int
    tier: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Gain:
    """One step, the others unchanged: the node's score and rank then, and by how much the score rises. A step is an indicator
    at its goal, or all `leaves` of a branch that is opened (openings.py).

    `own` is the present value, None where it counts as zero for its `status`; `effort` is how far the indicator's own score
    (0..100, of the sample as it would be) has to rise. Of a branch `goal` is its score then, and `of` '' where several have it.
    """

    node: str
    title: str
    title_en: str
    own: float | None
    status: str
    goal: float
    of: str
    points: float
    effort: float
    then: Standing
    leaves: tuple[str, ...] = ()


def standing(scored: Scored, unit: str, node: str, members: Sequence[str]) -> Standing:
    """Where a unit stands among the members (itself among them). ValueError where it has no score."""
    own = scored.must(unit, node)
    known = [m for m in dict.fromkeys((*members, unit)) if m in scored.rows]
    scores = scored.scores[[scored.rows[m] for m in known], scored.columns[node]]
    ranks, at = rank.METHODS[scored.scheme.ranking](scores), known.index(unit)
    labels, why = classed(scored.scheme, node, scores)
    return Standing(own, int(ranks[at]), int(np.count_nonzero(ranks)), str(labels[at]), why)


def gains(scored: Scored, unit: str, node: str, goals: Mapping[str, Goal], members: Sequence[str]) -> list[Gain]:
    """One row per step (a goal, or a branch opened), the greatest rise first. ValueError where the unit has no score in the node.

    Every goal is scored with the whole table, so that scales relative to the sample, gates and means are as they would be.
    """
    before = standing(scored, unit, node, members)
    refuse_panel(scored, unit, node)
    found = [
        _gain(scored, unit, node, goals[step], before, members) if step in goals
        else _opened(scored, unit, node, step, {leaf: goals[leaf] for leaf in leaves}, before, members)
        for step, leaves in steps(scored, unit, node, goals).items()
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.points, row.node))


def refuse_panel(scored: Scored, unit: str, node: str) -> None:
    """ValueError where the scores are not those of their table alone (scales fixed over periods)."""
    alone = rescored(scored, unit, {}).score(unit, node)
    if alone is None or abs(alone - (scored.score(unit, node) or 0.0)) > NEAR:
        raise ValueError("these scores rest on other periods too; score the period by itself to see what would move it")


def _gain(scored: Scored, unit: str, node: str, goal: Goal, before: Standing, members: Sequence[str]) -> Gain:
    after = rescored(scored, unit, {goal.node: goal})
    then, leaf = standing(after, unit, node, members), scored.scheme.nodes[goal.node]
    row, column = scored.rows[unit], scored.leaf_columns[goal.node]
    status, own = str(scored.status[row, column]), float(scored.raw[row, column])
    rise = (after.score(unit, goal.node) or 0.0) - (scored.score(unit, goal.node) or 0.0)
    return Gain(
        leaf.id, leaf.title, leaf.title_en, None if np.isnan(own) else own, status, goal.value, goal.of,
        then.score - before.score, rise, then, (leaf.id,),
    )  # fmt: skip


def _opened(
    scored: Scored, unit: str, node: str, step: str, goals: Mapping[str, Goal], before: Standing, members: Sequence[str]
) -> Gain:
    after = rescored(scored, unit, goals)
    then, branch = standing(after, unit, node, members), scored.scheme.nodes[step]
    score, whose = after.score(unit, step) or 0.0, {goal.of for goal in goals.values()}
    rise = score - (scored.score(unit, step) or 0.0)
    return Gain(
        step, branch.title, branch.title_en, None, Status.ABSENT.value, score, whose.pop() if len(whose) == 1 else "",
        then.score - before.score, rise, then, tuple(goals),
    )  # fmt: skip
