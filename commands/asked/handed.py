"""The files that owners and vendors in the stand-in internet hand over, imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...contract import Unit
    from ...replica.world import World
    from ...store import Store


def take_handed(store: Store, world: World, units: Sequence[Unit], accounts: Path, folder: Path) -> str:
    """Writes what those units hand over into the folder, imports it as of the world's date; a line on what came of it."""
    from ... import registry
    from ...channels.imports.gather import Terms
    from ...contract import Method
    from ...pipeline.handed import File
    from ...pipeline.importing import Plan, import_files
    from ...replica.exports import write_exports

    known, terms = registry.accounts(accounts), Terms(world.as_of)
    files = write_exports(world, folder, units)
    found = []
    for file in files:
        plan = Plan(file.channel, world.as_of, Method(f"import_{file.by}"), terms=terms)
        found += import_files(store, plan, [File(file.path.name, file.path.read_bytes())], known)
    read, rejected = sum(one.read for one in found), sum(len(one.rejected) for one in found)
    wanted = sum(len(file.rejected) for file in files)
    return f"{len(files)} files handed over: {read} rows, {rejected} rejected ({wanted} of them are wrong)"
