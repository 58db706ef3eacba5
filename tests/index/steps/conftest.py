"""COINr's reference tables for the tests of the steps."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ..asem import read


@pytest.fixture(scope="session")
def framework(coinr: Path) -> pd.DataFrame:
    """COINr's framework of its ASEM data, one row per element, by code."""
    return read(coinr / "input" / "asem_imeta.csv", "iCode")


@pytest.fixture(scope="session")
def raw(coinr: Path) -> pd.DataFrame:
    """The 51 units' raw values of the 49 indicators."""
    return read(coinr / "steps" / "0_raw.csv")
