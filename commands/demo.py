"""dsci demo"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..contract import Level, Unit
from .asked.options import scheme_option, selection, write_csv

if TYPE_CHECKING:
    from ..replica.world import World
    from ..store import Store

VISITS, MINUTES = 140, 72  # to provincial portals: a week's, twenty a day


@click.command()
@selection
@click.option("--period", default="", help="2022 to 2026: which year of the replica. Default: the last.")
@click.option("--depth", type=click.Choice(["main", "full"]), default="main", help="full: beyond the main road.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the cards.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes that print cards.")
@scheme_option
def command(units: tuple[Unit, ...], period: str, depth: str, lang: str, out: Path, workers: int, scheme: str) -> None:
    """The whole line on the stand-in internet: crawl, visit, import, measure, score, print. Stopped, it goes on where it was.

    Example: dsci demo --province 浙江 --province 四川
    """
    from ..channels import channels
    from ..contract import Period
    from ..pipeline import measure_period, score_period
    from ..progress import Stage
    from ..spiders.run import CrawlPlan, ProbePlan, Unfinished, crawl
    from ..store import open_store
    from .asked.handed import take_handed
    from .asked.options import scheme_of
    from .replica import overlay_file, served
    from .shown.about import from_of
    from .shown.cards import print_cards
    from .shown.rankings import RankingRow, ranking_book, ranking_rows
    from .shown.summary import summary
    from .shown.workbook import write_xlsx

    clock, chosen, codes = Clock(), scheme_of(scheme), [u.code for u in units]
    provincial = [u for u in units if u.level in (Level.MUNICIPALITY, Level.PROVINCE)]
    kept = open_store(str(out / "store"))
    with clock.stage("replica"), served(period) as (address, world):
        world = replace(world, probed=tuple(u.code for u in provincial))
        accounts = overlay_file(world, str(out / "replica"))
        with clock.stage("crawl"):
            plan = CrawlPlan(
                codes, str(out / "store"), str(accounts), f"replica-{world.period}", world.as_of.isoformat(),
                "" if depth == "main" else depth, 0, address, str(out / "log" / "crawl.log"),
            )  # fmt: skip
            visits = ProbePlan(world.probed, VISITS, MINUTES, plan.as_of) if world.probed else None
            try:
                crawl(tuple(channels()), plan, visits)
            except Unfinished as stopped:
                click.echo(f"stopped: {stopped}. The same command goes on where it was.", err=True)
                sys.exit(1)
        with clock.stage("import"):
            handed = take_handed(kept, world, units, accounts, out / "replica" / "handed")
    with clock.stage("measure"):
        bar = Stage("measure", len(units))
        for _unit in measure_period(kept, units, Period.parse(world.period), world.as_of):
            bar.step()
        bar.close()
    with clock.stage("score"):
        scoring = score_period(kept, chosen, world.period)
        rows = ranking_rows(scoring[2], chosen)
        write_csv(rows, str(out / "rankings.csv"), RankingRow)
        write_xlsx(str(out / "rankings.xlsx"), ranking_book(rows, chosen, from_of(None), True))
    with clock.stage("truth"):
        wrong = _against_truth(kept, world, units, out)
    with clock.stage("cards"):
        cards = list(print_cards(kept, scoring, world.period, provincial, out / "cards", lang, workers))
    for line in summary(kept, scoring[2], chosen, plan.run):
        click.echo(line)
    click.echo(handed)
    click.echo(f"against the replica's truth: {wrong} observations differ" + (f", see {out}/differences.csv" if wrong else ""))
    click.echo(f"{len(cards)} cards in {out}/cards, rankings in {out}/rankings.csv and .xlsx, evidence in {out}/store/evidence")
    click.echo("seconds: " + ", ".join(f"{name} {seconds:.0f}" for name, seconds in clock.seconds.items()))
    sys.exit(1 if wrong else 0)


class Clock:
    """Seconds per stage, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = time.monotonic() - began


def _against_truth(store: Store, world: World, units: tuple[Unit, ...], out: Path) -> int:
    """Compares every observation with the replica's truth; differences go to differences.csv, their number comes back."""
    from ..contract import Observation
    from ..replica.compare import Mismatch, compare
    from ..replica.overlay import truth

    wrong = compare(truth(world, units), store.rows(Observation, period=world.period))
    write_csv(wrong, str(out / "differences.csv"), Mismatch)
    return len(wrong)
