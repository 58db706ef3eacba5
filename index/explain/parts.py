"""A node's score taken apart to its indicators, in contributions that add up to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..engine.adjusting import full_of
from ..scheme.model import Branch
from ..scored import Scored, plain
from .against import before_rules_of, inner_of
from .slopes import slopes

RULE, REST = "rule", "rest"


@dataclass(frozen=True, slots=True)
class Part:
    """One node below the one explained. `weight` is its share in that one by the scheme, `effective` after dropping.

    Contributions of the indicators, rules and rests sum to the explained score; a parent's is the sum of its children's. Kind
    `rule`: what a gate, deduction or bonus adds to its parent. Kind `rest`: what a method that compares units gives to the
    last in everything.
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

    A child's contribution is its score times the parent's slope in it: all means here are homogeneous of degree 1, so that
    these add up to the mean (Euler's theorem), for arithmetic means to weight times score. Where units are compared it is
    the child's Shapley value against the last in everything.
    """
    tree = _Tree(scored, unit, {branch.id: branch for branch in scored.branches})
    slope = 0.0 if scored.score(unit, node) is None else full_of(scored.scheme, node)
    return list(tree.parts(node, "", 0, 1.0, slope))


def indicators(parts: list[Part]) -> list[Part]:
    """The parts that are indicators."""
    return [part for part in parts if part.handling]


@dataclass(frozen=True, slots=True)
class _Tree:
    scored: Scored
    unit: str
    branches: Mapping[str, Branch]

    def parts(self, node: str, parent: str, depth: int, weight: float, slope: float) -> Iterator[Part]:
        """The node's part and those below it; `slope`: points of the explained score per point (0..100) of the node's."""
        scored, row = self.scored, self.scored.rows[self.unit]
        column, score = scored.leaf_columns.get(node), scored.score(self.unit, node)
        carried = plain(inner_of(scored, self.unit, [node])[0]) or 0.0
        yield Part(
            node=node, parent=parent, depth=depth, kind=scored.scheme.kinds[node],
            title=scored.scheme.title_of(node), title_en=scored.scheme.title_of(node, "en"), weight=weight, effective=slope,
            value=None if column is None else plain(scored.raw[row, column]), score=score, contribution=slope * carried,
            status="" if column is None else str(scored.status[row, column]),
            handling="" if column is None else str(scored.handling[row, column]), coverage=scored.covered(self.unit, node),
        )  # fmt: skip
        yield from self._below(node, depth, weight, slope if score is not None else 0.0)
        for rule in (a for a in scored.adjustments_of.get(self.unit, ()) if a.node == node):
            yield _extra(node, depth + 1, RULE, rule.title, slope * rule.points / full_of(scored.scheme, node))

    def _below(self, node: str, depth: int, weight: float, slope: float) -> Iterator[Part]:
        branch = self.branches.get(node)
        if branch is None:
            return
        below = inner_of(self.scored, self.unit, branch.children)
        own = plain(before_rules_of(self.scored, self.unit, [node])[0])
        steep = slopes(self.scored, branch, below, own)
        for child, share, own_slope in zip(branch.children, branch.weights, steep.slopes, strict=True):
            yield from self.parts(child, node, depth + 1, weight * share, slope * float(own_slope))
        if steep.rest:
            yield _extra(node, depth + 1, REST, "", slope * steep.rest)


def _extra(node: str, depth: int, kind: str, title: str, contribution: float) -> Part:
    return Part(node, node, depth, kind, title, title, 0.0, 0.0, None, None, contribution, "", "", 0.0)
