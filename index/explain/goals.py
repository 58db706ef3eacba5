"""What an indicator could reach, and the whole table scored again with it reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...contract import Status
from .. import engine
from ..engine.handling import COUNTED, SEEN
from ..scheme.model import Node
from ..scored import Scored, plain
from ..table import codes as coded
from .rowwise import of_itself, with_values


@dataclass(frozen=True, slots=True)
class Goal:
    """The value that an indicator is to reach, as it would stand in the table; `of`: the unit that has it, or `target`."""

    node: str
    value: float
    of: str


def like_unit(scored: Scored, unit: str, node: str, exemplar: str) -> dict[str, Goal]:
    """The other unit's value of every indicator below the node in which it is ahead; only those seen in both."""
    return {leaf: goal for leaf in scored.below(node) for goal in _like(scored, unit, leaf, exemplar)}


def like_best(scored: Scored, unit: str, node: str, members: Sequence[str]) -> dict[str, Goal]:
    """Of every indicator the value of the member that is best in it, the first in the table's order of several."""
    return like_holders(scored, unit, holders(scored, node, members))


def holders(scored: Scored, node: str, members: Sequence[str]) -> dict[str, str]:
    """Who of the members is best in each indicator below the node, the first of several; only by values that were seen."""
    found: dict[str, str] = {}
    for leaf in scored.below(node):
        known = [m for m in members if m in scored.rows and _counts(scored, m, leaf, COUNTED)]
        if known:
            found[leaf] = max(known, key=lambda m: scored.score(m, leaf) or 0.0)
    return found


def like_holders(scored: Scored, unit: str, best: Mapping[str, str]) -> dict[str, Goal]:
    """The value of that member for each of those indicators in which it is ahead of the unit."""
    return {goal.node: goal for leaf, member in best.items() for goal in _like(scored, unit, leaf, member)}


def like_target(scored: Scored, unit: str, node: str) -> dict[str, Goal]:
    """The target that the scheme states for an indicator, else the goalpost at which it is full; ValueError without any."""
    leaves = [scored.scheme.nodes[leaf] for leaf in scored.below(node)]
    stated = {leaf.id: _stated(leaf) for leaf in leaves}
    if all(value is None for value in stated.values()):
        raise ValueError(f"{scored.scheme.id} states no target and no goalpost below {node}")
    goals = (_goal(scored, unit, leaf, value, "target") for leaf, value in stated.items() if value is not None)
    return {goal.node: goal for goal in goals if goal is not None and _short_of(scored, unit, goal)}


def _stated(leaf: Node) -> float | None:
    how = leaf.normalise
    return how.target if how.target is not None else how.best


def _short_of(scored: Scored, unit: str, goal: Goal) -> bool:
    """Whether the unit's own value is on the worse side of the goal; what is absent always is."""
    own = plain(scored.raw[scored.rows[unit], scored.leaf_columns[goal.node]])
    direction = scored.scheme.nodes[goal.node].normalise.direction
    return own is None or direction * (goal.value - own) > 0


def _like(scored: Scored, unit: str, leaf: str, other: str) -> Iterator[Goal]:
    if not _counts(scored, other, leaf, COUNTED):
        return
    row, column = scored.rows[other], scored.leaf_columns[leaf]
    ahead = (scored.score(other, leaf) or 0.0) > (scored.score(unit, leaf) or 0.0)
    value = plain(scored.stages["denominated"][row, column])
    goal = _goal(scored, unit, leaf, value, other) if ahead and value is not None else None
    if goal is not None:
        yield goal


def _goal(scored: Scored, unit: str, leaf: str, value: float, of: str) -> Goal | None:
    """The goal as it would stand in the table, before the unit's own denominator; None where the unit's was not seen."""
    if not _counts(scored, unit, leaf, SEEN):
        return None
    per = scored.scheme.nodes[leaf].per
    if per is not None:
        by = plain(scored.table.columns((per.column,))[0][scored.rows[unit], 0])
        if by is None:
            return None
        value = value * by / per.scale
    return Goal(leaf, value, of)


def _counts(scored: Scored, unit: str, leaf: str, how: Sequence[str]) -> bool:
    return str(scored.handling[scored.rows[unit], scored.leaf_columns[leaf]]) in how


def rescored(scored: Scored, unit: str, goals: Mapping[str, Goal]) -> Scored:
    """The whole table scored again, all else as it is, with those values of one unit: scales and ranks of all move with it."""
    if of_itself(scored):
        return with_values(scored, unit, {goal.node: goal.value for goal in goals.values()})
    table = scored.table
    values, codes = table.values.copy(), table.codes.copy()
    row = table.units.index(unit)
    for goal in goals.values():
        column = table.indicators.index(scored.scheme.nodes[goal.node].metric)
        values[row, column], codes[row, column] = goal.value, np.uint8(coded.status(Status.OK.value))
    return engine.score(scored.scheme, replace(table, values=values, codes=codes))
