"""Runs as somebody lists them, each with its own methods and weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..arrays import Array
from ..scored import Scored
from .alternatives import FactorError
from .chance import Numbered
from .runs import Plan, Runs, perform
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
    ways = list(dict.fromkeys(run.way for run in runs))
    number = {way: i for i, way in enumerate(ways)}
    which = np.array([number[run.way] for run in runs], np.int64)
    ground, rows = Ground(scored), range(len(scored.table.units))
    distinct = {id(run.weights): run.weights for run in runs}
    place = {key: i for i, key in enumerate(distinct)}
    weight_set = np.array([place[id(run.weights)] for run in runs], np.int64)
    chance = Numbered(None, _sets(scored, list(distinct.values())), weight_set, np.zeros_like(weight_set), 0)
    plan = Plan([setting(ground, way, rows, False) for way in ways], which, None, chance, 0)
    return performed(plan, node, workers)


def _sets(scored: Scored, given: Sequence[Mapping[str, float]]) -> tuple[tuple[str, ...], Array] | None:
    """Those sets of weights as sets x nodes, NaN where one does not name a node that another does."""
    named = tuple(dict.fromkeys(node for weights in given for node in weights))
    unknown = [node for node in named if node not in scored.scheme.nodes]
    if unknown:
        raise FactorError(f"weights of unknown nodes: {', '.join(unknown)}")
    return (named, np.array([[weights.get(node, np.nan) for node in named] for weights in given])) if named else None


def performed(plan: Plan, node: str, workers: int | None) -> Array:
    """Scores of a node in each run, runs x units."""
    scores = np.empty((len(plan.setting), len(plan.settings[0].tree.units)))

    def take(runs: Runs, found: Mapping[str, Array]) -> None:
        scores[runs] = found[node]

    perform(plan, [node], take, workers)
    return scores
