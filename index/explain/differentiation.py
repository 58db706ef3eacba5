"""Where a unit's channels part: the same unit ahead on one and behind on another.

That the channels take on different functions is a finding of the 2023 report on 政府数字服务能力指数 (abstract, ISBN
978-7-5227-2885-8); the measure here is ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..percentile import percentile
from ..scored import Scored


@dataclass(frozen=True, slots=True)
class Parting:
    """One unit's percentile ranks by node (0..100, 100 the best; ties at their middle), among those scored there.

    `spread`: their standard deviation (n); 0 is equally good everywhere. `high`, `low`: where it stands best and worst.
    """

    unit: str
    percentiles: Mapping[str, float]
    spread: float
    high: str
    low: str


def partings(scored: Scored, units: Sequence[str], nodes: Sequence[str]) -> list[Parting]:
    """Units with a score in two nodes or more, those whose nodes part most first."""
    known = scored.known(units)
    columns = {node: _percentiles(scored.column(node, known)) for node in nodes}
    found = []
    for i, unit in enumerate(known):
        own = {node: p for node, column in columns.items() if (p := column[i]) is not None}
        if len(own) > 1:
            spread = float(np.std(list(own.values())))
            found.append(Parting(unit, own, spread, max(own, key=lambda n: own[n]), min(own, key=lambda n: own[n])))
    return sorted(found, key=lambda row: (-row.spread, row.unit))


def _percentiles(scores: Array) -> list[float | None]:
    return [None if np.isnan(score) else percentile(float(score), scores) for score in scores]
