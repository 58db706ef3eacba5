"""dsci import"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .asked.options import moment_given, store_option, unit_of, write_csv

if TYPE_CHECKING:
    from ..channels.imports.gather import Gathered, Rejected
    from ..channels.imports.whose import Asked
    from ..contract import Account

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 20  # rejected rows on the screen; --rejected has them all
WHOLE = "整行未导入"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of --rejected, which the account's owner opens in Excel."""

    文件: str
    工作表: str
    行: int
    列: str
    原因: str

    def __str__(self) -> str:
        return f"{' '.join(filter(None, (self.文件, self.工作表)))} 第 {self.行} 行 {self.列}：{self.原因}"


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
@click.option("--since", default="", help="Since when the lists leave nothing out, where no column 清单起始日 says it.")
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
    from ..channels.imports.gather import Terms
    from ..channels.imports.whose import Asked
    from ..contract import Account, Method, beginning_of
    from ..pipeline.handed import File
    from ..pipeline.importing import Plan, import_files
    from ..store import open_store
    from .shown.template import write_template

    try:
        tables(channel)
        if template:
            write_template(channel, out or f"{channel}.xlsx")
            click.echo(out or f"{channel}.xlsx")
            return
        if not file:
            raise click.UsageError("no FILE; --template writes an empty one")
        asked = Asked(unit_of(unit).code if unit else "", account, platform or "")
        terms = Terms(moment_given(as_of), beginning_of(since) if since else None, selected=by == "vendor")
        plan = Plan(channel, datetime.now(UTC), Method(f"import_{by}"), asked, terms, correct)
        given = [File(path.name, path.read_bytes()) for path in file]
        known = registry.accounts(accounts)
        if new:
            known.append(_entered(channel, asked, plan.now, [*known, *open_store(store).rows(Account, channel=channel)]))
        found = import_files(open_store(store), plan, given, known)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    for one in found:
        _say(one)
    wrong = [row for one in found for row in (*one.rejected, *one.repeated)]
    lines = [_line(row) for row in wrong]
    if rejected:
        write_csv(lines, rejected, Line)
    for line in lines[:SHOWN]:
        click.echo(f"  {line}", err=True)
    if len(lines) > SHOWN:
        click.echo(f"  另有 {len(lines) - SHOWN} 行；加 --rejected 文件名.csv 可全部列出", err=True)
    if not new and any(row.kind == "stranger" for row in wrong):
        click.echo("  名录中没有的账号：在名录（--accounts）中加一行，或导入时加 --new --unit --account", err=True)
    sys.exit(1 if any(one.rejected for one in found) else 0)


def _line(row: Rejected) -> Line:
    reason = row.reason if row.kind == "repeated" else f"{row.reason}；{WHOLE}"
    return Line(row.file, row.sheet, row.line, row.column, reason)


def _say(one: Gathered) -> None:
    """One line of what came of a file."""
    if not one.read:
        click.echo(f"{one.file}：没有数据行")
        return
    parts = [f"共 {one.read} 行", f"导入 {one.accepted} 行", f"未导入 {len(one.rejected)} 行"]
    parts += [f"重复而以后一行为准 {one.replaced} 行"] if one.replaced else []
    passed = sum(one.passed.values())
    parts += [f"略过 {passed} 行（{'、'.join(f'{why} {n}' for why, n in one.passed.most_common())}）"] if passed else []
    click.echo(f"{one.file}：{'，'.join(parts)}；{len({h.account for h in one.looks})} 个账号，{len(one.looks)} 次查看")


def _entered(channel: str, asked: Asked, now: datetime, known: Iterable[Account]) -> Account:
    """The main account that the person who imports enters. UsageError where they do not say whose and which, or the unit
    has another."""
    from ..contract import BY_HAND, Account, china_date
    from ..registry import standing

    platform = asked.platform or {"app": "ios"}.get(channel, channel)
    if not (asked.unit and asked.account) or (channel == "video" and not asked.platform):
        raise click.UsageError("--new: say --unit and --account" + (" and --platform" if channel == "video" else ""))
    day = china_date(now).isoformat()
    for a in known:
        if (a.unit, a.channel, a.platform) == (asked.unit, channel, platform) and a.id != asked.account and not standing(a, day):
            raise click.UsageError(f"--new: {a.unit} has the main account {a.id} {a.name}; enter a change in accounts.csv")
    return Account(asked.unit, channel, platform, asked.account, source=BY_HAND[0], checked=day)
