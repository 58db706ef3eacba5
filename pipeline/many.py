"""Work on many things by several processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")
D = TypeVar("D")

FEW = 40  # units: so few are done by one process, another takes longer to start


class Coming(Protocol[R_co]):
    """A result that may not be there yet."""

    def result(self) -> R_co: ...


def enough(workers: int, units: int) -> int:
    """How many of the processes so many units are worth."""
    return workers if units > FEW else 1


def by_many(
    make: Callable[..., D], given: tuple[Any, ...], work: Callable[[D, T], R], things: Iterable[T], workers: int
) -> Iterator[R]:
    """What `work` makes of each thing, in their order. It is handed what `make(*given)` made, once in each process.

    One worker is this process itself.
    """
    if workers < 2:
        made = make(*given)
        yield from (work(made, thing) for thing in things)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (make, given)) as pool:
        yield from in_order(lambda thing: pool.submit(_work, work, thing), things, workers)


def in_order(submit: Callable[[T], Coming[R]], things: Iterable[T], workers: int) -> Iterator[R]:
    """What becomes of each thing, in their order; a few are under way at a time, so that memory stays flat."""
    pending = deque[Coming[R]]()
    for thing in things:
        pending.append(submit(thing))
        if len(pending) > 2 * workers:
            yield pending.popleft().result()
    while pending:
        yield pending.popleft().result()


_made: Any  # of this process


def _begin(make: Callable[..., Any], given: tuple[Any, ...]) -> None:
    global _made
    _made = make(*given)


def _work(work: Callable[[Any, Any], R], thing: Any) -> R:
    return work(_made, thing)
