"""Seconds a card: its context, HTML and PDF one after another, then as the report command prints them on 1 and 2 processes."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

from dsci import registry
from dsci.commands.asked.options import period_or_last
from dsci.contract import CardContext, Level, Observation
from dsci.index import scheme
from dsci.pipeline import Board, card_context, score_period
from dsci.store import Store, open_store
from dsci.templates.paper import file_name
from dsci.templates.render import Renderer, render_many

from .demo import demo

T = TypeVar("T")
SMALL = ["浙江", "四川", "北京", "广东"]


def main() -> None:
    """Prints a table: a line a stage of one card, then a line a number of processes."""
    parser = argparse.ArgumentParser(prog="python -m bench.cards", description=__doc__)
    parser.add_argument("--store", default="", help="Of a finished demo, as out/store; default: a small demo is run first.")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2], metavar="N")
    parser.add_argument("--repeat", type=int, default=3, help="Times that each number of processes prints all.")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        if not given.store:
            demo(SMALL, Path(folder) / "out")
        store = open_store(given.store or str(Path(folder) / "out" / "store"))
        contexts = list(contexts_of(store, given.lang))
        print("\n".join(stages(contexts, Path(folder) / "one by one")))
        for count in given.workers:
            # a fresh folder each turn: a card that is there already is left as it is
            turns = [Path(folder) / f"{count}-{turn}" for turn in range(given.repeat)]
            times = [printed([c for _seconds, c in contexts], count, turn) for turn in turns]
            each = median(times) / len(contexts)
            print(f"{count} process{'es' * (count > 1):2}{each:10.2f} s a card{1 / each:8.2f} cards a second")


def contexts_of(store: Store, lang: str) -> Iterator[tuple[float, CardContext]]:
    """The cards of the provincial units that were measured last, each with the seconds that making it took."""
    period = period_or_last(store, "")
    scored, spans, found = score_period(store, scheme.load("dsci-2026"), period)
    as_of = max(o.as_of for o in store.rows(Observation, period=period))
    board = Board(store, scored, spans, found, period, as_of, lang)
    for unit in registry.select(level=(Level.MUNICIPALITY, Level.PROVINCE)):
        if unit.code in scored.rows:
            yield timed(partial(card_context, board, unit))


def stages(made: list[tuple[float, CardContext]], folder: Path) -> Iterator[str]:
    """The lines for this process alone."""
    folder.mkdir()
    contexts = [context for _seconds, context in made]
    start, renderer = timed(Renderer)
    html = [timed(partial(renderer.render_html, c))[0] for c in contexts]
    pdf = [timed(partial(renderer.render_pdf, c, folder / file_name(c)))[0] for c in contexts]
    size = sum(path.stat().st_size for path in folder.iterdir()) / len(contexts)
    yield f"{len(contexts)} cards of {size / 1000:.0f} kB; templates and fonts {start:.2f} s; a card, median and longest:"
    for name, seconds in (("context", [s for s, _context in made]), ("HTML", html), ("HTML and PDF", pdf)):
        yield f"{name:14}{1000 * median(seconds):7.0f} ms{1000 * max(seconds):7.0f} ms"


def printed(contexts: list[CardContext], workers: int, folder: Path) -> float:
    """Seconds to print all on so many processes, their starting included."""
    return timed(lambda: list(render_many(contexts, folder, workers)))[0]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that the work took, and what it gave."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


if __name__ == "__main__":
    main()
