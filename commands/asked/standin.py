"""One year of the stand-in internet through the line, from crawl to ranking, beside its truth."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...contract import Observation, Period, Unit
from ...progress import Stage
from ...replica.compare import Mismatch, compare
from ...replica.overlay import truth
from .options import scheme_of, write_csv

if TYPE_CHECKING:
    from ...replica.world import World

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
            self.add({name: time.monotonic() - began})

    def add(self, seconds: Mapping[str, float]) -> None:
        """Counts these too."""
        for name, more in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0) + more


@dataclass(frozen=True)
class Year:
    """What a year's line said, what differs from the truth, and the seconds that its stages took."""

    said: tuple[str, ...]
    wrong: tuple[Mismatch, ...]
    seconds: dict[str, float]


def apart(*year: Any) -> Year:
    """`through` in a process of its own: a crawl engine starts once a process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(through, *year).result()


def through(out: Path, units: tuple[Unit, ...], label: str, depth: str, names: Sequence[str], workers: int) -> Year:
    """Crawls, imports, measures and scores one year of the replica; rankings by the first of the schemes are written."""
    from ...pipeline import measure_period, score_period
    from ...store import open_store
    from ..replica import overlay_file, served
    from ..shown.about import from_of
    from ..shown.rankings import RankingRow, ranking_book, ranking_rows
    from ..shown.summary import summary
    from ..shown.workbook import write_xlsx
    from .handed import take_handed

    clock, kept = Clock(), open_store(str(out / "store"))
    scheme, *others = (scheme_of(name) for name in names)
    with clock.stage("replica"), served(label, units) as (address, world):
        world = replace(world, probed=tuple(u.code for u in units if u.provincial))
        accounts = overlay_file(world, str(out / "replica"))
        with clock.stage("crawl"), kept.lock("crawl"):
            run = _crawled(units, world, address, depth, accounts, out, workers)
    with clock.stage("import"):
        handed = take_handed(kept, world, units, accounts, out / "replica" / "handed")
    with clock.stage("measure"):
        bar = Stage("measure", len(units))
        for _unit in measure_period(kept, units, Period.parse(label), world.as_of):
            bar.step()
        bar.close()
    with clock.stage("score"):
        for other in others:
            score_period(kept, other, label)
        found = score_period(kept, scheme, label)[2]
        rows = ranking_rows(found, scheme)
        write_csv(rows, str(out / "rankings.csv"), RankingRow)
        write_xlsx(str(out / "rankings.xlsx"), ranking_book(rows, scheme, from_of(None), True))
    with clock.stage("truth"):
        wrong = compare(truth(world, units), kept.rows(Observation, period=label))
    said = (*summary(kept, found, scheme, run), handed)
    kept.close()
    return Year(said, tuple(wrong), clock.seconds)


def _crawled(units: tuple[Unit, ...], world: World, address: str, depth: str, accounts: Path, out: Path, workers: int) -> str:
    """Crawls and visits the replica; the name of the run. Unfinished where the crawl was cut short."""
    from ...channels import channels
    from ...cluster.crawling import crawl_divided
    from ...cluster.engine import engine
    from ...spiders.run import CrawlPlan, ProbePlan, crawl

    plan = CrawlPlan(
        [u.code for u in units], str(out / "store"), str(accounts), f"replica-{world.period}", world.as_of.isoformat(),
        "" if depth == "main" else depth, 0, address, str(out / "log" / "crawl.log"),
    )  # fmt: skip
    visits = ProbePlan(world.probed, VISITS, MINUTES, plan.as_of) if world.probed else None
    if workers == 1:
        crawl(tuple(channels()), plan, visits)
    else:
        with engine(workers=workers, beside=4) as running:
            crawl_divided(running, tuple(channels()), plan)
        if visits:
            crawl((), plan, visits)
    return plan.run
