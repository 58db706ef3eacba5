"""dsci scheme check"""

from __future__ import annotations

import sys

import click


@click.group()
def command() -> None:
    """Work on scheme files.

    Example: dsci scheme check index/schemes/egdi.toml
    """


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def check(file: str) -> None:
    """Explain every fault in a scheme file, with its line.

    Example: dsci scheme check index/schemes/egdi.toml
    """
    from ..index import scheme

    faults = scheme.check(file)
    for fault in faults:
        click.echo(f"{file}, {fault}")
    click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}" if faults else f"{file}: no fault")
    sys.exit(1 if faults else 0)


@command.command("from")
@click.argument("framework", type=click.Path(exists=True, dir_okay=False))
@click.option("--scheme", "methods", default=None, metavar="NAME", help="Whose methods to take. Default: min-max, means.")
@click.option("--id", "name", default="", help="What the scheme is called. Default: the name of --out, else of the table.")
@click.option("--out", default="-", metavar="FILE", help="Where the scheme goes; - is stdout (default).")
def from_framework(framework: str, methods: str | None, name: str, out: str) -> None:
    """Turn a framework table (Level, iCode, Parent, Direction, Weight ... or 层级, 代码, 上级, 方向, 权重 ...) into a scheme.

    The file that comes out has a remark beside every choice; every fault of the table is named with its line.

    Example: dsci scheme from tests/index/framework.csv --out my.toml
    """
    from pathlib import Path

    from ..index import framework as frames
    from ..index import scheme
    from .asked.options import is_workbook
    from .asked.scored import tell_unused
    from .asked.tabular import sheet_of

    if is_workbook(out):
        raise click.UsageError(f"--out {out}: a scheme is a text; name it .toml")
    try:
        sheet = sheet_of(framework)
        text = frames.text(sheet, methods, name or (Path(out).stem if out != "-" else ""))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    tell_unused(sheet)
    with click.open_file(out, "w", encoding="utf-8") as file:
        file.write(text)
    for found in scheme.check(out) if out != "-" else ():
        click.echo(f"{out}, {found}", err=True)
