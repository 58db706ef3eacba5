"""What would move a score: each indicator brought to a goal, the whole table scored again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...contract import Status
from ..arrays import Array
from ..scored import Scored
from ..steps import rank
from ..tiering import classed
from .goals import Goal, rescored
from .openings import steps
from .rowwise import cases, of_itself

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
    scored.must(unit, node)
    scores, at = _scores(scored, unit, node, members)
    return _placed(scored, node, scores, at)


def _scores(scored: Scored, unit: str, node: str, members: Sequence[str]) -> tuple[Array, int]:
    """The members' scores, and the unit's place among them."""
    known = [m for m in dict.fromkeys((*members, unit)) if m in scored.rows]
    return scored.scores[[scored.rows[m] for m in known], scored.columns[node]], known.index(unit)


def _placed(scored: Scored, node: str, scores: Array, at: int) -> Standing:
    ranks, (labels, why) = rank.METHODS[scored.scheme.ranking](scores), classed(scored.scheme, node, scores)
    return Standing(float(scores[at]), int(ranks[at]), int(np.count_nonzero(ranks)), str(labels[at]), why)


def gains(scored: Scored, unit: str, node: str, goals: Mapping[str, Goal], members: Sequence[str]) -> list[Gain]:
    """One row per step (a goal, or a branch opened), the greatest rise first. ValueError where the unit has no score in the node.

    Every goal is scored with the whole table, so that scales relative to the sample, gates and means are as they would be.
    """
    before = standing(scored, unit, node, members)
    refuse_panel(scored, unit, node)
    wanted = {step: {leaf: goals[leaf] for leaf in leaves} for step, leaves in steps(scored, unit, node, goals).items()}
    found = [
        _gain(scored, unit, own[step], score, before, then) if step in own
        else _opened(scored, unit, step, own, score, before, then)
        for (step, own), (score, then) in zip(wanted.items(), _outcomes(scored, unit, node, wanted, members), strict=True)
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.points, row.node))


def _outcomes(
    scored: Scored, unit: str, node: str, wanted: Mapping[str, Mapping[str, Goal]], members: Sequence[str]
) -> Iterator[tuple[float, Standing]]:
    """After each step, by itself: its own score, and where the unit stands in the node."""
    if not of_itself(scored):
        for step, own in wanted.items():
            after = rescored(scored, unit, own)
            yield after.score(unit, step) or 0.0, standing(after, unit, node, members)
        return
    if not wanted:
        return
    scores, at = _scores(scored, unit, node, members)
    rows = cases(scored, unit, [{leaf: goal.value for leaf, goal in own.items()} for own in wanted.values()])
    for case, step in zip(rows.table.units, wanted, strict=True):
        scores = scores.copy()
        scores[at] = rows.must(case, node)
        yield rows.score(case, step) or 0.0, _placed(scored, node, scores, at)


def refuse_panel(scored: Scored, unit: str, node: str) -> None:
    """ValueError where the scores are not those of their table alone (scales fixed over periods)."""
    if of_itself(scored):
        return
    alone = rescored(scored, unit, {}).score(unit, node)
    if alone is None or abs(alone - (scored.score(unit, node) or 0.0)) > NEAR:
        raise ValueError("these scores rest on other periods too; score the period by itself to see what would move it")


def _gain(scored: Scored, unit: str, goal: Goal, score: float, before: Standing, then: Standing) -> Gain:
    leaf, row, column = scored.scheme.nodes[goal.node], scored.rows[unit], scored.leaf_columns[goal.node]
    status, own = str(scored.status[row, column]), float(scored.raw[row, column])
    rise = score - (scored.score(unit, goal.node) or 0.0)
    return Gain(
        leaf.id, leaf.title, leaf.title_en, None if np.isnan(own) else own, status, goal.value, goal.of,
        then.score - before.score, rise, then, (leaf.id,),
    )  # fmt: skip


def _opened(
    scored: Scored, unit: str, step: str, goals: Mapping[str, Goal], score: float, before: Standing, then: Standing
) -> Gain:
    branch, whose = scored.scheme.nodes[step], {goal.of for goal in goals.values()}
    rise = score - (scored.score(unit, step) or 0.0)
    return Gain(
        step, branch.title, branch.title_en, None, Status.ABSENT.value, score, whose.pop() if len(whose) == 1 else "",
        then.score - before.score, rise, then, tuple(goals),
    )  # fmt: skip
