"""dsci demo"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..contract import Unit
from .asked.options import base_option, scheme_option, selection
from .asked.standin import PROVINCIAL, Clock

if TYPE_CHECKING:
    from ..index.scheme.model import Scheme
    from ..store import Store


@click.command()
@selection
@click.option("--period", default="", help="2022 to 2026: which year of the replica. Default: the last.")
@click.option("--years", type=click.IntRange(1, 5), default=1, show_default=True, help="So many, for changes and trends.")
@click.option("--depth", type=click.Choice(["main", "full"]), default="main", help="full: beyond the main road.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of cards and book.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes that print cards.")
@base_option
@scheme_option
def command(
    units: tuple[Unit, ...], period: str, years: int, depth: str, lang: str, out: Path, workers: int, base: str, scheme: str
) -> None:
    """The whole line on the stand-in internet: crawl, visit, import, measure, score, print, build the site. Stopped, it goes on.

    Example: dsci demo --province 浙江 --province 四川
    """
    from ..store import open_store
    from .asked.cards import refuse_other_trees
    from .asked.options import scheme_of
    from .asked.standin import through
    from .replica import world_of

    chosen, last = scheme_of(scheme), world_of(period).period
    refuse_other_trees(chosen)
    clock, kept = Clock(), open_store(str(out / "store"))
    wrong = [through(kept, units, label, depth, chosen, out, clock) for label in _labels(last, years)]
    printed = _printed(kept, units, last, chosen, lang, base, workers, out, clock)
    for line in (*wrong[-1].said, f"against the replica's truth: {sum(w.count for w in wrong)} observations differ", *printed):
        click.echo(line)
    click.echo("seconds: " + ", ".join(f"{name} {seconds:.0f}" for name, seconds in clock.seconds.items()))
    sys.exit(1 if any(w.count for w in wrong) else 0)


def _labels(last: str, years: int) -> list[str]:
    """The replica's years up to the last one, oldest first."""
    from ..replica.world import PERIODS

    upto = PERIODS[: PERIODS.index(last) + 1]
    return list(upto[-years:])


def _printed(
    kept: Store, units: tuple[Unit, ...], label: str, scheme: Scheme, lang: str, base: str, workers: int, out: Path, clock: Clock
) -> tuple[str, ...]:
    """Prints the cards of the provincial units and the book, builds the site; a line for people about each."""
    from ..pipeline import score_period
    from .shown.cards import board_of, print_book, print_cards
    from .shown.sitebuild import Order, build

    board = board_of(kept, score_period(kept, scheme, label), label, lang, base)
    with clock.stage("cards"):
        cards = list(print_cards(board, [u for u in units if u.level in PROVINCIAL], out / "cards", workers))
    with clock.stage("book"):
        book = print_book(board, out)
    with clock.stage("site"):
        pages = build(board, [scheme], Order(("zh", "en"), out / "site", {}, workers))
    return (
        f"{len(cards)} cards in {out}/cards, the national book in {book}",
        f"the site, {pages} units: open {out}/site/index.html",
        f"rankings in {out}/rankings.csv and .xlsx, evidence in {out}/store/evidence",
    )
