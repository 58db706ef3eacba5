"""What tests share: where the numbers and recordings from elsewhere lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of other people's material: DSCI_REFERENCE, else `shared` beside the project; skips where it is missing."""
    folder = Path(os.environ.get("DSCI_REFERENCE") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no reference material at {folder}")
    return folder
