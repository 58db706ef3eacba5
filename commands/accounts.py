"""dsci accounts"""

from __future__ import annotations

import click

from .. import registry
from ..contract import Account, Unit
from .options import out_option, selection, write_csv


@click.command("accounts")
@selection
@click.option("--channel", multiple=True, metavar="NAME", help="Only this channel, as weibo.")
@click.option("--accounts", "table", type=click.Path(exists=True, dir_okay=False), help="Another table in the same columns.")
@out_option
def command(units: tuple[Unit, ...], channel: tuple[str, ...], table: str | None, out: str) -> None:
    """The portals and accounts that are known of units. What has no row is not tried, never zero.

    Example: dsci accounts --province 浙江 --channel weibo
    """
    try:
        known = registry.accounts(table)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    codes = {unit.code for unit in units}
    write_csv((a for a in known if a.unit in codes and (not channel or a.channel in channel)), out, Account)
