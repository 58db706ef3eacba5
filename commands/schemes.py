"""dsci schemes"""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """List the schemes that ship: what each is, and what of it is published and what is ours.

    Example: dsci schemes
    """
    from ..index import scheme

    for name in scheme.available():
        found = scheme.load(name)
        click.echo(f"{name}: {found.title} / {found.title_en}, {len(found.leaves)} indicators")
        click.echo(f"  source: {found.source}\n  weights: {found.origin.weights}")
