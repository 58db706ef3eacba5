"""One night of a schedule: which units are due, and the crawls of them, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from ...contract import Account, seconds_of

if TYPE_CHECKING:
    from ...pipeline.schedule import Due, Entry, Schedule
    from ...spiders.base import ChannelSpider
    from ...store import Store

SHORTEST = 60  # seconds left of the budget below which nothing more is begun, ours


@dataclass(frozen=True, slots=True)
class Task:
    """One crawl: the units of one entry of which a channel is due, on all channels of it. `due` by channel, in order."""

    entry: Entry
    due: Mapping[str, tuple[Due, ...]]

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of the units."""
        return tuple(dict.fromkeys(d.unit.code for found in self.due.values() for d in found))


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line adds. `store` goes on by the environment, so that no password stands in a list of processes."""

    store: str = ""
    as_of: str = ""
    replica: str = ""


def crawlable(rows: Iterable[Account], channels: Iterable[str]) -> list[Account]:
    """The accounts on platforms that a spider looks at."""
    found = {name: spider_of(name).platforms for name in channels}
    return [row for row in rows if row.platform in found.get(row.channel, ())]


def spider_of(channel: str) -> type[ChannelSpider]:
    """The spider of that name."""
    module = import_module(f"...spiders.{channel}", __package__)
    (spider,) = {s for s in vars(module).values() if getattr(s, "name", "") == channel and hasattr(s, "platforms")}
    found: type[ChannelSpider] = spider
    return found


def tasks(store: Store, schedule: Schedule, day: date, accounts: Sequence[Account]) -> Iterator[Task]:
    """What is due that day, entry by entry; on a channel that two entries name, a unit of both in the first of them only."""
    from ...pipeline.schedule import due

    taken: dict[str, set[str]] = {}
    for entry in schedule.entries:
        found = {}
        for channel in entry.channels:
            before = taken.setdefault(channel, set())
            found[channel] = tuple(d for d in due(store, channel, entry, day, accounts) if d.unit.code not in before)
            before |= {d.unit.code for d in found[channel]}
        yield Task(entry, found)


def crawled(schedule: Schedule, tonight: Iterable[Task], day: date, given: Given) -> list[str]:
    """Runs the crawls, each with what is left of the night; a line for each that did not end well. Never two at once: hosts are
    divided among the processes of one crawl, not among crawls. Nothing is begun in the last minute."""
    end, short = time.monotonic() + seconds_of(schedule.budget), []
    environment = os.environ | ({"DSCI_STORE": given.store} if given.store else {})
    for task in tonight:
        left = int(end - time.monotonic())
        if task.units and left >= SHORTEST:
            command = [sys.executable, "-m", "dsci.cli", *arguments(schedule, task, day, given, left // 60)]
            if code := subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode:
                short.append(f"entry {task.entry.number}, {' '.join(task.entry.channels)}: the crawl ended with {code}")
    return short


def arguments(schedule: Schedule, task: Task, day: date, given: Given, minutes: int) -> list[str]:
    """The words of the crawl of one task that may take so many minutes."""
    from ...pipeline.schedule import run_name

    options = {
        "--run": run_name(day, task.entry.every), "--budget": f"{minutes}m", "--workers": str(schedule.workers or ""),
        "--cluster": schedule.cluster, "--accounts": schedule.accounts, "--as-of": given.as_of, "--replica": given.replica,
    }  # fmt: skip
    said = [word for name, value in options.items() if value for word in (name, value)]
    return ["crawl", *task.entry.channels, *said, *(word for code in task.units for word in ("--unit", code))]
