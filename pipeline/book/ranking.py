"""Whole populations, ranked: out of results alone, so that any scheme and period that was scored can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from ... import registry
from ...contract import Ranking, RankLine, Result
from ...index.scheme.model import Scheme
from .populations import ranked, title_of
from .told import Told, comparable, told
from .tree import Tree


def rankings_of(scheme: Scheme, lang: str, found: Sequence[Result], before: Sequence[Result] = ()) -> tuple[Ranking, ...]:
    """Every population of a period that has results; changes are against the results of the period before."""
    tree, now, then = Tree(scheme, lang), told("", found), told("", before)
    there = {population for population, _ in now.results}
    return tuple(ranking(tree, population, now, then if before else None) for population in ranked(scheme, there))


def ranking(tree: Tree, population: str, now: Told, then: Told | None) -> Ranking:
    """One population, best first by the top node, units without a score last in the order of their codes."""
    own = now.of(population, tree.top)
    order = sorted(own.values(), key=lambda r: (r.rank is None, r.rank or 0, r.unit))
    alike = then is not None and comparable(now.scores(population, tree.top), then.scores(population, tree.top))
    lines = tuple(_line(tree, population, r, now, then, alike) for r in order)
    titles = tuple(tree.title(node) for node in tree.nodes)
    return Ranking(population, title_of(population, tree.lang), max((r.of for r in order), default=0), tree.nodes, titles, lines)


def _line(tree: Tree, population: str, own: Result, now: Told, then: Told | None, alike: bool) -> RankLine:
    unit = registry.units()[own.unit]
    was = then.of(population, tree.top).get(own.unit) if then else None
    change = own.score - was.score if was and own.score is not None and was.score is not None else None
    won = was.rank - own.rank if alike and was and own.rank is not None and was.rank is not None else None
    provincial = unit.provincial
    nodes = [now.of(population, node).get(own.unit) for node in tree.nodes]
    return RankLine(
        code=own.unit, name=tree.named(own.unit), province="" if provincial else tree.named(registry.province_of(unit).code),
        region=unit.region, score=own.score, rank=own.rank, rank_low=own.rank_low, rank_high=own.rank_high,
        tier=tree.tiers.get(own.tier, own.tier), coverage=own.coverage, change=change, rank_change=won,
        scores=tuple(r.score if r else None for r in nodes), ranks=tuple(r.rank if r else None for r in nodes),
    )  # fmt: skip
