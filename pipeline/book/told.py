"""What the results of one scored period say, and those of the periods before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...contract import Result
from ...index.scheme.model import Scheme
from ...index.steps import rank

ALIKE = 0.9  # of the units of both periods must be the same for places won or lost to be told: ours


@dataclass(frozen=True)
class Told:
    """One period: results by (population, node), and there by unit."""

    period: str
    results: Mapping[tuple[str, str], Mapping[str, Result]]

    def of(self, population: str, node: str) -> Mapping[str, Result]:
        """Results by unit; empty where the period has none."""
        return self.results.get((population, node), {})

    def scores(self, population: str, node: str) -> dict[str, float]:
        """Scores by unit, those without one left out."""
        return {unit: r.score for unit, r in self.of(population, node).items() if r.score is not None}


def told(period: str, rows: Iterable[Result]) -> Told:
    """Those results of one period."""
    found: dict[tuple[str, str], dict[str, Result]] = {}
    for r in rows:
        found.setdefault((r.population, r.node), {})[r.unit] = r
    return Told(period, found)


def within(found: Told, scheme: Scheme, population: str, part: str, codes: frozenset[str]) -> Told:
    """The same with one more population `part`: the units of `population` with those codes, ranked among each other.

    Tiers stay those of the whole population; rank intervals were never drawn for a part, so there are none.
    """
    added = {
        (part, node): _ranked([replace(r, population=part) for unit, r in rows.items() if unit in codes], scheme.ranking)
        for (of, node), rows in found.results.items()
        if of == population
    }
    return Told(found.period, {**found.results, **added})


def _ranked(rows: Sequence[Result], ranking: str) -> dict[str, Result]:
    scores = np.array([np.nan if r.score is None else r.score for r in rows], float)
    places = rank.METHODS[ranking](scores)
    of = int(np.count_nonzero(places))
    return {
        r.unit: replace(r, rank=int(place) or None, of=of, rank_low=None, rank_high=None)
        for r, place in zip(rows, places, strict=True)
    }


def comparable(now: Mapping[str, object], then: Mapping[str, object]) -> bool:
    """Whether two rankings hold nearly the same units, so that a place in one says something about a place in the other."""
    return bool(now and then) and len(now.keys() & then.keys()) >= ALIKE * max(len(now), len(then))
