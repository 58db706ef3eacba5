"""dsci verify"""

from __future__ import annotations

import sys

import click

from .asked.options import store_option


@click.command()
@store_option
def command(store: str) -> None:
    """Check a store against itself: every archived record and the rows that name it, hashes against bytes, facts and findings
    against pages, observations against evidence, scores against observations.

    A line a fault. What no row names (a stopped writer's tail, a look that was made again) is a note: it belongs to nothing,
    and nothing is missing. Bits that fill up the last byte of a compressed record mean nothing and are not looked at.

    Example: dsci verify --store out/store
    """
    from ..channels import channels
    from ..contract import Page
    from ..store import open_store
    from ..store.verify import examined

    kept = open_store(store)
    kinds = {kind for channel in channels().values() for kind in channel.kinds}
    faults = notes = 0
    for found in examined(kept, sorted(kinds, key=lambda k: k.__name__)):
        faults, notes = faults + found.fault, notes + (not found.fault)
        click.echo(found.text if found.fault else f"note: {found.text}")
    click.echo(f"{sum(n for (n,) in kept.count(Page))} pages, {faults} faults" + (f", {notes} notes" if notes else ""))
    sys.exit(1 if faults else 0)
