"""One night of a schedule: which units are due, and the crawls of them, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...contract import Account, seconds_of

if TYPE_CHECKING:
    from ...pipeline.schedule import Due, Entry, Schedule
    from ...store import Store

SHORTEST = 60  # seconds left of the budget below which nothing more is begun, ours


@dataclass(frozen=True, slots=True)
class Task:
    """One crawl: the units of one entry of which one of these channels is due, on all of them. `due` by channel, in order."""

    entry: Entry
    run: str
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
    from ...spiders.run import spiders_of

    spiders, asked = spiders_of(), set(channels)
    return [row for row in rows if row.channel in asked and row.platform in spiders[row.channel].platforms]


def tasks(store: Store, schedule: Schedule, day: date, accounts: Sequence[Account]) -> Iterator[Task]:
    """What is due that day, entry by entry; on a channel that two entries name, a unit of both in the first of them only: in the
    second, units are parted by the channels that are left of them. What is tried again comes after the rest of its entry, a
    channel at a time, so that no other one is looked at again with it."""
    from ...pipeline.schedule import due, run_name

    taken: defaultdict[str, set[str]] = defaultdict(set)
    for entry in schedule.entries:
        late = {channel: due(store, channel, entry, day, accounts) for channel in entry.channels}
        found = {channel: tuple(d for d in rows if d.unit.code not in taken[channel]) for channel, rows in late.items()}
        own = list(_parted(entry, run_name(day, entry.every), found, taken))
        for task in own:
            for channel in task.due:
                taken[channel] |= set(task.units) - store.finished(task.run, f"{channel} main")
        yield from own


def _parted(
    entry: Entry, first: str, found: Mapping[str, tuple[Due, ...]], taken: Mapping[str, Collection[str]]
) -> Iterator[Task]:
    """The crawls of one entry: a unit on all channels on which no earlier entry took it; what is tried again by channel."""
    fresh = {channel: [d for d in rows if d.run == first] for channel, rows in found.items()}
    codes = [d.unit.code for rows in fresh.values() for d in rows]
    left = {code: tuple(channel for channel in entry.channels if code not in taken[channel]) for code in codes}
    for channels in dict.fromkeys(left.values()) or (entry.channels,):
        due = {channel: tuple(d for d in fresh[channel] if left[d.unit.code] == channels) for channel in channels}
        yield Task(entry, first, due)
    for run, channel in sorted({(d.run, channel) for channel, rows in found.items() for d in rows if d.run != first}):
        yield Task(entry, run, {channel: tuple(d for d in found[channel] if d.run == run)})


def network_doubted(store: Store, tonight: Iterable[Task], day: date) -> str:
    """A question where no host answered for more than half of the units that were tried, a unit once a channel; else ''. A unit
    that was never seen whole counts in the week's first run only: it may be dead, and then says nothing of the network here."""
    from ...pipeline.schedule import run_name
    from ...store.seen import unanswered

    silent = tried = 0
    for task in tonight:
        first = task.run == run_name(day, task.entry.every)
        for channel, rows in task.due.items():
            ended = {d.unit.code for d in rows if d.seen or first} & store.finished(task.run, f"{channel} main")
            tried += len(ended)
            silent += len(ended & unanswered(store, task.run, channel))
    return f"no host answered for {silent} of {tried} units: is the network up? They stay due" if silent * 2 > tried else ""


def crawled(schedule: Schedule, tonight: Iterable[Task], given: Given) -> list[str]:
    """Runs the crawls, each with what is left of the night; a line for each that did not end well, and for those whose turn never
    came. Never two at once: hosts are divided among the processes of one crawl, not among crawls. Nothing is begun in the last
    minute."""
    end, short = time.monotonic() + seconds_of(schedule.budget), []
    environment = os.environ | ({"DSCI_STORE": given.store} if given.store else {})
    for task in tonight:
        left = int(end - time.monotonic())
        named = f"entry {task.entry.number}, {' '.join(task.due)}"
        if task.units and left < SHORTEST:
            sys.stdout.write(f"{named}: its turn did not come, {len(task.units)} units are left for the next night\n")
        elif task.units:
            command = [sys.executable, "-m", "dsci.cli", *arguments(schedule, task, given, left // 60)]
            if code := subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode:
                short.append(f"{named}: the crawl ended with {code}")
    return short


def arguments(schedule: Schedule, task: Task, given: Given, minutes: int) -> list[str]:
    """The words of the crawl of one task that may take so many minutes."""
    options = {
        "--run": task.run, "--budget": f"{minutes}m", "--workers": str(schedule.workers or ""),
        "--cluster": schedule.cluster, "--accounts": schedule.accounts, "--as-of": given.as_of, "--replica": given.replica,
    }  # fmt: skip
    said = [word for name, value in options.items() if value for word in (name, value)]
    return ["crawl", *task.due, *said, *(word for code in task.units for word in ("--unit", code))]
