"""Goals as steps: each indicator by itself, but a branch that the unit does not have at all is opened as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...contract import Status
from ..scheme.model import Node
from ..scored import Scored
from .goals import Goal

THERE = (Status.OK.value, Status.CENSORED.value)


def steps(scored: Scored, unit: str, node: str, goals: Mapping[str, Goal]) -> dict[str, tuple[str, ...]]:
    """What is done in one step -> the indicators that it brings to their goals. The rule is ours.

    A branch is one step where two or more of its indicators have a goal, all that was seen of it is ABSENT, and so is all that
    was seen of its subjects (an App, an account) anywhere in the scheme: nobody opens an App for its download count alone.
    """
    closed = _closed(scored, unit)
    found: dict[str, tuple[str, ...]] = {}
    for branch in _topmost(_tops(scored, node), closed):
        inside = tuple(leaf for leaf in _leaves(branch) if leaf in goals)
        if len(inside) > 1:
            found[branch.id] = inside
    opened = {leaf for inside in found.values() for leaf in inside}
    return found | {leaf: (leaf,) for leaf in goals if leaf not in opened}


def _closed(scored: Scored, unit: str) -> set[str]:
    """The indicators of subjects of which something is ABSENT and nothing is there."""
    seen: dict[str, set[str]] = {}
    row = scored.status[scored.rows[unit]]
    for leaf in scored.scheme.leaves:
        seen.setdefault(_subject(leaf), set()).add(str(row[scored.leaf_columns[leaf.id]]))
    shut = {s for s, statuses in seen.items() if Status.ABSENT.value in statuses and not statuses.intersection(THERE)}
    return {leaf.id for leaf in scored.scheme.leaves if _subject(leaf) in shut}


def _subject(leaf: Node) -> str:
    return leaf.metric.partition(".")[0]


def _tops(scored: Scored, node: str) -> Sequence[Node]:
    members = next((c.nodes for c in scored.scheme.composites if c.id == node), (node,))
    return [scored.scheme.nodes[member] for member in members]


def _leaves(branch: Node) -> list[str]:
    return [n.id for n in branch.walk() if n.metric]


def _topmost(nodes: Iterable[Node], closed: set[str]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.children and closed.issuperset(_leaves(node)):
            found.append(node)
        else:
            found += _topmost(node.children, closed)
    return found
