"""dsci demo"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..contract import Unit
from .asked.options import base_option, scheme_option, selection, write_csv

if TYPE_CHECKING:
    from ..index.scheme.model import Scheme
    from ..replica.compare import Mismatch
    from .asked.standin import Clock


BESIDE = "nju-2023"  # scored too, so that the site has a scheme to switch to


@click.command()
@selection
@click.option("--period", default="", help="2022 to 2026: which year of the replica. Default: the last.")
@click.option("--years", type=click.IntRange(1, 5), default=1, show_default=True, help="So many, for changes and trends.")
@click.option("--depth", type=click.Choice(["main", "full"]), default="main", help="full: beyond the main road.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of cards and book.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes that crawl and print.")
@base_option
@scheme_option
def command(
    units: tuple[Unit, ...], period: str, years: int, depth: str, lang: str, out: Path, workers: int, base: str, scheme: str
) -> None:
    """The whole line on the stand-in internet: crawl, visit, import, measure, score, print, build the site. Stopped, it goes on.

    Example: dsci demo --province 浙江 --province 四川
    """
    from ..replica.compare import Mismatch
    from ..spiders.run import Unfinished
    from .asked.cards import refuse_other_trees
    from .asked.options import scheme_of
    from .asked.standin import Clock, apart, through
    from .replica import world_of

    chosen, last = scheme_of(scheme), world_of(period).period
    refuse_other_trees(chosen)
    names = list(dict.fromkeys((scheme, BESIDE)))
    try:
        earlier = [apart(out, units, label, depth, names, workers) for label in _labels(last, years)[:-1]]
        done = [*earlier, through(out, units, last, depth, names, workers)]
    except Unfinished as stopped:
        click.echo(f"stopped: {stopped}. The same command goes on where it was.", err=True)
        sys.exit(1)
    clock, wrong = Clock(), [row for year in done for row in year.wrong]
    for year in done:
        clock.add(year.seconds)
    write_csv(wrong, str(out / "differences.csv"), Mismatch)
    printed = _printed(units, last, [scheme_of(name) for name in names], lang, base, workers, out, clock)
    click.echo("\n".join((*done[-1].said, _against(wrong, out), *printed)))
    click.echo("seconds: " + ", ".join(f"{name} {seconds:.0f}" for name, seconds in clock.seconds.items()))
    sys.exit(1 if wrong else 0)


def _against(wrong: list[Mismatch], out: Path) -> str:
    return f"against the replica's truth: {len(wrong)} observations differ" + (f", see {out}/differences.csv" if wrong else "")


def _labels(last: str, years: int) -> list[str]:
    """The replica's years up to the last one, oldest first."""
    from ..replica.world import PERIODS

    upto = PERIODS[: PERIODS.index(last) + 1]
    return list(upto[-years:])


def _printed(
    units: tuple[Unit, ...], label: str, schemes: list[Scheme], lang: str, base: str, workers: int, out: Path, clock: Clock
) -> tuple[str, ...]:
    """Prints the cards of the provincial units and the book, builds the site; a line for people about each."""
    from ..pipeline import score_period
    from ..store import open_store
    from .shown.cards import board_of, print_book, print_cards
    from .shown.sitebuild import Order, build
    from .shown.swapped import swapped

    kept = open_store(str(out / "store"))
    board = board_of(kept, score_period(kept, schemes[0], label), label, lang, base)
    with clock.stage("cards"):
        cards = list(print_cards(board, [u for u in units if u.provincial], out / "cards", workers))
    with clock.stage("book"):
        book = print_book(board, out)
    with clock.stage("site"), swapped(out / "site") as part:
        pages = build(board, schemes, Order(("zh", "en"), part, {}, workers))
    return (
        f"{len(cards)} cards in {out}/cards, the national book in {book}",
        f"the site, {pages} units: open {out}/site/index.html",
        f"rankings in {out}/rankings.csv and .xlsx, evidence in {out}/store/evidence",
    )
