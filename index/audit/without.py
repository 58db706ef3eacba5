"""A scored scheme with one element left out: everything else as it was, its siblings' weights scaled up."""

from __future__ import annotations

from dataclasses import replace

from ..arrays import Axes
from ..engine.finishing import finished
from ..engine.prepared import Prepared
from ..scheme.model import Composite, Node, Scheme
from ..scored import LEAVES, Scored


def without(scored: Scored, node: str) -> Scored | None:
    """The scores without that node and all below it; None where nothing is left. KeyError for a node that is none.

    Normalised scores and weights stay those that were used (also where the data set them), as when its weight were 0. A parent
    left without children goes with it.
    """
    if node not in scored.scheme.nodes:
        raise KeyError(node)
    scheme = _scheme_without(scored, node)
    return _summed(scored, scheme) if scheme else None


def summed_again(scored: Scored) -> Scored:
    """The scores of these units among themselves: the same but for means that compare units, where some have been left out."""
    scheme = _scheme_without(scored, "")
    return _summed(scored, scheme) if scheme else scored


def _scheme_without(scored: Scored, node: str) -> Scheme | None:
    """The scheme with the weights that were used, without a node ('' leaves all)."""
    scheme = scored.scheme
    used = {b.id: dict(zip(b.children, b.weights, strict=True)) for b in scored.branches}
    roots = _pruned("", scheme.roots, node, used)
    if not roots:
        return None
    left = {n.id for root in roots for n in root.walk()}
    tops = tuple(c for c in (_composite(c, left, used) for c in scheme.composites) if c)
    gone = {*scheme.nodes} - left
    rules = tuple(rule for rule in scheme.rules if not {rule.node, getattr(rule, "of", "")} & gone)
    methods = replace(scheme.methods, weigh={})
    return replace(scheme, roots=roots, composites=tops, rules=rules, methods=methods)


def _pruned(parent: str, family: tuple[Node, ...], out: str, used: dict[str, dict[str, float]]) -> tuple[Node, ...]:
    """The family without that node, each weight as it was used; parents of nothing go."""
    weights = used.get(parent, {})
    kept = []
    for node in family:
        children = _pruned(node.id, node.children, out, used)
        if node.id != out and (node.metric or children):
            kept.append(replace(node, weight=weights.get(node.id, node.weight), children=children))
    whole = sum(node.weight for node in kept)
    return tuple(replace(n, weight=n.weight / whole) if whole else n for n in kept)


def _composite(composite: Composite, left: set[str], used: dict[str, dict[str, float]]) -> Composite | None:
    own = {member: weight for member, weight in used[composite.id].items() if member in left}
    whole = sum(own.values())
    if not own:
        return None
    weights = tuple(w / whole if whole else w for w in own.values())
    return replace(composite, nodes=tuple(own), weights=weights, weigh="given")


def _summed(scored: Scored, scheme: Scheme) -> Scored:
    columns = [scored.leaf_columns[leaf.id] for leaf in scheme.leaves]
    axes = Axes(scored.table.units, [leaf.id for leaf in scheme.leaves])
    stages = {name: scored.stages[name][:, columns] for name in LEAVES if name in scored.stages and name != "normalised"}
    codes = scored.codes[:, columns]
    part = Prepared(scheme, scored.table, axes, codes, scored.kept, stages, left_out=scored.left_out)
    return finished(scheme, [part], [(scored.normalised[:, columns], codes, ())])[0]
