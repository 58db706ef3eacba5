"""dsci registry check"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from ..contract import Profile, Site
from ..registry.check import Problem, check, contradictions
from ..registry.rows import ACCOUNTS
from .asked.options import existing, out_option, write_csv


@click.group("registry")
def command() -> None:
    """The tables of who is measured.

    Example: dsci registry check
    """


@command.command("check")
@click.option("--accounts", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=ACCOUNTS,
              help="Check this table of accounts instead.")  # fmt: skip
@click.option("--store", metavar="STORE", help="Also hold site codes and Weibo profiles of this store against the registry.")
@out_option
@click.pass_context
def check_command(ctx: click.Context, table: Path, store: str | None, out: str) -> None:
    """Problems of the registry by file and line: codes, parents, names, hosts, addresses, accounts.

    An `error` is wrong and ends in exit code 1; a `note` is something not known yet.

    Example: dsci registry check
    """
    try:
        problems = check(accounts_path=table)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if store:
        problems += [*contradictions(_sites(store)), *_mismatches(store, table)]
    write_csv(problems, out, Problem)
    counts = Counter(p.severity for p in problems)
    click.echo(f"{counts['error']} errors, {counts['note']} notes", err=True)
    ctx.exit(1 if counts["error"] else 0)


def _sites(store: str) -> list[Site]:
    from ..store.faults import shown

    kept = existing(store)
    if not kept.rows(Site) and not kept.rows(Profile, channel="weibo"):
        raise click.UsageError(f"no home page and no Weibo profile has been read into {shown(kept.tables)}")
    return kept.rows(Site)


def _mismatches(store: str, table: Path) -> Iterator[Problem]:
    """What the newest look at each Weibo account says against its row, as notes: a person decides."""
    from .. import registry
    from ..channels.weibo import mismatches
    from ..registry.presences import account_rows

    lines = {(row.unit, row.id): (line, row) for line, row in account_rows(table) if row.channel == "weibo"}
    newest = {(p.unit, p.account): p for p in sorted(existing(store).rows(Profile, channel="weibo"), key=lambda p: p.seen_at)}
    for key, profile in newest.items():
        if key in lines:
            line, row = lines[key]
            unit = registry.units()[row.unit]
            for what in mismatches(profile, row, unit, registry.units()):
                yield Problem(str(table), line, f"{unit.name}: {what}", "note")
