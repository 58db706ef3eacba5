"""dsci discover"""

from __future__ import annotations

import click

from ..contract import Unit
from .asked.options import existing, out_option, selection, store_option, write_csv


@click.command()
@selection
@store_option
@out_option
def command(units: tuple[Unit, ...], store: str, out: str) -> None:
    """Accounts that portals name in their heads and feet, as rows of accounts.csv for a person to confirm.

    Reads the portals' kept home pages: crawl them first. Accounts that the registry has already are left out.

    Example: dsci discover --province 浙江
    """
    from .. import registry
    from ..contract import Account, Mention, Page, china_date

    kept = existing(store)
    known = {(a.unit, a.platform, a.id) for a in (*registry.accounts(), *kept.rows(Account))}
    rows = {}
    for unit in units:
        for m in kept.rows(Mention, unit=unit.code, channel="website"):
            key = (m.unit, m.platform, m.id or m.name)
            if key not in known:
                (page,) = kept.rows(Page, id=m.page)
                day = china_date(m.seen_at).isoformat()
                source = f"named by the portal, page {m.page[:10]}"
                rows[key] = Account(
                    m.unit, m.of_channel, m.platform, m.id, "main", m.name, m.url, source, day, simulated=page.simulated
                )
    write_csv(list(rows.values()), out, Account)
    click.echo(f"{len(rows)} accounts to confirm, of {len(units)} units", err=True)
