"""How long a crawl takes at a pace, beside what the arithmetic says: a few portals of the replica, with the pause switched on."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from dsci import registry
from dsci.commands.replica import overlay_file, served
from dsci.spiders.run import CrawlPlan, crawl
from dsci.store import open_store

from .arithmetic import load_of
from .measured import measured


def main() -> None:
    """Prints requests and seconds, foretold and measured. Foretold of a unit's own requests: the model of time is tried alone."""
    parser = argparse.ArgumentParser(prog="python -m bench.paced", description=__doc__)
    parser.add_argument("--unit", nargs="+", default=["640100", "640200", "640300"])
    parser.add_argument("--pace", type=float, default=0.5, help="Seconds between two requests to a host.")
    parser.add_argument("--at-once", type=int, default=48, help="Requests under way at once.")
    given = parser.parse_args()
    units = registry.select(unit=given.unit)
    with TemporaryDirectory() as folder, served("", units) as (address, world):
        accounts = str(overlay_file(world, folder))
        plan = CrawlPlan(
            [u.code for u in units], folder, accounts, "paced", world.as_of.isoformat(), replica=address,
            pace=given.pace, at_once=given.at_once,
        )  # fmt: skip
        began = time.monotonic()
        ended = crawl(("website",), plan)["website"]
        seconds = time.monotonic() - began
        report(folder, len(units), given.pace, given.at_once, seconds, ended.hosts)


def report(folder: str, units: int, pace: float, at_once: int, seconds: float, hosts: Counter[str]) -> None:
    """The two lines. A unit's busiest host is asked for its robots.txt, too."""
    (unit,) = measured(open_store(str(Path(folder))))
    told = load_of(unit, units, 1, pace, at_once)
    longest = max(hosts.values()) * pace
    print(f"requests: {told.requests:.0f} foretold, {hosts.total()} measured")
    print(f"seconds at {pace:g} s, {at_once} at once: {max(told.hours * 3600, longest):.0f} foretold, {seconds:.0f} measured")


if __name__ == "__main__":
    main()
