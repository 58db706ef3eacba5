"""What tests share: the installed wheel; one Chromium, one drawn site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..templates.drawn_site import write_drawn
from . import wheel as package
from .browsing import browser


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package.built(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="session")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and not the source tree."""
    return package.installed(wheel, tmp_path_factory.mktemp("elsewhere"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A Chromium; ended with the module, so that no other test finds its event loop running."""
    with browser() as found:
        yield found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a drawn site."""
    return write_drawn(tmp_path_factory.mktemp("site"))
