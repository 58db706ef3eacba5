"""dsci move"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from .asked.alone import crawling_alone

if TYPE_CHECKING:
    from ..store import Store


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--from-evidence", default="", metavar="WHERE", help="FROM a database URL: its evidence. Default: DSCI_EVIDENCE.")
@click.option("--evidence", default="", metavar="WHERE", help="TO a database URL: folder or URL for the evidence, needed there.")
def command(source: str, target: str, from_evidence: str, evidence: str) -> None:
    """Copy a whole store to an empty place: folder or database URL, SQLite or PostgreSQL, evidence in a folder or an object
    store. FROM stays as it is. Rows go in one transaction after all files, so TO holds the whole store or no rows; the same
    command goes on where it was stopped. At the end every table is counted and TO is verified.

    Example: dsci move out/store postgresql+psycopg://dsci@localhost/dsci --evidence s3://dsci/evidence
    """
    from ..channels import kinds
    from ..store import is_store
    from ..store.moving import move
    from ..store.verify import verify

    if not is_store(source):
        raise click.UsageError(f"no store at {source}")
    if "://" in target and not evidence:
        raise click.UsageError("TO is a database URL: say with --evidence where the evidence goes")
    kept = _opened(source, from_evidence or ("://" in source and os.environ.get("DSCI_EVIDENCE")) or "")
    new = _opened(target, evidence)
    if kept.engine.url == new.engine.url:
        raise click.UsageError("FROM and TO are one store")
    with ExitStack() as held:
        for store in (new,) if kept.readonly else (new, kept):
            held.enter_context(crawling_alone(store))
            held.enter_context(store.lock("visits"))
        moved = move(kept, new, kinds(), _tell)
    click.echo(f"{moved.files} files, {moved.size / 1e6:.1f} MB of evidence; {sum(moved.rows.values())} rows:")
    for table, count in moved.rows.items():
        click.echo(f"  {table} {count}")
    faults = list(verify(new, kinds()))
    for line in faults:
        click.echo(line)
    click.echo(f"verified: {len(faults)} faults")
    sys.exit(1 if faults else 0)


def _opened(where: str, evidence: str) -> Store:
    """The store there. UsageError where evidence is said to lie elsewhere than in a folder's own."""
    from ..store import store_at

    if evidence and "://" not in where:
        raise click.UsageError(f"{where} is a folder and holds its own evidence: give a database URL with --evidence")
    return store_at(where, evidence)


def _tell(name: str) -> None:
    click.echo(name, err=True)
