"""Titles that tell nodes apart, where several branches have a part of the same name."""

from __future__ import annotations

from collections import Counter

from ...index.scored import Scored
from .explanation import title_of


def titles(scored: Scored) -> dict[str, str]:
    """Every node's title by its id; one that several have gets its branch before it, as 网站·信息服务, at last its id."""
    own = {node: title_of(scored, node) for node in scored.columns}
    found, above = dict(own), {node: scored.scheme.parents.get(node, "") for node in own}
    while wanting := [node for node in _shared(found) if above[node]]:
        for node in wanting:
            found[node] = f"{own.get(above[node], above[node])}·{found[node]}"
            above[node] = scored.scheme.parents.get(above[node], "")
    return found | {node: f"{found[node]}（{node}）" for node in _shared(found)}


def _shared(found: dict[str, str]) -> list[str]:
    count = Counter(found.values())
    return [node for node, title in found.items() if count[title] > 1]
