"""dsci compare"""

from __future__ import annotations

import click

from .asked.scored import Loaded
from .asked.source import Source, source_options
from .asked.varied import population_option


@click.command()
@click.argument("first", default="")
@click.argument("second", default="")
@click.option("--exemplar", is_flag=True, help="Compare with the leader of the unit's level instead of a second unit.")
@click.option("--periods", nargs=2, default=None, metavar="A B", help="One unit in these periods: what its change is made of.")
@click.option("--schemes", nargs=2, default=None, metavar="S T", help="No unit: all of a population by these two schemes.")
@population_option
@click.option("--out", default="", metavar="FILE", help="With --schemes, every unit: XLSX, else a folder of CSV.")
@click.option("--node", default="", help="Index, channel or capability. Default: the first index.")
@source_options
def command(
    first: str, second: str, exemplar: bool, periods: tuple[str, str] | None, schemes: tuple[str, str] | None, population: str,
    out: str, node: str, source: Source,
) -> None:  # fmt: skip
    """Two units indicator by indicator; points sum to the difference of their scores. Or one unit in two periods, or two schemes.

    Example: dsci compare 浙江 四川 --node website
    """
    from .asked.meant import node_of, unit_in
    from .shown.comparing import other_lines
    from .shown.differing import between

    if periods or schemes or out:
        for line in other_lines(source, node, (first, second), exemplar, periods, schemes, population, out):
            click.echo(line)
        return
    if not first or exemplar == bool(second):
        raise click.UsageError("name two units, or one with --exemplar or --periods A B, or give --schemes S T")
    found = source.load()
    node, one = node_of(found.scored, node), unit_in(found.scored, first)
    other = _leader(found, one, node) if exemplar else unit_in(found.scored, second)
    try:
        for line in between(found, one, other, node):
            click.echo(line)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def _leader(found: Loaded, unit: str, node: str) -> str:
    from ..index.explain.exemplars import leaders
    from .shown.placing import level_of

    level = level_of(found.populations, unit)
    rows = leaders(found.scored, level, found.populations[level], None, [node])
    if not rows:
        raise click.UsageError(f"no unit of {level} has a score in {node}")
    return rows[0].unit
