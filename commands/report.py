"""dsci report"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..contract import Level, Unit
from .asked.options import period_option, period_or_last, scheme_of, scheme_option, selection, store_option

if TYPE_CHECKING:
    from ..index.scheme.model import Scheme


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
    rules = scheme_of(scheme)
    _refuse_other_trees(rules)
    board = score_period(kept, rules, label)
    chosen = select() if every else units
    wanted = [u for u in chosen if u.level in (Level.MUNICIPALITY, Level.PROVINCE)]
    unmeasured = [u.name for u in wanted if u.code not in board[0].rows]
    if unmeasured:
        click.echo(f"not measured in {label}: {' '.join(unmeasured)}", err=True)
    if len(unmeasured) == len(wanted):
        raise click.UsageError("no province or municipality with observations is meant; cards are of those")
    for path in print_cards(kept, board, label, wanted, out, lang, workers):
        click.echo(path)


def _refuse_other_trees(scheme: Scheme) -> None:
    """UsageError for a scheme that ranks one population of its own, or whose top nodes are not the channels."""
    from ..channels import channels
    from ..registry import groups

    if scheme.population:
        title = groups()[scheme.population].en if scheme.population in groups() else "its own"
        raise click.UsageError(
            f"{scheme.id} ranks only {scheme.population} ({title}), in one ranking; a card stands a province or municipality "
            "beside those of its level: see dsci score, explain and gains"
        )
    roots = [root.id for root in scheme.roots]
    if set(roots) != set(channels()):
        raise click.UsageError(
            f"cards want the channels {', '.join(channels())} as top nodes; {scheme.id} has {', '.join(roots)}"
        )
