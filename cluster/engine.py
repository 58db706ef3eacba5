"""The engine: a scheduler that is there already, or one in this process with so many workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from distributed import Client, LocalCluster

SECONDS = 20  # to find the scheduler


@dataclass(frozen=True)
class Engine:
    """`slots` tasks run at once. `remote`: on machines that do not share this one's memory and clock."""

    client: Client
    slots: int
    remote: bool

    def submit(self, work: Any, *arguments: Any, urgency: int = 0) -> Any:
        """The future of a call; it is made anew, up to three times, where its process or worker dies."""
        return self.client.submit(work, *arguments, pure=False, retries=3, priority=urgency)


@contextmanager
def engine(address: str = "", workers: int = 2) -> Iterator[Engine]:
    """The scheduler at that address (tcp://host:8786), else one here. ConnectionError where none is, or it has no workers."""
    with _cluster(workers) if not address else _at(address) as client:
        threads = client.nthreads()
        if not threads:
            raise ConnectionError(f"{address}: the scheduler has no workers")
        yield Engine(client, sum(threads.values()), bool(address))


@contextmanager
def _cluster(workers: int) -> Iterator[Client]:
    # threads, because every task starts a process of its own
    cluster = LocalCluster(n_workers=workers, threads_per_worker=1, processes=False, dashboard_address=None, silence_logs=40)
    with cluster, Client(cluster) as client:
        yield client


@contextmanager
def _at(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=SECONDS)
    except (OSError, TimeoutError, ValueError) as fault:
        raise ConnectionError(f"{address}: no scheduler answers ({fault})") from fault
    with client:
        yield client
