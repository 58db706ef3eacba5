"""A site that is built anew replaces the old one as a whole, or leaves it alone."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import click
import pytest

from dsci.commands.shown.swapped import SIGN, swapped


def build(folder: Path, page: str) -> None:
    with swapped(folder) as part:
        (part / SIGN).parent.mkdir()
        (part / SIGN).touch()
        (part / "u").mkdir()
        (part / "u" / page).touch()


def pages(folder: Path) -> set[str]:
    return {p.name for p in (folder / "u").iterdir()}


def test_pages_of_what_is_gone_go(tmp_path: Path) -> None:
    build(tmp_path / "site", "one.html")
    build(tmp_path / "site", "two.html")
    assert pages(tmp_path / "site") == {"two.html"}
    assert {p.name for p in tmp_path.iterdir()} == {"site"}


def test_a_build_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    build(tmp_path / "site", "one.html")
    with pytest.raises(RuntimeError), swapped(tmp_path / "site") as part:
        (part / "u").mkdir()
        raise RuntimeError("disk full")
    assert pages(tmp_path / "site") == {"one.html"}


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(click.UsageError, match="something else"), swapped(tmp_path):
        pass
    assert {p.name for p in tmp_path.iterdir()} == {"thesis.docx"}


@pytest.mark.parametrize("name", [".git", "CNAME", ".well-known", "google1.html"])
def test_what_lies_beside_a_published_site_is_named_and_stays(tmp_path: Path, name: str) -> None:
    build(tmp_path / "site", "one.html")
    (tmp_path / "site" / name).mkdir()
    with pytest.raises(click.UsageError, match=f"would lose what no site has: {name};"):
        build(tmp_path / "site", "two.html")
    assert pages(tmp_path / "site") == {"one.html"} and (tmp_path / "site" / name).is_dir()


def test_behind_a_link_the_site_that_it_leads_to_is_built_anew(tmp_path: Path) -> None:
    build(tmp_path / "served", "one.html")
    (tmp_path / "site").symlink_to("served")
    build(tmp_path / "site", "two.html")
    assert (tmp_path / "site").is_symlink() and pages(tmp_path / "served") == {"two.html"}


def test_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    build(Path(), "one.html")
    assert pages(tmp_path / "site") == {"one.html"}


def test_killed_between_the_two_renames_the_old_site_comes_back(tmp_path: Path) -> None:
    build(tmp_path / ".site.old", "one.html")
    shutil.copytree(tmp_path / ".site.old", tmp_path / ".site.part")
    with pytest.raises(RuntimeError), swapped(tmp_path / "site"):
        raise RuntimeError("disk full")
    assert pages(tmp_path / "site") == {"one.html"}


def test_a_site_that_cannot_take_its_place_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "site", "one.html")
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name == ".site.part":
            raise OSError(errno.EACCES, "refused")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="refused"):
        build(tmp_path / "site", "two.html")
    assert pages(tmp_path / "site") == {"one.html"}
