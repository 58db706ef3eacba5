"""Who leads, whether the lead survives the uncertainty, and in what another unit is behind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ..scored import Scored
from ..steps import rank
from ..trust.uncertainty import Intervals
from .parts import explain, indicators


@dataclass(frozen=True, slots=True)
class Leader:
    """The unit ranked first in a node. `margin`: points over the next (0 where tied, None where there is no next);
    `survives`: first, and alone, in the whole of its rank interval, None where none was computed."""

    population: str
    node: str
    unit: str
    score: float
    margin: float | None
    of: int
    survives: bool | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """An indicator where the exemplar is ahead, and by how many points of the node's score."""

    node: str
    title: str
    title_en: str
    own: float | None
    theirs: float
    points: float


def leaders(
    scored: Scored,
    population: str,
    units: Sequence[str],
    intervals: Intervals | None = None,
    nodes: Collection[str] | None = None,
) -> list[Leader]:
    """The leading unit of each top node (channel) by default. Of several at the top, the first in the table's order."""
    known = scored.known(units)
    found = []
    for node in nodes or [root.id for root in scored.scheme.roots]:
        scores = scored.column(node, known)
        order = [i for i in np.argsort(rank.competition(scores), kind="stable") if not np.isnan(scores[i])]
        if not order:
            continue
        unit, best = known[order[0]], float(scores[order[0]])
        margin = best - float(scores[order[1]]) if len(order) > 1 else None
        span = (intervals or {}).get((population, node, unit))
        survives = None if span is None else span[1] == 1 and margin != 0
        found.append(Leader(population, node, unit, best, margin, len(order), survives))
    return found


def ahead(scored: Scored, unit: str, exemplar: str, node: str, most: int = 3) -> list[Ahead]:
    """The indicators in which the exemplar is most ahead of the unit, by points of the node's score at the scheme's weights.

    Only where the unit's own was observed, or counts as zero: what could not be seen is nobody's weakness.
    """
    rows = []
    for own, theirs in zip(*(indicators(explain(scored, who, node)) for who in (unit, exemplar)), strict=True):
        if own.score is None or theirs.score is None or own.handling == "impute" or theirs.handling == "impute":
            continue
        points = own.weight * (theirs.score - own.score)
        if points > 0:
            rows.append(Ahead(own.node, own.title, own.title_en, own.score, theirs.score, points))
    return sorted(rows, key=lambda row: -row.points)[:most]
