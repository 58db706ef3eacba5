"""dsci indices"""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """List the social indices that can be computed: formula, version, source, and what of it is unverified.

    Example: dsci indices
    """
    from ..channels.indices import VERSIONS

    for row in VERSIONS:
        click.echo(f"{row.id}: {row.title}, {row.version}" + ("" if row.verified else " - unverified"))
        click.echo(f"  {row.formula}\n  source: {row.source}")
