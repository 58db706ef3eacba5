"""dsci score"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..contract import Result
from .asked.options import (
    existing,
    is_workbook,
    out_option,
    period_option,
    period_or_last,
    scheme_of,
    scheme_option,
    store_option,
    write_csv,
)
from .asked.scored import beside_of, data_option, framed, key_option, meta_option, panel_of, with_option

if TYPE_CHECKING:
    from ..index.scheme.model import Scheme


@click.command()
@scheme_option
@data_option
@meta_option
@with_option
@key_option
@click.option("--group", default="", help="Only this population's ranks: a group's id, or level:province.")
@click.option("--stages", default="", metavar="FOLDER", help="Also write every stage there: raw ... adjusted, weights, changes.")
@period_option
@store_option
@out_option
def command(
    scheme: str, data: str | None, meta: str | None, beside: str | None, key: str, group: str, stages: str, period: str,
    store: str, out: str,
) -> None:  # fmt: skip
    """Score a period of the store, or any table (CSV, XLSX), with a scheme; rankings as CSV, or XLSX by the name of --out.

    With --meta a framework table says what the columns of --data are, and --scheme gives only the methods. A book of the
    state's rules (inspection-2019, or a file of one's own) ranks the store by its points.

    Example: dsci score --scheme dsci-2026 --period 2026 --out rankings.xlsx
    """
    from ..index import rulebook
    from ..store.world import simulated
    from .shown.about import from_of
    from .shown.rankings import RankingRow, ranking_book, ranking_rows
    from .shown.workbook import write_xlsx

    if rulebook.is_book(scheme):
        chosen, found = _of_book(scheme, store, period, data or meta or beside or stages)
    elif data:
        chosen = framed(scheme, meta) if meta else scheme_of(scheme)
        found = _of_data(scheme, data, meta, key, beside, period, stages)
    elif meta:
        raise click.UsageError("--meta stands beside --data: it says what the columns of that table are")
    else:
        chosen = scheme_of(scheme)
        found = _of_store(chosen, store, period, beside, stages)
    known = list(dict.fromkeys(r.population for r in found))
    if group and group not in known:
        raise click.UsageError(f"no population {group!r}; there are {', '.join(known)}")
    rows = ranking_rows([r for r in found if not group or r.population == group], chosen)
    if is_workbook(out):
        write_xlsx(out, ranking_book(rows, chosen, from_of(data, meta, beside), not data and simulated(existing(store))))
    else:
        write_csv(rows, out, RankingRow)


def _of_data(
    scheme: str, data: str, meta: str | None, key: str, beside: str | None, period: str, stages: str
) -> list[Result]:  # fmt: skip
    """The results of each period of the file, or of the one asked for."""
    from ..index.results import results
    from .shown.noted import told
    from .shown.stages import write_panel

    panel = panel_of(scheme, data, meta, key, beside)
    if period and period not in panel:
        raise click.UsageError(f"{data} has no period {period}; it has {', '.join(panel)}")
    panel = {label: scored for label, scored in panel.items() if not period or label == period}
    for label, scored in panel.items():
        for note in told(scored, {"all": scored.table.units}):
            click.echo(f"{label}: {note}" if label else note, err=True)
    if stages:
        write_panel(stages, panel)
    return [r for label, scored in panel.items() for r in results(scored, {"all": scored.table.units}, label)]


def _of_store(scheme: Scheme, store: str, period: str, beside: str | None, stages: str) -> list[Result]:
    from ..pipeline import ranked_among, score_period
    from .shown.noted import told
    from .shown.stages import write_stages

    kept = existing(store)
    try:
        scored, _, found = score_period(kept, scheme, period_or_last(kept, period), beside=beside_of(beside, coded=True))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    for note in told(scored, ranked_among(scheme, scored.table.units)):
        click.echo(note, err=True)
    if stages:
        write_stages(stages, scored)
    return found


def _of_book(name: str, store: str, period: str, other: str | None) -> tuple[Scheme, list[Result]]:
    """A rule book's points as a ranking."""
    from ..index.rulebook.ranking import as_scheme
    from ..pipeline.bookscore import score_book
    from ..pipeline.inspecting import load_book

    if other:
        raise click.UsageError(f"{name} is a book of rules: it ranks what was measured in the store, not a table of one's own")
    kept = existing(store)
    try:
        book = load_book(name)
        return as_scheme(book), score_book(kept, book, period_or_last(kept, period))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
