"""dsci report"""

from __future__ import annotations

from pathlib import Path

import click

from ..contract import Level, Unit
from .options import period_option, period_or_last, scheme_of, scheme_option, selection, store_option


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
    from ..store import open_store
    from .cards import print_cards

    kept = open_store(store)
    label = period_or_last(kept, period)
    board = score_period(kept, scheme_of(scheme), label)
    wanted = [u for u in units if u.level in (Level.MUNICIPALITY, Level.PROVINCE)]
    for path in print_cards(kept, board, label, wanted, out, lang, workers):
        click.echo(path)
