"""A folder that is made anew as a whole: it takes the old one's place once it is finished."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

SIGN = "data/units.js"  # every site that was built has it
WRITTEN = frozenset({
    "assets", "d", "data", "e", "en", "f", "pictures", "r", "s", "u", "x", "zh", "cases.html", "compare.html", "downloads.html",
    "findings.html", "index.html", "method.html", "schemes.html",
    ".DS_Store",  # by a file manager that looked into it
})  # fmt: skip


@contextmanager
def swapped(folder: Path) -> Iterator[Path]:
    """An empty folder to build a site in, beside the one meant, or the one that its link leads to; whatever fails leaves that
    one as it was, and what was killed between the two is put back.

    UsageError where the folder meant holds something that is no site, or beside its site what no site has.
    """
    folder = folder.resolve()
    part, old = (folder.parent / f".{folder.name}.{end}" for end in ("part", "old"))
    if old.is_dir() and not old.is_symlink() and not folder.exists():
        old.rename(folder)
    _check(folder)
    _remove(part)
    _remove(old)
    part.mkdir(parents=True)
    yield part
    if folder.exists():
        folder.rename(old)
    try:
        part.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    _remove(old)


def _check(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if names and not (folder / SIGN).is_file():
        raise click.UsageError(f"{folder} holds something else than a site: name an empty folder, or one that does not exist")
    if others := sorted(names - WRITTEN):
        raise click.UsageError(f"{folder} would lose what no site has: {', '.join(others)}; build in another folder and copy")


def _remove(folder: Path) -> None:
    """Of a link to a folder only the link."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)
