"""dsci override"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from ..contract import Override, Status
from .asked.options import existing, period_option, period_or_last, store_option, unit_of, write_csv

GIVEN = ("ABSENT", "EMPTY", "NOT_APPLICABLE", "NOT_DECIDED", "DELETED", "DELISTED")


@click.command()
@click.argument("unit", default="")
@click.argument("metric", default="")
@click.option("--value", type=float, help="What the observation should say: a share as 0.85, yes and no as 1 and 0.")
@click.option("--status", type=click.Choice(GIVEN), help="Instead of a value: why there is none.")
@click.option("--reason", default="", help="Why; it is printed beside the measured value.")
@click.option("--name", default="", help="Who answers for it, as an office or a person.")
@click.option("--evidence", type=click.Path(dir_okay=False, path_type=Path), help="The file that shows it; kept with the store.")
@click.option("--withdraw", is_flag=True, help="Let the measured observation count again; nothing is deleted.")
@click.option("--list", "listed", is_flag=True, help="Every override there ever was, as CSV; of UNIT, where one is named.")
@period_option
@store_option
def command(
    unit: str, metric: str, value: float | None, status: str | None, reason: str, name: str, evidence: Path | None,
    withdraw: bool, listed: bool, period: str, store: str,
) -> None:  # fmt: skip
    """Correct an observation after an appeal: METRIC of UNIT counts as you say; what was measured stays visible beside it.

    Scores change with the next `dsci score` or `dsci report`.

    Example: dsci override 杭州 website.search_works --value 1 --reason 复核时可用 --name 测评组 --evidence LICENSE
    """

    kept = existing(store)
    if listed:
        where = {"unit": unit_of(unit).code} if unit else {}
        write_csv(sorted(kept.rows(Override, **where), key=lambda row: row.at), "-", Override)
        return
    if not (unit and metric) or (value is not None) + (status is not None) + withdraw != 1:
        raise click.UsageError("say UNIT and METRIC, and one of --value, --status, --withdraw; or --list")
    who, label = unit_of(unit), period_or_last(kept, period)
    ended = Status(status) if status else Status.NOT_DECIDED if withdraw else Status.OK
    row = Override(who.code, metric, label, value, ended, reason, name, "", "", datetime.now(UTC), withdraw)
    click.echo(_kept(store, row, evidence))


def _kept(store: str, row: Override, evidence: Path | None) -> str:
    """Keeps it; a line on what counts now. UsageError says what is wrong."""
    from ..pipeline.handed import File
    from ..pipeline.overriding import keep_override
    from .shown.judged import override_lines

    try:
        proof = File(evidence.name, evidence.read_bytes()) if evidence else None
        keep_override(existing(store), row, proof)
    except (OSError, ValueError) as fault:
        raise click.UsageError(str(fault)) from fault
    return "\n".join(override_lines(existing(store), row.unit, row.metric, row.period))
