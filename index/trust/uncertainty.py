"""How far a rank can be trusted: seeded Monte Carlo over weights and missing values.

Varied: `weights`, at every node from a Dirichlet distribution around the scheme's own (concentration 100: a weight of 0.2
has a standard deviation of 0.04); composites without weights of their own follow the tree's. `missing`, each indicator that
was dropped or imputed, from the scores observed in the population (zeros of the absent among them); where nobody's was
observed it stays dropped. A unit's missing indicators under one top node share one quantile, so that a channel not seen
is good or bad as a whole: the wider assumption.

Not varied: normalisation, aggregation, the policy for absent things, and the observed values themselves (a sample of
articles or posts is taken as the whole).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array, Mask
from ..engine import aggregated
from ..scored import Scored
from ..steps import rank
from .draws import draw_weights

GAPS = ("drop", "impute")
LOW, HIGH = 0.05, 0.95
CELLS = 500_000  # draws x units x indicators held at once
Intervals = Mapping[tuple[str, str, str], tuple[int, int]]


class FactorError(ValueError):
    """A factor that is unknown or cannot be varied here."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """How many draws, and what they vary: weights if a concentration is given, missing values if so said."""

    draws: int
    concentration: float | None
    missing: bool


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

    Of composites and top nodes by default. `vary` defaults to all that can be varied; a factor asked for that cannot is refused.
    A population's numbers depend on the seed, not on the other populations.
    """
    factors = _factors(scored, vary)
    if draws < 1 or not 0 < concentration < float("inf"):
        raise FactorError(f"{draws} draws, concentration {concentration}: want at least 1, and above 0")
    plan = _Plan(draws, concentration if "weights" in factors else None, "missing" in factors)
    chosen = nodes or [*(c.id for c in scored.scheme.composites), *(root.id for root in scored.scheme.roots)]
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for population, members in populations.items():
        units = [unit for unit in members if unit in scored.rows]
        if units:
            spans = _spans(scored, units, chosen, plan, np.random.default_rng(seed))
            found.update(((population, node, unit), span) for node, unit, span in spans)
    return found


def _factors(scored: Scored, vary: Collection[str] | None) -> list[str]:
    """The factors to vary, each checked before the first draw."""
    lacking = {
        "weights": not any(len(branch.children) > 1 for branch in scored.scheme.branches) and "no node has two children",
        "missing": not np.isin(scored.handling, GAPS).any() and "nothing is missing",
    }
    for factor in vary or ():
        if factor not in lacking:
            raise FactorError(f"unknown factor {factor!r}; there are {', '.join(lacking)}")
        if lacking[factor]:
            raise FactorError(f"{factor} cannot be varied: {lacking[factor]}")
    return [factor for factor, why in lacking.items() if not why and (vary is None or factor in vary)]


def _spans(
    scored: Scored, units: Sequence[str], nodes: Collection[str], plan: _Plan, rng: np.random.Generator
) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """The interval of each unit that has a score, among those that have one."""
    rows, order = [scored.rows[unit] for unit in units], rank.METHODS[scored.scheme.ranking]
    nominal = {node: scored.scores[rows, column] for node, column in scored.columns.items()}
    ranks: dict[str, list[NDArray[np.int32]]] = {node: [] for node in nodes}
    for size in _blocks(plan.draws, len(units) * len(scored.scheme.leaves)):
        values = _node_draws(scored, rows, nominal, plan, size, rng)
        for node in nodes:
            ranks[node].append(order(values[node][:, ~np.isnan(nominal[node])]).astype(np.int32))
    for node in nodes:
        there = ~np.isnan(nominal[node])
        drawn = np.sort(np.concatenate(ranks[node]), axis=0)
        low, high = drawn[int(LOW * plan.draws)], drawn[int(np.ceil(HIGH * plan.draws)) - 1]
        published = order(nominal[node][there])
        for i, unit in enumerate(unit for unit, scored_too in zip(units, there, strict=True) if scored_too):
            yield node, unit, (int(min(published[i], low[i])), int(max(published[i], high[i])))


def _blocks(draws: int, cells: int) -> Iterator[int]:
    """Sizes of the blocks that make up the draws."""
    size = max(1, CELLS // cells)
    yield from (min(size, draws - start) for start in range(0, draws, size))


def _node_draws(
    scored: Scored, rows: Sequence[int], nominal: Mapping[str, Array], plan: _Plan, size: int, rng: np.random.Generator
) -> dict[str, Array]:
    """Scores (draws x units) of every node. Where nothing missing is drawn, a withheld score stays withheld."""
    weights = draw_weights(scored.scheme, rng, size, plan.concentration)
    values = _leaf_draws(scored, rows, rng, size, plan.missing)
    names = [scored.table.units[row] for row in rows]
    for branch in scored.scheme.branches:
        below = np.moveaxis(np.stack([values[child] for child in branch.children]), 0, -1)
        own = aggregated(branch, below, weights[branch.id][:, np.newaxis, :], names)
        values[branch.id] = own if plan.missing else np.where(np.isnan(nominal[branch.id]), np.nan, own)
    return values


def _leaf_draws(scored: Scored, rows: Sequence[int], rng: np.random.Generator, size: int, missing: bool) -> dict[str, Array]:
    """Scores (draws x units) of every indicator, the missing ones drawn."""
    normal, gaps = scored.normalised[rows], np.isin(scored.handling[rows], GAPS)
    values: dict[str, Array] = {}
    for root in scored.scheme.roots:
        quantile = rng.random((size, len(rows)))
        for leaf in (node for node in root.walk() if node.metric):
            column = scored.leaf_columns[leaf.id]
            values[leaf.id] = np.broadcast_to(normal[:, column], quantile.shape)
            if missing and gaps[:, column].any():
                values[leaf.id] = _filled(normal[:, column], gaps[:, column], quantile)
    return values


def _filled(scores: Array, gap: Mask, quantile: Array) -> Array:
    """Scores with the gaps at that quantile of the observed ones; as they are where nothing was observed."""
    observed = np.sort(scores[~gap & ~np.isnan(scores)])
    filled = np.array(np.broadcast_to(scores, quantile.shape))
    if len(observed):
        filled[:, gap] = observed[(quantile[:, gap] * len(observed)).astype(int)]
    return filled
