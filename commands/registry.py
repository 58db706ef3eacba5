"""dsci registry check"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from ..contract import Site
from ..registry.check import Problem, check, contradictions
from ..registry.rows import ACCOUNTS
from .options import out_option, write_csv


@click.group("registry")
def command() -> None:
    """The tables of who is measured.

    Example: dsci registry check
    """


@command.command("check")
@click.option("--accounts", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=ACCOUNTS,
              help="Check this table of accounts instead.")  # fmt: skip
@click.option("--store", metavar="STORE", help="Also hold the site codes seen in this store against the units.")
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
        problems += contradictions(_sites(store))
    write_csv(problems, out, Problem)
    counts = Counter(p.severity for p in problems)
    click.echo(f"{counts['error']} errors, {counts['note']} notes", err=True)
    ctx.exit(1 if counts["error"] else 0)


def _sites(store: str) -> list[Site]:
    from ..store import open_store

    sites = open_store(store).rows(Site)
    if not sites:
        raise click.UsageError(f"no home page has been read into {store}")
    return sites
