"""Cards printed once a session, however many tests look at them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from dsci.templates.paper import file_name
from dsci.templates.render import Renderer

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
        return renderer.render_pdf(context, tmp_path_factory.mktemp(name) / file_name(context))

    return path
