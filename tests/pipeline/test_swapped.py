"""A site that is built anew replaces the old one as a whole, or leaves it alone."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from dsci.commands.shown.swapped import SIGN, swapped


def build(folder: Path, page: str) -> None:
    with swapped(folder) as part:
        (part / SIGN).parent.mkdir()
        (part / SIGN).touch()
        (part / page).touch()


def pages(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()} - {"data"}


def test_pages_of_what_is_gone_go(tmp_path: Path) -> None:
    build(tmp_path / "site", "one.html")
    build(tmp_path / "site", "two.html")
    assert pages(tmp_path / "site") == {"two.html"}
    assert {p.name for p in tmp_path.iterdir()} == {"site"}


def test_a_build_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    build(tmp_path / "site", "one.html")
    with pytest.raises(RuntimeError), swapped(tmp_path / "site") as part:
        (part / "half.html").touch()
        raise RuntimeError("disk full")
    assert pages(tmp_path / "site") == {"one.html"}


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(click.UsageError, match="something else"), swapped(tmp_path):
        pass
    assert pages(tmp_path) == {"thesis.docx"}
