"""Seconds, processor, memory and bytes of every stage of the line, at several numbers of units, and whether they are linear.

Counties included: each size is a sample of all governments of the registry with the same mix of levels. Every stage is a
command in a process of its own; memory is the most that it and its workers held together, the stand-in internet left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import monotonic

from dsci import registry
from dsci.commands.replica import overlay_file, world_of
from dsci.contract import Observation, Unit
from dsci.replica import portal
from dsci.replica.compare import compare
from dsci.replica.server import start
from dsci.store import open_store

from .costs import HEAD, Cost, kept_to, said, summary, table
from .memory import held
from .outcomes import append

ROOT = Path(__file__).resolve().parent.parent
TICK = 0.5  # seconds between two looks at the memory
PERIOD = "2026"
ORDER = ("municipality", "province", "prefecture", "county")
ALL = len(registry.units())
STAGES = ("crawl", "measure", "score", "site", "verify")


def main() -> None:
    """Prints a line a stage as it ends, then what a unit costs at each size, and how many times as much as at the first."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--units", nargs="+", type=int, default=[34, 100, 364], metavar="N", help="Sizes; 3194 is all.")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="Processes that measure and build the site.")
    parser.add_argument("--crawlers", type=int, default=1, metavar="N", help="Processes that crawl.")
    parser.add_argument("--channel", nargs="+", default=["website"], metavar="NAME", help="What is crawled.")
    parser.add_argument("--stage", nargs="+", choices=STAGES, default=list(STAGES[:4]), help="Only these; with --keep.")
    parser.add_argument("--truth", action="store_true", help="Hold every observation of a portal against the replica's truth.")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="Work there, a folder a size; default: a temporary one.")
    given = parser.parse_args()
    found: list[Cost] = []
    wrong = 0
    with TemporaryDirectory() as name:
        print(HEAD, flush=True)
        for size in given.units:
            folder = (given.keep or Path(name)) / str(size)
            for cost in line(sample(size), folder, given):
                found.append(cost)
                print(said(cost), flush=True)
            if given.truth:
                seen, differing = against(sample(size), folder / "store")
                wrong += differing
                print(f"{size:6} truth   {seen} observations of portals, {differing} differ from the truth", flush=True)
    print("\n".join(table(found)))
    if ALL in given.units and len(given.units) > 1 and given.truth and set(given.stage) >= set(STAGES[:4]):
        append("scale-whole", kept_to(found) and not wrong, f"{summary(found)}; {wrong} observations differ from the truth")


def sample(size: int) -> list[Unit]:
    """So many governments at even steps through all of the registry, level by level: the mix of levels is that of all."""
    known = sorted(registry.units().values(), key=lambda u: (ORDER.index(u.level), u.code))
    step = len(known) / min(size, len(known))
    return [known[int(place * step)] for place in range(min(size, len(known)))]


def line(units: Sequence[Unit], folder: Path, given: argparse.Namespace) -> Iterator[Cost]:
    """The costs of the stages asked for, in their order."""
    store, codes = folder / "store", [word for unit in units for word in ("--unit", unit.code)]
    everyone, workers = ["--period", PERIOD, "--store", str(store)], ["--workers", str(given.workers)]
    commands = {
        "measure": ["measure", *everyone, *workers, *codes],
        "score": ["score", *everyone, "--out", str(folder / "rankings.csv")],
        "site": ["site", *everyone, *workers, "--out", str(folder / "site")],
        "verify": ["verify", "--store", str(store)],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for stage in given.stage:
        if stage == "crawl":
            with replica(units, folder) as (address, moment):
                there = ["--replica", address, "--as-of", moment, "--run", "scale", "--store", str(store)]
                there += ["--workers", str(given.crawlers)] if given.crawlers > 1 else []
                if given.channel != ["website"]:
                    there += ["--accounts", str(folder / "accounts.csv")]
                yield measured(len(units), stage, ["crawl", *given.channel, *there, *codes], folder)
        else:
            yield measured(len(units), stage, commands[stage], folder)


def against(units: Sequence[Unit], store: Path) -> tuple[int, int]:
    """How many observations of portals there are, and how many differ from the replica's truth."""
    world, kept, seen, wrong = world_of(PERIOD, units), open_store(str(store)), 0, 0
    for unit in units:
        if unit.code in world.portals:
            observed = kept.rows(Observation, unit=unit.code, period=PERIOD)
            true = list(portal.truth(world, unit))
            seen, wrong = seen + len(true), wrong + len(compare(true, observed))
    return seen, wrong


@contextmanager
def replica(units: Sequence[Unit], folder: Path) -> Iterator[tuple[str, str]]:
    """The stand-in internet in a process of its own, its address and moment; at the end the most memory that it held is said."""
    world = world_of(PERIOD, units)
    overlay_file(world, str(folder))
    with start(world) as running, watched(running.process.pid) as seen:
        yield f"127.0.0.1:{running.port}", world.as_of.isoformat()
    print(f"{len(units):6} replica{'':27}{max(seen):10}", flush=True)


def measured(units: int, stage: str, words: Sequence[str], folder: Path) -> Cost:
    """Runs the command in a process of its own; what it says goes to a file. CalledProcessError if it fails."""
    before, began = processor(), monotonic()
    with (folder / f"{stage}.log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-m", "dsci.cli", *words], cwd=ROOT, stdout=log, stderr=log)
        with watched(process.pid) as seen:
            code = process.wait()
    wall, used = monotonic() - began, processor() - before
    if code:
        raise SystemExit(f"{stage} of {units} units ended with {code}: see {folder}/{stage}.log")
    store = folder / "store"
    tables, evidence = sum(p.stat().st_size for p in store.glob("*.sqlite*")), size_of(store / "evidence")
    return Cost(units, stage, wall, used, max(seen), tables, evidence, size_of(folder / "site"))


@contextmanager
def watched(process: int) -> Iterator[list[int]]:
    """The megabytes that a process and its children hold, looked at over and over."""
    seen, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(TICK):
            seen.append(held(process))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def processor() -> float:
    """Processor seconds of all children that have ended, and of theirs."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
