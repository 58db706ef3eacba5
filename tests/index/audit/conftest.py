"""The reference index for audits, scored once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsci.index.scored import Scored

from .. import asem


@pytest.fixture(scope="session")
def example(coinr: Path) -> Scored:
    return asem.scored(coinr)
