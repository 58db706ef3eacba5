"""The engine: a scheduler that is there already, or one in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from distributed import Client, LocalCluster

SECONDS = 20  # to find the scheduler
HERE = "127.0.0.1:0"  # its status pages are nobody else's business


@dataclass(frozen=True)
class Engine:
    """`workers` divide the portals among them. `remote`: they may be on several machines."""

    client: Client
    workers: int
    remote: bool

    def submit(self, work: Any, *arguments: Any, urgency: int = 0) -> Any:
        """The future of a call; it is made anew, up to three times, where its process or worker dies."""
        return self.client.submit(work, *arguments, pure=False, retries=3, priority=urgency)

    @property
    def slots(self) -> int:
        """How many tasks run at once."""
        return sum(self.client.nthreads().values())


@contextmanager
def engine(address: str = "", workers: int = 2, beside: int = 0) -> Iterator[Engine]:
    """The scheduler at that address (tcp://host:8786), else one here, with room for some tasks beside its workers'.
    ConnectionError where there is none, or it has no workers."""
    with _at(address) if address else _here(workers + beside) as client:
        found = len(client.nthreads())
        if not found:
            raise ConnectionError(f"{address}: the scheduler has no workers")
        yield Engine(client, found if address else workers, bool(address))


@contextmanager
def _here(slots: int) -> Iterator[Client]:
    # threads, because every task is a process of its own
    pages = {"dashboard_address": HERE, "worker_dashboard_address": HERE}
    cluster = LocalCluster(n_workers=1, threads_per_worker=slots, processes=False, silence_logs=40, **pages)
    with cluster, Client(cluster) as client:
        yield client


@contextmanager
def _at(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=SECONDS)
    except (OSError, TimeoutError, TypeError, ValueError) as fault:  # TypeError: tls:// without certificates
        raise ConnectionError(f"{address}: no scheduler answers ({fault})") from fault
    with client:
        yield client
