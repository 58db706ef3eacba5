"""A population in short: each node's mean and spread, tiers now and before, who moved, how the regions stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ... import registry
from ...contract import Ability, Mover, Overview, Point, RegionLine, Result, TierLine
from ...index.periods import regions as apart
from ...index.periods import tiers
from .populations import REGIONS, title_of
from .told import Told, comparable
from .tree import Tree

BEST = 5
MOVERS = 5  # in each direction
FEWEST = 8  # units with a score, under which regions of them are not compared: ours
ENOUGH = 0.5  # of the units scored now must have a score then, or a mean of that period is not shown: ours


def overview(tree: Tree, population: str, now: Told, past: Sequence[Told]) -> Overview:
    """The population's part of the book; `past` has the oldest period first."""
    then = past[-1] if past else None
    return Overview(
        population=population,
        title=title_of(population, tree.lang),
        units=len(now.of(population, tree.top)),
        abilities=tuple(ability(tree, population, node, now, past) for node in tree.shown),
        tiers=_tiers(tree, population, now, then),
        movers=_movers(tree, population, now, then),
        regions=_regions(tree, population, now, past),
    )


def ability(tree: Tree, population: str, node: str, now: Told, past: Sequence[Told]) -> Ability:
    """One node: spread is the sample's deviation, None for one unit."""
    scores = now.scores(population, node)
    found = apart.spread(np.array(list(scores.values()), float))
    best = sorted(scores, key=lambda unit: (-scores[unit], unit))[:BEST]
    last = past[-1].scores(population, node) if past else {}
    moved = [score - last[unit] for unit, score in scores.items() if unit in last]
    return Ability(
        node=node, title=tree.title(node), kind=tree.kind(node), parent=tree.parent(node), units=len(scores),
        mean=found.mean if found else None, median=float(np.median(list(scores.values()))) if scores else None,
        deviation=found.deviation if found else None, low=found.least if found else None, high=found.most if found else None,
        best=tuple(tree.told_apart(unit) for unit in best), best_scores=tuple(scores[unit] for unit in best),
        all_scores=tuple(sorted(scores.values())), history=_history(population, node, (*past, now), scores),
        change=float(np.mean(moved)) if moved else None, both=len(moved),
    )  # fmt: skip


def _history(population: str, node: str, periods: Sequence[Told], wanted: Mapping[str, float]) -> tuple[Point, ...]:
    """Mean score of those units period by period; a gap where too few of them were scored."""
    points = []
    for period in periods:
        own = [score for unit, score in period.scores(population, node).items() if unit in wanted]
        points.append(Point(period.period, float(np.mean(own)) if own and len(own) >= ENOUGH * len(wanted) else None))
    return tuple(points)


def _tiers(tree: Tree, population: str, now: Told, then: Told | None) -> tuple[TierLine, ...]:
    """Every tier of the scheme, and who is in it, the best first; none where the scheme has no tiers."""
    rows = sorted(now.of(population, tree.top).values(), key=lambda r: (r.rank is None, r.rank or 0, r.unit))
    after = {r.unit: r.tier for r in rows}
    before = {r.unit: r.tier for r in then.of(population, tree.top).values()} if then else {}
    alike = comparable(after, before)
    return tuple(
        TierLine(
            tier=tree.tiers.get(count.label, count.label), now=count.after, before=count.before if alike else None,
            names=tuple(tree.told_apart(unit) for unit, tier in after.items() if tier == count.label),
        )
        for count in tiers.counts(list(tree.tiers), before, after)
    )  # fmt: skip


def _movers(tree: Tree, population: str, now: Told, then: Told | None) -> tuple[Mover, ...]:
    """Those that won the most places, then those that lost the most; none where the two rankings hold different units."""
    rows, was = now.of(population, tree.top), then.of(population, tree.top) if then else {}
    if then is None or not comparable(now.scores(population, tree.top), then.scores(population, tree.top)):
        return ()
    both = [_mover(tree, unit, rows[unit], was[unit]) for unit in rows if unit in was]
    found = sorted((m for m in both if m), key=lambda m: (m.rank - m.rank_before, m.score_before - m.score, m.code))
    up, down = [m for m in found if m.rank < m.rank_before], [m for m in reversed(found) if m.rank > m.rank_before]
    return (*up[:MOVERS], *down[:MOVERS])


def _mover(tree: Tree, unit: str, now: Result, then: Result) -> Mover | None:
    if now.rank is None or then.rank is None or now.score is None or then.score is None:
        return None
    before, after = (tree.tiers.get(r.tier, r.tier) for r in (then, now))
    return Mover(unit, tree.told_apart(unit), then.rank, now.rank, then.score, now.score, before, after)


def _regions(tree: Tree, population: str, now: Told, past: Sequence[Told]) -> tuple[RegionLine, ...]:
    """The regions that have a score, in the usual order; none where all units lie in one, or are too few."""
    scores = now.scores(population, tree.top)
    members = {region: {u: s for u, s in scores.items() if _region(u) == region} for region in REGIONS}
    there = {region: own for region, own in members.items() if own}
    mean = float(np.mean(list(scores.values()))) if scores else 0.0
    if len(there) < 2 or len(scores) < FEWEST:
        return ()
    return tuple(_line(tree, population, region, own, mean, (*past, now)) for region, own in there.items())


def _line(
    tree: Tree, population: str, region: str, own: Mapping[str, float], of_all: float, periods: Sequence[Told]
) -> RegionLine:
    found = apart.spread(np.array(list(own.values()), float))
    last = periods[-1]
    channels = [[s for unit, s in last.scores(population, node).items() if _region(unit) == region] for node in tree.channels]
    return RegionLine(
        region=region, units=len(own), mean=found.mean if found else None,
        share=found.mean / of_all if found and of_all > 0 else None, deviation=found.deviation if found else None,
        low=found.least if found else None, high=found.most if found else None,
        channels=tuple(float(np.mean(scores)) if scores else None for scores in channels),
        history=_history(population, tree.top, periods, own),
    )  # fmt: skip


def _region(unit: str) -> str:
    return registry.units()[unit].region
