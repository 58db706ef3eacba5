"""Runs as somebody lists them, each with its own methods and weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from ..arrays import Array
from ..scored import Scored
from .alternatives import FactorError
from .chance import Numbered
from .runs import RunPlan, performed
from .settings import OWN, Ground, Way, setting


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a design: what is done at each step ('' as the scheme says), and weights of nodes (others keep theirs)."""

    treatment: str = OWN
    normalisation: str = OWN
    aggregation: str = OWN
    imputation: str = OWN
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def way(self) -> Way:
        return Way(self.treatment, self.imputation, self.normalisation, self.aggregation)


def run_design(scored: Scored, runs: Sequence[Run], node: str, *, workers: int | None = None) -> Array:
    """Scores (runs x units of the table) of a node in each run. FactorError for an alternative that a step cannot take."""
    taken = [run.way for run in runs]
    ways = sorted(set(taken))
    number = {way: i for i, way in enumerate(ways)}
    which = np.array([number[way] for way in taken], np.int64)
    ground, rows = Ground(scored), range(len(scored.table.units))
    distinct = {id(run.weights): run.weights for run in runs}
    place = {key: i for i, key in enumerate(distinct)}
    weight_set = np.array([place[id(run.weights)] for run in runs], np.int64)
    chance = Numbered(None, _sets(scored, list(distinct.values())), weight_set, np.zeros_like(weight_set), 0)
    plan = RunPlan([setting(ground, way, rows, False) for way in ways], which, None, chance, 0)
    return performed(plan, node, workers)


def _sets(scored: Scored, given: Sequence[Mapping[str, float]]) -> tuple[tuple[str, ...], Array] | None:
    """Those sets of weights as sets x nodes, NaN where one does not name a node that another does."""
    named = tuple(dict.fromkeys(chain.from_iterable(given)))
    unknown = [node for node in named if node not in scored.scheme.nodes]
    if unknown:
        raise FactorError(f"weights of unknown nodes: {', '.join(unknown)}")
    rows = [list(w.values()) if tuple(w) == named else [w.get(node, np.nan) for node in named] for w in given]
    return (named, np.array(rows)) if named else None
