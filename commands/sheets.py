"""dsci sheets"""

from __future__ import annotations

import click

from ..contract import Unit
from .options import selection, store_option


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
    from ..channels.table import other_road, tried_again
    from ..contract import Account, Page
    from ..store import open_store
    from .workbook import write_xlsx

    try:
        tables(channel)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    kept = open_store(store)
    codes = [unit.code for unit in units]
    accounts = kept.rows(Account, channel=channel, unit=codes)
    pages = kept.rows(Page, channel=channel, unit=codes)
    aside = tried_again(pages) | other_road(pages)
    looks = sorted((p for p in pages if p.id not in aside), key=lambda p: (p.unit, p.account, p.purpose, p.seen_at, p.url))
    facts = [f for kind in channels()[channel].kinds for f in kept.rows(kind, channel=channel, unit=codes)]
    book = exact.sheets(accounts, looks, facts)
    write_xlsx(out, book)
    rows = sum(len(sheet) - 1 for sheet in book.values())
    click.echo(f"{out}: {len(accounts)} accounts, {len(looks)} looks, {rows} rows", err=True)
