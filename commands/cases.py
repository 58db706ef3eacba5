"""dsci cases"""

from __future__ import annotations

import sys

import click

from .asked.options import out_option


@click.group(invoke_without_command=True)
@click.option("--template", is_flag=True, help="Write an empty table to fill.")
@out_option
@click.pass_context
def command(context: click.Context, template: bool, out: str) -> None:
    """The case library: practices that people describe and review, which the book and the site show by category.

    A table (CSV or XLSX) with 标题 单位 类别 正文 链接 审核人: title, unit (name or code), category, text (a line a paragraph),
    links (http or https, a space between), reviewed by. `dsci cases --template --out cases.csv` writes an empty one; hand yours
    to dsci report --national or dsci site with --cases.

    Example: dsci cases check tests/registry/cases.csv
    """
    from ..registry.cases import COLUMNS
    from .asked.options import write_lines

    if context.invoked_subcommand:
        return
    if not template:
        raise click.UsageError("say --template, or: dsci cases check FILE")
    write_lines([[names[0] for names in COLUMNS.values()]], out)


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def check(file: str) -> None:
    """Name every fault in a table of cases, with its line and column; else how many cases each category has.

    Units that the registry lacks are named too: they are printed as written.

    Example: dsci cases check tests/registry/cases.csv
    """
    from collections import Counter

    from .asked.cases import cases_of

    try:
        found = cases_of(file)
    except click.UsageError as fault:
        click.echo(fault.message)
        sys.exit(1)
    for category, count in Counter(case.category for case in found).items():
        click.echo(f"{category}: {count}")
    click.echo(f"{len(found)} cases, no fault")
    others = dict.fromkeys(case.unit_name for case in found if case.unit_name and not case.unit)
    if others:
        click.echo(f"not in the registry, so printed as written: {', '.join(others)}")
