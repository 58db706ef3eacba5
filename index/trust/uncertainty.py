"""How far a rank can be trusted: seeded Monte Carlo over the choices that were made and the values that are missing.

`weights`: at every node drawn around the scheme's own; composites without weights of their own follow the tree's.
`missing`: each indicator that was dropped or imputed, from the scores observed in the population (zeros of the absent among
them); where nobody's was observed it stays as it is. A unit's missing indicators under one top node share one quantile.
`leave-one-out`: one indicator, or none, is left out. `treatment`, `imputation`, `normalisation`, `aggregation`: one of the
alternatives named.

Not varied: the policy for absent things, who has too little observed for a score, and the observed values themselves (a sample
of articles or posts is taken as the whole). Weights that the data decide are varied around those of each run's normalisation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..scored import Scored
from .alternatives import FactorError
from .checks import check
from .factors import Factors
from .settings import Ground
from .standing import Standing
from .study import Study
from .weights import Dirichlet

Intervals = Mapping[tuple[str, str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """What the runs say, node by node, and what is to be known about them."""

    standings: Mapping[str, Standing]
    notes: tuple[str, ...]


def uncertainty(
    scored: Scored,
    units: Sequence[str],
    factors: Factors,
    *,
    runs: int = 1000,
    seed: int = 2026,
    nodes: Collection[str] | None = None,
    workers: int | None = None,
) -> Uncertain:
    """The runs' ranks and classes of those units among each other; of composites and top nodes by default.

    The numbers depend on the seed, not on how many workers there are. FactorError, before the first run, for a factor that
    cannot be varied here, or an alternative that a step cannot take.
    """
    ground = Ground(scored)
    notes = check(ground, factors, units)
    study = Study(ground, [unit for unit in units if unit in scored.rows], factors, runs, seed)
    return Uncertain(study.standings(nodes or _tops(scored), workers, classes=True), notes)


def intervals(
    scored: Scored,
    populations: Mapping[str, Sequence[str]],
    *,
    draws: int = 1000,
    seed: int = 2026,
    concentration: float = 100.0,
    vary: Collection[str] | None = None,
    nodes: Collection[str] | None = None,
) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(population, node, unit) -> best and worst rank of the 90 % interval, widened where needed to hold the published rank.

    Of composites and top nodes by default. `vary` is of weights and missing and defaults to those that can be varied; a factor
    asked for that cannot is refused. A population's numbers depend on the seed, not on the other populations.
    """
    ground, factors = Ground(scored), _default_factors(scored, concentration, vary)
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for population, members in populations.items():
        study = Study(ground, [unit for unit in members if unit in scored.rows], factors, draws, seed)
        for node, one in study.standings(nodes or _tops(scored), None, classes=False).items():
            spans = zip(one.units, one.low.tolist(), one.high.tolist(), strict=True)
            found.update(((population, node, unit), (low, high)) for unit, low, high in spans)
    return found


def leading(
    scored: Scored, units: Sequence[str], nodes: Collection[str] | None = None, *, draws: int = 1000, seed: int = 2026
) -> dict[tuple[str, str], float]:
    """(node, unit) -> the share of those same draws in which the unit was first, alone or tied; of units that ever were."""
    factors = _default_factors(scored, 100.0, None)
    study = Study(Ground(scored), [unit for unit in units if unit in scored.rows], factors, draws, seed)
    standings = study.standings(nodes or _tops(scored), None, classes=False)
    firsts = ((node, zip(one.units, one.first.tolist(), strict=True)) for node, one in standings.items())
    return {(node, unit): share for node, shares in firsts for unit, share in shares if share}


def _default_factors(scored: Scored, concentration: float, vary: Collection[str] | None) -> Factors:
    one = {"weights": Factors(weights=Dirichlet(concentration)), "missing": Factors(missing=True)}
    ground, chosen = Ground(scored), []
    for name in one if vary is None else vary:
        if name not in one:
            raise FactorError(f"unknown factor {name!r}; there are {', '.join(one)}")
        try:
            check(ground, one[name], scored.table.units)
            chosen.append(name)
        except FactorError:
            if vary is not None:
                raise
    return Factors(one["weights"].weights if "weights" in chosen else None, "missing" in chosen)


def _tops(scored: Scored) -> list[str]:
    return [*(c.id for c in scored.scheme.composites), *(root.id for root in scored.scheme.roots)]
