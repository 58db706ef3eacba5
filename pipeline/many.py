"""Work on many things by several processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def by_many(
    begin: Callable[..., None], given: tuple[Any, ...], work: Callable[[T], R], things: Iterable[T], workers: int
) -> Iterator[R]:
    """What `work` makes of each thing, in their order; a few are under way at a time, so that memory stays flat.

    Each process calls `begin(*given)` first. One worker is this process itself.
    """
    if workers < 2:
        begin(*given)
        yield from map(work, things)
        return
    pending: deque[Future[R]] = deque()
    with ProcessPoolExecutor(workers, get_context("spawn"), begin, given) as pool:
        for thing in things:
            pending.append(pool.submit(work, thing))
            if len(pending) > 2 * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
