"""One crawl by one process, by two, and by a cluster of three machines of which one is killed midway: same observations?"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from threading import Thread

from dsci import registry
from dsci.channels import kinds
from dsci.commands.replica import overlay_file, served
from dsci.contract import Evidence, Observation, Page
from dsci.store import Store, store_at
from dsci.store.verify import verify
from dsci.tests.servers import postgres_server

from .machines import machines
from .outcomes import append


@dataclass(frozen=True)
class Arm:
    """One way of crawling: seconds by the clock and of the processor, and what it came to."""

    name: str
    wall: float
    cpu: float
    store: Store

    def came_to(self) -> tuple[dict[tuple[str, str, str], Observation], list[Evidence]]:
        return {(o.unit, o.metric, o.period): o for o in self.store.rows(Observation)}, self.store.rows(Evidence)


def main() -> None:
    """Prints a line an arm, then whether they agree; exit 1 where they don't."""
    parser = argparse.ArgumentParser(prog="python -m bench.spread", description=__doc__)
    parser.add_argument("--province", nargs="*", default=[], metavar="NAME", help="Default: all 364 governments.")
    parser.add_argument("--channel", nargs="*", default=[], metavar="NAME", help="Default: all five.")
    given = parser.parse_args()
    with TemporaryDirectory() as folder, served("") as (address, world), postgres_server() as url:
        units = [option for name in given.province for option in ("--province", name)]
        accounts = str(overlay_file(world, folder))
        asked = [*given.channel, *units, "--replica", address, "--accounts", accounts, "--as-of", world.as_of.isoformat()]
        arms = [crawled(name, asked, units, store_at(f"{folder}/{name}"), [f"{folder}/{name}"], *options)
                for name, *options in (("one",), ("two", "--workers", "2"))]  # fmt: skip
        looks = arms[0].store.count(Page)[0][0]
        evidence = f"{folder}/cluster"
        kept = store_at(url, evidence)
        environment = os.environ | {"DSCI_EVIDENCE": evidence}
        with machines(3, address, environment) as cluster:
            Thread(target=kill_midway, args=(kept, looks, cluster.workers[1]), daemon=True).start()
            os.environ["DSCI_EVIDENCE"] = evidence
            arms.append(crawled("cluster", asked, units, kept, [url], "--cluster", cluster.scheduler))
            killed = cluster.workers[1].poll() is not None
        print(f"cluster: three workers, {'each in a network of its own' if cluster.apart else 'on loopback'}; "
              f"the second {'was killed' if killed else 'OUTLIVED the crawl'} midway")  # fmt: skip
        wrong = [*compared(arms), *([] if killed else ["no worker was killed"])]
    speed = arms[0].wall / arms[1].wall
    told = f"{len(registry.select(given.province))} units, {looks} looks; two processes {speed:.2f} times as fast as one"
    print("\n".join((told, *wrong)) if wrong else f"{told}; all three came to the same observations")
    if not given.province and not given.channel:
        append("three-ways", not wrong, "; ".join((told, *wrong[:3])))
    sys.exit(bool(wrong))


def crawled(name: str, asked: list[str], units: list[str], store: Store, where: list[str], *options: str) -> Arm:
    """Crawls and measures in one way."""
    began, used = time.monotonic(), cpu()
    dsci("crawl", *asked, "--store", *where, *options)
    arm = Arm(name, time.monotonic() - began, cpu() - used, store)
    dsci("measure", "--period", "2026", *units, "--store", *where)
    print(f"{name}: {arm.wall:.0f} s by the clock, {arm.cpu:.0f} s of the processor (of this machine's children)", flush=True)
    return arm


def dsci(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "dsci.cli", *arguments], check=True, stdout=subprocess.DEVNULL)


def cpu() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def kill_midway(store: Store, looks: int, worker: subprocess.Popen[bytes]) -> None:
    """Kills a worker when four tenths of the looks are kept; what it had begun goes with it."""
    while store.count(Page)[0][0] < 0.4 * looks:
        time.sleep(0.2)
    os.kill(worker.pid, signal.SIGKILL)


def compared(arms: list[Arm]) -> Iterator[str]:
    """A line for each difference: observations, their evidence, looks, faults in a store."""
    first = arms[0].came_to()
    pages = {p.id for p in arms[0].store.rows(Page)}
    for arm in arms:
        rows, evidence = arm.came_to()
        pairs = ((rows.get(key), first[0].get(key)) for key in first[0] | rows)
        yield from (f"{arm.name}: {a} is not {b}" for a, b in pairs if a != b)
        if evidence != first[1]:
            yield f"{arm.name}: its observations rest on other looks"
        if pages != {p.id for p in arm.store.rows(Page)}:
            yield f"{arm.name}: other looks"
        yield from (f"{arm.name}: {fault}" for fault in verify(arm.store, kinds()))


if __name__ == "__main__":
    main()
