"""dsci reparse"""

from __future__ import annotations

import click

from ..contract import Unit
from .asked.options import existing, selection, store_option


@click.command()
@click.argument("channel", nargs=-1)
@selection
@store_option
def command(channel: tuple[str, ...], units: tuple[Unit, ...], store: str) -> None:
    """Read the kept evidence again and replace its facts. Nothing is fetched.

    Example: dsci reparse website --province 浙江
    """
    from ..contract import Page
    from ..pipeline import reparse
    from ..progress import Stage

    kept = existing(store)
    stage = Stage("reparse", len(units))
    pages = moved = 0
    for unit in units:
        chosen = [p for p in kept.rows(Page, unit=unit.code) if not channel or p.channel in channel]
        for before, after in reparse(kept, chosen):
            pages += 1
            if before.status is not after.status:
                moved += 1
                click.echo(f"{unit.code} {unit.name} {before.channel}: {before.url} {before.status} -> {after.status}")
        stage.step()
    stage.close()
    click.echo(f"{pages} pages read again, {moved} of another status")
