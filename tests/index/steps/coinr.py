"""COINr's reference tables as what the steps ask for."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dsci.index.arrays import Array, Axes
from dsci.index.steps.columns import Columns

from ..asem import read as read

CLOSE = {"rtol": 1e-9, "atol": 1e-12}


def numbers(table: pd.DataFrame) -> Array:
    return table.to_numpy(float)


def axes(table: pd.DataFrame) -> Axes:
    return Axes([str(name) for name in table.index], list(table.columns))


def columns(table: pd.DataFrame, framework: pd.DataFrame, **parameters: object) -> Columns:
    """The columns of a table as the framework directs them; a plain number counts for all of them."""
    none = np.full(table.shape[1], np.nan)
    given = {"worst": none, "best": none, "log": np.zeros(table.shape[1], bool)}
    given |= {name: np.full(table.shape[1], value) if np.isscalar(value) else value for name, value in parameters.items()}
    direction = framework.loc[list(table.columns), "Direction"].to_numpy(float)
    return Columns(axes(table), direction, **given)  # type: ignore[arg-type]
