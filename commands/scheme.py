"""dsci scheme check"""

from __future__ import annotations

import sys

import click


@click.group()
def command() -> None:
    """Work on scheme files.

    Example: dsci scheme check index/schemes/egdi.toml
    """


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def check(file: str) -> None:
    """Explain every fault in a scheme file, with its line.

    Example: dsci scheme check index/schemes/egdi.toml
    """
    from ..index import scheme

    faults = scheme.check(file)
    for fault in faults:
        click.echo(f"{file}, {fault}")
    click.echo(f"{len(faults)} faults" if faults else f"{file}: no fault")
    sys.exit(1 if faults else 0)
