"""Who leads, whether the lead survives the uncertainty, and in what another unit is behind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..scored import Scored
from ..steps import rank
from ..trust.uncertainty import Intervals
from .parts import explain, indicators

SEEN = 0.5  # share of the weight below a node that must have been observed of an exemplar: ours


@dataclass(frozen=True, slots=True)
class Leader:
    """The unit ranked first in a node. `margin`: points over the next (0 where tied, None where there is no next);
    `survives`: first, and alone, in the whole of its rank interval, None where none was computed; `tied`: who leads with it."""

    population: str
    node: str
    unit: str
    score: float
    margin: float | None
    of: int
    survives: bool | None
    tied: tuple[str, ...] = ()


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
    """The leading unit of each top node (channel) by default. Of several at the top, the first in the table's order.

    Only units of which at least SEEN of the node's weight was observed: who was hardly seen is nobody's example.
    """
    found = []
    for node in nodes or [root.id for root in scored.scheme.roots]:
        known = [unit for unit in scored.known(units) if scored.covered(unit, node) >= SEEN]
        scores = scored.column(node, known)
        first = tops(scored, node, known)
        if not first:
            continue
        unit, tied, span = first[0], tuple(first[1:]), (intervals or {}).get((population, node, first[0]))
        survives = None if span is None else span[1] == 1 and not tied
        of = int(np.count_nonzero(~np.isnan(scores)))
        found.append(Leader(population, node, unit, scored.must(unit, node), _margin(scores, bool(tied)), of, survives, tied))
    return found


def tops(scored: Scored, node: str, units: Sequence[str]) -> list[str]:
    """The units ranked first in a node, several where they are tied, in the order given; none where nobody has a score."""
    known = scored.known(units)
    return [unit for unit, place in zip(known, rank.competition(scored.column(node, known)), strict=True) if place == 1]


def _margin(scores: Array, tied: bool) -> float | None:
    """Points of the highest over the next: 0 where they are tied, None where there is no next."""
    ordered = np.sort(scores[~np.isnan(scores)])
    if len(ordered) < 2:
        return None
    return 0.0 if tied else float(ordered[-1] - ordered[-2])


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
