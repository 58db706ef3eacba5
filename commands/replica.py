"""dsci replica"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .asked.options import selection

if TYPE_CHECKING:
    from ..contract import Unit
    from ..replica.world import World


@click.command()
@selection
@click.option("--period", default="", help="2022 to 2026; default the last.")
@click.option("--port", default=8017, help="Port on 127.0.0.1; 0 takes a free one.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write accounts, truth, files to import there.")
@click.option("--faults", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A fault plan: what is to fail.")
@click.option("--serve/--no-serve", default=True, help="--no-serve only writes.")
def command(
    units: tuple[Unit, ...], period: str, port: int, out: Path | None, faults: Path | None, serve: bool
) -> None:
    """Serve the stand-in internet on loopback; write its accounts and its truth. It holds all provinces and prefectures, and
    the units chosen, as with --level county.

    Example: dsci replica --out out/replica --no-serve
    """
    from ..replica.exports import write_exports
    from ..replica.overlay import write_truth
    from ..replica.server import start

    world = failing(world_of(period, units), faults)
    if out:
        overlay_file(world, str(out))
        write_truth(world, out / "truth.csv")
        files = write_exports(world, out / "handed")
        click.echo(f"{out}/accounts.csv, {out}/truth.csv, {len(files)} files in {out}/handed for dsci import")
    if serve:
        with start(world, port) as running:
            click.echo(f"replica of {world.period} at 127.0.0.1:{running.port}, as of {world.as_of.isoformat()}; Ctrl-C ends it")
            moment = f"--replica 127.0.0.1:{running.port} --as-of {world.as_of.isoformat()}"
            click.echo(f"Try: dsci crawl {moment}" + (f" --accounts {out}/accounts.csv" if out else " website"))
            running.wait()


def world_of(period: str, units: Iterable[Unit] = ()) -> World:
    """The replica's world over the registry's provincial and prefecture units, and these. UsageError for a period it has not."""
    from .. import registry
    from ..replica.world import PERIODS, World

    if period and period not in PERIODS:
        raise click.UsageError(f"the replica has the periods {', '.join(PERIODS)}, not {period!r}")
    chosen = {unit.code: unit for unit in (*registry.select(), *units)}
    in_order = tuple(chosen[code] for code in sorted(chosen))
    return World(in_order, registry.portals(), period or PERIODS[-1], reach_errors=registry.reach_errors())


def failing(world: World, faults: Path | None) -> World:
    """The world with the faults that a plan names. UsageError for a plan that cannot be read."""
    from ..replica.plan import read_plan

    try:
        planned = read_plan(faults, [u.code for u in world.units if u.code in world.portals]) if faults else ()
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    return replace(world, faults={one.unit: str(one.kind) for one in planned})


@contextmanager
def served(period: str, units: Iterable[Unit] = ()) -> Iterator[tuple[str, World]]:
    """Runs the replica in a process of its own, those units in it too: its address and its world."""
    from ..replica.server import start

    world = world_of(period, units)
    with start(world) as running:
        yield f"127.0.0.1:{running.port}", world


def overlay_file(world: World, folder: str) -> Path:
    """Writes the replica's social accounts to accounts.csv in that folder; portals are the registry's."""
    from ..replica.overlay import write_overlay

    path = Path(folder) / "accounts.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_overlay(world, path)
    return path
