"""What several commands begin with: a scheme applied to the store, or to anyone's CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from .options import existing, period_or_last, scheme_of

if TYPE_CHECKING:
    from ...index.scheme.model import Scheme
    from ...index.scored import Scored
    from ...index.sheet import Sheet
    from ...index.table import Table
    from ...store import Store

DEFAULT = "dsci-2026"  # of --scheme; beside --meta it gives no methods
FILE = click.Path(exists=True, dir_okay=False)

data_option = click.option("--data", type=FILE, default=None, help="Score this table (CSV, XLSX) instead of the store.")
meta_option = click.option(
    "--meta", type=FILE, default=None, help="A framework table (Level, iCode, Parent ...) for --data; --scheme gives methods."
)
key_option = click.option("--key", default="", help="The column of --data that names the units.")
with_option = click.option(
    "--with", "beside", type=FILE, default=None, help="A table of further columns by unit (CSV, XLSX): denominators, groups."
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Scores, who is ranked with whom, the period ('' where the data has none), and the store where they came from one."""

    scored: Scored
    populations: Mapping[str, Sequence[str]]
    period: str
    store: Store | None = None


def loaded(
    scheme: str, data: str | None = None, meta: str | None = None, period: str = "", store: str = "", key: str = "",
    beside: str | None = None,
) -> Loaded:  # fmt: skip
    """The scores asked for. Of data with several periods the one named, else the last. UsageError with what is wrong."""
    from ...pipeline import load_scored, ranked_among

    if data:
        panel = panel_of(scheme, data, meta, key, beside)
        if period and period not in panel:
            raise click.UsageError(f"{data} has no period {period}; it has {', '.join(panel)}")
        chosen = period or list(panel)[-1]
        return Loaded(panel[chosen], {"all": panel[chosen].table.units}, chosen)
    if meta:
        raise click.UsageError("--meta stands beside --data: it says what the columns of that table are")
    kept = existing(store)
    label = period_or_last(kept, period)
    try:
        scored = load_scored(kept, scheme_of(scheme), label, beside_of(beside, coded=True))
        return Loaded(scored, ranked_among(scored.scheme, scored.table.units), label, kept)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def scored_of(
    scheme: str, data: str | None = None, meta: str | None = None, period: str = "", store: str = "", key: str = "",
    beside: str | None = None,
) -> Scored:  # fmt: skip
    """The scores alone, see `loaded`."""
    return loaded(scheme, data, meta, period, store, key, beside).scored


def panel_of(
    scheme: str, data: str, meta: str | None = None, key: str = "", beside: str | None = None
) -> dict[str, Scored]:
    """Scores of every period of a CSV, in order; of '' alone where it has no column of periods. UsageError as `loaded`."""
    from ...index.engine import score_panel
    from ...index.table import panel_from_sheet
    from .tabular import sheet_of

    chosen = framed(scheme, meta) if meta else scheme_of(scheme)
    try:
        tables, extra = panel_from_sheet(sheet_of(data), key or None), beside_of(beside)
        joined = {p: t.joined(extra) for p, t in tables.items()} if extra else tables
        return score_panel(chosen, joined)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def framed(scheme: str, meta: str) -> Scheme:
    """The scheme of a framework table, with the methods of `scheme` (plain ones where that is the default)."""
    from ...index import framework
    from .tabular import sheet_of

    try:
        sheet = sheet_of(meta)
        found = framework.load(sheet, None if scheme == DEFAULT else scheme)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    tell_unused(sheet)
    return found


def tell_unused(sheet: Sheet) -> None:
    """Names the columns of a framework table that are not read, on stderr."""
    from ...index import framework

    columns = framework.unused(sheet.header)
    if columns:
        click.echo(f"{sheet.file}: columns not used: {', '.join(columns)}", err=True)


def beside_of(path: str | None, coded: bool = False) -> Table | None:
    """The table of --with; `coded`: units by the registry's codes, as the store has them. UsageError where it cannot be read."""
    from ...index.table import from_sheet
    from .tabular import by_code, sheet_of

    try:
        found = from_sheet(sheet_of(path)) if path else None
        return by_code(found) if found and coded else found
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
