"""What most units lack, counted: channels that are not there, indicators that say no, shares far from what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ...contract import SHARE, YES_NO, Metric, Problem, Status
from ...index.engine.handling import COUNTED
from ...index.scheme.model import Node
from ...index.scored import Scored
from ...index.steps.normalise import relative
from ...index.table import codes
from .tree import Tree

HALF = 50.0  # of the scale from worst to best, under which a share is lacking: ours
FEWEST = 0.1  # lacking of those seen, below which it is no problem of many: ours
MOST = 40
NAMED = 5

Where = NDArray[np.bool_]


@dataclass(frozen=True)
class Lack:
    """Units by what could be told of one thing: it is lacking, it was seen (lacking or not), it could not be told."""

    lacking: Where
    seen: Where
    unseen: Where

    @property
    def share(self) -> float | None:
        """Lacking of those seen, 0..1."""
        seen = int(self.seen.sum())
        return int(self.lacking.sum()) / seen if seen else None


Count = Callable[[Scored], Lack]


def problems(tree: Tree, scored: Scored, before: Scored | None, metrics: Mapping[str, Metric]) -> tuple[Problem, ...]:
    """Those that at least a tenth of the units seen have, the commonest first, at most 40; then channels that some lack."""
    order = best_first(tree, scored)
    found = []
    for node, channel, kind, title, count in _lacks(tree, scored, metrics):
        now = count(scored)
        if (now.share or 0) >= (0 if kind == "channel" else FEWEST) and now.lacking.any():
            then = count(before).share if before is not None and node in before.columns else None
            better = [scored.table.units[row] for row in order if now.seen[row] and not now.lacking[row]]
            found.append(Problem(
                metric=node, rule="", title=title, channel_title=tree.title(channel), lacking=int(now.lacking.sum()),
                seen=int(now.seen.sum()), unseen=int(now.unseen.sum()), before=then,
                better=tuple(tree.told_apart(unit) for unit in better[:NAMED]), kind=kind,
            ))  # fmt: skip
    found.sort(key=lambda p: (-p.lacking / p.seen, -p.lacking, p.metric))
    channels = [p for p in found if p.kind == "channel"]
    return (*[p for p in found if p not in channels][:MOST], *channels)


def _lacks(tree: Tree, scored: Scored, metrics: Mapping[str, Metric]) -> Iterator[tuple[str, str, str, str, Count]]:
    """What could be lacking: its node, its channel, its kind, its title, and how it is counted in a scoring."""
    for channel in tree.channels:
        yield channel, channel, "channel", tree.title(channel), partial(_no_channel, channel=channel)
        for leaf in (n for n in scored.scheme.nodes[channel].walk() if n.metric):
            metric = metrics.get(leaf.metric)
            if metric and (metric.unit == YES_NO or (metric.unit == SHARE and _scaled(leaf))):
                title, kind = metric.title(tree.lang), "no" if metric.unit == YES_NO else "half"
                yield leaf.id, channel, kind, title, partial(_indicator, leaf=leaf, channel=channel, metric=metric)


def _scaled(leaf: Node) -> bool:
    """Whether its scale is the scheme's own, from 0 to 100: what the other units have says nothing of what is lacking."""
    how = leaf.normalise
    hundred = how.low in (None, 0) and how.high in (None, 100)
    return hundred and how.method != "given" and not relative(how.method, how.worst, how.best)


def _absent(scored: Scored, channel: str) -> Where:
    """Units that have nothing of a channel: each of its indicators is absent."""
    columns = [scored.leaf_columns[n.id] for n in scored.scheme.nodes[channel].walk() if n.metric]
    found: Where = (scored.status_codes[:, columns] == codes.status(Status.ABSENT)).all(axis=1)
    return found


def _no_channel(scored: Scored, channel: str) -> Lack:
    """A unit whose every look failed has said nothing of whether it has the channel."""
    columns = [scored.leaf_columns[n.id] for n in scored.scheme.nodes[channel].walk() if n.metric]
    absent, told = _absent(scored, channel), codes.are(scored.codes[:, columns], *COUNTED, "zero", "exclude").any(axis=1)
    return Lack(absent, absent | told, ~(absent | told))


def _indicator(scored: Scored, leaf: Node, channel: str, metric: Metric) -> Lack:
    """Of the units that have the channel: no, a share under half of its scale, or what the scheme counts as none."""
    column = scored.leaf_columns[leaf.id]
    there, own = ~_absent(scored, channel), scored.codes[:, column]
    value, none = codes.are(own, *COUNTED) & there, codes.are(own, "zero") & there
    if metric.unit == SHARE:
        wrong = np.nan_to_num(scored.normalised[:, column], nan=100.0) < HALF
    else:
        wrong = np.nan_to_num(scored.raw[:, column] * metric.direction, nan=1.0) < (1 if metric.direction > 0 else 0)
    unseen = codes.are(own, "drop", "impute") & there
    return Lack((value & wrong) | none, value | none, unseen)


def best_first(tree: Tree, scored: Scored) -> list[int]:
    """Rows of the units by score in the top node, those without one last."""
    scores = scored.scores[:, scored.columns[tree.top]]
    return [int(row) for row in np.argsort(-np.nan_to_num(scores, nan=-np.inf), kind="stable")]
