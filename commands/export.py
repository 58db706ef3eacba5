"""dsci export"""

from __future__ import annotations

from typing import Any

import click

from .asked.options import out_option, store_option, write_csv


@click.command()
@click.argument("table")
@click.option("--period", default="", help="Only that period (observations, evidence, results, findings, judgements, overrides).")
@click.option("--xlsx", is_flag=True, help="Write XLSX instead of CSV; needs --out.")
@store_option
@out_option
def command(table: str, period: str, xlsx: bool, store: str, out: str) -> None:
    """Write one table of the store: accounts, pages, observations, evidence, results, findings, completeness, judgements,
    overrides, or facts by kind (Letter, Post ...).

    Example: dsci export observations --period 2026 --out observations.csv
    """
    from ..channels import channels
    from ..contract import Account, Completeness, Evidence, Finding, Judgement, Observation, Override, Page, Result
    from ..store import open_store
    from .shown.workbook import write_xlsx

    tables: dict[str, type[Any]] = {
        "accounts": Account, "pages": Page, "observations": Observation, "evidence": Evidence, "results": Result,
        "findings": Finding, "completeness": Completeness, "judgements": Judgement, "overrides": Override,
    }  # fmt: skip
    tables |= {kind.__name__: kind for channel in channels().values() for kind in channel.kinds}
    if table not in tables:
        raise click.UsageError(f"no table {table!r}; there are {', '.join(tables)}")
    kind = tables[table]
    if period and not hasattr(kind, "period"):
        raise click.UsageError(f"table {table} has no periods")
    rows: list[Any] = open_store(store).rows(kind, **({"period": period} if period else {}))
    if not xlsx:
        write_csv(rows, out, kind)
    elif out == "-":
        raise click.UsageError("--xlsx needs --out FILE")
    else:
        write_xlsx(out, {table: rows}, kind)
    click.echo(f"{len(rows)} rows", err=True)
