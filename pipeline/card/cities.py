"""The units around one: a province's cities, a city's neighbours, districts, the other municipalities; and who leads them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ... import registry
from ...contract import CityLead, CityRow, Level, Unit
from ...index.steps import rank
from ..board import Board

LAST = 10**6  # the place of what has no rank


def around(board: Board, unit: Unit) -> tuple[str, tuple[CityRow, ...]]:
    """What kind they are, and a row each, ranked among themselves; the unit itself is one of them where it is of their kind.

    A province has its prefectures, and a prefecture the prefectures of its province; a municipality its districts where they
    were measured, else the municipalities; a county the counties beside it.
    """
    kind, codes = _which(board, unit)
    known = registry.units()
    rows = sorted((_city(board, known[code]) for code in codes), key=lambda c: (c.level_rank or LAST, c.code))
    places = rank.competition(np.array([np.nan if row.score is None else row.score for row in rows]))
    return kind, tuple(replace(row, rank=int(place) or None) for row, place in zip(rows, places, strict=True))


def _which(board: Board, unit: Unit) -> tuple[str, list[str]]:
    cities = board.season.cities
    if unit.level is Level.PROVINCE:
        return ("cities", cities[unit.code]) if cities.get(unit.code) else ("none", [])
    if unit.level is Level.PREFECTURE:
        found = cities.get(unit.parent, [])
        return ("cities", found) if len(found) > 1 else ("none", [])
    parent = unit.code if unit.level is Level.MUNICIPALITY else unit.parent
    districts = [c for c in board.members.get("level:county", ()) if registry.units()[c].parent == parent]
    if unit.level is Level.COUNTY:
        return ("districts", districts) if len(districts) > 1 else ("none", [])
    return ("districts", districts) if districts else ("municipalities", list(board.members.get("level:municipality", ())))


def _city(board: Board, unit: Unit) -> CityRow:
    season = board.season
    top = season.front[0]
    own = season.results[f"level:{unit.level}", top, unit.code]
    of_channels = tuple(board.scored.score(unit.code, root) for root in season.roots)
    return CityRow(
        unit.code, board.named(unit.code), own.score, None, own.rank, own.of, own.coverage, of_channels,
        board.tier(own.tier), season.change(unit.code, top),
    )  # fmt: skip


def leads(board: Board, cities: tuple[CityRow, ...]) -> tuple[CityLead, ...]:
    """Per channel the city with the highest score; a channel in which none has a score above 0 is left out."""
    known, found = registry.units(), []
    for place, node in enumerate(board.season.roots):
        first = max(cities, key=lambda c: c.channels[place] or 0.0, default=None)
        if first is not None and first.channels[place]:
            own = board.results[f"level:{known[first.code].level}", node, first.code]
            found.append(CityLead(node, board.title(node), first.code, first.name, first.channels[place] or 0.0, own.rank))
    return tuple(found)
