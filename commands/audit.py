"""dsci audit"""

from __future__ import annotations

from pathlib import Path

import click

from .asked.source import Source, source_options


@click.command()
@source_options
@click.option("--node", default="", help="The index or branch to audit. Default: the first index.")
@click.option("--population", default="", help="Only these units: a group's id, or level:prefecture. Default: all.")
@click.option("--group", default="", help="Ranks within the labels of this column as well: region, province, or one of the CSV.")
@click.option("--out", required=True, metavar="FILE", help="An XLSX with a sheet a table; any other name is a folder of CSVs.")
def command(source: Source, node: str, population: str, group: str, out: str) -> None:
    """Audit an index: are the data there, do the parts hang together, what does each element really count.

    The first sheet says in sentences what to look at; the others are the tables behind it.

    Example: dsci audit --population level:prefecture --out out/audit.xlsx
    """
    from ..index.audit.among import among
    from ..index.audit.report import audit
    from .asked.meant import branch_of, members_of, population_of
    from .shown.about import SHEET, about_loaded
    from .shown.auditing import sheets
    from .shown.sheetfiles import write_tables

    found = source.load()
    node, members = branch_of(found.scored, node), members_of(found, population) if population else ()
    try:
        scored = among(found.scored, members) if population else found.scored
        labels = scored.table.labels(group) if group else None
        report = audit(scored, node, labels)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    whom = population_of(found, population) if population else "all"
    tables = sheets(report)
    write_tables(out, {**tables, SHEET: about_loaded(found, source, whom)})
    click.echo(f"{Path(out)}: {len(tables)} tables, {len(report.findings)} things to look at", err=True)
