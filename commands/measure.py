"""dsci measure"""

from __future__ import annotations

import click

from ..contract import Unit
from .asked.options import existing, moment_given, selection, store_option


@click.command()
@click.option("--period", "label", required=True, help="A year, quarter or month: 2026, 2026Q3, 2026-09.")
@click.option("--as-of", default="", help="Only what was seen by this moment counts. Default: the last look in the period.")
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes; few units need but one.")
@selection
@store_option
def command(label: str, as_of: str, workers: int, units: tuple[Unit, ...], store: str) -> None:
    """Turn looks and facts into observations.

    Example: dsci measure --period 2026 --province 浙江
    """
    from ..contract import Period
    from ..pipeline import last_look, measure_period
    from ..pipeline.many import enough
    from ..progress import Stage

    kept = existing(store)
    try:
        period = Period.parse(label)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    moment = moment_given(as_of) or last_look(kept, period)
    stage = Stage("measure", len(units))
    for _unit in measure_period(kept, units, period, moment, enough(workers, len(units))):
        stage.step()
    stage.close()
