"""dsci accounts"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import click

from .. import registry
from ..contract import Account, Unit, china_date, moment_of
from .asked.options import existing, out_option, selection, write_csv

WHY = {"absent": "没有开设", "not yet": "尚未启用", "closed": "已停用", "further": "其他账号"}


@dataclass(frozen=True, slots=True)
class Standing:
    """An account and whether it counts on a day: 是, or 否 and why."""

    unit: str
    channel: str
    platform: str
    id: str
    name: str
    role: str
    valid_from: str
    valid_to: str
    counts: str


@click.command("accounts")
@selection
@click.option("--channel", multiple=True, metavar="NAME", help="Only this channel, as weibo.")
@click.option("--accounts", "table", type=click.Path(exists=True, dir_okay=False), help="Another table in the same columns.")
@click.option("--history", is_flag=True, help="Which rows count on a day and which do not: further, not yet, closed, absent.")
@click.option("--on", "day", default="", metavar="DATE", help="The day of --history. Default: today.")
@click.option("--store", metavar="WHERE", help="The accounts that this store holds, those entered at an import among them.")
@out_option
def command(
    units: tuple[Unit, ...],
    channel: tuple[str, ...],
    table: str | None,
    history: bool,
    day: str,
    store: str | None,
    out: str,
) -> None:
    """The portals and accounts that are known of units. What has no row is not tried, never zero.

    Only the main account that is valid on the day of a measurement counts; an account that was renamed or closed keeps its rows.

    Example: dsci accounts --province 浙江 --channel weibo
    """
    if table and store:
        raise click.UsageError("--accounts or --store, not both")
    try:
        known = _held(store) if store else registry.accounts(table)
        on = china_date(moment_of(day) if day else datetime.now(UTC)).isoformat()
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    codes = {unit.code for unit in units}
    chosen = [a for a in known if a.unit in codes and (not channel or a.channel in channel)]
    if history:
        write_csv([_standing(a, on) for a in chosen], out, Standing)
    else:
        write_csv(chosen, out, Account)


def _held(store: str) -> list[Account]:

    return existing(store).rows(Account)


def _standing(row: Account, day: str) -> Standing:
    why = registry.standing(row, day)
    counts = f"否：{WHY.get(why, why)}" if why else "是"
    return Standing(row.unit, row.channel, row.platform, row.id, row.name, row.role, row.valid_from, row.valid_to, counts)
