"""Tables for people: sheets of one workbook, or a folder of CSVs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ..asked.options import write_lines

Table = Sequence[Sequence[object]]  # the first row is the head


def write_tables(out: str, tables: Mapping[str, Table]) -> None:
    """A sheet a table where `out` ends in .xlsx, else a CSV a table in the folder `out`. UsageError where that can't be."""
    from .workbook import write_xlsx

    workbook = out.lower().endswith(".xlsx")
    try:
        (Path(out).parent if workbook else Path(out)).mkdir(parents=True, exist_ok=True)
        if workbook:
            write_xlsx(out, tables)
        for name, rows in tables.items() if not workbook else ():
            write_lines(rows, str(Path(out) / f"{name}.csv"))
    except OSError as fault:
        raise click.UsageError(f"{out}: {fault.strerror or fault}") from fault
