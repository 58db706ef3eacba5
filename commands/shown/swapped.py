"""A folder that is made anew as a whole: it takes the old one's place once it is finished."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

SIGN = "data/units.js"  # every site that was built has it


@contextmanager
def swapped(folder: Path) -> Iterator[Path]:
    """An empty folder to build a site in, beside the one meant; whatever fails leaves that one as it was.

    UsageError where the folder meant holds something that is no site.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / SIGN).is_file():
        raise click.UsageError(f"{folder} holds something else than a site: name an empty folder, or one that does not exist")
    part, old = (folder.with_name(f".{folder.name}.{end}") for end in ("part", "old"))
    _remove(part)
    _remove(old)
    part.mkdir(parents=True)
    yield part
    if folder.exists():
        folder.rename(old)
    part.rename(folder)
    _remove(old)


def _remove(folder: Path) -> None:
    """Of a link to a folder only the link."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)
