"""dsci verify"""

from __future__ import annotations

import sys

import click

from .asked.options import store_option


@click.command()
@store_option
def command(store: str) -> None:
    """Check a store against itself: hashes against bytes, facts against pages, observations against evidence.

    Example: dsci verify --store out/store
    """
    from ..channels import channels
    from ..contract import Page
    from ..store import open_store
    from ..store.verify import verify

    kept = open_store(store)
    kinds = {kind for channel in channels().values() for kind in channel.kinds}
    faults = 0
    for line in verify(kept, sorted(kinds, key=lambda k: k.__name__)):
        faults += 1
        click.echo(line)
    click.echo(f"{sum(n for (n,) in kept.count(Page))} pages, {faults} faults")
    sys.exit(1 if faults else 0)
