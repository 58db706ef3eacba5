"""A scheme applied to a table: raw -> normalised -> aggregated, with the coverage of each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..contract import Status
from .arrays import Array, Axes, Mask, StepError
from .scheme.model import Branch, Node, Scheme
from .scheme.policy import VALUE
from .scored import Scored
from .steps import aggregate, normalise
from .table import Statuses, Table

HAIR = 1e-9  # a coverage that is the threshold but for rounding reaches it


def score(scheme: Scheme, table: Table) -> Scored:
    """Every unit's score and coverage in every node. StepError names the indicator and unit that a step cannot take."""
    raw, status = table.columns([leaf.metric for leaf in scheme.leaves])
    axes = Axes(table.units, [leaf.id for leaf in scheme.leaves])
    axes.refuse(np.isinf(raw), "an infinite value")
    handling = _handling(scheme.leaves, status, axes)
    counted = np.isin(handling, (VALUE, "bound"))
    notes = _set_constant_aside(scheme, raw, handling, counted, axes)
    normal = _normalised(scheme.leaves, np.where(counted, raw, np.nan), axes)
    _stand_in(normal, handling)
    scores, coverage = _aggregated(scheme, normal, handling, table.units)
    return Scored(scheme, table, raw, status, handling, scores, coverage, notes)


def _handling(leaves: Sequence[Node], status: Statuses, axes: Axes) -> Statuses:
    """Per cell what the scheme's policy says: value, bound, zero, drop, exclude or impute."""
    handling = np.full(status.shape, "", "<U8")
    for column, leaf in enumerate(leaves):
        for found in np.unique(status[:, column]):
            handling[status[:, column] == found, column] = leaf.policy.get(Status(str(found)), "unnamed")
    for word, problem in (("refuse", "refuses"), ("unnamed", "has no policy for")):
        if (handling == word).any():
            row, column = (int(i) for i in np.argwhere(handling == word)[0])
            raise StepError(f"the scheme {problem} status {status[row, column]}", axes.columns[column], axes.units[row])
    return handling


def _set_constant_aside(scheme: Scheme, raw: Array, handling: Statuses, counted: Mask, axes: Axes) -> tuple[str, ...]:
    """Excludes indicators that tell no units apart, where the scheme says so; the notes say which."""
    of_sample = np.array([leaf.normalise.method in normalise.OF_SAMPLE for leaf in scheme.leaves], bool)
    same = normalise.constant(np.where(counted, raw, np.nan)) & of_sample
    if scheme.constant == "refuse" or not same.any():
        return ()
    handling[:, same] = "exclude"
    counted[:, same] = False
    return tuple(f"{axes.columns[i]}: all values are the same, left out" for i, out in enumerate(same) if out)


def _normalised(leaves: Sequence[Node], raw: Array, axes: Axes) -> Array:
    """0..100 per leaf, the columns of one method together."""
    normal = np.full(raw.shape, np.nan)
    for method in dict.fromkeys(leaf.normalise.method for leaf in leaves):
        chosen = [i for i, leaf in enumerate(leaves) if leaf.normalise.method == method]
        how = [leaves[i].normalise for i in chosen]
        by = normalise.Columns(
            Axes(axes.units, [axes.columns[i] for i in chosen]),
            np.array([n.direction for n in how], float),
            np.array([np.nan if n.worst is None else n.worst for n in how]),
            np.array([np.nan if n.best is None else n.best for n in how]),
            np.array([n.log for n in how], bool),
        )
        normal[:, chosen] = normalise.METHODS[method](raw[:, chosen], by)
    return normal


def _stand_in(normal: Array, handling: Statuses) -> None:
    """Zeros for what is absent; the sample's mean, absent ones included, where the scheme imputes."""
    normal[handling == "zero"] = 0
    wanted = handling == "impute"
    if wanted.any():
        there = ~np.isnan(normal)
        count = there.sum(axis=0)
        mean = np.divide(np.where(there, normal, 0).sum(axis=0), count, out=np.full(len(count), np.nan), where=count > 0)
        normal[wanted] = np.broadcast_to(mean, normal.shape)[wanted]


def _aggregated(scheme: Scheme, normal: Array, handling: Statuses, units: Sequence[str]) -> tuple[Array, Array]:
    """Scores and coverage of all nodes. A score withheld for low coverage counts in its parent as not observed."""
    place = {node: i for i, node in enumerate(scheme.kinds)}
    leaves = [place[leaf.id] for leaf in scheme.leaves]
    scores, coverage, carried = (np.full((len(units), len(place)), np.nan) for _ in range(3))
    scores[:, leaves] = normal
    coverage[:, leaves] = np.where(handling == "exclude", np.nan, np.isin(handling, (VALUE, "bound", "zero")))
    carried[:, leaves] = coverage[:, leaves]
    for branch in scheme.branches:
        below, column = [place[child] for child in branch.children], place[branch.id]
        own = aggregated(branch, scores[:, below], np.array(branch.weights), units)
        coverage[:, column] = aggregate.arithmetic(carried[:, below], np.array(branch.weights), Axes(units, branch.children))
        withheld = np.isnan(own) | (coverage[:, column] < branch.threshold - HAIR)
        scores[:, column] = np.where(withheld, np.nan, own)
        carried[:, column] = np.where(withheld & ~np.isnan(coverage[:, column]), 0, coverage[:, column])
    return scores, coverage


def aggregated(branch: Branch, below: Array, weights: Array, units: Sequence[str]) -> Array:
    """A branch's scores from its children's, ... units x children, with those weights."""
    return aggregate.METHODS[branch.aggregate](below, weights, Axes(units, branch.children))
