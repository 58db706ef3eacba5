"""Stores of both kinds, and a PostgreSQL that can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dsci.store import Store

from ..servers import new_database, server_of


@pytest.fixture
def database(postgres: str, tmp_path: Path) -> str:
    """URL of an empty PostgreSQL database of this test."""
    return new_database(postgres, f"t{abs(hash(str(tmp_path)))}")


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    tables = f"sqlite:///{tmp_path / 'dsci.sqlite'}" if request.param == "sqlite" else request.getfixturevalue("database")
    return Store(tables, tmp_path / "evidence")


@pytest.fixture
def server(postgres: str) -> Callable[[str], None]:
    """Starts or stops the server."""
    return server_of(postgres)
