"""dsci export"""

from __future__ import annotations

from itertools import count
from typing import Any

import click

from .asked.options import SHEET, existing, of_a_sheet, out_option, scheme_option, store_option, write_csv


@click.command()
@click.argument("table", default="")
@click.option("--period", default="", help="Only that period (observations, evidence, results, findings, judgements, overrides).")
@click.option("--xlsx", is_flag=True, help="Write XLSX instead of CSV; of a TABLE it needs --out.")
@scheme_option
@store_option
@out_option
def command(table: str, period: str, xlsx: bool, scheme: str, store: str, out: str) -> None:
    """Write one table of the store: accounts, pages, observations, evidence, results, findings, completeness, judgements,
    overrides, or facts by kind (Letter, Post ...).

    With --xlsx and no TABLE: one workbook of a scored period (default: the last one measured), by --scheme: 说明, rankings of
    every population, indicators with value, score, status and percentile, coverage, past periods, findings of the state's
    rules, weights, definitions. It goes to out/dsci-PERIOD.xlsx unless --out says otherwise.

    Example: dsci export observations --period 2026 --out observations.csv
    """
    if not table:
        _workbook(xlsx, scheme, period, store, out)
        return
    _table(table, period, xlsx, store, out)


def _workbook(xlsx: bool, scheme: str, period: str, store: str, out: str) -> None:
    from ..pipeline import load_board
    from .asked.options import is_workbook, period_or_last, scheme_of
    from .shown.analyst import analyst_sheets
    from .shown.analystrows import indicator_lines
    from .shown.sheetfiles import write_tables

    if not xlsx:
        raise click.UsageError("say which TABLE, or --xlsx for one workbook of all that was scored")
    kept = existing(store)
    label = period_or_last(kept, period)
    path = f"out/dsci-{label}.xlsx" if out == "-" else out
    if not is_workbook(path):
        raise click.UsageError(f"--out {out}: want a name that ends in .xlsx")
    try:
        board = load_board(kept, scheme_of(scheme), label)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    seen = board.season.findings(board.scored.table.units)
    sheets = analyst_sheets(board, (finding for own in seen.values() for finding in own), indicator_lines(board))
    write_tables(path, sheets)
    click.echo(f"{path}: {', '.join(f'{name} {len(rows) - 1}' for name, rows in sheets.items())}", err=True)


def _table(table: str, period: str, xlsx: bool, store: str, out: str) -> None:
    from ..channels import channels
    from ..contract import Account, Completeness, Evidence, Finding, Judgement, Observation, Override, Page, Result
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
    if xlsx and out == "-":
        raise click.UsageError("--xlsx needs --out FILE")
    written = count()
    each = zip(existing(store).each(kind, **({"period": period} if period else {})), written, strict=False)
    rows = (row for row, _number in each)
    if xlsx:
        write_xlsx(out, {table: of_a_sheet(rows, SHEET - 1)}, kind)
    else:
        write_csv(rows, out, kind)
    click.echo(f"{next(written)} rows", err=True)
