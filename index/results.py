"""Scores to results: each node of each unit, ranked within each population."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from ..contract import Result
from .scored import Scored, plain
from .steps import rank
from .tiering import Edge, classed, edges
from .trust.uncertainty import Intervals


def results(
    scored: Scored,
    populations: Mapping[str, Sequence[str]],
    period: str = "",
    intervals: Intervals | None = None,
    kinds: Collection[str] | None = None,
) -> list[Result]:
    """One result per population, node and unit; `of` counts the units that have a score. `kinds` chooses nodes, default all.

    Units of a population that the table does not hold are left out. Classes out of the scores are those of the population.
    """
    nodes = [node for node, kind in scored.scheme.kinds.items() if kinds is None or kind in kinds]
    return [
        result
        for population, units in populations.items()
        for node in nodes
        for result in _ranked(scored, population, units, node, period, intervals or {})
    ]


def unclassed(scored: Scored, populations: Mapping[str, Sequence[str]]) -> list[str]:
    """Why units of a population have no class in a node, where its scores cannot be parted as the scheme wants."""
    found = []
    for population, units in populations.items():
        known = scored.known(units)
        for node in scored.columns:
            why = classed(scored.scheme, node, scored.column(node, known))[1]
            found += [f"{population}, {node}: no classes, {why}"] if why else []
    return found


def borders(scored: Scored, units: Sequence[str], node: str) -> tuple[Edge, ...]:
    """Every border between two classes of a node among those units, with the units on either side."""
    known = scored.known(units)
    return edges(scored.scheme, node, known, scored.column(node, known))


def _ranked(
    scored: Scored, population: str, units: Sequence[str], node: str, period: str, intervals: Intervals
) -> Iterator[Result]:
    scheme, kind = scored.scheme, scored.scheme.kinds[node]
    known = scored.known(units)
    scores = scored.column(node, known)
    ranks, (labels, _) = rank.METHODS[scheme.ranking](scores), classed(scheme, node, scores)
    of = int(np.count_nonzero(ranks))
    for unit, score, place, tier in zip(known, scores, ranks, labels, strict=True):
        low, high = intervals.get((population, node, unit), (None, None))
        yield Result(
            scheme=scheme.id, period=period, population=population, unit=unit, node=node, kind=kind, score=plain(score),
            rank=int(place) or None, of=of, tier=str(tier), coverage=scored.covered(unit, node),
            rank_low=low, rank_high=high, simulated=scored.table.simulated,
        )  # fmt: skip
