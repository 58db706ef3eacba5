"""A crawl divided among processes by the hosts that they ask. A visit that needs a host of another part travels there."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from typing import Any

from distributed import wait

from .. import registry
from ..spiders.division import Division, Part
from ..spiders.run import CrawlPlan, Ended, Unfinished
from .backlog import Backlog, Key, backlog_of, division_of
from .engine import Engine
from .work import Task, perform

LEAST = 5.0  # seconds that are worth a task (ours)
ALONE = 300.0  # seconds without any worker after which it is given up (ours)


def crawl_divided(
    engine: Engine, names: Sequence[str], plan: CrawlPlan, environment: Mapping[str, str] | None = None
) -> dict[str, Ended]:
    """How each channel ended. A part never runs twice at once, so no host is asked by two processes. Unfinished where a part
    was stopped, after the others have ended; what was seen is kept. `environment`: variables that every task has."""
    division = division_of(engine.workers)
    backlog = backlog_of(names, plan.units, division, registry.accounts(plan.accounts or None))
    totals: dict[str, list[Ended]] = {name: [] for name in names}
    stopped: list[str] = []
    try:
        for task, ended in _performed(engine, backlog, plan, division, environment or {}):
            totals[task.channel].append(ended)
            if ended.cut:
                stopped.append(f"{task.part}: {task.channel}: {ended.cut}")
            if ended.cut and not ended.mistaken:  # its next task would fare no better
                backlog.given_up.add((task.part, task.channel))
            for parcel in ended.leaving:
                backlog.add(parcel, division)
    except (CancelledError, OSError):
        stopped.append("the scheduler is gone")
    if stopped:
        raise Unfinished("; ".join(dict.fromkeys(stopped)))
    return {name: _sum(name, ends, backlog) for name, ends in totals.items()}


def _performed(
    engine: Engine, backlog: Backlog, plan: CrawlPlan, division: Division, environment: Mapping[str, str]
) -> Iterator[tuple[Task, Ended]]:
    """Each task with how it ended, as they end; what its end adds to the backlog is gone on with."""
    running: dict[Any, Task] = {}
    usual: defaultdict[str, float] = defaultdict(float)
    while True:
        in_time = not plan.ends or plan.ends - time.time() > LEAST
        while in_time and (key := backlog.next_beside([task.part for task in running.values()])):
            task = _task(backlog, key, replace(plan, usual=usual[key[1]]), division, environment)
            running[engine.submit(perform, task, engine.remote)] = task
        if not running:
            return
        for future in _ended(engine, list(running)):
            fault = future.exception()  # whatever ended it, and three more attempts at it
            if isinstance(fault, CancelledError):
                raise fault
            task, ended = running.pop(future), Ended(cut=str(fault) or repr(fault)) if fault else future.result()
            plan = replace(plan, resting=_longest(plan.resting, ended.resting))
            usual[task.channel] = ended.usual or usual[task.channel]
            yield task, ended


def _task(backlog: Backlog, key: Key, plan: CrawlPlan, division: Division, environment: Mapping[str, str]) -> Task:
    """The next task of a part: its units and visits, a log of its own."""
    part, channel = key
    units, parcels = backlog.taken(key)
    log = str(Path(plan.log).with_stem(f"{Path(plan.log).stem}-{part}")) if plan.log else ""
    return Task(channel, replace(plan, units=units, part=Part(division, part), log=log), tuple(parcels), environment)


def _ended(engine: Engine, running: list[Any]) -> list[Any]:
    """Those that have ended, one at least. Unfinished where nobody is there to do them."""
    seen = time.monotonic()
    while True:
        try:
            return list(wait(running, timeout=10, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if engine.slots:
                seen = time.monotonic()
            elif time.monotonic() - seen > ALONE:
                engine.client.cancel(running)
                raise Unfinished(f"no worker has been there for {ALONE:.0f} s") from None


def _longest(known: Mapping[str, float], told: Mapping[str, float]) -> dict[str, float]:
    """The hosts of both, each until the later moment: what a task tells may be older than what is known."""
    return {host: max(known.get(host, 0.0), told.get(host, 0.0)) for host in (*known, *told)}


def _sum(name: str, ends: Sequence[Ended], backlog: Backlog) -> Ended:
    statuses, hosts = Counter[str](), Counter[str]()
    for ended in ends:
        statuses += ended.statuses
        hosts += ended.hosts
    done, begun, left = sum(e.done for e in ends), sum(e.begun for e in ends), sum(e.left for e in ends)
    left += sum(len(units) for (_, channel), units in backlog.units.items() if channel == name)
    travelling = any(channel == name for _, channel in backlog.parcels)
    return Ended(statuses, done, begun, left, hosts, (), all(e.in_time for e in ends) and not left and not travelling)
