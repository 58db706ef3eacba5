"""dsci schedule check | show | run"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import click

from ..contract import Account, china_date
from .asked.options import existing, moment_given, out_option, store_option, write_csv

if TYPE_CHECKING:
    from ..pipeline.schedule import Schedule

FILE = click.argument("file", type=click.Path(dir_okay=False))
as_of_option = click.option("--as-of", default="", help="Moment of observation (ISO). Default: now.")


@dataclass(frozen=True, slots=True)
class Tonight:
    """One unit to crawl on one channel. `entry` counts the entries of the schedule from 1, `place` the units of a channel."""

    entry: int
    channel: str
    place: int
    unit: str
    name: str
    level: str
    last_seen: str
    why: str


@click.group()
def command() -> None:
    """Crawl by a schedule: what is due, first what was longest not seen, within the time a night has.

    Example: dsci schedule show docs/schedule.toml
    """


@command.command()
@FILE
def check(file: str) -> None:
    """Explain every fault in a schedule, with its line.

    Example: dsci schedule check docs/schedule.toml
    """
    from ..channels import channels
    from ..pipeline.schedule import ScheduleError, load

    try:
        found = load(file, channels())
    except ScheduleError as error:
        click.echo(f"{error}\n{len(error.faults)} fault{'s' if len(error.faults) > 1 else ''}")
        sys.exit(1)
    except OSError as error:
        raise click.UsageError(str(error)) from error
    for channel in found.channels:
        click.echo(f"{channel}: {len(found.units(channel))} units")
    click.echo(f"{file}: no fault")


@command.command()
@FILE
@store_option
@as_of_option
@out_option
def show(file: str, store: str, as_of: str, out: str) -> None:
    """What would be crawled now, in which order and why; and how much was seen whole in the last seven days.

    Example: dsci schedule show docs/schedule.toml --out tonight.csv
    """
    from .asked.night import tasks

    schedule, accounts, day = given(file, as_of)
    places: defaultdict[tuple[int, str], Iterator[int]] = defaultdict(partial(count, 1))
    rows = [
        Tonight(
            task.entry.number, channel, next(places[task.entry.number, channel]), due.unit.code, due.unit.name, due.unit.level,
            due.seen.isoformat() if due.seen else "", f"{(day - due.seen).days} days ago" if due.seen else "never seen whole",
        )
        for task in tasks(existing(store), schedule, day, accounts)
        for channel, found in task.due.items()
        for due in found
    ]  # fmt: skip
    write_csv(rows, out, Tonight)
    tell(store, schedule, day, accounts, err=True)


@command.command()
@FILE
@store_option
@as_of_option
@click.option("--replica", default="", metavar="HOST:PORT", help="A replica that is served.")
def run(file: str, store: str, as_of: str, replica: str) -> None:
    """Crawl what is due, within the schedule's budget; for cron, every night: 0 1 * * * dsci schedule run FILE.

    Entries are crawled one after the other, each with what is left of the night, the channels of one entry side by side; a
    unit of which one channel is due, on all of them that no earlier entry takes. What the budget cuts short goes on the next
    night; so does a unit of which no host was heard, in a run of its own (2026-W47b). Exit code 1: a crawl failed, another
    one is under way in this store, or more than half of the units were not heard.

    Example: dsci schedule run docs/schedule.toml
    """
    from ..store import open_store
    from .asked.night import Given, crawled, network_doubted, tasks

    schedule, accounts, day = given(file, as_of)
    kept = open_store(store)
    tonight = list(tasks(kept, schedule, day, accounts))
    for task in tonight:
        said = ", ".join(f"{channel} {len(found)}" for channel, found in task.due.items())
        click.echo(f"entry {task.entry.number}: of {len(task.entry.units)} units are due: {said} (run {task.run})")
    sys.stdout.flush()
    short = crawled(schedule, tonight, Given(store, as_of, replica))
    short += filter(None, [network_doubted(kept, tonight, day)])
    tell(store, schedule, day, accounts)
    for line in short:
        click.echo(line, err=True)
    sys.exit(1 if short else 0)


def given(file: str, as_of: str) -> tuple[Schedule, list[Account], date]:
    """The schedule, the accounts that spiders look at, the day in China. UsageError for what cannot be read."""
    from .. import registry
    from ..channels import channels
    from ..pipeline.schedule import load
    from .asked.night import crawlable

    try:
        schedule = load(file, channels())
        rows = registry.accounts(schedule.accounts or None)
    except (ValueError, OSError) as fault:
        raise click.UsageError(str(fault)) from fault
    moment = moment_given(as_of) or datetime.now(UTC)
    return schedule, crawlable(rows, schedule.channels), china_date(moment)


def tell(store: str, schedule: Schedule, day: date, accounts: list[Account], err: bool = False) -> None:
    """Prints the rolling coverage, a line a channel."""
    from ..pipeline.freshness import DAYS, coverage
    from ..store import open_store

    for channel in schedule.channels:
        levels = coverage(open_store(store), schedule.units(channel), [channel], day, accounts)
        said = ", ".join(f"{c.seen} of {c.known} {c.level}" for c in levels) or "no account is known"
        click.echo(f"{channel}, seen whole in the {DAYS} days to {day}: {said}", err=err)
