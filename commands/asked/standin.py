"""One year of the stand-in internet through the line, from crawl to ranking, beside its truth."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...contract import Level, Period, Unit
from ...progress import Stage
from .options import write_csv

if TYPE_CHECKING:
    from ...index.scheme.model import Scheme
    from ...replica.world import World
    from ...store import Store

PROVINCIAL = (Level.MUNICIPALITY, Level.PROVINCE)
VISITS, MINUTES = 140, 72  # to provincial portals: a week's, twenty a day


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
            self.seconds[name] = self.seconds.get(name, 0) + time.monotonic() - began


@dataclass(frozen=True)
class Year:
    """What a year's line said, and how many observations differ from the truth."""

    said: tuple[str, ...]
    count: int


def through(kept: Store, units: tuple[Unit, ...], label: str, depth: str, scheme: Scheme, out: Path, clock: Clock) -> Year:
    """Crawls, imports, measures and scores one year of the replica; rankings and differences are written."""
    from ...pipeline import measure_period, score_period
    from ..replica import overlay_file, served
    from ..shown.about import from_of
    from ..shown.rankings import RankingRow, ranking_book, ranking_rows
    from ..shown.summary import summary
    from ..shown.workbook import write_xlsx
    from .handed import take_handed

    with clock.stage("replica"), served(label) as (address, world):
        world = replace(world, probed=tuple(u.code for u in units if u.level in PROVINCIAL))
        accounts = overlay_file(world, str(out / "replica"))
        with clock.stage("crawl"):
            run = _crawled(units, world, address, depth, accounts, out)
    with clock.stage("import"):
        handed = take_handed(kept, world, units, accounts, out / "replica" / "handed")
    with clock.stage("measure"):
        bar = Stage("measure", len(units))
        for _unit in measure_period(kept, units, Period.parse(label), world.as_of):
            bar.step()
        bar.close()
    with clock.stage("score"):
        found = score_period(kept, scheme, label)[2]
        rows = ranking_rows(found, scheme)
        write_csv(rows, str(out / "rankings.csv"), RankingRow)
        write_xlsx(str(out / "rankings.xlsx"), ranking_book(rows, scheme, from_of(None), True))
    with clock.stage("truth"):
        wrong = _against_truth(kept, world, units, out)
    where = (f"{wrong} observations of {label} differ: see {out}/differences.csv",) if wrong else ()
    return Year((*summary(kept, found, scheme, run), handed, *where), wrong)


def _crawled(units: tuple[Unit, ...], world: World, address: str, depth: str, accounts: Path, out: Path) -> str:
    """Crawls and visits the replica; the name of the run. A crawl that is cut short ends the command."""
    from ...channels import channels
    from ...spiders.run import CrawlPlan, ProbePlan, Unfinished, crawl

    plan = CrawlPlan(
        [u.code for u in units], str(out / "store"), str(accounts), f"replica-{world.period}", world.as_of.isoformat(),
        "" if depth == "main" else depth, 0, address, str(out / "log" / "crawl.log"),
    )  # fmt: skip
    visits = ProbePlan(world.probed, VISITS, MINUTES, plan.as_of) if world.probed else None
    try:
        crawl(tuple(channels()), plan, visits)
    except Unfinished as stopped:
        click.echo(f"stopped: {stopped}. The same command goes on where it was.", err=True)
        sys.exit(1)
    return plan.run


def _against_truth(store: Store, world: World, units: tuple[Unit, ...], out: Path) -> int:
    """Compares every observation with the replica's truth; differences go to differences.csv, their number comes back."""
    from ...contract import Observation
    from ...replica.compare import Mismatch, compare
    from ...replica.overlay import truth

    wrong = compare(truth(world, units), store.rows(Observation, period=world.period))
    write_csv(wrong, str(out / "differences.csv"), Mismatch)
    return len(wrong)
