"""The appendices: what each indicator is, where each unit was looked at, how the looks ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256

from ...channels import channels, metrics
from ...channels.definitions import made_of, source_of
from ...channels.roads import latest_looks, looks_until
from ...contract import Account, Address, Definition, LookCount, Page, Period
from ...index.scheme.model import Node
from ...index.scored import Scored
from ...index.table import codes
from ...store import Store
from ..addresses import page_of, standing_on
from ..findings import batches, by_unit
from ..site.chinese import said
from .tree import Tree


def definitions(tree: Tree, scored: Scored) -> tuple[Definition, ...]:
    """Every indicator in the tree's order, with its share of the top index; 0 where it counts elsewhere only."""
    top = next((c for c in tree.scheme.composites if c.id == tree.top), None)
    shares = dict(zip(top.nodes, top.weights, strict=True)) if top else {tree.scheme.roots[0].id: 1.0}
    return tuple(
        _definition(tree, scored, channel, group, leaf, share)
        for root in tree.scheme.roots
        for channel, group, leaf, share in _leaves(tree, root, shares.get(root.id, 0.0), "", "")
    )


def _leaves(tree: Tree, node: Node, share: float, channel: str, group: str) -> Iterator[tuple[str, str, Node, float]]:
    """Each indicator below with its channel, the branch it stands in, and its share of the top index."""
    if node.metric:
        yield channel, group, node, share
    channel = node.id if node.id in tree.channels else channel
    for child in node.children:
        yield from _leaves(tree, child, share * child.weight, channel, node.id)


def _definition(tree: Tree, scored: Scored, channel: str, group: str, leaf: Node, share: float) -> Definition:
    """One indicator; of a column that is no metric of ours only what the scheme says is known."""
    metric = metrics().get(leaf.metric)
    title = metric.title(tree.lang) if metric else tree.title(leaf.id)
    seen = codes.are(scored.codes[:, scored.leaf_columns[leaf.id]], "value", "bound")
    return Definition(
        metric=leaf.metric, title=title, channel=channel, channel_title=tree.title(channel) if channel else "",
        group_title=tree.title(group) if group else "", unit=metric.unit if metric else "",
        direction=metric.direction if metric else 1, weight=share,
        made_of=made_of(metric, tree.lang) if metric else said(leaf.why, tree.lang),
        source=source_of(metric, tree.lang) if metric else said(tree.scheme.source, tree.lang), units=int(seen.sum()),
    )  # fmt: skip


def addresses(store: Store, tree: Tree, units: Sequence[str], as_of: datetime) -> tuple[Address, ...]:
    """The main account of each unit on each channel and platform on that day; those that have none are not listed."""
    order, own = list(channels()), {unit: place for place, unit in enumerate(units)}
    there = standing_on(store.rows(Account), as_of)
    rows = [a for a in there if a.unit in own and a.role == "main" and a.channel in order]
    rows.sort(key=lambda a: (own[a.unit], order.index(a.channel)))
    return tuple(Address(a.unit, tree.named(a.unit), a.channel, page_of(a), a.name or a.id) for a in rows)


def looks(store: Store, units: Sequence[str], period: str, as_of: datetime) -> tuple[LookCount, ...]:
    """How the last looks of the period ended, per channel, the commonest end first."""
    span, order = Period.parse(period), list(channels())
    counts: Counter[tuple[str, str]] = Counter()
    for some in batches(units):
        pages = looks_until(store.rows(Page, unit=some, channel=order), span, as_of)
        for found in by_unit(some, pages).values():
            counts.update((p.channel, str(p.status)) for p in latest_looks(found, as_of))
    ends = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0][1]))
    return tuple(LookCount(channel, status, count) for (channel, status), count in ends)


def digest(scored: Scored) -> str:
    """16 hex digits over unit, indicator, status and value of everything that was scored."""
    leaves, found = [leaf.id for leaf in scored.scheme.leaves], sha256()
    for unit, values, statuses in zip(scored.table.units, scored.raw.tolist(), scored.status.tolist(), strict=True):
        cells = zip(leaves, statuses, values, strict=True)
        found.update("".join(f"{unit} {leaf} {status} {value!r}\n" for leaf, status, value in cells).encode())
    return found.hexdigest()[:16]
