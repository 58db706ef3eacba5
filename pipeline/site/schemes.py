"""A scheme set out line by line."""

from __future__ import annotations

from ...channels import metrics
from ...channels.definitions import made_of, source_of
from ...contract import SchemeNode, SchemePage, SchemeTop, Status
from ...index.scheme.model import Node, Scheme
from .chinese import said


def scheme_page(scheme: Scheme, lang: str) -> SchemePage:
    """A scheme set out line by line."""
    english, origin = lang == "en", scheme.origin
    policy = next((leaf.policy for leaf in scheme.leaves if leaf.policy), scheme.policy)
    statuses = [status for status in Status if status in policy]
    tops = tuple(
        SchemeTop(c.id, scheme.title_of(c.id, lang), tuple(scheme.title_of(n, lang) for n in c.nodes), c.weights)
        for c in scheme.composites
    )
    return SchemePage(
        scheme=scheme.id, scheme_title=scheme.title_en if english else scheme.title, source=said(scheme.source, lang),
        structure=said(origin.structure, lang), weights=said(origin.weights, lang),
        normalisation=said(origin.normalisation, lang), bindings=said(origin.bindings, lang),
        tiers_source=said(origin.tiers, lang), tops=tops,
        nodes=tuple(line for root in scheme.roots for line in _nodes(scheme, root, 0, 1.0, lang)),
        statuses=tuple(statuses), policies=tuple(policy[status] for status in statuses),
        tiers=tuple(tier.label_en if english else tier.label for tier in scheme.tiers),
        floors=tuple(tier.floor for tier in scheme.tiers),
    )  # fmt: skip


def _nodes(scheme: Scheme, node: Node, depth: int, above: float, lang: str) -> list[SchemeNode]:
    """A node and all below it, parents first; `above` is the share of its parent in the whole."""
    metric, share = metrics().get(node.metric), above * node.weight
    line = SchemeNode(
        node=node.id, title=metric.title(lang) if metric else scheme.title_of(node.id, lang), kind=node.kind, depth=depth,
        weight=node.weight, share=share, origin=said(node.origin, lang), metric=node.metric, unit=metric.unit if metric else "",
        direction=metric.direction if metric else 1, method=node.normalise.method if node.metric else "",
        made_of=made_of(metric, lang) if metric else "",
        source=source_of(metric, lang) if metric else "", why=said(node.why, lang),
    )  # fmt: skip
    return [line, *(below for child in node.children for below in _nodes(scheme, child, depth + 1, share, lang))]


