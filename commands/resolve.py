"""dsci resolve"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ..contract import Account, Unit
from .asked.options import existing, out_option, selection, store_option, write_csv

if TYPE_CHECKING:
    from ..store import Store


@click.command()
@selection
@store_option
@out_option
def command(units: tuple[Unit, ...], store: str, out: str) -> None:
    """Apps whose id no list knows, found by their name, as rows of accounts.csv for a person to confirm; and on stderr those
    that stay unresolved, with the reason. An App is accepted only if its seller is the government or its operator.

    Reads kept searches: crawl app first. The rows replace those whose id is `search:NAME`. Exit 1: some are unresolved.

    Example: dsci resolve --province 浙江
    """
    from .. import registry

    kept = existing(store)
    known = [*registry.accounts(), *kept.rows(Account, channel="app")]
    rows: list[Account] = []
    told: list[str] = []
    for unit in units:
        for account in _searched_for(known, unit):
            row, reason = _resolved(kept, account, unit)
            rows += [row] if row else []
            told += [f"{unit.code} {unit.name} {account.name}: {reason}"] if reason else []
    write_csv(rows, out, Account)
    for line in (*told, f"{len(rows)} Apps to confirm, {len(told)} unresolved, of {len(units)} units"):
        click.echo(line, err=True)
    sys.exit(1 if told else 0)


def _searched_for(known: Iterable[Account], unit: Unit) -> list[Account]:
    """The unit's Apps without an id."""
    from ..channels.app.choose import searched

    rows = {a.id: a for a in known if a.unit == unit.code and a.channel == "app" and searched(a.id)}
    return [replace(a, name=a.name or searched(id)) for id, a in rows.items()]


def _resolved(kept: Store, account: Account, unit: Unit) -> tuple[Account | None, str]:
    """The row that an account's last search proposes, or why it proposes none."""
    from ..channels.app.choose import chosen, searched
    from ..contract import Candidate, Page, china_date

    looks = kept.rows(Page, unit=unit.code, channel="app", account=account.id, purpose="search")
    if not looks:
        return None, "not searched for yet"
    last = max(looks, key=lambda p: (p.seen_at, p.attempt))
    if last.status.failed:
        return None, f"the search failed: {last.status} {last.reason}".rstrip()
    choice = chosen(kept.rows(Candidate, page=last.id), searched(account.id), unit)
    if choice.app is None:
        return None, choice.reason
    source = f"search of Apple's store, page {last.id[:10]}: {choice.app.name}, seller {choice.app.seller}"
    url, day = f"https://apps.apple.com/cn/app/id{choice.app.key}", china_date(last.seen_at).isoformat()
    return replace(account, id=choice.app.key, url=url, source=source, checked=day, simulated=last.simulated), ""
