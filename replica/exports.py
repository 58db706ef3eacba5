"""The files that owners and vendors hand over, for about 60 % of the accounts of each channel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..contract import Unit
from .export_files import File
from .video import export as video
from .wechat import export as wechat
from .weibo import export as weibo
from .world import World


def write_exports(world: World, folder: Path, units: Sequence[Unit] = ()) -> list[File]:
    """Writes those of these units (default: all) into the folder; to be imported as of the world's `as_of`, each by its `by`."""
    folder.mkdir(parents=True, exist_ok=True)
    return [file for part in (weibo, wechat, video) for file in part.write(world, folder, units or world.units)]
