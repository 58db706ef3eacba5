"""dsci sensitivity"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .asked.meant import members_of, node_of, population_of, unit_in
from .asked.options import is_workbook, out_option, write_lines
from .asked.source import Source, source_options
from .asked.varied import factors_of, population_option, seed_option, vary_option

if TYPE_CHECKING:
    from ..index.trust.sensitivity import Sensitivity
    from ..index.trust.sobol import Index

HEAD = ("因素", "一阶指数", "一阶 90%下限", "一阶 90%上限", "总指数", "总指数 90%下限", "总指数 90%上限", "提醒")


@click.command()
@source_options
@population_option
@click.option("--node", default="", metavar="ID", help="Of this node. Default: the first composite or top node.")
@vary_option
@click.option(
    "--output", type=click.Choice(["shift", "rank", "score"]), default="shift", show_default=True,
    help="What is explained: how far ranks move from the published ones on average, or one --unit's rank or score.",
)  # fmt: skip
@click.option("--unit", default="", metavar="NAME", help="The unit of --output rank or score.")
@click.option("--base", type=click.IntRange(min=2), default=256, show_default=True, help="In all base x (factors + 2) runs.")
@seed_option
@out_option
def command(
    source: Source, population: str, node: str, varied: tuple[str, ...], output: str, unit: str, base: int, seed: int, out: str,
) -> None:  # fmt: skip
    """Which choice moves the ranks: each factor's share of the variance, alone and with its interactions (Sobol indices).

    Intervals are 90 % by bootstrap; where the sample is too small for an answer, the row says so.

    Example: dsci sensitivity --scheme nju-2023 --vary weights --vary aggregation=own,geometric --base 512
    """
    from ..index.trust.sensitivity import sensitivity
    from .shown.about import SHEET, about_loaded
    from .shown.workbook import write_xlsx

    found = source.load()
    wanted, members = node_of(found.scored, node), members_of(found, population)
    whose = unit_in(found.scored, unit) if unit else ""
    try:
        factors = factors_of(found.scored, members, varied)
        told = sensitivity(found.scored, members, factors, wanted, output=output, unit=whose, base=base, seed=seed)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    for note in (*told.notes, *(["模拟数据：simulated data"] if found.scored.table.simulated else [])):
        click.echo(note, err=True)
    click.echo(f"{wanted}: {len(told.outputs)} runs, seed {seed}, mean of the output {told.outputs.mean():.3f}", err=True)
    if is_workbook(out):
        explained = f"{whose or ''} {output}，{len(told.outputs)}次，种子{seed}".strip()
        sheet = about_loaded(found, source, population_of(found, population), ("做法", explained))
        write_xlsx(out, {found.scored.scheme.title_of(wanted) or wanted: lines(told), SHEET: sheet})
    else:
        write_lines(lines(told), out)


def lines(told: Sensitivity) -> list[list[object]]:
    """The table for people: a row a factor."""
    return [list(HEAD), *(_line(index) for index in told.indices)]


def _line(i: Index) -> list[object]:
    from .shown.chinese import factor_zh, said_zh

    numbers = (i.first, i.first_low, i.first_high, i.total, i.total_low, i.total_high)
    return [factor_zh(i.factor), *(round(n, 4) for n in numbers), "；".join(map(said_zh, i.warnings))]
