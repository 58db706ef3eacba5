"""The few rows of a ranking that one unit wants to see."""

from __future__ import annotations

from ..contract import CityRow

AROUND = 2  # rows above and below the unit's own (ours)


def near(rows: tuple[CityRow, ...], code: str) -> list[CityRow]:
    """The first row and those around the unit's own, in order; the first few where the unit is not among them."""
    at = next((place for place, row in enumerate(rows) if row.code == code), 0)
    first = max(0, min(at - AROUND, len(rows) - 2 * AROUND - 1))
    return [*rows[: min(1, first)], *rows[first : first + 2 * AROUND + 1]]
