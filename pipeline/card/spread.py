"""How far the cities of each province lie apart."""

from __future__ import annotations

from ...contract import CitySpread
from ..board import Board


def spread(board: Board) -> tuple[CitySpread, ...]:
    """Every province of which a city has a score in the first index, the highest mean first."""
    found = [row for code in board.season.cities if (row := _row(board, code)) is not None]
    return tuple(sorted(found, key=lambda row: (-row.mean, row.code)))


def _row(board: Board, province: str) -> CitySpread | None:
    top, scored = board.season.front[0], board.scored
    scores = [s for city in board.season.cities[province] if (s := scored.score(city, top)) is not None]
    if not scores:
        return None
    own = scored.score(province, top) if province in scored.rows else None
    return CitySpread(
        province, board.named(province), len(scores), sum(scores) / len(scores), min(scores), max(scores), own
    )  # fmt: skip
