"""Where provinces stand on the tile map."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

GRID = Path(__file__).with_name("tiles.toml")
COLUMNS = ROWS = 8
Cell = tuple[int, int]


@cache
def places() -> Mapping[str, Cell]:
    """Column and row, counted from the north-west, by the code of a province."""
    return _read("covered")


@cache
def outside() -> Mapping[str, Cell]:
    """Column and row of what is not measured, by the word of its phrase."""
    return _read("outside")


def _read(part: str) -> Mapping[str, Cell]:
    with GRID.open("rb") as file:
        return {key: (column, row) for key, (column, row) in tomllib.load(file)[part].items()}
