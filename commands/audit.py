"""dsci audit"""

from __future__ import annotations

from pathlib import Path

import click

from .options import period_option, scheme_option, store_option
from .scored import data_option, key_option, meta_option, with_option


@click.command()
@scheme_option
@data_option
@meta_option
@key_option
@with_option
@period_option
@store_option
@click.option("--node", default="", help="The index or branch to audit. Default: the first index.")
@click.option("--population", default="", help="Only these units: a group's id, or level:prefecture. Default: all.")
@click.option("--group", default="", help="Ranks within the labels of this column as well: region, province, or one of the CSV.")
@click.option("--out", required=True, metavar="FILE", help="An XLSX with a sheet a table; any other name is a folder of CSVs.")
def command(
    scheme: str, data: str | None, meta: str | None, key: str, beside: str | None, period: str, store: str, node: str,
    population: str, group: str, out: str,
) -> None:  # fmt: skip
    """Audit an index: are the data there, do the parts hang together, what does each element really count.

    The first sheet says in sentences what to look at; the others are the tables behind it.

    Example: dsci audit --population level:prefecture --out out/audit.xlsx
    """
    from ..index.audit.among import among
    from ..index.audit.report import audit
    from .auditing import sheets
    from .scored import loaded
    from .sheetfiles import write_tables

    found = loaded(scheme, data, meta, period, store, key, beside)
    if population and population not in found.populations:
        raise click.UsageError(f"no population {population!r}; there are {', '.join(found.populations)}")
    try:
        scored = among(found.scored, found.populations[population]) if population else found.scored
        labels = scored.table.labels(group) if group else None
        report = audit(scored, node or next(iter(scored.columns)), labels)
    except KeyError:
        known = ", ".join(n for n in found.scored.columns if n not in found.scored.leaf_columns)
        raise click.UsageError(f"no node {node!r} with indicators below it; there are {known}") from None
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    tables = sheets(report)
    write_tables(out, tables)
    click.echo(f"{Path(out)}: {len(tables)} tables, {len(report.findings)} things to look at", err=True)
