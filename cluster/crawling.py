"""A crawl divided among processes by the hosts that they ask. A visit that needs a host of another part travels there."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from distributed import as_completed

from .. import registry
from ..contract import Account
from ..spiders.division import Division, Parcel, Part, owners
from ..spiders.run import CrawlPlan, Ended, Unfinished, spiders_of
from ..spiders.visit import host_of
from .engine import Engine
from .work import Task, perform

LEAST = 5.0  # seconds that are worth a task


@dataclass
class Backlog:
    """What is to be done in each part: (channel -> units not begun) and (channel -> visits that arrived)."""

    units: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    parcels: dict[str, dict[str, list[Parcel]]] = field(default_factory=dict)

    def next_of(self, part: str) -> tuple[str, list[str], list[Parcel]] | None:
        """Channel, units and visits of the next task of a part, taken out; units not begun come first."""
        for channel in (*self.units.get(part, ()), *self.parcels.get(part, ())):
            units = self.units.get(part, {}).pop(channel, [])
            return channel, units, self.parcels.get(part, {}).pop(channel, [])
        return None

    @property
    def parts(self) -> list[str]:
        return [part for part in dict.fromkeys((*self.units, *self.parcels)) if self.units.get(part) or self.parcels.get(part)]


def division_of(parts: int) -> Division:
    """The division of all hosts: those of channels that all units share, and `parts` parts of the others."""
    return Division(parts, owners({name: spider.hosts for name, spider in spiders_of().items() if spider.hosts}))


def backlog_of(names: Sequence[str], plan: CrawlPlan, division: Division, accounts: Iterable[Account]) -> Backlog:
    """Each unit in the part of its portal's host, or the channel's own part."""
    homes = {a.unit: division.part_of(host_of(a.url)) for a in accounts if (a.channel, a.platform) == ("website", "portal")}
    shared, found = set(division.shared.values()), Backlog()
    for name in names:
        for code in plan.units:
            part = name if name in shared else homes.get(code, "website-0")
            found.units.setdefault(part, {}).setdefault(name, []).append(code)
    return found


def crawl_divided(engine: Engine, names: Sequence[str], plan: CrawlPlan) -> dict[str, Ended]:
    """How each channel ended. A part never runs twice at once, so no host is asked by two processes. Unfinished where a part
    was stopped; what others saw is kept."""
    division = division_of(engine.slots)
    backlog = backlog_of(names, plan, division, registry.accounts(plan.accounts or None))
    until = time.monotonic() + plan.seconds if plan.seconds else 0.0
    totals: dict[str, list[Ended]] = {name: [] for name in names}
    stopped: list[str] = []
    for task, ended in _performed(engine, backlog, plan, division, until):
        if isinstance(ended, Unfinished):
            stopped.append(f"{task.part}: {ended}")
            continue
        totals[task.channel].append(ended if task.plan.units else replace(ended, begun=0))
        for parcel in ended.leaving:
            part = division.part_of(parcel.away[0])
            backlog.parcels.setdefault(part, {}).setdefault(parcel.channel, []).append(parcel)
    if stopped:
        raise Unfinished("; ".join(stopped))
    late = bool(backlog.parts)
    return {name: _sum(ends, late) for name, ends in totals.items()}


def _performed(
    engine: Engine, backlog: Backlog, plan: CrawlPlan, division: Division, until: float
) -> Iterator[tuple[Task, Ended | Unfinished]]:
    """Each task with how it ended, as they end; what its end adds to the backlog is gone on with."""
    running: dict[Any, Task] = {}
    ends = as_completed()
    while True:
        for part in _idle(backlog, running):
            left = until - time.monotonic() if until else 0.0
            if until and left < LEAST:
                break
            channel, units, parcels = backlog.next_of(part) or ("", [], [])
            task = Task(channel, _own(plan, division, part, units, left), tuple(parcels))
            future = engine.submit(perform, task, engine.remote, urgency=10 if part in division.shared.values() else 0)
            running[future] = task
            ends.add(future)
        if not running:
            return
        future = next(ends)
        fault = future.exception()  # whatever ended it, and three more attempts at it
        yield running.pop(future), Unfinished(str(fault)) if fault else future.result()


def _idle(backlog: Backlog, running: Mapping[Any, Task]) -> list[str]:
    busy = {task.part for task in running.values()}
    return [part for part in backlog.parts if part not in busy]


def _own(plan: CrawlPlan, division: Division, part: str, units: Sequence[str], left: float) -> CrawlPlan:
    """The plan of one task: its units, its part of the hosts, the time that is left, a log of its own."""
    log = Path(plan.log).with_stem(f"{Path(plan.log).stem}-{part}") if plan.log else ""
    return replace(plan, units=units, part=Part(division, part), seconds=left, log=str(log))


def _sum(ends: Sequence[Ended], late: bool) -> Ended:
    statuses, hosts = Counter[str](), Counter[str]()
    for ended in ends:
        statuses += ended.statuses
        hosts += ended.hosts
    done, begun = sum(e.done for e in ends), sum(e.begun for e in ends)
    return Ended(statuses, done, begun, hosts, (), all(e.in_time for e in ends) and not late)
