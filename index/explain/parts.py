"""A node's score taken apart to its indicators, in contributions that add up to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..scheme.model import Branch
from ..scored import Scored, plain


@dataclass(frozen=True, slots=True)
class Part:
    """One node below the one explained. `weight` is its share in that one by the scheme, `effective` after dropping.

    Contributions of the indicators sum to the explained score; a parent's is the sum of its children's.
    """

    node: str
    parent: str
    depth: int
    kind: str
    title: str
    title_en: str
    weight: float
    effective: float
    value: float | None
    score: float | None
    contribution: float
    status: str
    handling: str
    coverage: float


def explain(scored: Scored, unit: str, node: str) -> list[Part]:
    """The node and all below it, parents first. Without a score every contribution is 0; `scored.reason` says why.

    A child's contribution is its score times the parent's slope in it: all means here are homogeneous of degree 1,
    so that these add up to the mean (Euler's theorem), for arithmetic means to weight times score.
    """
    branches = {branch.id: branch for branch in scored.scheme.branches}
    slope = 0.0 if scored.score(unit, node) is None else 1.0
    return list(_parts(scored, branches, unit, node, "", 0, 1.0, slope))


def indicators(parts: list[Part]) -> list[Part]:
    """The parts that are indicators."""
    return [part for part in parts if part.handling]


def _parts(
    scored: Scored, branches: Mapping[str, Branch], unit: str, node: str, parent: str, depth: int, weight: float, slope: float
) -> Iterator[Part]:
    row, leaf = scored.rows[unit], scored.leaf_columns.get(node)
    score = scored.score(unit, node)
    yield Part(
        node=node, parent=parent, depth=depth, kind=scored.scheme.kinds[node],
        title=scored.scheme.title_of(node), title_en=scored.scheme.title_of(node, "en"), weight=weight, effective=slope,
        value=None if leaf is None else plain(scored.raw[row, leaf]), score=score, contribution=slope * (score or 0.0),
        status="" if leaf is None else str(scored.status[row, leaf]),
        handling="" if leaf is None else str(scored.handling[row, leaf]), coverage=scored.covered(unit, node),
    )  # fmt: skip
    branch = branches.get(node)
    if branch is None:
        return
    below = scored.scores[row, [scored.columns[child] for child in branch.children]]
    for child, share, steep in zip(branch.children, branch.weights, _slopes(branch, below, score), strict=True):
        yield from _parts(scored, branches, unit, child, node, depth + 1, weight * share, slope * float(steep))


def _slopes(branch: Branch, below: Array, score: float | None) -> Array:
    """How far the parent moves per point of each child; 0 for children without a score."""
    held = np.where(np.isnan(below), 0, branch.weights)
    if score is None or not held.any():
        return np.zeros(len(below))
    shares = held / held.sum()
    if branch.aggregate == "geometric":
        return np.asarray(shares * score / np.where(held > 0, below, 1))
    return np.asarray(shares)
