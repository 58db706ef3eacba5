"""Units' pages written by several processes, taken a few at a time, so that memory stays flat however many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from ...contract import CardContext, Placed, SiteContext, UnitLooks
from .cardpages import write_evidence, write_unit
from .data import write_unit_data
from .press import Press, press

Shown = tuple[CardContext, tuple[Placed, ...], UnitLooks]


def write_units(own: Press, units: Iterable[Shown], workers: int) -> Iterator[str]:
    """The codes of the units as their pages, data and evidence are written, in their order; by this process where it is one."""
    if workers < 2:
        yield from (_write(own, *unit) for unit in units)
        return
    pending: deque[Future[str]] = deque()
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (own.out, own.site)) as pool:
        for unit in units:
            pending.append(pool.submit(_write_here, *unit))
            if len(pending) > 2 * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


_press: Press


def _start(out: Path, site: SiteContext) -> None:
    global _press
    _press = press(out, site)


def _write_here(card: CardContext, places: tuple[Placed, ...], looks: UnitLooks) -> str:
    return _write(_press, card, places, looks)


def _write(own: Press, card: CardContext, places: tuple[Placed, ...], looks: UnitLooks) -> str:
    write_unit(own, card, places)
    write_unit_data(own, card)
    write_evidence(own, looks)
    return card.unit.code
