"""dsci report"""

from __future__ import annotations

from pathlib import Path

import click

from ..contract import Level, Unit
from .asked.options import period_option, period_or_last, scheme_of, scheme_option, selection, store_option


@click.command()
@selection
@click.option("--all", "every", is_flag=True, help="All provincial units.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out/cards"), show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
@scheme_option
@period_option
@store_option
def command(
    units: tuple[Unit, ...], every: bool, lang: str, out: Path, workers: int, scheme: str, period: str, store: str
) -> None:
    """Print report cards as PDF: of the provinces named, or --all.

    Example: dsci report --province 浙江 --lang en
    """
    from ..pipeline import score_period
    from ..registry import select
    from ..store import open_store
    from .shown.cards import print_cards

    kept = open_store(store)
    label = period_or_last(kept, period)
    board = score_period(kept, scheme_of(scheme), label)
    chosen = select() if every else units
    wanted = [u for u in chosen if u.level in (Level.MUNICIPALITY, Level.PROVINCE)]
    unmeasured = [u.name for u in wanted if u.code not in board[0].rows]
    if unmeasured:
        click.echo(f"not measured in {label}: {' '.join(unmeasured)}", err=True)
    if len(unmeasured) == len(wanted):
        raise click.UsageError("no province or municipality with observations is meant; cards are of those")
    for path in print_cards(kept, board, label, wanted, out, lang, workers):
        click.echo(path)
