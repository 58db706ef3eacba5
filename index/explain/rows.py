"""One side of a difference: which indicators count in a node's score, with what, and which rules were applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from ..arrays import Array
from ..scheme.model import Branch
from ..scored import Adjustment, Scored
from .against import before_rules, before_rules_of


@dataclass(frozen=True, slots=True)
class Side:
    """One unit of one scoring."""

    scored: Scored
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """Scores (0..100) of the indicators that count, and of each: the value, and its status and handling as words.

    `score` is the node's score as it is shown, `rules` what was added to it and to nodes below it.
    """

    score: float
    leaves: Mapping[str, float]
    values: Mapping[str, float | None]
    statuses: Mapping[str, str]
    handling: Mapping[str, str]
    rules: tuple[Adjustment, ...] = ()


def branches_below(scored: Scored, node: str) -> dict[str, Branch]:
    """The sums that a node's score is made by, itself first; none for an indicator."""
    known = {branch.id: branch for branch in scored.branches}
    found, open_ = {}, [node]
    while open_:
        branch = known.get(open_.pop(0))
        if branch is not None:
            found[branch.id] = branch
            open_ += branch.children
    return found


def row_of(side: Side, node: str) -> Row:
    """What a unit's score in a node is made of. ValueError where it has none, with the reason."""
    scored, unit = side.scored, side.unit
    own = scored.must(unit, node)
    branches, open_, counted = branches_below(scored, node), [node], []
    while open_:
        counted.append(open_.pop(0))
        below = branches[counted[-1]].children if counted[-1] in branches else ()
        open_ += [child for child in below if scored.score(unit, child) is not None]
    leaves = [name for name in counted if name in scored.leaf_columns]
    row = scored.rows[unit]
    scores = before_rules_of(scored, unit, leaves)
    columns = [scored.leaf_columns[leaf] for leaf in scored.below(node)]
    told = _told(scored, row, columns)
    rules = tuple(a for a in scored.adjustments_of.get(unit, ()) if a.node in counted)
    return Row(own, {leaf: float(s) for leaf, s in zip(leaves, scores, strict=True)}, *told, rules)


def _told(scored: Scored, row: int, columns: Sequence[int]) -> tuple[dict[str, float | None], dict[str, str], dict[str, str]]:
    names = [scored.scheme.leaves[c].id for c in columns]
    values, status, handling = (stage[row, columns].tolist() for stage in (scored.raw, scored.status, scored.handling))
    known = {name: None if isnan(value) else value for name, value in zip(names, values, strict=True)}
    return known, dict(zip(names, status, strict=True)), dict(zip(names, handling, strict=True))


def profile(scored: Scored, node: str, members: Sequence[str]) -> Row:
    """The unit in the middle of every indicator: medians of the scores that the members have, and of their values.

    Its `score` is the median of the members' scores in the node. ValueError where none has one.
    """
    rows = [scored.rows[unit] for unit in members if unit in scored.rows]
    own = middle(scored.scores[rows, scored.columns[node]])
    if own is None:
        raise ValueError(f"none of the {len(rows)} units has a score in {node}")
    names = scored.below(node)
    scores = {name: middle(before_rules(scored, [name])[rows, 0]) for name in names}
    values = {name: middle(scored.raw[rows, scored.leaf_columns[name]]) for name in names}
    known = {name: score for name, score in scores.items() if score is not None}
    return Row(own, known, values, dict.fromkeys(names, ""), dict.fromkeys(names, ""))


def middle(values: Array) -> float | None:
    """The median of those that are there; None without any."""
    there = values[~np.isnan(values)]
    return float(np.median(there)) if there.size else None
