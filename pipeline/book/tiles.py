"""The provinces of the tile map: own score and the mean of their cities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ... import registry
from ...contract import Tile
from ...index.scored import Scored
from .told import Told
from .tree import Tree


def tiles(tree: Tree, scored: Scored, now: Told, populations: Sequence[str]) -> tuple[Tile, ...]:
    """All 31 in the order of their codes, those without a score too; none where neither they nor their cities have one.

    A province has a score and a rank where it is ranked in the first population.
    """
    provinces = [u for u in registry.units().values() if u.provincial]
    own = now.of(populations[0], tree.top)
    found = tuple(
        Tile(
            code=unit.code, name=tree.named(unit.code), score=own[unit.code].score if unit.code in own else None,
            rank=own[unit.code].rank if unit.code in own else None,
            tier=tree.tiers.get(own[unit.code].tier, own[unit.code].tier) if unit.code in own else "",
            cities_mean=_cities_mean(scored, unit.code, tree.top),
        )
        for unit in provinces
    )  # fmt: skip
    return found if any(tile.score is not None or tile.cities_mean is not None for tile in found) else ()


def _score(scored: Scored, unit: str, node: str) -> float | None:
    return scored.score(unit, node) if unit in scored.rows else None


def _cities_mean(scored: Scored, province: str, node: str) -> float | None:
    """Mean over the prefectures that have a score; a municipality has none."""
    cities = [u.code for u in registry.cities_of(registry.units()[province])]
    scores = [s for city in cities if (s := _score(scored, city, node)) is not None]
    return float(np.mean(scores)) if scores else None
