"""Published tables, and small ones made by hand, through the schemes that ship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dsci.index import engine
from dsci.index.scheme import load
from dsci.index.scored import Scored
from dsci.index.table import Table


def published(reference: Path, name: str) -> pd.DataFrame:
    """A table of published numbers, a row a unit."""
    return pd.read_csv(reference / "reference" / "published" / f"{name}.tsv", sep="\t").set_index("unit")


def scored(scheme: str, rows: Mapping[str, Sequence[float]]) -> Scored:
    """Units by the numbers that the scheme's columns want, in its order; NaN for a cell that is missing."""
    found = load(scheme)
    return engine.score(found, Table.of(tuple(rows), found.metrics, np.array(list(rows.values()), float)))


def scores(scheme: str, rows: Mapping[str, Sequence[float]], node: str) -> list[float | None]:
    found = scored(scheme, rows)
    return [found.score(unit, node) for unit in rows]


def of_frame(scheme: str, table: pd.DataFrame, node: str, columns: Sequence[str] = ()) -> pd.Series[float]:
    cells = table[list(columns or load(scheme).metrics)]
    rows = {str(unit): [float(n) for n in row] for unit, row in zip(cells.index, cells.to_numpy(), strict=True)}
    return pd.Series([float(s) for s in scores(scheme, rows, node) if s is not None], index=table.index)
