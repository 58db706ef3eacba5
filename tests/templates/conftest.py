"""Cards printed once a session, however many tests look at them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from dsci.templates.render import Renderer, card_path

from .contexts import ALL

Printed = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """One process's renderer."""
    return Renderer()


@pytest.fixture(scope="session")
def printed(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The PDF of one of ALL in a language."""

    @cache
    def path(name: str, lang: str) -> Path:
        context = ALL[name](lang)
        return renderer.render_pdf(context, card_path(context, tmp_path_factory.mktemp(name)))

    return path
