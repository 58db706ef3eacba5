"""dsci units"""

from __future__ import annotations

import click

from ..contract import Unit
from .asked.options import out_option, selection, write_csv


@click.command("units")
@selection
@out_option
def command(units: tuple[Unit, ...], out: str) -> None:
    """The governments that are measured, with the ranking groups they are in.

    Without options: all of municipality, province and prefecture level; counties with --level county.

    Example: dsci units --province 浙江
    """
    write_csv(units, out, Unit)
