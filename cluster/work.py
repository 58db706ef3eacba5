"""One task of a divided crawl, in a process of its own, because a crawl engine starts once."""

from __future__ import annotations

import os
import pickle
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from zlib import crc32

from ..spiders.division import Parcel
from ..spiders.run import CrawlPlan, Ended, Unfinished, crawl
from ..store import Busy, Store, open_store
from .warm import warm

PATIENCE = 300.0  # seconds that a task waits for the one before it in its part, which may outlive its worker (ours)


@dataclass(frozen=True)
class Task:
    """The units of `plan` and visits that are on their way, on one channel, among the hosts of one part."""

    channel: str
    plan: CrawlPlan
    parcels: tuple[Parcel, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def part(self) -> str:
        return self.plan.part.name if self.plan.part else ""


def perform(task: Task, remote: bool) -> Ended:
    """How the crawl of that task ended. ChildProcessError where its process died; the same task goes on where it was.

    `remote`: several machines write to one store, so each part's evidence has a file of its own on each.
    """
    place = f"{task.part}-{crc32(socket.gethostname().encode()):08x}" if remote else task.part
    here = warm(task.part)
    with NamedTemporaryFile(prefix="dsci-task-") as found:
        code = here.ask(pickle.dumps(replace(task, plan=replace(task.plan, place=place))), found.name)
        if code:
            raise ChildProcessError(f"{task.part} {task.channel}: its process ended with {code}\n" + "\n".join(here.said))
        ended: Ended = pickle.load(found)
        return ended


def write_outcome(task: Task, file: Path) -> None:
    """Performs the task in this process and writes how it ended to the file."""
    os.environ.update(task.environment)
    try:
        with held(open_store(task.plan.store), task.part):
            found = crawl([task.channel], task.plan, parcels={task.channel: task.parcels})[task.channel]
    except Unfinished as stopped:
        found = stopped.ends[task.channel]
    except Busy as taken:
        found = Ended(cut=str(taken))
    file.write_bytes(pickle.dumps(found))


@contextmanager
def held(store: Store, part: str) -> Iterator[None]:
    """Holds a part of the hosts in that store. Busy where another process still has it after five minutes."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with store.lock("tasks", shared=True), store.lock(part):
                yield
                return
        except Busy:
            if time.monotonic() > until:
                raise
            time.sleep(1)
