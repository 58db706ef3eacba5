"""The indices on the front of a card."""

from __future__ import annotations

from ...contract import Headline
from ...registry import PROVINCIAL
from .known import Known


def headlines(known: Known) -> tuple[Headline, ...]:
    """The comprehensive index, the website, and the other indices of the scheme."""
    return tuple(_headline(known, node) for node in known.season.front)


def _headline(known: Known, node: str) -> Headline:
    board, season, own = known.board, known.season, known.result(node)
    wide, level = season.results.get((PROVINCIAL, node, known.code)), known.level.sorted[node]
    ends = own.rank_low, own.rank_high
    return Headline(
        node=node, title=board.title(node), score=own.score, rank=own.rank, of=own.of, tier=board.tier(own.tier),
        coverage=own.coverage, rank_low=own.rank_low, rank_high=own.rank_high,
        group_rank=wide.rank if wide else None, group_of=wide.of if wide else 0,
        change=season.change(known.code, node), history=season.history(known.code, node),
        median=known.level.middle(node), best=known.level.best(node), all_scores=level,
        tier_low=_tier_at(known, node, ends[0]), tier_high=_tier_at(known, node, ends[1]),
        best_unit=_first(known, node), parts=_parts(known, node),
    )  # fmt: skip


def _first(known: Known, node: str) -> str:
    """The name of the level's best, the first by code of those that share it; '' where nobody is compared."""
    scored, best = known.board.scored, known.level.best(node)
    column = scored.columns[node]
    first = (unit for unit in sorted(known.level.units) if scored.scores[scored.rows[unit], column] == best)
    return known.board.named(next(first, "")) if best is not None else ""


def _parts(known: Known, node: str) -> tuple[str, ...]:
    """The top nodes that a composite is made of, or the node itself."""
    made = next((c.nodes for c in known.board.scored.scheme.composites if c.id == node), (node,))
    return tuple(made)


def _tier_at(known: Known, node: str, rank: int | None) -> str:
    return known.board.tier(known.season.tier_at(known.level.population, node, rank))
