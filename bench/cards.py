"""Seconds a card by stage, then as the report command prints them on 1 and 2 processes, beside headless Chromium."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

from dsci import registry
from dsci.commands.asked.options import period_or_last
from dsci.commands.shown.cards import board_of
from dsci.contract import CardContext, Level, Unit
from dsci.index import scheme
from dsci.pipeline import Board, card_context, score_period
from dsci.store import Store, open_store
from dsci.templates.render import Renderer, no_collection, render_many

from .chromium import BROWSER, each_alone, one_page, pages
from .demo import demo
from .memory import held

T = TypeVar("T")
SMALL = ["浙江", "四川", "北京", "广东"]
PROVINCES, CITIES = (Level.MUNICIPALITY, Level.PROVINCE), (Level.PREFECTURE,)


def main() -> None:
    """Prints a table: a line a stage of one card, a line a number of processes, a line a way of Chromium's."""
    parser = argparse.ArgumentParser(prog="python -m bench.cards", description=__doc__)
    parser.add_argument("--store", default="", help="Of a finished demo, as out/store; default: a small demo is run first.")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2], metavar="N")
    parser.add_argument("--provinces", type=int, default=31, metavar="N", help="So many provincial cards.")
    parser.add_argument("--cities", type=int, default=333, metavar="N", help="So many city cards.")
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        if not given.store:
            demo(SMALL, folder / "out")
        seconds, board = timed(partial(opened, open_store(given.store or str(folder / "out" / "store")), given.lang))
        print(f"scoring and the board {seconds:.1f} s")
        for kind, levels, wanted in (("provinces", PROVINCES, given.provinces), ("cities", CITIES, given.cities)):
            units = [u for u in registry.select(level=levels) if u.code in board.scored.rows][:wanted]
            if units:
                measure(board, units, folder / kind, given.workers)


def opened(store: Store, lang: str) -> Board:
    """The board of the period that was measured last."""
    period = period_or_last(store, "")
    return board_of(store, score_period(store, scheme.load("dsci-2026"), period), period, lang)


def measure(board: Board, units: Sequence[Unit], folder: Path, workers: Sequence[int]) -> None:
    """Prints all lines about one kind of card."""
    some = units[:: max(1, len(units) // 12)][:12]
    renderer = Renderer()
    parts = [stages(renderer, board, unit) for unit in some]
    print(f"\n{len(units)} cards as {units[0].name}'s; {len(some)} one by one, processor time, median and longest:", flush=True)
    for name in parts[0]:
        print(f"{name:10}{1000 * median(p[name] for p in parts):7.0f} ms{1000 * max(p[name] for p in parts):7.0f} ms")
    for count in workers:
        began = used()
        seconds, memory = printed(board, units, folder / str(count), count)
        work = (used() - began) / len(units)
        rate = f"{len(units) / seconds:5.2f} cards a second, {work:.2f} s of processor each"
        print(f"{count} process{'es' * (count > 1):2} {seconds:6.1f} s with contexts, {rate}; MB {memory}", flush=True)
    contexts = [card_context(board, unit) for unit in some]
    ours = timed(lambda: list(render_many(contexts, folder / "ours", 1)))[0]
    beside(renderer, contexts, folder / "html", ours)


def stages(renderer: Renderer, board: Board, unit: Unit) -> dict[str, float]:
    """Processor seconds of each stage of one card in this process."""
    found: dict[str, float] = {}
    found["context"], context = worked(lambda: card_context(board, unit))
    found["HTML"], html = worked(lambda: renderer.render_html(context))
    with no_collection():
        found["parsing"], _tree = worked(lambda: renderer.parsed(context, html))
        whole, document = worked(lambda: renderer.lay_out(context, html))
        found["layout"] = whole - found["parsing"]
        found["writing"], _pdf = worked(lambda: renderer.written(document, context, b"0" * 32))
    return {**found, "in all": sum(found.values())}


def printed(board: Board, units: Sequence[Unit], folder: Path, workers: int) -> tuple[float, str]:
    """Seconds to make the contexts and print them on so many processes; memory of all near the start, half-way and at the end."""
    seen: dict[int, int] = {}
    at = {min(len(units), 2 * workers + 1), (len(units) + 1) // 2, len(units)}

    def all_printed() -> None:
        contexts: Iterator[CardContext] = (card_context(board, unit) for unit in units)
        for done, _path in enumerate(render_many(contexts, folder, workers), 1):
            if done in at:
                seen[done] = held()

    return timed(all_printed)[0], " ".join(f"{done}:{size}" for done, size in sorted(seen.items()))


def beside(renderer: Renderer, contexts: Sequence[CardContext], folder: Path, ours: float) -> None:
    """Prints the seconds that Chromium takes for the same HTML, and how many times as fast it is as one process of ours."""
    if not BROWSER.exists():
        print("no Chromium here")
        return
    paths = pages(renderer, contexts, folder)
    print(f"{len(paths)} cards, one process of ours: {ours:.1f} s, starting included")
    for name, way in (("a browser each", each_alone), ("one tab", one_page)):
        try:
            seconds = timed(partial(way, paths))[0]
        except ImportError:
            print(f"Chromium, {name}: no playwright here")
        else:
            print(f"Chromium, {name}: {seconds:.1f} s; {ours / seconds:.2f} times as fast as ours")


def used() -> float:
    """Processor seconds of this process and of its children that have ended."""
    own, children = (getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def worked(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds that the work took, and what it gave."""
    began = time.process_time()
    made = work()
    return time.process_time() - began, made


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that the work took, and what it gave."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


if __name__ == "__main__":
    main()
