"""Which choice moves the ranks: Sobol indices of the factors that uncertainty varies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array
from ..scored import Scored
from ..steps import rank
from .alternatives import FactorError
from .chance import Numbered
from .checks import check
from .design import chosen, parted, saltelli
from .factors import STEPS, Factors
from .runs import RunPlan, performed
from .settings import OWN, Ground, Way, relative, setting
from .sobol import Index, indices

SETS = 1000  # ours: how many sets of weights, and of quantiles for missing values, a factor chooses from
SHIFT, RANK, SCORE = "shift", "rank", "score"


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The indices of each factor for one output of one node, and that output in every run of the design."""

    node: str
    output: str
    indices: tuple[Index, ...]
    outputs: Array
    notes: tuple[str, ...]


def sensitivity(
    scored: Scored,
    units: Sequence[str],
    factors: Factors,
    node: str,
    *,
    output: str = SHIFT,
    unit: str = "",
    base: int = 256,
    seed: int = 2026,
    confidence: float = 0.9,
    workers: int | None = None,
) -> Sensitivity:
    """Indices over base x (factors + 2) runs. `output`: `shift`, mean of |rank - published rank| over the units; `rank` or
    `score` of one `unit`. FactorError, before the first run, where a factor cannot be varied or nothing moves the output."""
    ground = Ground(scored)
    notes = check(ground, factors, units)
    members = [u for u in units if u in scored.rows and not np.isnan(scored.scores[scored.rows[u], scored.columns[node]])]
    _refuse(factors, members, output, unit, base)
    points = saltelli(base, len(factors.names), seed)
    plan, rows = _plan(ground, members, factors, points, seed)
    scores = performed(plan, node, workers)[:, [rows.index(scored.rows[u]) for u in members]]
    y = _output(scored, node, members, scores, output, unit)
    try:
        found = indices(factors.names, *parted(y, base), confidence=confidence, seed=seed)
    except ValueError as fault:
        raise FactorError(f"{node}: {fault}") from fault
    return Sensitivity(node, output, found, y, notes)


def _refuse(factors: Factors, members: Sequence[str], output: str, unit: str, base: int) -> None:
    if not factors.names:
        raise FactorError("no factor is named")
    if base < 2:
        raise FactorError(f"{base} base runs: want at least 2")
    if output not in (SHIFT, RANK, SCORE):
        raise FactorError(f"output {output!r}: want {SHIFT}, {RANK} or {SCORE}")
    if output == SHIFT and unit:
        raise FactorError(f"{SHIFT} is of all units: for {unit} alone ask for {RANK} or {SCORE}")
    if output != SHIFT and unit not in members:
        raise FactorError(f"{output} of unit {unit!r}: no such unit with a score")


def _plan(ground: Ground, members: Sequence[str], factors: Factors, points: Array, seed: int) -> tuple[RunPlan, list[int]]:
    scored, column = ground.scored, {name: points[:, i] for i, name in enumerate(factors.names)}
    none = np.zeros(len(points))
    choices = [getattr(factors, name) or (OWN,) for name in STEPS]
    picked = zip(*(chosen(column.get(n, none), len(c)) for n, c in zip(STEPS, choices, strict=True)), strict=True)
    taken = [Way(*(texts[i] for texts, i in zip(choices, run, strict=True))) for run in picked]
    ways = sorted(set(taken))
    everybody = relative(scored, [way.aggregation for way in ways])
    rows = list(range(len(scored.table.units))) if everybody else [scored.rows[unit] for unit in members]
    weight_sets, quantile_sets = (chosen(column.get(name, none), SETS) for name in ("weights", "missing"))
    omitted = chosen(column["leave-one-out"], len(scored.scheme.leaves) + 1) - 1 if factors.leave_one_out else None
    place = {way: i for i, way in enumerate(ways)}
    settings = [setting(ground, way, rows, factors.missing) for way in ways]
    chance = Numbered(factors.weights, None, weight_sets, quantile_sets, seed)
    return RunPlan(settings, np.array([place[way] for way in taken]), omitted, chance, seed), rows


def _output(scored: Scored, node: str, members: Sequence[str], scores: Array, output: str, unit: str) -> Array:
    """One number a run. A unit that a run leaves without a score is last in it."""
    if output == SCORE:
        return np.asarray(scores[:, members.index(unit)])
    order = rank.METHODS[scored.scheme.ranking]
    ranks = order(scores)
    ranks = np.where(ranks == 0, len(members), ranks)
    published = order(scored.column(node, members))
    return np.asarray(ranks[:, members.index(unit)] if output == RANK else np.abs(ranks - published).mean(axis=1), float)
