"""dsci verify"""

from __future__ import annotations

import sys

import click

from .asked.options import existing, store_option


@click.command()
@store_option
def command(store: str) -> None:
    """Check a store against itself: every archived record and the rows that name it, hashes against bytes, facts and findings
    against pages, observations against evidence, scores against observations; an SQLite file also by its own check.

    A line a fault. What no row names (a stopped writer's tail, a look that was made again) is a note: it belongs to nothing,
    and nothing is missing.

    Not checked: whether a row is gone that nothing else rests on; whether facts are what is read in the bytes today (`dsci
    reparse`), or figures what is measured and scored from them (`measure`, `score`); the hash of a page whose citizens' words
    were taken out, since its bytes are not kept; files that are set aside; the bits that fill up the last byte of a compressed
    record; PostgreSQL's own files.

    Example: dsci verify --store out/store
    """
    from ..channels import kinds
    from ..contract import Page
    from ..store.faults import shown
    from ..store.verify import examined

    kept = existing(store)
    faults = notes = 0
    for found in examined(kept, kinds()):
        faults, notes = faults + found.fault, notes + (not found.fault)
        click.echo(found.text if found.fault else f"note: {found.text}")
    said = f"{shown(kept.tables)}: {sum(n for (n,) in kept.count(Page))} pages, {faults} faults"
    click.echo(said + (f", {notes} notes" if notes else ""))
    sys.exit(1 if faults else 0)
