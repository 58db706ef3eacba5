"""dsci periods"""

from __future__ import annotations

import click

from .asked.options import scheme_option, store_option
from .asked.scored import data_option, key_option, meta_option, with_option
from .asked.varied import population_option


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@scheme_option
@click.option("--old", default="", metavar="NAME", help="The scheme by which A was scored, where it was another.")
@data_option
@meta_option
@key_option
@with_option
@store_option
@population_option
@click.option("--node", default="", help="Index or branch. Default: the first index of each scheme.")
@click.option("--by", default="region", metavar="COLUMN", show_default=True, help="Whose labels are the regions.")
@click.option("--against", default="", metavar="LABEL", help="The region that the others are compared with. Default: east.")
@click.option("--out", default="", metavar="FILE", help="An XLSX with a sheet a table; any other name is a folder of CSVs.")
def command(
    before: str, after: str, scheme: str, old: str, data: str | None, meta: str | None, key: str, beside: str | None, store: str,
    population: str, node: str, by: str, against: str, out: str,
) -> None:  # fmt: skip
    """What changed from period A to period B: scores taken apart, rates of points, tiers, regions, the trend.

    A change is split into the unit's own values, the others', coverage, rules and the scheme, and adds up exactly.

    Example: dsci periods 2025 2026 --population level:prefecture --out out/periods.xlsx
    """
    from .asked.meant import members_of, node_of, population_of
    from .asked.pairs import pair_of
    from .asked.source import Source
    from .shown.about import SHEET, about_loaded
    from .shown.changing import sheets, summary
    from .shown.sheetfiles import write_tables

    source = Source(scheme, data, meta, key, beside, "", store)
    pair = pair_of(source, old or scheme, before, after)
    members = members_of(pair.after, population)
    nodes = (node_of(pair.before.scored, "" if old else node), node_of(pair.after.scored, node))
    try:
        tables, notes = sheets(pair, nodes, members, by, against or "east")
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    for line in (*summary(tables), *notes):
        click.echo(line, err=line in notes)
    if out:
        told = about_loaded(pair.after, source, population_of(pair.after, population), period=f"{before} → {after}")
        told += [["前期方案", pair.before.scored.scheme.id]] if old else []
        write_tables(out, {**tables, SHEET: told})
        click.echo(f"{out}: {len(tables)} tables", err=True)
