"""dsci site"""

from __future__ import annotations

from pathlib import Path

import click

from .asked.cases import cases_of, cases_option
from .asked.options import base_option, existing, period_or_last, store_option


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out/site"), show_default=True)
@click.option(
    "--scheme", "schemes", multiple=True, metavar="NAME",
    help="A scheme to show; of several, units' pages show the first. Default: dsci-2026 and all others that were scored.",
)  # fmt: skip
@click.option("--period", default="", metavar="P", help="The period shown first. Default: the last one measured; earlier ones "
              "are shown where they were scored.")  # fmt: skip
@click.option("--lang", "langs", multiple=True, type=click.Choice(["zh", "en"]), default=("zh", "en"), show_default=True,
              help="Languages; the first lies at the root.")  # fmt: skip
@cases_option
@base_option
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
@store_option
def command(
    out: Path, schemes: tuple[str, ...], period: str, langs: tuple[str, ...], cases: str | None, base: str, workers: int,
    store: str,
) -> None:
    """Build the static site: rankings, a page per unit with its evidence, comparison, findings, exemplars, schemes, downloads.
    It opens from the folder, without a server, and asks nobody for anything.

    Example: dsci site --out out/site --lang zh
    """
    from ..pipeline import score_period
    from .asked.cards import refuse_other_trees
    from .shown.cards import board_of
    from .shown.sitebuild import Order, build, chosen
    from .shown.swapped import swapped

    kept = existing(store)
    label = period_or_last(kept, period)
    rules = chosen(kept, schemes)
    refuse_other_trees(rules[0])
    practices = {lang: cases_of(cases, lang) for lang in langs}
    board = board_of(kept, score_period(kept, rules[0], label), label, langs[0], base)
    with swapped(out) as part:
        pages = build(board, rules, Order(tuple(dict.fromkeys(langs)), part, practices, workers))
    click.echo(f"{out / 'index.html'}")
    click.echo(f"{pages} pages of units", err=True)
