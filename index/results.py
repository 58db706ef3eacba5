"""Scores to results: each node of each unit, ranked within each population."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from ..contract import Result
from .scored import Scored, plain
from .steps import rank
from .steps.tiers import tier_of
from .trust.uncertainty import Intervals


def results(
    scored: Scored,
    populations: Mapping[str, Sequence[str]],
    period: str = "",
    intervals: Intervals | None = None,
    kinds: Collection[str] | None = None,
) -> list[Result]:
    """One result per population, node and unit; `of` counts the units that have a score. `kinds` chooses nodes, default all.

    Units of a population that the table does not hold are left out.
    """
    nodes = [node for node, kind in scored.scheme.kinds.items() if kinds is None or kind in kinds]
    return [
        result
        for population, units in populations.items()
        for node in nodes
        for result in _ranked(scored, population, units, node, period, intervals or {})
    ]


def _ranked(
    scored: Scored, population: str, units: Sequence[str], node: str, period: str, intervals: Intervals
) -> Iterator[Result]:
    scheme, kind = scored.scheme, scored.scheme.kinds[node]
    known = [unit for unit in units if unit in scored.rows]
    scores = scored.scores[[scored.rows[unit] for unit in known], scored.columns[node]]
    ranks = rank.METHODS[scheme.ranking](scores)
    of = int(np.count_nonzero(ranks))
    for unit, score, place in zip(known, scores, ranks, strict=True):
        own = plain(score)
        tier = tier_of(own, scheme.tiers) if node not in scored.leaf_columns else None
        low, high = intervals.get((population, node, unit), (None, None))
        yield Result(
            scheme=scheme.id, period=period, population=population, unit=unit, node=node, kind=kind, score=own,
            rank=int(place) or None, of=of, tier=tier.label if tier else "", coverage=scored.covered(unit, node),
            rank_low=low, rank_high=high, simulated=scored.table.simulated,
        )  # fmt: skip
