"""dsci uncertainty"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from .asked.meant import members_of, name_of, node_of, population_of, unit_in
from .asked.options import is_workbook, out_option, write_lines
from .asked.source import Source, source_options
from .asked.varied import factors_of, population_option, seed_option, vary_option

if TYPE_CHECKING:
    from ..index.trust.standing import Standing

HEAD = ("代码", "名称", "名次", "90%区间 最好", "90%区间 最差", "中位名次", "平均名次", "第一的概率")


@click.command()
@source_options
@population_option
@click.option("--node", default="", metavar="ID", help="Of this node. Default: the first composite or top node.")
@vary_option
@click.option("--runs", type=click.IntRange(min=1), default=1000, show_default=True)
@seed_option
@click.option("--beats", nargs=2, multiple=True, metavar="A B", help="Also the probability that A is before B, and B before A.")
@click.option("--pairs", is_flag=True, help="Also every such pair, as a sheet of an XLSX; for at most 400 units.")
@out_option
def command(
    source: Source, population: str, node: str, varied: tuple[str, ...], runs: int, seed: int,
    beats: tuple[tuple[str, str], ...], pairs: bool, out: str,
) -> None:  # fmt: skip
    """How far ranks hold when weights, methods and missing values vary: 90 % intervals, probabilities of each class.

    A factor that cannot be varied here is refused with the reason. The same seed gives the same numbers.

    Example: dsci uncertainty --population level:prefecture --vary weights=+-0.25 --vary leave-one-out --out ranks.xlsx
    """
    from ..index.trust.uncertainty import uncertainty
    from .shown.about import SHEET, about_loaded
    from .shown.chinese import factor_zh
    from .shown.workbook import write_xlsx

    found = source.load()
    wanted, members = node_of(found.scored, node), members_of(found, population)
    if pairs and not is_workbook(out):
        raise click.UsageError("--pairs is a sheet of an XLSX: name one with --out")
    try:
        factors = factors_of(found.scored, members, varied)
        told = uncertainty(found.scored, members, factors, runs=runs, seed=seed, nodes=[wanted])
        if wanted not in told.standings:
            raise click.UsageError(f"nobody of the population has a score in {wanted}")
        standing = told.standings[wanted]
        said = [_said(standing, unit_in(found.scored, one), unit_in(found.scored, other)) for one, other in beats]
        sheets = {found.scored.scheme.title_of(wanted) or wanted: lines(standing)}
        sheets |= {"两两比较": _pairs(standing)} if pairs else {}
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    for note in (*told.notes, *said, *(["模拟数据：simulated data"] if found.scored.table.simulated else [])):
        click.echo(note, err=True)
    click.echo(f"{wanted}: {runs} runs, seed {seed}, varied: {', '.join(factors.names)}", err=True)
    if is_workbook(out):
        varying = "、".join(map(factor_zh, factors.names))
        how = ("做法", f"{runs}次，种子{seed}；变动：{varying}")
        write_xlsx(out, sheets | {SHEET: about_loaded(found, source, population_of(found, population), how)})
    else:
        write_lines(next(iter(sheets.values())), out)


def lines(standing: Standing) -> list[list[object]]:
    """The table for people, best first; a class that no unit ever reached has no column."""
    reached = [i for i in range(standing.tiers.shape[1]) if standing.tiers[:, i].any()]
    order = sorted(range(len(standing.units)), key=lambda i: (standing.rank[i], standing.units[i]))
    head: list[object] = [*HEAD, *(f"{standing.labels[i]} 的概率" for i in reached)]
    lost = bool(standing.unranked.any())
    return [head + (["无得分的概率"] if lost else []), *(_line(standing, i, reached, lost) for i in order)]


def _line(standing: Standing, i: int, reached: list[int], lost: bool) -> list[object]:
    unit = standing.units[i]
    ranks = (int(of[i]) for of in (standing.rank, standing.low, standing.high))
    middle = (None if standing.unranked[i] == 1 else float(of[i]) for of in (standing.median, standing.mean))
    shares = (standing.first[i], *standing.tiers[i, reached], *([standing.unranked[i]] if lost else []))
    return [unit, name_of(unit), *ranks, *middle, *(round(float(share), 4) for share in shares)]


def _said(standing: Standing, one: str, other: str) -> str:
    missing = [unit for unit in (one, other) if unit not in standing.rows]
    if missing:
        raise click.UsageError(f"{', '.join(missing)}: no such unit with a score in {standing.node}")
    ahead, behind = standing.beats(one, other), standing.beats(other, one)
    return f"{name_of(one)} before {name_of(other)}: {ahead:.1%}; {name_of(other)} before {name_of(one)}: {behind:.1%}"


def _pairs(standing: Standing) -> list[list[object]]:
    """Who (row) is before whom (column), as shares of the runs."""
    head: list[object] = ["先于 →", *standing.units]
    rows: Iterator[list[object]] = (
        [unit, *(round(float(p), 4) for p in row)] for unit, row in zip(standing.units, standing.pairs(), strict=True)
    )
    return [head, *rows]
