"""dsci import"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import moment_given, store_option, unit_of, write_csv

if TYPE_CHECKING:
    from ..channels.imports.gather import Gathered
    from ..channels.imports.whose import Asked
    from ..contract import Account

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 20  # rejected rows on the screen; --rejected has them all


@click.command("import")
@click.argument("channel")
@click.argument("file", nargs=-1, type=FILE)
@click.option("--template", is_flag=True, help="Write an empty sheet with its headers explained to --out.")
@click.option("--by", type=click.Choice(["owner", "vendor"]), default="owner", show_default=True, help="Who handed it over.")
@click.option("--unit", default="", metavar="NAME", help="Whose files these are, where rows do not say it.")
@click.option("--account", default="", metavar="ID", help="The account's id, where rows do not say it.")
@click.option("--new", is_flag=True, help="No list knows the account yet: enter it in the store by --unit and --account.")
@click.option("--platform", type=click.Choice(["douyin", "kuaishou", "bilibili", "shipinhao"]), help="Of video without 平台.")
@click.option("--as-of", default="", help="When the figures were taken (ISO), where no column 统计时间 says it.")
@click.option("--since", default="", help="Since when the lists leave nothing out, where no column 清单起始 says it.")
@click.option("--correct", is_flag=True, help="Replace what an earlier file of the same name said.")
@click.option("--rejected", default="", metavar="FILE", help="Write every row that was not taken, with its reason, as CSV.")
@click.option("--accounts", type=FILE, help="Another list of accounts than the registry's.")
@click.option("--out", default="", metavar="FILE", help="Where --template goes. Default: CHANNEL.xlsx.")
@store_option
def command(
    channel: str,
    file: tuple[Path, ...],
    template: bool,
    by: str,
    unit: str,
    account: str,
    new: bool,
    platform: str | None,
    as_of: str,
    since: str,
    correct: bool,
    rejected: str,
    accounts: Path | None,
    out: str,
    store: str,
) -> None:
    """Take CSV, JSON or XLSX files of weibo, wechat, app or video that an owner exported or a vendor sold.

    Rows that can't be read are rejected by line, column and reason, and the exit code is 1; the rest is kept. All files of
    one call are kept, or none. Sheets of `dsci sheets` are taken too.

    Example: dsci import wechat --template --out wechat.xlsx
    """
    from .. import registry
    from ..channels.imports.aliases import tables
    from ..channels.imports.gather import Rejected, Terms
    from ..channels.imports.whose import Asked
    from ..contract import Method
    from ..pipeline.importing import File, Plan, import_files
    from ..store import open_store
    from .template import write_template

    try:
        tables(channel)
        if template:
            write_template(channel, out or f"{channel}.xlsx")
            click.echo(out or f"{channel}.xlsx")
            return
        if not file:
            raise click.UsageError("no FILE; --template writes an empty one")
        asked = Asked(unit_of(unit).code if unit else "", account, platform or "")
        terms = Terms(moment_given(as_of), _start(since))
        plan = Plan(channel, datetime.now(UTC), Method(f"import_{by}"), asked, terms, correct)
        given = [File(path.name, path.read_bytes()) for path in file]
        known = registry.accounts(accounts) + ([_entered(channel, asked, plan.now)] if new else [])
        found = import_files(open_store(store), plan, given, known)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    for one in found:
        _say(one)
    wrong = [row for one in found for row in (*one.rejected, *one.repeated)]
    if rejected:
        write_csv(wrong, rejected, Rejected)
    for row in wrong[:SHOWN]:
        click.echo(f"  {' '.join(filter(None, (row.file, row.sheet)))} line {row.line} {row.column}: {row.reason}", err=True)
    if not new and any(row.reason.endswith("that is known") for row in wrong):
        click.echo("  an account that no list knows: a row in accounts.csv (--accounts), or --new --unit --account", err=True)
    if len(wrong) > SHOWN:
        click.echo(f"  and {len(wrong) - SHOWN} more; --rejected FILE writes them all", err=True)
    sys.exit(1 if any(one.rejected for one in found) else 0)


def _say(one: Gathered) -> None:
    """One line of what came of a file."""
    if not one.read:
        click.echo(f"{one.file}: no rows")
        return
    parts = [f"{one.read} rows read", f"{one.accepted} taken", f"{len(one.rejected)} rejected"]
    parts += [f"{one.replaced} replaced by a later row"] if one.replaced else []
    passed = sum(one.passed.values())
    parts += [f"{passed} passed over ({', '.join(f'{n} {why}' for why, n in one.passed.most_common())})"] if passed else []
    click.echo(f"{one.file}: {', '.join(parts)}; {len({h.account for h in one.looks})} accounts, {len(one.looks)} looks")


def _entered(channel: str, asked: Asked, now: datetime) -> Account:
    """The main account that the person who imports enters. UsageError where they do not say whose and which."""
    from ..contract import Account, china_date

    platform = asked.platform or {"app": "ios"}.get(channel, channel)
    if not (asked.unit and asked.account) or (channel == "video" and not asked.platform):
        raise click.UsageError("--new: say --unit and --account" + (" and --platform" if channel == "video" else ""))
    day = china_date(now).isoformat()
    return Account(asked.unit, channel, platform, asked.account, source="entered at an import", checked=day)


def _start(text: str) -> datetime | None:
    """The moment that a list begins; a bare date is its beginning."""
    moment = moment_given(text)
    bare = moment is not None and (moment.minute, moment.second, moment.microsecond) == (59, 59, 999_999)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) if moment and bare else moment
