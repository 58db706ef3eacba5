"""dsci sheets"""

from __future__ import annotations

import click

from ..contract import Unit
from .asked.options import existing, selection, store_option


@click.command()
@click.argument("channel")
@selection
@click.option("--out", required=True, metavar="FILE", help="The XLSX to write.")
@store_option
def command(channel: str, units: tuple[Unit, ...], out: str, store: str) -> None:
    """Write what the store holds of a channel's accounts as sheets, one a kind of fact, that `dsci import` takes again.

    Looks that gave nothing are rows too, so that the same observations come of them elsewhere.

    Example: dsci sheets weibo --province 浙江 --out weibo.xlsx
    """
    from ..channels import channels
    from ..channels.imports import exact
    from ..channels.imports.aliases import tables
    from ..channels.imports.kept import kept
    from ..contract import Account, Page
    from .shown.workbook import write_xlsx

    try:
        tables(channel)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    source = existing(store)
    codes = [unit.code for unit in units]
    accounts = source.rows(Account, channel=channel, unit=codes)
    pages = source.rows(Page, channel=channel, unit=codes)
    found = kept(pages, [f for kind in channels()[channel].kinds for f in source.rows(kind, channel=channel, unit=codes)])
    looks = sorted(found.looks, key=lambda p: (p.unit, p.account, p.purpose, p.seen_at, p.url))
    book = exact.sheets(accounts, looks, found.facts)
    write_xlsx(out, book)
    rows = sum(len(sheet) - 1 for sheet in book.values())
    click.echo(f"{out}: {len(accounts)} accounts, {len(looks)} looks, {rows} rows", err=True)
    if found.late:
        click.echo(f"{found.late} profiles left out: read by the other road after the look that counts", err=True)
