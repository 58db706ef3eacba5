"""dsci score"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..contract import Result
from .options import out_option, period_option, period_or_last, scheme_of, scheme_option, store_option, write_csv

if TYPE_CHECKING:
    from ..index.scheme.model import Scheme


@click.command()
@scheme_option
@click.option("--data", type=click.Path(exists=True, dir_okay=False), help="Score this CSV instead of the store.")
@click.option("--key", default="", help="The column of --data that names the units.")
@click.option("--group", default="", help="Only this population's ranks: a group's id, or level:province.")
@period_option
@store_option
@out_option
def command(scheme: str, data: str | None, key: str, group: str, period: str, store: str, out: str) -> None:
    """Score a period of the store, or any CSV, with a scheme; rankings as CSV, or XLSX by the name of --out.

    Example: dsci score --scheme dsci-2026 --period 2026 --out rankings.xlsx
    """
    from .rankings import RankingRow, ranking_rows, ranking_sheets
    from .workbook import write_xlsx

    chosen = scheme_of(scheme)
    found = _of_data(chosen, data, key) if data else _of_store(chosen, store, period)
    known = list(dict.fromkeys(r.population for r in found))
    if group and group not in known:
        raise click.UsageError(f"no population {group!r}; there are {', '.join(known)}")
    rows = ranking_rows([r for r in found if not group or r.population == group], chosen)
    if out.endswith(".xlsx"):
        write_xlsx(out, ranking_sheets(rows))
    else:
        write_csv(rows, out, RankingRow)


def _of_data(scheme: Scheme, data: str, key: str) -> list[Result]:
    from ..index import table
    from ..index.engine import score
    from ..index.results import results

    try:
        scored = score(scheme, table.from_csv(data, key or None))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    for note in scored.notes:
        click.echo(note, err=True)
    return results(scored, {"all": scored.table.units})


def _of_store(scheme: Scheme, store: str, period: str) -> list[Result]:
    from ..pipeline import score_period
    from ..store import open_store

    kept = open_store(store)
    return score_period(kept, scheme, period_or_last(kept, period))[2]
