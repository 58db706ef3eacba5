"""What the national sentences are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...contract import Overview, Problem, Ranking, Tile

Values = dict[str, str | float | int | None]
SAME = 0.05  # points that print as 0.0
ENOUGH = 0.5  # more than this share of the units must have a score in a channel for its mean to be set beside the others': ours
APART = 1.0  # points between regions, or a province and its cities, that are worth a sentence: ours


@dataclass(frozen=True, slots=True)
class Nation:
    """What the rules read: the book's first population of more than one unit, and what is told of all units."""

    ranking: Ranking
    overview: Overview
    channels: Sequence[str]  # nodes right below the indices that the first index counts
    tiles: Sequence[Tile]
    problems: Sequence[Problem]
    coverage: float  # mean, 0..1
    vetoed: tuple[int, int]  # units with an official veto met, of those that one was decided of
    before: str  # the period before, '' where there is none
